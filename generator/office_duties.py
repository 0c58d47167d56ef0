"""What each office owes beside service: common problems, certificates, profiles, reports (rules 21, 26, 28, 30, 39)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from generator.coverage import Coverage
from generator.dataset import Dataset
from generator.days import plus
from generator.matching import profile_of
from generator.periods import first_day, half_year
from generator.portal import Portal
from generator.records.request import RequestKind
from generator.records.types import Level
from generator.requests_now import RequestState
from generator.roster import CommissionerFacts, EnterpriseFacts
from generator.service import report_days, reports_asked
from generator.workdays import DueDay

_T = TypeVar("_T")

PROFILE_DAYS = 365
"""A profile that is older than that is old: the figures of a new business year are missing."""

_COMMON = frozenset({RequestKind.PROBLEM, RequestKind.NEED})


class Halves(NamedTuple):
    """The half-year of a day and the one before: their names, and the first day of each."""

    now: str
    before: str
    first: date
    first_before: date

    @classmethod
    def of(cls, day: date) -> "Halves":
        """The two of a day."""
        first = first_day(half_year(day))
        before = half_year(plus(first, -1))
        return cls(half_year(day), before, first, first_day(before))


class Common(NamedTuple):
    """A category of an office: in how many enterprises it came up, and when it was last reported upward.

    `now` counts requests of this half-year and those still open, `before` those of the last half-year and those then
    open; `period` is the half-year in which they are so many that it is a 共性问题.
    """

    office: str
    category: str
    now: int
    before: int
    period: str | None
    reported_on: date | None

    @property
    def common(self) -> bool:
        """Whether it is a 共性问题."""
        return self.period is not None


class Report(NamedTuple):
    """The report of an office for a half-year, or its first one: when it is due, and when it was made."""

    office: str
    period: str
    due: DueDay
    submitted_on: date | None

    def overdue(self, day: date) -> bool:
        """Whether it is missing after its due day."""
        return self.submitted_on is None and day > self.due.day

    @property
    def days_late(self) -> int:
        """How many days after its due day it was made; 0 where it was in time, or is not made yet."""
        return max(0, (self.submitted_on - self.due.day).days) if self.submitted_on else 0


def common_problems(dataset: Dataset, states: Sequence[RequestState]) -> Mapping[str, tuple[Common, ...]]:
    """By office, the categories of 困难问题 and 服务需求 that came up in many enterprises, or were reported upward (rule 21).

    Those of the last half-year that were not reported in it stay until its report is due (rule 30).
    """
    halves, least = Halves.of(dataset.as_of), dataset.scheme.record.common_problem_enterprises
    report_is_due = dataset.as_of <= report_days(dataset, halves.before)[Level.CITY].day
    reported = _reported(dataset)
    now = _asking(states, halves.first, dataset.as_of)
    before = _asking(states, halves.first_before, plus(halves.first, -1))
    found: list[Common] = []
    for key in sorted({*now, *before, *reported}):
        day, many, many_before = reported.get(key), len(now.get(key, ())), len(before.get(key, ()))
        was_reported = day is not None and halves.first_before <= day < halves.first
        left = report_is_due and many_before >= least and not was_reported
        period = halves.now if many >= least else halves.before if left else None
        found.append(Common(*key, many, many_before, period, day))
    return _grouped(
        (row.office, row)
        for row in found
        if row.common or (row.reported_on and row.reported_on >= halves.first)
    )


def _reported(dataset: Dataset) -> Mapping[tuple[str, str], date]:
    """When each office last reported a category upward."""
    reported: dict[tuple[str, str], date] = {}
    for entry in dataset.meetings:
        upward = entry.record.reported_upward
        if upward and upward.date <= dataset.as_of:
            key = (entry.record.office, upward.category)
            reported[key] = max(upward.date, reported.get(key, upward.date))
    return reported


def _asking(states: Iterable[RequestState], first: date, last: date) -> Mapping[tuple[str, str], set[str]]:
    """By office and category, the enterprises of the requests collected in a span, or before it and still open at its end."""
    asking: dict[tuple[str, str], set[str]] = {}
    for state in states:
        request = state.request
        came = request.collected_on <= last
        counts = request.collected_on >= first or state.open or state.since > last
        if request.kind in _COMMON and came and counts:
            asking.setdefault((state.office, request.category), set()).add(request.enterprise)
    return asking


def uncertified(portal: Portal) -> Mapping[str, tuple[CommissionerFacts, ...]]:
    """The commissioners in post without a certificate, by their office (rule 26)."""
    held = {entry.record.commissioner for entry in portal.dataset.certificates}
    return {
        office: found
        for office, people in portal.roster.commissioners_of.items()
        if (found := tuple(facts for facts in people if facts.record.id not in held))
    }


class ProfileState(NamedTuple):
    """An enterprise whose profile is missing (None) or of a day more than `PROFILE_DAYS` ago."""

    enterprise: EnterpriseFacts
    date: date | None


def stale_profiles(portal: Portal) -> Mapping[str, tuple[ProfileState, ...]]:
    """By office that keeps a ledger, the enterprises in scope it serves without a profile or with an old one."""
    dataset, coverage = portal.dataset, Coverage(portal.dataset)
    profiles, keeping = profile_of(dataset), dataset.keeping
    oldest = plus(portal.as_of, -PROFILE_DAYS)

    def found() -> Iterator[tuple[str, ProfileState]]:
        for facts in portal.roster.enterprises if keeping else ():
            serving = coverage.serving(facts.record.code, portal.as_of)
            profile = profiles.get(facts.record.code)
            stale = profile is None or profile.date < oldest
            if facts.level and serving and serving.folder in keeping and stale:
                yield serving.folder, ProfileState(facts, profile.date if profile else None)

    return _grouped(found())


def reports(portal: Portal, period: str) -> Mapping[str, Report]:
    """The report of each city and county office for a half-year, or the first one, where it is asked for."""
    due = reports_asked(portal.dataset, period)
    made = {
        entry.record.office: entry.record.submitted_on
        for entry in portal.dataset.submissions
        if entry.record.period == period
    }
    return {
        office.region: Report(office.region, period, due[level], made.get(office.region))
        for office in portal.offices
        if (level := portal.region_by_code[office.region].level) in due
    }


def _grouped(pairs: Iterable[tuple[str, _T]]) -> Mapping[str, tuple[_T, ...]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
