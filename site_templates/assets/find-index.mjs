// Who serves whom as values: decoding commissioners/index.json and searching it. No page here.
import { normalise, wordsOf as parted } from "./search-text.mjs";

const [START, INSIDE] = [1, 2];
const SAME = -1;
const RANKS = 6;
const WORST = RANKS - 1;
const CODE = /^[0-9a-z-]+$/;

/** One text with a line a row, in which a word is looked for at once. */
function column(text, count) {
  const starts = new Uint32Array(count + 1);
  for (let row = 1; row <= count; row++) starts[row] = text.indexOf("\n", starts[row - 1]) + 1 || text.length + 1;
  return { text, starts, count };
}

const lines = (text, count) => (count ? text.split("\n") : []);

/** Calls `found(row, START or INSIDE)` for each row of a column that holds the word. */
function each({ text, starts, count }, word, found) {
  let row = 0;
  for (let at = text.indexOf(word); at >= 0 && row < count; at = text.indexOf(word, starts[row])) {
    let end = count;
    while (end - row > 1) {
      const middle = (row + end) >> 1;
      if (starts[middle] <= at) row = middle;
      else end = middle;
    }
    found(row, at === starts[row] ? START : INSIDE);
    row += 1;
  }
}

function initials(text, letters, otherwise, count) {
  const read = [...text].map((char) => letters.get(char) ?? char).join("");
  const rows = lines(read, count);
  for (const [row, other] of Object.entries(otherwise)) rows[row] = other;
  return column(rows.join("\n"), count);
}

function decodeRegions(rows) {
  const regions = rows.map(([code, name, above, office, phone]) => ({ code, name, above, office, phone }));
  for (const region of regions) {
    const above = regions[region.above];
    region.own = normalise(region.name.slice(above && region.name.startsWith(above.name) ? above.name.length : 0));
    region.full = normalise(region.name);
  }
  return regions;
}

function decodePeople(people, regions, letters, otherwise) {
  const count = people.ids ? people.ids.split("\n").length : 0;
  const ids = lines(people.ids, count);
  const places = new Map(regions.map((region, place) => [region.code, place]));
  const names = normalise(people.names);
  return {
    count, ids,
    names: lines(people.names, count),
    units: lines(people.units, count),
    phones: lines(people.phones, count),
    regions: ids.map((id) => places.get(id.slice(0, 6)) ?? -1),
    columns: [column(names, count), column(people.ids, count), initials(names, letters, otherwise, count)],
  };
}

const coded = ({ kinds, rows }) => rows.map((place) => kinds[place]);

/** Level, region and person of each row on a day: 0 is nobody, null somebody whose phone the index does not tell. */
function heldOn(enterprises, day) {
  const levels = [...enterprises.levels];
  const regions = enterprises.regions.flatMap(([region, rows]) => new Array(rows).fill(region));
  let before = 0;
  const people = enterprises.people?.map((step) => (before += step));
  coded(enterprises.later).forEach((turns, row) => {
    const turn = turns.filter(([first]) => first <= day).pop();
    if (!turn) return;
    const [, level, person, region = regions[row]] = turn;
    levels[row] = level;
    regions[row] = region;
    if (person !== SAME) people[row] = person;
  });
  return { levels, regions, people };
}

function decodeEnterprises(enterprises, letters, otherwise, day) {
  const count = enterprises.levels.length;
  const names = normalise(enterprises.names);
  const former = enterprises.former.map(([, name]) => name);
  return {
    count,
    names: lines(enterprises.names, count),
    codes: lines(enterprises.codes, count),
    ...heldOn(enterprises, day),
    former: new Map(enterprises.former),
    industries: coded(enterprises.industries),
    titles: coded(enterprises.titles),
    formerRows: enterprises.former.map(([row]) => row),
    columns: [
      column(names, count),
      column(enterprises.codes.toLowerCase(), count),
      initials(names, letters, otherwise, count),
      column(normalise(former.join("\n")), former.length),
    ],
  };
}

/** The index as columns, as of a day; `load` of people is the number of enterprises that they serve. */
export function decode(index, day) {
  const [chars, read] = index.letters;
  const letters = new Map([...chars].map((char, place) => [char, read[place]]));
  const regions = decodeRegions(index.regions);
  const enterprises = decodeEnterprises(index.enterprises, letters, index.otherwise[0], day);
  const people = decodePeople(index.people, regions, letters, index.otherwise[1]);
  const load = new Uint32Array(people.count);
  for (const person of enterprises.people ?? []) if (person) load[person - 1] += 1;
  return { regions, enterprises, people: { ...people, load }, published: Boolean(enterprises.people) };
}

/** The words of a question; a code that was typed in groups is one word. */
export function wordsOf(query) {
  const words = parted(query);
  const joined = words.join("");
  return CODE.test(joined) && joined.length >= 10 ? [joined] : words;
}

// Less than three digits stand in every code.
const long = (word) => !/^[0-9]/.test(word) || word.length > 2;

/** The places that a word names: by their own name, else by name and city together, else by code. */
function placesOf(regions, word) {
  const named = (test) => regions.flatMap((region, place) => (test(region) ? [place] : []));
  const own = named((region) => region.own.includes(word));
  if (own.length) return own;
  const full = named((region) => region.full.includes(word));
  return full.length || !/^[0-9]{4,6}$/.test(word) ? full : named((region) => region.code.startsWith(word));
}

const improve = (ranks, row, rank) => {
  if (!ranks[row] || rank < ranks[row]) ranks[row] = rank;
};

function enterpriseRanks({ count, columns, regions, formerRows }, word, within) {
  const ranks = new Uint8Array(count);
  const [names, codes, read, former] = columns;
  each(names, word, (row, at) => improve(ranks, row, at));
  if (CODE.test(word) && long(word)) {
    each(codes, word, (row, at) => improve(ranks, row, at));
    each(read, word, (row, at) => improve(ranks, row, at + 1));
  }
  each(former, word, (row) => improve(ranks, formerRows[row], 3));
  if (within.size) regions.forEach((region, row) => within.has(region) && improve(ranks, row, WORST));
  return ranks;
}

function peopleRanks({ count, columns, regions, phones }, word, places) {
  const ranks = new Uint8Array(count);
  const [names, ids, read] = columns;
  each(names, word, (row, at) => improve(ranks, row, at));
  if (CODE.test(word) && long(word)) {
    each(ids, word, (row, at) => improve(ranks, row, at));
    each(read, word, (row, at) => at === START && improve(ranks, row, 3));
  }
  if (places.size) regions.forEach((region, row) => places.has(region) && phones[row] && improve(ranks, row, WORST));
  return ranks;
}

/** The rows that hold every word, the best first; a row is as good as its worst word. */
function inOrder(count, ranksOfWords) {
  const ranked = Array.from({ length: RANKS }, () => []);
  for (let row = 0; row < count; row++) {
    let worst = 0;
    for (const ranks of ranksOfWords) {
      if (!ranks[row]) {
        worst = 0;
        break;
      }
      worst = Math.max(worst, ranks[row]);
    }
    if (worst) ranked[worst].push(row);
  }
  return ranked.flat();
}

const together = (sets) => [...sets[0]].filter((place) => sets.every((set) => set.has(place)));

/** Rows of places, enterprises and people that answer to a question, the best first. */
export function find({ regions, enterprises, people }, words) {
  if (!words.length) return { places: [], enterprises: [], people: [] };
  const named = words.map((word) => new Set(placesOf(regions, word)));
  const within = named.map((places) => new Set(regions.flatMap((_, place) => (inside(regions, place, places) ? [place] : []))));
  return {
    places: together(words.length > 1 ? within : named),
    enterprises: inOrder(enterprises.count, words.map((word, at) => enterpriseRanks(enterprises, word, within[at]))),
    people: inOrder(people.count, words.map((word, at) => peopleRanks(people, word, named[at]))),
  };
}

function inside(regions, place, places) {
  for (let at = place; at >= 0; at = regions[at].above) if (places.has(at)) return true;
  return false;
}

/** The region whose office is to be called: a national enterprise's is the city, else the nearest with an office. */
export function officeOf(regions, place, level) {
  const city = (at) => regions[regions[at].above]?.above === -1;
  let at = place;
  if (level === "2" && regions[at].above >= 0 && !city(at)) at = regions[at].above;
  while (!regions[at].phone && regions[at].above >= 0) at = regions[at].above;
  return regions[at];
}
