"""What a wrong value should be: messages and mends for each way in which a record fails to decode."""

import re
import types
import typing
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from enum import EnumType

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.records.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The code, message and mend of one finding."""

    code: str
    message: str
    help: str


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was likely meant."""
    close = get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return close[0] if close else None


def _field_names(record: type) -> dict[str, object]:
    """The keys that a record takes in a file, with the types of their values."""
    hints = typing.get_type_hints(record, include_extras=True)
    names: dict[str, object] = {}
    for field in fields(record):
        hint = hints[field.name]
        aliases = [
            meta.alias
            for meta in getattr(hint, "__metadata__", ())
            if isinstance(meta, FieldInfo) and meta.alias
        ]
        names[aliases[0] if aliases else field.name] = hint
    return names


def _members(hint: object) -> list[type]:
    """The record types and enums that a hint can stand for."""
    if typing.get_origin(hint) in {typing.Annotated, typing.Union, types.UnionType, tuple}:
        return [member for part in typing.get_args(hint) for member in _members(part)]
    if isinstance(hint, type) and (is_dataclass(hint) or isinstance(hint, EnumType)):
        return [hint]
    return []


def _types_at(record: type, loc: tuple[str | int, ...]) -> list[type]:
    """The record types that can stand at a place of an error; a tag `<leaf>` in it picks one of several."""
    found = [record]
    for step in loc:
        if isinstance(step, int):
            continue
        if step.startswith("<"):
            found = [kind for kind in found if _TAGS.get(step) == kind.__name__]
        else:
            found = [
                member
                for kind in found
                if is_dataclass(kind) and step in _field_names(kind)
                for member in _members(_field_names(kind)[step])
            ]
    return found


_TAGS = {
    "<leaf>": "Leaf",
    "<asks>": "Asks",
    "<all>": "All",
    "<any>": "AnyOf",
    "<not>": "Not",
    "<of>": "AtLeast",
}


def describe(record: type[Record], error: ErrorDetails, value: object) -> Words:
    """The finding for one pydantic error of a record type; `value` is what the file holds there."""
    kind = error["type"]
    if kind == "unexpected_keyword_argument":
        return _unknown_field(record, error)
    if kind in {"missing", "missing_argument", "missing_keyword_only_argument"}:
        return _missing(error)
    if kind == "enum":
        return _wrong_choice(record, error, value)
    return _FORMS.get(kind, _wrong_type)(error, value)


def _unknown_field(record: type, error: ErrorDetails) -> Words:
    name = str(error["loc"][-1])
    known = [
        key
        for kind in _types_at(record, error["loc"][:-1])
        if is_dataclass(kind)
        for key in _field_names(kind)
    ]
    near = closest(name, known)
    mend = f"改成 {near}" if near else f"删掉它；这里可用的字段：{'、'.join(known)}"
    return Words(code="unknown-field", message=f"没有“{name[:60]}”这个字段", help=mend)


def _missing(error: ErrorDetails) -> Words:
    name = str(error["loc"][-1])
    return Words(code="missing-field", message=f"缺少字段“{name}”", help=f"补上一行“{name}: …”")


def _wrong_choice(record: type, error: ErrorDetails, value: object) -> Words:
    enums = [kind for kind in _types_at(record, error["loc"]) if isinstance(kind, EnumType)]
    choices = [str(member.value) for kind in enums for member in kind]  # type: ignore[var-annotated]
    near = closest(str(value), choices)
    listed = f"可选：{'、'.join(choices)}"
    return Words(
        code="unknown-choice",
        message=f"没有“{str(value)[:40]}”这个选项",
        help=f"改成“{near}”；{listed}" if near else f"改成其中一个；{listed}",
    )


def _wrong_type(error: ErrorDetails, value: object) -> Words:
    """A list, a mapping or a text where something else is wanted."""
    wanted = {
        "string": "一段文字",
        "tuple": "一个列表",
        "dict": "“键: 值”的几行",
        "dataclass": "“键: 值”的几行",
    }
    want = next((words for name, words in wanted.items() if error["type"].startswith(name)), "别的写法")
    given = {"dict": "“键: 值”的几行", "list": "一个列表", "str": "一段文字"}.get(
        type(value).__name__, "空的"
    )
    mend = {"一个列表": "写成 [甲, 乙]，或每项一行、以“- ”开头", "一段文字": "直接写在冒号后面"}
    return Words(
        code="wrong-type",
        message=f"这里要{want}，现在是{given}",
        help=mend.get(want, "每行写成“键: 值”，比上一级多缩进两个空格"),
    )


def _pattern(error: ErrorDetails, value: object) -> Words:
    text = str(value)
    plain = unicodedata.normalize("NFKC", text).strip()
    pattern = str(error.get("ctx", {}).get("pattern", ""))
    if plain != text and re.search(pattern, plain):
        return Words(code="wrong-form", message=f"“{text[:40]}”里有全角字符或空格", help=f"写作 {plain}")
    form = next((words for words in _PATTERNS if words[0] in pattern), None)
    mend = form[1] if form else "对照同类文件里的写法"
    return Words(code="wrong-form", message=f"“{text[:40]}”的写法不对", help=mend)


_PATTERNS = (
    (r"^\d{6}$", '写成六位行政区划代码并加引号，例如 "320102"'),
    ("^[a-z0-9]+(-", "只用小写字母、数字和连字符，例如 miit-2026-2"),
    ("^[a-z0-9-]+#", "写成“政策编号#事项编号”，例如 miit-2026-2#srdi"),
    ("^[a-z][a-z0-9]*(_", "写成 content/facts.yml 里的指标键，例如 revenue_last_year"),
    ("^[0-9][0-9+", "只写数字，各段用 - 分开，例如 025-12345678"),
    ("@", "写成单位邮箱，例如 name@example.gov.cn"),
    ("^https?", "写完整网址，以 https:// 开头"),
)


def _date(_error: ErrorDetails, value: object) -> Words:
    text = str(value)
    numbers = re.findall(r"\d+", unicodedata.normalize("NFKC", text))
    shown = "例如 2026-04-01"
    if len(numbers) == 3 and len(numbers[0]) == 4:  # noqa: PLR2004 -- year, month, day
        shown = f"写作 {numbers[0]}-{numbers[1]:0>2}-{numbers[2]:0>2}"
    return Words(code="wrong-date", message=f"日期“{text[:40]}”的写法不对", help=f"日期写成年-月-日，{shown}")


def _no_such_day(_error: ErrorDetails, value: object) -> Words:
    return Words(code="wrong-date", message=f"没有{value}这一天", help="核对月份和日子")


def _number(_error: ErrorDetails, value: object) -> Words:
    text = unicodedata.normalize("NFKC", str(value)).replace(",", "").replace("_", "").strip()
    shown = re.fullmatch(r"(\d+(?:\.\d+)?)(万|亿)?元?", text)
    mend = "只写数字，例如 5000000"
    if shown:
        from decimal import Decimal  # noqa: PLC0415

        units = {None: 1, "万": 10_000, "亿": 100_000_000}
        mend = f"写作 {int(Decimal(shown[1]) * units[shown[2]])}"
    return Words(code="wrong-number", message=f"“{str(value)[:40]}”不是整数", help=mend)


def _percent(_error: ErrorDetails, value: object) -> Words:
    text = unicodedata.normalize("NFKC", str(value)).strip()
    mend = f"写作 {text}%" if re.fullmatch(r"\d+(\.\d+)?", text) else "写成带 % 的数，例如 3% 或 1.5%"
    return Words(code="wrong-number", message=f"“{str(value)[:40]}”不是百分比", help=mend)


def _flag(_error: ErrorDetails, value: object) -> Words:
    return Words(
        code="wrong-flag", message=f"“{str(value)[:40]}”不是 true 或 false", help="是写 true，否写 false"
    )


def _too_short(error: ErrorDetails, _value: object) -> Words:
    least = error.get("ctx", {}).get("min_length", 1)
    return Words(code="wrong-length", message=f"这里至少要{least}项", help="补足，或删掉这一行")


def _too_long(error: ErrorDetails, _value: object) -> Words:
    most = error.get("ctx", {}).get("max_length", 1)
    return Words(code="wrong-length", message=f"这里最多{most}项", help="去掉多余的")


def _text_length(error: ErrorDetails, value: object) -> Words:
    if not value:
        return Words(code="empty-value", message="这里是空的", help="填上文字，或删掉这一行")
    most = error.get("ctx", {}).get("max_length", 0)
    return Words(code="wrong-length", message=f"文字有{len(str(value))}个字，上限{most}个", help="缩短")


def _fixed(code: str, message: str, mend: str) -> Callable[[ErrorDetails, object], Words]:
    return lambda _error, _value: Words(code=code, message=message, help=mend)


_FORMS: dict[str, Callable[[ErrorDetails, object], Words]] = {
    "date_format": _date,
    "date_value": _no_such_day,
    "whole_number": _number,
    "percent": _percent,
    "flag": _flag,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _text_length,
    "string_too_long": _text_length,
    "too_short": _too_short,
    "too_long": _too_long,
    "union_tag_not_found": _fixed(
        "wrong-condition",
        "看不出这是哪一种条件",
        "写 all、any、not、at_least 加 of，或 fact、ratio、sum 加一个比较，或 asks",
    ),
    "leaf_subject": _fixed("wrong-condition", "一条条件只能比一样东西", "在 fact、ratio、sum 里留一个"),
    "leaf_operator": _fixed(
        "wrong-condition",
        "一条条件要有且只有一个比较",
        "在 is、in、at_least、more_than、at_most、less_than、has_any、has_all、before、after、years_at_least 里留一个",
    ),
    "one_amount": _fixed("wrong-amount", "金额只能用一种写法", "在 fixed、up_to、rate、text 里留一个"),
    "conditions_or_reason": _fixed(
        "benefit-without-rule",
        "事项要有 conditions，或写明 no_conditions_because，二者只留一个",
        "补上申报条件；没有条件的写一句原因",
    ),
}
