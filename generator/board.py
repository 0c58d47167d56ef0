"""What a 专员办 has before it: the figures of its place and of each place below, and the rows behind them.

boards = Boards(portal)          # nothing is computed before it is asked for, and everything once
boards.figures(codes)            # the figures of these offices together: they add up (rule 31)
boards.within(code)              # a place with all below it
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import ceil
from typing import NamedTuple

from generator.days import plus
from generator.deliveries import Delivered, Deliveries, deliveries, together
from generator.learning import Learning, Turnout
from generator.meetings import Meetings, OfficeMeetings
from generator.office_duties import (
    Common,
    Halves,
    ProfileState,
    Report,
    common_problems,
    reports,
    stale_profiles,
    uncertified,
)
from generator.periods import FIRST, half_year, last_day
from generator.portal import Portal
from generator.progress import MonthCount, Progress, progress
from generator.records.reporting import MeetingKind
from generator.records.types import Level
from generator.requests_now import RequestState, Stage, by_office, requests_now
from generator.roster import CommissionerFacts, OfficeFigures
from generator.rules.territory import arranging
from generator.tally import PeriodTally
from generator.vacancies import Vacancy, vacancies


class Figures(NamedTuple):
    """The figures of one office or of several. Enterprises count where they are, people at home, service where arranged.

    `left_vacancies` of the `overdue_vacancies` are of commissioners who left without a handover. `keeping` of the
    `offices` keep a ledger: contacts, visits and deliveries are of those alone. `heads` are the commissioners that the
    `arranged` enterprises ask for at least (rule 3); `loads` counts people by how many they serve.
    `month` is this month so far, `month_before` the last one; `visits` of the year count up to what is `visits_due`.
    `visits_before` and `visits_due_before` are those of the last year, at whose end `behind_before` lacked one.
    `stages` are the open requests, `listed` those on the problem list; `untold` those that heard nothing for too long,
    `rigid` those of 政策刚性约束. `met` held a 例会 in this half-year, `meeting_late` should have held the next one,
    `meeting_none` never told of one. `trained` came to a provincial session of this year, `untrained` could have.
    """

    offices: int
    keeping: int
    coverage: OfficeFigures
    overdue_vacancies: int
    left_vacancies: int
    arranged: int
    heads: int
    loads: Counter[int]
    month: MonthCount
    month_before: MonthCount
    visits: int
    visits_due: int
    behind: int
    visits_before: int
    visits_due_before: int
    behind_before: int
    served: int
    stages: Counter[Stage]
    listed: int
    untold: int
    rigid: int
    told: int
    matching: int
    common: int
    common_reported: int
    met: int
    met_before: int
    meeting_late: int
    meeting_none: int
    trained: int
    trained_before: int
    untrained: int
    uncertified: int
    profiles: int

    @property
    def open(self) -> int:
        """The open requests."""
        return self.stages.total()

    @property
    def undelivered(self) -> int:
        """The enterprises that were not told of a new policy that is for them, counted once a policy."""
        return self.matching - self.told


class Boards:
    """The figures of all offices of a portal: nothing is computed before it is asked for, and everything once."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.halves = Halves.of(portal.as_of)

    def within(self, code: str) -> tuple[str, ...]:
        """The offices of a place and of all places in it."""
        return self.portal.dataset.codes_within[code]

    def below(self, code: str) -> tuple[str, ...]:
        """The places right below: the cities of the province, the counties of a city."""
        portal = self.portal
        if code == portal.scheme.province:
            return tuple(city.code for city in portal.cities)
        return tuple(county.code for county in portal.counties.get(code, ()))

    @cached_property
    def progress(self) -> Progress:
        """Contacts and visits."""
        return progress(self.portal)

    @cached_property
    def states(self) -> Mapping[str, tuple[RequestState, ...]]:
        """All requests by office."""
        return by_office(requests_now(self.portal.dataset))

    @cached_property
    def deliveries(self) -> Deliveries:
        """惠企政策速递 of the new policies by office."""
        return deliveries(self.portal)

    @cached_property
    def common(self) -> Mapping[str, tuple[Common, ...]]:
        """共性问题 by office."""
        states = [state for found in self.states.values() for state in found]
        return common_problems(self.portal.dataset, states)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings by office."""
        return Meetings(self.portal)

    @cached_property
    def learning(self) -> Learning:
        """Trainings and who came to them."""
        return Learning(self.portal)

    @cached_property
    def turnouts(self) -> Mapping[str, Turnout]:
        """What each commissioner in post came to this year."""
        people = self.people_in(self.portal.roster.commissioners_of)
        return {facts.record.id: self.learning.of(facts) for facts in people}

    @cached_property
    def trained_before(self) -> frozenset[str]:
        """Who came to a provincial session of the last year."""
        sessions = self.learning.by_year.get(self.learning.year - 1, ())
        came = (
            self.learning.came.get(each.id, frozenset())
            for each in sessions
            if each.level is Level.PROVINCIAL
        )
        return frozenset().union(*came)

    @cached_property
    def uncertified(self) -> Mapping[str, tuple[CommissionerFacts, ...]]:
        """Commissioners without a certificate by office."""
        return uncertified(self.portal)

    @cached_property
    def profiles(self) -> Mapping[str, tuple[ProfileState, ...]]:
        """Profiles that are missing or old by office."""
        return stale_profiles(self.portal)

    @cached_property
    def reports(self) -> tuple[Mapping[str, Report], Mapping[str, Report], Mapping[str, Report]]:
        """The reports of this half-year, of the last, and the first ones by office."""
        now, before, first = (
            reports(self.portal, period) for period in (self.halves.now, self.halves.before, FIRST)
        )
        return now, before, first

    @cached_property
    def tallies(self) -> tuple[PeriodTally, PeriodTally]:
        """What was done in this half-year and in the last."""
        tallies, halves = self.portal.tallies, self.halves
        return (
            tallies.between(halves.first, last_day(halves.now)),
            tallies.between(halves.first_before, last_day(halves.before)),
        )

    @cached_property
    def vacancies(self) -> Mapping[str, tuple[Vacancy, ...]]:
        """Enterprises without a commissioner by the place where they are."""
        return vacancies(self.portal)

    @cached_property
    def arranged(self) -> Counter[str]:
        """How many enterprises in scope each office arranges the service of (rule 4)."""
        regions = (
            arranging(self.portal.dataset, facts.record, self.portal.as_of)
            for facts in self.portal.roster.enterprises
            if facts.level
        )
        return Counter(region.code for region in regions if region)

    def vacancies_in(self, codes: Iterable[str]) -> Iterator[Vacancy]:
        """The vacancies of several places."""
        return (vacancy for code in codes for vacancy in self.vacancies.get(code, ()))

    def people_in(self, codes: Iterable[str]) -> Iterator[CommissionerFacts]:
        """The commissioners in post of several offices."""
        return (facts for code in codes for facts in self.portal.roster.commissioners_of.get(code, ()))

    def states_in(self, codes: Iterable[str]) -> Iterator[RequestState]:
        """The requests of several offices."""
        return (state for code in codes for state in self.states.get(code, ()))

    def delivered_in(self, codes: Iterable[str]) -> tuple[Delivered, ...]:
        """The new policies at several offices."""
        return together(self.deliveries.get(code, ()) for code in codes)

    def figures(self, codes: tuple[str, ...]) -> Figures:
        """The figures of several offices together."""
        portal, today = self.portal, self.portal.as_of
        paces, before = tuple(self.progress.of(codes)), tuple(self.progress.before(codes))
        people = tuple(self.people_in(codes))
        open_now = [state for state in self.states_in(codes) if state.open]
        held = [self.meetings.of(code) for code in codes if code in self.portal.dataset.keeping]
        common = [row for code in codes for row in self.common.get(code, ()) if row.common]
        rows = [row for code in codes for row in self.deliveries.get(code, ())]
        this = today.replace(day=1)
        turnouts = [self.turnouts[facts.record.id] for facts in people]
        return Figures(
            offices=len(codes),
            keeping=sum(code in self.portal.dataset.keeping for code in codes),
            coverage=portal.roster.figures(codes),
            overdue_vacancies=sum(vacancy.overdue(today) for vacancy in self.vacancies_in(codes)),
            left_vacancies=sum(vacancy.enterprise.left for vacancy in self.vacancies_in(codes)),
            arranged=sum(self.arranged[code] for code in codes),
            heads=sum(ceil(self.arranged[code] / portal.roster.most) for code in codes),
            loads=Counter(len(facts.serving) for facts in people),
            month=self.progress.month(codes, this),
            month_before=self.progress.month(codes, plus(this, -1).replace(day=1)),
            visits=sum(min(pace.visits, pace.due) for pace in paces),
            visits_due=sum(pace.due for pace in paces),
            behind=sum(pace.behind for pace in paces),
            visits_before=sum(min(pace.visits, pace.due) for pace in before),
            visits_due_before=sum(pace.due for pace in before),
            behind_before=sum(pace.behind for pace in before),
            served=len(paces),
            stages=Counter(state.stage for state in open_now),
            listed=sum(state.listed for state in open_now),
            untold=sum(state.untold(today, portal.scheme.progress_days) for state in open_now),
            rigid=sum(state.rigid for state in open_now),
            told=sum(len(row.told) for row in rows),
            matching=sum(row.matching for row in rows),
            common=len(common),
            common_reported=sum(self.was_reported(row) for row in common),
            met=sum(self._met(office, self.halves.now) for office in held),
            met_before=sum(self._met(office, self.halves.before) for office in held),
            meeting_late=sum(office.late(today) > 0 for office in held),
            meeting_none=sum(office.last is None for office in held),
            trained=sum(bool(turnout.provincial) for turnout in turnouts),
            trained_before=sum(facts.record.id in self.trained_before for facts in people),
            untrained=sum(turnout.missed for turnout in turnouts),
            uncertified=sum(len(self.uncertified.get(code, ())) for code in codes),
            profiles=sum(len(self.profiles.get(code, ())) for code in codes),
        )

    def _met(self, office: OfficeMeetings, period: str) -> bool:
        """Whether an office held a 例会 in a half-year."""
        return any(
            meeting.kind is MeetingKind.REGULAR and half_year(meeting.date) == period
            for meeting in office.meetings
        )

    def was_reported(self, row: Common) -> bool:
        """Whether a common problem was reported upward in this half-year."""
        return row.reported_on is not None and row.reported_on >= self.halves.first
