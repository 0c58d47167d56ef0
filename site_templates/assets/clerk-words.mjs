// What a rule asks for, in the sentences of generator/eligibility/phrases.py; values only, no page here.
// `terms` is {facts: Map of key → {label, kind, unit}, places: Map of code → name}.
import { money } from "./check-words.mjs";

const LAST = "上年度";
const PREVIOUS = "上上年度";
const PERIODS = [PREVIOUS, LAST, "近两年", "近三年", "最近一年"];
const OPPOSITE = { at_least: "less_than", less_than: "at_least", at_most: "more_than", more_than: "at_most" };
const VERBS = [
  ["属于", "属于", "不属于"], ["属", "属于", "不属于"], ["列入", "列入", "未列入"], ["获得", "获得", "未获得"],
  ["进入", "进入", "未进入"], ["主导", "主导", "未主导"], ["提供", "提供", "不提供"], ["拥有", "拥有", "没有"],
  ["有", "有", "没有"], ["在", "在", "不在"], ["为", "是", "不是"],
];

export const OPERATORS = [
  "is", "in", "at_least", "more_than", "at_most", "less_than", "has_any", "has_all", "before", "after", "years_at_least",
];

export const keysOf = (leaf) => (leaf.fact !== undefined ? [leaf.fact] : (leaf.ratio ?? leaf.sum ?? [])).filter(Boolean);
export const operatorOf = (leaf) => OPERATORS.find((name) => leaf[name] !== undefined);
export const isLeaf = (node) => ["fact", "ratio", "sum"].some((key) => key in node);
/** Under which key a group holds its conditions. */
export const groupOf = (node) => ["all", "any", "not", "of"].find((key) => key in node);
export const childrenOf = (node) => [node[groupOf(node)] ?? []].flat();

/** All leaves of a rule, 提问 too. */
export const leavesOf = (node) => (groupOf(node) ? childrenOf(node).flatMap(leavesOf) : [node]);

function listed(words, last) {
  return [words.slice(0, -1).join("、"), words.at(-1)].filter(Boolean).join(last);
}

/** A text with 是否 answered: 近三年获得…, 近三年未获得…; null where it has no 是否. */
function claim(question, holds) {
  const at = question.indexOf("是否");
  if (at < 0) return null;
  const [before, after] = [question.slice(0, at), question.slice(at + 2)];
  const verb = after.endsWith("企业") ? null : VERBS.find(([start]) => after.startsWith(start));
  if (verb) return before + verb[holds ? 1 : 2] + after.slice(verb[0].length);
  return `${before}${holds ? "是" : "不是"}${after}`;
}

/** The test of a leaf in words; `negated`: that it must fail. */
export function phrase(leaf, terms, negated = false) {
  const names = keysOf(leaf).map((key) => terms.facts.get(key).label);
  const fact = terms.facts.get(keysOf(leaf)[0]);
  const operator = operatorOf(leaf);
  const named = negated ? OPPOSITE[operator] : operator;
  if (leaf.ratio) {
    const shared = PERIODS.find((period) => names[0].startsWith(period)) ?? "";
    const whole = names[1].startsWith(shared) ? names[1].slice(shared.length) : names[1];
    return names[0] + share(named, `${whole}的${leaf[operator]}`);
  }
  if (leaf.sum) return `${together(names)}合计${limit(named, leaf[operator], fact)}`;
  if (operator in OPPOSITE) return measured(named, leaf[operator], fact, names[0]);
  return fact.kind === "date" ? dated(leaf, operator, names[0], negated) : chosen(leaf, operator, fact, names[0], negated, terms);
}

const share = (operator, amount) =>
  ({ at_least: `占${amount}以上`, more_than: `超过${amount}`, at_most: `不高于${amount}`, less_than: `低于${amount}` })[operator];

/** The subject of a sum: 近两年研发费用 for that of two years, else the labels in a row. */
function together(names) {
  const stem = names[0].replace(new RegExp(`^${PREVIOUS}`), "").replace(new RegExp(`^${LAST}`), "");
  const both = names.every((name) => [LAST + stem, PREVIOUS + stem].includes(name)) && new Set(names).size === 2;
  return both ? `近两年${stem}` : listed(names, "和");
}

const grouped = (digits) => digits.replace(/\B(?=([0-9]{3})+(?![0-9]))/g, ",");

function limit(operator, written, { kind, unit = "" }) {
  let amount = written;
  if (kind === "money") amount = money(written);
  else if (kind === "int") amount = grouped(written) + (unit === "月" ? "个月" : unit);
  const counted = kind === "int" && unit !== "分";
  return {
    at_least: `${amount}以上`,
    at_most: `${counted ? "不超过" : "不高于"}${amount}`,
    more_than: `${unit === "分" ? "高于" : "超过"}${amount}`,
    less_than: `${counted ? "少于" : "低于"}${amount}`,
  }[operator];
}

function measured(operator, written, fact, label) {
  if (label.endsWith("排名") && operator === "at_most") return `${label}前${written}名`;
  const cut = fact.kind === "int" && fact.unit;
  const name = cut ? ["年限", "月数", "数"].reduce((left, end) => (left.endsWith(end) ? left.slice(0, -end.length) : left), label) : label;
  return name + limit(operator, written, fact);
}

function dated(leaf, operator, label, negated) {
  if (operator === "years_at_least") {
    const name = label.endsWith("日期") ? label.slice(0, -2) : label;
    return `${name}${negated ? "不满" : "满"}${leaf[operator]}年`;
  }
  const [year, month, day] = leaf[operator].split("-").map(Number);
  return `${label}${negated ? "不" : ""}${operator === "before" ? "早于" : "晚于"}${year}年${month}月${day}日`;
}

function chosen(leaf, operator, fact, name, negated, terms) {
  const values = [leaf[operator]].flat();
  if (fact.kind === "bool") return claim(name, (values[0] === "true") !== negated) ?? name;
  const words = listed(values, leaf.has_all ? "和" : "或");
  if (fact.kind === "region") {
    return `企业${negated ? "不在" : "在"}${listed(values.map((code) => terms.places.get(code) ?? code), "或")}`;
  }
  if (name.startsWith("已") && name.endsWith("认定")) return `${negated ? `未${name.slice(1)}` : name}为${words}`;
  if (fact.kind === "set") {
    const both = leaf.has_all && values.length > 1 ? "同时" : "";
    return `${name}${both}${negated ? "没有" : "有"}${words}`;
  }
  return `${name}${negated ? "不为" : "为"}${words}${fact.unit ?? ""}`;
}

/** A leaf or 提问 in words; the opposite where it stands under a `not`. */
export function says(leaf, terms, negated = false) {
  if (leaf.asks !== undefined) return claim(leaf.text ?? "", !negated) ?? leaf.text ?? "";
  return leaf.text && !negated ? leaf.text : phrase(leaf, terms, negated);
}

/** The heading over the conditions of a group. */
export function heading(node) {
  const count = childrenOf(node).length;
  const words = { all: "下列条件都要满足", any: "满足下列之一即可", not: "不得有下列情形", of: `下列${count}项中至少满足${node.at_least}项` };
  return node.text || words[groupOf(node)];
}
