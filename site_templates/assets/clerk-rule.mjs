// The editor of a rule: groups within groups, and tests of facts with their clauses.
import { chooser, fieldsOf, fold, frame, idOf, picker, put } from "./clerk-fields.mjs";
import { percent, slug, whole, yuan } from "./clerk-mends.mjs";
import { childrenOf, groupOf, heading, keysOf, operatorOf, says } from "./clerk-words.mjs";
import { money } from "./check-words.mjs";
import { isSound } from "./clerk-rule-faults.mjs";
import { button, made } from "./suggest.mjs";

const GROUPS = [["all", "都要满足"], ["any", "满足其中一条"], ["of", "至少满足几条"], ["not", "不得有这种情形"]];
const SUBJECTS = [["fact", "一个指标"], ["ratio", "两个指标的比例"], ["sum", "几个指标的合计"], ["asks", "问一句是不是"]];
const ORDER = [["at_least", "不低于"], ["more_than", "高于"], ["at_most", "不高于"], ["less_than", "低于"]];
const FITS = {
  region: [["in", "在其中之一"], ["is", "在"]],
  enum: [["is", "是"], ["in", "是其中之一"]],
  bool: [["is", "是不是"]],
  date: [["years_at_least", "满几年"], ["before", "早于"], ["after", "晚于"]],
  set: [["has_any", "有其中之一"], ["has_all", "都有"]],
  int: [...ORDER, ["is", "正好是"]],
  money: ORDER,
  percent: ORDER,
};
const LISTS = new Set(["in", "has_any", "has_all"]);
const MOST_DEEP = 4;

export const emptyLeaf = () => ({ fact: "" });
export const emptyRule = () => ({ all: [emptyLeaf()] });

/** Which operators fit the subject of a leaf; [] until it is chosen. */
export function fitting(leaf, facts) {
  if (!leaf.fact) return leaf.ratio || leaf.sum ? ORDER : [];
  return FITS[facts.get(leaf.fact)?.kind] ?? [];
}

/** The field of a rule. */
export function ruleField(holder, name, path, ctx) {
  const words = made("div", "z-rule__words");
  ctx.live.push(() => words.replaceChildren(made("p", "z-meta", "页面上大致这样写："), inWords(holder[name], ctx)));
  return made("div", "", node(holder, name, path, ctx, 0), words);
}

const node = (holder, name, path, ctx, depth, remove) =>
  groupOf(holder[name]) ? group(holder, name, path, ctx, depth, remove) : leaf(holder, name, path, ctx, depth, remove);

function group(holder, name, path, ctx, depth, remove) {
  const own = holder[name];
  const key = groupOf(own);
  const root = frame({ label: depth ? "一组条件" : "申报条件" }, path, "fieldset");
  root.classList.add("z-rule");
  root.firstChild.classList.add("z-vh");
  const kind = chooser({ options: GROUPS, first: null, label: "这一组怎么算" }, key, path, (chosen) => {
    holder[name] = regrouped(own, chosen);
    ctx.redraw(path);
  }, true);
  const head = made("p", "z-rule__head", kind);
  if (key === "of") head.append(counted(own, path, ctx));
  const list = made("ol", "z-rule__list");
  const children = key === "not" ? [[own, "not"]] : own[key].map((_, place) => [own[key], place]);
  children.forEach(([inner, at], place) => {
    const below = key === "not" ? `${path}/not` : `${path}/${key}/${place}`;
    const take = key === "not" ? null : () => {
      own[key].splice(place, 1);
      ctx.redraw(path, `${idOf(path)}+`);
    };
    list.append(made("li", "", node(inner, at, below, ctx, depth + 1, take)));
  });
  root.append(head, list);
  const ends = made("p", "z-actions");
  if (key !== "not") {
    const add = button("z-btn", "加一条", () => {
      own[key].push(emptyLeaf());
      ctx.redraw(path, `@${path}/${key}/${own[key].length - 1}`);
    });
    add.id = `${idOf(path)}+`;
    ends.append(add);
    if (depth < MOST_DEEP) {
      ends.append(button("z-btn", "加一组", () => {
        own[key].push({ any: [emptyLeaf(), emptyLeaf()] });
        ctx.redraw(path, idOf(`${path}/${key}/${own[key].length - 1}`));
      }));
    }
  }
  if (remove) ends.append(button("z-textbtn", "删去这一组", remove));
  root.append(ends);
  const more = [
    { name: "text", kind: "line", label: "这一组的说法", hint: "不写就按条件生成。", optional: true },
    { name: "clause", kind: "line", label: "这一组的出处", optional: true },
  ];
  root.append(fold("这一组的说法和出处", `${path}?`, ctx, Boolean(own.text || own.clause), fieldsOf(more, own, path, ctx)));
  return root;
}

/** How many of the conditions are wanted. */
function counted(own, path, ctx) {
  const input = made("input");
  Object.assign(input, { id: `${idOf(path)}/at_least`, inputMode: "numeric", value: own.at_least ?? "", autocomplete: "off" });
  input.setAttribute("aria-label", "至少几条");
  input.addEventListener("input", () => {
    put(own, "at_least", input.value.normalize("NFKC").trim());
    ctx.changed(path);
  });
  return made("span", "z-rule__count", "至少", input, `条，共${own.of.length}条`);
}

/** A group of another kind over the same conditions. */
function regrouped(own, key) {
  const { all, any, of, not, at_least: _count, ...rest } = own;
  const children = [all ?? any ?? of ?? not].flat();
  if (key === "not") return { not: children.length > 1 ? { any: children } : (children[0] ?? emptyLeaf()), ...rest };
  const list = not && groupOf(not) === "any" && !not.text ? not.any : children;
  return { ...(key === "of" && { at_least: String(Math.min(2, list.length)) }), [key]: list, ...rest };
}

function leaf(holder, name, path, ctx, depth, remove) {
  const own = holder[name];
  const root = frame({ label: "一条条件" }, path, "fieldset");
  root.classList.add("z-leaf");
  root.firstChild.classList.add("z-vh");
  const subject = SUBJECTS.map(([key]) => key).find((key) => key in own) ?? "fact";
  const kind = chooser({ options: SUBJECTS, first: null, label: "比什么" }, subject, path, (chosen) => {
    const kept = { ...(own.clause && { clause: own.clause }), ...(own.text && { text: own.text }) };
    holder[name] = { [chosen]: ["ratio", "sum"].includes(chosen) ? ["", ""] : "", ...kept };
    ctx.redraw(path);
  });
  const clause = fieldsOf([{ name: "clause", kind: "line", label: "出处", placeholder: "例如 第三条" }], own, path, ctx);
  const parts = subject === "asks" ? { subjects: question(own, path, ctx), test: [] } : tested(own, subject, path, ctx);
  root.append(made("div", "z-rule__row", labelled("比什么", path, kind), ...parts.subjects));
  root.append(made("div", "z-rule__row", ...parts.test, ...clause));
  const ends = made("p", "z-rule__ends", ...(remove ? [button("z-textbtn", "删去这一条", remove)] : []));
  if (subject === "asks") root.append(ends);
  else {
    const hint = "按指标写出来的话不合原意时才写；里面的数要和门槛一样。";
    const text = fieldsOf([{ name: "text", kind: "line", label: "这一条的说法", hint, optional: true }], own, path, ctx);
    root.append(fold("自己写这一条的说法", `${path}?`, ctx, Boolean(own.text), text), ends);
  }
  return root;
}

/** A <select> under its label. */
function labelled(words, path, input) {
  const label = made("label", "", words);
  label.htmlFor = input.id;
  return made("div", "z-q z-rule__kind", label, input);
}

const question = (own, path, ctx) => fieldsOf([
  { name: "text", kind: "line", label: "问的是什么", hint: "写成陈述句，例如：项目已经通过验收。" },
  { name: "asks", kind: "line", label: "给这一问起个编号", hint: "小写字母、数字和连字符，例如 accepted。", mend: slug },
], own, path, ctx);

/** The subject of a leaf, and once that is chosen its operator and limit. */
function tested(own, subject, path, ctx) {
  const options = fitting(own, ctx.terms.facts);
  const parts = { subjects: subjects(own, subject, path, ctx), test: [] };
  if (!options.length || keysOf(own).length < [own[subject]].flat().length) return parts;
  const operator = operatorOf(own);
  const chosen = chooser({ options, first: null, label: "怎么比" }, operator, `${path}/operator`, (other) => {
    const before = own[operator];
    delete own[operator];
    own[other] = LISTS.has(other) === Array.isArray(before) ? before : LISTS.has(other) ? [before].filter(Boolean) : "";
    ctx.redraw(path);
  });
  const how = options.length > 1 ? [labelled("怎么比", path, chosen)] : [];
  return { ...parts, test: [...how, ...fieldsOf([limit(own, operator, ctx)], own, path, ctx)] };
}

function subjects(own, subject, path, ctx) {
  const labels = { fact: ["指标"], ratio: ["分子", "分母"], sum: own.sum?.map((_, place) => `第${place + 1}个指标`) }[subject];
  const measured = new Set(["int", "money"]);
  const rows = ctx.factRows.filter(([key]) => subject === "fact" || measured.has(ctx.terms.facts.get(key).kind));
  const fields = labels.map((label, place) => {
    const at = subject === "fact" ? `${path}/fact` : `${path}/${subject}/${place}`;
    const value = subject === "fact" ? own.fact : own[subject][place];
    const root = frame({ label }, at);
    const spec = { rows, single: true, placeholder: "指标名称里的几个字" };
    root.append(picker(spec, value ? [value] : [], at, ([key = ""]) => {
      if (subject === "fact") own.fact = key;
      else own[subject][place] = key;
      refit(own, ctx.terms.facts);
      ctx.redraw(at, key ? idOf(`${path}/${operatorOf(own)}`) : idOf(at));
    }));
    const hint = ctx.terms.facts.get(value)?.hint;
    if (hint) root.append(made("p", "z-meta", hint));
    return root;
  });
  if (subject !== "sum") return fields;
  return [...fields, made("p", "z-actions", button("z-btn", "再加一个指标", () => {
    own.sum.push("");
    ctx.redraw(path, idOf(`${path}/sum/${own.sum.length - 1}`));
  }))];
}

/** Gives a leaf an operator that fits what it tests. */
function refit(own, facts) {
  const options = fitting(own, facts).map(([key]) => key);
  const before = operatorOf(own);
  if (before && options.includes(before) && own.fact === undefined) return;
  for (const key of Object.values(FITS).flat().map(([name]) => name)) delete own[key];
  if (options.length) own[options[0]] = LISTS.has(options[0]) ? [] : "";
}

/** The field of a leaf's limit. */
function limit(own, operator, { terms, placePick }) {
  const fact = terms.facts.get(keysOf(own)[0]);
  const spec = { name: operator, label: "门槛", kind: "line", keep: true };
  if (own.ratio || fact.kind === "percent") return { ...spec, mode: "decimal", mend: percent, placeholder: "例如 3%" };
  if (operator === "years_at_least") return { ...spec, mode: "numeric", mend: whole, unit: "年" };
  if (fact.kind === "date") return { ...spec, kind: "date" };
  if (fact.kind === "money") return { ...spec, mode: "decimal", mend: yuan, say: inMoney, placeholder: "例如 5000000 或 500万" };
  if (fact.kind === "int") return { ...spec, mode: "numeric", mend: whole, unit: fact.unit };
  if (fact.kind === "bool") return { ...spec, label: "要求", kind: "one", options: ["true", "false"], words: { true: "是", false: "否" } };
  if (fact.kind === "region") return { ...spec, ...placePick, label: "地区", kind: "pick", single: operator === "is" };
  return { ...spec, label: "选项", kind: LISTS.has(operator) ? "some" : "one", options: fact.values };
}

/** What an amount is in the unit in which it is read. */
export const inMoney = (written) => (/^-?[0-9]{1,18}$/.test(written) ? `元，就是${money(written)}` : "元");

/** A rule in words, group by group. */
function inWords(rule, ctx, negated = false) {
  if (!groupOf(rule)) {
    const words = isSound(rule, ctx.terms) ? says(rule, ctx.terms, negated) : "（这一条还没有写完）";
    return made("p", "", words, ...(rule.clause ? [" ", made("span", "z-meta", rule.clause)] : []));
  }
  const [first, ...others] = childrenOf(rule);
  const under = groupOf(rule) === "not";
  if (under && !groupOf(first)) return inWords(first, ctx, !negated);
  const below = under && groupOf(first) === "any" ? childrenOf(first) : [first, ...others].filter(Boolean);
  const items = below.map((child) => made("li", "", inWords(child, ctx)));
  return made("div", "", made("p", "", heading(rule)), made("ul", "", ...items));
}
