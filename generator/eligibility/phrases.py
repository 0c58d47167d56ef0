"""Chinese sentences for the leaves of a rule, worded as an editor would write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from generator.eligibility.conditions import Leaf
from generator.records.fact import Fact, FactKind


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the words of a rule are made from: the facts by key, the names of regions by code.

    `facts` has every key that the rule names; a region's code without a name stands as it is.
    """

    facts: Mapping[str, Fact]
    places: Mapping[str, str]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What the facts are called within a sentence, by key."""
        return {key: label(fact) for key, fact in self.facts.items()}


_LAST, _PREVIOUS = "上年度", "上上年度"
_PERIODS = (_PREVIOUS, _LAST, "近两年", "近三年", "最近一年")
_OPPOSITE = {"at_least": "less_than", "less_than": "at_least", "at_most": "more_than", "more_than": "at_most"}
_VERBS = (
    ("属于", "属于", "不属于"),
    ("属", "属于", "不属于"),
    ("列入", "列入", "未列入"),
    ("获得", "获得", "未获得"),
    ("进入", "进入", "未进入"),
    ("主导", "主导", "未主导"),
    ("提供", "提供", "不提供"),
    ("拥有", "拥有", "没有"),
    ("有", "有", "没有"),
    ("在", "在", "不在"),
    ("为", "是", "不是"),
)
"""What follows 是否 in a label, and how it reads when it holds and when it does not."""


class Phrase(NamedTuple):
    """A sentence in two parts, so that two tests of one subject can share it."""

    subject: str
    predicate: str

    def __str__(self) -> str:
        """Write the sentence."""
        return f"{self.subject}{self.predicate}"


def money(amount: int) -> str:
    """Write whole 元 in the unit in which it is read: 1.2亿元, 5,000万元, 999元."""
    for size, unit in ((100_000_000, "亿元"), (10_000, "万元")):
        if abs(amount) >= size and amount * 100 % size == 0:
            return f"{(Decimal(amount) / size).normalize():,f}{unit}"
    return f"{amount:,}元"


def listed(words: tuple[str, ...], last: str) -> str:
    """Join words by 、 and, before the last one, by `last` (或, 和)."""
    return last.join(part for part in ("、".join(words[:-1]), words[-1]) if part)


def label(fact: Fact) -> str:
    """Write the fact's label with full-width brackets, and its year before the name instead of after it."""
    name, _, part = fact.label.replace("(", "（").replace(")", "）").partition("·")
    if part.endswith("年度"):
        return f"{part}{name}"
    return f"{name}·{part}" if part else name


def claim(question: str, *, holds: bool) -> str | None:
    """Answer a text with 是否: 近三年获得…, 近三年未获得…; None where it has no 是否."""
    before, asked, after = question.partition("是否")
    if not asked:
        return None
    for start, yes, no in () if after.endswith("企业") else _VERBS:
        if after.startswith(start):
            return f"{before}{yes if holds else no}{after.removeprefix(start)}"
    return f"{before}{'是' if holds else '不是'}{after}"


def phrase(leaf: Leaf, terms: Terms, *, negated: bool = False) -> Phrase:
    """Word the test of a leaf; `negated` words that it must fail."""
    names = _labels(leaf, terms)
    if leaf.ratio:
        shared = next((period for period in _PERIODS if names[0].startswith(period)), "")
        return Phrase(
            subject=names[0], predicate=_share(leaf, names[1].removeprefix(shared), negated=negated)
        )
    fact = terms.facts[leaf.keys[0]]
    if leaf.sum:
        return Phrase(subject=_together(names), predicate=f"合计{_limit(leaf, fact, negated=negated)}")
    if leaf.operator in _OPPOSITE:
        return _measured(leaf, fact, names[0], negated=negated)
    if fact.kind is FactKind.DATE:
        return _dated(leaf, names[0], negated=negated)
    return _chosen(leaf, fact, terms, negated=negated)


def yearly(leaf: Leaf, other: Leaf, terms: Terms) -> Phrase | None:
    """Word the same test of last year and of the year before in one; None if they are no such pair."""
    if leaf.clause != other.clause or leaf.text or other.text or leaf.sum:
        return None
    operator = leaf.operator
    if operator not in _OPPOSITE or operator != other.operator or leaf.operand != other.operand:
        return None
    pair = {_labels(leaf, terms), _labels(other, terms)}
    names = tuple(name.removeprefix(_PREVIOUS).removeprefix(_LAST) for name in _labels(leaf, terms))
    if pair != {tuple(year + name for name in names) for year in (_LAST, _PREVIOUS)}:
        return None
    subject = f"近两年每年{names[0]}"
    if leaf.ratio:
        return Phrase(subject=subject, predicate=f"都{_share(leaf, f'当年{names[1]}', negated=False)}")
    return Phrase(subject=subject, predicate=_limit(leaf, terms.facts[leaf.keys[0]], negated=False))


def _labels(leaf: Leaf, terms: Terms) -> tuple[str, ...]:
    return tuple(terms.labels[key] for key in leaf.keys)


def _together(names: tuple[str, ...]) -> str:
    """Name the subject of a sum: 近两年研发费用 for that of two years, else the labels in a row."""
    stem = names[0].removeprefix(_PREVIOUS).removeprefix(_LAST)
    return f"近两年{stem}" if set(names) == {_LAST + stem, _PREVIOUS + stem} else listed(names, "和")


def _operator(leaf: Leaf, *, negated: bool) -> str:
    return _OPPOSITE[leaf.operator] if negated else leaf.operator


_SHARES = {"at_least": "占{}以上", "more_than": "超过{}", "at_most": "不高于{}", "less_than": "低于{}"}
_COUNTS = {"at_least": "{}以上", "more_than": "超过{}", "at_most": "不超过{}", "less_than": "少于{}"}
_AMOUNTS = _COUNTS | {"at_most": "不高于{}", "less_than": "低于{}"}
_POINTS = _AMOUNTS | {"more_than": "高于{}"}
"""How a limit is worded for a share of the whole, for what is counted, for money and shares, for points."""


def _share(leaf: Leaf, whole: str, *, negated: bool) -> str:
    """Say how a ratio goes on after its numerator."""
    return _SHARES[_operator(leaf, negated=negated)].format(f"{whole}的{leaf.operand}")


def _limit(leaf: Leaf, fact: Fact, *, negated: bool) -> str:
    """Word a limit in the unit of its fact: 5,000万元以上, 不超过500人, 高于70分."""
    amount = str(leaf.operand)
    if fact.kind is FactKind.MONEY:
        amount = money(int(amount))
    elif fact.kind is FactKind.INT:
        amount = f"{int(amount):,}{'个月' if fact.unit == '月' else fact.unit or ''}"
    words = _POINTS if fact.unit == "分" else _COUNTS if fact.kind is FactKind.INT else _AMOUNTS
    return words[_operator(leaf, negated=negated)].format(amount)


def _measured(leaf: Leaf, fact: Fact, name: str, *, negated: bool) -> Phrase:
    """Word a test of a number."""
    if name.endswith("排名") and _operator(leaf, negated=negated) == "at_most":
        return Phrase(subject=name, predicate=f"前{leaf.operand}名")
    if fact.kind is FactKind.INT and fact.unit:
        for ending in ("年限", "月数", "数"):
            name = name.removesuffix(ending)
    return Phrase(subject=name, predicate=_limit(leaf, fact, negated=negated))


def _dated(leaf: Leaf, name: str, *, negated: bool) -> Phrase:
    """Word a test of a day: whole years since, or before or after another day."""
    limit = leaf.operand
    if not isinstance(limit, date):
        return Phrase(subject=name.removesuffix("日期"), predicate=f"{'不满' if negated else '满'}{limit}年")
    words = f"{'不' if negated else ''}{'早于' if leaf.before else '晚于'}"
    return Phrase(subject=name, predicate=f"{words}{limit.year}年{limit.month}月{limit.day}日")


def _chosen(leaf: Leaf, fact: Fact, terms: Terms, *, negated: bool) -> Phrase:
    """Word a test of a yes or no, or of a choice of one value or of several."""
    name = terms.labels[leaf.keys[0]]
    if fact.kind is FactKind.BOOL:
        holds = (leaf.is_ == "true") is not negated
        return Phrase(subject=claim(name, holds=holds) or name, predicate="")
    values = (leaf.is_,) if leaf.is_ else leaf.in_ or leaf.has_any or leaf.has_all or ()
    words = listed(values, "和" if leaf.has_all else "或")
    if fact.kind is FactKind.REGION:
        places = listed(tuple(terms.places.get(code, code) for code in values), "或")
        return Phrase(subject="企业", predicate=f"{'不在' if negated else '在'}{places}")
    if name.startswith("已") and name.endswith("认定"):
        return Phrase(subject=f"未{name[1:]}" if negated else name, predicate=f"为{words}")
    if fact.kind is FactKind.SET:
        together = "同时" if leaf.has_all and len(values) > 1 else ""
        return Phrase(subject=name, predicate=f"{together}{'没有' if negated else '有'}{words}")
    return Phrase(subject=name, predicate=f"{'不为' if negated else '为'}{words}{fact.unit or ''}")
