"""What policies name: other policies, places, facts, expert domains, resources."""

from collections.abc import Iterator

from generator.dataset import Dataset, Entry
from generator.document import Loc
from generator.eligibility.conditions import Leaf, leaves
from generator.records.fact import FactKind
from generator.records.policy import Benefit, Policy
from generator.rules.reference import Reference


def of_policies(dataset: Dataset) -> Iterator[Reference]:
    """Every reference of every policy, with its place."""
    for policy in dataset.policies:
        for kind, name, way in _of_policy(policy, dataset):
            on_key = kind in {"fact", "asks"} and way[-2] == "facts"
            yield Reference(kind=kind, name=name, document=policy.document, loc=way, on_key=on_key)


def _of_policy(entry: Entry[Policy], dataset: Dataset) -> Iterator[tuple[str, str, Loc]]:
    policy = entry.record
    for field in ("replaces", "amends", "based_on", "interprets"):
        for place, name in enumerate(getattr(policy, field)):
            yield "policy", name, (field, place)
    if policy.replaced_by:
        yield "policy", policy.replaced_by.policy, ("replaced_by", "policy")
        for place, kept in enumerate(policy.replaced_by.except_):
            yield "benefit", f"{policy.id}#{kept}", ("replaced_by", "except", place)
    for place, code in enumerate(policy.regions):
        yield "region", code, ("regions", place)
    for place, benefit in enumerate(policy.benefits):
        for kind, name, way in (
            *_of_benefit(benefit),
            *_of_rule(benefit, dataset),
            *_of_examples(benefit, dataset),
        ):
            yield kind, name, ("benefits", place, *way)


def _of_benefit(benefit: Benefit) -> Iterator[tuple[str, str, Loc]]:
    if benefit.office:
        yield "region", benefit.office, ("office",)
    for place, window in enumerate(benefit.windows):
        for index, code in enumerate(window.regions):
            yield "region", code, ("windows", place, "regions", index)
    for place, exclusion in enumerate(benefit.excludes):
        yield "benefit", exclusion.benefit, ("excludes", place, "benefit")
    for place, domain in enumerate(benefit.helps.experts if benefit.helps else ()):
        yield "domain", domain, ("helps", "experts", place)
    for place, resource in enumerate(benefit.helps.resources if benefit.helps else ()):
        yield "resource", resource, ("helps", "resources", place)


def _of_rule(benefit: Benefit, dataset: Dataset) -> Iterator[tuple[str, str, Loc]]:
    """The facts that a rule asks for, and the places that it names."""
    for way, leaf in leaves(benefit.conditions):
        if not isinstance(leaf, Leaf):
            continue
        for key, where in _keys(leaf):
            yield "fact", key, ("conditions", *way, *where)
        fact = dataset.fact_by_key.get(leaf.fact or "")
        if fact and fact.kind is FactKind.REGION:
            if leaf.is_:
                yield "region", leaf.is_, ("conditions", *way, "is")
            for index, code in enumerate(leaf.in_ or ()):
                yield "region", code, ("conditions", *way, "in", index)


def _of_examples(benefit: Benefit, dataset: Dataset) -> Iterator[tuple[str, str, Loc]]:
    """The facts that examples give, the places among them, and the facts that decide them and that they lack."""
    for place, example in enumerate(benefit.examples):
        for key, value in example.facts.items():
            yield _kind(key), key, ("examples", place, "facts", key)
            fact = dataset.fact_by_key.get(key)
            if fact and fact.kind is FactKind.REGION and isinstance(value, str):
                yield "region", value, ("examples", place, "facts", key)
        if example.because:
            yield _kind(example.because), example.because, ("examples", place, "because")
        for index, key in enumerate(example.needs):
            yield _kind(key), key, ("examples", place, "needs", index)


def _kind(key: str) -> str:
    return "asks" if "#" in key else "fact"


def _keys(leaf: Leaf) -> Iterator[tuple[str, Loc]]:
    """The facts of a leaf, each with its way inside the leaf."""
    if leaf.fact:
        yield leaf.fact, ("fact",)
    for field in ("ratio", "sum"):
        for index, key in enumerate(getattr(leaf, field) or ()):
            yield key, (field, index)
