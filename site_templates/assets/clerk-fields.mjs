// Fields of a form, made from the schema of editors: a spec is {name, kind, label, hint, optional, …}, its value stands in
// `holder[name]` and is changed in place. `ctx.changed(path)` says so; `ctx.redraw(path, focus)` also draws the form anew.
import { option, picking } from "./ledger-picks.mjs";
import { button, made } from "./suggest.mjs";
import { resolved } from "./yaml-writer.mjs";

/** Specs of the fields of a node of the schema, from [name, kind, what else]; labels, hints and choices are the schema's. */
export function specsOf(schema, node, rows) {
  const { properties, required = [] } = resolved(schema, node);
  return rows.map(([name, kind, more = {}]) => {
    const property = properties[name] ?? {};
    const inner = resolved(schema, property) ?? {};
    const items = inner.items ? (resolved(schema, inner.items) ?? {}) : {};
    return {
      name,
      kind,
      label: property.title ?? inner.title ?? name,
      hint: property.description ?? "",
      optional: !required.includes(name),
      options: inner.enum ?? items.enum,
      ...more,
    };
  });
}

/** Sets a value, or takes it out where it is empty, unless it is to be kept. */
export function put(holder, name, value, keep = Array.isArray(holder)) {
  if (value.length || keep) holder[name] = value;
  else delete holder[name];
}

export const idOf = (path) => `f-${path}`;

/** The frame of a field: its name, what to know, what is wrong with it. */
export function frame(spec, path, tag = "div") {
  const name = made(tag === "div" ? "label" : "legend", "", spec.label);
  if (tag === "div") name.htmlFor = idOf(path);
  if (spec.optional) name.append(" ", made("span", "z-meta", "可以不填"));
  const told = made("p", "z-error");
  Object.assign(told, { id: `e-${path}`, hidden: true });
  const root = made(tag, "z-q", name, ...(spec.hint ? [made("p", "z-meta", spec.hint)] : []), told);
  root.dataset.field = path;
  return root;
}

const at = (path, name) => (path ? `${path}/${name}` : String(name));

/** The elements of all fields of a holder. */
export const fieldsOf = (specs, holder, path, ctx) => specs.map((spec) => KINDS[spec.kind](spec, holder, at(path, spec.name), ctx));

const KINDS = { line, text, lines, date, one, some, select, flag, pick, rows };

/** A line; `mend` makes of what was typed what was meant, `say` says it in words. */
function line(spec, holder, path, ctx) {
  const root = frame(spec, path);
  const input = made("input");
  Object.assign(input, { id: idOf(path), type: spec.type ?? "text", value: holder[spec.name] ?? "", autocomplete: "off" });
  if (spec.mode) input.inputMode = spec.mode;
  if (spec.placeholder) input.placeholder = spec.placeholder;
  const words = made("span", "z-meta");
  const show = () => {
    words.textContent = spec.say?.(holder[spec.name] ?? "") ?? spec.unit ?? "";
  };
  input.addEventListener("input", () => {
    put(holder, spec.name, input.value, spec.keep);
    spec.typed?.(holder);
    show();
    ctx.changed(path);
  });
  input.addEventListener("change", () => {
    const meant = spec.mend ? spec.mend(input.value) : input.value.trim();
    if (meant !== input.value) {
      input.value = meant;
      put(holder, spec.name, meant, spec.keep);
    }
    ctx.changed(path);
  });
  const row = made("p", "z-q__line", input, ...(spec.unit || spec.say ? [words] : []));
  show();
  ctx.live.push(() => {
    show();
    if (document.activeElement !== input && input.value !== (holder[spec.name] ?? "")) input.value = holder[spec.name] ?? "";
  });
  root.append(row);
  return root;
}

function date(spec, holder, path, ctx) {
  return line({ ...spec, type: "date" }, holder, path, ctx);
}

function area(spec, path, value, rows, changed) {
  const root = frame(spec, path);
  const input = made("textarea");
  Object.assign(input, { id: idOf(path), value, rows });
  input.addEventListener("input", () => changed(input.value));
  root.append(input);
  return root;
}

function text(spec, holder, path, ctx) {
  return area(spec, path, holder[spec.name] ?? "", spec.rows ?? 2, (value) => {
    put(holder, spec.name, value, spec.keep);
    ctx.changed(path);
  });
}

/** A list of texts, one a line. */
function lines(spec, holder, path, ctx) {
  const rows = Math.max(spec.rows ?? 2, (holder[spec.name] ?? []).length);
  return area(spec, path, (holder[spec.name] ?? []).join("\n"), rows, (value) => {
    put(holder, spec.name, value.split("\n").filter((each) => each.trim()));
    ctx.changed(path);
  });
}

/** One of a few: radio buttons; `words` are what they say where that differs from the value. */
function one(spec, holder, path, ctx) {
  const root = frame(spec, path, "fieldset");
  const list = made("div", "z-opts");
  for (const value of spec.optional ? ["", ...spec.options] : spec.options) {
    const words = spec.words?.[value] ?? (value || "不填");
    const label = option("radio", path, value, words, (spec.optional ? (holder[spec.name] ?? "") : holder[spec.name]) === value);
    label.firstChild.id = `${idOf(path)}=${value}`;
    label.firstChild.addEventListener("change", () => {
      put(holder, spec.name, value);
      spec.chosen?.(holder, value);
      spec.redraw ? ctx.redraw(path) : ctx.changed(path);
    });
    list.append(label);
  }
  root.append(list);
  return root;
}

/** Some of a few: boxes to tick; `none` are the words of the box that says that there are none. */
function some(spec, holder, path, ctx) {
  const root = frame(spec, path, "fieldset");
  const list = made("div", "z-opts");
  const held = holder[spec.name];
  const boxes = spec.options.map((value) => [value, value, held?.includes(value)]);
  if (spec.none) boxes.push(["", spec.none, held?.length === 0]);
  for (const [value, words, checked] of boxes) {
    const label = option("checkbox", path, value, words, Boolean(checked));
    label.firstChild.id = `${idOf(path)}=${value}`;
    label.firstChild.addEventListener("change", ({ target }) => {
      for (const box of list.querySelectorAll(":checked")) if (!box.value !== !target.value) box.checked = false;
      const ticked = [...list.querySelectorAll(":checked")].map((box) => box.value);
      put(holder, spec.name, ticked.filter(Boolean), spec.keep || ticked.includes(""));
      ctx.changed(path);
    });
    list.append(label);
  }
  root.append(list);
  return root;
}

/** One of many: `options` are values, or [value, words]; `first` is what stands for none. */
function select(spec, holder, path, ctx) {
  const root = frame(spec, path);
  root.append(chooser(spec, holder[spec.name] ?? "", path, (value) => {
    put(holder, spec.name, value);
    spec.chosen?.(holder, value);
    spec.redraw ? ctx.redraw(path) : ctx.changed(path);
  }));
  return root;
}

/** A bare <select>. */
export function chooser({ options, first = "没有选", label }, value, path, chosen, named = false) {
  const input = made("select");
  input.id = idOf(path);
  if (named) input.setAttribute("aria-label", label);
  if (first !== null) input.append(new Option(first, ""));
  for (const each of options) {
    const [name, words] = Array.isArray(each) ? each : [each, each];
    input.append(new Option(words, name));
  }
  input.value = value;
  input.addEventListener("change", () => chosen(input.value));
  return input;
}

function flag(spec, holder, path, ctx) {
  const root = frame({ ...spec, optional: false }, path, "fieldset");
  const label = option("checkbox", path, "true", spec.says ?? "是", holder[spec.name] === "true");
  label.firstChild.id = idOf(path);
  label.firstChild.addEventListener("change", ({ target }) => {
    put(holder, spec.name, target.checked ? "true" : "");
    ctx.changed(path);
  });
  root.append(made("div", "z-opts z-opts--wide", label));
  return root;
}

/** Some, or with `single` one, of a long list of [id, words], found by typing. */
function pick(spec, holder, path, ctx) {
  const root = frame(spec, path);
  root.append(picker(spec, [holder[spec.name] ?? []].flat(), path, (ids) => {
    put(holder, spec.name, spec.single ? (ids[0] ?? "") : ids, spec.keep);
    spec.chosen?.(holder, ids);
    if (spec.redraw) ctx.redraw(path);
    else ctx.changed(path);
  }));
  return root;
}

/** The part of a field in which one chooses from a long list. */
export function picker({ rows: among, single, placeholder = "名称里的几个字" }, ids, path, chosen) {
  const picked = made("ul", "z-opts");
  const find = made("input");
  const found = made("ul", "z-found");
  for (const [part, name] of [[picked, "picked"], [find, "find"], [found, "found"]]) part.dataset[name] = "";
  Object.assign(find, { id: idOf(path), type: "search", placeholder, autocomplete: "off" });
  const root = made("div", "", picked, find, found);
  Object.assign(root.dataset, { pick: path, ...(single && { single: "" }) });
  const set = picking(root, among, () => chosen([...picked.querySelectorAll("input:checked")].map(({ value }) => value)));
  set(ids);
  return root;
}

/** A list of mappings: each a group with a button to take it out, and one more to add. */
function rows(spec, holder, path, ctx) {
  const list = (holder[spec.name] ??= []);
  const head = frame(spec, path, "fieldset");
  const told = head.querySelector(".z-error");
  if (spec.quiet) head.firstChild.classList.add("z-vh");
  const box = made("div", "z-rows");
  list.forEach((item, place) => {
    const title = spec.title(item, place);
    const remove = button("z-textbtn", `删去${title}`, () => {
      list.splice(place, 1);
      if (!list.length) delete holder[spec.name];
      ctx.redraw(path, `${idOf(path)}+`);
    });
    const legend = made("legend", spec.big ? "z-rows__title" : "", title);
    const group = made("fieldset", spec.big ? "z-rows__one z-rows__one--big" : "z-rows__one", legend);
    group.dataset.group = at(path, place);
    group.append(...spec.fields(item, at(path, place), ctx), made("p", "z-rows__end", remove));
    box.append(group);
  });
  const add = button("z-btn", spec.add, () => {
    list.push(spec.fresh?.(list) ?? {});
    holder[spec.name] = list;
    ctx.redraw(path, `@${at(path, list.length - 1)}`);
  });
  add.id = `${idOf(path)}+`;
  told.after(box);
  head.append(add);
  if (!list.length) delete holder[spec.name];
  return head;
}

/** A part of the form under its heading. */
export const section = (title, ...children) => made("section", "z-sec", made("h2", "", title), ...children);

/** A part of the form that is folded until it is wanted; open where it holds something. */
export function fold(title, key, ctx, open, children) {
  const root = made("details", "z-fold", made("summary", "", title), ...children);
  root.open = ctx.open.has(key) ? ctx.open.get(key) : open;
  root.addEventListener("toggle", () => ctx.open.set(key, root.open));
  return root;
}
