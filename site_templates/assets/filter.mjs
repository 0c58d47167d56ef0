// A list whose rows all stand in the page: it hides those that do not answer to the box and the facets.
import { controls } from "./facets.mjs";
import { filter, fold } from "./list-index.mjs";
import { ACTIVITY, judge, today } from "./today.mjs";

const list = document.querySelector("[data-list]");
const day = today(list.dataset.asOf);
const boxes = [...list.querySelectorAll(".z-facets input")];
const keys = [...new Set(boxes.map((box) => box.name))];
const groups = [...list.querySelectorAll("[data-group]")];
const around = controls(list, go);

// A row names its values by place: "domain-0" is the first box of the facet domain.
const named = new Map(
  keys.flatMap((key) => boxes.filter((box) => box.name === key).map((box, place) => [`${key}-${place}`, box])),
);

function row(element) {
  const values = Object.fromEntries(keys.map((key) => [key, []]));
  for (const name of element.dataset.values.split(" ").filter(Boolean)) {
    const box = named.get(name);
    values[box.name].push(box.value);
  }
  const term = element.dataset.term;
  if (term) {
    const { kind } = judge(term, day);
    values.status = [ACTIVITY[kind]];
    if (kind === "ended" && !element.closest("[data-past]")) list.querySelector("[data-past]").prepend(element);
  }
  return { ...values, element, text: fold(element.textContent) };
}

const rows = [...list.querySelectorAll("[data-values]")].map(row);

function show(state) {
  const found = filter(rows, state);
  const left = new Set(found);
  for (const each of rows) each.element.hidden = !left.has(each);
  for (const group of groups) group.hidden = !group.querySelector("[data-values]:not([hidden])");
  around.show(rows, found, state);
}

function go(state, how) {
  around.visit(state, how);
  show(state);
  around.reveal();
}

addEventListener("popstate", () => show(around.readAddress()));
show(around.readAddress());
