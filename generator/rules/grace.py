"""The days after a change in which the roster may still lag behind (rules 1, 5 and 7)."""

from datetime import date

from generator.dataset import Dataset
from generator.days import plus
from generator.diagnostics import Severity


def grace_ends(dataset: Dataset, since: date) -> date:
    """The last day of grace after a day; needs the scheme."""
    return plus(since, dataset.scheme.record.grace_days)


def owed_since(dataset: Dataset, since: date) -> Severity:
    """How much it weighs that a change of that day has not been followed up."""
    return Severity.WARNING if dataset.as_of <= grace_ends(dataset, since) else Severity.OVERDUE
