"""A commissioner's desk: of each enterprise served, what was done this year and what it can have now."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from generator.answers import Option, answers
from generator.coverage import Coverage
from generator.days import plus
from generator.due import DAYS
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.client import Person
from generator.records.service import ServiceChannel, ServiceRecord
from generator.requests_now import RequestState, of_enterprise, requests_now
from generator.roster import CommissionerFacts, EnterpriseFacts
from generator.service import (
    MONTHS,
    month_of,
    months_within,
    records_by_enterprise,
    served_spans,
    visits_by_now,
    visits_due,
    within,
    within_year,
)

_NEW = 30
"""So many days a policy is new."""


class Month(NamedTuple):
    """A month of the year at one enterprise: contacts and, among them, visits; `owed`: a contact that is missing.

    `owed` is never true of a month in which the enterprise was not served throughout, nor of one that is to come, nor
    where the office that arranged the pairing keeps no ledger.
    """

    contacts: int
    visits: int
    owed: bool


class Case(NamedTuple):
    """An enterprise at a desk. `due` are the visits of the whole year (rule 15), `last` its newest record.

    Of these, `by_now` are due by today, `by_soon` by the day to which `portal due` looks ahead.

    `keeps`: the office that arranged the pairing keeps a ledger, so that what is not in it is owed. `least` are the
    contacts of a whole month (rule 14).
    `fits` are the benefits that can be had today and whose rule it meets, `near` those that it nearly meets, `unsure`
    those that more facts would decide.
    """

    enterprise: EnterpriseFacts
    people: tuple[Person, ...]
    keeps: bool
    months: tuple[Month, ...]
    least: int
    due: int
    by_now: int
    by_soon: int
    last: ServiceRecord | None
    fits: tuple[Option, ...]
    near: tuple[Option, ...]
    unsure: tuple[Option, ...]
    requests: tuple[RequestState, ...]

    @property
    def visits(self) -> int:
        """The visits of this year."""
        return sum(month.visits for month in self.months)

    def contacted_in(self, month: int) -> bool:
        """Whether a month, from 1, has its contacts."""
        return self.months[month - 1].contacts >= self.least


class Offer(NamedTuple):
    """A benefit that can be had today, with the enterprises of a desk that it fits or nearly fits."""

    policy: PolicyFacts
    benefit: BenefitFacts
    fits: tuple[Case, ...]
    near: tuple[Case, ...]


@lru_cache(maxsize=1)
def ledger(portal: Portal) -> "Ledger":
    """The ledger of a portal, made once for all pages that ask."""
    return Ledger(portal)


class Ledger:
    """What all desks read, made once: records, profiles and open requests by enterprise."""

    def __init__(self, portal: Portal) -> None:
        dataset = portal.dataset
        self._portal = portal
        self._coverage = Coverage(dataset)
        self._records = records_by_enterprise(dataset)
        self._answers = answers(portal)
        self._people = {entry.record.enterprise: entry.record.people for entry in dataset.contacts}
        self._requests = of_enterprise(state for state in requests_now(dataset) if state.open)

    def cases(self, commissioner: CommissionerFacts) -> tuple[Case, ...]:
        """The enterprises that a commissioner serves today, in the order of the pairings."""
        by_code = self._portal.roster.enterprise_by_code
        return tuple(self.case(by_code[code]) for code in commissioner.serving)

    def case(self, enterprise: EnterpriseFacts) -> Case:
        """One enterprise as of the portal's day."""
        portal, record = self._portal, enterprise.record
        year, per_year = portal.as_of.year, portal.scheme.visits_per_year
        past = [entry for entry in self._records.get(record.code, ()) if entry.date <= portal.as_of]
        this_year = [entry for entry in past if entry.date.year == year]
        serving = self._coverage.serving(record.code, portal.as_of)
        keeps = serving is not None and serving.folder in portal.dataset.keeping
        options = self._answers.options(record.code)
        spans = served_spans(self._coverage, record)
        due = visits_due(per_year, months_within(spans, year))
        return Case(
            enterprise=enterprise,
            people=self._people.get(record.code, ()),
            keeps=keeps,
            months=tuple(self._months(spans, this_year, keeps=keeps)),
            least=portal.scheme.contacts_per_month,
            due=due,
            by_now=visits_by_now(per_year, due, portal.as_of),
            by_soon=visits_by_now(per_year, due, within_year(portal.as_of, DAYS)),
            last=max(past, key=lambda entry: entry.date, default=None),
            fits=options.fits,
            near=options.near,
            unsure=options.unsure,
            requests=self._requests.get(record.code, ()),
        )

    def _months(
        self, spans: Sequence[tuple[date, date]], records: Sequence[ServiceRecord], *, keeps: bool
    ) -> Iterator[Month]:
        today, least = self._portal.as_of, self._portal.scheme.contacts_per_month
        for number in range(1, MONTHS + 1):
            first, last = month_of(date(today.year, number, 1))
            here = [entry for entry in records if entry.date.month == number]
            visits = sum(entry.channel is ServiceChannel.VISIT for entry in here)
            asked = keeps and first <= today and len(here) < least
            until = min(last, today)
            owed = asked and within(spans, first, until)
            yield Month(len(here), visits, owed)


def changed_on(portal: Portal, policy: PolicyFacts) -> date | None:
    """The last day in the past month on which a policy was published, came into force or was amended; None without."""
    amending = [other.record for other in portal.amending.get(policy.record.id, ())]
    days = [policy.record.effective_on, *(each.published_on for each in (policy.record, *amending))]
    return max((day for day in days if day and plus(portal.as_of, -_NEW) < day <= portal.as_of), default=None)


def offers(cases: Sequence[Case]) -> tuple[Offer, ...]:
    """What the enterprises of a desk can have now: what closes first stands first."""
    items = {item.id: item for case in cases for item in (*case.fits, *case.near)}
    found = [
        Offer(
            item.policy,
            item.benefit,
            tuple(case for case in cases if any(other.id == name for other in case.fits)),
            tuple(case for case in cases if any(other.id == name for other in case.near)),
        )
        for name, item in items.items()
    ]
    return tuple(sorted(found, key=lambda each: each.benefit.state.order))
