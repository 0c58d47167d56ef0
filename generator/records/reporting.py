"""What an office did and reported: 报送, meetings, attendance, certificates (private; rules 21, 25, 26, 28 to 30)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.types import CommissionerId, Date, RegionCode, ReportPeriod, Slug, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Record):
    """报送: the report of an office for a period; of an adjustment, the day to which it reports."""

    office: RegionCode
    period: ReportPeriod
    submitted_on: Date
    reported_on: Date | None = None


class MeetingKind(StrEnum):
    """What a meeting was for."""

    REGULAR = "例会"
    TRAINING = "培训"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedUpward(Record):
    """A common problem that was reported to the level above (rule 21)."""

    category: Text
    date: Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting of an office with its commissioners."""

    office: RegionCode
    date: Date
    kind: MeetingKind
    topics: Annotated[tuple[Text, ...], Field(min_length=1)]
    reported_upward: ReportedUpward | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """Who came to a training session (rule 25)."""

    session: Slug
    commissioners: Annotated[tuple[CommissionerId, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Record):
    """The certificate that the province gives a commissioner (rule 26)."""

    commissioner: CommissionerId
    number: Text
    issued_on: Date
