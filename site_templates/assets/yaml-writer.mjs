// A record as YAML that generator/yaml_reader.py, and any reader of YAML 1.1 or 1.2, reads back exactly; no page code.

/** What generator/hygiene.py refuses in a file: a tab and odd spaces are read as a space, the rest as nothing. */
const SPACES = /[\t\u00a0\u2000-\u200a\u202f\u205f]/gu;
const BREAKS = /\r\n?|[\u2028\u2029\u0085]/gu;
const UNSEEN =
  /[\0-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffd-\uffff\ud800-\udfff\ue000-\uf8ff\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]/gu;

/** A typed text as a file may hold it: composed, without what nobody sees, without spaces at the ends of lines. */
export function clean(text) {
  return text
    .replace(BREAKS, "\n")
    .replace(SPACES, " ")
    .replace(UNSEEN, "")
    .normalize("NFC")
    .replace(/ +$/gm, "")
    .replace(/^\n+|\n+$/g, "")
    .trim();
}

const PLAIN = /^[\p{Script=Han}a-zA-Z][\p{Script=Han}\p{L}\p{N}，。、；：？！“”‘’（）《》〔〕…·%()/+_.-]*$/u;
const WORDS = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"]);
/** Days, whole numbers and ids of commissioners stand bare where the field holds them and nothing else. */
const BARE = /^(?:\d{4}-\d\d-\d\d|\d{6}-\d{3,4}|0|[1-9]\d{0,17})$/;
const BARE_FIELDS = new Set([
  "commissioner", "by", "date", "collected_on", "told", "amount", "due_on", "confirmed_on",
]);

/** A text on one line: bare where nothing in it can be read otherwise, else in double quotes. */
export function scalar(text, field = "") {
  if (BARE_FIELDS.has(field) && BARE.test(text)) return text;
  if (PLAIN.test(text) && !WORDS.has(text.toLowerCase())) return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/** A value in a line: a text, a list in brackets, or a mapping in braces. */
function flow(value, field) {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, field)).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value).map(([key, item]) => `${key}: ${flow(item, key)}`).join(", ")}}`;
  }
  return scalar(value, field);
}

/** A field of a record; a text of several lines stands as a block, a list of mappings has a line for each. */
function field(name, value) {
  if (typeof value === "string" && /^\S[^]*\n[^]*\S$/.test(value)) {
    return `  ${name}: |-\n${value.split("\n").map((line) => (line ? `    ${line}` : "")).join("\n")}`;
  }
  if (Array.isArray(value) && typeof value[0] === "object") {
    return `  ${name}:\n${value.map((item) => `    - ${flow(item, name)}`).join("\n")}`;
  }
  return `  ${name}: ${flow(value, name)}`;
}

/** A record as the one item of a list; its values are texts, lists and mappings. */
export function yamlOf(record) {
  return `- ${Object.entries(record).map(([name, value]) => field(name, value)).join("\n").slice(2)}\n`;
}
