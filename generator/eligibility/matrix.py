"""Many rules against many enterprises at once: for each rule who meets it and who fails it, as bits.

The same answers as `evaluate`, exactly; the trace is made by it, only where it is shown (design.md §3.5). Numbers,
sums and shares become whole numbers, so that each test is one comparison; all else is asked of `evaluate` once a value.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from operator import add
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from generator.eligibility.conditions import All, AnyOf, Asks, AtLeast, Condition, Leaf, Not
from generator.eligibility.evaluate import COMPARED, tested
from generator.eligibility.facts import Facts, Value
from generator.records.policy import Answer

Bools: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = "NDArray[np.int64] | NDArray[np.object_]"
Bits: TypeAlias = NDArray[np.uint8]
"""One bit an enterprise, eight in a byte."""

_SAFE = 2**62
"""Below it a sum of two products cannot leave 64 bits; above it Python's own integers count."""

_BLOCK = 32_768
"""So many enterprises are judged at a time, a multiple of eight: what is made of them stays small, and a place among
their values fits in 16 bits."""


class Held(NamedTuple):
    """For each enterprise whether a node holds, and whether it fails; neither is 待核实."""

    yes: Bits
    no: Bits


class Column(NamedTuple):
    """Whole numbers by enterprise, `scale` times as large as the values, and whether each is known.

    `most` is the largest distance from 0.
    """

    numbers: Numbers
    known: Bools
    scale: int
    most: int


class Measured(NamedTuple):
    """A column of numbers, sums or shares that are compared with a limit; `known` as bits."""

    numbers: Numbers
    known: Bits
    scale: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The answers of rules (rows) for enterprises (columns), eight in a byte."""

    yes: Bits
    no: Bits
    people: int

    def answer(self, rule: int, person: int) -> Answer:
        """One answer."""
        byte, mask = person >> 3, 0x80 >> (person & 7)
        if self.yes[rule, byte] & mask:
            return Answer.YES
        return Answer.NO if self.no[rule, byte] & mask else Answer.OPEN

    def of(self, person: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """For each rule whether an enterprise meets it, and whether it fails it; neither is 待核实."""
        byte, mask = person >> 3, 0x80 >> (person & 7)
        return self.yes[:, byte] & mask != 0, self.no[:, byte] & mask != 0

    def fitting(self, rule: int) -> NDArray[np.bool_]:
        """For each enterprise whether it meets a rule."""
        return np.unpackbits(self.yes[rule], count=self.people).astype(np.bool_)


def matrix(rules: Sequence[tuple[str, Condition]], people: Sequence[Facts], as_of: date) -> Matrix:
    """Judge each rule, with the name of its benefit (policy#benefit), for each enterprise as of a day."""
    width = (len(people) + 7) // 8
    yes, no = (np.zeros((len(rules), width), np.uint8) for _ in range(2))
    for start in range(0, len(people), _BLOCK):
        block = people[start : start + _BLOCK]
        table = _Table(_by_fact(block), len(block), as_of)
        within = slice(start // 8, (start + _BLOCK) // 8)
        for row, (benefit, rule) in enumerate(rules):
            yes[row, within], no[row, within] = table.held(rule, benefit)
    return Matrix(yes, no, len(people))


@dataclass(slots=True)
class _Table:
    """The facts of a block of enterprises by column, and the tests that were made of them: many rules share some."""

    values: Mapping[str, Sequence[Value | None]]
    count: int
    as_of: date
    columns: dict[str, Column] = field(default_factory=dict)
    measures: dict[tuple[object, ...], Measured] = field(default_factory=dict)
    codes: dict[str, tuple[list[Value | None], NDArray[np.uint16]]] = field(default_factory=dict)
    tests: dict[tuple[object, ...], Held] = field(default_factory=dict)

    def held(self, node: Condition, benefit: str) -> Held:
        """What came of a node."""
        if isinstance(node, Leaf):
            key = (node.keys, node.ratio is not None, node.operator, node.operand)
            if key not in self.tests:
                self.tests[key] = self._measured(node) if node.operator in COMPARED else self._chosen(node)
            return self.tests[key]
        if isinstance(node, Asks):
            return self._truth(f"{benefit}/{node.asks}", lambda value: value == "true")
        return _joined(node, [self.held(child, benefit) for child in node.nodes])

    def _measured(self, leaf: Leaf) -> Held:
        """A number, a sum or a share: from the place of the limit on, or before it."""
        limit = Fraction(str(leaf.operand).removesuffix("%"))
        beyond = leaf.operator in {"more_than", "at_most"}
        measured = self._shares(leaf.keys, limit, up=beyond) if leaf.ratio else self._sums(leaf.keys)
        least = floor(limit * measured.scale) + 1 if beyond else ceil(limit * measured.scale)
        from_there = np.packbits((measured.numbers >= least).astype(np.bool_, copy=False)) & measured.known
        before = measured.known ^ from_there
        reached = leaf.operator in {"at_least", "more_than"}
        return Held(from_there, before) if reached else Held(before, from_there)

    def _sums(self, keys: tuple[str, ...]) -> Measured:
        if keys not in self.measures:
            columns = [self._column(key) for key in keys]
            scale = max(column.scale for column in columns)
            wide = sum(column.most * (scale // column.scale) for column in columns) >= _SAFE
            parts = [_times(column, scale // column.scale, wide=wide) for column in columns]
            known = np.logical_and.reduce([column.known for column in columns])
            self.measures[keys] = Measured(reduce(add, parts), np.packbits(known), scale)
        return self.measures[keys]

    def _shares(self, keys: tuple[str, ...], limit: Fraction, *, up: bool) -> Measured:
        """Shares in percent as whole numbers, with the decimals of the limit; what is below them is cut, or made up.

        A share reaches a whole number where its floor does, and is beyond it where its ceiling is.
        """
        scale = limit.denominator
        key = (keys, scale, up)
        if key not in self.measures:
            part, whole = (self._column(name) for name in keys)
            known = part.known & whole.known & (whole.numbers > 0).astype(np.bool_)
            had = _times(part, 100 * scale * whole.scale)
            base = np.where(known, _times(whole, part.scale), 1)
            shares = -(-had // base) if up else had // base
            self.measures[key] = Measured(shares, np.packbits(known), scale)
        return self.measures[key]

    def _chosen(self, leaf: Leaf) -> Held:
        """A text, a day, a set: what the evaluator says of each different value."""
        return self._truth(leaf.keys[0], lambda value: tested(leaf, (value,), self.as_of)[0] is True)

    def _truth(self, key: str, holds: Callable[[Value], bool]) -> Held:
        values, places = self._coded(key)
        known = np.packbits(_bools(value is not None for value in values)[places])
        yes = np.packbits(_bools(value is not None and holds(value) for value in values)[places])
        return Held(yes, known ^ yes)

    def _coded(self, key: str) -> tuple[list[Value | None], NDArray[np.uint16]]:
        """The different values of a fact, and for each enterprise the place of its own among them."""
        if key not in self.codes:
            values = self._values(key)
            places = {value: place for place, value in enumerate(dict.fromkeys(values))}
            self.codes[key] = [*places], np.fromiter(map(places.__getitem__, values), np.uint16, len(values))
        return self.codes[key]

    def _column(self, key: str) -> Column:
        if key not in self.columns:
            self.columns[key] = _column(self._values(key))
        return self.columns[key]

    def _values(self, key: str) -> Sequence[Value | None]:
        return self.values.get(key) or [None] * self.count


def _by_fact(people: Sequence[Facts]) -> Mapping[str, Sequence[Value | None]]:
    """For each fact the values of all enterprises."""
    found: defaultdict[str, list[Value | None]] = defaultdict(lambda: [None] * len(people))
    for place, facts in enumerate(people):
        for key, value in facts.items():
            found[key][place] = value
    return found


def _joined(node: All | AnyOf | Not | AtLeast, held: Sequence[Held]) -> Held:
    """Kleene's all, any and not; at least k of n."""
    if isinstance(node, Not):
        return Held(held[0].no, held[0].yes)
    yes, no = [each.yes for each in held], [each.no for each in held]
    if isinstance(node, All):
        return Held(np.bitwise_and.reduce(yes), np.bitwise_or.reduce(no))
    if isinstance(node, AnyOf):
        return Held(np.bitwise_or.reduce(yes), np.bitwise_and.reduce(no))
    sure, failed = (np.sum([np.unpackbits(bits) for bits in each], axis=0) for each in (yes, no))
    return Held(np.packbits(sure >= node.at_least), np.packbits(len(held) - failed < node.at_least))


def _column(values: Sequence[Value | None]) -> Column:
    given = [value if isinstance(value, Decimal) else _NOTHING for value in values]
    known = _bools(value is not _NOTHING for value in given)
    numbers, scale = [int(value) for value in given], 1
    if numbers != given:
        scale = 10 ** max(-int(value.as_tuple().exponent) for value in given)
        numbers = [int(value * scale) for value in given]
    most = max(map(abs, numbers), default=0)
    return Column(np.array(numbers, object if most >= _SAFE else np.int64), known, scale, most)


_NOTHING = Decimal(0)


def _times(column: Column, factor: int, *, wide: bool = False) -> Numbers:
    """The numbers of a column times another, in 64 bits where they fit and `wide` does not forbid it."""
    if wide or column.most * factor >= _SAFE:
        return column.numbers.astype(object) * factor
    return column.numbers if factor == 1 else column.numbers * factor


def _bools(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, np.bool_)
