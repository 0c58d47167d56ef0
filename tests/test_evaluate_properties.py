"""What holds of every verdict, over random and shipped rules with random facts."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from eligibility_pairs import Pair, pairs, shipped_rules
from test_vectors import keys

from generator.eligibility.evaluate import Step, traced
from generator.records.policy import Answer

PAIRS = 2_500


@pytest.fixture(scope="module")
def made() -> list[Pair]:
    return list(pairs(PAIRS, seed=2))


@pytest.fixture(scope="module")
def fuller() -> list[Pair]:
    """The same rules with all facts that they name: the pairs' own first, the others from anywhere."""
    whole = {key: value for each in pairs(4 * PAIRS, seed=3) for key, value in each.written.items()}
    return [
        each._replace(
            written={key: whole.get(key, True) for key in keys(each.rule, each.benefit)} | each.written
        )
        for each in pairs(PAIRS, seed=2)
    ]


def test_there_are_pairs_of_every_answer_and_every_shipped_rule(made: list[Pair]) -> None:
    answers = [each.verdict().answer for each in made]
    assert all(answers.count(answer) > PAIRS // 10 for answer in Answer)
    assert len(list(shipped_rules())) > 20
    assert all(any(each.rule is rule for each in made) for rule, _ in shipped_rules())


def test_the_same_seed_makes_the_same_pairs() -> None:
    assert list(pairs(50, seed=2)) == list(pairs(50, seed=2)) != list(pairs(50, seed=4))


def test_more_facts_never_change_what_is_decided(made: list[Pair], fuller: list[Pair]) -> None:
    for less, more in zip(made, fuller, strict=True):
        before, after = less.verdict(), more.verdict()
        assert before.answer in {Answer.OPEN, after.answer}, (less, more)


def test_needs_are_those_of_the_undecided_leaves(made: list[Pair]) -> None:
    for each in made:
        verdict = each.verdict()
        found = dict.fromkeys(_open(traced(verdict.trace)))
        assert verdict.needs == tuple(found), each
        assert not verdict.needs or verdict.answer is Answer.OPEN
        assert not set(verdict.needs) & set(each.written)


def test_giving_what_is_needed_decides_in_the_end(made: list[Pair], fuller: list[Pair]) -> None:
    for each, whole in zip(made, fuller, strict=True):
        now = each
        verdict = now.verdict()
        for _ in range(100):
            if not verdict.needs:
                break
            now = now._replace(written=now.written | {key: whole.written[key] for key in verdict.needs})
            verdict = now.verdict()
        assert verdict.needs == ()
        assert verdict.answer is whole.verdict().answer, now
        assert verdict.answer is not Answer.OPEN or any(_without_a_whole(verdict.trace)), now


def test_the_order_of_branches_changes_neither_answer_nor_needs(made: list[Pair]) -> None:
    rng = random.Random(5)
    for each in made:
        verdict, other = each.verdict(), each._replace(rule=_shuffled(each.rule, rng)).verdict()
        assert (verdict.answer, set(verdict.needs)) == (other.answer, set(other.needs)), each


def test_a_rule_of_its_own_day_needs_no_other(made: list[Pair]) -> None:
    """Only tests of whole years ask for the day."""
    for each in made:
        if "years_at_least" not in str(each.rule):
            assert each.verdict() == each._replace(as_of=date(1999, 1, 1)).verdict()


def _open(found: dict[str, Any], way: tuple[bool | None, ...] = ()) -> Iterator[str]:
    """The missing facts of each leaf on whose whole way nothing is decided."""
    way = (*way, found["holds"])
    for child in found.get("nodes", ()):
        yield from _open(child, way)
    if set(way) == {None}:
        for key, value in zip(found.get("facts", ()), found.get("values", ()), strict=True):
            if value is None:
                yield key


def _without_a_whole(step: Step) -> Iterator[bool]:
    """Whether a share is undecided because its denominator is not above 0."""
    if len(step.values) > 1 and step.holds is None and isinstance(step.values[1], Decimal):
        yield step.values[1] <= 0
    for child in step.steps:
        yield from _without_a_whole(child)


def _shuffled(node: Any, rng: random.Random) -> Any:
    """A rule whose groups have their branches in another order."""
    for group in ("all", "any", "of"):
        if group in node:
            nodes = [_shuffled(child, rng) for child in node[group]]
            return node | {group: rng.sample(nodes, len(nodes))}
    return node | {"not": _shuffled(node["not"], rng)} if "not" in node else node
