// What is wrong with what stands in a form, by its path: by the schema of editors, then by what that cannot say.
import { Validator } from "./json-schema/index.js";
import { personal } from "./clerk-personal.mjs";

const WORDS = {
  required: "还没有填",
  minItems: "还没有填",
  minLength: "还没有填",
  enum: "选列出来的一项",
  maxLength: "太长了",
  maxItems: "太多了",
  format: "选一个日期",
};
const FORMS = [
  [/(?:^|\/)(?:id|asks|new_folder)$/, "只用小写字母、数字和连字符，不超过64个字"],
  [/(?:_on|date|since|until)$/, "选一个日期"],
  [/work_phone$/, "写成区号、号码、分机，之间用连字符，例如 025-00000000-8"],
  [/url$/, "写完整的网址，以 https:// 开头"],
  [/(?:fixed|up_to)$/, "只写整数元，例如 2000000，或者 200万"],
  [/rate$/, "写成百分数，例如 15%"],
];

/** Keywords that only say that something inside is wrong, or of which another fault says more. */
const INDIRECT = new Set(["properties", "items", "$ref", "allOf", "oneOf", "additionalProperties", "false"]);
const RULE = /\/conditions(?:\/|$)/;

/** A map from paths to what to do; a path has one. */
export function faultsOf(form, state, ctx) {
  const built = form.build(state, ctx);
  const found = new Map();
  const isSaid = (path) => [...found.keys()].some((other) => other === path || other.startsWith(`${path}/`));
  const add = (path, words) => isSaid(path) || found.set(path, words);
  for (const [path, words] of form.beyond(built, ctx, state)) add(path, words);
  const { record, inside } = form.wrap(built, ctx);
  const { errors } = record ? new Validator(ctx.schema, "7", false).validate(record) : { errors: [] };
  for (const { instanceLocation, keyword, error } of errors) {
    const missing = keyword === "required" && /"([^"]+)"/.exec(error);
    const path = [...instanceLocation.split("/").slice(1 + inside), ...(missing ? [missing[1]] : [])].join("/");
    if (path && !INDIRECT.has(keyword) && !RULE.test(path)) add(path, worded(keyword, path));
  }
  const money = [...(ctx.terms?.facts ?? [])].filter(([, { kind }]) => kind === "money").map(([key]) => key);
  for (const [path, text] of texts(form.own(built), "")) {
    const what = personal(`${path.split("/").at(-1)}: ${text}`, money);
    if (what) add(path, `这里像有${what}，会公开：换成办公电话或单位邮箱`);
  }
  return found;
}

function worded(keyword, path) {
  if (keyword === "pattern" || keyword === "type") return FORMS.find(([name]) => name.test(path))?.[1] ?? "写法不对，重新填";
  return WORDS[keyword] ?? "写法不对，重新填";
}

/** Every text of a record with its path. */
function* texts(value, path) {
  if (typeof value === "string") yield [path, value];
  else for (const [key, inner] of Object.entries(value)) yield* texts(inner, path ? `${path}/${key}` : key);
}
