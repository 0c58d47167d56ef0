"""Rule 16 and its like: what is recorded has happened."""

from collections.abc import Iterator
from datetime import date

from generator.dataset import Dataset, Entry
from generator.document import Loc
from generator.records.base import Record
from generator.records.request import ServiceRequest
from generator.rules.finding import Finding

_DATED = (
    ("case", ("date",)),
    ("record", ("date",)),
    ("request", ("collected_on",)),
    ("uptake", ("told_on", "applied_on", "granted_on")),
    ("submission", ("submitted_on",)),
    ("profile", ("date",)),
    ("meeting", ("date",)),
    ("certificate", ("issued_on",)),
)
"""The fields at the top of a record that hold the day of what happened."""


def date_in_future(dataset: Dataset) -> Iterator[Finding]:
    """台账、诉求、兑现情况、报送、会议、出勤和证书只记已经发生的事，日期不晚于今天（通知三(一)）。

    政策的核对日期、案例的日期、表彰的年份和企业改名的日期，也不晚于今天。
    """
    for entry, day, way in _happened(dataset):
        if day and day > dataset.as_of:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, *way),
                message=f"{day}还没有到，今天是{dataset.as_of}",
                help="核对日期；还没有发生的，发生以后再记",
            )


def _happened(dataset: Dataset) -> Iterator[tuple[Entry[Record], date | None, Loc]]:
    for kind, fields in _DATED:
        for entry in dataset.entries.get(kind, ()):
            yield from ((entry, getattr(entry.record, field), (field,)) for field in fields)
    yield from _in_public(dataset)
    for request in dataset.requests:
        yield from ((request, day, way) for day, way in _in_request(request.record))
    for meeting in dataset.meetings:
        if upward := meeting.record.reported_upward:
            yield meeting, upward.date, ("reported_upward", "date")
    held = {session.record.id: session.record.date for session in dataset.sessions}
    for attendance in dataset.attendances:
        yield attendance, held.get(attendance.record.session), ("session",)


def _in_public(dataset: Dataset) -> Iterator[tuple[Entry[Record], date, Loc]]:
    for policy in dataset.policies:
        yield policy, policy.record.checked.date, ("checked", "date")
    for praised in dataset.commendations:
        yield praised, date(praised.record.year, 1, 1), ("year",)
    for enterprise in dataset.enterprises:
        for place, former in enumerate(enterprise.record.former_names):
            yield enterprise, former.until, ("former_names", place, "until")


def _in_request(request: ServiceRequest) -> Iterator[tuple[date, Loc]]:
    yield from ((day, ("told", place)) for place, day in enumerate(request.told))
    yield from ((step.date, ("steps", place, "date")) for place, step in enumerate(request.steps))
    if request.rigid:
        yield request.rigid.confirmed_on, ("rigid", "confirmed_on")
