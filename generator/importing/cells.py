"""The value of a cell as a file holds it: what a spreadsheet did to dates, codes and numbers undone, or named."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import EnumType
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any

from generator import forms
from generator.checksums import check_character, credit_code_holds
from generator.hygiene import UNSEEN
from generator.importing.values import MisreadError, Raw
from generator.nearest import SHORT, closest
from generator.records.types import CREDIT_CODE, DATE, PHONE, SLUG

Value = str | list[str]
"""What a file holds: text, or a list of texts."""

_EPOCH = date(1899, 12, 30)
_DAYS = range(20_000, 80_000)
"""Numbers that are days of a spreadsheet: 1954 to 2119."""

_EXACT = 10**15
"""From here on a spreadsheet has forgotten digits."""

_NOTHING = frozenset({"/", "-", "--", "—", "——", "无", "暂无", "空", "n/a", "\\"})
_LONGEST_NOTHING = 3
_STILL = frozenset({"至今", "现在", "目前", "在任", "仍在服务", "在服务", "今"})
_HAN_BLANK = re.compile(r"(?<=[\u3400-\u9fff（）“”、，。]) +(?=[\u3400-\u9fff（）“”、，。])")
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_MONTH = re.compile(r"(?:19|20)[0-9]{2}\D{1,2}[0-9]{1,2}\D?")
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_MARKS = re.compile(r"[、，,；;\n]+")
_APART = r"(?<![0-9A-Za-z].(?=[0-9A-Za-z]))"
_BETWEEN_NAMES = (
    re.compile(r"[、；;\n]+"),
    re.compile(rf"[，,]{_APART}"),
    re.compile(rf"(?<=[^/]{{2}})/{_APART}(?=[^/]{{2}})"),
)
"""What stands between names, the surest first: of the others names hold some, 1,4-丁二醇 and TCP/IP网关."""

_LOST_ZERO = re.compile(r"[1-9][0-9]{8,10}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the cells of a column are read: what to write in them, the closed list if there is one, and the reading.

    `read` is given the cell as text without blanks around it, or as what else it is, and raises `MisreadError`.
    `answers` are words that say something here, also where elsewhere they are a stroke: 无. `days`: numbers are days.
    """

    words: str
    read: Callable[[Raw], Value | None]
    choices: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    days: bool = False


def shown(raw: Raw) -> str:
    """A cell as a message shows it: at most 40 characters of one line."""
    text = " ".join(clean(raw).split())
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 -- said above


def clean(raw: Raw) -> str:
    """A cell as text: NFC, without what cannot be seen, without blanks around its lines; a whole number in digits."""
    if isinstance(raw, str):
        return raw if raw.isascii() and raw.isalnum() else _clean(raw)
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float | int):
        return _digits(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ")
    return str(raw) if isinstance(raw, timedelta) else raw.isoformat()


@lru_cache(maxsize=50_000)
def _clean(text: str) -> str:
    seen = UNSEEN.sub(_seen, text.replace("\r\n", "\n").replace("_x000D_", "").replace("\t", " "))
    lines = unicodedata.normalize("NFC", seen).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _seen(found: re.Match[str]) -> str:
    if found[0] == "\n":
        return "\n"
    return " " if unicodedata.category(found[0]) == "Zs" else ""


def _digits(number: float) -> str:
    if number != number or abs(number) >= _EXACT:  # noqa: PLR0124 -- not a number
        return f"{number:G}"
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_blank(raw: Raw) -> bool:
    """Whether a cell says nothing: empty, blanks, or a stroke."""
    if not isinstance(raw, str):
        return False
    if len(raw) > _LONGEST_NOTHING and raw[0].isalnum():
        return False
    return not (text := clean(raw)) or text.lower() in _NOTHING


def _line(raw: Raw) -> str:
    """A name: one line, no blanks within Chinese."""
    return _HAN_BLANK.sub("", clean(raw).replace("\n", " "))


def _day(raw: Raw) -> str | None:
    if isinstance(raw, date):  # a datetime too
        return raw.isoformat()[:10]
    return _written_day(clean(raw))


@lru_cache(maxsize=10_000)
def _written_day(text: str) -> str | None:
    """A day as people write it; the few that there are stand in many cells."""
    if DATE.fullmatch(text) and (found := forms.day(text)):
        return found
    if forms.plain(text) in _STILL:
        return None
    if re.fullmatch(r"[0-9]{5}", forms.plain(text)) and int(forms.plain(text)) in _DAYS:
        return (_EPOCH + timedelta(days=int(forms.plain(text)))).isoformat()
    if found := forms.sure(forms.day, _TIME.sub("", forms.plain(text))):
        return found
    if DATE.fullmatch(forms.plain(text)):
        raise MisreadError(f"没有{forms.plain(text)}这一天", forms.why_no_day(forms.plain(text)))
    if _MONTH.fullmatch(forms.plain(text)):
        raise MisreadError(f"“{shown(text)}”只有年月，没有日", "写到哪一天，例如 2024-03-01")
    raise MisreadError(f"“{shown(text)}”不是日期", "写一个年月日，例如 2024-03-01")


def _credit_code(raw: Raw) -> str:
    text = clean(raw)
    if isinstance(raw, float | int) or _EXPONENT.fullmatch(forms.plain(text)):
        raise MisreadError(
            f"“{shown(raw)}”是数字，后面的几位已经丢了",
            "把这一列的单元格格式设为“文本”，从原来的资料重新粘贴代码",
        )
    code = re.sub(r"[\s-]", "", forms.plain(text)).upper()
    if not re.fullmatch(CREDIT_CODE, code):
        meant = forms.credit_code(text)
        length = f"有{len(code)}位，应是18位" if len(code) != 18 else "里有代码不用的字符"  # noqa: PLR2004 -- GB 32100
        mend = f"核对后写 {meant.strip(chr(34))}" if meant else "对照营业执照写十八位，不用字母 I、O、Z、S、V"
        raise MisreadError(f"“{shown(raw)}”{length}", mend)
    if not credit_code_holds(code):
        raise MisreadError(
            f"“{code}”的校验位不对",
            f"对照营业执照逐位核对；如果前十七位都对，最后一位是 {check_character(code)}",
        )
    return code


def _region_code(raw: Raw) -> str:
    found = forms.region_code(clean(raw))
    if found is None:
        raise MisreadError(f"“{shown(raw)}”不是区划代码", "写六位行政区划代码，例如 110101")
    return found.strip('"')


def _person_id(raw: Raw) -> str:
    found = forms.commissioner_id(clean(raw))
    if found is None:
        raise MisreadError(f"“{shown(raw)}”不是专员编号", "写专员办代码加编号，例如 110101-003；新专员空着")
    return found


def _phone(raw: Raw) -> str:
    text = clean(raw)
    if not isinstance(raw, str) and _LOST_ZERO.fullmatch(text) and not _MOBILE.fullmatch(text):
        raise MisreadError(
            f"“{text}”是数字，开头的0丢了", "把单元格格式设为“文本”，重新写，例如 010-12345678"
        )
    if _MOBILE.fullmatch(re.sub(r"[\s-]", "", forms.plain(text))):
        raise MisreadError("这里是手机号，公开的文件里不写", "写单位的办公电话，例如 010-12345678")
    found = text if re.fullmatch(PHONE, text) else forms.phone(text)
    if found is None:
        raise MisreadError(
            f"“{shown(raw)}”不是一个办公电话", "只写一个，带区号，各段用 - 分开，例如 010-12345678"
        )
    return found


def _identifier(raw: Raw, prefix: str = "") -> str:
    """An id of small letters, digits and hyphens, where it is one with its letters made small."""
    text = forms.plain(clean(raw)).lower()
    if re.fullmatch(SLUG, text) and text.startswith(prefix):
        return text
    mend = f"{prefix} 开头，" if prefix else ""
    raise MisreadError(f"“{shown(raw)}”不是编号的写法", f"{mend}只用小写字母、数字和连字符；没有编号就空着")


def _amount(raw: Raw) -> str:
    found = forms.whole(clean(raw))
    if found is None:
        raise MisreadError(f"“{shown(raw)}”不是整数金额", "写整数元，例如 350000")
    return found


def _folded(text: str) -> str:
    return re.sub(r"[\s\"'“”‘’()（）]", "", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True, slots=True)
class _Words:
    """A closed list, with what people write for the words of it."""

    choices: tuple[str, ...]
    by_fold: Mapping[str, str]

    def one(self, raw: Raw) -> str:
        return self._chosen(clean(raw))

    def several(self, raw: Raw) -> list[str]:
        return list(dict.fromkeys(map(self._chosen, _parts(clean(raw).replace("/", "、")))))

    def _chosen(self, text: str) -> str:
        found = self.by_fold.get(text) or self.by_fold.get(_folded(text))
        if found is None:
            near, listed = closest(text, self.choices, SHORT), f"可选：{'、'.join(self.choices)}"
            mend = f"是“{near}”就改成它；{listed}" if near else listed
            raise MisreadError(f"没有“{shown(text)}”这个选项", mend)
        return found


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _MARKS.split(text) if part.strip()]


def _names(raw: Raw) -> list[str]:
    parts = [_line_list(raw)]
    for mark in _BETWEEN_NAMES:
        if len(parts) == 1:
            parts = [part.strip() for part in mark.split(parts[0]) if part.strip()]
    return list(dict.fromkeys(parts))


def _ids(raw: Raw) -> list[str]:
    return list(dict.fromkeys(_parts(_line_list(raw))))


def _line_list(raw: Raw) -> str:
    return "\n".join(_HAN_BLANK.sub("", line) for line in clean(raw).split("\n"))


def _days(raw: Raw) -> list[str]:
    parts = [raw] if not isinstance(raw, str) else _parts(clean(raw))
    return [day for part in parts if (day := _day(part))]


LINE = Form(words="一行文字", read=_line)
TEXT = Form(words="文字，可以分行", read=clean)
DAY = Form(words="年-月-日，例如 2024-03-01", read=_day, days=True)
DAYS = Form(words="一个或几个日期，用“、”分开", read=_days, days=True)
CREDIT_CODES = Form(words="十八位，单元格格式设为“文本”", read=_credit_code)
REGION_CODES = Form(words="六位行政区划代码", read=_region_code)
PERSON_ID = Form(words="专员办代码加编号，例如 110101-003", read=_person_id)
PHONES = Form(words="单位的一个办公电话，带区号，例如 010-12345678", read=_phone)
IDENTIFIER = Form(words="小写字母、数字和连字符", read=_identifier)
RECORD_IDS = Form(words="r- 开头，小写字母、数字和连字符", read=partial(_identifier, prefix="r-"))
REQUEST_IDS = Form(words="q- 开头，小写字母、数字和连字符", read=partial(_identifier, prefix="q-"))
AMOUNT = Form(words="整数元，例如 350000", read=_amount)
NAMES = Form(words="一个或几个，用“、”分开", read=_names)
IDS = Form(words="一个或几个，用“、”分开", read=_ids)


def choice(enum: EnumType, others: Mapping[str, str] = MappingProxyType({})) -> Form:
    """One word of a closed list; `others` are words that people write for one of it."""
    words = _words(enum, others)
    return Form(words="从可选的词里选一个", read=words.one, choices=words.choices)


def several(enum: EnumType, others: Mapping[str, str] = MappingProxyType({})) -> Form:
    """Words of a closed list."""
    words = _words(enum, others)
    return Form(words="从可选的词里选一个或几个，用“、”分开", read=words.several, choices=words.choices)


def _words(enum: EnumType, others: Mapping[str, str]) -> _Words:
    members: Mapping[str, Any] = enum.__members__
    choices = tuple(str(member.value) for member in members.values())
    named = {**others, **dict(zip(choices, choices, strict=True))}
    return _Words(choices, {_folded(word): choice for word, choice in named.items()})
