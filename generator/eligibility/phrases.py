"""Chinese sentences for the leaves of a rule, worded as an editor would write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.eligibility.conditions import Leaf, Operand
from generator.records.fact import Fact, FactKind

Facts = Mapping[str, Fact]

LAST_YEAR = "上年度"
PREVIOUS_YEAR = "上上年度"

_PERIODS = (PREVIOUS_YEAR, LAST_YEAR, "近两年", "近三年", "最近一年")
_OPPOSITE = {
    "at_least": "less_than",
    "less_than": "at_least",
    "at_most": "more_than",
    "more_than": "at_most",
}
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
"""What may follow 是否 in a label, and how it reads when it holds and when it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A sentence in two parts, so that two tests of one subject can share it."""

    subject: str
    predicate: str

    def __str__(self) -> str:
        """The sentence."""
        return f"{self.subject}{self.predicate}"


def money(amount: int) -> str:
    """An amount of whole 元 in the unit in which it is read: 1.2亿元, 5,000万元, 999元."""
    for size, unit in ((100_000_000, "亿元"), (10_000, "万元")):
        if abs(amount) >= size and amount * 100 % size == 0:
            return f"{(Decimal(amount) / size).normalize():,f}{unit}"
    return f"{amount:,}元"


def listed(words: tuple[str, ...], last: str) -> str:
    """Words joined by 、 and, before the last one, by `last` (或, 和)."""
    return last.join(part for part in ("、".join(words[:-1]), words[-1]) if part)


def day(value: date) -> str:
    """A day as prose writes it."""
    return f"{value.year}年{value.month}月{value.day}日"


def claim(question: str, *, holds: bool) -> str:
    """The statement that answers a label with 是否: 近三年是否获得… → 近三年获得…, 近三年未获得…."""
    before, asked, after = question.partition("是否")
    if not asked:
        return question if holds else f"不符合“{question}”"
    for start, yes, no in () if after.endswith("企业") else _VERBS:
        if after.startswith(start):
            return f"{before}{yes if holds else no}{after.removeprefix(start)}"
    return f"{before}{'是' if holds else '不是'}{after}"


def label(fact: Fact) -> str:
    """The fact's label with full-width brackets."""
    return fact.label.replace("(", "（").replace(")", "）")


def phrase(leaf: Leaf, facts: Facts, *, negated: bool = False) -> Phrase:
    """The generated sentence of a leaf; `negated` words that it must not hold."""
    if leaf.ratio:
        numerator, denominator = (label(facts[key]) for key in leaf.ratio)
        return Phrase(subject=numerator, predicate=_share(leaf, _without_period(numerator, denominator), negated))
    if leaf.sum:
        predicate = f"合计{_limit(leaf, facts[leaf.sum[0]], negated)}"
        return Phrase(subject=_together(tuple(label(facts[key]) for key in leaf.sum)), predicate=predicate)
    fact = facts[leaf.keys[0]]
    if fact.kind is FactKind.BOOL:
        return Phrase(subject=claim(label(fact), holds=(leaf.is_ == "true") != negated), predicate="")
    if fact.kind is FactKind.DATE:
        return _dated(leaf, label(fact), negated)
    if leaf.operator in _OPPOSITE:
        return _measured(leaf, fact, negated)
    return _chosen(leaf, label(fact), negated)


def yearly(leaf: Leaf, other: Leaf, facts: Facts) -> Phrase | None:
    """One phrase for the same test of last year and of the year before; None where they are not such a pair."""
    if leaf.text or other.text or leaf.clause != other.clause or leaf.sum or other.sum:
        return None
    if (leaf.operator, leaf.operand) != (other.operator, other.operand):
        return None
    last, previous = sorted((_labels(leaf, facts), _labels(other, facts)), key=lambda names: names[0], reverse=True)
    if not all(name.startswith(LAST_YEAR) for name in last):
        return None
    if previous != tuple(name.replace(LAST_YEAR, PREVIOUS_YEAR, 1) for name in last):
        return None
    names = tuple(name.removeprefix(LAST_YEAR) for name in last)
    subject = f"近两年每年{names[0]}"
    if leaf.ratio:
        return Phrase(subject=subject, predicate=f"都{_share(leaf, f'当年{names[1]}', negated=False)}")
    return Phrase(subject=subject, predicate=_limit(leaf, facts[leaf.keys[0]], negated=False))


def _labels(leaf: Leaf, facts: Facts) -> tuple[str, ...]:
    return tuple(label(facts[key]) for key in leaf.keys)


def _without_period(first: str, second: str) -> str:
    """The second label without the period that the first already names."""
    shared = next((period for period in _PERIODS if first.startswith(period)), "")
    return second.removeprefix(shared)


def _together(names: tuple[str, ...]) -> str:
    """The subject of a sum: 近两年研发费用, or the labels in a row."""
    stem = names[0].removeprefix(LAST_YEAR)
    if set(names) == {f"{LAST_YEAR}{stem}", f"{PREVIOUS_YEAR}{stem}"}:
        return f"近两年{stem}"
    return listed(names, "和")


def _operator(leaf: Leaf, negated: bool) -> str:  # noqa: FBT001
    return _OPPOSITE[leaf.operator] if negated else leaf.operator


def _share(leaf: Leaf, denominator: str, negated: bool) -> str:
    ...
