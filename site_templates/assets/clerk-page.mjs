// 写政策, 加资源, 加专家, 换专员: a form makes files of the repository, checked as one types; drafts stay on this device, and
// no request carries what was typed. Everything but a city's or an older policy's file is loaded at the beginning.
import { expert } from "./clerk-expert.mjs";
import { faultsOf } from "./clerk-faults.mjs";
import { pairing } from "./clerk-pairing.mjs";
import { policy } from "./clerk-policy.mjs";
import { resource } from "./clerk-resource.mjs";
import { deleteDraft, draftsOf, letGo, listDrafts, saveDraft } from "./drafts.mjs";
import { filesOut, preOf } from "./files-out.mjs";
import { placeFaults, showFaults } from "./ledger-fault-view.mjs";
import { newId } from "./ledger-forms.mjs";
import { made } from "./suggest.mjs";
import { today } from "./today.mjs";

const FORMS = { policy, resource, expert, pairing };
const PAUSE = 250;

const page = document.querySelector("[data-clerk]");
const part = (name) => page.querySelector(`[data-${name}]`);
const form = part("form");
const kind = FORMS[page.dataset.clerk];
const base = new URL(page.dataset.data, location.href);

const touched = new Set();
let id = "";
let all = false; // whether every fault is shown, not only those of fields that were left
let timer = 0;
let held = false; // while a pointer is down nothing moves: what it points at would get no click
let late = false; // whether parts of the page are still to follow

const ctx = {
  base,
  live: [],
  open: new Map(),
  changed() {
    kind.settle?.(ctx.state, ctx);
    late = true;
    if (!held) follow();
    clearTimeout(timer);
    timer = setTimeout(pause, PAUSE);
  },
  redraw(path, focus) {
    touched.add(path);
    draw(focus);
    ctx.changed();
  },
  say(text) {
    part("said").textContent = text;
    part("said").hidden = !text;
  },
};

/** A page may stay open over midnight. */
function setDay() {
  ctx.day = today(ctx.asOf);
}

/** Lets the parts that depend on others follow them. */
function follow() {
  if (late) for (const act of ctx.live) act();
  late = false;
}

/** Draws the form, and gives the focus to what had it, to an id, or with @ to the first control of a part. */
function draw(focus) {
  const before = focus ?? document.activeElement?.id;
  const [top, left] = [scrollY, scrollX];
  ctx.live = [];
  part("fields").replaceChildren(...kind.draw(ctx.state, ctx));
  const inside = before?.startsWith("@") && CSS.escape(before.slice(1));
  const target = inside
    ? part("fields").querySelector(`[data-group="${inside}"], [data-field="${inside}"]`)?.querySelector("input, select, textarea")
    : document.getElementById(before || "none");
  scrollTo(left, top);
  target?.focus({ preventScroll: focus === undefined });
}

/** What happens a moment after the last change: the text and the faults are made anew, the draft is kept. */
function pause() {
  timer = held ? setTimeout(pause, PAUSE) : 0;
  held = false; // the end of a press is not always told
  if (timer) return;
  follow();
  const found = faultsOf(kind, ctx.state, ctx);
  showText();
  const fields = placed(found);
  placeFaults(form, all ? fields : new Map([...fields].filter(([path]) => touched.has(path))));
  if (all) part("wrong").textContent = fields.size ? `还有${fields.size}处要改` : "都填好了";
  part("wrong").hidden = !all;
  keep();
}

/** Faults by the field at which each is shown: its own, or the nearest around it. */
function placed(found) {
  const fields = new Set([...form.querySelectorAll("[data-field]")].map(({ dataset }) => dataset.field));
  const shown = new Map();
  for (const [path, words] of found) {
    let at = path;
    while (at && !fields.has(at)) at = at.slice(0, Math.max(0, at.lastIndexOf("/")));
    if (!shown.has(at)) shown.set(at, at ? words : `${path}：${words}`);
  }
  for (const [path, words] of shown) {
    const choice = form.querySelector(`[data-field="${CSS.escape(path)}"] > :is(.z-opts, [data-pick], select)`);
    if (choice) shown.set(path, words.replace("还没有填", "还没有选"));
  }
  return shown;
}

const filesNow = () => kind.files(kind.build(ctx.state, ctx), ctx, ctx.state);

function showText() {
  const files = filesNow();
  part("live").replaceChildren(...files.flatMap(({ path, text, part: lines }) => [made("p", "z-meta", path), preOf(lines ?? text)]));
  if (!files.length) part("live").append(made("p", "z-meta", "填了以后，这里显示要写的文字。"));
}

// Drafts

function keep(exported = 0) {
  clearTimeout(timer);
  timer = 0;
  const kept = saveDraft(id, { form: kind.name, commissioner: "", values: ctx.state, exported });
  part("kept").textContent = kept
    ? `草稿存在这台设备上，${new Date().toTimeString().slice(0, 5)}`
    : "浏览器不让网页存东西，离开这一页草稿就没有了，写完就复制";
  showDrafts();
}

async function begin(draft = "", values = null) {
  if (timer) keep();
  setDay();
  id = draft || newId("c", ctx.day);
  ctx.state = values ?? kind.fresh(ctx, draft ? new URLSearchParams() : new URLSearchParams(location.search));
  all = false;
  touched.clear();
  ctx.open.clear();
  part("kept").textContent = "";
  await kind.begin?.(ctx.state, ctx);
  kind.settle?.(ctx.state, ctx);
  show(null);
  draw("");
  for (const act of ctx.live) act();
  clearTimeout(timer);
  timer = 0;
  placeFaults(form, new Map());
  showText();
}

function showDrafts() {
  const words = (values) => [kind.title(values, ctx)];
  listDrafts(part("drafts"), draftsOf(kind.name, ""), { current: id, words, opened, removed });
}

async function opened(draft, values) {
  await begin(draft, values);
  showDrafts();
  part("drafts").open = false;
  part("fields").querySelector("input, select, textarea")?.focus();
}

async function removed(draft) {
  clearTimeout(timer);
  timer = 0;
  deleteDraft(draft);
  if (draft === id) await begin();
  showDrafts();
  (part("drafts").hidden ? part("fields").querySelector("input, select, textarea") : part("drafts").firstElementChild).focus();
}

// What is made

const out = filesOut(page, {
  exported: () => keep(Date.now()),
  back() {
    show(null);
    part("fields").querySelector("input, select, textarea")?.focus();
  },
  again() {
    opened();
    scrollTo(0, 0);
  },
});

function show(given) {
  part("writing").hidden = given !== null;
  part("drafts").classList.toggle("z-drafts--aside", given !== null);
  out(given);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  setDay();
  kind.settle?.(ctx.state, ctx);
  const found = faultsOf(kind, ctx.state, ctx);
  all = true;
  if (found.size) {
    showFaults(form, placed(found));
    return;
  }
  placeFaults(form, found);
  keep();
  show({ files: filesNow(), remarks: kind.remarks(kind.build(ctx.state, ctx), ctx, ctx.state) });
});

form.addEventListener("change", ({ target }) => {
  const field = target.closest("[data-field]");
  if (field) touched.add(field.dataset.field);
});

addEventListener("pointerdown", () => {
  held = true;
});
for (const up of ["pointerup", "pointercancel"]) {
  addEventListener(up, () => {
    held = false;
    setTimeout(follow); // after the click
  });
}

document.addEventListener("visibilitychange", () => {
  if (timer && document.visibilityState === "hidden") keep(); // nothing typed is lost where the page goes before its time
});

async function start() {
  let data;
  try {
    const answer = await fetch(base);
    if (!answer.ok) throw new Error(base.pathname);
    data = await answer.json();
  } catch {
    form.hidden = true;
    return ctx.say("没有读到这张表要用的资料：连上网再打开。");
  }
  ctx.schema = data.schema;
  ctx.asOf = data.as_of;
  ctx.taken = new Set(data.taken);
  const regions = data.regions ?? [];
  const placeOf = new Map(regions.map(([code], place) => [code, place]));
  ctx.regionRows = regions.map(([code, name]) => [code, name]);
  ctx.placePick = { rows: ctx.regionRows, placeholder: "地区名称或代码" };
  ctx.above = (code) => {
    const codes = [];
    for (let at = regions[placeOf.get(code)]?.[2] ?? -1; at >= 0; at = regions[at][2]) codes.push(regions[at][0]);
    return codes;
  };
  Object.assign(ctx, kind.context(data, ctx));
  letGo(Date.now());
  const last = location.search ? null : draftsOf(kind.name, "").find(([, draft]) => !draft.exported);
  await begin(last?.[0], last?.[1].values);
  showDrafts();
  form.dataset.ready = "";
  return undefined;
}

start();
