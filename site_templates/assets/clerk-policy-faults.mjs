// What a schema cannot say of a policy: its id and folder, days in order, the form of its number, rules and their examples.
import { judged, misfit } from "./clerk-examples.mjs";
import { docNo, fileFault, isDocNo } from "./clerk-mends.mjs";
import { ruleFaults } from "./clerk-rule-faults.mjs";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function* policyFaults({ record, folder }, ctx, state) {
  if (record.doc_no && !isDocNo(record.doc_no)) {
    const meant = docNo(record.doc_no);
    yield ["doc_no", isDocNo(meant) ? `写作 ${meant}` : "写作“机关代字〔年份〕序号号”，例如 工信部企业〔2022〕63号；没有文号就空着"];
  }
  if (!folder) yield [state.folder ? "$/new_folder" : "$/folder", state.folder ? "写文件夹的名字" : "选一个文件夹"];
  else if (!SLUG.test(folder)) yield ["$/new_folder", "只用小写字母、数字和连字符"];
  else if (fileFault(folder)) yield ["$/new_folder", fileFault(folder)];
  else if (state.folder === "+" && ctx.folders.some(([name]) => name === folder)) yield ["$/new_folder", "已经有这个文件夹，在上面选它"];
  if (ctx.taken.has(record.id)) yield ["id", "这个编号已经有了，或者停用了，换一个"];
  if (fileFault(record.id)) yield ["id", fileFault(record.id)];
  for (const [place, sentence] of state.record.summary.entries()) if (!sentence.trim()) yield [`summary/${place}`, "还没有填"];
  if (["市级", "县级"].includes(record.level) && !record.regions) yield ["regions", "选适用的地区"];
  yield* dates(record, ctx);
  yield* replaced(record, ctx, state);
  const names = (record.benefits ?? []).map(({ id }) => id);
  for (const [place, benefit] of (record.benefits ?? []).entries()) {
    const path = `benefits/${place}`;
    if (benefit.id && names.indexOf(benefit.id) < place) yield [`${path}/id`, "这个编号前面的事项用过了，换一个"];
    yield* ofBenefit(state.record.benefits[place], path, ctx);
  }
}

function* dates({ written_on: written, published_on: published, effective_on: effective, ends_on: ends, ends_unknown: unknown, checked }, { day }) {
  if (written && published < written) yield ["published_on", "发布早于成文，核对两个日期"];
  if (effective && ends < effective) yield ["ends_on", "失效早于施行，核对两个日期"];
  if (ends && unknown) yield ["ends_on", "有失效日期的，不勾“没有核实到”"];
  if (checked?.date > day) yield ["checked/date", `这一天还没有到，今天是${day}`];
}

function* replaced({ replaces = [], effective_on: effective }, { policies, texts }, { replaced_on: on }) {
  const gone = replaces.find((id) => policies.get(id)?.[4]);
  if (gone) yield ["replaces", `“${policies.get(gone)[1]}”已经写了被别的文件替代，先核对它`];
  else if (replaces.some((id) => !texts.has(id))) yield ["replaces", "还没有读到旧文件：连上网，去掉再选一次"];
  if (replaces.length && !on && !effective) yield ["$/replaced_on", "写旧文件从哪天起被替代"];
}

function* ofBenefit(benefit, path, ctx) {
  for (const [name, value] of Object.entries(benefit.amount ?? {})) if (name !== "note" && !value) yield [`${path}/amount/${name}`, "还没有填"];
  for (const [place, each] of (benefit.windows ?? []).entries()) {
    const at = `${path}/windows/${place}`;
    if (each.opens_on && each.closes_on < each.opens_on) yield [`${at}/closes_on`, "截止早于开始，核对两个日期"];
    if (!each.opens_on && !each.closes_on && !each.note) yield [`${at}/note`, "写开始、截止的日期，或写看哪个通知"];
  }
  const contact = benefit.contact ?? {};
  if (contact.unit && !contact.work_phone) yield [`${path}/contact/work_phone`, "写这个单位的办公电话"];
  if (contact.work_phone && !contact.unit) yield [`${path}/contact/unit`, "写这是哪个单位的电话"];
  if (!benefit.conditions) {
    if (!("no_conditions_because" in benefit)) yield [`${path}/conditions?/way`, "选一种"];
    else if (!benefit.no_conditions_because.trim()) yield [`${path}/no_conditions_because`, "写明原因"];
    return;
  }
  yield* ruleFaults(benefit.conditions, `${path}/conditions`, ctx.terms);
  for (const [place, example] of (benefit.examples ?? []).entries()) yield* ofExample(benefit, example, `${path}/examples/${place}`, ctx);
}

function* ofExample(benefit, example, path, ctx) {
  for (const [key, value] of Object.entries(example.facts ?? {})) {
    const wrong = value ? misfit(key, value, ctx.terms) : "";
    if (wrong) yield [`${path}/facts/${key}`, wrong];
  }
  const verdict = judged(benefit.conditions, example, ctx);
  if (!Object.values(example.facts ?? {}).some((value) => value !== "")) yield [`${path}/answer`, "先填这个例子的指标"];
  else if (!example.answer) yield [`${path}/answer`, "还没有选"];
  else if (verdict && verdict.answer !== example.answer) {
    yield [`${path}/answer`, `规则算出来是“${verdict.answer}”：对照原文，规则写错了改规则，例子写错了改例子`];
  }
}
