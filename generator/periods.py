"""The periods of reporting: half-years (rule 30; 2026-h1 ends on 30 June, 2026-h2 on 31 December), and what is none."""

from datetime import date
from functools import cache

_LAST_OF_FIRST_HALF = 6

FIRST, ADJUSTMENT = "first", "adjustment"
"""The periods that are no half-year: 首次报送 of annexes 1 and 2 (rule 28), 调整情况 (rule 29)."""


@cache
def half_year(day: date) -> str:
    """The half-year in which a day lies, as reports name it: 2026-h1."""
    return f"{day.year}-h{1 if day.month <= _LAST_OF_FIRST_HALF else 2}"


def last_day(period: str) -> date:
    """The last day of a half-year. Raises `ValueError` for a period that is none."""
    year, _, half = period.partition("-h")
    return date(int(year), 6, 30) if half == "1" else date(int(year), 12, 31)


def first_day(period: str) -> date:
    """The first day of a half-year. Raises `ValueError` for a period that is none."""
    end = last_day(period)
    return date(end.year, end.month - 5, 1)


def is_half_year(period: str) -> bool:
    """Whether a period of reporting is a half-year, and not the first report or an adjustment."""
    return "-h" in period
