"""Who is in scope, at which level, where, and served by whom on a day (rules 1, 2, 4, 5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.dataset import Dataset, Entry
from generator.days import plus
from generator.records.commissioner import Commissioner, Post
from generator.records.enterprise import Enterprise, Recognition, Tier
from generator.records.pairing import Pairing
from generator.records.types import Level

LEVELS = {Tier.LITTLE_GIANT: Level.NATIONAL, Tier.SRDI: Level.PROVINCIAL}
"""The tiers that put an enterprise in scope, the higher first, and their levels."""

_ORDER = {tier: place for place, tier in enumerate(LEVELS)}
_SEVERAL = 2


def held_on(enterprise: Enterprise, day: date) -> tuple[Recognition, ...]:
    """The recognitions in scope that are valid on a day, the national one first."""
    held = [held for held in enterprise.recognitions if held.tier in LEVELS and held.holds_on(day)]
    return tuple(held if len(held) < _SEVERAL else sorted(held, key=lambda held: _ORDER[held.tier]))


def level_on(enterprise: Enterprise, day: date) -> Level | None:
    """The level at which an enterprise is in scope on a day (rule 4: national wins), or None."""
    held = held_on(enterprise, day)
    return LEVELS[held[0].tier] if held else None


def region_on(enterprise: Enterprise, day: date) -> str:
    """Where an enterprise is on a day; before its first entry, where it was first."""
    ordered = sorted(enterprise.located, key=lambda located: located.since)
    past = [located for located in ordered if located.since <= day]
    return (past[-1] if past else ordered[0]).region


def post_on(commissioner: Commissioner, day: date) -> Post | None:
    """The post that a commissioner holds on a day."""
    return next((post for post in commissioner.posts if post.holds_on(day)), None)


def changes(enterprise: Enterprise) -> tuple[date, ...]:
    """The days on which the level of an enterprise may change, in order."""
    held = [held for held in enterprise.recognitions if held.tier in LEVELS]
    return tuple(sorted({day for held in held for day in (held.awarded_on, plus(held.valid_until, 1))}))


def level_since(enterprise: Enterprise, day: date) -> date | None:
    """The first day of the level that an enterprise has on a day; None where it is not in scope."""
    level = level_on(enterprise, day)
    since: date | None = None
    for change in changes(enterprise):
        if change > day:
            break
        since = (since or change) if level_on(enterprise, change) is level else None
    return since if level else None


@dataclass(frozen=True)
class Coverage:
    """The pairings of a dataset, looked up from both ends; those that name nobody known are left out."""

    dataset: Dataset

    @property
    def of_enterprise(self) -> Mapping[str, tuple[Entry[Pairing], ...]]:
        """The pairings of each enterprise by its code, the oldest first."""
        return self.dataset.pairings_by_enterprise

    @property
    def of_commissioner(self) -> Mapping[str, tuple[Entry[Pairing], ...]]:
        """The pairings of each commissioner by id, the oldest first."""
        return self.dataset.pairings_by_commissioner

    def serving(self, code: str, day: date) -> Entry[Pairing] | None:
        """The pairing of an enterprise on a day, also of a commissioner who left without a handover."""
        return next((entry for entry in self.of_enterprise.get(code, ()) if entry.record.holds_on(day)), None)

    def covering(self, code: str, day: date) -> Entry[Pairing] | None:
        """The pairing by which an enterprise has an active commissioner on a day: one in post (rule 1).

        A commissioner whose record cannot be read is taken to be in post.
        """
        for entry in self.of_enterprise.get(code, ()):
            person = self.dataset.commissioner_by_id.get(entry.record.commissioner)
            if entry.record.holds_on(day) and (person is None or post_on(person.record, day)):
                return entry
        return None

    def in_service(self, code: str, day: date) -> bool:
        """Whether an enterprise is in scope and has an active commissioner on a day; both may end before its pairing."""
        enterprise = self.dataset.enterprise_by_code.get(code)
        held = enterprise is not None and level_on(enterprise.record, day) is not None
        return held and self.covering(code, day) is not None

    def served_by(self, commissioner: str, day: date) -> Iterator[Entry[Pairing]]:
        """The pairings of a commissioner on a day whose enterprises are in scope then (rule 2)."""
        for entry in self.of_commissioner.get(commissioner, ()):
            enterprise = self.dataset.enterprise_by_code.get(entry.record.enterprise)
            if enterprise and entry.record.holds_on(day) and level_on(enterprise.record, day):
                yield entry
