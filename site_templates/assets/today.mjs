// States and days left for the reader's own day, in the words of generator/status.py and generator/pages/words.py.
// A term is "subject|effective|ends|replaced|grants|opens/closes opens/closes|soon"; days are ISO text or "", an
// unknown end is "?".

/** Kinds of a state, the most useful first, with their words. */
export const STATUS = {
  soon: "即将截止",
  open: "申报中",
  always: "长期受理",
  later: "未开始",
  notice: "看通知",
  valid: "有效",
  pending: "未生效",
  closed: "已截止",
  ended: "已失效",
  replaced: "已废止",
};

/** The same of an activity: its window is the registration, and it is "valid" while it is held. */
export const ACTIVITY = {
  soon: "即将截止",
  open: "报名中",
  later: "报名未开始",
  valid: "进行中",
  closed: "报名截止",
  ended: "已结束",
};

const RANK = Object.keys(STATUS);
const RECEIVING = new Set(["soon", "open", "always"]);
const UPCOMING = new Set(["later", "pending", "valid"]);
const BESIDE = new Set(["soon", "open", "later", "notice", "closed"]); // what the tag of the document does not say
const DAY = 86_400_000;

/** Whether something can be had in a state. */
export const isReceiving = ({ kind }) => RECEIVING.has(kind);

const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** Today in Asia/Shanghai as YYYY-MM-DD, but never before the day for which the site was built. */
export function today(built = "") {
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return now > built ? now : built;
}

/** A term's text as values. */
export function parseTerm(text) {
  const [subject, effective, end, replaced, grants, spans, soon] = text.split("|");
  const windows = spans ? spans.split(" ").map((span) => span.split("/")) : [];
  const [ends, endUnknown] = end === "?" ? ["", true] : [end, false];
  return { subject, effective, ends, endUnknown, replaced, grants, windows, soon: Number(soon) };
}

/** The state of a term's text on an ISO day: subject, kind, the day it turns on or "", days to it or null, near, endUnknown. */
export function judge(text, day) {
  const term = parseTerm(text);
  const { subject, endUnknown } = term;
  const state = (kind, on, near = false) =>
    ({ subject, kind, day: on, days: on ? daysBetween(day, on) : null, near, endUnknown });
  if (term.replaced && term.replaced <= day) return state("replaced", term.replaced);
  if (term.ends && term.ends < day) return state("ended", term.ends);
  if (subject === "a") return activity(term, day, state);
  if (term.effective && term.effective > day) return state("pending", term.effective);
  if (term.grants === "n") return state("valid", term.ends);
  return best(offers(term, day, state));
}

const best = (states) => states.reduce((found, state) => (precedes(state, found) ? state : found));

// Registration while it is open, else the activity while it is held, else what registration is.
function activity(term, day, state) {
  const registration = best(offers(term, day, state));
  const begun = !term.effective || term.effective <= day;
  return begun && !RECEIVING.has(registration.kind) ? state("valid", term.ends) : registration;
}

function offers(term, day, state) {
  const within = (on) => on !== "" && daysBetween(day, on) <= term.soon;
  const found = [];
  if (term.grants === "a") {
    const near = within(term.ends);
    found.push(state(near && term.subject === "p" ? "soon" : "always", term.ends, near));
  }
  for (const [opens, closing] of term.windows) {
    const closes = closing || term.ends;
    if (!opens && !closing) found.push(state("notice", ""));
    else if (opens && opens > day) found.push(state("later", opens));
    else if (closes && closes < day) found.push(state("closed", closes));
    else if (within(closes)) found.push(state("soon", closes, true));
    else found.push(state("open", closes));
  }
  return found;
}

function precedes(state, other) {
  const difference = RANK.indexOf(state.kind) - RANK.indexOf(other.kind);
  return difference < 0 || (difference === 0 && compare(state, other) < 0);
}

/** The order of a list by closing day: what can be had first, the past last and the latest first. */
export function compare(state, other) {
  const [rank, day] = order(state);
  const [otherRank, otherDay] = order(other);
  return rank - otherRank || day - otherDay;
}

function order({ kind, day }) {
  const ordinal = day ? Date.parse(day) / DAY : null;
  if (RECEIVING.has(kind)) return [0, ordinal ?? Number.MAX_SAFE_INTEGER];
  const rank = RANK.indexOf(kind);
  if (UPCOMING.has(kind)) return [rank, ordinal ?? Number.MAX_SAFE_INTEGER];
  return [rank, ordinal === null ? 0 : -ordinal];
}

/** The words of a tag. */
export function tagWords(text, state) {
  if (state.subject === "a") return ACTIVITY[state.kind];
  const lasting = state.kind === "valid" || (state.kind === "always" && text.startsWith("p"));
  if (!lasting) return STATUS[state.kind];
  if (!state.day) return state.endUnknown ? "有效期不详" : "长期有效";
  return `有效至${state.day}`;
}

const lineDate = (on, day) => (on.slice(0, 4) === day.slice(0, 4) ? on.slice(5) : on);

// The states that may have no day: the column, the line below it, the sentence; then where a day may be unknown.
const WITHOUT_DAY = {
  always: ["不设截止", "长期受理", "长期受理，不设截止"],
  open: ["不设截止", "申报中", "申报中，不设截止"],
  notice: ["看通知", "", "申报期看通知"],
  valid: ["不设期限", "", "长期有效"],
};
const END_UNKNOWN = {
  ...WITHOUT_DAY,
  always: ["期限不详", "长期受理", "长期受理，有效期不详"],
  open: ["期限不详", "申报中", "申报中，截止日期不详"],
  valid: ["期限不详", "", "有效期不详"],
};

const withoutDay = (state) => (state.endUnknown ? END_UNKNOWN : WITHOUT_DAY)[state.kind];

const otherYear = (on, day) => (on.slice(0, 4) === day.slice(0, 4) ? "" : `${on.slice(0, 4)}年`);

/** A deadline in column form: year over it or "", the day, the line below. */
export function column(state, day) {
  if (!state.day) {
    const [words, below] = withoutDay(state);
    return { year: "", day: words, small: below };
  }
  return { year: otherYear(state.day, day), day: state.day.slice(5), small: small(state) };
}

function small({ kind, days }) {
  if (RECEIVING.has(kind)) return days ? `还剩${days}天` : "今天截止";
  if (kind === "later") return `${days}天后开始`;
  if (kind === "pending") return `${days}天后施行`;
  return { valid: "到期", replaced: "起被替代" }[kind] ?? `已过${-days}天`;
}

/** A deadline within a line of text. */
export function sentence(state, day) {
  if (state.subject === "a") return activitySentence(state, day);
  const { kind, days } = state;
  if (!state.day) return withoutDay(state)[2];
  const on = lineDate(state.day, day);
  if (state.near) return days ? `${on}截止，还剩${days}天` : `${on}截止，就是今天`;
  const sentences = {
    open: `${on}截止，还剩${days}天`,
    always: `有效至${on}，还剩${days}天`,
    valid: `有效至${on}`,
    later: `${on}开始，还有${days}天`,
    pending: `${on}施行，还有${days}天`,
    closed: `${on}截止，已过${-days}天`,
    ended: `${on}失效，已过${-days}天`,
    replaced: `${on}起被替代`,
  };
  return sentences[kind];
}

function activitySentence({ kind, day: on, days, near }, day) {
  if (!on) return ACTIVITY[kind];
  const date = lineDate(on, day);
  const sentences = {
    later: `${date}开始报名，还有${days}天`,
    valid: `正在举办，${date}结束`,
    closed: `${date}已截止报名`,
    ended: `${date}已结束`,
  };
  return sentences[kind] ?? (near && !days ? `${date}截止报名，就是今天` : `${date}截止报名，还剩${days}天`);
}

/** The share of a term's one window that has passed, 0 to 100, or null outside it. */
export function passed(text, day) {
  const [opens, closes] = parseTerm(text).windows[0];
  if (day < opens || day > closes) return null;
  const length = daysBetween(opens, closes);
  return length ? Math.round((1000 * daysBetween(opens, day)) / length) / 10 : 100;
}

/** Writes a state into a tag, a deadline column, a deadline in a line, as the templates write them. */
export function showTag(element, text, day) {
  const state = judge(text, day);
  element.className = `z-tag z-tag--${state.kind}`;
  element.textContent = tagWords(text, state);
  if ("beside" in element.dataset) element.hidden = !BESIDE.has(state.kind);
}

export function showColumn(element, text, day) {
  const state = judge(text, day);
  const words = column(state, day);
  const near = state.near ? " z-when--near" : "";
  element.className = `z-when z-when--${state.kind}${near}${state.day ? "" : " z-when--dayless"}`;
  [words.year, words.day, words.small].forEach((word, place) => {
    element.children[place].textContent = word;
  });
}

function showSentence(element, text, day) {
  const state = judge(text, day);
  element.className = state.near ? "z-until z-until--near" : "z-until";
  element.textContent = sentence(state, day);
}

function showWindow(element, text, day) {
  const share = passed(text, day);
  element.hidden = share === null;
  if (share === null) return;
  const [opens, closes] = parseTerm(text).windows[0];
  element.classList.toggle("z-win--near", judge(text, day).near);
  element.querySelector("[data-begin]").textContent = `${lineDate(opens, day)}开始`;
  element.querySelector("[data-end]").textContent = lineDate(closes, day);
  for (const node of element.querySelectorAll("rect[data-x]")) node.setAttribute("width", `${share}%`);
  for (const node of element.querySelectorAll("svg[data-x]")) node.setAttribute("x", `${share}%`);
}

/** A recognition's "awarded|ends|review due|how far the review is"; nothing is due where another one follows. */
function showHeld(element, text, day) {
  const [awarded, ends, due, review] = text.split("|");
  const holds = awarded <= day && day <= ends;
  const near = holds && due !== "" && due <= day;
  const [state, after] = element.children;
  state.textContent = near ? "即将到期" : holds ? "有效" : day < awarded ? "未生效" : "已到期";
  state.className = near ? "z-until z-until--near" : "";
  if (!review) after.textContent = near ? "，准备复核" : "";
}

/** Whether a day is within "first/last", both included; without one of them there is no beginning or no end. */
function within(spell, day) {
  const [first, last] = spell.split("/");
  return first <= day && (!last || day <= last);
}

function showWithin(element, spell, day) {
  element.hidden = !within(spell, day);
}

const showFilled = (element, spell, day) => element.classList.toggle("z-line--now", within(spell, day));

function showEarly(element, text, day) {
  element.hidden = !["soon", "open"].includes(judge(text, day).kind);
}

const SHOWN = { status: showTag, deadline: showColumn, sentence: showSentence, window: showWindow, held: showHeld, shown: showWithin, filled: showFilled, early: showEarly };

/** Brings everything below `root` that depends on today to `day`. */
export function refresh(root, day) {
  for (const [name, show] of Object.entries(SHOWN)) {
    for (const element of root.querySelectorAll(`[data-${name}]`)) {
      if (element.dataset[name]) show(element, element.dataset[name], day);
    }
  }
  for (const { dateTime, parentNode } of root.querySelectorAll(".z-when time")) {
    parentNode.previousElementSibling.textContent = otherYear(dateTime, day);
  }
}

if (typeof document !== "undefined") {
  const built = document.querySelector(".z-foot time")?.dateTime ?? "";
  const day = today(built);
  if (day !== built) refresh(document, day);
}
