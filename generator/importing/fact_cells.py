"""The cells of a profile: the value of a fact as a file holds it, in the unit of the fact."""

import re
from decimal import Decimal
from functools import partial

from generator import forms
from generator.eligibility.misfits import misfits
from generator.importing.cells import DAY, NAMES, Form, Value, clean, shown
from generator.importing.values import MisreadError, Raw
from generator.records.fact import Fact, FactKind

_TIMES = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_OWN_UNIT = ("元", "千", "万", "亿")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e\+?[0-9]{1,2})?", re.IGNORECASE)
_BELOW_ONE = re.compile(r"-?0*\.[0-9]*[1-9][0-9]*")
_WORDS = {
    FactKind.MONEY: "整数元，例如 5000000",
    FactKind.INT: "整数",
    FactKind.PERCENT: "百分数，例如 3%",
    FactKind.BOOL: "是或否",
    FactKind.DATE: "年-月-日",
    FactKind.REGION: "六位行政区划代码",
    FactKind.ENUM: "从可选的词里选一个",
    FactKind.SET: "从可选的词里选一个或几个，用“、”分开",
}


def unit_of(word: str) -> int | None:
    """How many 元 a unit of money is; None for any other word."""
    return _TIMES.get(word)


def no_unit(word: str) -> Form:
    """How the cells of an amount are read whose header gives a unit that nobody knows: not at all."""
    return Form(words="", read=partial(_in_no_unit, word=word))


def _in_no_unit(_raw: Raw, word: str) -> Value:
    raise MisreadError(
        f"表头里的单位“{word}”不认识", f"表头的括号里只写单位：{'、'.join(_TIMES)}；金额换成这个单位的"
    )


def fact_form(fact: Fact, times: int = 1) -> Form:
    """How the cells of a fact are read; `times`: amounts are in so many 元."""
    words = _WORDS[fact.kind]
    answers = ("无",) if fact.kind is FactKind.BOOL else fact.values
    return Form(
        words=words,
        read=partial(_read, fact=fact, times=times),
        choices=fact.values,
        answers=answers,
        days=fact.kind is FactKind.DATE,
    )


def _read(raw: Raw, fact: Fact, times: int) -> Value:
    value = _value(raw, fact, times)
    for _, message, mend in misfits(fact.key, fact, tuple(value) if isinstance(value, list) else value):
        raise MisreadError(message, mend)
    return value


def _value(raw: Raw, fact: Fact, times: int) -> Value:
    """The value in the form of a file, where it can be made; else what stands there."""
    text = clean(raw)
    match fact.kind:
        case FactKind.SET:
            return NAMES.read(raw) or []
        case FactKind.BOOL:
            return forms.flag(text) or text
        case FactKind.DATE:
            return DAY.read(raw) or text
        case FactKind.MONEY:
            return _money(text, times)
        case FactKind.INT:
            return _negative(text)
        case FactKind.PERCENT:
            return _share(text)
        case FactKind.REGION:
            return (forms.region_code(text) or text).strip('"')
    return text


def _negative(text: str) -> str:
    """A whole number, which may lie below 0."""
    plain = forms.plain(text)
    sign = "-" if plain.startswith("-") else ""
    return sign + found if (found := forms.whole(plain.removeprefix("-"))) else text


def _money(text: str, times: int) -> str:
    """Whole 元; a text that ends in a unit says its own."""
    plain = forms.plain(text).replace(",", "").replace(" ", "").lstrip("¥")
    if times == 1 or plain.endswith(_OWN_UNIT):
        return _negative(text)
    if not _NUMBER.fullmatch(plain):
        return text
    value = Decimal(plain) * times
    if value != int(value):
        raise MisreadError(f"“{shown(text)}”不是整数元", "写到元为止")
    return str(int(value))


def _share(text: str) -> str:
    """A percentage. A bare number below 1 may be a share of one or of a hundred: the sign tells."""
    plain = forms.plain(text).replace(" ", "")
    if _BELOW_ONE.fullmatch(plain):
        hundred = f"{Decimal(plain) * 100:f}".rstrip("0").rstrip(".")
        raise MisreadError(
            f"“{plain}”是{plain}%还是{hundred}%", "把单元格格式设为“百分比”，或写成带 % 的文字"
        )
    sign = "-" if plain.startswith("-") else ""
    found = forms.share(plain.removeprefix("-"))
    return sign + found if found else text
