"""Working days by the State Council's calendars (holidays.yml), and the day on which a half-year's report is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.dataset import Dataset
from generator.days import plus
from generator.periods import last_day
from generator.records.holiday import HolidayYear

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day, and whether it may still move: 暂定 where the calendar of its year is not published."""

    day: date
    provisional: bool


def calendar(dataset: Dataset) -> Mapping[int, HolidayYear]:
    """The calendars by year."""
    return {entry.record.year: entry.record for entry in dataset.holidays}


def is_working(day: date, years: Mapping[int, HolidayYear]) -> bool:
    """Whether offices work on a day; where no calendar is known, from Monday to Friday."""
    year = years.get(day.year)
    if year and day in year.working:
        return True
    return day.weekday() < _SATURDAY and not (year and day in year.closed)


def working_day_after(day: date, count: int, years: Mapping[int, HolidayYear]) -> DueDay:
    """The working day that many working days after a day (rule 30: the 7th after 30 June)."""
    while count:
        day = plus(day, 1)
        count -= is_working(day, years)
    year = years.get(day.year)
    return DueDay(day, provisional=year is None or year.provisional)


def report_due(period: str, working_days: int, years: Mapping[int, HolidayYear]) -> DueDay:
    """When the report of a half-year is due."""
    return working_day_after(last_day(period), working_days, years)
