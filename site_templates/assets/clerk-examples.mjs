// Worked examples of a rule: the facts that it names, the answer by the document, and what the rule itself gives.
import { evaluate } from "./eligibility.mjs";
import { reasons } from "./check-words.mjs";
import { withSize } from "./check-questions.mjs";
import { fieldsOf } from "./clerk-fields.mjs";
import { percent, whole, yuan } from "./clerk-mends.mjs";
import { inMoney } from "./clerk-rule.mjs";
import { isSound } from "./clerk-rule-faults.mjs";
import { groupOf, keysOf, leavesOf, says } from "./clerk-words.mjs";
import { made } from "./suggest.mjs";

const YES_OR_NO = { true: "是", false: "否" };
export const ANSWERS = ["符合", "不符合", "待核实"];

/** The facts of a rule in its order: the key, and for a question of its own, whose key begins with /, the question. */
export function asked(rule) {
  const found = new Map();
  for (const leaf of leavesOf(rule)) {
    if (leaf.asks) found.set(`/${leaf.asks}`, leaf.text ?? leaf.asks);
    else for (const key of keysOf(leaf)) found.set(key, "");
  }
  return [...found];
}

/** The fields of one example of the benefit's rule. */
export function exampleFields(example, path, ctx, benefit) {
  example.facts ??= {};
  const specs = asked(benefit.conditions).map(([key, text]) => factSpec(key, text, ctx));
  const facts = made("div", "z-facts", ...fieldsOf(specs, example.facts, `${path}/facts`, ctx));
  const told = made("p", "z-rule__result");
  told.setAttribute("role", "status");
  ctx.live.push(() => {
    const words = resultOf(benefit.conditions, example, ctx);
    if (told.textContent !== words) told.textContent = words;
  });
  const answer = { name: "answer", kind: "one", label: "对照原文，答案应当是", options: ANSWERS };
  return [facts, ...fieldsOf([answer], example, path, ctx), told];
}

function factSpec(key, text, { terms, placePick }) {
  if (key.startsWith("/")) {
    return { name: key, kind: "select", label: text, first: "不清楚", options: Object.entries(YES_OR_NO), optional: false };
  }
  const fact = terms.facts.get(key);
  const spec = { name: key, kind: "line", label: fact.label, hint: "" };
  if (fact.kind === "money") return { ...spec, mode: "decimal", mend: yuan, say: inMoney };
  if (fact.kind === "int") return { ...spec, mode: "numeric", mend: whole, unit: fact.unit };
  if (fact.kind === "percent") return { ...spec, mode: "decimal", mend: percent };
  if (fact.kind === "date") return { ...spec, kind: "date" };
  if (fact.kind === "bool") return { ...spec, kind: "select", first: "不清楚", options: Object.entries(YES_OR_NO) };
  if (fact.kind === "enum") return { ...spec, kind: "select", first: "不清楚", options: fact.values };
  if (fact.kind === "set") return { ...spec, kind: "some", options: fact.values, none: "都没有" };
  return { ...spec, ...placePick, kind: "pick", single: true };
}

const DIGITS = /^-?(?:0|[1-9][0-9]{0,17})$/;
const SHARE = /^-?(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,4})?%?$/;

/** What is wrong with a value of a fact, or "". */
export function misfit(key, value, { facts }) {
  const fact = facts.get(key);
  if (!fact || !["money", "int", "percent"].includes(fact.kind)) return "";
  const [form, words] = fact.kind === "percent" ? [SHARE, "写成百分数，例如 3%"] : [DIGITS, "只写整数，例如 300"];
  if (!form.test(value)) return words;
  return value.startsWith("-") && !fact.signed && fact.kind !== "percent" ? "不能是负数，没有就写 0" : "";
}

/** The values of an example as eligibility.mjs reads them. */
function canonical(written, { terms, above, sizes }) {
  const found = {};
  for (const [key, value] of Object.entries(written)) {
    if (value === "" || misfit(key, value, terms)) continue;
    const kind = terms.facts.get(key)?.kind;
    if (kind === "region") found[key] = [value, ...above(value)];
    else if (kind === "percent") found[key] = value.replace("%", "").replace(/(\.[0-9]*?)0+$/, "$1").replace(/\.$/, "");
    else found[key] = value;
  }
  return withSize(found, sizes);
}

/** What a rule gives for an example: {answer, needs, trace}, or null while it is not complete. */
export function judged(rule, example, ctx) {
  if (!rule || !isSound(rule, ctx.terms)) return null;
  const facts = canonical(example.facts ?? {}, ctx);
  return evaluate(rule, facts, example.as_of || ctx.dayOf(), "");
}

function resultOf(rule, example, ctx) {
  const verdict = judged(rule, example, ctx);
  if (!verdict) return "条件都写完以后，这里显示按规则算出来的结果。";
  if (verdict.answer === "待核实") {
    const labels = new Map(asked(rule));
    const missing = verdict.needs.map((key) => ctx.terms.facts.get(key)?.label ?? `“${labels.get(key)}”`);
    return `按这条规则，结果是待核实，还缺${missing.join("、")}。`;
  }
  const why = verdict.answer === "不符合" ? whyNot(rule, verdict.trace, ctx.terms) : "";
  return `按这条规则，结果是${verdict.answer}${why && `：${why}`}。`;
}

/** The conditions that fail, in words. */
function whyNot(rule, trace, terms) {
  const worded = (node, negated = false) => {
    const key = groupOf(node);
    if (!key) return { ...node, says: says(node, terms, negated) };
    return { ...node, [key]: key === "not" ? worded(node.not, !negated) : node[key].map((child) => worded(child, negated)) };
  };
  const flat = (items) => items.flatMap((item) => (item.either ? flat(item.either) : [item]));
  return flat(reasons(worded(rule), trace, terms)).map(({ asked: what, lacks }) => (lacks ? `${what}，${lacks}` : what)).join("；");
}
