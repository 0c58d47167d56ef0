// Files as they stand, with a line or an item put in at its place; every other line stays as it is. No page here.

/** A file of one record with one more field, before the first of the fields that follow it in `order`. */
export function withLine(text, field, line, order) {
  const later = new Set(order.slice(order.indexOf(field) + 1));
  const lines = text.replace(/\n$/, "").split("\n");
  const key = (each) => /^([a-z_]+):/.exec(each)?.[1];
  let place = lines.findIndex((each) => later.has(key(each)));
  if (place < 0) place = lines.length;
  while (place > 0 && lines[place - 1].startsWith("#")) place -= 1; // a comment belongs to what follows it
  return `${[...lines.slice(0, place), line, ...lines.slice(place)].join("\n")}\n`;
}

const READ = (field) => new RegExp(`(?:^|[\\s{,])${field}: *(?:"([^"]*)"|'([^']*)'|([^\\s,}]+))`);

/** The value of a field of an item, as its lines have it, or "". */
export function valueIn(lines, field) {
  const [, double, single, bare] = READ(field).exec(lines.filter((each) => !/^\s*#/.test(each)).join("\n")) ?? [];
  return double ?? single ?? bare ?? "";
}

/**
 * The list under a key of a file: {head, items, tail}, an item {before, lines} with the comments before it; null where
 * the list is not written in lines.
 */
export function listIn(text, under) {
  const lines = text.replace(/\n$/, "").split("\n");
  const start = lines.findIndex((each) => new RegExp(`^${under}:(?: *\\[\\])?(?: *#.*)?$`).test(each));
  if (start < 0) return null;
  const first = lines.slice(start + 1).find((each) => each.trim() && !/^\s*#/.test(each)) ?? "";
  const dash = /^( *- )/.exec(first)?.[1] ?? "  - ";
  const head = [...lines.slice(0, start), lines[start].replace(/: *\[\]/, ":")];
  const items = [];
  let waiting = [];
  for (const [place, line] of lines.entries()) {
    if (place <= start) continue;
    if (line.startsWith(dash)) {
      items.push({ before: waiting, lines: [line] });
      waiting = [];
    } else if (!line.trim() || /^\s*#/.test(line)) waiting.push(line);
    else if (items.length && line.startsWith(" ".repeat(dash.length))) {
      items.at(-1).lines.push(...waiting, line);
      waiting = [];
    } else return { head, items, tail: [...waiting, ...lines.slice(place)], indent: dash.length - 2 };
  }
  return { head, items, tail: waiting, indent: dash.length - 2 };
}

/** A list with one more item, before the first whose key is greater; keys are lists of texts. */
export function withItem(list, lines, keyOf) {
  const key = keyOf(lines);
  const greater = (other) => {
    const at = other.findIndex((part, place) => part !== key[place]);
    return at >= 0 && other[at] > key[at];
  };
  const place = list.items.findIndex((item) => greater(keyOf(item.lines)));
  const items = [...list.items];
  items.splice(place < 0 ? items.length : place, 0, { before: [], lines });
  return { ...list, items };
}

/** The text of a file again. */
export const textOf = ({ head, items, tail }) =>
  `${[...head, ...items.flatMap(({ before, lines }) => [...before, ...lines]), ...tail].join("\n")}\n`;
