// A rule against the facts of an enterprise, as generator/eligibility/evaluate.py does it; tests hold the two together.
// Facts are canonical: a number as text without needless zeros, true and false as text, an ISO day, a set and a region
// (its code, then those above it) as lists. What is not known is not in them.

const OPERATORS = [
  "is", "in", "at_least", "more_than", "at_most", "less_than", "has_any", "has_all", "before", "after", "years_at_least",
];
const HOLDS = {
  at_least: (missing) => missing <= 0n,
  more_than: (missing) => missing < 0n,
  at_most: (missing) => missing >= 0n,
  less_than: (missing) => missing > 0n,
};
const DECIMALS = 6;

/** The answer of a rule on an ISO day, the facts still needed in the order of the rule, and what came of each node. */
export function evaluate(rule, facts, asOf, benefit = "") {
  const trace = judge(rule, facts, asOf, benefit);
  const answer = trace.holds === null ? "待核实" : trace.holds ? "符合" : "不符合";
  return { answer, needs: [...new Set(needs(trace))], trace };
}

function judge(node, facts, asOf, benefit) {
  const keys = node.fact ? [node.fact] : node.ratio ?? node.sum;
  if (keys) return test(node, keys, facts, asOf);
  for (const group of ["all", "any", "not", "of"]) {
    if (group in node) return join(node, group, facts, asOf, benefit);
  }
  const key = `${benefit}/${node.asks}`;
  const value = known(facts, key);
  return { holds: value && value === "true", facts: [key], values: [value], gap: "", clause: String(node.clause) };
}

// A key may have the name of something that every object has.
const known = (facts, key) => (Object.hasOwn(facts, key) ? facts[key] ?? null : null);

function join(node, group, facts, asOf, benefit) {
  const nodes = [node[group]].flat().map((child) => judge(child, facts, asOf, benefit));
  const of = group === "of" ? { of: Number(node.at_least) } : {};
  return joined({ holds: null, group: group === "of" ? "at_least" : group, ...of, nodes });
}

/** A group with what comes of its nodes. */
export function joined(step) {
  const { group, of, nodes } = step;
  const count = (holds) => nodes.filter((child) => child.holds === holds).length;
  if (group === "not") return { ...step, holds: nodes[0].holds === null ? null : !nodes[0].holds };
  const least = group === "all" ? nodes.length : of ?? 1;
  const sure = count(true);
  return { ...step, holds: sure >= least ? true : sure + count(null) >= least ? null : false };
}

/** The facts that an open rule still needs, in its order. */
export function needs(step) {
  if (step.holds !== null) return [];
  return step.nodes ? step.nodes.flatMap(needs) : step.facts.filter((_, place) => step.values[place] === null);
}

function test(node, keys, facts, asOf) {
  const operator = OPERATORS.find((name) => (node[name] ?? null) !== null);
  const operand = node[operator];
  const limit = Array.isArray(operand) ? operand.map(String) : String(operand);
  const values = keys.map((key) => known(facts, key));
  const [holds, gap] = values.includes(null) ? [null, ""] : tested(node, operator, limit, values, asOf);
  return { holds, facts: keys, values, operator, limit, gap, clause: String(node.clause) };
}

function tested(node, operator, limit, values, asOf) {
  if (operator in HOLDS) return measured(operator, limit, values, node.ratio);
  const [value] = values;
  if (operator === "years_at_least") {
    const full = yearsOn(value, BigInt(limit));
    // A year of five digits would sort before one of four.
    return full.length === 10 && full <= asOf ? [true, ""] : [false, full];
  }
  if (operator === "before") return [value < limit, ""];
  if (operator === "after") return [value > limit, ""];
  // Numbers are compared as texts too: the facts are canonical, and a number that a rule may write here (a whole one
  // without zeros before it) has only that one form. So nothing needs to know what kind the fact is.
  const held = [value].flat();
  const options = [limit].flat();
  const has = (option) => held.includes(option);
  return [operator === "has_all" ? options.length > 0 && options.every(has) : options.some(has), ""];
}

// A number in millionths: floats would lose digits.
export function scaled(written) {
  const [whole, part = ""] = written.replace("%", "").split(".");
  return BigInt(whole + part.padEnd(DECIMALS, "0"));
}

export function plain(number, decimals) {
  const digits = String(number < 0n ? -number : number).padStart(decimals + 1, "0");
  const part = digits.slice(-decimals).replace(/0+$/, "");
  return digits.slice(0, -decimals) + (part && `.${part}`);
}

function measured(operator, written, values, ratio) {
  const limit = scaled(written);
  const numbers = values.map(scaled);
  const [part, whole] = numbers;
  if (ratio && whole <= 0n) return [null, ""];
  // A share by cross-multiplication: the product has twice the decimals, and two more for the per cent.
  const missing = ratio
    ? limit * whole - part * 100_000_000n
    : numbers.reduce((left, number) => left - number, limit);
  const holds = HOLDS[operator](missing);
  return [holds, holds ? "" : plain(missing, ratio ? 2 * DECIMALS + 2 : DECIMALS)];
}

function yearsOn(day, years) {
  const year = BigInt(day.slice(0, 4)) + years;
  const leap = year % 4n === 0n && (year % 100n !== 0n || year % 400n === 0n);
  const rest = day.slice(4) === "-02-29" && !leap ? "-02-28" : day.slice(4);
  return String(year).padStart(4, "0") + rest;
}
