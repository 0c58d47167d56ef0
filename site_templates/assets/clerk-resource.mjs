// 加一项助企资源: one file.
import { fieldsOf, fold, section, specsOf } from "./clerk-fields.mjs";
import { fileFault, phone, slug } from "./clerk-mends.mjs";
import { tidy } from "./clerk-tidy.mjs";
import { fileOf } from "./yaml-writer.mjs";

function draw({ record }, ctx) {
  const { schema } = ctx;
  const of = (rows, holder = record, path = "", node = schema) => fieldsOf(specsOf(schema, node, rows), holder, path, ctx);
  return [
    section("这是什么服务", ...of([
      ["name", "line", { label: "名称" }],
      ["provider", "line"],
      ["kinds", "some"],
      ["supply", "one"],
      ["what", "text", { rows: 3, hint: "两三句话，写企业能得到什么、有什么限制。" }],
      ["fee", "one"],
    ])),
    section("怎么用，找谁",
      ...of([["how", "lines", { hint: "一行一步。", rows: 3 }]]),
      ...of([
        ["unit", "line"],
        ["work_phone", "line", { mend: phone, mode: "tel", hint: "区号、号码、分机之间用连字符，例如 025-00000000-8。" }],
      ], (record.contact ??= {}), "contact", schema.definitions.Contact)),
    section("给谁用", ...of([["regions", "pick", { ...ctx.placePick, hint: "全省都能用的，选省。" }]]),
    fold("只给一些行业，属于哪个领域和主题", "whom", ctx, ["industries", "domains", "themes"].some((name) => record[name]), of([
      ["industries", "some", { options: ctx.industries, hint: "不选就是各行各业。" }],
      ["domains", "some", { options: ctx.domains, hint: "" }],
      ["themes", "some", { options: ctx.themes, hint: "" }],
    ]))),
    section("存在哪里",
      ...of([
        ["id", "line", { mend: slug, hint: "写进网址，定了不再改。用英文或拼音，例如 equipment-loan。" }],
        ["valid_until", "date", { hint: "当天还能用；没有期限的空着。" }],
        ["sample", "flag", { label: "示例", hint: "", says: "这项资源是虚构的，只作示例" }],
      ])),
  ];
}

export const resource = {
  name: "resource",
  context: ({ domains, themes, industries }) => ({ domains, themes, industries }),
  fresh: () => ({ record: {} }),
  title: ({ record }) => record.name || "还没有写名称",
  draw,
  build: ({ record }, { schema }) => ({ record: tidy(schema, schema, record) }),
  own: ({ record }) => record,
  wrap: ({ record }) => ({ record, inside: 0 }),
  files({ record }, { schema }) {
    const path = `content/resources/${record.id ?? "…"}.yml`;
    return [{ path, text: fileOf("resource", path, schema, record), about: "新文件" }];
  },
  *beyond({ record }, { taken, day }) {
    if (taken.has(record.id)) yield ["id", "这个编号已经有了，或者停用了，换一个"];
    if (fileFault(record.id)) yield ["id", fileFault(record.id)];
    if (record.valid_until < day) yield ["valid_until", `这一天已经过去，今天是${day}`];
  },
  remarks: () => [],
};
