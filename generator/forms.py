"""How a scalar should have been written: from what a clerk wrote to the form that the schema takes."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal

from generator.checksums import credit_code_holds
from generator.records.fact import FACT_KEY
from generator.records.policy import BENEFIT_REF
from generator.records.types import ACCOUNT, CREDIT_CODE, EMAIL, MOBILE, PHONE, WEB_ADDRESS

_MONTHS = 12
_LONGEST_SLUG = 64
_UNITS = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "十亿": 1_000_000_000,
    "百亿": 10_000_000_000,
}
_AMOUNT = re.compile(
    r"[¥+]?([0-9]{1,18}(?:\.[0-9]{1,10})?)([十百千万亿]{0,2})(?:元|人|家|项|年|月|个月|天|日|分|岁)?"
)
_EXPONENT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)e\+?([0-9]{1,2})", re.IGNORECASE)
_DAY = re.compile(r"((?:19|20)[0-9]{2})\D{1,3}([0-9]{1,2})\D{1,3}([0-9]{1,2})(?:日|号)?(?:[ T].*)?")
_DAY_WITHOUT_MARKS = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_SHARE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,6})?)\s*%?|百分之([0-9]{1,4}(?:\.[0-9]{1,4})?)")
_YES = frozenset({"是", "有", "对", "真", "yes", "y", "on", "true", "t", "1", "√"})
_NO = frozenset({"否", "无", "不是", "没有", "假", "no", "n", "off", "false", "f", "0", "×"})
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212~\-—]+\s*")
_AREA = re.compile(r"\(([0-9]{3,4})\)\s*-?\s*")
_LOOKALIKES = str.maketrans("OIZS", "0125")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LISTED = re.compile(r"[^、，；。：]{1,20}(?:[、，；][^、，；。：]{1,20})+")
_BETWEEN_WORDS = re.compile(r"[、，；,;/／|\s]+")
_COUNTRY = re.compile(r"\+?86[- ]\s*0?")


def plain(text: str) -> str:
    """The text with full-width letters, digits and marks made plain, without spaces and quotes around it."""
    return unicodedata.normalize("NFKC", text).strip(" \t\n\u3000\"'“”‘’")


def day(text: str) -> str | None:
    """A date as `2026-04-01`; None where the text names no day that exists."""
    found = _DAY.fullmatch(plain(text)) or _DAY_WITHOUT_MARKS.fullmatch(plain(text))
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


def why_no_day(text: str) -> str:
    """The mend for a date in the right form that stands in no calendar."""
    year, month = (int(part) for part in text.split("-")[:2])
    if not 1 <= month <= _MONTHS:
        return "月份写 01 到 12"
    if year == 0:
        return "年份写四位数字，例如 2026-04-01"
    return f"核对日子；{year}年{month}月是1日到{calendar.monthrange(year, month)[1]}日"


def whole(text: str) -> str | None:
    """A whole number in digits: `500万元` is `5000000`; None where the text is none."""
    written = re.sub(r"[,_\s，]", "", plain(text))
    if found := _AMOUNT.fullmatch(written):
        if found[2] not in _UNITS:
            return None
        value = Decimal(found[1]) * _UNITS[found[2]]
    elif found := _EXPONENT.fullmatch(written):
        value = Decimal(found[1]).scaleb(int(found[2]))
    else:
        return None
    return str(int(value)) if value == int(value) and value < 10**18 else None


def share(text: str) -> str | None:
    """A percentage with its sign: `5` and `0.05` are `5%`; None where the text is none."""
    found = _SHARE.fullmatch(plain(text))
    if found is None:
        return None
    value = Decimal(found[1] or found[2])
    if found[1] and "%" not in plain(text) and 0 < value < 1:
        value *= 100
    return f"{value.normalize():f}%"


def flag(text: str) -> str | None:
    """`true` or `false` for a word that means it; None for any other."""
    word = plain(text).lower()
    return "true" if word in _YES else "false" if word in _NO else None


_PLAIN_NUMBER = r"[¥+]?(?:[0-9]+|[0-9]{1,3}(?:[, ][0-9]{3})+)(?:\.[0-9]+)?[十百千万亿]{0,2}[元人家项]?"
_SURE: Mapping[Callable[[str], str | None], re.Pattern[str]] = {
    day: re.compile(
        r"[0-9]{4} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?[日号]?(?:[ T]0?0:00(?::00)?)?|[0-9]{8}"
    ),
    whole: re.compile(_PLAIN_NUMBER),
    share: re.compile(r".*%"),
    flag: re.compile(r".*"),
}


def sure(form: Callable[[str], str | None], text: str) -> str:
    """What a form makes of a text, where that says the same; "" where it leaves something out or is a guess.

    A date with words behind it, a number with a unit of time and a share without its sign may mean another thing.
    """
    return form(text) or "" if _SURE[form].fullmatch(plain(text)) else ""


def region_code(text: str) -> str | None:
    """A 行政区划代码 in quotes: the first six digits also of a longer 统计用区划代码; None where there is none."""
    found = re.fullmatch(r"([0-9]{6})(?:0{3}|0{6})?", re.sub(r"\s", "", plain(text)))
    return f'"{found[1]}"' if found else None


def credit_code(text: str) -> str | None:
    """A 统一社会信用代码 in capital letters without blanks; None where the text is none.

    Letters that no code has stand for the digits that they look like, where the check character then holds.
    """
    written = re.sub(r"[\s-]", "", plain(text)).upper()
    if re.fullmatch(CREDIT_CODE, written):
        return f'"{written}"'
    meant = written.translate(_LOOKALIKES)
    return f'"{meant}"' if re.fullmatch(CREDIT_CODE, meant) and credit_code_holds(meant) else None


def commissioner_id(text: str) -> str | None:
    """A commissioner's id with its three digits behind the code; None where the text is none."""
    found = re.fullmatch(r"([0-9]{6})\D{0,3}([0-9]{1,4})", re.sub(r"\s", "", plain(text)))
    return f"{found[1]}-{found[2]:0>3}" if found else None


def phone(text: str) -> str | None:
    """A work phone with - between its parts; None where the text is not one number, or a mobile one."""
    written = _AREA.sub(r"\1-", plain(text))
    written = re.sub(r"\s*(?:转|ext\.?)\s*", "-", written, flags=re.IGNORECASE)
    written = _DASHES.sub("-", written)
    if found := _COUNTRY.match(written):
        written = f"0{written[found.end() :]}"
    return written if re.fullmatch(PHONE, written) and not _MOBILE.fullmatch(written) else None


def mobile(text: str) -> str | None:
    """A mobile number in eleven digits, or a phone with - between its parts; None where the text is neither."""
    written = re.sub(r"[\s-]", "", plain(text)).removeprefix("+").removeprefix("86").removeprefix("0")
    line = phone(text)
    return written if _MOBILE.fullmatch(written) else line if line and re.fullmatch(MOBILE, line) else None


_HALF = re.compile(r"((?:19|20)[0-9]{2})\D{0,2}?(?:h|年?第?)?(上|下|1|2|一|二)(?:半年)?", re.IGNORECASE)


def report_period(text: str) -> str | None:
    """A half-year as `2026-h1`, the first report or an adjustment; None where the text is none."""
    written = re.sub(r"\s", "", plain(text))
    if written.lower() in {"first", "adjustment"}:
        return written.lower()
    if words := {"首次": "first", "首次报送": "first", "调整": "adjustment", "调整情况": "adjustment"}.get(
        written
    ):
        return words
    found = _HALF.fullmatch(written)
    return f"{found[1]}-h{1 if found[2] in '上1一' else 2}" if found else None


def items(text: str, known: Collection[str] = ()) -> list[str] | None:
    """The items of a list that was written with Chinese commas; None where the text is no such list.

    Of `known` words there may be anything between two: 资金/人才.
    """
    words = [word for word in _BETWEEN_WORDS.split(text) if word]
    if len(words) > 1 and set(known).issuperset(words):
        return words
    return [item.strip() for item in re.split("[、，；]", text)] if _LISTED.fullmatch(text) else None


def slug(text: str) -> str | None:
    """An id in small letters, digits and hyphens; None where nothing can be made of the text."""
    written = re.sub(r"[^a-z0-9]+", "-", plain(text).lower()).strip("-")
    return written if written and len(written) <= _LONGEST_SLUG and plain(text).isascii() else None


def prefixed(letter: str, text: str) -> str | None:
    """An id of letters, digits and hyphens behind its letter: r-2026-0001; None where nothing can be made of it."""
    written = slug(re.sub(r"^[a-z](?=[-_ 0-9])[-_ ]?", "", plain(text).lower()))
    return f"{letter}-{written}" if written else None


def fact_key(text: str) -> str | None:
    """A key of a fact, in small letters with low lines; None where nothing can be made of the text."""
    written = plain(text).lower().replace("-", "_")
    return written if re.fullmatch(FACT_KEY, written) else None


def benefit(text: str) -> str | None:
    """A benefit as `policy#benefit`; None where the text does not name both."""
    written = re.sub(r"\s*[#/:]\s*", "#", plain(text).lower())
    return written if re.fullmatch(BENEFIT_REF, written) else None


def email(text: str) -> str | None:
    """A mail address without spaces and full-width marks; None where it is none."""
    written = re.sub(r"\s", "", plain(text)).removeprefix("mailto:")
    return written if re.fullmatch(EMAIL, written) else None


def account(text: str) -> str | None:
    """An account or a team on a git host without @ and the host's address; None where the text is none."""
    written = re.sub(r"^(?:https?://[^/]+/|@)|/$", "", plain(text))
    return written if re.fullmatch(ACCOUNT, written) else None


def web_address(text: str) -> str | None:
    """An address on the web with its scheme; None where it is none."""
    written = plain(text)
    written = written if "://" in written else f"https://{written}"
    return written if re.fullmatch(WEB_ADDRESS, written) and "." in written else None
