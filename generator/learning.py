"""Trainings: what the provincial ones of a year covered, which commissioners came, and who did not (rule 25)."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.coverage import post_on
from generator.portal import Portal
from generator.records.training import TrainingSession
from generator.records.types import Level
from generator.roster import CommissionerFacts

TAUGHT = ("惠企政策", "财税金融", "法律法规", "创新和知识产权保护")
"""What the provincial training of a year covers (rule 25)."""


def untaught(sessions: Iterable[TrainingSession]) -> tuple[str, ...]:
    """The fields of rule 25 that none of these sessions covered."""
    covered = {topic for session in sessions for topic in session.topics}
    return tuple(topic for topic in TAUGHT if topic not in covered)


class Turnout(NamedTuple):
    """A commissioner in office with the sessions of the year that they came to; local ones are counted apart.

    `expected`: they were in post on the day of a provincial session that is past.
    """

    commissioner: CommissionerFacts
    provincial: tuple[TrainingSession, ...]
    local: tuple[TrainingSession, ...]
    expected: bool

    @property
    def missed(self) -> bool:
        """Whether they could have come to a provincial session and came to none."""
        return self.expected and not self.provincial


class Learning:
    """The sessions of all years and who came to them."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self.year = portal.as_of.year

    @cached_property
    def by_year(self) -> Mapping[int, Sequence[TrainingSession]]:
        """The sessions of each year by day, the newest year first; those to come are among them."""
        years: dict[int, list[TrainingSession]] = {}
        for entry in sorted(self._portal.dataset.sessions, key=lambda entry: entry.record.date, reverse=True):
            years.setdefault(entry.record.date.year, []).insert(0, entry.record)
        return years

    @cached_property
    def came(self) -> Mapping[str, frozenset[str]]:
        """The commissioners who came to a session, by its id; each office records its own."""
        found: dict[str, frozenset[str]] = {}
        for entry in self._portal.dataset.attendances:
            session = entry.record.session
            found[session] = found.get(session, frozenset()).union(entry.record.commissioners)
        return found

    @cached_property
    def held(self) -> Sequence[TrainingSession]:
        """The sessions of this year up to today, by day."""
        return [each for each in self.by_year.get(self.year, ()) if each.date <= self._portal.as_of]

    @cached_property
    def provincial(self) -> Sequence[TrainingSession]:
        """The provincial ones among them."""
        return [each for each in self.held if each.level is Level.PROVINCIAL]

    def of(self, commissioner: CommissionerFacts) -> Turnout:
        """What a commissioner in office came to this year."""
        came = [each for each in self.held if commissioner.record.id in self.came.get(each.id, ())]
        return Turnout(
            commissioner=commissioner,
            provincial=tuple(each for each in came if each in self.provincial),
            local=tuple(each for each in came if each not in self.provincial),
            expected=any(post_on(commissioner.record, each.date) for each in self.provincial),
        )
