// 写一份政策: its fields in the order in which a document is read, its file, and what it changes in the file that it replaces.
import { benefits, pair } from "./clerk-benefit.mjs";
import { judged } from "./clerk-examples.mjs";
import { fieldsOf, fold, specsOf } from "./clerk-fields.mjs";
import { withLine } from "./clerk-lists.mjs";
import { address, docNo, slug } from "./clerk-mends.mjs";
import { policyFaults } from "./clerk-policy-faults.mjs";
import { tidy } from "./clerk-tidy.mjs";
import { made } from "./suggest.mjs";
import { fileOf } from "./yaml-writer.mjs";

const NEW = "+";
const SENTENCES = ["能得到什么", "到什么时候", "怎么办"];
const LINKS = ["replaces", "amends", "based_on", "interprets"];

const section = (title, hint, ...children) =>
  made("section", "z-sec", made("h2", "", title), ...(hint ? [made("p", "z-sec__note", hint)] : []), ...children);

function draw(state, ctx) {
  const { record } = state;
  const { schema } = ctx;
  const of = (rows, holder = record, path = "", node = schema) => fieldsOf(specsOf(schema, node, rows), holder, path, ctx);
  return [
    section("这是什么文件", "", ...what(record, of, ctx)),
    section("日期", "原文没有写的空着，不要猜。",
      pair(...of([["written_on", "date"], ["published_on", "date"], ["effective_on", "date"], ["ends_on", "date", { hint: "" }]])),
      ...of([["ends_unknown", "flag", { label: "有效期", hint: "", says: "原文没有写有效期，也没有核实到" }]])),
    section("三句话", "企业最先看到的就是这三句，各写一句，自己写，不照抄。",
      ...fieldsOf(SENTENCES.map((label, name) => ({ name, kind: "text", label })), (record.summary ??= ["", "", ""]), "summary", ctx)),
    section("政策事项", "企业能得到的每一样写一项。法律、名单、规划本身不给东西的，不写。",
      ...fieldsOf([benefits(ctx)], record, "", ctx)),
    section("和别的文件", "",
      fold("替代、修改、依据、解读", "links", ctx, LINKS.some((name) => record[name]), links(state, of, ctx))),
    section("核对", "", ...checked(record, of, schema)),
    section("存在哪里", "编号写进网址，定了不再改。", ...home(state, of, ctx)),
  ];
}

function what(record, of, { placePick }) {
  const local = record.level && record.level !== "国家级";
  const hint = record.level === "省级" ? "全省适用的不选。" : "选适用的市或县（市、区）。";
  return of([
    ["title", "text", { hint: "照原文写全。" }],
    ["doc_no", "line", { mend: docNo, hint: "没有就空着，例如 工信部企业〔2022〕63号。" }],
    ["issuers", "lines", { hint: "一行一个，照原文的顺序。" }],
    ["level", "one", { redraw: true }],
    ...(local ? [["regions", "pick", { ...placePick, hint }]] : []),
    ["kind", "one"],
    ["topics", "some"],
  ]);
}

function links(state, of, ctx) {
  const among = { rows: ctx.policyRows, hint: "" };
  const from = { name: "replaced_on", kind: "date", label: "旧文件从哪天起被替代", hint: "不写就是这份文件的施行日期。", optional: true };
  return [
    ...of([["replaces", "pick", { ...among, redraw: true, chosen: (_, ids) => ctx.readPolicies(ids) }]]),
    ...(state.record.replaces ? fieldsOf([from], state, "$", ctx) : []),
    ...of(LINKS.slice(1).map((name) => [name, "pick", among])),
  ];
}

function checked(record, of, { definitions }) {
  const rows = [
    ["date", "date", { label: "哪一天核对的" }],
    ["against", "one", { label: "对照的是什么", hint: "见过发文机关网站上的原文，才选官网。" }],
  ];
  return [
    ...of([["source_url", "line", { mend: address, type: "url", hint: "发文机关公布原文的网页。" }]]),
    ...of(rows, (record.checked ??= {}), "checked", definitions.Checked),
    ...of([["sample", "flag", { label: "示例", hint: "", says: "这份文件是虚构的，只作示例" }]]),
  ];
}

function home(state, of, ctx) {
  const known = ctx.folders.map(([name, issuers]) => [name, `${name}：${issuers}`]);
  const typed = () => {
    state.id_typed = true;
  };
  const folder = {
    name: "folder", kind: "select", label: "发文机关的文件夹", redraw: true,
    options: [...known, [NEW, "新的发文机关，另起一个文件夹"]],
  };
  const fresh = { name: "new_folder", kind: "line", label: "新文件夹的名字", hint: "机关的拼音或英文缩写，例如 miit。", mend: slug };
  return [
    ...fieldsOf(state.folder === NEW ? [folder, fresh] : [folder], state, "$", ctx),
    ...of([
      ["id", "line", { mend: slug, typed, hint: "文件夹、年份、序号，例如 miit-2022-63。小写字母、数字和连字符。" }],
      ["short_title", "line", { hint: "标题很长的，写一个短的。" }],
    ]),
  ];
}

/** The id that an issuer's folder and a 发文字号 make: miit-2022-63. */
function proposed({ record, folder, new_folder: fresh }, { taken }) {
  const issuer = folder === NEW ? fresh : folder;
  if (!issuer) return "";
  const [, bracketed, plain, number] = /(?:〔([0-9]{4})〕|([0-9]{4})年)第?([0-9]+)号/.exec(record.doc_no ?? "") ?? [];
  const [, order] = /第([0-9]+)号/.exec(record.doc_no ?? "") ?? [];
  const year = bracketed ?? plain ?? (order ? "" : (record.published_on ?? record.written_on ?? "").slice(0, 4));
  const id = [issuer, year, number ?? order].filter(Boolean).join("-");
  let free = id;
  for (let next = 2; taken.has(free); next += 1) free = `${id}-${next}`;
  return free === issuer ? "" : free;
}

function build({ record, folder, new_folder: fresh }, { schema }) {
  const tidied = tidy(schema, schema, record);
  for (const benefit of tidied.benefits ?? []) {
    const own = (key) => (key.startsWith("/") ? `${tidied.id}#${benefit.id}${key}` : key);
    for (const example of benefit.examples ?? []) {
      example.facts = Object.fromEntries(Object.entries(example.facts ?? {}).map(([key, value]) => [own(key), value]));
    }
  }
  return { record: tidied, folder: (folder === NEW ? fresh : folder) ?? "" };
}

/** The file of a policy that is replaced, with the line that says so. */
function replacedFile(id, { record }, ctx, state) {
  const [, name, , folder] = ctx.policies.get(id);
  const line = `replaced_by: {policy: ${record.id}, date: ${state.replaced_on || record.effective_on || ""}}`;
  return {
    path: `content/policies/${folder}/${id}.yml`,
    text: withLine(ctx.texts.get(id), "replaced_by", line, Object.keys(ctx.schema.properties)),
    part: `${line}\n`,
    about: `被替代的“${name}”，整个文件，换掉原来的`,
    edit: true,
  };
}

/** What the form of policies knows beside the schema. */
function context(data, ctx) {
  return {
    policies: new Map(data.policies.map((each) => [each[0], each])),
    folders: data.folders,
    domains: data.domains,
    sizes: data.sizes,
    terms: { facts: new Map(data.facts.map((fact) => [fact.key, fact])), places: new Map(ctx.regionRows) },
    factRows: data.facts.map(({ key, label }) => [key, label]),
    policyRows: data.policies.map(([id, name]) => [id, name]),
    benefitRows: data.policies.flatMap(([id, name, own]) => own.map(([benefit, words]) => [`${id}#${benefit}`, `${words}（${name}）`])),
    resourceRows: data.resources,
    texts: new Map(),
    dayOf: () => ctx.state.record.checked?.date || ctx.day,
    async readPolicies(ids) {
      for (const id of ids.filter((each) => !ctx.texts.has(each))) {
        const answer = await fetch(new URL(`${id}.yml`, ctx.base)).catch(() => null);
        if (answer?.ok) ctx.texts.set(id, await answer.text());
      }
      ctx.changed();
    },
  };
}

export const policy = {
  name: "policy",
  context,
  fresh: (ctx) => ({ record: { checked: { date: ctx.day } } }),
  begin: (state, ctx) => ctx.readPolicies(state.record.replaces ?? []),
  title: ({ record }) => record.title || "还没有写标题",
  settle(state, ctx) {
    if (!state.id_typed) state.record.id = proposed(state, ctx);
  },
  draw,
  own: ({ record, folder }) => ({ ...record, $: { new_folder: folder } }),
  wrap: ({ record }) => ({ record, inside: 0 }),
  build,
  files(built, ctx, state) {
    const { record, folder } = built;
    const path = `content/policies/${folder || "…"}/${record.id ?? "…"}.yml`;
    const replaced = (record.replaces ?? []).filter((id) => ctx.texts.has(id));
    return [
      { path, text: fileOf("policy", path, ctx.schema, record), about: "新文件" },
      ...replaced.map((id) => replacedFile(id, built, ctx, state)),
    ];
  },
  beyond: policyFaults,
  *remarks({ record }, ctx, state) {
    if (record.replaces) yield "新文件和被替代的文件一起提交。";
    for (const { name, conditions, examples = [] } of state.record.benefits ?? []) {
      const answers = new Set(examples.map((example) => judged(conditions, example, ctx)?.answer));
      if (conditions && !(answers.has("符合") && answers.has("不符合"))) {
        yield `事项“${name}”的例子还没有同时有符合和不符合的，补上以后再交更好。`;
      }
    }
    if (record.checked.against === "转载") yield "对照的是转载，找到官网的原文以后再核对一次。";
    if (!record.benefits && ["政策文件", "公告"].includes(record.kind)) yield "没有写事项，企业只能查到这份文件，政策体检算不到它。";
  },
};
