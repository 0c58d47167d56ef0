"""The portal: everything that pages show and that is not written in a record, computed once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from generator.dataset import Dataset, Entry
from generator.diagnostics import Diagnostic
from generator.eligibility.phrases import Terms
from generator.policy_terms import term_of
from generator.records.office import Office
from generator.records.policy import Benefit, Policy
from generator.records.region import Region
from generator.records.scheme import Scheme
from generator.records.types import Level
from generator.roster import Roster, roster_of
from generator.status import State, Subject, Term, judge
from generator.tally import Tallies

Links: TypeAlias = Mapping[str, tuple["PolicyFacts", ...]]
"""For a policy's id, the policies that point at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitFacts:
    """A benefit with its term; `goes_on`: its policy was or will be replaced, but not this benefit."""

    record: Benefit
    term: Term
    state: State
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts:
    """A policy with the term of all its benefits together (`term`) and of the document (`document`).

    `places`: the regions it is for, with the city of a county; the province alone where it is for all.
    """

    record: Policy
    source: str
    document: Term
    document_state: State
    term: Term
    state: State
    benefits: tuple[BenefitFacts, ...]
    places: tuple[str, ...]

    @property
    def path(self) -> str:
        """The address of its page."""
        return f"policies/{self.record.id}/"

    @property
    def name(self) -> str:
        """The title, or the short one where there is one."""
        return self.record.short_title or self.record.title


@dataclass(frozen=True, kw_only=True, eq=False)
class Portal:
    """All that pages are made from. `policies` are in the order of their closing days.

    `site_url` ends in `/`; below `edit_base` the git host edits files of the repository; `new_file` is where it makes
    one of the private files (`new_file.py`). Each is "" where the deployment does not name it.
    `findings` are those of the check that came before.
    """

    as_of: date
    site_url: str
    edit_base: str
    new_file: str
    scheme: Scheme
    policies: tuple[PolicyFacts, ...]
    policy_by_id: Mapping[str, PolicyFacts]
    replaced_by: Links
    replacing: Links
    amending: Links
    resting: Links
    interpreting: Links
    offices: tuple[Office, ...]
    office_by_region: Mapping[str, Office]
    office_sources: Mapping[str, str]
    region_by_code: Mapping[str, Region]
    counties: Mapping[str, tuple[Region, ...]]
    policies_of: Links
    roster: Roster
    dataset: Dataset = field(repr=False)
    findings: tuple[Diagnostic, ...] = field(default=(), repr=False)

    def edit_address(self, source: str) -> str:
        """Where the git host edits a file of the repository, or ""."""
        return self.edit_base + source if self.edit_base else ""

    @property
    def province(self) -> Region:
        """The province of the scheme."""
        return self.region_by_code[self.scheme.province]

    @cached_property
    def tallies(self) -> Tallies:
        """The figures of periods, for all pages that show some."""
        return Tallies(self.dataset)

    @cached_property
    def place_names(self) -> Mapping[str, str]:
        """Names of places by code that cannot be taken for another: 甲市, 甲市乙区, 甲市工业园区."""
        return {code: self._place_name(region) for code, region in self.region_by_code.items()}

    @cached_property
    def asking(self) -> Mapping[str, tuple[PolicyFacts, ...]]:
        """The policies a benefit of which asks for help, by the domain of experts or the id of a resource."""
        found: dict[str, dict[str, PolicyFacts]] = {}
        for policy in self.policies:
            for helps in filter(None, (benefit.record.helps for benefit in policy.benefits)):
                for name in (*helps.experts, *helps.resources):
                    found.setdefault(name, {})[policy.record.id] = policy
        return {name: tuple(policies.values()) for name, policies in found.items()}

    @cached_property
    def terms(self) -> Terms:
        """What the words of rules are made from."""
        return Terms(facts=self.dataset.fact_by_key, places=self.place_names)

    def _place_name(self, region: Region) -> str:
        if region.parent is None or region.parent == self.scheme.province:
            return region.name
        city = self.region_by_code[region.parent].name
        return (
            region.name
            if region.zone and region.name.startswith(city.removesuffix("市"))
            else city + region.name
        )

    def office_over(self, code: str) -> Office | None:
        """The office of a region, or of the nearest region above it that has one."""
        place: str | None = code
        while place is not None and place not in self.office_by_region:
            place = self.region_by_code[place].parent
        return self.office_by_region[place] if place is not None else None

    @property
    def cities(self) -> tuple[Region, ...]:
        """The cities, in the order of the file."""
        return tuple(region for region in self.region_by_code.values() if region.level is Level.CITY)


def derive(
    dataset: Dataset,
    *,
    site_url: str = "",
    edit_base: str = "",
    new_file: str = "",
    findings: tuple[Diagnostic, ...] = (),
) -> Portal:
    """The portal of a dataset that passed its checks: every reference in it resolves."""
    scheme = dataset.scheme.record
    facts = [_policy(entry, dataset, scheme) for entry in dataset.policies]
    policies = tuple(sorted(facts, key=closing_order))
    by_id = {policy.record.id: policy for policy in policies}
    return Portal(
        as_of=dataset.as_of,
        site_url=f"{site_url.rstrip('/')}/" if site_url else "",
        edit_base=edit_base,
        new_file=new_file,
        scheme=scheme,
        policies=policies,
        policy_by_id=by_id,
        replaced_by=_successors(policies, by_id),
        replacing=_predecessors(policies, by_id),
        amending=_inverse((policy, policy.record.amends) for policy in policies),
        resting=_inverse((policy, policy.record.based_on) for policy in policies),
        interpreting=_inverse((policy, policy.record.interprets) for policy in policies),
        offices=tuple(entry.record for entry in dataset.offices),
        office_by_region={code: entry.record for code, entry in dataset.office_by_region.items()},
        office_sources={code: entry.path for code, entry in dataset.office_by_region.items()},
        region_by_code=dataset.region_by_code,
        counties=_counties(dataset),
        policies_of=_inverse((policy, policy.places) for policy in policies),
        roster=roster_of(dataset),
        dataset=dataset,
        findings=findings,
    )


def closing_order(policy: PolicyFacts) -> tuple[tuple[int, int], int, str]:
    """By closing day; among equals the newer document first."""
    dated = policy.record.dated
    return policy.state.order, -dated.toordinal() if dated else 0, policy.record.id


def published_order(policy: PolicyFacts) -> tuple[int, str]:
    """The newest document first, those without a day last."""
    dated = policy.record.dated
    return -dated.toordinal() if dated else 0, policy.record.id


def _policy(entry: Entry[Policy], dataset: Dataset, scheme: Scheme) -> PolicyFacts:
    record = entry.record
    benefits = tuple(
        _benefit(record, benefit, dataset.as_of, scheme.closing_soon_days) for benefit in record.benefits
    )
    document = term_of(record, Subject.POLICY, scheme.closing_soon_days)
    term = document if not benefits else _term_of_all(record, scheme.closing_soon_days)
    return PolicyFacts(
        record=record,
        source=entry.path,
        document=document,
        document_state=judge(document, dataset.as_of),
        term=term,
        state=judge(term, dataset.as_of),
        benefits=benefits,
        places=_places(record, dataset.region_by_code, scheme.province),
    )


def _benefit(policy: Policy, benefit: Benefit, as_of: date, soon: int) -> BenefitFacts:
    goes_on = policy.replaced_by is not None and benefit.id in policy.replaced_by.except_
    term = term_of(policy, Subject.BENEFIT, soon, (benefit,), goes_on=goes_on)
    return BenefitFacts(record=benefit, term=term, state=judge(term, as_of), goes_on=goes_on)


def _term_of_all(policy: Policy, soon: int) -> Term:
    return term_of(policy, Subject.POLICY, soon, policy.benefits)


def _places(policy: Policy, regions: Mapping[str, Region], province: str) -> tuple[str, ...]:
    """The policy's regions and the cities of those that are counties; the province where none is named."""
    places = dict.fromkeys(policy.regions or (province,))
    for code in policy.regions:
        parent = regions[code].parent
        if parent is not None and parent != province:
            places.setdefault(parent)
    return tuple(places)


def _inverse(pointers: Iterable[tuple[PolicyFacts, tuple[str, ...]]]) -> Links:
    """For each id pointed at, who points at it."""
    inverse: dict[str, list[PolicyFacts]] = {}
    for policy, targets in pointers:
        for target in targets:
            inverse.setdefault(target, []).append(policy)
    return {target: tuple(policies) for target, policies in inverse.items()}


def _successors(policies: Iterable[PolicyFacts], by_id: Mapping[str, PolicyFacts]) -> Links:
    """For each policy, the policies that take its place; records of both sides agree (rule 34)."""
    return {
        policy.record.id: (by_id[policy.record.replaced_by.policy],)
        for policy in policies
        if policy.record.replaced_by is not None
    }


def _predecessors(policies: Iterable[PolicyFacts], by_id: Mapping[str, PolicyFacts]) -> Links:
    """For each policy, the policies whose place it takes."""
    return {
        policy.record.id: tuple(by_id[target] for target in policy.record.replaces)
        for policy in policies
        if policy.record.replaces
    }


def _counties(dataset: Dataset) -> Mapping[str, tuple[Region, ...]]:
    """The counties and zones of each city."""
    counties: dict[str, list[Region]] = {}
    for region in dataset.region_by_code.values():
        if region.level is Level.COUNTY and region.parent is not None:
            counties.setdefault(region.parent, []).append(region)
    return {city: tuple(regions) for city, regions in counties.items()}
