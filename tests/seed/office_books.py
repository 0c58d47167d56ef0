"""What offices keep of themselves: reports that they made, meetings, who came to trainings, and certificates."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from generator.coverage import post_on
from generator.dataset import Dataset
from generator.records.reporting import (
    Attendance,
    Certificate,
    Meeting,
    MeetingKind,
    ReportedUpward,
    Submission,
)
from generator.records.request import RequestKind, ServiceRequest
from generator.records.types import Level
from generator.workdays import calendar, report_due
from seed.wording import LESSONS, MEETINGS
from seed.working import working_day

_FIRST, _FIRST_DUE = "first", date(2022, 5, 16)
_PERIODS = ("2025-h1", "2025-h2", "2026-h1")

_ADJUSTED = (date(2026, 3, 31), date(2026, 9, 30))
_MEETINGS = (date(2025, 12, 8), date(2026, 3, 9), date(2026, 6, 8), date(2026, 9, 7), date(2026, 11, 2))
_LATE, _MISSING = 0.06, 0.05
_HALF_YEAR, _SEVERAL = timedelta(days=183), 3
_COMMON = ("融资", "用工", "账款", "数字化")

_SESSIONS = (
    ("training-2025-province", "320000", 0.8),
    ("training-2025-nanjing", "320100", 0.7),
    ("training-2025-suzhou", "320500", 0.7),
    ("training-2026-province", "320000", 0.85),
    ("training-2026-kunshan", "320583", 0.9),
    ("training-2026-nanjing", "320100", 0.7),
    ("training-2026-suzhou", "320500", 0.7),
    ("training-2026-xuzhou", "320300", 0.7),
)
_ISSUED = (date(2025, 6, 20), date(2026, 6, 18))


def submissions(dataset: Dataset, office: str, seed: int, *, keeps_all: bool) -> Iterator[Submission]:
    """The reports of one office: mostly in time, now and then late or missing; without a ledger always made."""
    chance = Random(f"{seed} submissions {office}")
    county = dataset.region_by_code[office].level is Level.COUNTY
    yield Submission(office=office, period=_FIRST, submitted_on=_FIRST_DUE - timedelta(chance.randint(3, 6)))
    scheme = dataset.scheme.record
    days = scheme.county_cutoff_working_days if county else scheme.report_due_working_days
    for period in _PERIODS:
        due = report_due(period, days, calendar(dataset)).day
        late, missing = chance.random() < _LATE, chance.random() < _MISSING
        if county and not keeps_all and late:
            due = working_day(dataset, due + timedelta(days=2))
        if not (county and not keeps_all and missing and period == _PERIODS[-1]):
            yield Submission(office=office, period=period, submitted_on=due)
    for until in () if keeps_all else _ADJUSTED:
        if chance.random() < 0.6:
            day = working_day(dataset, until + timedelta(days=chance.randint(3, 9)))
            yield Submission(office=office, period="adjustment", submitted_on=day, reported_on=until)


def meetings(office: str, seed: int, requests: Iterable[ServiceRequest] = ()) -> Iterator[Meeting]:
    """The meetings of one office: each half-year, and now and then one that was left out.

    What most enterprises asked for before a meeting is what is reported upward after it.
    """
    chance = Random(f"{seed} meetings {office}")
    for about in _MEETINGS:
        if chance.random() < 0.35:
            continue
        day = about + timedelta(days=chance.choice((0, 1, 2, 3, 7, 8, 9, 10)))
        if chance.random() < 0.2:
            yield Meeting(office=office, date=day, kind=MeetingKind.TRAINING, topics=chance.choice(LESSONS))
            continue
        upward = None
        if chance.random() < 0.3:
            drawn = chance.choice(_COMMON)
            upward = ReportedUpward(
                category=_widest(requests, day) or drawn, date=day + timedelta(days=chance.randint(1, 5))
            )
        yield Meeting(
            office=office,
            date=day,
            kind=MeetingKind.REGULAR,
            topics=chance.choice(MEETINGS),
            reported_upward=upward,
        )


def _widest(requests: Iterable[ServiceRequest], day: date) -> str | None:
    """The category in which the most enterprises asked for something in the half-year before a day, if they are several."""
    asked: dict[str, set[str]] = {}
    for request in requests:
        if day - _HALF_YEAR < request.collected_on <= day and request.kind is not RequestKind.ADVICE:
            asked.setdefault(request.category, set()).add(request.enterprise)
    widest = max(asked, key=lambda category: len(asked[category]), default=None)
    return widest if widest and len(asked[widest]) >= _SEVERAL else None


def attendances(dataset: Dataset, office: str, seed: int) -> Iterator[Attendance]:
    """The commissioners of one office who came to each session that was held for them."""
    days = {entry.record.id: entry.record.date for entry in dataset.sessions}
    above = (office, *dataset.codes_above.get(office, ()))
    staff = sorted(entry.record.id for entry in dataset.commissioners if entry.folder == office)
    for session, region, share in _SESSIONS:
        chance = Random(f"{seed} {session} {office}")
        came = tuple(
            person
            for person in staff
            if region in above
            and post_on(dataset.commissioner_by_id[person].record, days[session])
            and chance.random() < share
        )
        if came:
            yield Attendance(session=session, commissioners=came)


def certificates(dataset: Dataset, seed: int) -> Iterator[Certificate]:
    """The certificates of the province: all of a year after its session, for nearly all who were in their posts."""
    had: set[str] = set()
    for issued in _ISSUED:
        number = 0
        for entry in sorted(dataset.commissioners, key=lambda entry: entry.record.id):
            person = entry.record
            chance = Random(f"{seed} certificate {person.id} {issued}")
            if person.id not in had and post_on(person, issued) and chance.random() < 0.85:
                had.add(person.id)
                number += 1
                yield Certificate(
                    commissioner=person.id,
                    number=f"示例证字{issued.year}{number:03d}",
                    issued_on=issued,
                )
