"""Values of the pages /meetings/ and /meetings/<city>/ of the internal edition."""

from typing import NamedTuple

from generator.pages.by_city import Count
from generator.pages.views import Link


class CityRow(NamedTuple):
    """How many offices of a city met in time, are late, or recorded no 例会."""

    link: Link
    offices: int
    timely: int
    late: int
    unknown: int


class LateRow(NamedTuple):
    """An office whose 例会 is late: the day of its last one, until when the next was due, and since how long."""

    link: Link
    last: str
    due: str
    days: int


class CommonRow(NamedTuple):
    """A kind of request that offices reported upward this year as common: which offices, and when last."""

    category: str
    offices: tuple[Link, ...]
    last: str


class MeetingsView(NamedTuple):
    """The 例会 of all offices; `interval` in words."""

    interval: str
    year: int
    counts: tuple[Count, ...]
    cities: tuple[CityRow, ...]
    late: tuple[LateRow, ...]
    common: tuple[CommonRow, ...]
    others: tuple[Link, ...]


class MeetingRow(NamedTuple):
    """A meeting; `upward` says what was reported upward and when, or ""."""

    day: str
    kind: str
    topics: str
    upward: str


class OfficeRow(NamedTuple):
    """The meetings of an office; `state` says when the next 例会 is due, `late`: that day is past."""

    anchor: str
    office: Link
    state: str
    late: bool
    meetings: tuple[MeetingRow, ...]
    earlier: int


class CityMeetingsView(NamedTuple):
    """The meetings of the offices of a city; those since the beginning of the last year (`since`) are shown."""

    title: str
    since: int
    offices: tuple[OfficeRow, ...]
