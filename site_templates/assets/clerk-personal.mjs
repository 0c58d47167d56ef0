// What of personal data stands in a text that would be published: rule 37 as generator/rules/privacy.py has it. No page here.

const FREE = "(?:^|[^0-9A-Za-z])";
const END = "(?![0-9A-Za-z])";
const GAP = "[ \\-\\u2010-\\u2015\\u2212]{0,3}";
const AMOUNTS = ["at_least", "more_than", "at_most", "less_than", "fixed", "up_to"];
const ADDRESS = /https?:\/\/[^\s?"'<>]+/g;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

const summed = (values) => values.reduce((sum, each) => sum + each, 0);
const isIdentity = (number) => "10X98765432"[summed(WEIGHTS.map((weight, at) => weight * number[at])) % 11] === number[17].toUpperCase();

/** Whether a number that begins with 9 is a 统一社会信用代码. */
function isCreditCode(code) {
  const sum = summed([...code.slice(0, 17)].map((char, at) => ALPHABET.indexOf(char) * (3 ** at % 31)));
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17];
}

/** Whether the check digit of a bank card holds. */
function isCard(number) {
  const digits = [...number.replace(/[- ]/g, "")].reverse().map(Number);
  return summed(digits.map((digit, at) => (at % 2 ? Math.floor(digit / 5) + ((2 * digit) % 10) : digit))) % 10 === 0;
}

/** Whether an ID-card number, which may be written in groups, holds. */
function isIdentityCard(written) {
  const number = written.replace(/[^0-9X]/gi, "");
  return isIdentity(number) && !(number[0] === "9" && isCreditCode(number.toUpperCase()));
}

const isSo = () => true;
const KINDS = [
  [
    "手机号",
    "(?:^|[^0-9A-Za-z]|[A-Za-z]{2}|id: [a-z])(?:(?:\\+|00)?86[- ]?)?" +
      `(1[3-9][0-9](?:${GAP}[0-9]{4}${GAP}[0-9]{4}|${GAP}[0-9]{3}${GAP}[0-9]{5}|\\.[0-9]{4}\\.[0-9]{4}))${END}`,
    isSo,
  ],
  [
    "身份证号",
    `${FREE}([1-9][0-9]{5}${GAP}(?:19|20)[0-9]{2}${GAP}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])${GAP}[0-9]{3}[0-9Xx])${END}`,
    isIdentityCard,
  ],
  [
    "银行卡号",
    `${FREE}((?:62[0-9]{2}([- ]?)[0-9]{4}\\2[0-9]{4}\\2[0-9]{4}(?:\\2[0-9]{1,3})?` +
      `|(?:4[0-9]|5[1-5])[0-9]{2}([- ]?)[0-9]{4}\\3[0-9]{4}\\3[0-9]{4}))${END}`,
    isCard,
  ],
  [
    "个人邮箱",
    "([0-9A-Za-z._+-]@(?:(?:vip\\.)?(?:qq|foxmail|163|126|yeah|188|263|139|189|wo|sina|sohu|21cn|tom|aliyun" +
      `|gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|proton|protonmail)\\.(?:com(?:\\.cn)?|cn|net|me))${END})`,
    isSo,
  ],
  [
    "微信号",
    `((?:(?:加微信|(?:微信|${FREE}(?:wechat|weixin|wx|vx))(?:[ _]?(?:号|id))?[:：]|(?:微信|${FREE}wechat) ?(?:号|id))[:： （(“"]*` +
      `|(?:微信|${FREE}(?:wechat|weixin)(?![0-9a-z]))[ （(“"]*(?=[a-z-]*[0-9_]))[a-z][0-9a-z_-]{5,19})${END}`,
    isSo,
  ],
].map(([what, form, holds]) => [what, new RegExp(form, "gi"), holds]);

/** What of personal data a text has that would be published, or undefined; after its `money` fields whole millions stand. */
export function personal(typed, money = []) {
  const amount = new RegExp(`\\b(?:${[...AMOUNTS, ...money].join("|")}): *["']?[1-9][0-9]*000000(?![0-9])`, "g");
  const narrow = typed.replace(/[０-９＠]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  const text = narrow.replace(ADDRESS, " ").replace(amount, " ");
  return KINDS.find(([, form, holds]) => [...text.matchAll(form)].some(([, number]) => holds(number)))?.[0];
}
