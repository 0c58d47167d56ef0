"""The years of the scheme, day by day: who begins to serve whom, hands over, leaves or steps aside."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from random import Random

from generator.coverage import changes, level_on, region_on
from generator.records.commissioner import Recusal
from generator.records.enterprise import Enterprise
from generator.records.pairing import Pairing, PairingReason
from generator.records.types import Level
from seed.careers import TODAY, WAIVED_BATCH
from seed.people import Hiring, Person
from seed.places import Place, Territory

_DAY = timedelta(days=1)

_PLANNED = TODAY + timedelta(days=4)
"""The last day for which offices have planned."""

_SOONEST, _LATEST = 3, 28
"""Days after an award or a move by which an office has paired, inside the grace of 30."""

_STEPS_ASIDE = (date(2024, 9, 5), date(2025, 6, 12), date(2026, 4, 9))
_REASONS = ("曾在该企业任职", "按规定申请回避")


@dataclass(slots=True)
class _Serving:
    office: Place
    person: Person
    pairing: Pairing


class Service:
    """The offices at work; `pairings` and `staff` by the code of the office are what is left in the end."""

    def __init__(self, chance: Random, territory: Territory, hiring: Hiring) -> None:
        self._chance = chance
        self._territory = territory
        self._hiring = hiring
        self._now: dict[str, _Serving] = {}
        self._events: list[tuple[date, int, Enterprise | Person | None]] = []
        self._order = count()
        self.pairings: dict[str, list[Pairing]] = {}
        self.staff: dict[str, list[Person]] = {}
        self._of: dict[str, Enterprise] = {}

    def run(self, enterprises: list[Enterprise]) -> None:
        """All that happens from the start of the scheme to the last planned day."""
        self._of = {enterprise.code: enterprise for enterprise in enterprises}
        for enterprise in enterprises:
            for day in self._occasions(enterprise):
                self._plan(day, enterprise)
        for day in _STEPS_ASIDE:
            self._plan(day, None)
        while self._events:
            day, _, who = heapq.heappop(self._events)
            if isinstance(who, Enterprise):
                self._arrange(who, day)
            elif who:
                self._leave(who, day)
            else:
                self._step_aside(day)
        for serving in self._now.values():
            self._keep(serving)

    def _plan(self, day: date, who: Enterprise | Person | None) -> None:
        if day <= _PLANNED:
            heapq.heappush(self._events, (day, next(self._order), who))

    def _occasions(self, enterprise: Enterprise) -> Iterator[date]:
        """The days on which another office takes over: some days after a change, on the day where it ends."""
        days = sorted({*changes(enterprise), *(located.since for located in enterprise.located)})
        before: Place | None = None
        for day in days:
            after = self._office(enterprise, day)
            if after is not before and WAIVED_BATCH not in days:
                yield day + timedelta(days=self._chance.randint(_SOONEST, _LATEST)) if after else day
            before = after

    def _office(self, enterprise: Enterprise, day: date) -> Place | None:
        """The office that arranges for an enterprise on a day (rules 4 and 5)."""
        level = level_on(enterprise, day)
        county = self._territory.counties[region_on(enterprise, day)]
        return (
            (self._territory.cities[county.city.code] if level is Level.NATIONAL else county)
            if level
            else None
        )

    def _arrange(self, enterprise: Enterprise, day: date) -> None:
        office, before = self._office(enterprise, day), self._now.get(enterprise.code)
        if before is None or before.office is not office:  # else it came there when somebody left
            self._give(enterprise, office, day, _reason(before.office if before else None, office))

    def _give(self, enterprise: Enterprise, office: Place | None, day: date, reason: PairingReason) -> None:
        if before := self._now.get(enterprise.code):
            self._end(before, day - _DAY, reason)
        if office:
            self._begin(enterprise, office, day, reason)

    def _leave(self, person: Person, day: date) -> None:
        """The last day in a post: all enterprises go to colleagues from the next day on."""
        for code in sorted(person.serving):
            self._hand_over(code, day + _DAY, PairingReason.STAFF)

    def _step_aside(self, day: date) -> None:
        code = self._chance.choice(sorted(self._now))
        recusal = Recusal(enterprise=code, reason=self._chance.choice(_REASONS))
        self._now[code].person.recuses.append(recusal)
        self._hand_over(code, day, PairingReason.RECUSED)

    def _hand_over(self, code: str, day: date, reason: PairingReason) -> None:
        """Another commissioner takes over, of the office whose turn it is by now."""
        enterprise, before = self._of[code], self._now[code].office
        office = self._office(enterprise, day)
        self._give(enterprise, office, day, reason if office is before else _reason(before, office))

    def _begin(self, enterprise: Enterprise, office: Place, day: date, reason: PairingReason) -> None:
        staff = self.staff.setdefault(office.code, [])
        able = [person for person in staff if person.may_take(enterprise, day)]
        person = min(able, key=lambda one: len(one.serving)) if able else self._hire(office, day)
        person.serving.add(enterprise.code)
        pairing = Pairing(enterprise=enterprise.code, commissioner=person.id, since=day, reason=reason)
        self._now[enterprise.code] = _Serving(office, person, pairing)

    def _hire(self, office: Place, day: date) -> Person:
        person = self._hiring.hire(office, day)
        self.staff[office.code].append(person)
        if person.leaves:
            self._plan(person.leaves, person)
        return person

    def _end(self, serving: _Serving, until: date, reason: PairingReason) -> None:
        code = serving.pairing.enterprise
        serving.person.serving.remove(code)
        self._keep(replace(self._now.pop(code), pairing=replace(serving.pairing, until=until, reason=reason)))

    def _keep(self, serving: _Serving) -> None:
        self.pairings.setdefault(serving.office.code, []).append(serving.pairing)


def _reason(before: Place | None, after: Place | None) -> PairingReason:
    if before is None:
        return PairingReason.RECOGNISED
    if after is None:
        return PairingReason.LAPSED
    if before.region.level is after.region.level:
        return PairingReason.MOVED
    return PairingReason.PROMOTED if after.region.level is Level.CITY else PairingReason.OTHER
