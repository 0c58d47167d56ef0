// The two forms of the ledger without their page: from what was filled in to a record, what a schema cannot say of it,
// where it goes. What is filled in has the names of the fields, with a dot before one of a part: overdue_payment.amount.
import { clean, schemaLine, yamlOf } from "./yaml-writer.mjs";

export const POLICIES = "惠企政策速递";
const RIGHTS = "护企权益保障";
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/** An id that no other device makes: the day, and 40 random bits in base 32. */
export function newId(letter, day) {
  const drawn = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => LETTERS[byte % 32]);
  return `${letter}-${day.replaceAll("-", "")}-${drawn.join("")}`;
}

/** What was filled in, cleaned, in the order of the fields; parts are made of dotted names, empty ones left out. */
function filled(names, values) {
  const record = {};
  for (const name of names) {
    const given = values[name] ?? "";
    const value = Array.isArray(given) ? given.map(clean).filter(Boolean) : clean(given);
    if (!value.length) continue;
    const [outer, inner] = name.split(".");
    if (inner) (record[outer] ??= {})[inner] = value;
    else record[outer] = value;
  }
  return record;
}

/** The half-year of a day, as reports name it: 2026-h1. */
const halfYear = (day) => `${day.slice(0, 4)}-h${day.slice(5, 7) < "07" ? 1 : 2}`;

const RECORD_FIELDS = [
  "enterprise", "commissioner", "by", "date", "channel", "services", "policies", "delivery", "helped_by", "themes",
  "requests", "activities", "content", "outcome",
];
const RIGHTS_FIELDS = [
  "infringement.reported_to", "infringement.done",
  "overdue_payment.debtor", "overdue_payment.amount", "overdue_payment.due_on", "overdue_payment.complaint_channel",
];

/** 服务记录. */
const record = {
  name: "record",
  letter: "r",
  day: "date",
  build(values, id) {
    const rights = values.services?.includes(RIGHTS) ? RIGHTS_FIELDS : [];
    const delivery = values.services?.includes(POLICIES) ? values.delivery : "";
    const made = filled([...RECORD_FIELDS, ...rights, "corrects"], { ...values, delivery });
    if (made.helped_by) {
      const [kind, helper] = made.helped_by.split(":");
      made.helped_by = { [kind]: helper };
    }
    return { id, ...made };
  },
  spread(made) {
    const values = { ...made };
    for (const part of ["infringement", "overdue_payment"]) {
      for (const [name, value] of Object.entries(made[part] ?? {})) values[`${part}.${name}`] = value;
      delete values[part];
    }
    const [helper] = Object.entries(made.helped_by ?? {});
    if (helper) values.helped_by = helper.join(":");
    return values;
  },
  where: (made) => `records/${halfYear(made.date)}`,
  fieldOf: (path) => path.filter((step) => !/^\d+$/.test(step)).join("."),
  *remarks({ services, policies, outcome, requests }, several) {
    if (!outcome) yield "还没有写成效，半年报表以前补上。";
    if (services.includes(POLICIES) && !policies) yield "没有写送了哪几份政策，兑现情况就算不到它们头上。";
    if (services.includes("涉企诉求受理") && !requests && !several) yield "没有选有关的诉求；新提的，另记一条诉求。";
  },
  *beyond(made, { deputies, day, reported }) {
    yield* notYet(made.date, "date", day);
    if (reported && !made.outcome) {
      yield ["outcome", "这一天所在的半年，报表已经报出，要写成效；还没有成效的，写办到哪一步"];
    }
    const deputy = made.by && deputies.find(([id, , since, until]) => id === made.by && since <= made.date && made.date <= until);
    if (made.by && !deputy) yield ["by", "这一天他不是您的代理人，核对日期；您自己去的，选“本人”"];
    const due = made.overdue_payment?.due_on;
    if (due > made.date) yield ["overdue_payment.due_on", "应付日期在服务日期之后，还不算拖欠"];
    for (const name of made.infringement ? ["reported_to", "done"] : []) {
      if (!made.infringement[name]) yield [`infringement.${name}`, name === "done" ? "写当场做了什么" : "写向谁报告的"];
    }
  },
};

const SELF = "自办";
const CLOSED = "办结";

/** 诉求; its first steps are one choice on the page: 自办, 自办 to the end, or 列入问题清单. */
const request = {
  name: "request",
  letter: "q",
  day: "collected_on",
  build(values, id) {
    const made = filled(["enterprise", "commissioner", "kind", "category", "collected_on", "text"], values);
    const rigid = filled(["rigid.reason", "rigid.confirmed_by", "rigid.confirmed_on"], values);
    const { first = "", first_on: on = "", told_on: told = "", satisfied } = values;
    const result = clean(values.result ?? "");
    const steps = [];
    if (first === CLOSED) {
      steps.push({ do: SELF, date: on }, { do: "反馈", date: on }, { do: CLOSED, date: on, ...(result && { result }) });
    } else if (first) steps.push({ do: first, date: on });
    return {
      id, ...made, ...rigid,
      ...(told && { told: [told] }),
      ...(steps.length && { steps }),
      ...(first === CLOSED && satisfied && { satisfied }),
    };
  },
  where: (made) => `requests/${made.collected_on.slice(0, 4)}`,
  fieldOf(path) {
    if (path[0] === "steps") return "first_on";
    return path[0] === "told" ? "told_on" : path.join(".");
  },
  *remarks({ steps }) {
    if (steps?.at(-1).do === "列入问题清单") yield "交上去以后，由专员办分类、转办。";
  },
  *beyond(made, { day }) {
    yield* notYet(made.collected_on, "collected_on", day);
    const days = [["told_on", made.told?.[0]], ["first_on", made.steps?.[0].date], ["rigid.confirmed_on", made.rigid?.confirmed_on]];
    for (const [name, given] of days) {
      yield* notYet(given, name, day);
      if (given && given < made.collected_on) yield [name, "早于收集的日期，核对两个日期"];
    }
    if (made.steps?.at(-1).do === CLOSED && !made.steps.at(-1).result) yield ["result", "写办成了什么，或怎么答复企业的"];
  },
};

function* notYet(given, name, day) {
  if (given > day) yield [name, `这一天还没有到，今天是${day}`];
}

export const FORMS = { record, request };

/** The spell of service in which a day lies: [since, until, folder of the office]. */
export const spellOn = (enterprise, day) =>
  enterprise?.spells.find(([since, until]) => since <= day && (!until || day <= until));

const paired = ({ name, spells }) =>
  `${name}（结对是${spells.map(([since, until]) => `${since}至${until || "今天"}`).join("、")}）`;

/** The chosen enterprises of one's own. */
const served = (records, own) =>
  own.enterprises.filter(({ code }) => records.some(({ enterprise }) => enterprise === code));

/** Whether the half-year of a day is reported for the office that arranged the service then. */
function reportMade(enterprise, day, own) {
  const [, , folder] = spellOn(enterprise, day) ?? [];
  return own.reported[folder]?.includes(halfYear(day));
}

/** What the schema cannot say of records that differ in their enterprise, as pairs of a field and what to do. */
export function* beyond(form, records, { own, day }) {
  const [made] = records;
  const on = made[form.day];
  const reported = served(records, own).some((enterprise) => reportMade(enterprise, on, own));
  yield* form.beyond(made, { deputies: own.deputies, day, reported });
  const others = served(records, own).filter((enterprise) => !spellOn(enterprise, on));
  if (on <= day && others.length) yield [form.day, `这一天您没有服务${others.map(paired).join("、")}`];
}

/** What belongs to one enterprise, and is not written where several are recorded at once. */
const OF_ONE = ["requests", ...RIGHTS_FIELDS, "corrects"];

/** What was filled in as records: one, or one for each of the chosen enterprises, with whose code its id then ends. */
export function recordsOf(form, values, id) {
  const codes = values.enterprise;
  if (!Array.isArray(codes) || !codes.length) return [form.build(values, id)];
  const left = codes.length > 1 ? OF_ONE : [];
  const shared = { ...values, ...Object.fromEntries(left.map((name) => [name, ""])) };
  return codes.map((enterprise) => form.build({ ...shared, enterprise }, `${id}-${enterprise.toLowerCase()}`));
}

/** The files of records: for each office a list, as a file of its own (`whole`) and to be put behind others (`text`). */
export function filesOf(form, records, own) {
  const byFolder = new Map();
  for (const made of records) {
    const [enterprise] = served([made], own);
    const [, , office] = spellOn(enterprise, made[form.day]);
    const folder = `${office}/${form.where(made)}`;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), made]);
  }
  return [...byFolder].map(([folder, held]) => {
    const path = `${folder}/${held[0].id}.yml`;
    const text = held.map(yamlOf).join("");
    const names = served(held, own).map(({ name }) => name).join("、");
    return {
      path, text,
      whole: `${schemaLine(form.name, `rosters/private/${path}`)}\n${text}`,
      about: `${names}：存成这个文件，或者接在 ${folder}.yml 的末尾`,
    };
  });
}

const LONGEST = 7000;

/** The host's “new file” page; `whole` says whether it opens with the text in it. Longer addresses are refused by hosts. */
export function newFileAddress(pattern, { folder, name }, text) {
  const place = pattern
    .replace("{folder}", () => folder.split("/").map(encodeURIComponent).join("/"))
    .replace("{name}", () => encodeURIComponent(name));
  const address = place.replace("{text}", () => encodeURIComponent(text));
  const whole = pattern.includes("{text}") && address.length <= LONGEST;
  return { address: whole ? address : place.replace(/&[a-z]+=\{text\}/, ""), whole };
}
