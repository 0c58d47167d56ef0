"""What each enterprise can have: all rules of benefits against many enterprises at once, judged when first asked for."""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.eligibility.conditions import Condition
from generator.eligibility.evaluate import Step, evaluate
from generator.eligibility.facts import Facts
from generator.eligibility.matrix import Matrix, matrix
from generator.eligibility.near import loosened, near_miss
from generator.eligibility.size import with_size
from generator.matching import Match, facts_of, match, profile_of, whole_rule
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.roster import EnterpriseFacts
from generator.status import RECEIVING, Status

OFFERED = RECEIVING | {Status.LATER, Status.NOTICE, Status.PENDING}
"""The states in which a benefit can be had now or will be."""


class Option(NamedTuple):
    """A benefit for one enterprise, and its place in the portal's order.

    `near` is the one test that the enterprise closely misses (差一点), None where it misses none.
    """

    policy: PolicyFacts
    benefit: BenefitFacts
    place: int
    near: Step | None = None

    @property
    def id(self) -> str:
        """The benefit as `policy#benefit`."""
        return f"{self.policy.record.id}#{self.benefit.record.id}"


class Options(NamedTuple):
    """The benefits that an enterprise meets, nearly meets, and those that more facts would decide."""

    fits: tuple[Option, ...]
    near: tuple[Option, ...]
    unsure: tuple[Option, ...]


@lru_cache(maxsize=1)
def answers(portal: Portal) -> "Answers":
    """The answers of a portal, made once for all pages and files that ask."""
    return Answers(portal)


class _Ruled(NamedTuple):
    policy: PolicyFacts
    benefit: BenefitFacts
    rule: Condition


class Answers:
    """The benefits that can be had now or later and have a rule, against every enterprise of the roster."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        people = portal.roster.enterprises
        self._place = {facts.record.code: place for place, facts in enumerate(people)}
        self._batches = [
            _Batch(self, people[start : start + _BATCH]) for start in range(0, len(people), _BATCH)
        ]
        self._ruled = tuple(
            _Ruled(policy, benefit, rule)
            for policy in portal.policies
            for benefit in policy.benefits
            if benefit.record.conditions and benefit.state.status in OFFERED
            if (rule := whole_rule(policy.record, benefit.record.conditions))
        )
        self._options = [Option(policy, benefit, row) for row, (policy, benefit, _) in enumerate(self._ruled)]
        self._state_rows: dict[frozenset[Status], NDArray[np.bool_]] = {}

    def options(self, code: str, states: frozenset[Status] = RECEIVING) -> Options:
        """What is for an enterprise of the roster, of the benefits in some states, in the portal's order."""
        return self._of(code, self._in_states(states))

    def closing(self, code: str) -> Options:
        """The same of all benefits with a window whose last day is to come."""
        return self._of(code, self._closing)

    def fitting(self, code: str) -> Sequence[Option]:
        """The benefits that an enterprise meets, now or later: without the work for those that it nearly meets."""
        batch, place = self._found(code)
        yes, _ = batch.answers.of(place)
        return [self._options[row] for row in yes.nonzero()[0].tolist()]

    def _of(self, code: str, wanted: NDArray[np.bool_]) -> Options:
        batch, place = self._found(code)
        yes, no = batch.answers.of(place)
        _, far = batch.loosened.of(place)
        fits, unsure, close = (
            [self._options[row] for row in rows.nonzero()[0].tolist()]
            for rows in (yes & wanted, ~yes & ~no & wanted, no & ~far & wanted)
        )
        found = ((option, self._missed(batch.facts[place], option)) for option in close)
        near = [option._replace(near=missed) for option, missed in found if missed]
        return Options(tuple(fits), tuple(near), tuple(unsure))

    def _missed(self, facts: Facts, option: Option) -> Step | None:
        """The one test that an enterprise closely misses: what `match` would say, of a rule that it fails."""
        day, known = self._portal.as_of, self._portal.dataset.fact_by_key
        trace = evaluate(self._ruled[option.place].rule, facts, day, option.id).trace
        return near_miss(trace, known, day)

    def matched(self, code: str, options: Sequence[Option]) -> Iterator[Match]:
        """The verdicts behind some options of an enterprise, for their reasons and what is still to be known."""
        batch, place = self._found(code)
        for option in options:
            yield match(self._portal, option.policy, option.benefit, batch.facts[place])

    def _found(self, code: str) -> "tuple[_Batch, int]":
        """The batch of an enterprise, and its place there."""
        batch, place = divmod(self._place[code], _BATCH)
        return self._batches[batch], place

    def _in_states(self, states: frozenset[Status]) -> NDArray[np.bool_]:
        """The rules whose benefit is in one of these states."""
        if states not in self._state_rows:
            held = [ruled.benefit.state.status in states for ruled in self._ruled]
            self._state_rows[states] = np.array(held, np.bool_)
        return self._state_rows[states]

    @cached_property
    def _closing(self) -> NDArray[np.bool_]:
        """The rules of benefits with a window whose last day is to come."""
        days = ([window.closes_on for window in each.benefit.record.windows] for each in self._ruled)
        return np.array([any(day and day >= self._portal.as_of for day in each) for each in days], np.bool_)

    @cached_property
    def rules(self) -> Sequence[Condition]:
        """The rules, in the order of the options."""
        return [ruled.rule for ruled in self._ruled]

    @cached_property
    def loosened(self) -> Sequence[Condition]:
        """The rules with their limits moved by what counts as close."""
        known = self._portal.dataset.fact_by_key
        return [loosened(rule, known) for rule in self.rules]

    def judged(self, rules: Sequence[Condition], people: Sequence[Facts]) -> Matrix:
        """The answers of all rules, or of what was made of them, for some enterprises."""
        names = [option.id for option in self._options]
        return matrix(list(zip(names, rules, strict=True)), people, self._portal.as_of)

    def facts_of(self, people: Sequence[EnterpriseFacts]) -> Sequence[Facts]:
        """All that is known of some enterprises."""
        dataset = self._portal.dataset
        profiles = profile_of(dataset)
        return [
            with_size(facts_of(dataset, facts.record, profiles.get(facts.record.code))) for facts in people
        ]


_BATCH = 4_096
"""So many enterprises are judged at once: a preview waits for those of one batch, a build for all."""


class _Batch:
    """Some enterprises against all rules."""

    def __init__(self, asking: Answers, people: Sequence[EnterpriseFacts]) -> None:
        self._asking, self._people = asking, people

    @cached_property
    def facts(self) -> Sequence[Facts]:
        """All that is known of each."""
        return self._asking.facts_of(self._people)

    @cached_property
    def answers(self) -> Matrix:
        """What each meets and fails."""
        return self._asking.judged(self._asking.rules, self.facts)

    @cached_property
    def loosened(self) -> Matrix:
        """The same where limits count that are nearly reached."""
        return self._asking.judged(self._asking.loosened, self.facts)
