// What is wrong with a record, at the field where it is: by the JSON Schema that editors use, then by what it cannot say.
import { Validator } from "./json-schema/index.js";
import { beyond } from "./ledger-forms.mjs";

const WORDS = {
  required: "还没有填",
  minItems: "还没有选",
  minLength: "还没有填",
  enum: "选列出来的一项",
  maxLength: "太长了，分成几条记",
  format: "选一个日期",
};

/** Of records that differ in their enterprise: pairs of a field's name and what to do, in no order; a field has one. */
export function faultsOf(form, schema, records, known) {
  const found = new Map();
  const { errors } = new Validator(schema, "7", false).validate(records);
  for (const { instanceLocation, keyword, error } of errors) {
    const path = instanceLocation.split("/").slice(2);
    const missing = keyword === "required" && /"([^"]+)"/.exec(error);
    const name = form.fieldOf(missing ? [...path, missing[1]] : path);
    if (name && !INDIRECT.has(keyword) && !found.has(name)) found.set(name, words(keyword, name));
  }
  for (const [name, said] of beyond(form, records, known)) if (!found.has(name)) found.set(name, said);
  return found;
}

/** Keywords that only say that something inside is wrong. */
const INDIRECT = new Set(["properties", "items", "$ref", "allOf", "oneOf", "additionalProperties"]);

function words(keyword, name) {
  if (keyword === "pattern" || keyword === "type") {
    if (name.endsWith("amount")) return "只写数字，单位元，例如 350000";
    return /(?:^|\.)date$|_on$/.test(name) ? "选一个日期" : "写法不对，重新填";
  }
  return WORDS[keyword] ?? "写法不对，重新填";
}
