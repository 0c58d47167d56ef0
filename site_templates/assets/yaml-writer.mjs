// Records as YAML that generator/yaml_reader.py, and any reader of YAML 1.1 or 1.2, reads back exactly, in the form of
// generator/editing/canonical.py; no page code.

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

const INDICATORS = "-?:,[]{}#&*!|>%@`'\"= ";
const FLOW_MARKS = /[,[\]{}?]/;
const CUT = /: |:$| #| $|\n/;
const OTHERWISE = new RegExp(
  "^(?:[-+]?[0-9][0-9_,]*(?:\\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\\.[0-9_]+|0[xob][0-9a-f_]+" +
    "|[-+]?[0-9]+(?::[0-9]+)+(?:\\.[0-9]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?" +
    "|y|n|yes|no|on|off|true|false|null|~|[-+]?\\.inf|\\.nan|<<|[0-9][0-9a-z]*)$",
  "i",
);
const SIGNED = /^-[0-9.]+%?$/;

/**
 * A text on one line as `portal fmt` has it: bare where no reader takes it for anything else, else in double quotes.
 * `code`: it is text also where it looks like a number, a day or a flag; `flow`: it stands in brackets.
 */
export function scalar(text, { code = true, flow = true } = {}) {
  const bare =
    text !== "" && (!INDICATORS.includes(text[0]) || SIGNED.test(text)) && !CUT.test(text) &&
    !(flow && FLOW_MARKS.test(text)) && !(code && OTHERWISE.test(text));
  return bare ? text : `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

// A value where its schema is not known: days, numbers and flags of these fields stand bare

const TYPED = new Set(["date", "collected_on", "told", "amount", "due_on", "confirmed_on"]);
const unknown = (code) => ({ code, inside: (key) => unknown(key === null ? code : !TYPED.has(key)) });

// A value by the schema of editors: `at` says of a place whether only text can stand there, and leads further down

const LEAF_TEXTS = new Set(["text", "clause"]);

/** The place of a schema's root; of a node that may be one of several, the value's own keys say which it is. */
export function placeIn(schema, node = schema, value) {
  const found = resolved(schema, node, value);
  if (!found) return { inside: (key) => ({ ...placeIn(schema, null), code: LEAF_TEXTS.has(key) }), code: false };
  const { type, enum: listed, format } = found;
  return {
    inside: (key, inner) => placeIn(schema, found.properties?.[key] ?? found.items ?? null, inner),
    order: found.properties && Object.keys(found.properties),
    code: !listed && !format && [type].flat()[0] === "string",
  };
}

/** A node behind its references; null for a leaf of a rule, whose limits the facts type, and where nothing is known. */
export function resolved(schema, node, value) {
  const keys = isMapping(value ?? "") ? Object.keys(value) : [];
  if (!node || ((node.oneOf || node.$ref) && keys.some((key) => ["fact", "ratio", "sum"].includes(key)))) return null;
  const reference = node.$ref ?? node.allOf?.find(({ $ref }) => $ref)?.$ref;
  if (reference) return resolved(schema, schema.definitions[reference.split("/").pop()], value);
  if (!node.oneOf || node.properties) return node;
  const branches = node.oneOf.map((branch) => resolved(schema, branch));
  return branches.find(({ properties }) => properties && keys.every((key) => key in properties)) ?? null;
}

export const WIDTH = 120;
const isMapping = (value) => typeof value === "object" && !Array.isArray(value);
const isBlock = (value) => typeof value === "string" && /^\S[^]*\n[^]*\S$/.test(value);

/** What stands in lines at any width: a list of mappings, a text of several lines, and what holds one. */
const inLines = (value) =>
  isBlock(value) || (Array.isArray(value) && value.some(isMapping)) || (isMapping(value) && Object.values(value).some(inLines));

/** A value in a line: a text, a list in brackets, or a mapping in braces. */
function inBrackets(value, at) {
  if (typeof value === "string") return scalar(value, { code: at.code });
  if (Array.isArray(value)) return `[${value.map((item) => inBrackets(item, at.inside(null, item))).join(", ")}]`;
  return `{${Object.entries(value).map(([key, item]) => `${scalar(key)}: ${inBrackets(item, at.inside(key, item))}`).join(", ")}}`;
}

/** A value behind `mark` in one line, or null where it does not fit or stands in lines. */
function oneLine(value, mark, at) {
  if (isBlock(value)) return null;
  const line = mark + (typeof value === "string" ? scalar(value, { code: at.code, flow: false }) : inBrackets(value, at));
  return typeof value === "string" || (line.length <= WIDTH && !inLines(value)) ? line : null;
}

/** The lines of a mapping's fields. */
export function pairLines(mapping, indent, at) {
  return Object.entries(mapping).flatMap(([key, value]) =>
    lines(value, `${" ".repeat(indent)}${scalar(key, { flow: false })}:`, indent, at.inside(key, value)),
  );
}

/** The lines of one item of a list; `spread`: its fields have a line each. */
export function itemLines(item, indent, at, spread = false) {
  const dash = `${" ".repeat(indent)}-`;
  if (!isMapping(item)) return lines(item, dash, indent, at);
  const line = spread && Object.keys(item).length ? null : oneLine(item, `${dash} `, at);
  if (line !== null) return [line];
  const [first, ...rest] = pairLines(item, indent + 2, at);
  return [`${dash} ${first.trimStart()}`, ...rest];
}

function lines(value, mark, indent, at) {
  if (isBlock(value)) return [`${mark} |-`, ...value.split("\n").map((line) => (line ? " ".repeat(indent + 2) + line : ""))];
  const line = oneLine(value, `${mark} `, at);
  if (line !== null) return [line];
  if (isMapping(value)) return [mark, ...pairLines(value, indent + 2, at)];
  return [mark, ...value.flatMap((item) => itemLines(item, indent + 2, at.inside(null, item)))];
}

/** A record as the one item of a list, a field a line; its values are texts, lists and mappings. */
export const yamlOf = (record) => `${itemLines(record, 0, unknown(true), true).join("\n")}\n`;

/** The first line of a file, by which an editor finds the schema of its kind. */
export const schemaLine = (kind, path) =>
  `# yaml-language-server: $schema=${"../".repeat(path.split("/").length - 1)}schemas/${kind}.json`;

/** A file of one record, in the order of the schema's fields. */
export const fileOf = (kind, path, schema, record) =>
  `${[schemaLine(kind, path), ...pairLines(record, 0, placeIn(schema))].join("\n")}\n`;
