// Questions and answers of a check of all benefits, as values: which one is next, what was typed, the address. No page here.
// Answers are canonical, as eligibility.mjs has them; a fact is {key, label, kind, unit, values, signed}.

const VERSION = "v1";
const END = "end";
const CLASSES = ["大型", "中型", "小型", "微型"];
const DIGITS = 18;
const YUAN = 4;
const SHARE = 4;
const CANONICAL = /^(?:0|-?[1-9][0-9]{0,17})$/;
const CANONICAL_SHARE = /^-?(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{0,3}[1-9])?$/;
const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

const given = (facts, key) => Object.hasOwn(facts, key);

// Which question

/** The size class by its bounds ({industry: {fact: [大型, 中型, 小型]}}), or null with the facts that could decide it. */
export function sizeOf(facts, industries) {
  const measures = given(facts, "industry") && given(industries, facts.industry) ? industries[facts.industry] : null;
  if (!measures) return { size: null, needs: ["industry"] };
  const places = Object.entries(measures)
    .filter(([key]) => given(facts, key))
    .map(([key, bounds]) => bounds.filter((bound) => BigInt(facts[key]) < BigInt(bound)).length);
  const best = Math.max(0, ...places);
  const missing = Object.keys(measures).filter((key) => !given(facts, key));
  return missing.length && best < CLASSES.length - 1 ? { size: null, needs: missing } : { size: CLASSES[best], needs: [] };
}

/** The facts with the size class where it is not given and can be decided. */
export function withSize(facts, industries) {
  const { size } = sizeOf(facts, industries);
  return given(facts, "size_class") || !size ? facts : { ...facts, size_class: size };
}

/** The fact that most undecided benefits need, the first in file order among equals; null where nothing is left to ask. */
export function nextQuestion(keys, verdicts, facts, industries, skipped = new Set()) {
  const counts = new Map(keys.map((key) => [key, 0]));
  for (const { answer, needs } of verdicts) {
    if (answer !== "待核实") continue;
    const asked = needs.flatMap((key) => (key === "size_class" ? sizeOf(facts, industries).needs : [key]));
    for (const key of new Set(asked)) if (counts.has(key) && !skipped.has(key)) counts.set(key, counts.get(key) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return most ? keys.find((key) => counts.get(key) === most) : null;
}

// What was typed

const refused = (refusal) => ({ refusal });

/** What was typed as {value}, or {refusal}: why not, in Chinese. Money is typed in 万元 and kept in 元. */
export function canonical(fact, typed, above = {}) {
  if (fact.kind === "set") return typed ? kept(fact, [typed].flat(), above) : refused("先勾选，都没有就勾“以上都没有”");
  const text = String(typed).normalize("NFKC").trim();
  if (!text) return refused("先填写，或者选“不清楚，先跳过”");
  if (["money", "int", "percent"].includes(fact.kind)) return number(fact, text);
  return kept(fact, text, above);
}

function number(fact, text) {
  const unit = { money: "万元", percent: "%" }[fact.kind] ?? fact.unit ?? "";
  const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (/[,，]/.test(text)) return refused("数字里不写逗号，例如1000");
  if (!parts) return refused(`只填数字，例如152${unit ? `，单位已经是${unit}` : ""}`);
  const [, sign, whole, part = ""] = parts;
  const decimals = part.replace(/0+$/, "");
  const digits = whole.replace(/^0+(?=.)/, "");
  const zero = digits === "0" && !decimals;
  const most = { money: YUAN, percent: SHARE }[fact.kind] ?? 0;
  if (sign && !zero && !fact.signed) return refused("不能是负数，没有就填0");
  if (decimals.length > most) return refused(most ? `小数最多${most}位${fact.kind === "money" ? "，即精确到元" : ""}` : "填整数，不写小数");
  const amount = fact.kind === "money" ? (digits + decimals.padEnd(YUAN, "0")).replace(/^0+(?=.)/, "") : digits;
  const longest = { money: DIGITS - YUAN, percent: SHARE }[fact.kind] ?? DIGITS;
  if (digits.length > longest) return refused(`数字太长，最多${longest}位，核对后再填`);
  const fraction = fact.kind === "money" || !decimals ? "" : `.${decimals}`;
  return { value: (zero ? "" : sign) + amount + fraction };
}

/** What a canonical answer of a fact is typed as: money in 万元. */
export function typedForm(fact, value) {
  if (fact.kind === "region") return value[0];
  if (fact.kind !== "money") return value;
  const sign = value.startsWith("-") ? "-" : "";
  const digits = value.slice(sign.length).padStart(YUAN + 1, "0");
  const part = digits.slice(-YUAN).replace(/0+$/, "");
  return sign + digits.slice(0, -YUAN) + (part && `.${part}`);
}

/** A value as it is kept in the address, where the fact can have it. */
function kept(fact, value, above) {
  const known = (text) => fact.values.includes(text);
  const fits = {
    set: () => Array.isArray(value) && new Set(value).size === value.length && value.every(known),
    enum: () => known(value),
    bool: () => value === "true" || value === "false",
    date: () => isDay(value),
    region: () => given(above, value),
    money: () => CANONICAL.test(value) && (fact.signed || !value.startsWith("-")),
    int: () => CANONICAL.test(value) && (fact.signed || !value.startsWith("-")),
    percent: () => CANONICAL_SHARE.test(value) && value !== "-0" && (fact.signed || !value.startsWith("-")),
  };
  if (!fits[fact.kind]()) return refused(fact.kind === "date" ? "日期写成年-月-日，例如2026-04-01" : "从列出的选项里选");
  if (fact.latest && value > fact.latest) return refused("不能晚于今天");
  return { value: fact.kind === "region" ? [value, ...above[value]] : value };
}

function isDay(text) {
  const parts = DAY.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year > 0 && day > 0 && day <= (days[month - 1] ?? 0);
}

// The address

/** Answers, and the year in which they were given, as the fragment of an address, without `#`; it says where it ends. */
export function fragmentOf(facts, answers, year) {
  const parts = facts
    .filter(({ key }) => given(answers, key))
    .map(({ key, kind }) => {
      const value = kind === "region" ? answers[key].slice(0, 1) : [answers[key]].flat();
      return `${encodeURIComponent(key)}=${value.map(encodeURIComponent).join(",")}`;
    });
  return parts.length ? [VERSION, year, ...parts, END].join(";") : "";
}

/**
 * The answers of a fragment as {answers, dropped, year}, `dropped` how many nobody asks for now; no answers and
 * {damaged} where a part cannot be read.
 */
export function answersOf(facts, fragment, above = {}) {
  const [version, year, ...parts] = fragment.replace(/^#/, "").split(";");
  if (!version && year === undefined) return { answers: {}, dropped: 0 };
  const damaged = (why) => ({ answers: {}, damaged: `地址里的答案没有读出来：${why}。从头填写即可。` });
  if (version !== VERSION || !/^[0-9]{4}$/.test(year ?? "")) return damaged("不是这个页面写的地址");
  if (parts.pop() !== END) return damaged("地址不完整，后面的部分断了");
  const entries = [];
  for (const part of parts) {
    const at = part.indexOf("=");
    if (at < 1) return damaged("有一项的写法不完整");
    try {
      const values = part.slice(at + 1).split(",").map(decodeURIComponent);
      entries.push([decodeURIComponent(part.slice(0, at)), values.length === 1 && !values[0] ? [] : values]);
    } catch {
      return damaged("有一项的写法不完整");
    }
  }
  const { why, ...read } = collected(facts, entries, above);
  return why ? damaged(why) : { ...read, year };
}

// A file of one's own

/** Answers as the text of a file, which `portal match --facts` reads too: values by key, money in 元. */
export function fileOf(facts, answers) {
  const values = facts
    .filter(({ key }) => given(answers, key))
    .map(({ key, kind }) => [key, kind === "region" ? answers[key][0] : answers[key]]);
  return `${JSON.stringify(Object.fromEntries(values), null, 1)}\n`;
}

/** The answers of a file, as `answersOf` has those of an address. */
export function answersIn(facts, text, above = {}) {
  const damaged = (why) => ({ answers: {}, damaged: `这个文件没有读进来：${why}。` });
  let values;
  try {
    values = JSON.parse(text);
  } catch {
    return damaged("它不是这里存的文件，或者存的时候断了");
  }
  if (typeof values !== "object" || !values || Array.isArray(values)) return damaged("它不是这里存的文件");
  const { why, ...read } = collected(facts, Object.entries(values), above);
  return why ? damaged(why) : read;
}

/** Values by key as {answers, dropped}, or {why} for the first that its fact cannot have. */
function collected(facts, entries, above) {
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  const answers = {};
  let dropped = 0;
  for (const [key, written] of entries) {
    const fact = byKey.get(key);
    if (!fact) {
      dropped += 1; // a policy that asked for it has ended
      continue;
    }
    if (given(answers, key)) return { why: `“${fact.label}”写了两次` };
    const parts = [written].flat().map(String);
    const { value, refusal } = kept(fact, fact.kind === "set" ? parts : parts.join(","), above);
    if (refusal) return { why: `“${fact.label}”的值不对` };
    answers[key] = value;
  }
  return { answers, dropped };
}
