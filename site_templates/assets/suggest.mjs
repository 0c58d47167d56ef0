// Suggestions under every search box: form[data-suggest] with input[name=q].

const MOST = 8;
const PAUSE = 80;
const SEARCH = new URL("../../search/", import.meta.url);

/** The search itself comes when a box is first used: most visits to a page ask for nothing. */
const engine = () => import("./search-engine.mjs");

/** Call `act` with what is typed, a moment after the last key and never in the middle of an input method. */
export function onTyped(input, act) {
  let timer;
  const later = (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => act(input.value), PAUSE);
  };
  input.addEventListener("input", later);
  input.addEventListener("compositionend", later);
  return () => clearTimeout(timer);
}

/** The parts of a text, by turns plain and found, as nodes. */
export function markedNodes(parts) {
  return parts.map((part, at) => (at % 2 ? made("mark", "", part) : part));
}

/** An element with a class and children. */
export function made(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** A button that acts. */
export function button(className, text, act) {
  const element = made("button", className, text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function enhance(form, number) {
  const input = form.elements.q;
  const list = made("div", "z-suggest");
  const said = made("p", "z-vh");
  let turn = 0;
  let active = -1;
  list.id = `z-suggest-${number}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "搜索建议");
  said.setAttribute("role", "status");
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  form.append(list, said);

  function choose(at) {
    const rows = [...list.children];
    active = at;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", rows[at].id);
    rows[at]?.scrollIntoView({ block: "nearest" });
  }

  function show(rows) {
    list.replaceChildren(...rows);
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  }

  function close() {
    turn += 1;
    stop();
    show([]);
    said.textContent = "";
  }

  function row(hit, title, at) {
    const link = made("a", "z-suggest__row", made("span", "", ...markedNodes(title)));
    link.append(made("span", "z-suggest__kind", hit.ended ? `${hit.section} · 已失效` : hit.section));
    link.href = hit.href;
    link.id = `${list.id}-${at}`;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  async function suggest(query) {
    turn += 1;
    const mine = turn;
    const stale = () => mine !== turn;
    let rows = [];
    try {
      const { marked, search } = await engine();
      const { hits, words } = await search(query, { limit: MOST, stale });
      rows = hits.map((hit, at) => row(hit, marked(hit.title, words), at));
    } catch {
      // Without the index the box still leads to the search page, which says what is wrong.
    }
    if (stale() || document.activeElement !== input) return;
    show(rows);
    said.textContent = rows.length ? `${rows.length}条建议，用上下键选择` : "";
  }

  const stop = onTyped(input, suggest);
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  const ready = () => engine().then(({ open }) => open()).catch(() => {});
  input.addEventListener("focus", ready, { once: true });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = list.children.length;
    if (event.key in moves && !count && input.value) suggest(input.value);
    if (event.key in moves && count) choose(((active + 1 + moves[event.key] + count + 1) % (count + 1)) - 1);
    else if (event.key === "Escape" && count) close();
    else if (event.key === "Enter" && active >= 0) list.children[active].click();
    else return;
    event.preventDefault();
  });
}

[...document.querySelectorAll("form[data-suggest]")].forEach(enhance);

document.addEventListener("keydown", (event) => {
  const plain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!plain || event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  const boxes = [...document.querySelectorAll("form[role=search] [name=q]")];
  const box = boxes.find((input) => input.offsetParent);
  if (!box) location.assign(SEARCH);
  box?.select();
  box?.focus();
});
