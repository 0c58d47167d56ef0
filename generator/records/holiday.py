"""The State Council's calendar of a year (rosters/holidays.yml)."""

from dataclasses import dataclass

from generator.records.base import Record
from generator.records.types import Date, Flag, Text, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayYear(Record):
    """`closed`: days off; `working`: weekend days on which offices work; `provisional`: no notice yet."""

    year: Whole
    notice: Text
    closed: tuple[Date, ...]
    working: tuple[Date, ...]
    provisional: Flag = False
