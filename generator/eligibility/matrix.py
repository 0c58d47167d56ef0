"""Many rules against many enterprises at once: for each rule who meets it and who fails it, as bits.

The same answers as `evaluate`, exactly; the trace is made by it, only where it is shown (design.md §3.5).
"""

import functools
import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from generator.eligibility.conditions import All, AnyOf, Asks, AtLeast, Condition, Leaf, Not
from generator.eligibility.facts import Facts, Value
from generator.records.policy import Answer

Bools: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = "NDArray[np.int64] | NDArray[np.object_]"

_SAFE = 2**62
"""Below it a sum of two products cannot leave 64 bits; above it Python's own integers count."""

_BLOCK = 32_768
"""So many enterprises are judged at a time, a multiple of eight: what is made of them stays small."""

_LEAP_DAY, _DAY_BEFORE = 229, 228
_COMPARED = frozenset({"at_least", "more_than", "at_most", "less_than"})


class Held(NamedTuple):
    """For each enterprise whether a node holds, and whether it fails; neither is 待核实."""

    yes: Bools
    no: Bools


class Column(NamedTuple):
    """The values of one fact as whole numbers, `scale` times as large, and whether each is known.

    `most` is the largest distance from 0.
    """

    numbers: Numbers
    known: Bools
    scale: int
    most: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The answers of rules (rows) for enterprises (columns), eight in a byte."""

    yes: NDArray[np.uint8]
    no: NDArray[np.uint8]
    people: int

    def answer(self, rule: int, person: int) -> Answer:
        """One answer."""
        byte, mask = person >> 3, 0x80 >> (person & 7)
        if self.yes[rule, byte] & mask:
            return Answer.YES
        return Answer.NO if self.no[rule, byte] & mask else Answer.OPEN

    def fitting(self, rule: int) -> Bools:
        """For each enterprise whether it meets a rule."""
        return np.unpackbits(self.yes[rule], count=self.people).astype(np.bool_)


def matrix(rules: Sequence[tuple[str, Condition]], people: Sequence[Facts], as_of: date) -> Matrix:
    """Judge each rule, with the name of its benefit (policy#benefit), for each enterprise as of a day."""
    width = (len(people) + 7) // 8
    yes, no = (np.zeros((len(rules), width), np.uint8) for _ in range(2))
    for start in range(0, len(people), _BLOCK):
        table = _Table(people[start : start + _BLOCK], as_of)
        within = slice(start // 8, (start + _BLOCK) // 8)
        for row, (benefit, rule) in enumerate(rules):
            held = table.held(rule, benefit)
            yes[row, within], no[row, within] = np.packbits(held.yes), np.packbits(held.no)
    return Matrix(yes, no, len(people))


@dataclass(slots=True)
class _Table:
    """The facts of all enterprises by column, and the tests that were made of them: many rules share some."""

    people: Sequence[Facts]
    as_of: date
    columns: dict[str, Column] = field(default_factory=dict)
    codes: dict[str, tuple[list[Value | None], NDArray[np.int64]]] = field(default_factory=dict)
    tests: dict[tuple[object, ...], Held] = field(default_factory=dict)

    def held(self, node: Condition, benefit: str) -> Held:
        """What came of a node."""
        if isinstance(node, Leaf):
            key = (node.keys, node.ratio is not None, node.operator, node.operand)
            if key not in self.tests:
                self.tests[key] = self._tested(node)
            return self.tests[key]
        if isinstance(node, Asks):
            return self._asked(f"{benefit}/{node.asks}")
        return _joined(node, [self.held(child, benefit) for child in node.nodes])

    def _asked(self, question: str) -> Held:
        if (question,) not in self.tests:
            self.tests[question,] = Held(self._has(question, "true"), self._has(question, "false"))
        return self.tests[question,]

    def _tested(self, leaf: Leaf) -> Held:
        if leaf.operator in _COMPARED:
            return self._measured(leaf)
        if leaf.years_at_least is not None or leaf.before or leaf.after:
            return self._dated(leaf)
        known = self._known(leaf.keys[0])
        operand = leaf.operand
        choices = operand if isinstance(operand, tuple) else (str(operand),)
        each = [self._has(leaf.keys[0], choice) for choice in choices]
        yes = np.logical_and.reduce(each) if leaf.has_all else np.logical_or.reduce(each)
        return Held(yes & known, ~yes & known)

    def _measured(self, leaf: Leaf) -> Held:
        """A number, a sum or a share by cross-multiplication; all sides are made whole numbers first."""
        limit = Decimal(str(leaf.operand).removesuffix("%"))
        columns = [self._column(key) for key in leaf.keys]
        known = np.logical_and.reduce([column.known for column in columns])
        fraction = 10 ** max(0, -int(limit.as_tuple().exponent))
        bound = int(limit * fraction)
        if leaf.ratio:
            part, whole = columns
            known = known & (whole.numbers > 0)
            had, asked = (
                _times(part, 100 * fraction * whole.scale),
                _times(whole, bound * part.scale),
            )
            yes = _COMPARE[leaf.operator](had, asked)
        else:
            scale = max(column.scale for column in columns)
            factors = [scale // column.scale * fraction for column in columns]
            large = sum(column.most * factor for column, factor in zip(columns, factors, strict=True))
            wide = large >= _SAFE or abs(bound * scale) >= _SAFE
            parts = [
                _times(column, factor, wide=wide) for column, factor in zip(columns, factors, strict=True)
            ]
            yes = _COMPARE[leaf.operator](functools.reduce(operator.add, parts), bound * scale)
        held = yes.astype(np.bool_, copy=False)
        return Held(held & known, ~held & known)

    def _dated(self, leaf: Leaf) -> Held:
        column = self._days(leaf.keys[0])
        if leaf.years_at_least is None:
            limit = _day_number(str(leaf.operand))
            yes = column.numbers < limit if leaf.before else column.numbers > limit
        else:
            year, rest = column.numbers // 10_000 + leaf.years_at_least, column.numbers % 10_000
            leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
            rest = np.where((rest == _LEAP_DAY) & ~leap, _DAY_BEFORE, rest)
            yes = year * 10_000 + rest <= _day_number(self.as_of.isoformat())
        return Held(yes & column.known, ~yes & column.known)

    def _coded(self, key: str) -> tuple[list[Value | None], NDArray[np.int64]]:
        """The different values of a fact, and for each enterprise the place of its own among them."""
        if key not in self.codes:
            places: dict[Value | None, int] = {}
            found = np.fromiter(
                (places.setdefault(facts.get(key), len(places)) for facts in self.people), np.int64
            )
            self.codes[key] = [*places], found
        return self.codes[key]

    def _known(self, key: str) -> Bools:
        values, places = self._coded(key)
        return _bools(value is not None for value in values)[places]

    def _has(self, key: str, option: str) -> Bools:
        """Who has an option of a choice or of a set, or a number."""
        values, places = self._coded(key)
        return _bools(_is(value, option) for value in values)[places]

    def _column(self, key: str) -> Column:
        if key not in self.columns:
            values = [facts.get(key) for facts in self.people]
            self.columns[key] = _column([value if isinstance(value, Decimal) else None for value in values])
        return self.columns[key]

    def _days(self, key: str) -> Column:
        values, places = self._coded(key)
        numbers = [_day_number(value) if isinstance(value, str) else 0 for value in values]
        return Column(np.array(numbers, np.int64)[places], self._known(key), 1, 0)


_COMPARE = {
    "at_least": np.greater_equal,
    "more_than": np.greater,
    "at_most": np.less_equal,
    "less_than": np.less,
}


def _joined(node: All | AnyOf | Not | AtLeast, held: Sequence[Held]) -> Held:
    """Kleene's all, any and not; at least k of n."""
    if isinstance(node, Not):
        return Held(held[0].no, held[0].yes)
    yes, no = [each.yes for each in held], [each.no for each in held]
    if isinstance(node, All):
        return Held(np.logical_and.reduce(yes), np.logical_or.reduce(no))
    if isinstance(node, AnyOf):
        return Held(np.logical_or.reduce(yes), np.logical_and.reduce(no))
    return Held(np.sum(yes, axis=0) >= node.at_least, len(held) - np.sum(no, axis=0) < node.at_least)


def _is(value: Value | None, option: str) -> bool:
    if isinstance(value, Decimal):
        return value == Decimal(option)
    return option in value if isinstance(value, tuple) else value == option


def _column(values: Sequence[Decimal | None]) -> Column:
    given = [_NOTHING if value is None else value for value in values]
    numbers, scale = [int(value) for value in given], 1
    if numbers != given:
        scale = 10 ** max(-int(value.as_tuple().exponent) for value in given)
        numbers = [int(value * scale) for value in given]
    most = max(map(abs, numbers), default=0)
    known = _bools(value is not None for value in values)
    return Column(np.array(numbers, object if most >= _SAFE else np.int64), known, scale, most)


_NOTHING = Decimal(0)


def _times(column: Column, factor: int, *, wide: bool = False) -> Numbers:
    """The numbers of a column times another, in 64 bits where they fit and `wide` does not forbid it."""
    if wide or abs(factor) >= _SAFE or column.most * abs(factor) >= _SAFE:
        return column.numbers.astype(object) * factor
    return column.numbers if factor == 1 else column.numbers * factor


def _day_number(day: str) -> int:
    return int(day.replace("-", ""))


def _bools(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, np.bool_)
