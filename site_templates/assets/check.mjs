// 政策体检: the fragment of the address holds the answers; this script asks, judges and shows. No answer leaves the browser.
import { answersIn, answersOf, canonical, fileOf, fragmentOf, nextQuestion } from "./check-questions.mjs";
import { decode, judged } from "./check-result.mjs";
import { questionView } from "./check-question-view.mjs";
import { resultText, resultView } from "./check-result-view.mjs";
import { copy } from "./actions.mjs";
import { decode as decodePeople, find, wordsOf } from "./find-index.mjs";
import { button, made, onTyped } from "./suggest.mjs";
import { today } from "./today.mjs";

const BASE = new URL("../../", import.meta.url);
const PICKS = 8;
const BEGIN = { view: "start", trail: [], skipped: [] };

const page = document.querySelector("[data-check]");
const part = (name) => page.querySelector(`[data-${name}]`);
const app = part("app");
const start = part("start");

const title = document.title;

let check = null;
let answers = {};
let year = "";
let state = BEGIN;

const loading = fetch(new URL("check/index.json", BASE))
  .then((answer) => answer.json())
  .then((index) => {
    check = decode(index, today(index.as_of));
  });

function say(text) {
  part("said").textContent = text;
  part("said").hidden = !text;
}

// Moving from view to view

/** Goes on to a state; the answers stand in the address, everything else with it in the history. */
function visit(next, how = "pushState") {
  state = next;
  const fragment = fragmentOf(check.facts, answers, year);
  history[how](state, "", location.pathname + location.search + (fragment && `#${fragment}`));
  show();
}

/** After a step of the reader's the page begins again, under the keyboard too. */
function goOn(next) {
  visit(next);
  focusFirst();
}

function focusFirst() {
  (app.querySelector("[data-first]") ?? start.querySelector("h1")).focus();
  scrollTo(0, 0);
}

function show() {
  const asking = state.view !== "start";
  start.hidden = asking;
  const view = { ask: showQuestion, result: showResult }[state.view];
  app.replaceChildren(...(view ? [view()] : []));
  const heading = { ask: () => check.byKey.get(state.key).words, result: () => "结果" }[state.view];
  document.title = heading ? `${heading()} - ${title}` : title;
}

const result = () => goOn({ ...state, view: "result", key: "", from: "" });
const ask = (key) => goOn({ ...state, view: "ask", key, from: "result" });

/** What is asked next; where nothing is left, or one answer of the result was changed, the result. */
function proceed(next) {
  const found = judged(check, answers);
  const key = next.from ? null : nextQuestion(check.keys, found, answers, check.size.industries, new Set(next.skipped));
  goOn(key ? { ...next, view: "ask", key } : { ...next, view: "result", key: "", from: "" });
}

function showQuestion() {
  const fact = check.byKey.get(state.key);
  const { [fact.key]: before, ...others } = answers;
  const trail = state.from ? state.trail : [...state.trail, fact.key];
  return questionView({
    check, fact, state, answer: before,
    found: judged(check, answers),
    answered(typed) {
      const { value, refusal } = canonical(fact, typed, check.above);
      if (refusal) return refusal;
      answers = { ...others, [fact.key]: value };
      proceed({ ...state, trail, skipped: state.skipped.filter((key) => key !== fact.key) });
      return "";
    },
    skip() {
      answers = others;
      proceed({ ...state, trail, skipped: [...state.skipped, fact.key] });
    },
    back: state.trail.length && !state.from ? () => goOn({ ...state, key: state.trail.at(-1), trail: state.trail.slice(0, -1) }) : null,
    result,
  });
}

function showResult() {
  const found = judged(check, answers);
  return resultView({
    check, answers, found, ask,
    dropped: state.dropped,
    oldYear: year === check.day.slice(0, 4) ? "" : year,
    more: nextQuestion(check.keys, found, answers, check.size.industries, new Set(state.skipped)) ? () => proceed(state) : null,
    save,
    copy: () => copy(resultText({ check, answers, found })),
    again() {
      answers = {};
      year = check.day.slice(0, 4);
      say("");
      goOn(BEGIN);
    },
  });
}

function save() {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([fileOf(check.facts, answers)], { type: "application/json" }));
  link.download = `政策体检-${check.day}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Where to begin

part("begin").addEventListener("click", () => {
  if (check) proceed(BEGIN);
});

part("file").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  target.value = "";
  if (!file || !check) return;
  read(answersIn(check.facts, await file.text(), check.above), "pushState");
  focusFirst();
});

/** Takes over answers that were read; a damaged address or file leaves none, and says why. */
function read(found, how) {
  answers = found.answers;
  year = found.year ?? check.day.slice(0, 4);
  say(found.damaged ?? "");
  const any = Object.keys(answers).length > 0;
  visit({ ...BEGIN, view: any ? "result" : "start", dropped: found.dropped ?? 0 }, how);
}

let people = null;
function loadPeople() {
  people ??= fetch(new URL("commissioners/index.json", BASE)).then((answer) => answer.json()).then(decodePeople);
  people.catch(() => {
    people = null;
  });
  return people;
}

async function pick(query) {
  const words = wordsOf(query);
  let index;
  try {
    index = await loadPeople();
  } catch {
    part("found").textContent = "企业名单没有载入。检查网络后再试，或者直接开始。";
    return;
  }
  if (query !== part("box").elements.q.value) return;
  const rows = find(index, words).enterprises;
  const { names, codes, regions, industries, titles } = index.enterprises;
  part("found").textContent = words.length ? (rows.length ? `找到${rows.length}家，选一家` : "名单里没有，直接开始") : "";
  part("picks").replaceChildren(
    ...rows.slice(0, PICKS).map((row) => {
      const place = index.regions[regions[row]];
      const choose = button("z-pick", "", () => {
        const known = { region: place.code, industry: industries[row], tiers: titles[row] };
        const asked = Object.entries(known).filter(([key]) => check.byKey.has(key));
        const read = asked.map(([key, value]) => [key, canonical(check.byKey.get(key), value, check.above).value]);
        answers = Object.fromEntries(read.filter(([, value]) => value !== undefined));
        // Rosters do not hold every title: the reader looks over those that they have.
        if (answers.tiers) goOn({ ...BEGIN, view: "ask", key: "tiers" });
        else proceed(BEGIN);
      });
      choose.append(made("b", "", names[row]), " ", made("span", "z-meta", made("span", "z-no", codes[row]), " ", made("span", "", place.name)));
      return made("li", "", choose);
    }),
  );
}

part("box").elements.q.addEventListener("focus", () => loadPeople().catch(() => {}), { once: true });
onTyped(part("box").elements.q, pick);
part("box").addEventListener("submit", (event) => {
  event.preventDefault();
  pick(part("box").elements.q.value);
});

// The address

/** A state of the history, without what nobody asks for since. */
function usable(kept) {
  const known = (key) => check.byKey.has(key);
  const all = { ...BEGIN, ...kept };
  const left = { ...all, trail: all.trail.filter(known), skipped: all.skipped.filter(known) };
  return left.view === "ask" && !known(left.key) ? { ...left, view: "result", key: "" } : left;
}

addEventListener("popstate", ({ state: kept }) => {
  if (!check) return;
  const target = location.hash.slice(1);
  if (!kept && target && document.getElementById(target)) {
    visit(state, "replaceState"); // a link within the page: the answers stay in the address
    return;
  }
  const found = answersOf(check.facts, location.hash, check.above);
  if (kept && !found.damaged) {
    answers = found.answers;
    state = usable(kept);
    show();
  } else {
    read(found, "replaceState");
  }
  focusFirst();
});

// Paper has no buttons: everything that one would open is open.
addEventListener("beforeprint", () => {
  for (const more of app.querySelectorAll(".z-more")) while (!more.hidden) more.click();
  for (const details of app.querySelectorAll("details")) details.open = true;
});

try {
  await loading;
  const target = document.getElementById(location.hash.slice(1));
  const found = answersOf(check.facts, target ? "" : location.hash, check.above);
  if (history.state?.view && !found.damaged) {
    answers = found.answers;
    year = found.year ?? check.day.slice(0, 4);
    state = usable(history.state);
    show();
  } else {
    read(found, "replaceState");
  }
  page.dataset.ready = "";
} catch {
  say("政策的条件没有载入。检查网络后刷新页面；下面的清单可以打印出来填。");
  start.querySelector("[data-needs-script]").hidden = true;
  part("paper").dataset.shown = "";
}
