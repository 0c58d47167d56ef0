"""How a value or a limit of a fact is written, and how it should have been."""

import re
from collections.abc import Callable, Iterator, Mapping

from generator import forms
from generator.document import Loc
from generator.nearest import SHORT, closest
from generator.records.fact import Fact, FactKind
from generator.records.policy import FactAnswer
from generator.records.types import DATE, PERCENT

SIGNED = frozenset({"revenue_growth_two_years", "revenue_main_growth_two_years", "taxable_income_last_year"})
"""The facts that may lie below 0; a percentage that another province adds may, too."""

_LIMIT = re.compile(r"0|-?[1-9][0-9]{0,17}")
_WRITTEN: Mapping[FactKind, tuple[re.Pattern[str], Callable[[str], str | None], str]] = {
    FactKind.PERCENT: (PERCENT, forms.share, "写成百分数，例如 3%"),
    FactKind.MONEY: (_LIMIT, forms.whole, "写成整数元，例如 5000000"),
    FactKind.INT: (_LIMIT, forms.whole, "写成整数，例如 300"),
    FactKind.BOOL: (re.compile("true|false"), forms.flag, "是写 true，否写 false"),
    FactKind.DATE: (DATE, forms.day, "日期写成年-月-日，例如 2026-04-01"),
}


def misfits(key: str, fact: Fact | None, answer: FactAnswer) -> Iterator[tuple[Loc, str, str]]:
    """What does not fit in the value of a fact, where, and how it should be written."""
    if fact is None:
        if "#" in key and answer not in {"true", "false"}:
            yield (), f"“{str(answer)[:40]}”不是 true 或 false", "自报条件的值是写 true，否写 false"
        return  # unknown-reference says so
    if isinstance(answer, tuple) is not (fact.kind is FactKind.SET):
        mend = "写成列表，例如 [甲, 乙]" if fact.kind is FactKind.SET else "只写一个值，不用 [ ]"
        yield (), f"“{fact.label}”的值写法不对", mend
        return
    for inside, value in each(answer):
        if mend_of_value := mend_of(fact.kind, fact, str(value), lenient=True):
            yield inside, f"“{str(value)[:40]}”不能作“{fact.label}”的值", mend_of_value
        elif fact.kind in _COUNTED and key not in SIGNED and str(value).startswith("-"):
            yield inside, f"“{fact.label}”不能是负数：{value}", "核对后写0或正数"


_COUNTED = {FactKind.MONEY, FactKind.INT, FactKind.PERCENT}


def each(value: object) -> Iterator[tuple[Loc, object]]:
    """A value, or each value of a list, with its way."""
    if isinstance(value, tuple):
        yield from (((place,), item) for place, item in enumerate(value))
    else:
        yield (), value


def mend_of(kind: FactKind, fact: Fact, value: str, *, lenient: bool = False) -> str | None:
    """How a value should be written; None where it is right. `lenient`: a percent fact also takes a number."""
    if kind in {FactKind.ENUM, FactKind.SET}:
        if value in fact.values:
            return None
        near, listed = closest(value, fact.values, SHORT), f"可选：{'、'.join(fact.values)}"
        return f"改成“{near}”；{listed}" if near else listed
    if kind is FactKind.REGION:
        return None  # unknown-reference says so
    pattern, form, otherwise = _WRITTEN[kind]
    mended = form(value)
    if kind is FactKind.DATE and pattern.fullmatch(value):
        return None if mended else forms.why_no_day(value)
    if pattern.fullmatch(value) or (lenient and kind is FactKind.PERCENT and pattern.fullmatch(f"{value}%")):
        return None
    return f"写作 {mended}" if mended else otherwise


def same_value(fact: Fact | None, value: object, kind: FactKind | None = None) -> str:
    """What says the same in the form of a fact (of a `kind`, where that is another); "" where nothing surely does."""
    written = _WRITTEN.get(kind or fact.kind) if fact else None
    return forms.sure(written[1], value) if written and isinstance(value, str) else ""
