"""半年报表的截报日, for the handbook: the half-year that runs and the one before."""

from typing import NamedTuple

from generator.days import plus
from generator.exports.scope import words_of
from generator.pages.report_tables import Submitted
from generator.pages.words import prose_date
from generator.periods import first_day, half_year
from generator.portal import Portal
from generator.workdays import DueDay


class DueRow(NamedTuple):
    """A half-year in words, as files name it, and the last day of the counties and of the cities."""

    name: str
    period: str
    county: str
    city: str


class DueView(NamedTuple):
    """What inset-due.html.j2 shows; so many working days are left to counties and to cities."""

    rows: tuple[DueRow, ...]
    county_days: int
    city_days: int


def due_view(portal: Portal) -> DueView:
    """The half-year before, then the one that runs."""
    now = half_year(portal.as_of)
    days = Submitted(portal)
    return DueView(
        rows=tuple(
            DueRow(
                name=words_of(period),
                period=period,
                county=_words(days.county_due(period)),
                city=_words(days.city_due(period)),
            )
            for period in (half_year(plus(first_day(now), -1)), now)
        ),
        county_days=portal.scheme.county_cutoff_working_days,
        city_days=portal.scheme.report_due_working_days,
    )


def _words(due: DueDay) -> str:
    return prose_date(due.day) + ("（暂定）" if due.provisional else "")
