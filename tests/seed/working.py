"""Days on which offices work."""

from datetime import date, timedelta

from generator.dataset import Dataset
from generator.workdays import calendar, is_working


def working_day(dataset: Dataset, day: date) -> date:
    """A day, or the next one on which offices work."""
    years = calendar(dataset)
    while not is_working(day, years):
        day += timedelta(days=1)
    return day
