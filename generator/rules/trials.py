"""Values on which a condition about one subject shows all that it can do: those around its limits, and all choices.

A subject is a fact, the ratio or the sum of facts, or a question of the benefit's own.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations
from typing import NamedTuple

from generator.dataset import Dataset
from generator.eligibility.conditions import Asks, AtLeast, Condition, Leaf, leaves
from generator.eligibility.evaluate import evaluate
from generator.eligibility.facts import Facts, Value
from generator.eligibility.misfits import SIGNED
from generator.records.fact import Fact, FactKind
from generator.records.policy import Answer

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_SHARE = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?%?")
_LARGE = Decimal(10) ** 17
_LEAST = Decimal("0.0000001")
"""Less than the difference of two limits of a share."""

_NUMBERS = frozenset({FactKind.INT, FactKind.MONEY, FactKind.PERCENT})
_WHOLES = frozenset({FactKind.INT, FactKind.MONEY})
_ORDER = frozenset({"at_least", "more_than", "at_most", "less_than"})
_MOST_CHOICES = 8
"""Of so many named members of a set, all subsets are tried."""


class Trial(NamedTuple):
    """A condition about one subject, with its way, and the leaves in it."""

    way: tuple[str | int, ...]
    node: Condition
    leaves: tuple[Leaf | Asks, ...]

    @property
    def subject(self) -> tuple[object, ...]:
        """What the condition is about."""
        return _subject(self.leaves[0])


def _subject(leaf: Leaf | Asks) -> tuple[object, ...]:
    return (leaf.asks,) if isinstance(leaf, Asks) else (leaf.fact, leaf.ratio, leaf.sum)


def trial(node: Condition, way: tuple[str | int, ...]) -> Trial | None:
    """A condition as a trial; None where it is about several subjects."""
    within = tuple(leaf for _, leaf in leaves(node))
    one = len({_subject(leaf) for leaf in within}) == 1 and _counts(node)
    return Trial(way, node, within) if one else None


def tells(node: Condition) -> bool:
    """Whether it is plain that some values meet a condition and others do not, so that nothing need be tried."""
    if not isinstance(node, Leaf):
        return isinstance(node, Asks)
    limit = str(node.operand)
    return node.operator in _ORDER and limit[:1] in set("123456789")


def _counts(node: Condition) -> bool:
    """Whether no group wants more than it has, of which wrong-count says so."""
    if isinstance(node, Leaf | Asks):
        return True
    right = not isinstance(node, AtLeast) or 1 <= node.at_least <= len(node.of)
    return right and all(map(_counts, node.nodes))


def answers(dataset: Dataset, trials: Sequence[Trial]) -> Iterator[list[bool]]:
    """How conditions about the same subject come out, for each of its values that could make a difference.

    Nothing comes where there are too many to try, or where a limit is wrong or moves with time.
    """
    within = list(chain.from_iterable(trial.leaves for trial in trials))
    for facts in _tries(dataset, within) if all(_clear(dataset, leaf) for leaf in within) else ():
        yield [evaluate(trial.node, facts, dataset.as_of).answer is Answer.YES for trial in trials]


def _clear(dataset: Dataset, leaf: Leaf | Asks) -> bool:
    """Whether a leaf compares what it can compare with limits that are right: other rules say where it does not."""
    if isinstance(leaf, Asks):
        return True
    facts = {key: fact for key in leaf.keys if (fact := dataset.fact_by_key.get(key))}
    kinds = {fact.kind for fact in facts.values()}
    if len(facts) < len(leaf.keys):
        return False
    operand, choices = leaf.operand, _choices(leaf)
    if leaf.operator in _ORDER:
        share = leaf.ratio or FactKind.PERCENT in kinds
        return kinds <= (_NUMBERS if leaf.fact else _WHOLES) and bool(
            (_SHARE if share else _WHOLE).fullmatch(str(operand))
        )
    return len(kinds) == 1 and _fits(dataset, leaf, facts[leaf.keys[0]], choices)


def _fits(dataset: Dataset, leaf: Leaf, fact: Fact, choices: Sequence[str]) -> bool:
    """Whether what a leaf names is among what its fact can be."""
    match fact.kind:
        case FactKind.DATE:
            return leaf.operator in {"before", "after"}
        case FactKind.SET:
            return leaf.operator in {"has_any", "has_all"} and set(choices) <= set(fact.values)
        case FactKind.INT:
            return leaf.operator in {"is_", "in_"} and all(map(_WHOLE.fullmatch, choices))
        case FactKind.ENUM:
            return leaf.operator in {"is_", "in_"} and set(choices) <= set(fact.values)
        case FactKind.BOOL:
            return leaf.operator == "is_" and set(choices) <= {"true", "false"}
        case FactKind.REGION:
            return leaf.operator in {"is_", "in_"} and set(choices) <= dataset.region_by_code.keys()
    return False


def _choices(leaf: Leaf) -> tuple[str, ...]:
    operand = leaf.operand
    return operand if isinstance(operand, tuple) else (str(operand),)


def _tries(dataset: Dataset, within: Sequence[Leaf | Asks]) -> Iterator[Facts]:
    """The facts to try: one subject with each value that matters."""
    first = within[0]
    if isinstance(first, Asks):
        yield from ({f"/{first.asks}": value} for value in ("true", "false"))
        return
    operands = [choice for leaf in within if isinstance(leaf, Leaf) for choice in _choices(leaf)]
    fact = dataset.fact_by_key[first.keys[0]]
    if first.fact is None or fact.kind in _NUMBERS:
        whole = not first.ratio and fact.kind is not FactKind.PERCENT
        # a share may lie below 0, as one of growth does, though not all do
        signed = fact.kind is FactKind.PERCENT or bool(SIGNED & set(first.keys[: 1 if first.ratio else None]))
        rest = Decimal(100 if first.ratio else 0)
        for number in _around(operands, Decimal(1) if whole else _LEAST, signed=signed):
            yield {first.keys[0]: number, **dict.fromkeys(first.keys[1:], rest)}
        return
    yield from ({fact.key: value} for value in _VALUES[fact.kind](dataset, fact, operands))


def _around(operands: Sequence[str], step: Decimal, *, signed: bool) -> Iterator[Decimal]:
    limits = [Decimal(operand.removesuffix("%")) for operand in operands]
    tried = (near for limit in limits for near in (limit - step, limit))
    yield from (number for number in (_LARGE, *tried) if signed or number >= 0)


def _regions(dataset: Dataset, _fact: Fact, _operands: Sequence[str]) -> Iterator[Value]:
    """Every place, and one that is in none of them."""
    yield ("",)
    yield from ((code, *above) for code, above in dataset.codes_above.items())


def _days(_dataset: Dataset, _fact: Fact, operands: Sequence[str]) -> Iterator[Value]:
    yield from ("0001-01-01", "9999-12-31")
    for operand in operands:
        day = date.fromisoformat(operand)
        yield operand
        if day < date.max:
            yield (day + timedelta(days=1)).isoformat()


def _subsets(_dataset: Dataset, _fact: Fact, operands: Sequence[str]) -> Iterator[Value]:
    named = sorted(set(operands))
    sizes = range(len(named) + 1 if len(named) <= _MOST_CHOICES else 0)
    yield from chain.from_iterable(combinations(named, size) for size in sizes)


_VALUES: dict[FactKind, Callable[[Dataset, Fact, Sequence[str]], Iterator[Value]]] = {
    FactKind.REGION: _regions,
    FactKind.DATE: _days,
    FactKind.SET: _subsets,
    FactKind.ENUM: lambda _dataset, fact, _operands: iter(fact.values),
    FactKind.BOOL: lambda _dataset, _fact, _operands: iter(("true", "false")),
}
