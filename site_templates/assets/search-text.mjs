// Text as the search sees and shows it: one form, words, tokens, and the places of what was found.
// generator/search/tokens.py and grams.py do the same; a test holds the two together.

const IGNORED = "[\\](){}<>\"'`〔〕【】「」『』《》〈〉“”‘’\\u00ad\\u200b-\\u200f\\u2060\\ufeff";
const GAP = `[\\s${IGNORED}]*`;
const HAN = "\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp(`[0-9a-z]+|[${HAN}]+`, "gu");
const BLANKS_AFTER_HAN = new RegExp(`([${HAN}]) +`, "gu");
const BLANKS_BEFORE_HAN = new RegExp(` +(?=[${HAN}])`, "gu");
const UNSEEN_AND_BRACKETS = new RegExp(`[${IGNORED}]`, "g");
const SNIPPET = 110;

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
export function excerpt(texts, words) {
  const places = texts.map((text) => alike(text).search(finder(words)));
  const which = places[0] < 0 && (places[1] >= 0 || !texts[0]) ? 1 : 0;
  const text = texts[which];
  const at = Math.max(0, places[which]);
  const sentence = 1 + Math.max(...[..."。；\n"].map((sign) => text.lastIndexOf(sign, at)));
  const start = at < SNIPPET / 2 && !which ? 0 : at - sentence < 40 ? sentence : at - 30;
  const piece = text.slice(start, start + SNIPPET).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
  const tail = start + SNIPPET < text.length ? "…" : "";
  return (start && start !== sentence ? "…" : "") + piece.replace(/\s*\n\s*/g, " ").trim() + tail;
}
