"""Contacts and visits by office: what was due, done and is owed, month by month (rules 14 and 15)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.coverage import Coverage, level_on
from generator.days import plus
from generator.kinds import folder_code
from generator.periods import first_day, half_year
from generator.portal import Portal
from generator.records.service import ServiceChannel, ServiceRecord
from generator.roster import EnterpriseFacts
from generator.service import (
    MONTHS,
    month_of,
    months_within,
    records_by_enterprise,
    served_spans,
    visits_by_now,
    visits_due,
    within,
)


class MonthCount(NamedTuple):
    """The enterprises that were to be contacted in a month, and those among them that were."""

    due: int = 0
    done: int = 0

    @property
    def missing(self) -> int:
        """Those that were not contacted."""
        return self.due - self.done


class Missed(NamedTuple):
    """An enterprise with the months (first days) in which it lacks its contact, this one included.

    `last` is the day of its newest record.
    """

    enterprise: EnterpriseFacts
    months: tuple[date, ...]
    last: date | None


class Pace(NamedTuple):
    """The visits to an enterprise in a year: `due` in the whole of it, of which `by_now` should be made."""

    enterprise: EnterpriseFacts
    visits: int
    due: int
    by_now: int

    @property
    def behind(self) -> bool:
        """Whether a visit is owed (as `portal due` says it), or was at the end of a year that is over."""
        return self.visits < self.by_now


class Progress(NamedTuple):
    """Of all offices that keep a ledger, by office: the counts of each month, who was missed, and the visits.

    `months` (first days) are those of the last half-year and of this one so far. A month counts at the office that
    served at its end, visits at the one that serves today, those of the last year (`paces_before`) at the one that
    served at its end and kept a ledger then.
    """

    months: tuple[date, ...]
    counts: Mapping[str, Mapping[date, MonthCount]]
    missed: Mapping[str, tuple[Missed, ...]]
    paces: Mapping[str, tuple[Pace, ...]]
    paces_before: Mapping[str, tuple[Pace, ...]]

    def month(self, codes: Sequence[str], month: date) -> MonthCount:
        """A month of several offices together."""
        found = [self.counts[code].get(month, MonthCount()) for code in codes if code in self.counts]
        return MonthCount(sum(each.due for each in found), sum(each.done for each in found))

    def of(self, codes: Sequence[str]) -> Iterator[Pace]:
        """The enterprises of several offices."""
        return (pace for code in codes for pace in self.paces.get(code, ()))

    def before(self, codes: Sequence[str]) -> Iterator[Pace]:
        """The same of the last year."""
        return (pace for code in codes for pace in self.paces_before.get(code, ()))


def months_until(day: date) -> tuple[date, ...]:
    """The first days of the months from the beginning of the half-year before that of a day, to its own."""
    first = first_day(half_year(plus(first_day(half_year(day)), -1)))
    found = []
    while first <= day:
        found.append(first)
        first = plus(month_of(first)[1], 1)
    return tuple(found)


def progress(portal: Portal) -> Progress:
    """Contacts and visits as of the portal's day; enterprises in the order of their codes."""
    dataset, today = portal.dataset, portal.as_of
    coverage, records = Coverage(dataset), records_by_enterprise(dataset)
    keeping = dataset.keeping
    months = months_until(today)
    parts = [(first, min(month_of(first)[1], today)) for first in months]
    due: dict[str, Counter[date]] = {code: Counter() for code in keeping}
    missed: dict[str, list[Missed]] = {code: [] for code in keeping}
    paces: dict[str, list[Pace]] = {code: [] for code in keeping}
    for facts in portal.roster.enterprises if keeping else ():
        if not facts.pairings:
            continue
        past = [record for record in records.get(facts.record.code, ()) if record.date <= today]
        spans = served_spans(coverage, facts.record)
        lacking: dict[str, list[date]] = {}
        for first, office, done in _months(portal, coverage, facts, spans, parts, past):
            if office in keeping:
                due[office][first] += 1
                if not done:
                    lacking.setdefault(office, []).append(first)
        last = max((record.date for record in past), default=None)
        for office, found in lacking.items():
            missed[office].append(Missed(facts, tuple(found), last))
        serving = coverage.serving(facts.record.code, today)
        if facts.level and serving and serving.folder in keeping:
            paces[serving.folder].append(_pace(portal, facts, spans, past, today))
    return Progress(
        months=months,
        counts={code: _counts(due[code], missed[code]) for code in keeping},
        missed={code: tuple(rows) for code, rows in missed.items()},
        paces={code: tuple(rows) for code, rows in paces.items()},
        paces_before=_last_year(portal, coverage, records),
    )


def _last_year(
    portal: Portal, coverage: Coverage, records: Mapping[str, Sequence[ServiceRecord]]
) -> Mapping[str, tuple[Pace, ...]]:
    """The visits of the year that ended last, at the offices that kept a ledger in it."""
    ended = date(portal.as_of.year - 1, MONTHS, 31)
    paths = {entry.path for entry in portal.dataset.records if entry.record.date.year == ended.year}
    paces: dict[str, list[Pace]] = {folder_code(path): [] for path in paths}
    for facts in portal.roster.enterprises if paces else ():
        serving = coverage.serving(facts.record.code, ended)
        if serving and serving.folder in paces and level_on(facts.record, ended):
            spans = served_spans(coverage, facts.record)
            made = records.get(facts.record.code, ())
            paces[serving.folder].append(_pace(portal, facts, spans, made, ended))
    return {code: tuple(rows) for code, rows in paces.items()}


def _counts(due: Counter[date], missed: Sequence[Missed]) -> Mapping[date, MonthCount]:
    lacking = Counter(month for row in missed for month in row.months)
    return {month: MonthCount(count, count - lacking[month]) for month, count in due.items()}


def _months(
    portal: Portal,
    coverage: Coverage,
    facts: EnterpriseFacts,
    spans: Sequence[tuple[date, date]],
    months: Sequence[tuple[date, date]],
    records: Sequence[ServiceRecord],
) -> Iterator[tuple[date, str, bool]]:
    """The months in which an enterprise was served throughout: first day, office at its end, whether contacted."""
    least = portal.scheme.contacts_per_month
    made = Counter((record.date.year, record.date.month) for record in records)
    for first, until in months:
        if within(spans, first, until):
            serving = coverage.serving(facts.record.code, until)
            yield first, serving.folder if serving else "", made[first.year, first.month] >= least


def _pace(
    portal: Portal,
    facts: EnterpriseFacts,
    spans: Sequence[tuple[date, date]],
    records: Sequence[ServiceRecord],
    day: date,
) -> Pace:
    """The visits in the year of a day as they stood on it."""
    per_year = portal.scheme.visits_per_year
    visits = sum(
        record.channel is ServiceChannel.VISIT and record.date.year == day.year for record in records
    )
    due = visits_due(per_year, months_within(spans, day.year))
    return Pace(enterprise=facts, visits=visits, due=due, by_now=visits_by_now(per_year, due, day))
