// What is wrong with a rule, at the part of the editor where it is.
import { childrenOf, groupOf, keysOf, operatorOf } from "./clerk-words.mjs";

const ORDER = new Set(["at_least", "more_than", "at_most", "less_than"]);
const SHARE = /^-?(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,4})?%$/;
const DIGITS = /^(?:0|-?[1-9][0-9]{0,17})$/;

/** What is wrong with a limit, or "". */
function limitFault(leaf, operator, facts) {
  const value = leaf[operator];
  if (!value?.length) return Array.isArray(value) ? "还没有选" : "还没有填";
  const kind = leaf.ratio ? "percent" : facts.get(keysOf(leaf)[0]).kind;
  if (operator === "years_at_least") return /^[1-9][0-9]{0,2}$/.test(value) ? "" : "只写整数，例如 3";
  if (kind === "percent") return SHARE.test(value) ? "" : "写成百分数，例如 3%";
  if (kind === "money") return DIGITS.test(value) ? "" : "写整数元，例如 5000000，或者 500万";
  return kind === "int" && (ORDER.has(operator) || operator === "is") && !DIGITS.test(value) ? "只写整数，例如 300" : "";
}

/** The first thing wrong with a leaf as [part of the editor, words], or undefined. */
function leafFault(leaf, { facts }) {
  if (leaf.asks !== undefined) {
    if (!leaf.text?.trim()) return ["text", "写要问的这句话"];
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(leaf.asks)) return ["asks", "写小写字母、数字和连字符，例如 accepted"];
    return undefined;
  }
  const subject = ["fact", "ratio", "sum"].find((name) => name in leaf);
  const missing = [leaf[subject]].flat().findIndex((key) => !facts.has(key));
  if (missing >= 0) return [subject === "fact" ? "fact" : `${subject}/${missing}`, "还没有选指标"];
  const operator = operatorOf(leaf);
  const wrong = limitFault(leaf, operator, facts);
  return wrong ? [operator, wrong] : undefined;
}

/** Whether a group wants as many of its conditions as it may. */
const countHolds = ({ of, at_least: least = "" }) => !of || (/^[1-9][0-9]*$/.test(least) && Number(least) <= of.length);

/** Whether a rule can be judged: all of it is written, and nothing in it is wrong. */
export function isSound(node, terms) {
  if (!groupOf(node)) return !leafFault(node, terms);
  const children = childrenOf(node);
  return children.length > 0 && countHolds(node) && children.every((child) => isSound(child, terms));
}

/** All faults of a rule, each with its path. */
export function* ruleFaults(node, path, terms) {
  const key = groupOf(node);
  if (!key) {
    const found = leafFault(node, terms);
    if (found) yield [`${path}/${found[0]}`, found[1]];
    if (!node.clause?.trim()) yield [`${path}/clause`, "写这一条在原文的哪一款"];
    return;
  }
  const children = childrenOf(node);
  if (!children.length) yield [path, "这一组里还没有条件：加一条，或者删去这一组"];
  else if (!countHolds(node)) yield [path, `列了${children.length}条，写1到${children.length}`];
  for (const [place, child] of children.entries()) yield* ruleFaults(child, key === "not" ? `${path}/not` : `${path}/${key}/${place}`, terms);
}
