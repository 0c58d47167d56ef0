"""What each enterprise can have: all rules of benefits against all enterprises, judged at once when first asked for."""

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
        self._place = {facts.record.code: place for place, facts in enumerate(portal.roster.enterprises)}
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
        yes, _ = self._answers.of(self._place[code])
        return [self._options[row] for row in yes.nonzero()[0].tolist()]

    def _of(self, code: str, wanted: NDArray[np.bool_]) -> Options:
        place = self._place[code]
        yes, no = self._answers.of(place)
        _, far = self._loosened.of(place)
        fits, unsure, close = (
            [self._options[row] for row in rows.nonzero()[0].tolist()]
            for rows in (yes & wanted, ~yes & ~no & wanted, no & ~far & wanted)
        )
        found = ((option, self._missed(place, option)) for option in close)
        near = [option._replace(near=missed) for option, missed in found if missed]
        return Options(tuple(fits), tuple(near), tuple(unsure))

    def _missed(self, place: int, option: Option) -> Step | None:
        """The one test that an enterprise closely misses: what `match` would say, of a rule that it fails."""
        day, known = self._portal.as_of, self._portal.dataset.fact_by_key
        trace = evaluate(self._ruled[option.place].rule, self.facts[place], day, option.id).trace
        return near_miss(trace, known, day)

    def matched(self, code: str, options: Sequence[Option]) -> Iterator[Match]:
        """The verdicts behind some options of an enterprise, for their reasons and what is still to be known."""
        facts = self.facts[self._place[code]]
        for option in options:
            yield match(self._portal, option.policy, option.benefit, facts)

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
    def facts(self) -> Sequence[Facts]:
        """All that is known of each enterprise, in the order of the roster."""
        dataset = self._portal.dataset
        profiles = profile_of(dataset)
        return [
            with_size(facts_of(dataset, facts.record, profiles.get(facts.record.code)))
            for facts in self._portal.roster.enterprises
        ]

    @cached_property
    def _answers(self) -> Matrix:
        return self._judged([ruled.rule for ruled in self._ruled])

    @cached_property
    def _loosened(self) -> Matrix:
        known = self._portal.dataset.fact_by_key
        return self._judged([loosened(ruled.rule, known) for ruled in self._ruled])

    def _judged(self, rules: Sequence[Condition]) -> Matrix:
        names = [option.id for option in self._options]
        return matrix(list(zip(names, rules, strict=True)), self.facts, self._portal.as_of)
