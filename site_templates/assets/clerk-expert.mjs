// 加一名服务专家: the whole file of a group, with one more expert in it.
import { fieldsOf, fold, section, specsOf } from "./clerk-fields.mjs";
import { listIn, textOf, valueIn, withItem } from "./clerk-lists.mjs";
import { fileFault, phone, slug } from "./clerk-mends.mjs";
import { tidy } from "./clerk-tidy.mjs";
import { itemLines, placeIn, scalar, schemaLine } from "./yaml-writer.mjs";

const NEW = "+";

function draw(state, ctx) {
  const { record } = state;
  const { schema } = ctx;
  const of = (rows) => fieldsOf(specsOf(schema, schema.definitions.Expert, rows), record, "", ctx);
  const typed = () => {
    state.id_typed = true;
  };
  const groups = [...ctx.groups.map(([name, group]) => [name, group]), [NEW, "新的专家组"]];
  return [
    section("哪个专家组", ...fieldsOf([
      { name: "group", kind: "select", label: "专家组", options: groups, redraw: true },
      ...(state.group === NEW ? [
        { name: "new_name", kind: "line", label: "新专家组的名称" },
        { name: "new_file", kind: "line", label: "文件的名字", hint: "英文或拼音，例如 law。", mend: slug },
      ] : []),
    ], state, "$", ctx)),
    section("这位专家", ...of([
      ["name", "line", { label: "姓名" }],
      ["institution", "line"],
      ["institution_kind", "one"],
      ["domains", "some", { options: ctx.domains, hint: "" }],
      ["regions", "pick", { ...ctx.placePick, hint: "全省都能去的，选省。" }],
      ["work_phone", "line", { mend: phone, mode: "tel", hint: "写办公电话，会公开；不写手机号。" }],
      ["profile", "text", { rows: 3, hint: "一两句话，写做过什么、能帮什么。" }],
    ])),
    section("编号和行业",
      ...of([["id", "line", { mend: slug, typed, hint: "写进网址，定了不再改。" }]]),
      fold("只帮一些行业", "industries", ctx, Boolean(record.industries), of([
        ["industries", "some", { options: ctx.industries, hint: "不选就是各行各业。" }],
      ]))),
  ];
}

/** The next number of a group: law-11. */
function proposed({ group, new_file: fresh }, { taken }) {
  const home = group === NEW ? fresh : group;
  if (!home) return "";
  const numbers = [...taken].map((id) => new RegExp(`^${home}-([0-9]+)$`).exec(id)?.[1]).filter(Boolean).map(Number);
  return `${home}-${String(Math.max(0, ...numbers) + 1).padStart(2, "0")}`;
}

const keyOf = (lines) => [valueIn([lines[0].replace(/^\s*- /, ""), ...lines.slice(1)], "id")];

const pathOf = (name) => `rosters/experts/${name || "…"}.yml`;

/** The list of a group's file, or of a new one; null where it cannot be changed here. */
function listOf(held, { name, group }) {
  if (held) return listIn(held[2], "experts");
  const head = [schemaLine("expert", pathOf(name)), `group: ${scalar(group, { flow: false })}`, "experts:"];
  return { head, items: [], tail: [], indent: 2 };
}

function files({ record, name, group }, { schema, groups }) {
  const path = pathOf(name);
  const held = groups.find(([each]) => each === name);
  const list = listOf(held, { name, group });
  if (!list || !Object.keys(record).length) return [];
  const lines = itemLines(record, list.indent, placeIn(schema, schema.definitions.Expert), true);
  const about = held ? "整个文件，换掉原来的" : "新文件";
  return [{ path, text: textOf(withItem(list, lines, keyOf)), part: `${lines.join("\n")}\n`, about, edit: Boolean(held) }];
}

export const expert = {
  name: "expert",
  context: ({ domains, industries, groups }) => ({ domains, industries, groups }),
  fresh: () => ({ record: {} }),
  title: ({ record }) => record.name || "还没有写姓名",
  settle(state, ctx) {
    if (!state.id_typed) state.record.id = proposed(state, ctx);
  },
  draw,
  build: ({ record, group, new_name: named = "", new_file: fresh = "" }, { schema, groups }) => ({
    record: tidy(schema, schema.definitions.Expert, record),
    name: group === NEW ? fresh : (group ?? ""),
    group: group === NEW ? named.trim() : (groups.find(([each]) => each === group)?.[1] ?? ""),
  }),
  own: ({ record, name, group }) => ({ ...record, $: { new_name: group, new_file: name } }),
  wrap: ({ record, group }) => ({ record: { group, experts: [record] }, inside: 2 }),
  files,
  *beyond({ record, name, group }, ctx, state) {
    if (!state.group) yield ["$/group", "选一个专家组"];
    else if (state.group === NEW) {
      if (!group) yield ["$/new_name", "写专家组的名称"];
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) yield ["$/new_file", "只用小写字母、数字和连字符"];
      else if (fileFault(name)) yield ["$/new_file", fileFault(name)];
      else if (ctx.groups.some(([each]) => each === name)) yield ["$/new_file", "已经有这个文件，在上面选它"];
    } else if (!listOf(ctx.groups.find(([each]) => each === name), { name, group })) {
      yield ["$/group", `${pathOf(name)} 的写法这里改不了，先运行 portal fmt`];
    }
    if (ctx.taken.has(record.id)) yield ["id", "这个编号已经有了，或者停用了，换一个"];
  },
  remarks: () => [],
};
