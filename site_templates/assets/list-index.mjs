// The list of policies as values: decoding policies/index.json, filtering, counting and ordering. No page here.
import { compare, isReceiving, judge, parseTerm, STATUS } from "./today.mjs";

/** The facets of a state, as they are named in the address. */
export const facetsOf = (state) => Object.keys(state).filter((key) => state[key] instanceof Set);

/** Text as it is compared: width, case, kinds of brackets and quotes do not matter. */
export function fold(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[〔【\[{]/g, "(")
    .replace(/[〕】\]}]/g, ")")
    .replace(/[“”「」『』‘’'"]/g, "");
}

/** The places under which a policy is listed, by the positions of its regions: where it applies, and their cities. */
function listedUnder({ regions, whole }) {
  const codes = regions.map(([code]) => code);
  const city = regions.map(([, , above]) => above);
  const known = new Map();
  const made = (named) =>
    named.includes(whole)
      ? codes
      : codes.filter((_, place) => named.some((own) => own === place || own === city[place] || city[own] === place));
  return (named) => {
    const key = named.join();
    if (!known.has(key)) known.set(key, made(named));
    return known.get(key);
  };
}

/** What a row is worth: its leading benefit of the day; where it is over, what goes on (generator/pages/rows.py). */
function worth({ figure, leading, goingOn }, term, state, day) {
  const rank = ([own, without]) => (isReceiving(judge(own, day)) ? 0 : 2) + without;
  const first = (best, each) => (rank(each) < rank(best) ? each : best);
  if (!["ended", "replaced"].includes(state.kind)) return leading.length ? leading.reduce(first).slice(2) : figure;
  const { ends } = parseTerm(term);
  const left = ends && ends < day ? 0 : goingOn;
  return ["—", "", left ? `${left}项继续适用` : "不再受理"];
}

/** The rows of the index with names in place of positions, and their state on `day`. */
export function decode(index, day) {
  const names = (list, positions) => positions.map((position) => list[position]);
  const places = listedUnder(index);
  return index.rows.map(
    ([id, title, number, issuers, level, regions, topics, supports, claims, term, published, checked,
      official, figure, summary, successor, sample, extra, note, goingOn, leading], place) => {
      const state = judge(term, day);
      const issuerNames = names(index.issuers, issuers);
      return {
        id, title, number, term, state, published, checked, official, summary, successor, sample, note, place,
        figure: worth({ figure, leading, goingOn }, term, state, day),
        issuers: issuerNames.join("、"),
        claims: names(index.claims, claims).join("、"),
        text: fold([title, number, ...issuerNames, extra].join("\n")),
        status: [STATUS[state.kind]],
        support: names(index.supports, supports),
        level: [index.levels[level]],
        claim: names(index.claims, claims),
        topic: names(index.topics, topics),
        region: places(regions),
      };
    },
  );
}

const holds = (row, facet, chosen) => chosen.size === 0 || row[facet].some((value) => chosen.has(value));

const words = (query) => fold(query).split(/\s+/).filter(Boolean);

/** Rows that hold every word of the query and, in each facet but `except`, one of the values chosen. */
export function filter(rows, state, except = "") {
  const asked = words(state.q);
  return rows.filter(
    (row) =>
      asked.every((word) => row.text.includes(word)) &&
      facetsOf(state).every((facet) => facet === except || holds(row, facet, state[facet])),
  );
}

/** How many rows each value of a facet would leave, the other facets as they are. */
export function counts(rows, state, facet) {
  const found = new Map();
  for (const row of filter(rows, state, facet)) {
    for (const value of row[facet]) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

const newest = (row, other) => other.published.localeCompare(row.published);

const ORDERS = {
  closing: (row, other) => compare(row.state, other.state) || newest(row, other) || (row.id < other.id ? -1 : 1),
  published: newest,
  checked: (row, other) => other.checked.localeCompare(row.checked),
};

/** Rows in an order; equal ones stay as they stand in the index. */
export function sorted(rows, order) {
  return [...rows].sort((row, other) => ORDERS[order](row, other) || row.place - other.place);
}

/** The parts of a state that can be dropped, each with the state without it and the rows it then leaves. */
export function withoutOne(rows, state) {
  const parts = state.q.trim() ? [{ facet: "q", value: state.q.trim(), state: { ...state, q: "" } }] : [];
  for (const facet of facetsOf(state)) {
    for (const value of state[facet]) {
      const left = new Set(state[facet]);
      left.delete(value);
      parts.push({ facet, value, state: { ...state, [facet]: left } });
    }
  }
  return parts.map((part) => ({ ...part, rows: filter(rows, part.state).length }));
}
