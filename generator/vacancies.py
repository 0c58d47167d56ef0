"""Enterprises without a commissioner today: since when, until when that is no fault, and which office has to arrange (rule 1)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from generator.coverage import level_since
from generator.days import plus
from generator.portal import Portal
from generator.roster import EnterpriseFacts
from generator.rules.gaps import without_commissioner
from generator.rules.grace import grace_ends
from generator.rules.territory import arranging
from generator.rules.waivers import Waivers


class Vacancy(NamedTuple):
    """An enterprise in scope that nobody serves. `grace_until` is the last day of grace, None where there is none.

    `waived_until` is the last day of a waiver that covers it today; `office` the place whose office has to arrange.
    """

    enterprise: EnterpriseFacts
    since: date
    grace_until: date
    waived_until: date | None
    office: str

    def overdue(self, day: date) -> bool:
        """Whether the days of grace are over and no waiver covers it."""
        return self.grace_until < day and self.waived_until is None


def vacancies(portal: Portal) -> Mapping[str, tuple[Vacancy, ...]]:
    """By the place where the enterprises are, in the order of their codes."""
    found: dict[str, list[Vacancy]] = {}
    for vacancy in sorted((*_unpaired(portal), *_left(portal)), key=lambda found: found.enterprise.record.code):
        found.setdefault(vacancy.enterprise.region, []).append(vacancy)
    return {place: tuple(rows) for place, rows in found.items()}
