// The search itself, without a page: folds text, reads the index part by part, verifies and ranks hits.
// generator/search/ makes the index and folds text in the same way; a test holds the two together.

const BASE = new URL("../../", import.meta.url);
const INDEX = new URL("search/index/", BASE);
const IGNORED = "[\\](){}<>\"'`〔〕【】「」『』《》〈〉“”‘’\\u00ad\\u200b-\\u200f\\u2060\\ufeff";
const GAP = `[\\s${IGNORED}]*`;
const HAN = "\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp(`[0-9a-z]+|[${HAN}]+`, "gu");
const BLANKS_AFTER_HAN = new RegExp(`([${HAN}]) +`, "gu");
const BLANKS_BEFORE_HAN = new RegExp(` +(?=[${HAN}])`, "gu");
const UNSEEN_AND_BRACKETS = new RegExp(`[${IGNORED}]`, "g");
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Places of a token in a document, in the order of the index; 0 is nowhere.
const [BODY, TAG, TITLE, END, START] = [1, 2, 3, 4, 5];
const SNIPPET = 110;
const AT_ONCE = 100;

const fold = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(UNSEEN_AND_BRACKETS, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\r\v\f\x85\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ");

/** One form for widths, cases, brackets, quotes, dashes and blanks. */
export const normalise = (text) =>
  fold(text).replace(BLANKS_AFTER_HAN, "$1").replace(BLANKS_BEFORE_HAN, "");

/** The words of a query: each must be found. */
export const wordsOf = (query) => [...new Set(fold(query).split(/[ \n]+/).filter(Boolean))];

/** The tokens of a word, in order: a document that holds the word holds them all. */
export function tokensOf(word) {
  const found = [];
  let before = "";
  let end = 0;
  for (const { 0: run, index } of word.matchAll(RUNS)) {
    const chars = [...run];
    const ascii = run < "\x7f";
    const last = Math.max(0, chars.length - (ascii ? 4 : 2));
    const step = ascii ? 4 : chars.length > 4 ? 2 : 1;
    const joined = before && index === end;
    // What joins two runs stands for a run of one character too.
    if (joined && found.at(-1) === before) found.pop();
    if (joined) found.push(before + chars[0]);
    for (let at = 0; at < last; at += step) found.push(chars.slice(at, at + (ascii ? 4 : 2)).join(""));
    if (!joined || chars.length > 1) found.push(chars.slice(last).join(""));
    before = chars.at(-1);
    end = index + run.length;
  }
  return found.length ? found : [...word];
}

// Reading

const kept = new Map();

function read(path, options) {
  if (!kept.has(path)) {
    const answer = fetch(new URL(path, INDEX), options).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${path}`);
      return response.json();
    });
    answer.catch(() => kept.delete(path));
    kept.set(path, answer);
  }
  return kept.get(path);
}

/** Read the manifest; a page calls it early, so that the first answer comes sooner. */
export const open = () => read("manifest.json", { cache: "no-cache" });

function listed(text) {
  const numbers = [];
  let number = -1;
  let gap = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at++) {
    const value = DIGITS.indexOf(text[at]);
    gap |= (value & 31) << shift;
    shift += 5;
    if (value < 32) {
      number += gap + 1;
      numbers.push(number);
      gap = shift = 0;
    }
  }
  return numbers;
}

function hash(token) {
  let value = 0x811c9dc5;
  for (const char of token) value = Math.imul(value ^ char.codePointAt(0), 0x01000193);
  return value >>> 0;
}

async function placesOf(token, index) {
  const shard = await read(`${index.revision}/t/${hash(token) % index.shards}.json`);
  const places = new Uint8Array(index.docs);
  (shard[token] ?? "").split(",").forEach((list, place) => {
    for (const doc of listed(list)) places[doc] = place + 1;
  });
  return places;
}

async function columnsOf(index, today) {
  const { rest, sections, ends } = await read(`${index.revision}/columns.json`);
  const section = new Array(index.docs).fill(rest);
  const ended = new Uint8Array(index.docs);
  for (const [label, list] of Object.entries(sections)) for (const doc of listed(list)) section[doc] = label;
  for (const [day, list] of Object.entries(ends)) if (day < today) for (const doc of listed(list)) ended[doc] = 1;
  return { section, ended };
}

// Ranking: 0 whole title or 发文字号, 1 start of the title, 2 in the title, 3 in the tags, 4 partly in the title, 5 text

/** The best rank that tokens allow a document, or -1 where a token is missing. */
function bestRank(doc, words) {
  let least = TITLE;
  let inTitle = false;
  for (const tokens of words) {
    let place = TITLE;
    for (const places of tokens) place = Math.min(place, places[doc]);
    if (!place) return -1;
    inTitle ||= place === TITLE;
    least = Math.min(least, place);
  }
  if (least === BODY) return inTitle ? 4 : 5;
  if (least === TAG) return 3;
  const last = words.at(-1).at(-1)[doc];
  if (words[0][0][doc] < START) return 2;
  return last === END || last > START ? 0 : 1;
}

/** The rank of a document whose text is at hand, or -1 where a word is missing. */
function rank(texts, words) {
  const [title, number, tags, body] = texts.map(normalise);
  const head = `${title}\n${number}`;
  const inHead = words.filter((word) => head.includes(word)).length;
  if (inHead === words.length) {
    const asked = words.join("");
    if ([title, number].some((name) => name.replaceAll(" ", "") === asked)) return 0;
    return title.startsWith(words[0]) ? 1 : 2;
  }
  const missing = words.filter((word) => !`${head}\n${tags}`.includes(word));
  if (!missing.length) return 3;
  return missing.every((word) => body.includes(word)) ? (inHead ? 4 : 5) : -1;
}

/** Verify a document: its hit, or null. */
async function hitOf(doc, index, words, ended) {
  const block = await read(`${index.revision}/d/${Math.floor(doc / index.block)}.json`);
  const [path, section, title, number, summary, tags, text] = block[doc % index.block];
  const found = rank([title, number, tags.join("\n"), `${summary}\n${text}`], words);
  if (found < 0) return null;
  const snippet = excerpt([summary, text], words);
  return { order: found * 2 + ended, doc, href: BASE.href + path, section, title, number, tags, snippet, ended };
}

const byOrder = (hit, other) => hit.order - other.order || hit.doc - other.doc;

/**
 * Answer a query. `hits` are verified and in order, at most `limit`; `total` is sure only if `exact`;
 * `sections` counts each section as if there were no filter, sure only if `even`. `stale()` stops the work.
 */
export async function search(query, options = {}) {
  const index = await open();
  try {
    return await answer(query, index, options);
  } catch (fault) {
    kept.delete("manifest.json");
    const now = await open();
    if (now.revision === index.revision) throw fault;
    return answer(query, now, options);
  }
}

async function answer(query, index, { section = "", limit = 20, today = shanghaiDay(), stale = () => false }) {
  const words = wordsOf(query);
  if (!words.length || !index.docs) return { words, hits: [], total: 0, exact: true, even: true, sections: new Map() };
  const tokens = words.map(tokensOf);
  const [columns, ...places] = await Promise.all([
    columnsOf(index, today),
    ...tokens.map((list) => Promise.all(list.map((token) => placesOf(token, index)))),
  ]);
  const sections = new Map();
  const ranked = Array.from({ length: 12 }, () => []);
  const count = (label, change) => sections.set(label, (sections.get(label) ?? 0) + change);
  for (let doc = 0; doc < index.docs; doc++) {
    const best = bestRank(doc, places);
    const label = columns.section[doc];
    if (best < 0) continue;
    count(label, 1);
    if (!section || section === label) ranked[best * 2 + columns.ended[doc]].push(doc);
  }
  const waiting = ranked.flatMap((docs, order) => docs.map((doc) => ({ doc, order })));
  const certain = words.every((word, at) => tokens[at].length === 1 && tokens[at][0] === word);
  let hits = [];
  let read = 0;
  let wrong = 0;
  // A hit is settled when nothing that waits can come before it.
  const settled = () => (read < waiting.length ? hits.filter((hit) => byOrder(hit, waiting[read]) < 0).length : limit);
  for (let left = limit - settled(); left > 0 && read < waiting.length && !stale(); left = limit - settled()) {
    const batch = waiting.slice(read, read + Math.min(left, AT_ONCE));
    const found = await Promise.all(batch.map(({ doc }) => hitOf(doc, index, words, columns.ended[doc])));
    read += batch.length;
    batch.forEach(({ doc }, at) => {
      if (found[at]) return;
      wrong += 1;
      count(columns.section[doc], -1);
    });
    hits = [...hits, ...found.filter(Boolean)].sort(byOrder);
  }
  const exact = certain || read === waiting.length;
  const even = certain || (exact && !section);
  return { words, hits: hits.slice(0, limit), total: waiting.length - wrong, exact, even, sections };
}

const shanghaiDay = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

// Showing

function finder(words) {
  const spelled = words.map((word) => [...word].map((char) => char.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join(GAP));
  return new RegExp(spelled.sort((word, other) => other.length - word.length).join("|"), "g");
}

/** Fold every character that stays one character, so that places in the text remain places. */
const alike = (text) =>
  text.replace(/[^\x20-\x40a-z\u4e00-\u9fff]/gu, (char) => {
    const folded = fold(char);
    return folded.length === char.length ? folded : char;
  });

/** A text in parts, by turns plain and found. */
export function marked(text, words) {
  const parts = [];
  let end = 0;
  for (const match of words.length ? alike(text).matchAll(finder(words)) : []) {
    parts.push(text.slice(end, match.index), match[0] && text.slice(match.index, match.index + match[0].length));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/** The lines around the first hit in the first of two texts that has one. */
function excerpt(texts, words) {
  const places = texts.map((text) => alike(text).search(finder(words)));
  const which = places[0] < 0 && places[1] >= 0 ? 1 : 0;
  const text = texts[which];
  const at = Math.max(0, places[which]);
  const sentence = 1 + Math.max(...[..."。；\n"].map((sign) => text.lastIndexOf(sign, at)));
  const start = at < SNIPPET / 2 && !which ? 0 : at - sentence < 40 ? sentence : at - 30;
  const piece = text.slice(start, start + SNIPPET).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
  const tail = start + SNIPPET < text.length ? "…" : "";
  return (start && start !== sentence ? "…" : "") + piece.replace(/\s*\n\s*/g, " ").trim() + tail;
}
