"""What the notice asks for in service: contacts, visits and reports, and which of them are owed (rules 14, 15, 28, 30)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import ceil

from generator.coverage import Coverage, changes, level_on
from generator.dataset import Dataset, Entry
from generator.days import plus
from generator.diagnostics import Severity
from generator.periods import FIRST, first_day, half_year, last_day
from generator.records.enterprise import Enterprise
from generator.records.office import Office
from generator.records.pairing import Pairing
from generator.records.region import Region
from generator.records.service import ServiceChannel, ServiceRecord
from generator.records.types import Level
from generator.rules.finding import Finding, Rule
from generator.rules.ledger import standing
from generator.workdays import DueDay, calendar, report_due

MONTHS = 12


@lru_cache(maxsize=1000)
def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month of a day."""
    first = day.replace(day=1)
    following = date(day.year + day.month // MONTHS, day.month % MONTHS + 1, 1)
    return first, plus(following, -1)


@lru_cache(maxsize=1)
def records_by_enterprise(dataset: Dataset) -> Mapping[str, Sequence[ServiceRecord]]:
    """The records of each enterprise without those that a later one corrects."""
    found: dict[str, list[ServiceRecord]] = {}
    for entry in standing(dataset):
        found.setdefault(entry.record.enterprise, []).append(entry.record)
    return found


def served_spans(coverage: Coverage, enterprise: Enterprise) -> tuple[tuple[date, date], ...]:
    """The first and last days of the spans in which an enterprise is in scope and paired, whoever serves it (rule 14).

    A pairing may be older than the scheme: what was before its first day is in no span.
    """
    pairings = [entry.record for entry in coverage.of_enterprise.get(enterprise.code, ())]
    turns = {*changes(enterprise), *(pairing.since for pairing in pairings)}
    turns |= {plus(pairing.until, 1) for pairing in pairings if pairing.until}
    days = sorted(turns)
    spans: list[tuple[date, date]] = []
    for day, following in zip(days, [*days[1:], date.max], strict=False):
        if level_on(enterprise, day) and any(pairing.holds_on(day) for pairing in pairings):
            last = plus(following, -1) if following < date.max else date.max
            joined = bool(spans) and plus(spans[-1][1], 1) == day
            spans = [*spans[:-1], (spans[-1][0], last)] if joined else [*spans, (day, last)]
    start = scheme_start(coverage.dataset)
    return tuple((max(begins, start), ends) for begins, ends in spans if ends >= start)


def scheme_start(dataset: Dataset) -> date:
    """The first day of the scheme: nothing is asked for from before it."""
    return dataset.schemes[0].record.scheme_start_on if dataset.schemes else date.min


def within(spans: Sequence[tuple[date, date]], first: date, last: date) -> bool:
    """Whether one span holds all the days from the first to the last."""
    return any(begins <= first and last <= ends for begins, ends in spans)


def served_throughout(coverage: Coverage, enterprise: Enterprise, first: date, last: date) -> bool:
    """Whether an enterprise is in scope and paired on each of these days, whoever serves it (rule 14)."""
    return within(served_spans(coverage, enterprise), first, last)


def months_within(spans: Sequence[tuple[date, date]], year: int) -> int:
    """The calendar months of a year that lie in one of the spans as a whole."""
    if within(spans, date(year, 1, 1), date(year, MONTHS, 31)):
        return MONTHS
    return sum(within(spans, *month_of(date(year, month, 1))) for month in range(1, MONTHS + 1))


def whole_months(coverage: Coverage, enterprise: Enterprise, year: int) -> int:
    """The calendar months of a year in which an enterprise is served throughout, as it is planned today."""
    return months_within(served_spans(coverage, enterprise), year)


def visits_due(per_year: int, months: int) -> int:
    """The visits that so many whole months of a year ask for (rule 15)."""
    return ceil(per_year * months / MONTHS)


def visits_by_pace(per_year: int, day: date) -> int:
    """The visits that are due by a day: each on the last day of its equal part of the year."""
    ended = day.month if day == month_of(day)[1] else day.month - 1
    return per_year * ended // MONTHS


def pace_ends(per_year: int, day: date) -> int:
    """The month at whose end the latest of the visits that are due by a day was due."""
    return ceil(MONTHS * visits_by_pace(per_year, day) / per_year)


def within_year(day: date, days: int) -> date:
    """The day so many days later, or the last one of the year: after that its visits are owed no more."""
    return min(plus(day, days), date(day.year, MONTHS, 31))


def visits_by_now(per_year: int, due: int, day: date) -> int:
    """The visits that are due by a day, where `due` are asked for in the whole year (rule 15).

    What the part of the year before its service would have asked for is not asked for at its beginning.
    """
    return max(0, visits_by_pace(per_year, day) - (visits_due(per_year, MONTHS) - due))


def contact_owed(dataset: Dataset) -> Iterator[Finding]:
    """上一个整月里，在服务范围内又有服务专员的企业，至少联系一次（通知三(一)）。"""
    if not dataset.schemes or not dataset.scheme.record.contacts_per_month:
        return
    least = dataset.scheme.record.contacts_per_month
    first, last = month_of(plus(dataset.as_of.replace(day=1), -1))
    for entry, enterprise, records in _served(dataset):
        made = sum(first <= record.date <= last for record in records)
        if made < least and served_throughout(Coverage(dataset), enterprise, first, last):
            yield _owed(
                entry,
                f"“{enterprise.name}”{first.year}年{first.month}月应联系{least}次，记了{made}次",
                "漏记的补上；没有联系的，尽快联系",
            )


def visit_owed(dataset: Dataset) -> Iterator[Finding]:
    """每家企业每年现场走访的次数（通知三(一)），按一年里已经过去的部分算，最后一次到年底；不满一年的按整月折算。"""
    if not dataset.schemes:
        return
    per_year, today = dataset.scheme.record.visits_per_year, dataset.as_of
    pace = visits_by_pace(per_year, today)
    for entry, enterprise, records in _served(dataset) if pace else ():
        visits = [record for record in records if record.channel is ServiceChannel.VISIT]
        made = sum(record.date.year == today.year and record.date <= today for record in visits)
        if made >= pace:
            continue
        due = visits_due(per_year, whole_months(Coverage(dataset), enterprise, today.year))
        by_now = visits_by_now(per_year, due, today)
        if made < by_now:
            yield _owed(
                entry,
                f"“{enterprise.name}”{today.year}年要走访{due}次，"
                f"到{pace_ends(per_year, today)}月底应有{by_now}次，记了{made}次",
                "约好时间去走访；去过的补上记录",
            )


def report_owed(dataset: Dataset) -> Iterator[Finding]:
    """首次报送（附件1、2）和上一个半年的报表（通知五）：设区市和县级各在截止日以前报送，报送记在 submissions.yml。"""
    if not dataset.schemes:
        return
    made = {(entry.record.office, entry.record.period) for entry in dataset.submissions}
    for period in (FIRST, half_year(plus(first_day(half_year(dataset.as_of)), -1))):
        asked = reports_asked(dataset, period)
        for office in dataset.offices:
            region = dataset.region_by_code.get(office.record.region)
            due = asked.get(region.level) if region else None
            if region and due and dataset.as_of > due.day and (region.code, period) not in made:
                yield _report_owed(office, region, period, due)


def _report_owed(office: Entry[Office], region: Region, period: str, due: DueDay) -> Finding:
    until = f"应在{due.day}{'（暂定）' if due.provisional else ''}以前"
    first = period == FIRST
    return Finding(
        document=office.document,
        loc=("region",),
        message=f"{region.name}的附件1、2{until}首次报送"
        if first
        else f"{region.name}的 {period} 报表{until}报送",
        help="报送后记进 submissions.yml" + ("，period 写 first；早就报过的，写那天的日期" if first else ""),
        severity=Severity.OVERDUE,
    )


def report_days(dataset: Dataset, period: str) -> Mapping[Level, DueDay]:
    """When counties and cities report for a half-year (rule 30), or first: never where the scheme sets no day (rule 28)."""
    scheme, years = dataset.scheme.record, calendar(dataset)
    if period == FIRST:
        day = scheme.first_report_on
        return dict.fromkeys((Level.COUNTY, Level.CITY), DueDay(day, provisional=False)) if day else {}
    return {
        Level.COUNTY: report_due(period, scheme.county_cutoff_working_days, years),
        Level.CITY: report_due(period, scheme.report_due_working_days, years),
    }


def reports_asked(dataset: Dataset, period: str) -> Mapping[Level, DueDay]:
    """The due days of reports that are asked for: not before the scheme, nor where none at all is recorded."""
    before = period != FIRST and last_day(period) < scheme_start(dataset)
    return {} if before or not dataset.submissions else report_days(dataset, period)


def _served(dataset: Dataset) -> Iterator[tuple[Entry[Pairing], Enterprise, Sequence[ServiceRecord]]]:
    """Each enterprise in scope with its pairing of today and its records, where the arranging office keeps a ledger."""
    records = records_by_enterprise(dataset)
    keeping = dataset.keeping
    coverage = Coverage(dataset)
    for entry in dataset.enterprises if keeping else ():
        serving = coverage.serving(entry.record.code, dataset.as_of)
        if serving and serving.folder in keeping and level_on(entry.record, dataset.as_of):
            yield serving, entry.record, records.get(entry.record.code, ())


def _owed(entry: Entry[Pairing], message: str, mend: str) -> Finding:
    return Finding(
        document=entry.document,
        loc=(*entry.loc, "enterprise"),
        message=message,
        help=mend,
        severity=Severity.OVERDUE,
    )


DUTIES: tuple[Rule, ...] = (contact_owed, visit_owed, report_owed)
"""What service owes: no fault of the data, so the checks do not say it and `portal due` does."""
