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
    """An enterprise in scope that nobody serves. `grace_until` is the last day of grace, `since` where there is none.

    `waived_until` is the last day of a waiver that covers it today; `office` the place whose office has to arrange.
    """

    enterprise: EnterpriseFacts
    since: date
    grace_until: date
    waived_until: date | None
    office: str

    def overdue(self, day: date) -> bool:
        """Whether the days of grace are over and no waiver covers it, or its commissioner left without a handover."""
        return self.enterprise.left or (self.grace_until < day and self.waived_until is None)


def vacancies(portal: Portal) -> Mapping[str, tuple[Vacancy, ...]]:
    """By the place where the enterprises are, in the order of their codes."""
    found: dict[str, list[Vacancy]] = {}
    every = (*_unpaired(portal), *_left(portal))
    for vacancy in sorted(every, key=lambda vacancy: vacancy.enterprise.record.code):
        found.setdefault(vacancy.enterprise.region, []).append(vacancy)
    return {place: tuple(rows) for place, rows in found.items()}


def _unpaired(portal: Portal) -> Iterator[Vacancy]:
    """The gaps of rule 1 that are open today."""
    dataset, waivers = portal.dataset, Waivers(portal.dataset)
    for gap in without_commissioner(dataset):
        if gap.since > portal.as_of:
            continue
        facts = portal.roster.enterprise_by_code[gap.enterprise.record.code]
        waived = [entry.record.until for entry in waivers.over(gap) if entry.record.until >= portal.as_of]
        yield Vacancy(
            enterprise=facts,
            since=gap.since,
            grace_until=gap.since if gap.left_by else grace_ends(dataset, gap.since),
            waived_until=max(waived, default=None),
            office=_arranging(portal, facts),
        )


def _left(portal: Portal) -> Iterator[Vacancy]:
    """Those whose commissioner left without a handover; without grace, and no waiver is for them."""
    for facts in portal.roster.enterprises:
        came = level_since(facts.record, portal.as_of) if facts.left else None
        if facts.pairing is None or came is None:
            continue
        posts = portal.roster.commissioner_by_id[facts.pairing.commissioner].record.posts
        ended = (plus(post.until, 1) for post in posts if post.until and post.until < portal.as_of)
        since = max(came, facts.pairing.since, *ended)
        yield Vacancy(
            enterprise=facts,
            since=since,
            grace_until=since,
            waived_until=None,
            office=_arranging(portal, facts),
        )


def _arranging(portal: Portal, facts: EnterpriseFacts) -> str:
    office = arranging(portal.dataset, facts.record, portal.as_of)
    return office.code if office else facts.region
