// What stands in a form as a record: cleaned, without what is empty, in the order of the schema's fields; no page here.
import { clean, resolved } from "./yaml-writer.mjs";
import { isLeaf } from "./clerk-words.mjs";

const isEmpty = (value) => typeof value !== "string" ? !Object.keys(value).length : !value;

/** A value by a node of the schema; lists of mappings keep their places, so that faults are found again. */
export function tidy(schema, node, value) {
  if (typeof value === "string") return clean(value);
  const found = resolved(schema, node, value);
  if (Array.isArray(value)) {
    return value.map((item) => tidy(schema, found?.items, item)).filter((item) => typeof item !== "string" || item);
  }
  const properties = isLeaf(value) ? schema.definitions.Leaf.properties : found?.properties;
  const keys = properties ? Object.keys(properties).filter((key) => key in value) : Object.keys(value);
  const parts = keys.map((key) => [key, tidy(schema, properties?.[key], value[key])]);
  const isDropped = properties ? isEmpty : (part) => part === ""; // that an enterprise has none of a set says something
  return Object.fromEntries(parts.filter(([, part]) => !isDropped(part)));
}
