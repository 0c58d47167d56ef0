"""惠企政策速递 of new policies: for whom each is, who was told within how many days, and who was not (rule 10)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median_low
from typing import NamedTuple

from generator.coverage import Coverage
from generator.dataset import Dataset
from generator.days import plus
from generator.eligibility.conditions import Condition
from generator.eligibility.matrix import matrix
from generator.eligibility.size import with_size
from generator.matching import facts_of, profile_of, whole_rule
from generator.periods import first_day, half_year
from generator.portal import PolicyFacts, Portal
from generator.records.service import Service
from generator.roster import EnterpriseFacts
from generator.rules.ledger import standing
from generator.status import RECEIVING, Status

_WORTH_TELLING = RECEIVING | {Status.LATER, Status.NOTICE}
"""The states of a benefit of which an enterprise still wants to know."""


class Waiting(NamedTuple):
    """An enterprise that a new policy is for: for so many days it was not told of it, or it was told after them."""

    enterprise: EnterpriseFacts
    days: int


class Delivered(NamedTuple):
    """A new policy at some offices: who of those whom it fits was told, and who was not.

    Days count from the later of the policy's publication and the pairing's begin to the first record of 惠企政策速递
    that names it; 0 for those that were told before.
    """

    policy: PolicyFacts
    told: tuple[Waiting, ...]
    waiting: tuple[Waiting, ...]

    @property
    def matching(self) -> int:
        """How many it fits."""
        return len(self.told) + len(self.waiting)

    @property
    def median(self) -> int | None:
        """Within so many days half of those that were told had been; None where nobody was."""
        return _median(self.told)


Deliveries = Mapping[str, tuple[Delivered, ...]]
"""By office, in the order of the policies' publication, the newest first."""


def new_policies(portal: Portal) -> tuple[PolicyFacts, ...]:
    """The policies of this half-year and of the last one that still grant something, the newest first."""
    begin = first_day(half_year(plus(first_day(half_year(portal.as_of)), -1)))
    found = [
        (published, policy.record.id, policy)
        for policy in portal.policies
        if (published := policy.record.published_on)
        and begin <= published <= portal.as_of
        and any(_rules(policy))
    ]
    return tuple(policy for _, _, policy in sorted(found, key=lambda item: (-item[0].toordinal(), item[1])))


def deliveries(portal: Portal) -> Deliveries:
    """The new policies at each office that keeps a ledger, for the enterprises in scope that it serves today."""
    dataset, policies = portal.dataset, new_policies(portal)
    served = tuple(_served(portal)) if policies else ()
    profiles, told = profile_of(dataset), _first_told(dataset, {policy.record.id for policy in policies})
    people = [
        with_size(facts_of(dataset, facts.record, profiles.get(facts.record.code))) for _, facts in served
    ]
    rules = [(policy, rule) for policy in policies for rule in _rules(policy)]
    answers = matrix([rule for _, rule in rules], people, portal.as_of)
    fitting: dict[str, set[int]] = {}
    for row, (policy, _) in enumerate(rules):
        fitting.setdefault(policy.record.id, set()).update(answers.fitting(row).nonzero()[0].tolist())
    found: dict[str, list[Delivered]] = {}
    for policy in policies:
        groups: dict[str, list[EnterpriseFacts]] = {}
        for place in sorted(fitting[policy.record.id]):
            office, facts = served[place]
            groups.setdefault(office, []).append(facts)
        for office, enterprises in groups.items():
            found.setdefault(office, []).append(_delivered(portal, policy, enterprises, told))
    return {office: tuple(rows) for office, rows in found.items()}


def together(parts: Iterable[Sequence[Delivered]]) -> tuple[Delivered, ...]:
    """The same policies at several offices added up, in the order of their publication."""
    found: dict[str, list[Delivered]] = {}
    for rows in parts:
        for row in rows:
            found.setdefault(row.policy.record.id, []).append(row)
    merged = [
        Delivered(
            rows[0].policy,
            tuple(told for row in rows for told in row.told),
            tuple(waiting for row in rows for waiting in row.waiting),
        )
        for rows in found.values()
    ]
    return tuple(sorted(merged, key=lambda row: (-_published(row.policy).toordinal(), row.policy.record.id)))


def median_lag(rows: Iterable[Delivered]) -> int | None:
    """Within so many days half of all deliveries of these policies were made."""
    return _median(told for row in rows for told in row.told)


def _rules(policy: PolicyFacts) -> Iterator[tuple[str, Condition]]:
    """The rules of what it still grants; where a benefit has none, nobody can say whom it fits."""
    for benefit in policy.benefits:
        rule = whole_rule(policy.record, benefit.record.conditions)
        if rule and benefit.record.conditions and benefit.state.status in _WORTH_TELLING:
            yield f"{policy.record.id}#{benefit.record.id}", rule


def _served(portal: Portal) -> Iterator[tuple[str, EnterpriseFacts]]:
    """The enterprises in scope that are served today, each with the office that arranged it, where it keeps a ledger."""
    coverage = Coverage(portal.dataset)
    keeping = portal.dataset.keeping
    for facts in portal.roster.enterprises if keeping else ():
        serving = coverage.serving(facts.record.code, portal.as_of)
        if facts.level and serving and serving.folder in keeping:
            yield serving.folder, facts


def _first_told(dataset: Dataset, policies: set[str]) -> Mapping[tuple[str, str], date]:
    """The first day on which a record of 惠企政策速递 named a policy to an enterprise, by both."""
    first: dict[tuple[str, str], date] = {}
    for entry in standing(dataset):
        record = entry.record
        if Service.POLICIES not in record.services or record.date > dataset.as_of:
            continue
        for policy in policies.intersection(record.policies):
            key = (record.enterprise, policy)
            first[key] = min(first.get(key, record.date), record.date)
    return first


def _delivered(
    portal: Portal,
    policy: PolicyFacts,
    enterprises: Sequence[EnterpriseFacts],
    told: Mapping[tuple[str, str], date],
) -> Delivered:
    published = _published(policy)
    found: list[Waiting] = []
    waiting: list[Waiting] = []
    for facts in enterprises:
        day = told.get((facts.record.code, policy.record.id))
        until = day or portal.as_of
        serving = next((each for each in facts.pairings if each.holds_on(until)), facts.pairing)
        since = max(published, serving.since) if serving else published
        (found if day else waiting).append(Waiting(facts, max(0, (until - since).days)))
    return Delivered(policy, tuple(found), tuple(waiting))


def _published(policy: PolicyFacts) -> date:
    return policy.record.published_on or date.min


def _median(told: Iterable[Waiting]) -> int | None:
    days = sorted(each.days for each in told)
    return median_low(days) if days else None
