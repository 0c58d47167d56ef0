"""A commissioner's desk: of each enterprise served, what was done this year and what it can have now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.coverage import Coverage
from generator.dataset import Dataset
from generator.eligibility.size import with_size
from generator.matching import Match, facts_of, match, profile_of
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.enterprise import Enterprise
from generator.records.policy import Answer
from generator.records.request import ServiceRequest
from generator.records.service import ServiceChannel, ServiceRecord
from generator.roster import CommissionerFacts, EnterpriseFacts
from generator.service import (
    MONTHS,
    month_of,
    records_by_enterprise,
    served_throughout,
    visits_due,
    whole_months,
)
from generator.status import RECEIVING


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

    `keeps`: the office that arranged the pairing keeps a ledger, so that what is not in it is owed.
    `fits` are the benefits that can be had today and whose rule it meets, `near` those that it nearly meets.
    """

    enterprise: EnterpriseFacts
    keeps: bool
    months: tuple[Month, ...]
    due: int
    last: ServiceRecord | None
    fits: tuple[Match, ...]
    near: tuple[Match, ...]
    requests: tuple[ServiceRequest, ...]

    @property
    def visits(self) -> int:
        """The visits of this year."""
        return sum(month.visits for month in self.months)

    def contacted_in(self, month: int) -> bool:
        """Whether there was a contact in a month, from 1."""
        return self.months[month - 1].contacts > 0


class Offer(NamedTuple):
    """A benefit that can be had today, with the enterprises of a desk that it fits or nearly fits."""

    policy: PolicyFacts
    benefit: BenefitFacts
    fits: tuple[Case, ...]
    near: tuple[Case, ...]


class Ledger:
    """What all desks read, made once: records, profiles and open requests by enterprise."""

    def __init__(self, portal: Portal) -> None:
        dataset = portal.dataset
        self._portal = portal
        self._coverage = Coverage(dataset)
        self._records = records_by_enterprise(dataset)
        self._profiles = profile_of(dataset)
        self._requests = _open_requests(dataset)
        self._keeping = {entry.folder for entry in dataset.records}
        self._offered = tuple(
            (policy, benefit)
            for policy in portal.policies
            for benefit in policy.benefits
            if benefit.state.status in RECEIVING
        )

    def cases(self, commissioner: CommissionerFacts) -> tuple[Case, ...]:
        """The enterprises that a commissioner serves today, in the order of the pairings."""
        by_code = self._portal.roster.enterprise_by_code
        return tuple(self.case(by_code[code]) for code in commissioner.serving)

    def case(self, enterprise: EnterpriseFacts) -> Case:
        """One enterprise as of the portal's day."""
        portal, record = self._portal, enterprise.record
        year = portal.as_of.year
        past = [entry for entry in self._records.get(record.code, ()) if entry.date <= portal.as_of]
        this_year = [entry for entry in past if entry.date.year == year]
        serving = self._coverage.serving(record.code, portal.as_of)
        keeps = serving is not None and serving.folder in self._keeping
        facts = with_size(facts_of(portal.dataset, record, self._profiles.get(record.code)))
        found = [match(portal, policy, benefit, facts) for policy, benefit in self._offered]
        return Case(
            enterprise=enterprise,
            keeps=keeps,
            months=tuple(self._months(record, this_year, keeps=keeps)),
            due=visits_due(portal.scheme.visits_per_year, whole_months(self._coverage, record, year)),
            last=max(past, key=lambda entry: entry.date, default=None),
            fits=tuple(item for item in found if item.answer is Answer.YES),
            near=tuple(item for item in found if item.near),
            requests=self._requests.get(record.code, ()),
        )

    def _months(
        self, enterprise: Enterprise, records: Sequence[ServiceRecord], *, keeps: bool
    ) -> Iterator[Month]:
        today, least = self._portal.as_of, self._portal.scheme.contacts_per_month
        for number in range(1, MONTHS + 1):
            first, last = month_of(date(today.year, number, 1))
            here = [entry for entry in records if entry.date.month == number]
            visits = sum(entry.channel is ServiceChannel.VISIT for entry in here)
            asked = keeps and first <= today and len(here) < least
            until = min(last, today)
            owed = asked and served_throughout(self._coverage, enterprise, first, until)
            yield Month(len(here), visits, owed)


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


def _open_requests(dataset: Dataset) -> Mapping[str, tuple[ServiceRequest, ...]]:
    found: dict[str, tuple[ServiceRequest, ...]] = {}
    for entry in dataset.requests:
        if not entry.record.closed:
            found[entry.record.enterprise] = (*found.get(entry.record.enterprise, ()), entry.record)
    return found
