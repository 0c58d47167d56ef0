"""What a wrong value should be: code, message and mend for each way in which a record fails to decode."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from types import MappingProxyType

from pydantic_core import ErrorDetails

from generator import forms
from generator.condition_slips import CONDITIONS
from generator.field_words import OTHER_WORDS, words_at
from generator.fields import choices_at, example_at, names_at
from generator.nearest import SHORT, closest
from generator.record_slips import RECORDS, Words
from generator.records import types
from generator.records.base import Record
from generator.records.fact import FACT_KEY
from generator.records.policy import BENEFIT_REF

MISSING = frozenset({"missing", "missing_argument", "missing_keyword_only_argument"})
UNKNOWN = "unexpected_keyword_argument"
"""Pydantic's names for a field that is not there, and for one that should not be there."""


def describe(record: type[Record], error: ErrorDetails, value: object, beside: Collection[str]) -> Words:
    """The finding for one pydantic error of a record type.

    `value` is what the file holds there, `beside` the keys of the mapping in which it stands.
    """
    kind = error["type"]
    if kind == UNKNOWN:
        return _unknown_field(record, error, beside)
    if kind in MISSING:
        name, choices = error["loc"][-1], choices_at(record, error["loc"])
        shown = example_at(record, error["loc"])
        mend = f"补上 {name}" + (f"，例如 {name}: {shown}" if shown != "…" else "")
        listed = f"；可选：{'、'.join(choices)}" if choices else ""
        return Words(code="missing-field", message=f"缺少字段“{name}”", help=mend + listed)
    if kind == "enum" and isinstance(value, str):
        return _unknown_choice(choices_at(record, error["loc"]), value)
    if kind in _BY_TYPE:
        return _BY_TYPE[kind](error, value)
    loc = error["loc"]
    return _wrong_type(error, value, example_at(record, loc), choices_at(record, loc))


def renamed(record: type[Record], error: ErrorDetails, beside: Collection[str]) -> str | None:
    """The field that an unknown one most likely stands for, unless the mapping has it already."""
    near = _likely(record, error)
    return None if near in beside else near


def _likely(record: type[Record], error: ErrorDetails) -> str | None:
    name, known = str(error["loc"][-1]).strip(), names_at(record, error["loc"][:-1])
    if name == "at_least" and "at_least" not in known:
        return None  # a group is no comparison
    meant = [field for field in OTHER_WORDS.get(name, ()) if field in known]
    named = [field for field, words in words_at(record, error["loc"][:-1]) if words == name]
    return next(iter((*meant, *named)), None) or closest(name, known, alike=_ALIKE)


_ALIKE = 0.65
"""Fields are short words: below this share of common letters one is not taken for another."""


def _unknown_field(record: type[Record], error: ErrorDetails, beside: Collection[str]) -> Words:
    name = str(error["loc"][-1])
    known = names_at(record, error["loc"][:-1])
    near = _likely(record, error)
    if near in beside:
        mend = f"删掉它；“{near}”已经写了"
    elif near:
        mend = f"改成 {near}"
    elif name == "at_least" and {"any", "all"} & set(beside):
        mend = "要“至少满足几条”，把 any 或 all 改成 of"
    else:
        mend = f"写到该写的字段里，多余的才删掉；这里可用的字段：{'、'.join(known)}"
    return Words(code="unknown-field", message=f"没有“{name[:60]}”这个字段", help=mend)


_NEGATION = re.compile("[不未非待无]|线上")


def _unknown_choice(choices: list[str], value: str) -> Words:
    listed = f"可选：{'、'.join(choices)}"
    several = forms.items(value, choices) or ()
    within = [choice for choice in choices if value in choice]
    near = within[0] if len(within) == 1 else closest(value, choices, SHORT)
    if near and _NEGATION.search(value) and not _NEGATION.search(near):
        near = None  # 未办结 is not 办结
    return Words(
        code="unknown-choice",
        message=f"没有“{value[:40]}”这个选项",
        help=f"各项用半角逗号分开：{', '.join(several)}"
        if several and set(choices).issuperset(several)
        else (f"改成“{near}”；{listed}" if near else listed),
    )


_NAMES: Mapping[type, str] = MappingProxyType({dict: "几行“键: 值”", list: "一个列表", str: "一段文字"})
_WANTED = MappingProxyType(
    {
        "string": ("一段文字", "写成一段文字，不用 [ ]、{ } 和“-”"),
        "tuple": ("一个列表", "写成 [甲, 乙]，或每项一行、以“- ”开头"),
        "dict": ("几行“键: 值”", "每行写成“键: 值”，比上一级多缩进两个空格"),
        "dataclass": ("几行“键: 值”", "每行写成“键: 值”，比上一级多缩进两个空格"),
        "date": ("一个日期", "写成 2026-04-01 这样"),
        "int": ("一个整数", "只写数字，例如 5000000"),
        "bool": ("true 或 false", "是写 true，否写 false"),
        "decimal": ("一个百分比", "写成 3% 这样"),
        "enum": ("一个选项", "只写一个选项，不用 [ ] 和 { }"),
    }
)


def _wrong_type(error: ErrorDetails, value: object, example: str, choices: Collection[str]) -> Words:
    """A list, a mapping or a text where something else is wanted."""
    want, mend = _WANTED[error["type"].split("_", 1)[0]]
    if want == "一个列表" and isinstance(value, str):
        mend = f"写成 [{', '.join(forms.items(value, choices) or [value[:40]])}]"
    elif want == "一个列表" and isinstance(value, dict):
        mend = f"写成 {example}" if example.startswith("[{") else mend
    elif example.startswith("{"):
        mend = f"写成 {example}"
    given = _NAMES.get(type(value), "空的")
    return Words(code="wrong-type", message=f"这里要{want}，现在是{given}", help=mend)


def _form(*, code: str, message: str, mend: str | None, otherwise: str, instead: str = "") -> Words:
    """A text in a wrong form with the right one, and with what may stand `instead` because it says the same."""
    return Words(code=code, message=message, help=f"写作 {mend}" if mend else otherwise, instead=instead)


def _written(
    code: str, form: Callable[[str], str | None], what: str, otherwise: str
) -> Callable[[ErrorDetails, object], Words]:
    """The finding on a text that a form may put right; `what` says what is wrong, with {} for the text."""

    def words(_error: ErrorDetails, value: object) -> Words:
        text = str(value)
        return _form(
            code=code,
            message=what.format(text[:40]),
            mend=form(text),
            otherwise=otherwise,
            instead=forms.sure(form, text),
        )

    return words


_date = _written(
    code="wrong-date",
    form=forms.day,
    what="日期“{}”的写法不对",
    otherwise="日期写成年-月-日，例如 2026-04-01",
)


def _no_such_day(_error: ErrorDetails, value: object) -> Words:
    return Words(code="wrong-date", message=f"没有{value}这一天", help=forms.why_no_day(str(value)))


_number = _written(
    code="wrong-number", form=forms.whole, what="“{}”不是整数的写法", otherwise="只写数字，例如 5000000"
)


def _too_large(error: ErrorDetails, value: object) -> Words:
    most = error["ctx"]["le"]
    return Words(code="wrong-number", message=f"{value}太大", help=f"写不超过{most}的数")


def _too_small(error: ErrorDetails, value: object) -> Words:
    least = error["ctx"]["ge"]
    return Words(code="wrong-number", message=f"{value}太小", help=f"写不小于{least}的数")


_percent = _written(
    code="wrong-number",
    form=forms.share,
    what="“{}”不是百分比的写法",
    otherwise="写成带 % 的数，例如 3% 或 1.5%",
)


_flag = _written(
    code="wrong-flag", form=forms.flag, what="“{}”不是 true 或 false", otherwise="是写 true，否写 false"
)


def _pattern(error: ErrorDetails, value: object) -> Words:
    text = str(value)
    pattern = error["ctx"]["pattern"]
    if pattern == types.SOME_TEXT:
        return Words(code="empty-value", message="这里只有空格", help="填上文字，或删掉这一行")
    make, otherwise = _PATTERNS[pattern]
    mend = make(text)
    same = pattern in _ONE_FORM and _letters(text).endswith(_letters(mend or ""))
    instead = mend if mend and same else ""
    return _form(
        code="wrong-form", message=f"“{text[:40]}”的写法不对", mend=mend, otherwise=otherwise, instead=instead
    )


def _letters(text: str) -> str:
    """The letters and digits of a text, which its form may not change; 0 before a number is none."""
    return re.sub(r"\W|_|(?<!\d)0+(?=\d)", "", forms.plain(text)).upper()


_ONE_FORM = frozenset(
    {types.REGION_CODE, types.PHONE, types.MOBILE, types.EMAIL, types.CREDIT_CODE, types.COMMISSIONER_ID}
)
"""The patterns of which a text in another form has one right form; an id is only changed with all that names it."""


_PATTERNS: Mapping[str, tuple[Callable[[str], str | None], str]] = MappingProxyType(
    {
        types.REGION_CODE: (forms.region_code, '写成六位行政区划代码并加引号，例如 "110101"'),
        types.SLUG: (forms.slug, "只用小写字母、数字和连字符，例如 miit-2026-2"),
        types.PHONE: (forms.phone, "写单位的一个办公电话，带区号，各段用 - 分开，例如 010-12345678"),
        types.MOBILE: (forms.mobile, "写十一位手机号，或带区号的电话"),
        types.RECORD_ID: (
            partial(forms.prefixed, "r"),
            "r- 开头，只用小写字母、数字和连字符，例如 r-2026-0001",
        ),
        types.REQUEST_ID: (
            partial(forms.prefixed, "q"),
            "q- 开头，只用小写字母、数字和连字符，例如 q-2026-0001",
        ),
        types.REPORT_PERIOD: (
            forms.report_period,
            "写成 2026-h1 或 2026-h2；首次报送写 first，调整情况写 adjustment",
        ),
        types.EMAIL: (forms.email, "写成单位邮箱，例如 name@example.gov.cn"),
        types.ACCOUNT: (forms.account, "写代码托管网站的账号或小组，不写 @，例如 example/team"),
        types.WEB_ADDRESS: (forms.web_address, "写完整网址，以 https:// 开头"),
        types.CREDIT_CODE: (forms.credit_code, "写十八位统一社会信用代码，不用字母 I、O、Z、S、V"),
        types.COMMISSIONER_ID: (
            forms.commissioner_id,
            "写成专员办代码加编号，例如 110101-003",
        ),
        BENEFIT_REF: (forms.benefit, "写成“政策编号#事项编号”，例如 miit-2026-2#srdi"),
        FACT_KEY: (forms.fact_key, "写成 content/facts.yml 里的指标键，例如 revenue_last_year"),
    }
)


def form_of(pattern: str) -> str:
    """The mend where a text is so far from a pattern that no right form can be made from it."""
    return _PATTERNS[pattern][1]


def _too_few(error: ErrorDetails, value: object) -> Words:
    least, now = error["ctx"]["min_length"], len(value) if isinstance(value, list) else 0
    return Words(code="wrong-length", message=f"这里有{now}项，至少要{least}项", help="补足")


def _too_many(error: ErrorDetails, value: object) -> Words:
    most, now = error["ctx"]["max_length"], len(value) if isinstance(value, list) else 0
    return Words(code="wrong-length", message=f"这里有{now}项，最多{most}项", help="去掉多余的")


def _empty(_error: ErrorDetails, _value: object) -> Words:
    return Words(code="empty-value", message="这里是空的", help="填上文字，或删掉这一行")


def _too_long(error: ErrorDetails, value: object) -> Words:
    most = error["ctx"]["max_length"]
    return Words(code="wrong-length", message=f"这里有{len(str(value))}个字，最多{most}个", help="缩短")


def _record(error: ErrorDetails, value: object) -> Words:
    return RECORDS[error["type"]](value)


def _condition(error: ErrorDetails, value: object) -> Words:
    message, mend = CONDITIONS[error["type"]](value)
    return Words(code="wrong-condition", message=message, help=mend)


_BY_TYPE: Mapping[str, Callable[[ErrorDetails, object], Words]] = MappingProxyType(
    {
        "date_format": _date,
        "date_value": _no_such_day,
        "whole_number": _number,
        "less_than_equal": _too_large,
        "percent": _percent,
        "flag": _flag,
        "string_pattern_mismatch": _pattern,
        "string_too_short": _empty,
        "string_too_long": _too_long,
        "too_short": _too_few,
        "too_long": _too_many,
        "greater_than_equal": _too_small,
        **dict.fromkeys(RECORDS, _record),
        **dict.fromkeys(CONDITIONS, _condition),
    }
)
