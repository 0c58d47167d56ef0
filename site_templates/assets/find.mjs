// The page /commissioners/: the address holds the question (q), this script shows who serves whom.
import { decode, find, officeOf, wordsOf } from "./find-index.mjs";
import { marked } from "./search-text.mjs";
import { made, markedNodes } from "./suggest.mjs";
import { today } from "./today.mjs";

const BASE = new URL("../../", import.meta.url);
const lit = (text, words) => markedNodes(marked(text, words));
const built = document.querySelector(".z-foot time").dateTime;
const STEP = { places: 3, enterprises: 10, people: 5 };
const UNIT = { places: "处", enterprises: "家", people: "名" };
const NOUN = { places: "地方", enterprises: "企业", people: "专员" };
const LEVELS = { 1: "省级", 2: "国家级" };

const page = document.querySelector("[data-find]");
const part = (name) => page.querySelector(`[data-${name}]`);
const input = part("box").elements.q;
const shown = { ...STEP };
let loading = null;

function load() {
  loading ??= fetch(new URL("commissioners/index.json", BASE))
    .then((answer) => answer.json())
    .then((index) => decode(index, today(built)));
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

// Rows

function link(path, ...children) {
  const element = made("a", "", ...children);
  element.href = new URL(path, BASE).pathname;
  return element;
}

function phone(number, className = "z-no") {
  const element = made("a", className, number);
  element.href = `tel:${number.replace(/[^\d+]/g, "")}`;
  return element;
}

const call = (number) => phone(number, "z-btn z-call z-no");

/** A line of meta: its parts stand apart by style, and by a blank where there is none. */
function meta(...parts) {
  return made("p", "z-meta", ...parts.filter(Boolean).flatMap((each) => [typeof each === "string" ? made("span", "", each) : each, " "]));
}

const office = (region) => [link(`offices/${region.code}/`, region.office), " ", phone(region.phone)];

function item(title, ...lines) {
  return made("li", "z-find__row", made("h4", "", title), ...lines.filter(Boolean));
}

function placeRow({ regions }, row, words) {
  const region = regions[row];
  const near = officeOf(regions, row);
  const title = link(`offices/${near.code}/`, ...lit(region.name, words));
  const serves = region.above < 0 || regions[region.above].above < 0 ? "国家级企业由这里安排专员" : "省级企业由这里安排专员";
  return item(title, made("p", "", call(near.phone)), meta(`${near.office}，${serves}`));
}

function enterpriseRow({ enterprises, people, regions }, row, words) {
  const level = enterprises.levels[row];
  const place = enterprises.regions[row];
  const code = made("span", "z-no", ...lit(enterprises.codes[row], words));
  const title = link(`enterprises/${enterprises.codes[row]}/`, ...lit(enterprises.names[row], words));
  const former = enterprises.former.get(row);
  const facts = meta(LEVELS[level], regions[place].name, code, former && `曾用名${former}`);
  const near = officeOf(regions, place, level);
  const served = enterprises.people?.[row];
  if (served) {
    const person = served - 1;
    const name = link(`commissioners/${people.ids[person]}/`, people.names[person]);
    return item(
      title,
      made("p", "z-find__who", call(people.phones[person]), " ", made("span", "", "专员", name, ` ${people.units[person]}`)),
      facts,
      meta(made("span", "", "打不通，找", ...office(near))),
    );
  }
  const why = level === "0" ? "认定不在有效期，没有服务专员，有事找" : served === 0 ? "现在没有服务专员，先找" : "由哪位专员服务，请问";
  return item(title, made("p", "", call(near.phone)), facts, meta(made("span", "", why, link(`offices/${near.code}/`, near.office))));
}

function personRow({ people, regions, published }, row, words) {
  const title = link(`commissioners/${people.ids[row]}/`, ...lit(people.names[row], words));
  const region = regions[people.regions[row]];
  const facts = meta(
    people.units[row] || "不在任",
    region?.name,
    made("span", "z-no", ...lit(people.ids[row], words)),
    published && people.phones[row] && `服务${people.load[row]}家企业`,
  );
  return item(title, people.phones[row] && made("p", "", call(people.phones[row])), facts);
}

const ROWS = { places: placeRow, enterprises: enterpriseRow, people: personRow };

// The answer

function showPart(name, index, found, words) {
  const section = page.querySelector(`[data-part="${name}"]`);
  const rows = found[name].slice(0, shown[name]);
  section.hidden = !rows.length;
  section.querySelector("[data-rows]").replaceChildren(...rows.map((row) => ROWS[name](index, row, words)));
  const rest = found[name].length - rows.length;
  const more = section.querySelector("[data-more]");
  if (!more) return;
  more.hidden = rest <= 0;
  more.textContent = `还有${rest}${UNIT[name]}，再看${Math.min(rest, STEP[name])}${UNIT[name]}`;
}

async function show() {
  const asked = new URLSearchParams(location.search).get("q") ?? "";
  const words = wordsOf(asked);
  if (!words.length) {
    part("results").hidden = true;
    return;
  }
  let index;
  try {
    index = await load();
    part("failed").hidden = true;
  } catch {
    part("failed").hidden = false;
    return;
  }
  if (asked !== (new URLSearchParams(location.search).get("q") ?? "")) return;
  const found = find(index, words);
  const parts = Object.keys(ROWS);
  for (const name of parts) showPart(name, index, found, words);
  const counts = parts.filter((name) => found[name].length).map((name) => `${NOUN[name]}${found[name].length}${UNIT[name]}`);
  part("said").textContent = counts.length ? `找到${counts.join("、")}` : "没有找到";
  part("empty").hidden = counts.length > 0;
  part("asked").textContent = `没有找到“${asked.trim()}”。`;
  part("results").hidden = false;
}

function go(query, replace) {
  const q = query.trim();
  Object.assign(shown, STEP);
  history[replace ? "replaceState" : "pushState"](null, "", location.pathname + (q && `?q=${encodeURIComponent(q)}`));
  return show();
}

// What the reader does

let typing = false;
const typed = (event) => {
  if (event.isComposing) return;
  go(input.value, typing);
  typing = true;
};
input.addEventListener("input", typed);
input.addEventListener("compositionend", typed);
input.addEventListener("change", () => {
  typing = false;
});
input.addEventListener("focus", () => load().catch(() => {}), { once: true });
input.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || event.isComposing) return;
  const first = part("results").querySelector("li a");
  if (!first) return;
  event.preventDefault();
  first.focus();
});
part("box").addEventListener("submit", (event) => {
  event.preventDefault();
  go(input.value, true);
});
for (const section of page.querySelectorAll("[data-part]")) {
  const name = section.dataset.part;
  section.querySelector("[data-more]")?.addEventListener("click", async () => {
    const rows = section.querySelector("[data-rows]");
    const before = rows.children.length;
    shown[name] += STEP[name];
    await show();
    rows.children[before].querySelector("a").focus();
  });
}

function readAddress() {
  const asked = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value !== asked) input.value = asked;
  Object.assign(shown, STEP);
  return show();
}

addEventListener("popstate", readAddress);
readAddress();
