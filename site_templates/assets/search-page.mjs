// The page /search/: the address holds the question (q, section, limit), this script shows the answer.
import { marked, open, search } from "./search-engine.mjs";
import { made, markedNodes, onTyped } from "./suggest.mjs";

const BASE = new URL("../../", import.meta.url);
const STEP = 20;
const TITLE = document.title;

const form = document.querySelector("[data-search]");
const input = form.elements.q;
const results = document.querySelector("#results");
const part = (name) => results.querySelector(`[data-${name}]`);
let turn = 0;

function readAddress() {
  const query = new URLSearchParams(location.search);
  const limit = Number.parseInt(query.get("limit"), 10);
  return { q: query.get("q") ?? "", section: query.get("section") ?? "", limit: limit > 0 ? limit : STEP };
}

function go(state, { replace = false, focus = false } = {}) {
  const next = { ...readAddress(), limit: STEP, ...state };
  const query = new URLSearchParams();
  if (next.q) query.set("q", next.q);
  if (next.section) query.set("section", next.section);
  if (next.limit !== STEP) query.set("limit", String(next.limit));
  const text = query.toString();
  history[replace ? "replaceState" : "pushState"](null, "", text ? `?${text}` : location.pathname);
  if (input.value !== next.q) input.value = next.q;
  if (focus) part("said").focus({ preventScroll: true });
  return show();
}

async function show() {
  turn += 1;
  const mine = turn;
  const stale = () => mine !== turn;
  const state = readAddress();
  results.dataset.state = "busy";
  try {
    const found = await search(state.q, { ...state, stale });
    const ways = found.words.length && !found.hits.length && !stale() ? await fewer(found, state, stale) : [];
    if (stale()) return;
    showFound(found, state);
    showEmpty(found, ways, state);
    finish("done", found);
  } catch {
    if (stale()) return;
    showFailure();
    finish("error", { total: 0, exact: true });
  }
}

function finish(state, { total, exact }) {
  results.dataset.count = String(total);
  results.dataset.exact = String(exact);
  results.dataset.state = state;
}

const lit = (text, words) => markedNodes(marked(text, words));

const amount = ({ total, exact }) => (exact ? `${total}条` : `约${total}条`);

function button(className, words, act) {
  const element = made("button", className, words);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function link(path, words) {
  const element = made("a", "z-btn", words);
  element.href = BASE.href + path;
  return element;
}

// Hits

function showFound(found, state) {
  const { hits, words } = found;
  document.title = state.q.trim() ? `${state.q.trim()} · ${TITLE}` : TITLE;
  const said = hits.length ? [made("b", "", amount(found)), `，显示第1–${hits.length}条`] : [];
  part("said").replaceChildren(...said);
  part("hits").replaceChildren(...hits.map((hit) => row(hit, words)));
  part("sections").replaceChildren(...chips(found, state));
  const left = found.total - hits.length;
  part("more").hidden = left <= 0 || !hits.length;
  part("more").textContent = `再看${Math.min(STEP, left)}条`;
}

function row(hit, words) {
  const title = made("a", "hit z-quiet", ...lit(hit.title, words));
  title.href = hit.href;
  const heading = made("h3", "", title);
  if (hit.ended) heading.append(" ", made("span", "z-tag z-tag--ended", "已失效"));
  const meta = made("p", "z-meta", made("span", "", hit.section));
  if (hit.number) meta.append(" ", made("span", "z-no", ...lit(hit.number, words)));
  for (const tag of hit.tags) {
    const parts = lit(tag, words);
    if (parts.length > 1) meta.append(" ", made("span", "", ...parts));
  }
  return made("li", "z-hit", heading, made("p", "z-hit__text", ...lit(hit.snippet, words)), meta);
}

function chips({ sections, even }, { section }) {
  const rows = [...sections].filter(([label, count]) => count > 0 || label === section);
  if (rows.length < 2 && !section) return [];
  if (section && !sections.has(section)) rows.push([section, 0]);
  const all = rows.reduce((sum, [, count]) => sum + count, 0);
  return [["", all], ...rows.sort((row, other) => other[1] - row[1])].map(([label, count]) => {
    const on = label === section;
    const chip = button("z-chip", `${label || "全部"} ${even ? "" : "约"}${count}`, () => go({ section: label }, { focus: true }));
    chip.setAttribute("aria-pressed", String(on));
    return chip;
  });
}

// No hits: what else to ask, each with the number of its hits

async function fewer({ words }, { q, section }, stale) {
  const parts = words.length > 1 ? words.map((_, at) => words.filter((__, other) => other !== at).join(" ")) : halves(words[0]);
  const asked = parts.map((part) => ({ q: part, section, words: `只找“${part}”` }));
  if (section) asked.unshift({ q, section: "", words: `不限“${section}”` });
  const answers = await Promise.all(asked.map((way) => search(way.q, { section: way.section, limit: 1, stale })));
  return asked.map((way, at) => ({ ...way, ...answers[at], words: way.words })).filter((way) => way.hits.length);
}

function halves(word) {
  const chars = [...word];
  const half = Math.ceil(chars.length / 2);
  return half < 2 ? [] : [chars.slice(0, half).join(""), chars.slice(half).join("")].filter((text) => [...text].length > 1);
}

function showEmpty({ words, hits }, ways, state) {
  part("empty").hidden = hits.length > 0;
  part("hint").hidden = words.length > 0;
  part("ways").hidden = !words.length;
  if (hits.length) return;
  const place = state.section ? `“${state.section}”里` : "";
  part("asked").textContent = words.length ? `${place}没有找到“${state.q.trim()}”。` : "";
  part("asked").hidden = !words.length;
  const tries = ways.map((way) =>
    button("z-btn", `${way.words}，看${amount(way)}`, () => go({ q: way.q, section: way.section }, { focus: true })),
  );
  part("ways").replaceChildren(...tries, link("policies/", "看全部政策"), link("offices/", "问专员办"));
  part("said").textContent = words.length ? "0条" : "想找什么";
}

function showFailure() {
  for (const name of ["hits", "sections"]) part(name).replaceChildren();
  part("said").textContent = "没有载入";
  part("more").hidden = true;
  part("hint").hidden = true;
  part("empty").hidden = false;
  part("asked").hidden = false;
  part("ways").hidden = false;
  part("asked").textContent = "搜索用的数据没有载入。检查网络后再试，或者从清单里找。";
  part("ways").replaceChildren(button("z-btn", "再试一次", () => show()), link("policies/", "看全部政策"), link("offices/", "问专员办"));
}

// What the reader does

let typing = false;
const stop = onTyped(input, (q) => {
  if (q === readAddress().q) return;
  go({ q }, { replace: typing });
  typing = true;
});
input.addEventListener("change", () => {
  typing = false;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  stop();
  if (input.value === readAddress().q) show();
  else go({ q: input.value }, { replace: typing });
});
for (const example of results.querySelectorAll("[data-try]")) {
  example.addEventListener("click", (event) => {
    event.preventDefault();
    go({ q: example.textContent });
  });
}
part("more").addEventListener("click", async () => {
  const before = part("hits").children.length;
  await go({ limit: readAddress().limit + STEP }, { replace: true });
  part("hits").children[before]?.querySelector("a").focus();
});
addEventListener("popstate", () => {
  input.value = readAddress().q;
  show();
});

// Up and down walk from the box through the hits; Esc leads back to the box.
document.addEventListener("keydown", (event) => {
  const stops = [input, ...results.querySelectorAll("a.hit")];
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1, Escape: -at }[event.key];
  if (event.isComposing || at < 0 || !step || !stops[at + step]) return;
  event.preventDefault();
  stops[at + step].focus();
});

input.value = readAddress().q;
open().catch(() => {});
show();
