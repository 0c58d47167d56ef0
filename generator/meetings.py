"""Meetings of each office against their interval, and what was reported upward (rule 21)."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from generator.days import plus
from generator.portal import Portal
from generator.records.reporting import Meeting, MeetingKind
from generator.service import MONTHS


class OfficeMeetings(NamedTuple):
    """The meetings of an office up to today, the newest first.

    `due`: the last day for its next 例会, counted from the last one; None where it recorded none, so that nobody
    knows. Trainings of an office are no 例会.
    """

    meetings: tuple[Meeting, ...]
    last: date | None
    due: date | None

    def late(self, today: date) -> int:
        """The days by which the next 例会 is late; 0 where it is not."""
        return max(0, (today - self.due).days) if self.due else 0


NONE_HELD = OfficeMeetings((), None, None)


class Meetings:
    """The meetings of all offices, by the code of their region."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def of(self, office: str) -> OfficeMeetings:
        """Those of one office."""
        return self._by_office.get(office, NONE_HELD)

    @cached_property
    def _by_office(self) -> Mapping[str, OfficeMeetings]:
        found: dict[str, list[Meeting]] = {}
        for entry in self._portal.dataset.meetings:
            if entry.record.date <= self._portal.as_of:
                found.setdefault(entry.record.office, []).append(entry.record)
        return {office: self._held(meetings) for office, meetings in found.items()}

    def _held(self, meetings: list[Meeting]) -> OfficeMeetings:
        ordered = sorted(meetings, key=lambda meeting: meeting.date, reverse=True)
        last = next((each.date for each in ordered if each.kind is MeetingKind.REGULAR), None)
        every = self._portal.scheme.meeting_every_months
        return OfficeMeetings(tuple(ordered), last, months_later(last, every) if last else None)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is shorter; no later than dates go."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    if day.year + years > date.max.year:
        return date.max
    first = date(day.year + years, month + 1, 1)
    return plus(first, min(day.day, monthrange(first.year, first.month)[1]) - 1)
