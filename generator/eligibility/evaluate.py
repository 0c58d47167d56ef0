"""A rule against the facts of an enterprise: three-valued, exact, with what was found at each node.

`site_templates/assets/eligibility.mjs` is the same in the browser; tests hold the two to equal results.
"""

from calendar import isleap
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from typing import Any, NamedTuple

from generator.eligibility.conditions import All, AnyOf, Asks, AtLeast, Condition, Leaf, Not
from generator.eligibility.facts import Facts, Value, plain, written_value
from generator.records.policy import Answer

_EXACT = Context(prec=200, traps=[Inexact, InvalidOperation])
"""Numbers have at most 18 digits and 6 decimals: no product of two is cut off."""

_PER_CENT = Decimal(100)
_DAY = "2026-11-24"
"""A day; those after the year 9999 are longer."""


class Step(NamedTuple):
    """What came of a node: whether it holds (None: not known), of its children, of a leaf the values and the gap.

    `gap` is what a failed test of a number lacks or has too much, in the unit of the fact, of a ratio in that of its
    numerator; of a failed test of years the day on which they are full; else "".
    """

    node: Condition
    holds: bool | None
    steps: tuple["Step", ...] = ()
    keys: tuple[str, ...] = ()
    values: tuple[Value | None, ...] = ()
    gap: str = ""


class Verdict(NamedTuple):
    """The answer of a rule, how it came about, and the facts still needed, in the order in which the rule names them."""

    answer: Answer
    trace: Step
    needs: tuple[str, ...]


def evaluate(rule: Condition, facts: Facts, as_of: date, benefit: str = "") -> Verdict:
    """Judge a rule as of a day; `benefit` (policy#benefit) is before the names of its own questions.

    Kleene logic: a missing fact is neither yes nor no (design.md §3.5).
    """
    with localcontext(_EXACT):
        trace = _step(rule, facts, as_of, benefit)
    answer = {True: Answer.YES, False: Answer.NO, None: Answer.OPEN}[trace.holds]
    return Verdict(answer, trace, tuple(dict.fromkeys(_needs(trace))))


def deciding(trace: Step) -> Iterator[tuple[Step, bool]]:
    """The leaves that made the answer of a rule, each with whether it stands under a `not`.

    Of a no the leaves that failed, of an open rule those that are open, of a yes those that hold.
    """
    return _deciding(trace, answer=trace.holds, negated=False)


def _deciding(step: Step, *, answer: bool | None, negated: bool) -> Iterator[tuple[Step, bool]]:
    if step.holds is not answer:
        return
    if isinstance(step.node, Leaf | Asks):
        yield step, negated
        return
    under = isinstance(step.node, Not)
    below = not answer if under and answer is not None else answer
    for child in step.steps:
        yield from _deciding(child, answer=below, negated=negated is not under)


def traced(step: Step) -> dict[str, Any]:
    """A trace as JSON, for programs and for the comparison with the browser."""
    node = step.node
    if isinstance(node, Leaf | Asks):
        found: dict[str, Any] = {"holds": step.holds, "facts": list(step.keys)}
        found["values"] = [None if value is None else written_value(value) for value in step.values]
        if isinstance(node, Leaf):
            found |= {"operator": node.operator.rstrip("_"), "limit": _limit(node)}
        return found | {"gap": step.gap, "clause": node.clause}
    group = {All: "all", AnyOf: "any", Not: "not", AtLeast: "at_least"}[type(node)]
    count = {"of": node.at_least} if isinstance(node, AtLeast) else {}
    return {"holds": step.holds, "group": group, **count, "nodes": [traced(child) for child in step.steps]}


def _limit(leaf: Leaf) -> str | list[str]:
    operand = leaf.operand
    return list(operand) if isinstance(operand, tuple) else str(operand)


def _step(node: Condition, facts: Facts, as_of: date, benefit: str) -> Step:
    if isinstance(node, Asks):
        key = f"{benefit}/{node.asks}"
        value = facts.get(key)
        return Step(node, None if value is None else value == "true", keys=(key,), values=(value,))
    if isinstance(node, Leaf):
        values = tuple(facts.get(key) for key in node.keys)
        holds, gap = tested(node, values, as_of)
        return Step(node, holds, keys=node.keys, values=values, gap=gap)
    steps = tuple(_step(child, facts, as_of, benefit) for child in node.nodes)
    return Step(node, joined(node, [step.holds for step in steps]), steps)


def joined(node: All | AnyOf | Not | AtLeast, held: Sequence[bool | None]) -> bool | None:
    """Kleene's all, any and not; at least k of n."""
    if isinstance(node, Not):
        return None if held[0] is None else not held[0]
    least = len(held) if isinstance(node, All) else 1 if isinstance(node, AnyOf) else node.at_least
    sure = held.count(True)
    if sure >= least:
        return True
    return None if sure + held.count(None) >= least else False


def _needs(step: Step) -> Iterator[str]:
    """The missing facts of undecided leaves all of whose ancestors are undecided."""
    if step.holds is not None:
        return
    yield from (key for key, value in zip(step.keys, step.values, strict=True) if value is None)
    for child in step.steps:
        yield from _needs(child)


def tested(leaf: Leaf, values: tuple[Value | None, ...], as_of: date) -> tuple[bool | None, str]:
    """Whether a test holds, and the gap where it fails."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None, ""
    if leaf.years_at_least is not None:
        full = _years_on(str(known[0]), leaf.years_at_least)
        in_time = len(full) == len(_DAY) and full <= as_of.isoformat()
        return (True, "") if in_time else (False, full)
    numbers = [value for value in known if isinstance(value, Decimal)]
    if leaf.operator in COMPARED:
        return _measured(leaf, numbers)
    return _chosen(leaf, known[0]), ""


COMPARED = ("at_least", "more_than", "at_most", "less_than")
"""The operators of numbers."""


def _measured(leaf: Leaf, numbers: Sequence[Decimal]) -> tuple[bool | None, str]:
    """A number, a sum, or a share by cross-multiplication, against its limit."""
    limit = Decimal(str(leaf.operand).removesuffix("%"))
    if leaf.ratio:
        part, whole = numbers
        if whole <= 0:
            return None, ""
        missing, scale = limit * whole - part * _PER_CENT, _PER_CENT
    else:
        missing, scale = limit - sum(numbers), Decimal(1)
    holds = {
        "at_least": missing <= 0,
        "more_than": missing < 0,
        "at_most": missing >= 0,
        "less_than": missing > 0,
    }[leaf.operator]
    return holds, "" if holds else plain(abs(missing) / scale)


def _chosen(leaf: Leaf, value: Value) -> bool:
    """A text, a day or a set against what is written."""
    if isinstance(value, Decimal):
        return any(
            value == Decimal(option) for option in ((leaf.is_,) if leaf.is_ else leaf.in_ or ()) if option
        )
    if leaf.before or leaf.after:
        day = str(value)
        return day < str(leaf.before) if leaf.before else day > str(leaf.after)
    held = value if isinstance(value, tuple) else (value,)
    if leaf.has_all:
        return all(option in held for option in leaf.has_all)
    options = (leaf.is_,) if leaf.is_ is not None else leaf.in_ or leaf.has_any or ()
    return any(option in held for option in options)


def _years_on(day: str, years: int) -> str:
    """The day on which so many whole years are full; those since 29 February are full on the last of February."""
    year, rest = int(day[:4]) + years, day[4:]
    return f"{year:04d}{'-02-28' if rest == '-02-29' and not isleap(year) else rest}"
