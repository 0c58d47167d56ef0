// The controls around a list: box, facets with counts, chips, the empty answer, the sheet of the phone, the address.
// A row is {text, [facet]: [values]}, a state {q, sort, [facet]: Set of values}; list-index.mjs filters and counts.
import { counts, facetsOf, withoutOne } from "./list-index.mjs";
import { button } from "./suggest.mjs";

/** The controls of a list; `go(state, {replace, focus})` is told what the reader asked for. */
export function controls(list, go) {
  const part = (name) => list.querySelector(`[data-${name}]`);
  const boxes = [...list.querySelectorAll(".z-facets input")];
  const keys = [...new Set(boxes.map((box) => box.name))];
  const input = part("filter").elements.q;
  const sortButtons = [...list.querySelectorAll("[data-sort]")];
  const usual = sortButtons[0]?.dataset.sort ?? "";
  const { unit, noun } = list.dataset;

  // The state is the address: q, values of each facet, sort.

  function readAddress() {
    const query = new URLSearchParams(location.search);
    const state = { q: query.get("q") ?? "", sort: query.get("sort") ?? "" };
    if (!sortButtons.some((other) => other.dataset.sort === state.sort)) state.sort = usual;
    for (const key of keys) {
      const known = new Set(boxes.filter((box) => box.name === key).map((box) => box.value));
      state[key] = new Set(query.getAll(key).filter((value) => known.has(value)));
    }
    return state;
  }

  function readPage() {
    const pressed = sortButtons.find((other) => other.getAttribute("aria-pressed") === "true");
    const state = { q: input.value, sort: pressed?.dataset.sort ?? usual };
    for (const key of keys) {
      state[key] = new Set(boxes.filter((box) => box.name === key && box.checked).map((box) => box.value));
    }
    return state;
  }

  function address(state) {
    const query = new URLSearchParams();
    if (state.q.trim()) query.set("q", state.q.trim());
    for (const key of keys) for (const value of state[key]) query.append(key, value);
    if (state.sort !== usual) query.set("sort", state.sort);
    return query.toString();
  }

  function showControls(state) {
    if (input.value.trim() !== state.q.trim()) input.value = state.q;
    for (const box of boxes) box.checked = state[box.name].has(box.value);
    for (const other of sortButtons) other.setAttribute("aria-pressed", String(other.dataset.sort === state.sort));
  }

  const cleared = (state) => ({ ...state, q: "", ...Object.fromEntries(keys.map((key) => [key, new Set()])) });

  const labelOf = (key, value) =>
    boxes.find((box) => box.name === key && box.value === value)?.dataset.words ?? value;

  function showCounts(rows, state) {
    for (const key of facetsOf(state)) {
      const found = counts(rows, state, key);
      for (const box of boxes.filter((other) => other.name === key)) {
        const count = found.get(box.value) ?? 0;
        const label = box.closest("label");
        label.classList.toggle("z-check--none", count === 0);
        label.querySelector(".z-check__n").textContent = String(count);
      }
    }
  }

  function showChips(parts, state) {
    const chips = parts.map((chip) => {
      const words = labelOf(chip.facet, chip.value);
      const made = button("z-chip z-chip--on", words, () => go(chip.state, { focus: true }));
      made.setAttribute("aria-label", `去掉“${words}”`);
      return made;
    });
    if (chips.length) chips.push(button("z-textbtn", "清除全部", () => go(cleared(state), { focus: true })));
    part("chips").replaceChildren(...chips);
  }

  function showEmpty(rows, parts, state) {
    const quoted = (chip) => `“${labelOf(chip.facet, chip.value)}”`;
    const best = [...parts].sort((chip, other) => other.rows - chip.rows)[0];
    part("asked").textContent = `没有${parts.length > 1 ? "同时" : ""}符合${parts.map(quoted).join("、")}的${noun}。`;
    const ways = [];
    if (best && best.rows) {
      ways.push(button("z-btn", `去掉${quoted(best)}，看${best.rows}${unit}`, () => go(best.state, { focus: true })));
    }
    ways.push(button("z-btn", `看全部${rows.length}${unit}`, () => go(cleared(state), { focus: true })));
    part("ways").replaceChildren(...ways);
  }

  /** Brings controls, counts, chips, total and the empty answer to a state that leaves the rows `found`. */
  function show(rows, found, state) {
    const parts = withoutOne(rows, state);
    showControls(state);
    showCounts(rows, state);
    showChips(parts, state);
    part("total").textContent = `${found.length}${unit}`;
    part("apply").textContent = `看${found.length}${unit}`;
    part("empty").hidden = found.length > 0;
    if (!found.length) showEmpty(rows, parts, state);
  }

  for (const box of boxes) box.addEventListener("change", () => go(readPage()));
  let typing = false;
  input.addEventListener("input", () => {
    go(readPage(), { replace: typing });
    typing = true;
  });
  input.addEventListener("change", () => {
    typing = false;
  });
  part("filter").addEventListener("submit", (event) => {
    event.preventDefault();
    go(readPage(), { replace: true });
  });
  for (const other of sortButtons) {
    other.addEventListener("click", () => go({ ...readPage(), sort: other.dataset.sort }));
  }

  // The sheet of the phone: the same facets, moved into a dialog while it is open.

  const dialog = part("sheet");
  const facets = part("facets");
  const home = facets.parentElement;
  part("open").addEventListener("click", () => {
    part("slot").append(facets);
    dialog.showModal();
  });
  dialog.addEventListener("close", () => home.append(facets));
  for (const closer of list.querySelectorAll("[data-close]")) closer.addEventListener("click", () => dialog.close());
  matchMedia("(min-width:720px)").addEventListener("change", () => dialog.open && dialog.close());

  /** Writes a state into the address; the focus goes to the count where the pressed button goes away. */
  function visit(state, { replace = false, focus = false } = {}) {
    const query = address(state);
    const path = new URL(list.dataset.home, location.href).pathname;
    history[replace ? "replaceState" : "pushState"](null, "", path + (query && `?${query}`));
    if (focus) part("count").focus({ preventScroll: true });
  }

  /** Brings the count into view where the reader has scrolled past it. */
  function reveal() {
    if (part("count").getBoundingClientRect().top < 0) part("count").scrollIntoView();
  }

  return { part, readAddress, readPage, showControls, show, visit, reveal };
}
