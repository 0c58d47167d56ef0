// One question of 政策体检 as a page: its control, what was wrong with an answer, and what can be told already.
import { canonical, typedForm } from "./check-questions.mjs";
import { here, ordered, remaining } from "./check-result.mjs";
import { mark } from "./check-result-view.mjs";
import { money } from "./check-words.mjs";
import { button, made } from "./suggest.mjs";

const SEGMENTS = 12;
const NONE = "以上都没有";
const UNREADABLE = "?";
const MOST = 8;
const NAMED = 3;
const FEW = 15;
const YEARS = [["上上年度", 2], ["上年度", 1], ["近两年", 1], ["近三年", 1]];

/** The view of a question; `answered` is given what was typed and returns why it was refused, or "". */
export function questionView({ check, fact, state, answer, found, answered, skip, back, result }) {
  const form = made("form", "z-ask");
  const error = made("p", "z-error");
  error.id = "z-error";
  error.setAttribute("role", "alert");
  error.hidden = true;
  const control = controlOf(check, fact, answer);
  form.noValidate = true;
  form.append(progress(state, found), ...laidOut(check, fact, control, error), buttons({ skip, back }), concerns(fact, found));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const refusal = answered(control.read());
    error.textContent = refusal;
    error.hidden = !refusal;
    for (const input of control.inputs) input.setAttribute("aria-invalid", String(Boolean(refusal)));
    if (refusal) control.inputs[0].focus();
  });
  return made("div", "z-cols", made("div", "", form), aside(found, remaining(check, found, new Set([...state.skipped, fact.key])), result));
}

function progress({ trail }, all) {
  const found = here(all);
  const decided = found.filter(({ answer }) => answer !== "待核实").length;
  const bar = made("div", "z-seg");
  const full = Math.floor((SEGMENTS * decided) / Math.max(found.length, 1));
  bar.setAttribute("aria-hidden", "true");
  bar.append(...Array.from({ length: SEGMENTS }, (_, at) => made("i", at < full ? "z-seg__on" : at === full ? "z-seg__now" : "")));
  return made("div", "z-ask__at", made("p", "z-meta", `第${trail.length + 1}题，${found.length}项里${decided}项已有结论`), bar);
}

/** Heading, hint, error and control: a field with its label, or a group of choices with its legend. */
function laidOut(check, fact, control, error) {
  const hints = [fact.hint, yearHint(fact.label, check.day)].filter(Boolean).map((text) => made("p", "z-lead", text));
  const heading = made("h1");
  hints.forEach((hint, at) => (hint.id = `z-hint-${at}`));
  const described = [...hints.map(({ id }) => id), error.id].join(" ");
  if (control.single) {
    const label = made("label", "", fact.words);
    label.htmlFor = control.single.id;
    heading.append(label);
    control.single.setAttribute("aria-describedby", described);
    control.single.dataset.first = "";
    return [heading, ...hints, error, control.element];
  }
  const group = made("fieldset", "z-choices");
  heading.textContent = fact.words;
  heading.tabIndex = -1;
  heading.dataset.first = "";
  group.setAttribute("aria-describedby", described);
  group.append(made("legend", "", heading), ...hints, error, control.element);
  return [group];
}

/** Which year 上年度 is: 2025年 in 2026. */
function yearHint(label, day) {
  const [word, back] = YEARS.find(([start]) => label.startsWith(start)) ?? [];
  if (!word) return "";
  const year = Number(day.slice(0, 4)) - back;
  if (word === "近两年") return `近两年是${year - 1}年和${year}年。`;
  if (word === "近三年") return `近三年是${year - 2}年到${year}年。`;
  return `${word}是${year}年。`;
}

// Controls: {element, inputs, single, read}; `single` is the one input that a label can name.

function controlOf(check, fact, answer) {
  if (fact.kind === "region") return choiceOfPlace(check, answer);
  if (fact.kind === "bool") return choices("radio", [["true", "是"], ["false", "否"]], [answer]);
  if (fact.kind === "enum") return choices("radio", fact.values.map((value) => [value, value]), [answer]);
  if (fact.kind === "set") return several(fact, answer);
  return field(fact, answer);
}

function field(fact, answer) {
  const input = made("input");
  input.id = "z-answer";
  input.autocomplete = "off";
  input.type = fact.kind === "date" ? "date" : "text";
  if (fact.kind !== "date") input.inputMode = fact.kind === "int" && !fact.signed ? "numeric" : fact.signed ? "text" : "decimal";
  input.value = answer === undefined ? "" : typedForm(fact, answer);
  const unit = { money: "万元", percent: "%" }[fact.kind] ?? fact.unit;
  const element = made("div", "z-field", input);
  if (unit && fact.kind !== "date") element.append(made("span", "z-field__unit", unit));
  const read = () => (input.validity.badInput ? UNREADABLE : input.value);
  return { element: fact.kind === "money" ? made("div", "", element, spoken(fact, input)) : element, inputs: [input], single: input, read };
}

/** The amount as it is understood, while it is typed: 元 in place of 万元 is seen at once. */
function spoken(fact, input) {
  const line = made("p", "z-meta");
  const show = () => {
    const { value } = canonical(fact, input.value);
    line.textContent = value ? `即${money(value)}` : "";
  };
  input.addEventListener("input", show);
  show();
  return line;
}

function choices(type, options, chosen) {
  const inputs = options.map(([value], at) => {
    const input = made("input");
    Object.assign(input, { type, name: "answer", value, id: `z-answer-${at}`, checked: chosen.includes(value) });
    return input;
  });
  const rows = options.map(([, words], at) => made("label", "z-choice", inputs[at], made("span", "", words)));
  const element = made("div", "z-choice-list", ...rows);
  return { element, inputs, read: () => inputs.find(({ checked }) => checked)?.value ?? "" };
}

/** Boxes of which one says that none of the others holds. */
function several(fact, answer) {
  const chosen = answer && !answer.length ? [NONE] : answer ?? [];
  const boxes = choices("checkbox", [...fact.values, NONE].map((value) => [value, value]), chosen);
  const none = boxes.inputs.at(-1);
  boxes.element.addEventListener("change", ({ target }) => {
    if (!target.checked) return;
    for (const input of boxes.inputs) if ((target === none) !== (input === none)) input.checked = false;
  });
  const read = () => {
    const values = boxes.inputs.filter(({ checked }) => checked).map(({ value }) => value);
    return values.length ? values.filter((value) => value !== NONE) : "";
  };
  return { ...boxes, read };
}

/** The counties by city, and a place without counties by itself. */
function choiceOfPlace({ regions, terms }, answer) {
  const select = made("select");
  const option = ({ code, name }) => new Option(name, code);
  const below = (at) => regions.filter(({ above }) => above === at);
  const cities = regions.flatMap((region, at) => (region.above >= 0 && regions[region.above].above < 0 ? [[region, at]] : []));
  select.id = "z-answer";
  select.append(new Option("选择", ""));
  for (const [city, at] of cities) {
    const group = made("optgroup");
    group.label = city.name;
    group.append(...(below(at).length ? below(at) : [city]).map(option));
    select.append(group);
  }
  const code = answer?.[0] ?? "";
  if (code && ![...select.options].some(({ value }) => value === code)) select.append(new Option(terms.places.get(code), code));
  select.value = code;
  return { element: made("div", "z-field", select), inputs: [select], single: select, read: () => select.value };
}

// Around the question

function buttons({ skip, back }) {
  const next = made("button", "z-btn z-btn--solid", "下一题");
  const second = ({ detail }) => detail > 1; // of a double click, which lands on the next question
  next.type = "submit";
  next.addEventListener("click", (event) => second(event) && event.preventDefault());
  const row = made("div", "z-actions", next, button("z-btn", "不清楚，先跳过", (event) => second(event) || skip()));
  if (back) row.append(button("z-textbtn", "上一题", back));
  return row;
}

function concerns(fact, found) {
  const those = found.filter(({ needs }) => needs.includes(fact.key)).map(({ benefit }) => benefit.name);
  if (!those.length) return "";
  const named = those.slice(0, NAMED).join("、");
  return made("p", "z-meta z-ask__why", `这一题关系到${named}${those.length > NAMED ? `等${those.length}项` : ""}。`);
}

function aside(all, left, result) {
  const found = here(all);
  const decided = ["yes", "near", "no"].flatMap((group) => ordered(found, group));
  const element = made("aside", "z-rail z-rail--plain");
  element.setAttribute("aria-label", "已能判断");
  const rows = decided.slice(0, MOST).map(({ group, benefit }) => made("li", "", mark(group), made("span", "", benefit.name)));
  const list = made("ul", "z-told", ...rows);
  const rest = decided.length - rows.length;
  element.append(
    made("h2", "", "已能判断"),
    made("p", "z-meta", `${found.length}项里${decided.length}项已有结论${left && left <= FEW ? `，最多还有${left}题` : ""}。`),
    list,
    rest > 0 ? made("p", "z-meta", `还有${rest}项`) : "",
    button("z-btn", "看结果", result),
    made("p", "z-meta", "答案只留在您的浏览器里，不会发给任何人。"),
  );
  return element;
}
