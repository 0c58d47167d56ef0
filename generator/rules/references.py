"""Rule 36: every reference resolves."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.dataset import Dataset, Entry
from generator.document import Document, Loc
from generator.eligibility.conditions import Asks, Leaf, leaves
from generator.kinds import KINDS
from generator.nearest import Nearest
from generator.records.fact import FactKind
from generator.records.policy import Benefit, Policy
from generator.rules.finding import Finding

_LABELS = {kind.name: kind.label for kind in KINDS} | {
    "benefit": "事项",
    "asks": "自报条件",
    "domain": "专家领域",
}


_HOMES = {
    "policy": "核对编号，或先在 content/policies 里建这份政策",
    "benefit": "写成“政策编号#事项编号”，事项先写在那份政策里",
    "region": "核对代码；已有的地区在 rosters/regions.yml 里",
    "fact": "核对指标；已有的指标在 content/facts.yml 里",
    "asks": "核对编号；写成“政策编号#事项编号/asks 的编号”",
    "domain": "核对领域；已有的领域在 rosters/scheme.yml 的 expert_domains 里",
}
"""Where the things are that can be named, for a name that is near to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    """An id that stands somewhere, and the kind of thing that it names."""

    kind: str
    name: str
    document: Document
    loc: Loc
    on_key: bool = False


def unknown_reference(dataset: Dataset) -> Iterator[Finding]:
    """写到的政策、事项、地区、指标和专家领域都要存在。"""
    known = _known(dataset)
    nearest = {kind: Nearest(names) for kind, names in known.items()}
    unsure = {name for kind, name in dataset.broken if kind == "policy"}
    aliases = {alias: entry.record.id for entry in dataset.policies for alias in entry.record.aliases}
    for reference in _references(dataset):
        kind, name = reference.kind, reference.name
        if kind not in known or name in known[kind] or name.partition("#")[0] in unsure:
            continue
        near = None if kind == "region" else aliases.get(name) or nearest[kind].closest(name)
        yield Finding(
            document=reference.document,
            loc=reference.loc,
            message=f"没有{_LABELS[kind]}“{name[:80]}”",
            help=f"改成 {near}" if near else _HOMES[kind],
            on_key=reference.on_key,
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
        for kind, name, way in _of_policy(policy, dataset):
            on_key = kind in {"fact", "asks"} and way[-2] == "facts"
            yield _Reference(kind=kind, name=name, document=policy.document, loc=way, on_key=on_key)


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
        for kind, name, way in (*_of_benefit(benefit), *_of_rule(benefit, dataset), *_of_examples(benefit)):
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


def _of_examples(benefit: Benefit) -> Iterator[tuple[str, str, Loc]]:
    """The facts that examples give, that decide them, and that they lack."""
    for place, example in enumerate(benefit.examples):
        for key in example.facts:
            yield _kind(key), key, ("examples", place, "facts", key)
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
