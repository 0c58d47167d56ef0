// 换一家企业的专员: the end of one pairing and the beginning of the next in one step, as the whole text of the files.
import { fieldsOf, section, specsOf } from "./clerk-fields.mjs";
import { listIn, textOf, valueIn, withItem } from "./clerk-lists.mjs";
import { arranging, beside, enterpriseOf, goingOn, personOf } from "./clerk-pairing-facts.mjs";
import { tidy } from "./clerk-tidy.mjs";
import { made } from "./suggest.mjs";
import { itemLines, placeIn, scalar, schemaLine } from "./yaml-writer.mjs";

const CHANGE = "换一名专员";
const END = "结束结对";

const chosen = ({ record }, ctx) => ctx.enterprises.get(record.enterprise);
const ends = (state, ctx) => state.doing === END && goingOn(chosen(state, ctx) ?? { spells: [] }) !== undefined;

function draw(state, ctx) {
  const { record } = state;
  const { schema } = ctx;
  const of = (rows) => fieldsOf(specsOf(schema, schema.definitions.Pairing, rows), record, "", ctx);
  const enterprise = chosen(state, ctx);
  const city = { name: "city", kind: "select", label: "企业在哪个市", options: ctx.cities, chosen: (_, chosenCity) => ctx.openCity(chosenCity) };
  const rows = [...ctx.enterprises.values()].map(({ code, name }) => [code, `${name}，${code}`]);
  const among = { label: "企业", single: true, redraw: true, hint: "", placeholder: "名称里的几个字，或统一社会信用代码", rows };
  const parts = [section("哪家企业",
    ...fieldsOf([city], state, "$", ctx),
    ...(rows.length ? of([["enterprise", "pick", among]]) : []),
    ...(enterprise ? [made("p", "z-clerk__now", present(enterprise, ctx))] : []))];
  if (!enterprise) return parts;
  const current = goingOn(enterprise);
  const ending = ends(state, ctx);
  const doing = { name: "doing", kind: "one", label: "要做什么", options: [CHANGE, END], redraw: true };
  const person = { label: "新的专员", single: true, hint: "", placeholder: "姓名、单位或编号", rows: people(state, ctx) };
  const reason = ["reason", "one", { optional: false, label: "为什么" }];
  parts.push(section(current ? "怎么改" : "新结对",
    ...(current ? fieldsOf([doing], state, "$", ctx) : []),
    ...(ending
      ? of([["until", "date", { label: "最后一天", hint: "这一天还服务，第二天起不再服务。", optional: false }], reason])
      : of([
        ["since", "date", { label: "新的专员从哪天起", hint: current ? "原来的专员服务到前一天。" : "" }],
        ["commissioner", "pick", person],
        reason,
      ]))));
  return parts;
}

const named = (id, ctx) => (ctx.people.has(id) ? `${ctx.people.get(id).name}（${id}）` : id);

/** In words, what an enterprise is and who serves it. */
function present(enterprise, { day, offices, ...ctx }) {
  const level = enterprise.levelOn(day);
  const what = level ? `${level}企业` : "现在不在服务范围里";
  const current = goingOn(enterprise);
  if (!current) return `${what}，现在没有专员。`;
  return `${what}。现在的专员是${named(current.commissioner, ctx)}，从${current.since}起，由${offices[current.office][0]}专员办安排。`;
}

/** The commissioners in post, those with a place left first. */
function people({ record }, { people: all, most, day }) {
  const on = record.since || day;
  return [...all.values()]
    .filter((person) => person.inPost(on))
    .map((person) => [person, person.load(on, record.enterprise)])
    .sort(([, one], [, other]) => Number(one >= most) - Number(other >= most))
    .map(([{ id, name, unit }, load]) => [id, `${name}，${unit}，对接${load}家${load >= most ? "，已满" : ""}`]);
}

function build(state, ctx) {
  const enterprise = chosen(state, ctx);
  const current = enterprise && goingOn(enterprise);
  const { since = "", until = "", reason = "" } = state.record;
  const last = ends(state, ctx) ? until : since && beside(since, -1);
  const { commissioner = "", since: began = "" } = current ?? {};
  const ended = current && { enterprise: enterprise.code, commissioner, since: began, until: last, reason };
  const begun = ends(state, ctx) ? null : tidy(ctx.schema, ctx.schema.definitions.Pairing, { ...state.record, until: "" });
  return { enterprise, current, ended, begun, office: enterprise && begun ? arranging(enterprise, since || ctx.day, ctx.offices) : "" };
}

/** Whether the end of an item can be put in: it stands in one line, or has a field a line, neither end nor reason first. */
const isPlain = ({ lines }) => lines.length === 1 || /^ *- (?!until|reason)[a-z]+:/.test(lines[0]);

/** The item of a pairing with its end: its line written anew, or the lines of its fields changed. */
function endedItem({ before, lines }, ended, at, indent) {
  const [line] = lines;
  if (lines.length === 1) {
    const comment = /\}(\s+#.*)$/.exec(line)?.[1] ?? "";
    return { before, lines: [itemLines(ended, indent, at)[0] + comment] };
  }
  const pad = " ".repeat(indent + 2);
  const kept = lines.filter((each) => !/^\s*(?:- )?(?:until|reason):/.test(each));
  const place = kept.findIndex((each) => /^\s*(?:- )?since:/.test(each)) + 1;
  const more = [`${pad}until: ${ended.until}`, `${pad}reason: ${ended.reason}`];
  return { before, lines: [...kept.slice(0, place), ...more, ...kept.slice(place)] };
}

const keyOf = (lines) => [valueIn(lines, "enterprise"), valueIn(lines, "since")];

/** The files with the changes, or null where one of them cannot be changed here. */
function changed({ current, ended, begun, office }, ctx) {
  const { schema, texts, offices } = ctx;
  const at = placeIn(schema, schema.definitions.Pairing);
  const lists = new Map();
  const parts = new Map();
  const listOf = (code) => {
    if (lists.has(code)) return lists.get(code);
    const path = offices[code][3];
    if (texts.get(code)) return listIn(texts.get(code), "pairings");
    const head = [schemaLine("pairing", path), `region: ${scalar(code, { flow: false })}`, "pairings:"];
    return { head, items: [], tail: [], indent: 2 };
  };
  const keep = (code, list, lines) => {
    lists.set(code, list);
    parts.set(code, [...(parts.get(code) ?? []), ...lines]);
  };
  if (current) {
    const list = listOf(current.office);
    const same = ({ lines }) => ["enterprise", "commissioner", "since"].every((name) => valueIn(lines, name) === ended[name]);
    const found = list?.items.filter(same) ?? [];
    if (found.length !== 1 || !isPlain(found[0])) return null;
    const item = endedItem(found[0], ended, at, list.indent);
    keep(current.office, { ...list, items: list.items.map((each) => (each === found[0] ? item : each)) }, item.lines);
  }
  if (begun && office) {
    const list = listOf(office);
    if (!list) return null;
    const lines = itemLines(begun, list.indent, at);
    keep(office, withItem(list, lines, keyOf), lines);
  }
  return [...lists].map(([code, list]) => ({
    path: offices[code][3],
    text: textOf(list),
    part: `${parts.get(code).join("\n")}\n`,
    about: texts.get(code) ? `${offices[code][0]}的结对，整个文件，换掉原来的` : `${offices[code][0]}的结对，新文件`,
    edit: Boolean(texts.get(code)),
  }));
}

function* beyond({ enterprise, current, ended, begun, office }, ctx, state) {
  const { record } = state;
  if (!state.city) yield ["$/city", "选企业所在的市"];
  if (!enterprise) return;
  if (!changed({ current, ended, begun, office }, ctx)) {
    const paths = new Set([current?.office, office].filter(Boolean).map((code) => ctx.offices[code][3]));
    const why = current ? "里没有找到现在这条结对，或写法" : "的写法";
    yield ["enterprise", `${[...paths].join("、")} ${why}这里改不了：先运行 portal fmt，方括号里的改成一条一行`];
  }
  if (current && !state.doing) yield ["$/doing", "选一种"];
  if (!record.reason) yield ["reason", "选一种原因"];
  if (current && ended.until) {
    const day = begun ? "since" : "until";
    if (ended.until < current.since) yield [day, `太早了：现在这条结对${current.since}才开始`];
    else if (ended.until < current.recorded) yield [day, `原来的专员在${current.recorded}还有记录，${begun ? "接手" : "结束"}的日子写在那以后`];
  }
  if (!begun) {
    const after = record.until && beside(record.until, 1);
    if (after && enterprise.levelOn(after)) yield ["until", `${after}企业还在服务范围里，不能没有专员：选“${CHANGE}”`];
    return;
  }
  if (!record.since) return;
  const other = enterprise.spells.find((spell) => spell !== current && (spell.since >= record.since || spell.until >= record.since));
  if (other) yield ["since", `已经写了${named(other.commissioner, ctx)}从${other.since}起的结对，先核对`];
  if (record.since <= enterprise.over) yield ["since", `原来的专员服务到${enterprise.over}，从哪天起写在那以后`];
  if (!enterprise.levelOn(record.since)) yield ["since", `${record.since}企业不在服务范围里，不用结对；有结对的，选“${END}”`];
  else if (!office) yield ["since", "不知道由哪个专员办安排：核对企业的认定和所在的县（市、区）"];
  else if (ctx.offices[office][2] !== state.city) yield ["since", `${record.since}${elsewhere(office, state, ctx)}`];
  yield* ofPerson(ctx.people.get(record.commissioner), { enterprise, current }, ctx, record);
}

/** The commissioners to choose from are those of the chosen city. */
function elsewhere(office, { city }, { cities, offices }) {
  const names = new Map(cities);
  return `企业在${names.get(offices[office][2])}，不在${names.get(city)}：核对日期和上面选的市`;
}

function* ofPerson(person, { enterprise, current }, { most }, { since }) {
  if (!person) return;
  const load = person.load(since, enterprise.code);
  if (current?.commissioner === person.id) yield ["commissioner", "这就是现在的专员，换另一名"];
  else if (!person.inPost(since)) yield ["commissioner", `${person.name}在${since}没有任职，换一名`];
  else if (person.recused.includes(enterprise.code)) yield ["commissioner", `${person.name}要回避这家企业，换一名`];
  else if (load >= most) yield ["commissioner", `${person.name}已经对接${load}家，最多${most}家，换一名`];
}

export const pairing = {
  name: "pairing",
  context({ cities, offices, most }, ctx) {
    const known = new Map();
    return {
      cities, offices, most,
      enterprises: new Map(),
      people: new Map(),
      texts: new Map(),
      /** Reads a city once, and takes its enterprises and commissioners. */
      async openCity(city) {
        ctx.enterprises = new Map();
        ctx.people = new Map();
        delete ctx.state.record.enterprise;
        delete ctx.state.record.commissioner;
        await ctx.readCity(city);
        ctx.redraw("$/city");
      },
      async readCity(city) {
        if (city && !known.has(city)) {
          const answer = await fetch(new URL(`${city}.json`, ctx.base)).catch(() => null);
          if (!answer?.ok) return ctx.say("没有读到这个市的企业和专员：连上网再选一次。");
          known.set(city, await answer.json());
        }
        ctx.say("");
        const { enterprises, people: persons, files } = known.get(city) ?? { enterprises: [], people: [], files: {} };
        ctx.enterprises = new Map(enterprises.map((each) => [each[0], enterpriseOf(each)]));
        ctx.people = new Map(persons.map((each) => [each[0], personOf(each)]));
        for (const [code, text] of Object.entries(files)) ctx.texts.set(code, text);
        return undefined;
      },
    };
  },
  fresh: (_, asked) => ({ city: asked.get("city") ?? "", record: { ...(asked.get("enterprise") && { enterprise: asked.get("enterprise") }) } }),
  begin: (state, ctx) => ctx.readCity(state.city),
  title: (state, ctx) => chosen(state, ctx)?.name ?? state.record.enterprise ?? "还没有选企业",
  draw,
  build,
  own: () => ({}),
  wrap: ({ ended, begun, office }, { state }) => ({
    record: state.city && { region: office || "000000", pairings: [begun ?? ended ?? {}] },
    inside: 2,
  }),
  files: (built, ctx) => (built.enterprise ? (changed(built, ctx) ?? []) : []),
  beyond,
  *remarks({ current, begun, office }, ctx) {
    const person = begun && ctx.people.get(begun.commissioner);
    const near = person && [office, ctx.offices[office][2]].includes(person.office);
    if (person && ctx.offices[office][1] === "县级" && ctx.offices[person.office] && !near) {
      yield `${person.name}是${ctx.offices[person.office][0]}的专员，这条结对由${ctx.offices[office][0]}安排，核对编号。`;
    }
    if (current && begun && office !== current.office) yield "两个专员办的文件都要改，一起提交。";
    if (begun && begun.since > ctx.day) yield `${begun.since}才开始，在那以前还是原来的专员。`;
    if (current) yield "先打印交接单，在原来专员的工作台里；换了以后，这家企业就不在里面了。";
  },
};
