// 找政策: filters, counts, order and address over the rows that policies/index.json lists.
import { counts, decode, FACETS, filter, sorted, withoutOne } from "./list-index.mjs";
import { showColumn, showTag, today } from "./today.mjs";

const BASE = new URL("../../", import.meta.url);
const LIST = new URL("policies/", BASE);
const STEP = 50;

const list = document.querySelector("[data-list]");
const part = (name) => list.querySelector(`[data-${name}]`);
const boxes = [...list.querySelectorAll(".z-facets input")];
const input = part("filter").elements.q;
const sortButtons = [...list.querySelectorAll("[data-sort]")];
const DEFAULT_SORT = sortButtons[0].dataset.sort;
const dialog = part("sheet");

const day = today(list.dataset.asOf);
let loading = null;
let shown = STEP;

const load = () => {
  loading ??= fetch(new URL("index.json", LIST))
    .then((answer) => answer.json())
    .then((index) => decode(index, day));
  return loading;
};

// The state is the address: q, values of each facet, sort.

function readAddress() {
  const query = new URLSearchParams(location.search);
  const state = { q: query.get("q") ?? "", sort: query.get("sort") ?? "" };
  if (!sortButtons.some((button) => button.dataset.sort === state.sort)) state.sort = DEFAULT_SORT;
  for (const facet of FACETS) {
    const known = new Set(boxes.filter((box) => box.name === facet).map((box) => box.value));
    state[facet] = new Set(query.getAll(facet).filter((value) => known.has(value)));
  }
  return state;
}

function readPage() {
  const state = { q: input.value, sort: DEFAULT_SORT };
  for (const facet of FACETS) {
    state[facet] = new Set(boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value));
  }
  const pressed = sortButtons.find((button) => button.getAttribute("aria-pressed") === "true");
  if (pressed) state.sort = pressed.dataset.sort;
  return state;
}

function address(state) {
  const query = new URLSearchParams();
  if (state.q.trim()) query.set("q", state.q.trim());
  for (const facet of FACETS) for (const value of state[facet]) query.append(facet, value);
  if (state.sort !== DEFAULT_SORT) query.set("sort", state.sort);
  const text = query.toString();
  return LIST.pathname + (text ? `?${text}` : "");
}

function showControls(state) {
  if (input.value.trim() !== state.q.trim()) input.value = state.q;
  for (const box of boxes) box.checked = state[box.name].has(box.value);
  for (const button of sortButtons) button.setAttribute("aria-pressed", String(button.dataset.sort === state.sort));
}

// Rows

function fillRow(row) {
  const item = part("blank").content.firstElementChild.cloneNode(true);
  const field = (name) => item.querySelector(`[data-f="${name}"]`);
  const texts = {
    title: row.title, summary: row.summary, number: row.number, issuers: row.issuers, claims: row.claims,
    figure: row.figure[0], unit: row.figure[1], worth: row.figure[2],
    note: ["soon", "open"].includes(row.state.kind) ? row.note : "",
    mark: row.official ? "官网核对" : "转载核对",
  };
  for (const [name, text] of Object.entries(texts)) field(name).textContent = text;
  field("title").href = new URL(`${row.id}/`, LIST).pathname;
  field("mark").classList.toggle("z-src--official", Boolean(row.official));
  field("mark").hidden = !row.checked;
  field("sample").hidden = !row.sample || row.title.includes("示例");
  const replaced = row.state.kind === "replaced" && row.successor;
  field("successor").hidden = !replaced;
  if (replaced) field("successor").href = new URL(`${row.successor}/`, LIST).pathname;
  showTag(field("tag"), row.term, day);
  showColumn(item.querySelector(".z-when"), row.term, day);
  return item;
}

function hidePages() {
  const pages = part("pages");
  if (pages) pages.hidden = true;
}

function showMore(rest) {
  part("more").hidden = rest <= 0;
  part("more").textContent = `再看${Math.min(STEP, rest)}条`;
}

function showRows(found) {
  const rows = found.slice(0, shown);
  part("rows").replaceChildren(...rows.map(fillRow));
  part("total").textContent = `${found.length}条`;
  part("range").textContent = rows.length ? `，显示第1–${rows.length}条` : "";
  showMore(found.length - rows.length);
  part("apply").textContent = `看${found.length}条`;
}

// Facets and chips

const labelOf = (facet, value) =>
  boxes.find((box) => box.name === facet && box.value === value)?.dataset.words ?? value;

function showCounts(rows, state) {
  for (const facet of FACETS) {
    const found = counts(rows, state, facet);
    for (const box of boxes.filter((other) => other.name === facet)) {
      const count = found.get(box.value) ?? 0;
      const label = box.closest("label");
      label.classList.toggle("z-check--none", count === 0);
      label.querySelector(".z-check__n").textContent = String(count);
    }
  }
}

function button(className, text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function showChips(rows, state) {
  const parts = withoutOne(rows, state);
  const chips = parts.map((chip) => {
    const words = labelOf(chip.facet, chip.value);
    const made = button("z-chip z-chip--on", words, () => go(chip.state, { focus: true }));
    made.setAttribute("aria-label", `去掉“${words}”`);
    return made;
  });
  if (chips.length) chips.push(button("z-textbtn", "清除全部", () => go(cleared(state), { focus: true })));
  part("chips").replaceChildren(...chips);
  return parts;
}

const cleared = (state) => ({
  ...state,
  q: "",
  ...Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
});

function showEmpty(rows, parts, state) {
  const quoted = (chip) => `“${labelOf(chip.facet, chip.value)}”`;
  const best = [...parts].sort((chip, other) => other.rows - chip.rows)[0];
  part("asked").textContent = `没有${parts.length > 1 ? "同时" : ""}符合${parts.map(quoted).join("、")}的政策。`;
  const ways = [];
  if (best && best.rows) {
    ways.push(button("z-btn", `去掉${quoted(best)}，看${best.rows}条`, () => go(best.state, { focus: true })));
  }
  ways.push(button("z-btn", `看全部${rows.length}条`, () => go(cleared(state), { focus: true })));
  part("ways").replaceChildren(...ways);
}

// Moving from state to state

async function show(state) {
  let rows;
  try {
    rows = await load();
  } catch {
    part("failed").hidden = false;
    return;
  }
  const found = sorted(filter(rows, state), state.sort);
  showControls(state);
  showCounts(rows, state);
  showRows(found);
  const parts = showChips(rows, state);
  part("empty").hidden = found.length > 0;
  if (!found.length) showEmpty(rows, parts, state);
  hidePages();
}

async function go(state, { replace = false, focus = false } = {}) {
  shown = STEP;
  history[replace ? "replaceState" : "pushState"](null, "", address(state));
  if (focus) part("count").focus({ preventScroll: true });
  await show(state);
  if (part("count").getBoundingClientRect().top < 0) part("count").scrollIntoView();
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
for (const sortButton of sortButtons) {
  sortButton.addEventListener("click", () => go({ ...readPage(), sort: sortButton.dataset.sort }));
}
part("more").addEventListener("click", async () => {
  const before = part("rows").children.length;
  shown += STEP;
  await show(readPage());
  part("rows").children[before]?.querySelector("a").focus();
});
for (const event of ["pointerenter", "focusin"]) list.addEventListener(event, () => load().catch(() => {}), { once: true });
addEventListener("popstate", () => {
  shown = STEP;
  show(readAddress());
});

// The sheet of the phone: the same facets, moved into a dialog while it is open.

const facets = part("facets");
const home = facets.parentElement;
part("open").addEventListener("click", () => {
  part("slot").append(facets);
  dialog.showModal();
});
dialog.addEventListener("close", () => home.append(facets));
for (const closer of list.querySelectorAll("[data-close]")) closer.addEventListener("click", () => dialog.close());
matchMedia("(min-width:720px)").addEventListener("change", () => dialog.open && dialog.close());

// The first page as written holds the first rows of the plain list: it stays until something is asked.

const first = readAddress();
showControls(first);
if (location.search) show(first);
else if (list.dataset.number === "1" && day !== list.dataset.asOf) show(first);
else if (list.dataset.number === "1") {
  hidePages();
  showMore(Number(list.dataset.total) - part("rows").children.length);
}
