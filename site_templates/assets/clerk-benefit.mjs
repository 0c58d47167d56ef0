// A 政策事项 in the form of policies: what it is, what it is worth, when, for whom by a rule with examples, how, whom to ask.
import { asked, exampleFields } from "./clerk-examples.mjs";
import { fieldsOf, fold, specsOf } from "./clerk-fields.mjs";
import { address, percent, phone, slug, yuan } from "./clerk-mends.mjs";
import { emptyRule, inMoney, ruleField } from "./clerk-rule.mjs";
import { made } from "./suggest.mjs";

const AMOUNTS = [["fixed", "定额"], ["up_to", "最高多少"], ["rate", "按比例"], ["text", "写成文字"]];
const RULED = "conditions";
const UNRULED = "no_conditions_because";

/** Fields side by side where there is room. */
export const pair = (...children) => made("div", "z-pair", ...children);

/** The fields of all benefits of a policy. */
export const benefits = (ctx) => ({
  name: "benefits",
  kind: "rows",
  label: "事项",
  quiet: true,
  hint: "",
  optional: false,
  add: "加一个事项",
  big: true,
  title: (_, place) => `事项${place + 1}`,
  fresh: (list) => ({ id: free(new Set(list.map(({ id }) => id))) }),
  fields: (benefit, path) => benefitFields(benefit, path, ctx),
});

function free(taken) {
  let number = 1;
  while (taken.has(`item-${number}`)) number += 1;
  return `item-${number}`;
}

function benefitFields(benefit, path, ctx) {
  const { definitions } = ctx.schema;
  const of = (rows, holder = benefit, at = path, node = definitions.Benefit) =>
    fieldsOf(specsOf(ctx.schema, node, rows), holder, at, ctx);
  const holds = (...names) => names.some((name) => benefit[name] && Object.keys(benefit[name]).length);
  return [
    ...of([
      ["name", "line", { hint: "例如：认定专精特新中小企业。" }],
      ["what", "text", { hint: "一两句话，写企业得到什么。" }],
      ["support", "some"],
      ["claim", "one"],
    ]),
    ...amount(benefit, `${path}/amount`, ctx),
    ...of([windows(of, definitions, ctx)]),
    ...conditions(benefit, path, ctx),
    fold("材料和步骤", `${path}?how`, ctx, holds("materials", "how"), of([
      materials(of, definitions),
      ["how", "lines", { hint: "一行一步。", rows: 3 }],
    ])),
    fold("问谁、在哪里办", `${path}?whom`, ctx, holds("office", "contact", "url"), whom(benefit, path, of, ctx)),
    fold("不得重复享受、能帮忙的专家和资源", `${path}?more`, ctx, holds("excludes", "helps", "grants"), more(benefit, path, of, ctx)),
    ...of([["id", "line", { mend: slug }]]),
  ];
}

const windows = (of, { Window }, ctx) => ["windows", "rows", {
  hint: "长期受理的不写。截止当天仍可申报。各县（市、区）截止日期不同的，一批写一行。",
  add: "加一个申报期",
  title: (_, place) => `申报期${place + 1}`,
  fields: (item, at) => [
    pair(...of([["opens_on", "date"], ["closes_on", "date", { hint: "" }]], item, at, Window)),
    ...of([["note", "line", { hint: "日期看通知的，写在这里。" }]], item, at, Window),
    fold("只在一些地方", `${at}?`, ctx, Boolean(item.regions), of([["regions", "pick", ctx.placePick]], item, at, Window)),
  ],
}];

const materials = (of, { Material }) => ["materials", "rows", {
  hint: "",
  add: "加一样材料",
  title: (_, place) => `材料${place + 1}`,
  fields: (item, at) => of([["name", "line", { label: "材料" }], ["from", "line"], ["note", "line"], ["trap", "line"]], item, at, Material),
}];

function whom(benefit, path, of, ctx) {
  const contact = [
    ["unit", "line", { optional: true }],
    ["work_phone", "line", { mend: phone, mode: "tel", optional: true, hint: "区号、号码、分机之间用连字符，例如 025-00000000-8。" }],
  ];
  return [
    ...of([["office", "pick", { ...ctx.placePick, single: true, label: "问哪里的专员办", hint: "不是问专员办的，写下面的单位和电话。" }]]),
    ...of(contact, (benefit.contact ??= {}), `${path}/contact`, ctx.schema.definitions.Contact),
    ...of([["url", "line", { mend: address, type: "url" }]]),
  ];
}

function more(benefit, path, of, ctx) {
  const { Exclusion, Helps } = ctx.schema.definitions;
  const excluded = {
    hint: "",
    add: "加一个不能同时享受的事项",
    title: (_, place) => `不能同时享受的事项${place + 1}`,
    fields: (item, at) => of([["benefit", "pick", { rows: ctx.benefitRows, single: true, hint: "" }], ["clause", "line"]], item, at, Exclusion),
  };
  const helps = [
    ["experts", "some", { options: ctx.domains, hint: "", label: "哪些领域的专家能帮忙" }],
    ["resources", "pick", { rows: ctx.resourceRows, hint: "", label: "哪些资源能帮忙" }],
  ];
  return [
    ...of([["excludes", "rows", excluded]]),
    ...of(helps, (benefit.helps ??= {}), `${path}/helps`, Helps),
    ...of([["grants", "select", { first: "不授予称号" }]]),
  ];
}

/** What a benefit is worth, in one of four ways. */
function amount(benefit, path, ctx) {
  const own = benefit.amount ?? {};
  const way = AMOUNTS.map(([name]) => name).find((name) => name in own) ?? "";
  const kind = {
    name: "way", kind: "select", label: "金额", optional: true, first: "不写金额", options: AMOUNTS, redraw: true,
    chosen(_, other) {
      if (other) benefit.amount = { [other]: "", ...(own.note && { note: own.note }) };
      else delete benefit.amount;
    },
  };
  const fields = fieldsOf([kind], { way }, path, ctx);
  if (!way) return fields;
  const money = { mode: "decimal", mend: yuan, say: inMoney, placeholder: "例如 2000000 或 200万" };
  const share = { mode: "decimal", mend: percent, placeholder: "例如 15%" };
  const label = { fixed: "多少", up_to: "最高多少", rate: "百分之几", text: "怎么写" }[way];
  const value = { name: way, kind: "line", keep: true, label, ...{ fixed: money, up_to: money, rate: share }[way] };
  const note = { name: "note", kind: "line", label: "补充说明", optional: true };
  return [...fields, pair(...fieldsOf([value, note], own, path, ctx))];
}

/** Conditions as a rule with its examples, or why there is none. */
function conditions(benefit, path, ctx) {
  const way = [RULED, UNRULED].find((name) => name in benefit) ?? "";
  const kind = {
    name: "way", kind: "one", label: "申报条件", hint: "写成规则，政策体检和工作台才算得出谁符合、差多少。", redraw: true,
    options: [RULED, UNRULED], words: { [RULED]: "写成规则", [UNRULED]: "写不成规则" },
    chosen(_, other) {
      for (const name of [RULED, UNRULED, "examples"]) delete benefit[name];
      benefit[other] = other === RULED ? emptyRule() : "";
    },
  };
  const fields = fieldsOf([kind], { way }, `${path}/${RULED}?`, ctx);
  if (!way) return fields;
  if (way === UNRULED) {
    const why = { name: UNRULED, kind: "line", keep: true, label: "为什么写不成规则", hint: "例如：不设条件，由专家评审。" };
    return [...fields, ...fieldsOf([why], benefit, path, ctx)];
  }
  const examples = {
    name: "examples", kind: "rows", label: "例子", add: "加一个例子",
    hint: "至少两个：一个符合，一个不符合。以后改了规则，例子会报警。只填和这个例子有关的指标，不清楚的空着。",
    title: (_, place) => `例子${place + 1}`,
    fields: (example, at) => exampleFields(example, at, ctx, benefit),
  };
  const rule = ruleField(benefit, RULED, `${path}/${RULED}`, ctx);
  return [...fields, rule, ...(asked(benefit.conditions).length ? fieldsOf([examples], benefit, path, ctx) : [])];
}
