// Why a rule came out as it did, in the words of generator/eligibility/reasons.py; values only, no page here.
// `terms` is {facts: Map of key → {label, kind, unit}, places: Map of code → name}.
import { joined, needs, plain, scaled } from "./eligibility.mjs";

const MILLION = 1_000_000n;
const CLOSE = 5n;
const SIZES = [[100_000_000n, 8, "亿元"], [10_000n, 4, "万元"]];
const YES_OR_NO = { true: "是", false: "否" };
const REACHED = ["at_least", "more_than"];

// Values

const grouped = (digits) => digits.replace(/\B(?=([0-9]{3})+(?![0-9]))/g, ",");

/** A decimal number as it is read: with commas before the point. */
function read(number) {
  const [whole, part] = number.split(".");
  return grouped(whole) + (part ? `.${part}` : "");
}

/** Whole 元 in the unit in which it is read, where two decimals are enough: 1.2亿元, 5,000万元, 999元. */
export function money(amount) {
  if (amount.includes(".")) return `${read(amount)}元`;
  const sign = amount.startsWith("-") ? "-" : "";
  const size = BigInt(amount.slice(sign.length));
  for (const [least, decimals, unit] of SIZES) {
    if (size >= least && (size * 100n) % least === 0n) return sign + read(plain(size, decimals)) + unit;
  }
  return `${sign}${grouped(String(size))}元`;
}

/** A canonical value in the unit of its fact. */
export function worded(key, value, { facts, places }) {
  const { kind, unit = "" } = facts.get(key) ?? {};
  if (kind === "money") return money(value);
  if (kind === "percent") return `${value}%`;
  if (kind === "int") return read(value) + (unit === "月" ? "个月" : unit);
  if (kind === "region") return places.get(value[0]) ?? value[0];
  if (Array.isArray(value)) return value.join("、") || "没有";
  return YES_OR_NO[value] ?? value;
}

// A test of a rule

const absolute = (number) => (number < 0n ? -number : number);
const total = (values) => values.map(scaled).reduce((left, right) => left + right);
const signed = (number, decimals) => (number < 0n ? "-" : "") + plain(number, decimals);

/** A share in percent, cut after two decimals. */
const share = ([part, whole]) => signed((scaled(part) * 10_000n) / scaled(whole), 2);

/** What the test of a leaf measured: the enterprise's own number and the limit in words, with their sizes. */
export function measure(leaf, { values, limit }, terms) {
  if (leaf.ratio) {
    const own = `${share(values)}%`;
    return { own, limit, sizes: [scaled(own), scaled(limit)] };
  }
  const sum = total(values);
  const [key] = leaf.sum ?? [leaf.fact];
  return { own: worded(key, signed(sum, 6), terms), limit: worded(key, limit.replace("%", ""), terms), sizes: [sum, scaled(limit)] };
}

/** The enterprise's value in words, "" where a part of it is missing. */
function has(leaf, { facts, values }, terms) {
  if (values.includes(null)) return "";
  if (leaf.ratio) {
    const parts = facts.map((key, place) => `${terms.facts.get(key).label}${worded(key, values[place], terms)}`).join("、");
    return scaled(values[1]) > 0n ? `${share(values)}%（${parts}）` : parts;
  }
  if (leaf.sum) return worded(facts[0], signed(total(values), 6), terms);
  return leaf.asks ? YES_OR_NO[values[0]] : worded(facts[0], values[0], terms);
}

/** What a failed test of a number lacks or has too much; of years the day on which they are full. */
function lacks(leaf, { facts, operator, limit, gap }, terms) {
  if (!gap) return "";
  if (operator === "years_at_least") {
    const [year, month, day] = gap.split("-").map(Number);
    return `到${year}年${month}月${day}日满${limit}年`;
  }
  if (gap === "0") return "正好压线，不算";
  const word = REACHED.includes(operator) ? "差" : "多";
  return `${leaf.ratio ? terms.facts.get(facts[0]).label : ""}${word}${worded(facts[0], gap, terms)}`;
}

/** A leaf in words: what is asked, what the enterprise has, what it lacks, which parts are missing, the clause. */
function reason({ leaf, step, negated }, terms) {
  const missing = step.facts.filter((_, place) => step.values[place] === null);
  return {
    asked: leaf.says,
    has: has(leaf, step, terms),
    lacks: negated ? "" : lacks(leaf, step, terms),
    needs: step.facts.length > 1 ? missing.map((key) => terms.facts.get(key).label) : [],
    clause: leaf.clause,
  };
}

// A rule

const below = (node, group) => [node[group === "at_least" ? "of" : group]].flat();

/** The leaves that made an answer, as [{leaf, step, negated}], with {either: […], least} where not all of them are asked for. */
function deciding(node, step, answer = step.holds, negated = false) {
  if (step.holds !== answer) return [];
  if (!step.nodes) return [{ leaf: node, step, negated }];
  const { group } = step;
  const under = group === "not";
  const wanted = under && answer !== null ? !answer : answer;
  const found = below(node, group).flatMap((child, place) => deciding(child, step.nodes[place], wanted, negated !== under));
  const optional = { any: !negated, all: negated, at_least: !negated }[group];
  const settled = negated ? answer === false : answer === true;
  return optional && !settled && found.length > 1 ? [{ either: found, least: step.of ?? 1 }] : found;
}

/** The reasons for an answer, each once: those that made a no, those that are open, or those that hold. */
export function reasons(node, step, terms) {
  const worked = (items) => {
    const all = items.map((item) => (item.either ? { ...item, either: worked(item.either) } : reason(item, terms)));
    return [...new Map(all.map((item) => [JSON.stringify(item), item])).values()];
  };
  return worked(deciding(node, step));
}

// A near miss

/** Whether a failed test of a number is close: a fifth of its limit at most, or one of what is counted, or a year. */
function close(leaf, { operator, limit, values, gap, facts }, asOf, terms) {
  if (operator === "years_at_least") return gap.length === asOf.length && gap <= `${Number(asOf.slice(0, 4)) + 1}${asOf.slice(4)}`;
  const bound = scaled(limit);
  // A share by cross-multiplication: its gap may have more decimals than a number here holds.
  const [size, distance] = leaf.ratio
    ? [bound * scaled(values[1]), bound * scaled(values[1]) - scaled(values[0]) * 100n * MILLION]
    : [bound, bound - total(values)];
  const counted = !leaf.ratio && terms.facts.get(facts[0])?.kind === "int" && scaled(gap) <= MILLION;
  return counted || absolute(distance) * CLOSE <= absolute(size);
}

/**
 * The failed test of a number that alone keeps a rule from being met, or open, where it is close, as {leaf, step, needs},
 * `needs` the facts that would still be asked for; else null.
 */
export function nearMiss(rule, trace, asOf, terms) {
  if (trace.holds !== false) return null;
  for (const { leaf, step } of failed(rule, trace)) {
    if (!step.gap || !close(leaf, step, asOf, terms)) continue;
    const otherwise = passed(trace, step);
    if (otherwise.holds !== false) return { leaf, step, needs: [...new Set(needs(otherwise))] };
  }
  return null;
}

/** All tests of a rule that failed, in its order. */
function failed(node, step) {
  if (!step.nodes) return step.holds === false ? [{ leaf: node, step }] : [];
  return below(node, step.group).flatMap((child, place) => failed(child, step.nodes[place]));
}

/** A trace as it would be if one of its tests held. */
function passed(step, test) {
  if (step === test) return { ...step, holds: true };
  return step.nodes ? joined({ ...step, nodes: step.nodes.map((child) => passed(child, test)) }) : step;
}
