// 找政策: filters, counts, order and address over the rows that policies/index.json lists.
import { controls } from "./facets.mjs";
import { decode, filter, sorted } from "./list-index.mjs";
import { showColumn, showTag, today } from "./today.mjs";

const BASE = new URL("../../", import.meta.url);
const LIST = new URL("policies/", BASE);
const STEP = 50;

const list = document.querySelector("[data-list]");
const { part, readAddress, readPage, showControls, show: showAround, visit, reveal } = controls(list, go);

const day = today(list.dataset.asOf);
let loading = null;
let shown = STEP;
let latest = null;

const load = () => {
  loading ??= fetch(new URL("index.json", LIST))
    .then((answer) => answer.json())
    .then((index) => decode(index, day));
  return loading;
};

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
  part("range").textContent = rows.length ? `，显示第1–${rows.length}条` : "";
  showMore(found.length - rows.length);
}

// Moving from state to state

async function show(state) {
  latest = state;
  let rows;
  try {
    rows = await load();
  } catch {
    part("failed").hidden = false;
    return;
  }
  if (state !== latest) return; // more was typed while the list was loading: this would take it back
  const found = sorted(filter(rows, state), state.sort);
  showAround(rows, found, state);
  showRows(found);
  hidePages();
}

async function go(state, how = {}) {
  shown = STEP;
  visit(state, how);
  await show(state);
  reveal();
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

// The first page as written holds the first rows of the plain list: it stays until something is asked.

const first = readAddress();
showControls(first);
if (location.search) show(first);
else if (list.dataset.number === "1" && day !== list.dataset.asOf) show(first);
else if (list.dataset.number === "1") {
  hidePages();
  showMore(Number(list.dataset.total) - part("rows").children.length);
}
