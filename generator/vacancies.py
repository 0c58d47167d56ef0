"""Enterprises without a commissioner today: since when, until when that is no fault, and which office has to arrange (rule 1)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from generator.portal import Portal
from generator.roster import EnterpriseFacts
from generator.rules.gaps import without_commissioner
from generator.rules.grace import grace_ends
from generator.rules.territory import arranging
from generator.rules.waivers import Waivers


class Vacancy(NamedTuple):
    """An enterprise in scope that nobody serves. `grace_until` is the last day of grace, `since` where there is none.

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
    dataset, waivers = portal.dataset, Waivers(portal.dataset)
    found: dict[str, list[Vacancy]] = {}
    gaps = (gap for gap in without_commissioner(dataset) if gap.since <= portal.as_of)
    for gap in sorted(gaps, key=lambda gap: gap.enterprise.record.code):
        facts = portal.roster.enterprise_by_code[gap.enterprise.record.code]
        office = arranging(dataset, facts.record, portal.as_of)
        waived = [entry.record.until for entry in waivers.over(gap) if entry.record.until >= portal.as_of]
        vacancy = Vacancy(
            enterprise=facts,
            since=gap.since,
            grace_until=gap.since if gap.left_by else grace_ends(dataset, gap.since),
            waived_until=max(waived, default=None),
            office=office.code if office else facts.region,
        )
        found.setdefault(facts.region, []).append(vacancy)
    return {place: tuple(rows) for place, rows in found.items()}
