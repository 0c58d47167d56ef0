// Choosing from a long list by typing: what is chosen stands as ticked boxes, so that the form holds it.
import { button, made, onTyped } from "./suggest.mjs";

const MOST = 6;
const folded = (text) => text.normalize("NFKC").toLowerCase();

/** A box of the form with its words. */
export function option(kind, name, value, words, checked = false) {
  const label = made("label", "z-opt", made("input"), made("span", "", words));
  Object.assign(label.firstChild, { type: kind, name, value, checked });
  return label;
}

/** Gives values that a field does not offer boxes of their own, those of before go; whether there are any. */
export function boxesFor(field, name, values, words) {
  for (const label of field.querySelectorAll("[data-held]")) label.remove();
  const offered = new Set([...field.querySelectorAll("input")].map(({ value }) => value));
  const held = values.filter((value) => !offered.has(value));
  for (const value of held) {
    const label = option("checkbox", name, value, words.get(value) ?? value);
    label.dataset.held = "";
    field.querySelector("[data-options]").append(label);
  }
  return held.length > 0;
}

/** Makes `[data-pick]` choose from `rows` of [id, words]; returns what sets the chosen ids. */
export function picking(root, rows, changed) {
  const name = root.dataset.pick;
  const single = "single" in root.dataset;
  const find = root.querySelector("[data-find]");
  const found = root.querySelector("[data-found]");
  const picked = root.querySelector("[data-picked]");
  const texts = rows.map(([id, words]) => folded(`${words} ${id}`));
  const chosen = () => [...picked.querySelectorAll("input")].map(({ value }) => value);

  function show() {
    const words = folded(find.value).split(/\s+/).filter(Boolean);
    const taken = new Set(chosen());
    const fit = rows.filter(([id], at) => !taken.has(id) && words.every((word) => texts[at].includes(word)));
    const some = fit.slice(0, MOST);
    const ids = some.map(([id]) => id).join(" ");
    if (some.length && found.dataset.shown === ids) return; // a finger may be on it
    found.dataset.shown = ids;
    const nothing = words.length && !fit.length ? [made("li", "z-meta", "没有找到，换几个字")] : [];
    found.replaceChildren(
      ...some.map(([id, text]) => made("li", "", button("z-found__one", text, () => take(id)))),
      ...nothing,
    );
  }

  function take(id) {
    set(single ? [id] : [...chosen(), id]);
    find.value = "";
    show();
    find.focus();
    changed();
  }

  function set(ids) {
    const words = new Map(rows);
    picked.replaceChildren(...ids.map((id) => made("li", "", option("checkbox", name, id, words.get(id) ?? id, true))));
    show();
  }

  picked.addEventListener("change", () => {
    set([...picked.querySelectorAll("input:checked")].map(({ value }) => value));
    find.focus(); // the box that was unticked is gone
    changed();
  });
  onTyped(find, show);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    show(); // what was typed last may not be shown yet
    if (find.value.trim()) found.querySelector("button")?.click();
  });
  show();
  return set;
}
