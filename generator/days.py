"""Days counted from a day; the calendar ends where dates do, so that 9999-12-31 stands for no end."""

from datetime import date
from functools import cache

iso = cache(date.isoformat)
"""2026-11-24: a site writes the same days again and again."""


def plus(day: date, days: int) -> date:
    """The day that many days later (earlier below 0), within the range of dates."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
