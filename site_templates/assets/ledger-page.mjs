// 记一条服务, 记一条诉求: a form makes a file of the ledger, checked here; drafts stay on this device, and no request
// carries an answer. Everything is loaded at the beginning, so that the rest works without a network.
import { deleteDraft, draftsOf, letGo, listDrafts, saveDraft } from "./drafts.mjs";
import { filesOut } from "./files-out.mjs";
import { enterpriseChoice } from "./ledger-choice.mjs";
import { clearFaults, followFaults, showFaults } from "./ledger-fault-view.mjs";
import { faultsOf } from "./ledger-faults.mjs";
import { FORMS, POLICIES, filesOf, newId, recordsOf } from "./ledger-forms.mjs";
import { boxesFor, option, picking } from "./ledger-picks.mjs";
import { made } from "./suggest.mjs";
import { today } from "./today.mjs";

const page = document.querySelector("[data-ledger]");
const part = (name) => page.querySelector(`[data-${name}]`);
const form = part("form");
const kind = FORMS[page.dataset.ledger];
const choice = enterpriseChoice(form);
const asked = new URLSearchParams(location.search);
const DESKS = new URL(page.dataset.desks, location.href);

const sets = {}; // what sets the chosen ids of each list to choose from
let shared, own, commissioner, day;
let id = "";
let correcting = ""; // which record what stands in the form corrects
let handed = false; // whether it left the device: its records keep their ids, so it stays of one or of several

/** A page may stay open over midnight. */
function setDay() {
  day = today(shared.as_of);
  for (const input of form.querySelectorAll('input[type="date"]')) input.max = day;
}

function say(text, ...more) {
  part("said").replaceChildren(text, ...more);
  part("said").hidden = !text;
}

/** Whose form it is: told by the address, or by the desk that was opened last on this device. */
function whose() {
  try {
    return asked.get("commissioner") ?? /\d{6}-\d{3,4}/.exec(localStorage.getItem("z-desk") ?? "")?.[0];
  } catch {
    return null; // storage is blocked
  }
}

async function read(path) {
  const answer = await fetch(new URL(path, DESKS));
  if (!answer.ok) throw new Error(path);
  return answer.json();
}

// What stands in the form

const element = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`);
const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map(({ value }) => value);

function valuesOf() {
  const values = { commissioner };
  for (const { name, type, value, checked } of form.elements) {
    if (!name) continue;
    if (type === "checkbox") values[name] ??= [];
    if (type === "checkbox" && checked) values[name].push(value);
    else if (type === "radio" ? checked : type !== "checkbox") values[name] = value;
  }
  if (Array.isArray(values.helped_by)) [values.helped_by = ""] = values.helped_by;
  return values;
}

function fill(values) {
  form.reset();
  const codes = [values.enterprise ?? []].flat();
  const given = { [kind.day]: day, first_on: day, ...values };
  choice.set(codes, Array.isArray(values.enterprise));
  const others = codes.filter((each) => !own.enterprises.some(({ code }) => code === each));
  say(others.length ? `您没有服务${others.join("、")}，没有选上。` : "");
  ofEnterprise();
  offerHeld(given);
  correcting = given.corrects ?? "";
  for (const [name, set] of Object.entries(sets)) set([given[name] ?? []].flat().filter(Boolean));
  for (const input of form.elements) {
    const value = given[input.name];
    if (!input.name || value === undefined || input.closest("[data-picked]")) continue;
    if (input.type === "checkbox") input.checked = value.includes(input.value);
    else if (input.type === "radio") input.checked = value === input.value;
    else input.value = value;
  }
  for (const fold of form.querySelectorAll("details")) fold.open = holds(fold);
  follow();
}

/** Whether something in a part that is folded was filled in. */
const holds = (fold) =>
  [...fold.querySelectorAll("[name]")].some(({ type, value, checked }) => value && (checked || !/radio|checkbox/.test(type)));

/** What belongs to the chosen enterprise: its open requests, its last records. */
function ofEnterprise() {
  const enterprise = own.enterprises.find(({ code }) => code === choice.alone());
  const requests = form.querySelector('[data-field="requests"] [data-options]');
  if (!requests) return;
  const open = enterprise ? [...enterprise.requests, ...handedOut(enterprise.code)] : [];
  requests.replaceChildren(...open.map(([name, words]) => option("checkbox", "requests", name, words)));
  form.querySelector('[data-field="requests"]').hidden = !open.length;
  part("none").hidden = open.length > 0 || !enterprise;
  const rows = (enterprise?.records ?? []).map((each) => {
    const words = `${each.date} ${each.channel}：${each.content}`;
    return new Option(words.length > 40 ? `${words.slice(0, 40)}…` : words, each.id);
  });
  element("corrects").replaceChildren(element("corrects").options[0], ...rows);
}

/** What is held and not offered any more gets a box: a request that was closed, a theme that left the scheme. */
function offerHeld(given) {
  const closed = new Map(own.enterprises.flatMap((enterprise) => enterprise.closed));
  for (const field of form.querySelectorAll('[data-field="requests"], [data-field="themes"]')) {
    const { field: name } = field.dataset;
    if (!boxesFor(field, name, given[name] ?? [], closed)) continue;
    field.hidden = false;
    if (name === "requests") part("none").hidden = true;
  }
}

/** Requests of an enterprise that were exported on this device and may not be in the data yet. */
function handedOut(code) {
  const known = new Set(own.enterprises.flatMap(({ requests }) => requests.map(([name]) => name)));
  return draftsOf("request", commissioner)
    .filter(([name, draft]) => draft.exported && draft.values.enterprise === code && !known.has(name))
    .map(([name, { values }]) => [name, `${values.category}：${values.text.slice(0, 32)}（刚导出，要一起交）`]);
}

/** Shows what the choices ask for. */
function follow() {
  const services = new Set(chosen("services"));
  for (const block of form.querySelectorAll("[data-only], [data-alone]")) {
    block.hidden = "only" in block.dataset && !services.has(block.dataset.for);
  }
  choice.follow(!correcting && !handed); // a correction is of one
  const [first = ""] = chosen("first");
  for (const block of form.querySelectorAll("[data-when]")) {
    block.hidden = block.dataset.when === "first" ? !first : first !== block.dataset.when;
  }
  const enterprise = choice.alone();
  const query = `?commissioner=${commissioner}${enterprise ? `&enterprise=${enterprise}` : ""}`;
  const other = part("other");
  other.href = page.dataset.otherForm + query;
  other.textContent = page.dataset.otherWords;
  other.hidden = false;
}

// Drafts

let timer = 0;
function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(keep, 300);
}

/** Nothing typed is lost where the page goes before its time. */
function keepNow() {
  if (timer && document.visibilityState === "hidden") keep();
}

function keep(exported = 0) {
  clearTimeout(timer);
  timer = 0;
  handed ||= exported > 0;
  const kept = saveDraft(id, { form: kind.name, commissioner, values: valuesOf(), exported, handed });
  part("kept").textContent = kept
    ? `草稿存在这台设备上，${new Date().toTimeString().slice(0, 5)}`
    : "浏览器不让网页存东西，离开这一页草稿就没有了，写完就复制";
  showDrafts();
}

function begin(draft = "", values = {}) {
  if (timer) keep();
  setDay();
  id = draft || newId(kind.letter, day);
  handed = draftsOf(kind.name, commissioner).some(([name, kept]) => name === id && kept.handed);
  part("kept").textContent = "";
  show(null);
  clearFaults(form);
  fill(values);
}

function showDrafts() {
  const names = new Map(own.enterprises.map(({ code, name }) => [code, name]));
  const title = ({ enterprise = [] }) => [enterprise].flat().map((code) => names.get(code) ?? code).join("、");
  const words = (values) => [title(values) || "还没有选企业", values[kind.day]];
  listDrafts(part("drafts"), draftsOf(kind.name, commissioner), { current: id, words, opened, removed });
}

function opened(draft = "", values = { enterprise: choice.alone() }) {
  begin(draft, values);
  showDrafts();
  part("drafts").open = false;
  form.querySelector("input").focus();
}

function removed(draft) {
  clearTimeout(timer);
  timer = 0;
  deleteDraft(draft);
  if (draft === id) begin();
  showDrafts();
  (part("drafts").hidden ? form.querySelector("input") : part("drafts").firstElementChild).focus();
}

// What is made

function show(made) {
  form.hidden = made !== null;
  part("drafts").classList.toggle("z-drafts--aside", made !== null);
  out(made);
}

const recordsNow = () => recordsOf(kind, valuesOf(), id);
const faultsNow = (records) => faultsOf(kind, shared.schemas[kind.name], records, { own, day });

function finish() {
  setDay();
  const records = recordsNow();
  const found = faultsNow(records);
  if (found.size) return showFaults(form, found);
  clearFaults(form);
  keep();
  const files = filesOf(kind, records, own);
  const apart = files.length > 1 ? [`在${files.length}个专员办的文件里，一起交。`] : [];
  return show({ files, remarks: [...apart, ...kind.remarks(records[0], records.length > 1)] });
}

const out = filesOut(page, {
  exported: () => keep(Date.now()),
  back() {
    show(null);
    follow();
    form.querySelector("input:checked, input").focus();
  },
  again() {
    opened();
    scrollTo(0, 0);
  },
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  finish();
});

form.addEventListener("input", ({ target }) => target.name === "corrects" || keepSoon());
form.addEventListener("input", () => part("wrong").hidden || followFaults(form, faultsNow(recordsNow())));
document.addEventListener("visibilitychange", keepNow);

form.addEventListener("change", ({ target }) => {
  if (target.name === "enterprise") ofEnterprise();
  if (target.name === "services" && target.checked) {
    const fold = form.querySelector(`[data-for="${target.value}"]`);
    if (fold) fold.open = true;
  }
  if (target.name === "corrects") chooseCorrected(target);
  follow();
});

choice.onSwitched(() => {
  ofEnterprise();
  follow();
  keepSoon();
});

function chooseCorrected(select) {
  const name = select.value;
  select.value = correcting; // what was typed for that stays a draft of its own
  if (name) return correct(name);
  select.value = correcting = name;
  return keepSoon();
}

/** Takes over what a record says that is to be corrected. */
function correct(name) {
  const enterprise = own.enterprises.find(({ records }) => records.some((each) => each.id === name));
  const record = enterprise?.records.find((each) => each.id === name);
  if (!record) return say(`${name}不在最近的几条里，内容带不过来：照旧的写一遍，生成以后在文件里加一行 corrects: ${name}`);
  begin("", { ...kind.spread(record), corrects: name });
  keepSoon();
  return showDrafts();
}

/** An enterprise by name; one that is not served any more says until when. */
function named({ name, spells }) {
  const ends = spells.map(([, until]) => until).sort();
  return ends[0] && ends.at(-1) < today(shared.as_of) ? `${name}（服务到${ends.at(-1)}）` : name;
}

/** Whether a draft is of what the address asks for, and of no other enterprise. */
const isAsked = (values) =>
  ["enterprise", "policies", "corrects"].every((name) => asked.getAll(name).every((each) => [values[name]].flat().includes(each))) &&
  (!asked.has("enterprise") || [values.enterprise].flat().length === asked.getAll("enterprise").length);

/** What a text says that was sent: it was copied at the desk into a chat. */
const sent = () => ({ channel: "微信", services: [POLICIES], policies: asked.getAll("policies") });

async function start() {
  commissioner = whose();
  const desks = made("a", "", "选自己的名字");
  desks.href = `${DESKS.pathname}?choose`;
  form.hidden = true;
  if (!commissioner) return say("还不知道是谁在记：", desks);
  try {
    [shared, own] = await Promise.all([read("form.json"), read(`${encodeURIComponent(commissioner)}/form.json`)]);
  } catch {
    return say(`没有读到${commissioner}的企业名单：连上网再打开，或者`, desks);
  }
  letGo(Date.now());
  for (const link of document.querySelectorAll("[data-desk]")) link.href = `${DESKS.pathname}${commissioner}/`;
  part("who").textContent = `${own.name}，${commissioner}`;
  const options = own.enterprises.map((each) => option("radio", "enterprise", each.code, named(each)));
  form.querySelector('[data-field="enterprise"] [data-options]').replaceChildren(...options);
  element("by")?.append(...own.deputies.map(([name, words]) => new Option(`${words}代理`, name)));
  const lists = { policies: shared.policies, helped_by: shared.helpers, activities: shared.activities };
  for (const root of form.querySelectorAll("[data-pick]")) {
    sets[root.dataset.pick] = picking(root, lists[root.dataset.pick], keepSoon);
  }
  const only = own.enterprises.length === 1 ? own.enterprises[0].code : undefined;
  const [first = only, ...more] = asked.getAll("enterprise");
  form.hidden = false;
  const last = draftsOf(kind.name, commissioner).find(([, draft]) => !draft.exported && isAsked(draft.values));
  if (last) begin(last[0], last[1].values);
  else begin("", { enterprise: more.length ? [first, ...more] : first, ...(asked.has("policies") ? sent() : {}) });
  if (!options.length) say("现在没有对接企业，没有可以记的。");
  if (!last && element("corrects") && asked.has("corrects")) correct(asked.get("corrects"));
  showDrafts();
  form.dataset.ready = "";
  return undefined;
}

start();
