"""差一点: the one failed test of a number that keeps a rule from being met, where it is close.

`site_templates/assets/check-words.mjs` finds the same in the browser; tests hold the two to equal results.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from generator.eligibility.conditions import All, AnyOf, Asks, AtLeast, Condition, Leaf, Not
from generator.eligibility.evaluate import Step, joined
from generator.records.fact import Fact, FactKind

_CLOSE = 5
"""A gap is close up to this part of the limit: a fifth."""

_DAY = "2026-11-24"

_DOWN, _UP = frozenset({"at_least", "more_than"}), frozenset({"at_most", "less_than"})
"""The operators whose limit is moved down, and up."""


def near_miss(trace: Step, facts: Mapping[str, Fact], as_of: date) -> Step | None:
    """The first failed test that is close and without which the rule would be met, or open; None where there is none.

    Close is a gap of a fifth of the limit, of one of what is counted, or of one year.
    """
    if trace.holds is not False:
        return None
    alone = _alone(trace, lambda holds: holds)
    return next((step for step in alone if _close(step, facts, as_of)), None)


def loosened(rule: Condition, facts: Mapping[str, Fact], *, held: bool = True) -> Condition:
    """A rule whose limits are moved by what counts as close: whoever nearly meets the rule does not fail it.

    `held` is false below a `not`, where moving a limit would ask for more. Many enterprises are judged by it at once
    (`matrix`), so that only those are looked at one by one who may have a near miss.
    """
    match rule:
        case All():
            return replace(rule, all=tuple(loosened(node, facts, held=held) for node in rule.all))
        case AnyOf():
            return replace(rule, any=tuple(loosened(node, facts, held=held) for node in rule.any))
        case AtLeast():
            return replace(rule, of=tuple(loosened(node, facts, held=held) for node in rule.of))
        case Not():
            return replace(rule, not_=loosened(rule.not_, facts, held=not held))
        case Leaf() if held:
            return _loosened(rule, facts)
        case _:
            return rule


def _loosened(leaf: Leaf, facts: Mapping[str, Fact]) -> Leaf:
    operator = leaf.operator
    if operator == "years_at_least":
        return replace(leaf, years_at_least=max(0, (leaf.years_at_least or 0) - 1))
    if operator not in _DOWN | _UP:
        return leaf
    written = str(leaf.operand)
    limit, fact = Decimal(written.removesuffix("%")), facts.get(leaf.keys[0])
    counted = fact is not None and fact.kind is FactKind.INT and not leaf.ratio
    gap = max(abs(limit) / _CLOSE, Decimal(1 if counted else 0))
    moved = limit - gap if operator in _DOWN else limit + gap
    text = f"{moved:f}{'%' if written.endswith('%') else ''}"
    other = {"more_than": "at_least", "less_than": "at_most"}.get(operator, operator)
    changes: dict[str, Any] = {operator: None, other: text}
    return replace(leaf, **changes)


def _alone(step: Step, whole: Callable[[bool | None], bool | None]) -> Iterator[Step]:
    """The failed tests with a gap that alone make the whole false; `whole` is its answer if this node were otherwise."""
    node = step.node
    if isinstance(node, Leaf | Asks):
        holds = True
        if step.gap and whole(holds) is not False:
            yield step
        return
    held = [child.holds for child in step.steps]
    for place, child in enumerate(step.steps):

        def above(holds: bool | None, at: int = place) -> bool | None:  # noqa: FBT001 -- one of three answers
            return whole(joined(node, [*held[:at], holds, *held[at + 1 :]]))

        yield from _alone(child, above)


def _close(step: Step, facts: Mapping[str, Fact], as_of: date) -> bool:
    leaf = step.node
    if not isinstance(leaf, Leaf):
        return False
    if leaf.years_at_least is not None:
        return len(step.gap) == len(_DAY) and step.gap <= f"{as_of.year + 1}{as_of.isoformat()[4:]}"
    gap, limit = Decimal(step.gap), Decimal(str(leaf.operand).removesuffix("%"))
    if leaf.ratio:
        whole = step.values[1]
        return isinstance(whole, Decimal) and gap * 100 * _CLOSE <= abs(limit * whole)
    fact = facts.get(leaf.keys[0])
    counted = fact is not None and fact.kind is FactKind.INT
    return (counted and gap <= 1) or gap * _CLOSE <= abs(limit)
