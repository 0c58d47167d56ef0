// What answers opened, as a page: groups, reasons, near misses, what goes together, the ladder; and as a text to send.
import { choices, here, ladder, ordered } from "./check-result.mjs";
import { sizeOf } from "./check-questions.mjs";
import { measure, money, reasons, worded } from "./check-words.mjs";
import { button, made } from "./suggest.mjs";
import { showTag } from "./today.mjs";

const BASE = new URL("../../", import.meta.url);
const STEP = 30;
const GROUPS = [
  ["near", "差一点", "有一项没达到，差得不多"],
  ["yes", "符合", "条件都满足"],
  ["open", "待核实", "缺答案的，缺得少的在前"],
  ["no", "不符合", "有条件没有满足"],
];
const ORDER = ["yes", "near", "open", "no"];
const WORDS = Object.fromEntries(GROUPS.map(([group, words]) => [group, words]));

const marks = document.querySelector("template[data-marks]").content;

/** The sign of a group. */
export const mark = (group) => marks.querySelector(`[data-mark="${group}"]`).cloneNode(true);

function link(path, words, className = "") {
  const element = made("a", className, words);
  element.href = new URL(path, BASE).href;
  return element;
}

const prose = (day) => day.replace(/^([0-9]+)-0?([0-9]+)-0?([0-9]+)$/, "$1年$2月$3日");

/** The view of the result; `ask` asks for one fact, `more` goes on asking or is null. */
export function resultView({ check, answers, found: all, dropped, oldYear, ask, more, save, copy, again }) {
  const found = here(all);
  const counts = Object.fromEntries(ORDER.map((group) => [group, found.filter((each) => each.group === group).length]));
  const view = made("div", "z-result");
  const close = counts.yes || !counts.near ? "" : `，${counts.near}项差一点`;
  const heading = made("h1", "", `${found.length}项政策事项里，${counts.yes}项符合${close}`);
  heading.tabIndex = -1;
  heading.dataset.first = "";
  const sections = GROUPS.filter(([group]) => counts[group]).map(([group, words, note]) => section(check, group, words, note, ordered(found, group), ask));
  sections.find(({ dataset }) => dataset.group === "yes")?.append(...together(check, found));
  const own = answersSection(check, answers, ask, again);
  const actions = made("div", "z-actions");
  if (more) actions.append(button("z-btn z-btn--solid", "继续答题", more));
  actions.append(
    button("z-btn", "改答案", () => reveal(own)),
    button("z-btn", "存成文件", save),
    copyButton(copy),
    button("z-btn", "打印", () => print()),
  );
  const main = made("div", "", ...outside(check, answers, found, { dropped, oldYear }), ladderSection(check, answers, found, ask), ...sections, away(check, ordered(all, "away")), own);
  view.append(
    heading,
    made("p", "z-lead", `按${Object.keys(answers).length}个答案和${prose(check.day)}的政策判断。`),
    actions,
    tiles(counts, sections),
    made("div", "z-cols", main, aside()),
  );
  return view;
}

/** Brings a section into view and its heading under the keyboard. */
function reveal(target) {
  target.scrollIntoView();
  target.querySelector("h2").focus({ preventScroll: true });
}

function copyButton(copy) {
  const words = made("span", "", "复制结果");
  words.setAttribute("aria-live", "polite");
  const element = button("z-btn", "", async () => {
    words.textContent = (await copy()) ? "已复制" : "没有复制成功，可以打印或存成文件";
  });
  element.append(words);
  return element;
}

function tiles(counts, sections) {
  const list = made("ul", "z-counts");
  for (const group of ORDER) {
    const target = sections.find(({ dataset }) => dataset.group === group);
    const inner = [mark(group), made("b", "", String(counts[group])), made("span", "", WORDS[group])];
    const tile = target ? button("z-count-tile", "", () => reveal(target)) : made("div", "z-count-tile");
    tile.append(...inner);
    list.append(made("li", "", tile));
  }
  return list;
}

function sectionOf(words, note = "") {
  const heading = made("h2", "", words);
  heading.tabIndex = -1;
  return made("section", "z-sec", made("div", "z-sec__head", heading, note ? made("p", "z-meta", note) : ""));
}

function section(check, group, words, note, those, ask) {
  const element = sectionOf(words, note);
  const list = made("ul", "z-judged");
  let shown = 0;
  const more = button("z-btn z-more", "", () => grow().querySelector("a").focus());
  function grow() {
    const rows = those.slice(shown, shown + STEP).map((each) => row(check, each, ask));
    list.append(...rows);
    shown += rows.length;
    more.hidden = shown >= those.length;
    more.textContent = `再看${Math.min(STEP, those.length - shown)}项`;
    return rows[0];
  }
  grow();
  element.dataset.group = group;
  element.append(list, more);
  return element;
}

// A benefit

function row(check, each, ask) {
  const { benefit, group } = each;
  const tag = made("span", "z-tag");
  showTag(tag, benefit.term, check.day);
  const title = made("h3", "", link(benefit.path, benefit.name, "z-quiet"), " ", tag);
  if (benefit.sample) title.append(" ", made("span", "z-tag z-tag--sample", "示例"));
  const facts = made("p", "z-meta", made("span", "", benefit.policy), " ", benefit.worth === "认定" ? "" : made("span", "", benefit.worth));
  return made("li", "z-judged__row", mark(group), made("div", "", title, facts, ...why(check, each, ask)));
}

/** Why a benefit came out as it did: in full where it failed, on demand where it holds or is open. */
function why(check, { benefit, group, trace, needs, near }, ask, brief = false) {
  const read = benefit.reading ? [made("p", "", benefit.reading)] : [];
  if (!trace) return read;
  if (group === "near") return nearMiss(check, near, brief, ask);
  const told = reasonList(reasons(benefit.rule, trace, check.terms));
  if (group === "no") return [told];
  const basis = made("details", "z-details", made("summary", "", "看依据"), told);
  if (group === "yes") return [basis];
  return [...read, ...(needs.length ? [needed(check, needs, ask), basis] : [])];
}

function needed({ byKey }, needs, ask, about = "还需知道") {
  const keys = needs.map((key) => button("z-textbtn z-textbtn--in", byKey.get(key).label, () => ask(key)));
  return made("p", "z-needed", made("span", "", `${about}${needs.length}样：`), ...keys.flatMap((key) => [" ", key]));
}

function reasonList(items) {
  const list = made("ul", "z-why");
  for (const item of items) {
    if (item.either) {
      const heading = item.least > 1 ? `下列中至少满足${item.least}项` : "下列之一即可";
      list.append(made("li", "", made("p", "", heading), reasonList(item.either)));
      continue;
    }
    const { asked, has, lacks, needs, clause } = item;
    const own = [has && `您填的：${has}`, lacks, needs.length && `还缺${needs.join("、")}`].filter(Boolean).join("；");
    list.append(made("li", "", made("p", "", asked), made("span", "z-clause", clause), own ? made("p", "z-meta", own) : ""));
  }
  return list;
}

/** The one test that is missed, with a bar; in brief its words alone. */
function nearMiss(check, { leaf, step, needs }, brief, ask) {
  const [{ asked, has, lacks, clause }] = reasons(leaf, step, check.terms);
  const words = made("p", "z-near", `${needs.length ? "没达到" : "只差这一项"}：${asked}，`, made("b", "", lacks));
  const rest = needs.length ? [needed(check, needs, ask, "别的条件还需知道")] : [];
  if (brief) return [words, ...rest];
  const drawing = step.operator === "years_at_least" ? [] : [bar(measure(leaf, step, check.terms))];
  return [words, ...drawing, made("p", "z-meta", made("span", "", `您填的：${has}`), " ", made("span", "", clause)), ...rest];
}

const SVG = "http://www.w3.org/2000/svg";

function drawn(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The value against the limit: a bar of the value's length, a needle at the limit. */
function bar({ own, limit, sizes }) {
  const [value, least] = sizes.map((size) => (size > 0n ? size : 0n));
  const longest = value > least ? value : least;
  const at = (size) => (longest ? Number((size * 850n) / longest) / 10 : 0);
  const anchor = (place) => (place > 70 ? "end" : place < 30 ? "start" : "middle");
  const [here, there] = [at(value), at(least)];
  const label = (place, y, words, name) => drawn("text", { x: `${place}%`, y, "text-anchor": anchor(place), class: name }, words);
  return drawn(
    "svg",
    { class: "z-gap", role: "img", "aria-label": `您${own}，门槛${limit}` },
    drawn("rect", { class: "z-gap__track", y: 20, width: "100%", height: 8 }),
    drawn("rect", { class: "z-gap__own", y: 20, width: `${here}%`, height: 8 }),
    drawn("svg", { x: `${there}%`, overflow: "visible", "aria-hidden": "true" }, drawn("path", { d: "M0 18v14" })),
    label(here, 14, `您${own}`, "z-gap__said"),
    label(there, 48, `门槛${limit}`, ""),
  );
}

// What else the answers say

function outside(check, answers, found, { dropped, oldYear }) {
  const said = dropped ? [made("p", "", `有${dropped}个答案现在没有政策要看，没有读入。`)] : [];
  if (oldYear) said.push(made("p", "", `这些答案是${oldYear}年填的，上年度、近两年这样的数要换成今年问的年份，再看结果。`));
  const { size, needs } = sizeOf(answers, check.size.industries);
  if (size) {
    const from = link(`policies/${check.size.policy}/`, check.size.standard);
    said.push(made("p", "", "按", from, `划型，您是${size}企业。`));
  } else if (needs.length && Object.hasOwn(answers, "industry")) {
    said.push(made("p", "", `划型还要知道${needs.map((key) => check.byKey.get(key)?.label ?? key).join("、")}。`));
  }
  const untold = !Object.hasOwn(answers, "tiers");
  if (untold ? size === "微型" : !answers.tiers.some((title) => check.served.includes(title))) {
    const yes = found.filter(({ group }) => group === "yes").length;
    const titles = check.served.join("或");
    const why = untold ? `微型企业多半没有${titles}的称号，没有的就` : `您还没有${titles}的称号，`;
    said.push(made("p", "", `${why}不在服务专员的服务范围里；${yes ? `下面${yes}项符合的照样能办，` : ""}有事找`, link("offices/", "当地专员办"), "。"));
  }
  if (size === "大型") said.push(made("p", "", "大型企业不是中小企业，专精特新的认定不适用。"));
  return said.length ? [made("div", "z-banner", ...said)] : [];
}

function ladderSection(check, answers, found, ask) {
  if (!check.rungs.length) return "";
  const element = sectionOf("专精特新的台阶");
  if (!Object.hasOwn(answers, "tiers")) {
    element.append(made("p", "", "先答", button("z-textbtn z-textbtn--in", check.byKey.get("tiers")?.label ?? "称号", () => ask("tiers")), "，再看下一级是什么、还差什么。"));
    return check.byKey.has("tiers") ? element : "";
  }
  const list = made("ol", "z-ladder");
  for (const { title, held, next, found: each } of ladder(check, found, answers.tiers)) {
    const state = held ? "已有" : next && each ? `下一级，${WORDS[each.group]}` : next ? "下一级" : "";
    const words = made("div", "", made("p", "", made("b", "", title), " ", made("span", "z-meta", state)));
    if (next && each) words.append(made("p", "z-meta", link(each.benefit.path, each.benefit.policy)), ...why(check, each, ask, true));
    list.append(made("li", "", held ? mark("yes") : next && each ? mark(each.group) : made("span", "z-ladder__dot"), words));
  }
  element.append(list);
  return element;
}

/** Which of the benefits that can be had cannot be had together, and what to choose. */
function together(check, found) {
  return choices(check, found).map(({ members, clauses, best }) => {
    const names = members.map(({ name, worth }) => `${name}（${worth}）`).join("、");
    const sum = best?.reduce((total, { amount }) => total + BigInt(amount), 0n);
    const advice = best
      ? `按写明的金额，选${best.map(({ name }) => name).join("、")}最多，${money(String(sum))}。`
      : "金额写法不同，不能直接比，对照各自的原文再选。";
    const lines = [made("h3", "", "不得重复享受"), made("p", "", `${names}不能同时享受。`), made("p", "", advice), made("p", "z-meta", clauses.join("；"))];
    return made("div", "z-panel", ...lines);
  });
}

function away(check, those) {
  if (!those.length) return "";
  const names = those.map(({ benefit }) => made("li", "", link(benefit.path, benefit.name), " ", made("span", "z-meta", benefit.policy)));
  const list = made("ul", "z-items", ...names);
  return made("details", "z-details z-away", made("summary", "", `另有${those.length}项是其他地方的政策`), list);
}

function answersSection(check, answers, ask, again) {
  const given = check.facts.filter(({ key }) => Object.hasOwn(answers, key));
  const element = sectionOf("您的答案", `${given.length}个`);
  const list = made("dl", "z-given");
  for (const fact of given) {
    const change = button("z-textbtn", "改", () => ask(fact.key));
    change.setAttribute("aria-label", `改${fact.label}`);
    list.append(made("div", "", made("dt", "", fact.label), made("dd", "", worded(fact.key, answers[fact.key], check.terms)), made("dd", "", change)));
  }
  element.append(list, button("z-btn", "清空，从头开始", again));
  return element;
}

function aside() {
  const element = made("aside", "z-rail");
  element.setAttribute("aria-label", "下一步");
  element.append(
    made("section", "z-rail__part", made("h2", "", "下一步"), made("p", "", "把结果带给您的服务专员，请他核对账目口径。"), made("p", "z-actions", link("commissioners/", "找我的专员", "z-btn z-btn--solid"))),
    made("section", "z-rail__part", made("h2", "", "怎样判断"), made("p", "", "每条结论都由条款算出，缺一个数就写“待核实”，不替您猜。结论供参考，以受理机关审核为准。")),
  );
  return element;
}

/** The result as a text to send. */
export function resultText({ check, answers, found: all }) {
  const found = here(all);
  const lines = [`政策体检结果（${check.day}，按${Object.keys(answers).length}个答案）`];
  for (const [group, words] of GROUPS) {
    const those = ordered(found, group);
    if (those.length) lines.push(`${words}${those.length}项：`, ...those.map((each) => `- ${told(check, each)}`));
  }
  return `${lines.join("\n")}\n以受理机关审核为准。\n`;
}

function told(check, { benefit, group, near, needs, trace }) {
  const labels = (keys) => keys.map((key) => check.byKey.get(key).label).join("、");
  const missed = ({ asked, lacks }) => (lacks ? `${asked}（${lacks}）` : asked);
  const either = (items, word) => items.map((item) => (item.either ? either(item.either, "，或") : missed(item))).join(word);
  const about = {
    near: () => `${near.needs.length ? "没达到" : "只差"}${either(reasons(near.leaf, near.step, check.terms), "")}${near.needs.length ? `，还需知道${labels(near.needs)}` : ""}`,
    yes: () => benefit.worth,
    open: () => (needs.length ? `还需知道${labels(needs)}` : benefit.reading),
    no: () => `没达到${either(reasons(benefit.rule, trace, check.terms), "；")}`,
  };
  return `${benefit.name}：${about[group]()}`;
}
