// Which enterprise a form of the ledger is about: one (radio), or several of which each has a record (checkbox).

/** What reads and sets the chosen enterprises of a form; where it may take several, a button switches. */
export function enterpriseChoice(form) {
  const inputs = () => [...form.querySelectorAll('input[name="enterprise"]')];
  const switcher = form.querySelector('[data-act="several"]');
  const codes = () => inputs().filter(({ checked }) => checked).map(({ value }) => value);
  const takesSeveral = () => inputs()[0]?.type === "checkbox";

  function set(chosen, several) {
    for (const input of inputs()) input.type = several ? "checkbox" : "radio";
    for (const input of inputs()) input.checked = chosen.includes(input.value); // a radio that becomes one clears the others
  }

  return {
    codes,
    set,
    /** The one that is chosen, or undefined. */
    alone: () => (codes().length === 1 ? codes()[0] : undefined),
    /** Calls `changed` where the button switched; only the first stays chosen where one is asked for again. */
    onSwitched(changed) {
      switcher?.addEventListener("click", () => {
        set(takesSeveral() ? codes().slice(0, 1) : codes(), !takesSeveral());
        changed();
      });
    },
    /** Shows what several have in common, and the button where it is `offered`. */
    follow(offered) {
      const chosen = codes();
      for (const block of form.querySelectorAll("[data-alone]")) block.hidden ||= chosen.length > 1;
      if (!switcher) return;
      form.querySelector("[data-each]").hidden = !takesSeveral();
      switcher.textContent = takesSeveral() ? "只记一家" : "几家一起记";
      switcher.hidden = !offered || inputs().length < 2;
    },
  };
}
