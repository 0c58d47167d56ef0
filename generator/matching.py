"""Which benefits are for whom, and why: the rules of all benefits against the facts of an enterprise."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from generator.coverage import region_on
from generator.dataset import Dataset
from generator.eligibility.conditions import All, Condition, Leaf, leaves
from generator.eligibility.evaluate import Step, Verdict, evaluate
from generator.eligibility.facts import Facts, read_facts
from generator.eligibility.near import near_miss
from generator.eligibility.size import with_size
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.client import Profile
from generator.records.enterprise import Enterprise
from generator.records.policy import Answer, Benefit, Policy
from generator.roster import EnterpriseFacts


class Match(NamedTuple):
    """What became of a benefit. `verdict` is None where the policy has no rule that can be computed.

    `answer` is then 待核实: its conditions are to be read. `near` is the one test that it closely misses (差一点).
    """

    policy: PolicyFacts
    benefit: BenefitFacts
    verdict: Verdict | None
    near: Step | None = None

    @property
    def id(self) -> str:
        """The benefit as `policy#benefit`."""
        return f"{self.policy.record.id}#{self.benefit.record.id}"

    @property
    def answer(self) -> Answer:
        """符合, 不符合 or 待核实."""
        return self.verdict.answer if self.verdict else Answer.OPEN

    @property
    def needs(self) -> tuple[str, ...]:
        """The facts still needed."""
        return self.verdict.needs if self.verdict else ()


def facts_of(dataset: Dataset, enterprise: Enterprise, profile: Profile | None) -> Facts:
    """All that is known of an enterprise: a profile of it, and what the roster says.

    The roster wins for the region and the industry; its recognitions join the titles of the profile, since rosters
    hold no 创新型中小企业.
    """
    given: dict[str, object] = dict(profile.facts) if profile else {}
    held = [item.tier.value for item in enterprise.recognitions if item.holds_on(dataset.as_of)]
    titles = given.get("tiers", ())
    given |= {
        "region": region_on(enterprise, dataset.as_of),
        "industry": enterprise.industry,
        "tiers": list(dict.fromkeys((*(titles if isinstance(titles, tuple) else ()), *held))),
    }
    return read_facts(given, dataset.fact_by_key, dataset.codes_above)[0]


def profile_of(dataset: Dataset) -> Mapping[str, Profile]:
    """The newest profile of the day or before, by the enterprise's code."""
    past = [entry.record for entry in dataset.profiles if entry.record.date <= dataset.as_of]
    return {profile.enterprise: profile for profile in sorted(past, key=lambda profile: profile.date)}


def matches(portal: Portal, facts: Facts) -> Iterator[Match]:
    """Every benefit of every policy, in the portal's order."""
    known = with_size(facts)
    for policy in portal.policies:
        for benefit in policy.benefits:
            yield match(portal, policy, benefit, known)


def match(portal: Portal, policy: PolicyFacts, benefit: BenefitFacts, facts: Facts) -> Match:
    """One benefit against facts that have their size class, where it can be computed."""
    name = f"{policy.record.id}#{benefit.record.id}"
    rule = whole_rule(policy.record, benefit.record.conditions)
    verdict = evaluate(rule, facts, portal.as_of, name) if rule else None
    if verdict and benefit.record.conditions is None and verdict.answer is not Answer.NO:
        verdict = None  # in the right place, but of the rest nothing is known
    near = near_miss(verdict.trace, portal.dataset.fact_by_key, portal.as_of) if verdict else None
    return Match(policy, benefit, verdict, near)


def unruled(benefit: Benefit) -> str:
    """Why a benefit has no rule, in one line without its markup; "" where it has one."""
    lines = (benefit.no_conditions_because or "").splitlines()
    return lines[0].rstrip("\\") if lines else ""


def whole_rule(policy: Policy, rule: Condition | None) -> Condition | None:
    """The rule of a benefit with the place of its policy, unless it tests the place itself.

    A policy of one city is not for the enterprises of another, whether or not its rule says so.
    """
    if not policy.regions or any("region" in leaf.keys for _, leaf in leaves(rule) if isinstance(leaf, Leaf)):
        return rule
    place = Leaf(fact="region", in_=policy.regions, clause="适用地区")
    return All(all=(place, rule)) if rule else place


class Client(NamedTuple):
    """An enterprise with what became of a benefit for it: the days on which it was told and applied, if it was."""

    enterprise: EnterpriseFacts
    match: Match
    told_on: date | None
    applied_on: date | None


def clients(portal: Portal, policy: PolicyFacts) -> Iterator[Client]:
    """Every enterprise in scope with a profile, against every benefit of a policy, by region and commissioner."""
    dataset = portal.dataset
    known = profile_of(dataset)
    told, applied = _told(dataset), _applied(dataset)
    served = [facts for facts in portal.roster.enterprises if facts.level and facts.record.code in known]
    for enterprise in sorted(served, key=_whose):
        code = enterprise.record.code
        facts = with_size(facts_of(dataset, enterprise.record, known.get(code)))
        for benefit in policy.benefits:
            found = match(portal, policy, benefit, facts)
            days = [day for day in (told.get((code, policy.record.id)), told.get((code, found.id))) if day]
            yield Client(enterprise, found, min(days, default=None), applied.get((code, found.id)))


def _whose(facts: EnterpriseFacts) -> tuple[str, str, str]:
    return facts.region, facts.pairing.commissioner if facts.pairing else "", facts.record.code


def _told(dataset: Dataset) -> Mapping[tuple[str, str], date]:
    """The first day on which an enterprise was told of a policy (the ledger) or a benefit (uptake), by both (rule 10)."""
    days = [
        ((entry.record.enterprise, policy), entry.record.date)
        for entry in dataset.records
        for policy in entry.record.policies
    ]
    days += [
        ((entry.record.enterprise, entry.record.benefit), entry.record.told_on)
        for entry in dataset.uptakes
        if entry.record.told_on
    ]
    return dict(sorted(days, key=lambda item: item[1], reverse=True))


def _applied(dataset: Dataset) -> Mapping[tuple[str, str], date]:
    return {
        (entry.record.enterprise, entry.record.benefit): entry.record.applied_on
        for entry in dataset.uptakes
        if entry.record.applied_on
    }
