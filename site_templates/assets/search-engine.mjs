// The search itself, without a page: reads the index of generator/search/ part by part, verifies and ranks.
import { excerpt, normalise, tokensOf, wordsOf } from "./search-text.mjs";

export { marked } from "./search-text.mjs";

const BASE = new URL("../../", import.meta.url);
const INDEX = new URL("search/index/", BASE);
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const AT_ONCE = 100;

// Places of a token in a document, in the order of the index; 0 is nowhere.
const [BODY, TAG, TITLE, END, START] = [1, 2, 3, 4, 5];

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
  // What is named in the title is told by its summary; what stands in the text is shown where it stands.
  const snippet = excerpt(found < 4 && summary ? [summary] : [summary, text], words);
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
  let seen = 0;
  let wrong = 0;
  // A hit is settled when nothing that waits can come before it.
  const settled = () => (seen < waiting.length ? hits.filter((hit) => byOrder(hit, waiting[seen]) < 0).length : limit);
  for (let left = limit - settled(); left > 0 && seen < waiting.length && !stale(); left = limit - settled()) {
    const batch = waiting.slice(seen, seen + Math.min(left, AT_ONCE));
    const found = await Promise.all(batch.map(({ doc }) => hitOf(doc, index, words, columns.ended[doc])));
    seen += batch.length;
    batch.forEach(({ doc }, at) => {
      if (found[at]) return;
      wrong += 1;
      count(columns.section[doc], -1);
    });
    hits = [...hits, ...found.filter(Boolean)].sort(byOrder);
  }
  const exact = certain || seen === waiting.length;
  const even = certain || (exact && !section);
  return { words, hits: hits.slice(0, limit), total: waiting.length - wrong, exact, even, sections };
}

const shanghaiDay = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
