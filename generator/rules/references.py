"""Rule 36: every reference resolves."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.dataset import Dataset, Entry
from generator.document import Document, Loc
from generator.eligibility.conditions import Asks, Leaf, leaves
from generator.kinds import KINDS
from generator.mends import closest
from generator.records.policy import Benefit, Policy
from generator.rules.finding import Finding

_LABELS = {kind.name: kind.label for kind in KINDS} | {
    "benefit": "事项",
    "asks": "自报条件",
    "domain": "专家领域",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    """An id that stands somewhere, and the kind of thing that it names."""

    kind: str
    name: str
    document: Document
    loc: Loc


def unknown_reference(dataset: Dataset) -> Iterator[Finding]:
    """写到的政策、事项、地区、指标和专家领域都要存在。"""
    known = _known(dataset)
    unsure = {f"{name}#" for kind, name in dataset.broken if kind == "policy"}
    for reference in _references(dataset):
        kind, name = reference.kind, reference.name
        if kind not in known or name in known[kind] or name.startswith(tuple(unsure)):
            continue
        near = closest(name, sorted(known[kind]))
        label = _LABELS[kind]
        yield Finding(
            document=reference.document,
            loc=reference.loc,
            message=f"没有{label}“{name}”",
            help=f"改成 {near}，或先建立“{name}”" if near else f"核对编号，或先建立这个{label}",
            on_key=kind == "asks" or (kind == "fact" and "facts" in reference.loc),
        )


def _known(dataset: Dataset) -> dict[str, frozenset[str]]:
    """The names that exist, by kind; a kind of which a file is lost is left out, since nothing can be said."""
    known = {name: ids for name, ids in dataset.ids.items() if name not in dataset.lost}
    benefits = [(entry.record.id, benefit) for entry in dataset.policies for benefit in entry.record.benefits]
    known["benefit"] = frozenset(f"{policy}#{benefit.id}" for policy, benefit in benefits)
    known["asks"] = frozenset(
        f"{policy}#{benefit.id}/{leaf.asks}"
        for policy, benefit in benefits
        for _, leaf in leaves(benefit.conditions)
        if isinstance(leaf, Asks)
    )
    if dataset.schemes:
        known["domain"] = frozenset(dataset.scheme.record.expert_domains)
    return known


def _references(dataset: Dataset) -> Iterator[_Reference]:
    """Every reference of every record, with its place."""
    for scheme in dataset.schemes:
        yield _Reference(
            kind="region", name=scheme.record.province, document=scheme.document, loc=("province",)
        )
    for region in dataset.regions:
        if region.record.parent:
            yield _Reference(
                kind="region",
                name=region.record.parent,
                document=region.document,
                loc=(*region.loc, "parent"),
            )
    for office in dataset.offices:
        yield _Reference(kind="region", name=office.record.region, document=office.document, loc=("region",))
    for policy in dataset.policies:
        for kind, name, way in _of_policy(policy):
            yield _Reference(kind=kind, name=name, document=policy.document, loc=way)


def _of_policy(entry: Entry[Policy]) -> Iterator[tuple[str, str, Loc]]:
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
        for kind, name, way in _of_benefit(benefit):
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
    yield from _facts_of(benefit)


def _facts_of(benefit: Benefit) -> Iterator[tuple[str, str, Loc]]:
    """The facts that a rule asks for and that its examples give."""
    for way, leaf in leaves(benefit.conditions):
        if isinstance(leaf, Leaf):
            for key, where in _keys(leaf):
                yield "fact", key, ("conditions", *way, *where)
    for place, example in enumerate(benefit.examples):
        for key in example.facts:
            yield "asks" if "#" in key else "fact", key, ("examples", place, "facts", key)
        for index, key in enumerate(example.needs):
            yield "asks" if "#" in key else "fact", key, ("examples", place, "needs", index)


def _keys(leaf: Leaf) -> Iterator[tuple[str, Loc]]:
    """The facts of a leaf, each with its way inside the leaf."""
    if leaf.fact:
        yield leaf.fact, ("fact",)
    for field in ("ratio", "sum"):
        for index, key in enumerate(getattr(leaf, field) or ()):
            yield key, (field, index)
