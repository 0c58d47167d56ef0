"""The numbers in the text of a condition, held against those of its rule."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from generator.eligibility.conditions import Asks, Condition, Leaf, leaves
from generator.eligibility.facts import plain
from generator.eligibility.phrases import money
from generator.records.fact import Fact, FactKind

_ARABIC = re.compile(
    r"(?<![0-9A-Za-z_.,〔\[第前近续/-])([0-9][0-9,]*(?:\.[0-9]+)?)\s*"
    r"(亿元?|万元?|[%％]|百分点|元|年(?![0-9内度来末底])|[人名项](?![0-9])|分(?![0-9之])|个月)"
)
_CHINESE = re.compile(
    r"(?<![一二两三四五六七八九十百千近续前上下第每任列])"
    r"([二两三四五六七八九十]|一(?=[年人项]以[上下内]))([人项]|年(?![内度来末底]))"
)
"""Numbers before a unit that a limit can have; 近三年, 三年内, 前三 and 下列四项 belong to names."""

_DIGITS = {digit: Decimal(value) for value, digit in enumerate("一二三四五六七八九十", 1)} | {
    "两": Decimal(2)
}
_SIZES = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_MONTHS = Decimal(12)
_DATES = range(1900, 2200)


def differing(node: Condition, facts: Mapping[str, Fact]) -> tuple[Sequence[str], Sequence[str]]:
    """The numbers in the text of a condition that are none of its rule's, as written, and the limits of its rule.

    Nothing where there is no text or no limit: a text may then name numbers that only it has.
    """
    within = [leaf for _, leaf in leaves(node) if isinstance(leaf, Leaf)]
    if (
        isinstance(node, Asks)
        or not node.text
        or not all(key in facts for leaf in within for key in leaf.keys)
    ):
        return (), ()
    limits = {value: words for leaf in within for value, words in _limits(leaf, facts)}
    if not limits:
        return (), ()
    named = " ".join(
        (*(facts[key].label for leaf in within for key in leaf.keys), *(leaf.clause for leaf in within))
    )
    known = {*limits, *(value for value, _ in _numbers(named, of_names=True)), *_counts(node)}
    known |= {value * _MONTHS for value in known} | {value / _MONTHS for value in known}
    wrong = [written for value, written in _numbers(node.text) if value not in known]
    return tuple(dict.fromkeys(wrong)), tuple(dict.fromkeys(limits.values()))


def _limits(leaf: Leaf, facts: Mapping[str, Fact]) -> Iterator[tuple[Decimal, str]]:
    """The numbers with which a leaf compares, each with its words."""
    if leaf.years_at_least is not None:
        yield Decimal(leaf.years_at_least), f"{leaf.years_at_least}年"
        return
    fact = facts[leaf.keys[0]]
    operand = leaf.operand
    for written in operand if isinstance(operand, tuple) else (str(operand),):
        if re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,6})?%?", written) and fact.kind is not FactKind.REGION:
            value = Decimal(written.removesuffix("%"))
            share = leaf.ratio or fact.kind is FactKind.PERCENT
            unit = "%" if share else fact.unit or ""
            cash = fact.kind is FactKind.MONEY and not share
            yield value, money(int(value)) if cash else f"{plain(value)}{unit}"


def _counts(node: Condition) -> Iterator[Decimal]:
    """How many of how many conditions a group wants, and every group below it."""
    if isinstance(node, Leaf | Asks):
        return
    yield from (Decimal(1), Decimal(len(node.nodes)))
    if (least := getattr(node, "at_least", None)) is not None:
        yield Decimal(least)
    for child in node.nodes:
        yield from _counts(child)


def _numbers(text: str, *, of_names: bool = False) -> Iterator[tuple[Decimal, str]]:
    """The numbers of a text with their units; `of_names`: also those that a name has, with or without a unit."""
    if of_names:
        yield from ((Decimal(found), found) for found in re.findall(r"[0-9]+", text))
        yield from ((_DIGITS[found], found) for found in re.findall("[一二两三四五六七八九十]", text))
        return
    for found in _ARABIC.finditer(text):
        value = Decimal(found[1].replace(",", ""))
        if found[2] == "年" and value in _DATES:
            continue
        yield value * _SIZES.get(found[2][0], Decimal(1)), found[0]
    yield from ((_DIGITS[found[1]], found[0]) for found in _CHINESE.finditer(text))
