// 写一份政策: its fields in the order in which a document is read, its file, and what it changes in the file that it replaces.
import { asked, exampleFields, judged } from "./clerk-examples.mjs";
import { fieldsOf, fold, specsOf } from "./clerk-fields.mjs";
import { address, docNo, percent, phone, slug, yuan } from "./clerk-mends.mjs";
import { policyFaults } from "./clerk-policy-faults.mjs";
import { leafFault } from "./clerk-rule-faults.mjs";
import { emptyRule, inMoney, ruleField } from "./clerk-rule.mjs";
import { withLine } from "./clerk-lists.mjs";
import { tidy } from "./clerk-tidy.mjs";
import { made } from "./suggest.mjs";
import { fileOf } from "./yaml-writer.mjs";

const NEW = "+";
const SENTENCES = ["能得到什么", "到什么时候", "怎么办"];
const AMOUNTS = [["fixed", "定额"], ["up_to", "最高多少"], ["rate", "按比例"], ["text", "写成文字"]];
const RULED = "conditions";
const UNRULED = "no_conditions_because";

const section = (title, hint, ...children) =>
  made("section", "z-sec", made("h2", "", title), ...(hint ? [made("p", "z-sec__note", hint)] : []), ...children);
const pair = (...children) => made("div", "z-pair", ...children);

function draw(state, ctx) {
  const { record } = state;
  const { schema } = ctx;
  const of = (rows, holder = record, path = "", node = schema) => fieldsOf(specsOf(schema, node, rows), holder, path, ctx);
  const places = { rows: ctx.regionRows, placeholder: "地区名称或代码" };
  const policies = { rows: ctx.policyRows, placeholder: "名称里的几个字", hint: "" };
  const local = record.level && record.level !== "国家级";
  return [
    section("这是什么文件", "",
      ...of([
        ["title", "text", { hint: "照原文写全。" }],
        ["doc_no", "line", { mend: docNo, hint: "没有就空着，例如 工信部企业〔2022〕63号。" }],
        ["issuers", "lines", { hint: "一行一个，照原文的顺序。" }],
        ["level", "one", { redraw: true }],
        ...(local ? [["regions", "pick", { ...places, hint: record.level === "省级" ? "全省适用的不选。" : "选适用的市或县（市、区）。" }]] : []),
        ["kind", "one"],
        ["topics", "some"],
      ])),
    section("日期", "原文没有写的空着，不要猜。",
      pair(...of([["written_on", "date"], ["published_on", "date"], ["effective_on", "date"], ["ends_on", "date", { hint: "" }]])),
      ...of([["ends_unknown", "flag", { label: "有效期", hint: "", says: "原文没有写有效期，也没有核实到" }]])),
    section("三句话", "企业最先看到的就是这三句，各写一句，自己写，不照抄。",
      ...fieldsOf(SENTENCES.map((label, name) => ({ name, kind: "text", label })), (record.summary ??= ["", "", ""]), "summary", ctx)),
    section("政策事项", "企业能得到的每一样写一项。法律、名单、规划本身不给东西的，不写。",
      ...fieldsOf([benefits(ctx)], record, "", ctx)),
    section("和别的文件", "",
      fold("替代、修改、依据、解读", "links", ctx, ["replaces", "amends", "based_on", "interprets"].some((name) => record[name]), [
        ...of([["replaces", "pick", { ...policies, redraw: true, chosen: (_, ids) => ctx.readPolicies(ids) }]]),
        ...(record.replaces ? fieldsOf([{ name: "replaced_on", kind: "date", label: "旧文件从哪天起被替代", hint: "一般是这份文件的施行日期。" }], state, "$", ctx) : []),
        ...of([["amends", "pick", policies], ["based_on", "pick", policies], ["interprets", "pick", policies]]),
      ])),
    section("核对", "",
      ...of([["source_url", "line", { mend: address, type: "url", hint: "发文机关公布原文的网页。" }]]),
      ...fieldsOf(specsOf(schema, schema.definitions.Checked, [["date", "date", { label: "哪一天核对的" }], ["against", "one", { label: "对照的是什么", hint: "见过发文机关网站上的原文，才选官网。" }]]), (record.checked ??= {}), "checked", ctx),
      ...of([["sample", "flag", { label: "示例", hint: "", says: "这份文件是虚构的，只作示例" }]])),
    section("存在哪里", "编号写进网址，定了不再改。",
      ...fieldsOf([
        { name: "folder", kind: "select", label: "发文机关的文件夹", first: "没有选", redraw: true, options: [...ctx.folders.map(([name, issuers]) => [name, `${name}：${issuers}`]), [NEW, "新的发文机关，另起一个文件夹"]] },
        ...(state.folder === NEW ? [{ name: "new_folder", kind: "line", label: "新文件夹的名字", hint: "机关的拼音或英文缩写，例如 miit。", mend: slug }] : []),
      ], state, "$", ctx),
      ...of([
        ["id", "line", { mend: slug, hint: "文件夹、年份、序号，例如 miit-2022-63。小写字母、数字和连字符。", typed: () => { state.id_typed = true; } }],
        ["short_title", "line", { hint: "标题很长的，写一个短的。" }],
      ])),
  ];
}

const benefits = (ctx) => ({
  name: "benefits",
  kind: "rows",
  label: "事项",
  quiet: true,
  hint: "",
  optional: false,
  add: "加一个事项",
  big: true,
  title: (_, place) => `事项${place + 1}`,
  fresh: (list) => ({ id: `item-${list.length + 1}` }),
  fields: (benefit, path) => benefitFields(benefit, path, ctx),
});

function benefitFields(benefit, path, ctx) {
  const { schema } = ctx;
  const { definitions } = schema;
  const of = (rows, holder = benefit, at = path, node = definitions.Benefit) => fieldsOf(specsOf(schema, node, rows), holder, at, ctx);
  const holds = (...names) => names.some((name) => benefit[name] && Object.keys(benefit[name]).length);
  return [
    ...of([
      ["name", "line", { hint: "例如：认定专精特新中小企业。" }],
      ["what", "text", { hint: "一两句话，写企业得到什么。" }],
      ["support", "some"],
      ["claim", "one"],
    ]),
    ...amount(benefit, `${path}/amount`, ctx),
    ...of([["windows", "rows", {
      hint: "长期受理的不写。截止当天仍可申报。各县（市、区）截止日期不同的，一批写一行。", add: "加一个申报期",
      title: (_, place) => `申报期${place + 1}`,
      fields: (item, at) => [
        pair(...of([["opens_on", "date"], ["closes_on", "date", { hint: "" }]], item, at, definitions.Window)),
        ...of([["note", "line", { hint: "日期看通知的，写在这里。" }]], item, at, definitions.Window),
        fold("只在一些地方", `${at}?`, ctx, Boolean(item.regions), of([["regions", "pick", { rows: ctx.regionRows, placeholder: "地区名称或代码" }]], item, at, definitions.Window)),
      ],
    }]]),
    ...conditions(benefit, path, ctx),
    fold("材料和步骤", `${path}?how`, ctx, holds("materials", "how"), of([
      ["materials", "rows", { hint: "", add: "加一样材料", title: (_, place) => `材料${place + 1}`, fields: (item, at) => of([["name", "line", { label: "材料" }], ["from", "line"], ["note", "line"], ["trap", "line"]], item, at, definitions.Material) }],
      ["how", "lines", { hint: "一行一步。", rows: 3 }],
    ])),
    fold("问谁、在哪里办", `${path}?whom`, ctx, holds("office", "contact", "url"), [
      ...of([["office", "pick", { rows: ctx.regionRows, single: true, placeholder: "地区名称或代码", label: "问哪里的专员办", hint: "不是问专员办的，写下面的单位和电话。" }]]),
      ...fieldsOf(specsOf(schema, definitions.Contact, [["unit", "line", { optional: true }], ["work_phone", "line", { mend: phone, mode: "tel", optional: true, hint: "区号、号码、分机之间用连字符，例如 025-00000000-8。" }]]), (benefit.contact ??= {}), `${path}/contact`, ctx),
      ...of([["url", "line", { mend: address, type: "url" }]]),
    ]),
    fold("不得重复享受、能帮忙的专家和资源", `${path}?more`, ctx, holds("excludes", "helps", "grants"), [
      ...of([["excludes", "rows", { hint: "", add: "加一个不能同时享受的事项", title: (_, place) => `不能同时享受的事项${place + 1}`, fields: (item, at) => of([["benefit", "pick", { rows: ctx.benefitRows, single: true, hint: "" }], ["clause", "line"]], item, at, definitions.Exclusion) }]]),
      ...fieldsOf(specsOf(schema, definitions.Helps, [["experts", "some", { options: ctx.domains, label: "哪些领域的专家能帮忙" }], ["resources", "pick", { rows: ctx.resourceRows, hint: "", label: "哪些资源能帮忙" }]]), (benefit.helps ??= {}), `${path}/helps`, ctx),
      ...of([["grants", "select", { first: "不授予称号" }]]),
    ]),
    ...of([["id", "line", { mend: slug }]]),
  ];
}

/** What a benefit is worth, in one of four ways. */
function amount(benefit, path, ctx) {
  const own = benefit.amount ?? {};
  const way = AMOUNTS.map(([name]) => name).find((name) => name in own) ?? "";
  const kind = { name: "way", kind: "select", label: "金额", optional: true, first: "不写金额", options: AMOUNTS, redraw: true, chosen(_, other) {
    if (other) benefit.amount = { [other]: "", ...(own.note && { note: own.note }) };
    else delete benefit.amount;
  } };
  const value = { name: way, kind: "line", keep: true, label: { fixed: "多少", up_to: "最高多少", rate: "百分之几", text: "怎么写" }[way] };
  const money = { mode: "decimal", mend: yuan, say: inMoney, placeholder: "例如 2000000 或 200万" };
  const share = { mend: percent, mode: "decimal", placeholder: "例如 15%" };
  return [
    ...fieldsOf([kind], { way }, path, ctx),
    ...(way ? [pair(...fieldsOf([
      { ...value, ...({ fixed: money, up_to: money, rate: share }[way]) },
      { name: "note", kind: "line", label: "补充说明", optional: true },
    ], own, path, ctx))] : []),
  ];
}

/** Conditions as a rule with its examples, or why there is none. */
function conditions(benefit, path, ctx) {
  const way = RULED in benefit ? RULED : UNRULED in benefit ? UNRULED : "";
  const kind = {
    name: "way", kind: "one", label: "申报条件", hint: "写成规则，政策体检和工作台才算得出谁符合、差多少。", redraw: true,
    options: [RULED, UNRULED], words: { [RULED]: "写成规则", [UNRULED]: "写不成，说明原因" },
    chosen(_, other) {
      for (const name of [RULED, UNRULED, "examples"]) delete benefit[name];
      benefit[other] = other === RULED ? emptyRule() : "";
    },
  };
  const parts = fieldsOf([kind], { way }, `${path}/${RULED}?`, ctx);
  if (way === UNRULED) return [...parts, ...fieldsOf([{ name: UNRULED, kind: "line", keep: true, label: "为什么写不成规则", hint: "例如：不设条件，由专家评审。" }], benefit, path, ctx)];
  if (way !== RULED) return parts;
  const examples = {
    name: "examples", kind: "rows", label: "例子", add: "加一个例子",
    hint: "至少两个：一个符合，一个不符合。以后改了规则，例子会报警。只填和这个例子有关的指标，不清楚的空着。",
    title: (_, place) => `例子${place + 1}`,
    fields: (example, at) => exampleFields(example, at, ctx, benefit),
  };
  const rule = ruleField(benefit, RULED, `${path}/${RULED}`, ctx);
  return [...parts, rule, ...(asked(benefit.conditions).length ? fieldsOf([examples], benefit, path, ctx) : [])];
}

/** The id that an issuer's folder and a 发文字号 make: miit-2022-63. */
function proposed({ record, folder, new_folder: fresh }, { taken }) {
  const home = folder === NEW ? fresh : folder;
  if (!home) return "";
  const numbered = /(?:〔((?:19|20)[0-9]{2})〕|((?:19|20)[0-9]{2})年)第?([0-9]+)号/.exec(record.doc_no ?? "") ?? [];
  const plain = /第([0-9]+)号/.exec(record.doc_no ?? "");
  const year = numbered[1] ?? numbered[2] ?? (record.published_on ?? record.written_on ?? "").slice(0, 4);
  const id = [home, !numbered[3] && plain ? "" : year, numbered[3] ?? plain?.[1]].filter(Boolean).join("-");
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`;
  return free === home ? "" : free;
}

function build({ record, folder, new_folder: fresh }, { schema }) {
  const made_ = tidy(schema, schema, record);
  made_.benefits?.forEach((benefit) => {
    const own = (key) => (key.startsWith("/") ? `${made_.id}#${benefit.id}${key}` : key);
    benefit.examples?.forEach((example) => {
      example.facts = Object.fromEntries(Object.entries(example.facts ?? {}).map(([key, value]) => [own(key), value]));
    });
  });
  return { record: made_, folder: folder === NEW ? (fresh ?? "") : (folder ?? "") };
}

export const policy = {
  name: "policy",
  context(data, ctx) {
    const policies = new Map(data.policies.map((each) => [each[0], each]));
    return {
      policies,
      folders: data.folders,
      domains: data.domains,
      sizes: data.sizes,
      terms: { facts: new Map(data.facts.map((fact) => [fact.key, fact])), places: new Map(ctx.regionRows) },
      factRows: data.facts.map(({ key, label }) => [key, label]),
      policyRows: data.policies.map(([id, name]) => [id, name]),
      benefitRows: data.policies.flatMap(([id, name, own]) => own.map(([benefit, words]) => [`${id}#${benefit}`, `${words}（${name}）`])),
      resourceRows: data.resources,
      texts: new Map(),
      sound: (leaf) => !leafFault(leaf, ctx.terms),
      dayOf: () => ctx.state.record.checked?.date || ctx.day,
      async readPolicies(ids) {
        for (const id of ids.filter((each) => !ctx.texts.has(each))) {
          const answer = await fetch(new URL(`${id}.yml`, ctx.base)).catch(() => null);
          if (answer?.ok) ctx.texts.set(id, await answer.text());
        }
        ctx.changed("replaces");
      },
    };
  },
  fresh: (ctx) => ({ record: { checked: { date: ctx.day } } }),
  begin: (state, ctx) => ctx.readPolicies(state.record.replaces ?? []),
  title: ({ record }) => record.title || "还没有写标题",
  settle(state, ctx) {
    if (!state.id_typed) state.record.id = proposed(state, ctx);
  },
  draw,
  own: ({ record }) => record,
  wrap: ({ record }) => ({ record, inside: 0 }),
  build,
  files({ record, folder }, ctx, state) {
    const path = `content/policies/${folder || "…"}/${record.id ?? "…"}.yml`;
    const changed = (record.replaces ?? []).filter((id) => ctx.texts.has(id)).map((id) => {
      const on = state.replaced_on || record.effective_on || "";
      const [, name, , home] = ctx.policies.get(id);
      return {
        path: `content/policies/${home}/${id}.yml`,
        text: withLine(ctx.texts.get(id), "replaced_by", `replaced_by: {policy: ${record.id}, date: ${on}}`, Object.keys(ctx.schema.properties)),
        about: `被替代的“${name}”，多了一行 replaced_by`,
        edit: true,
      };
    });
    return [{ path, text: fileOf("policy", path, ctx.schema, record), about: "新文件" }, ...changed];
  },
  beyond: policyFaults,
  *remarks({ record }, ctx, state) {
    for (const benefit of state.record.benefits ?? []) {
      const answers = new Set((benefit.examples ?? []).map((example) => judged(benefit.conditions, example, ctx)?.answer));
      if (benefit.conditions && !(answers.has("符合") && answers.has("不符合"))) {
        yield `事项“${benefit.name}”的例子还没有同时有符合和不符合的，补上以后再交更好。`;
      }
    }
    if (record.checked.against === "转载") yield "对照的是转载，找到官网的原文以后再核对一次。";
    if (!record.benefits && ["政策文件", "公告"].includes(record.kind)) yield "没有写事项，企业只能查到这份文件，政策体检算不到它。";
  },
};
