// What was typed as what was meant; no page here.

const BRACKETED = /\s*[[({〔【〈<《「]\s*([0-9]{4})\s*年?\s*[\])}〕】〉>》」]\s*/g;
const YEAR = "(?:19|20)[0-9]{2}";
const NUMBER = "(?:[1-9][0-9]*|[一二三四五六七八九十百零〇]+)";
const UNITS = "[\\u4e00-\\u9fff]+(?: [\\u4e00-\\u9fff]+)*";
const FORMS = [
  `[\\u4e00-\\u9fff]+〔${YEAR}〕[1-9][0-9]*号`,
  `${UNITS}公告(?:〔${YEAR}〕|${YEAR}年)第[1-9][0-9]*号`,
  `(?:${UNITS})?令(?:〔${YEAR}〕|${YEAR}年)?第${NUMBER}号`,
].map((form) => new RegExp(`^${form}$`));

const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
/** Why no file can have a name, as generator/source.py has it; "" for one that a file can have. */
export const fileFault = (name) => (RESERVED.test(name) ? "Windows 不让文件叫这个名字，换一个" : "");

const folded = (typed) => typed.normalize("NFKC").trim();

/** Whether a 发文字号 is written as it should be. */
export const isDocNo = (text) => FORMS.some((form) => form.test(text)) && !/公告〔[0-9]{4}〕[0-9]/.test(text);

/** A 发文字号 as it should be written, or what was typed where nobody can tell. */
export function docNo(typed) {
  let text = folded(typed).replace(/[。.]$/, "").replace(BRACKETED, "〔$1〕").replace(/号$/, "").trim();
  text = text.replace(/\s*(第|年)\s*/g, "$1");
  const named = /^(.*?)\s*(公告|令)\s*(.*)$/.exec(text);
  if (named) {
    const units = named[1].replace(/\s*[、,;/]\s*|\s+/g, " ").trim();
    const rest = new RegExp(`^(〔${YEAR}〕|${YEAR}年)?第?(${NUMBER}|0[0-9]+)$`).exec(named[3].replace(/\s/g, ""));
    if (!rest) return typed.trim();
    text = `${units}${named[2]}${rest[1] ?? ""}第${rest[2]}号`;
  } else {
    text = `${text.replace(/\s/g, "").replaceAll("第", "")}号`.replace(new RegExp(`([\\u4e00-\\u9fff])(${YEAR})年(?=[0-9])`), "$1〔$2〕");
  }
  text = text.replace(/([〕第年])0+(?=[1-9])/g, "$1");
  return isDocNo(text) ? text : typed.trim();
}

const TIMES = { 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8 };

/** An amount in whole 元, or what was typed: 1,000,000 and 100万元 are 1000000. */
export function yuan(typed) {
  const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?(千|万|百万|千万|亿)?元?$/.exec(folded(typed).replace(/[,\s]/g, ""));
  if (!parts) return typed.trim();
  const [, sign, whole, part = "", times] = parts;
  const decimals = part.replace(/0+$/, "");
  const places = times ? TIMES[times] : 0;
  if (decimals.length > places) return typed.trim();
  const digits = (whole + decimals.padEnd(places, "0")).replace(/^0+(?=.)/, "");
  return digits === "0" ? digits : sign + digits;
}

/** A whole number, or what was typed: １，０００ is 1000. */
export function whole(typed) {
  const parts = /^(-?)0*([0-9]+)$/.exec(folded(typed).replace(/[,\s]/g, ""));
  return parts ? (parts[2] === "0" ? "0" : parts[1] + parts[2]) : typed.trim();
}

/** A share with its sign, or what was typed: 3 and 3.0 ％ are 3%. */
export function percent(typed) {
  const parts = /^(-?)0*([0-9]+)(?:\.([0-9]+))?\s*(?:%|个百分点)?$/.exec(folded(typed));
  if (!parts) return typed.trim();
  const part = (parts[3] ?? "").replace(/0+$/, "");
  const share = `${parts[2]}${part && `.${part}`}`;
  return `${share === "0" ? "" : parts[1]}${share}%`;
}

/** A work phone: full-width digits, brackets and odd hyphens put right. */
export const phone = (typed) =>
  folded(typed).replace(/^\(([0-9]{3,4})\)\s*/, "$1-").replace(/[‐‑–—―－]/g, "-").replace(/转/, "-").replace(/\s*-\s*/g, "-");

/** An id: lower case, hyphens for what stands between. */
export const slug = (typed) => folded(typed).toLowerCase().replace(/[\s_./\\]+/g, "-").replace(/-{2,}/g, "-").replace(/^-|-$/g, "");

/** A web address without spaces around it. */
export const address = (typed) => (/^[\w.-]+\.[a-z]{2,}(?:\/|$)/i.test(typed.trim()) ? `https://${typed.trim()}` : typed.trim());
