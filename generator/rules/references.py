"""Rule 36: every reference resolves."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from generator.dataset import Dataset, Entry
from generator.eligibility.conditions import Asks, leaves
from generator.forms import commissioner_id, credit_code, items, prefixed
from generator.kinds import KIND, KINDS, identity
from generator.nearest import Nearest, closest
from generator.records.policy import Policy
from generator.records.province import Retired
from generator.records.types import COMMISSIONER_ID, CREDIT_CODE, RECORD_ID, REQUEST_ID
from generator.rules.codes import meant
from generator.rules.finding import Finding
from generator.rules.policy_references import of_policies
from generator.rules.private_references import of_private
from generator.rules.reference import Reference
from generator.rules.roster_references import of_rosters
from generator.rules.waivers import WAIVABLE

_LABELS = {kind.name: kind.label for kind in KINDS} | {
    "benefit": "事项",
    "asks": "自报条件",
    "domain": "专家领域",
    "industry": "行业",
    "category": "诉求类别",
    "rule": "可以豁免的规则",
}

_HOMES = {
    "policy": "核对编号，或先在 content/policies 里建这份政策",
    "benefit": "写成“政策编号#事项编号”，事项先写在那份政策里",
    "region": "核对代码；已有的地区在 rosters/regions.yml 里",
    "fact": "核对指标；已有的指标在 content/facts.yml 里",
    "asks": "核对编号；写成“政策编号#事项编号/asks 的编号”",
    "domain": "核对领域",
    "enterprise": "对照营业执照核对代码；新企业先写进所在地区的 enterprises.yml；删掉的找回来，失去资格的也保留",
    "commissioner": "核对编号；新来的先写进所在专员办的 commissioners.yml；删掉的找回来，离任只写 until",
    "resource": "核对编号，或先在 content/resources 里建这项资源",
    "industry": "核对行业",
    "category": "核对类别；新的先写进 rosters/scheme.yml",
    "office": "核对代码；专员办先在 rosters/ 里建",
    "expert": "核对编号；专家在 rosters/experts/ 里",
    "activity": "核对编号，或先在 content/activities 里建这项活动",
    "training-session": "核对编号；培训在 content/trainings/ 里",
    "record": "核对编号；台账记录在 records/ 里",
    "request": "核对编号；诉求在 requests/ 里",
    "rule": f"可选：{'、'.join(WAIVABLE)}",
}
"""Where the things are that can be named, for a name that is near to none."""


def unknown_reference(dataset: Dataset) -> Iterator[Finding]:
    """写到的企业、服务专员、政策、事项、资源、地区、行业、指标和专家领域都要存在，没有停用。"""
    known = _known(dataset)
    nearest = {kind: Nearest(names) for kind, names in known.items()}
    aliases = _aliases(dataset)
    retired = {(entry.record.kind.value, entry.record.id): entry for entry in dataset.retired}
    unsure = {name for kind, name in dataset.broken if kind == "policy"}
    misspelt = _misspelt(dataset)
    labels = {("fact", fact.label): key for key, fact in dataset.fact_by_key.items()}
    for reference in chain(of_rosters(dataset), of_policies(dataset), of_private(dataset)):
        kind, name = reference.kind, reference.name
        if kind not in known or name in known[kind] or name.partition("#")[0] in unsure:
            continue
        if closest(name, misspelt.get(kind, ()), alike=_SAME):
            continue  # the record stands there under a mistyped code, of which wrong-form says so
        inside = _inside(dataset, kind, name)
        near = (
            aliases.get((kind, name))
            or labels.get((kind, name))
            or _likely(kind, name, nearest[kind], inside)
        )
        mend = _mend(reference, near, known[kind], inside)
        yield _finding(reference, mend, retired.get((kind, name)))


_SAME = 0.92
"""A code of 18 characters with one wrong or missing is this much alike."""


def _misspelt(dataset: Dataset) -> Mapping[str, Sequence[str]]:
    """The codes of broken records that are no codes, as they were written and as they were meant, by kind."""
    forms: Mapping[str, tuple[str, Callable[[str], str | None]]] = {
        "enterprise": (CREDIT_CODE, credit_code),
        "commissioner": (COMMISSIONER_ID, commissioner_id),
        "record": (RECORD_ID, partial(prefixed, "r")),
        "request": (REQUEST_ID, partial(prefixed, "q")),
    }
    written: dict[str, list[str]] = {kind: [] for kind in forms}
    for kind, name in dataset.broken:
        if kind in forms and not re.fullmatch(forms[kind][0], name):
            written[kind] += [name, (forms[kind][1](name) or name).strip('"')]
    return written


def _likely(kind: str, name: str, nearest: Nearest, inside: frozenset[str]) -> str | None:
    """The name that was meant, `inside` its policy; of numbers none is, but a credit code that holds where this does not."""
    if kind in {"region", "office", "commissioner", "record", "request"}:
        return None
    if kind == "enterprise":
        return meant(name, nearest)
    if not inside:
        near = nearest.closest(name)
        return near if near and _slip(kind, name, near) else None
    policy, _, own = name.partition("#")
    near = closest(own, sorted(other.partition("#")[2] for other in inside))
    return f"{policy}#{near}" if near and _slip(kind, own, near) else None


_WORDS = {"fact", "domain", "industry", "category", "rule"}
"""Kinds whose names are words: one that is not known is mostly a slip, not another that was removed."""

_SLIP = 0.8
"""Of a record's name without a number, so much is left by a slip: loans is loan, loan-desk is another."""


def _slip(kind: str, name: str, near: str) -> bool:
    """Whether one is the other with a slip; another number is another thing, and with a number another letter too."""
    said, other = _said(name), _said(near)
    numbers = [part for part in said if part.isdigit()]
    if numbers != [part for part in other if part.isdigit()]:
        return False
    return (
        kind in _WORDS or said == other or (not numbers and closest(name, (near,), alike=_SLIP) is not None)
    )


def _said(name: str) -> list[str]:
    """The words and numbers of a name, however its case, its dashes and its zeros are written."""
    parts = re.findall(r"[0-9]+|[^\W\d_]+", unicodedata.normalize("NFKC", name[:80]).casefold())
    return [part.lstrip("0") or "0" for part in parts]


def _finding(reference: Reference, mend: str, retired: Entry[Retired] | None) -> Finding:
    label, name = _LABELS[reference.kind], reference.name[:80]
    return Finding(
        document=reference.document,
        loc=reference.loc,
        message=f"{label}“{name}”已经停用" if retired else f"没有{label}“{name}”",
        help="换成还在用的，或删掉这一处" if retired else mend,
        on_key=reference.on_key,
        others=((retired.document, (*retired.loc, "id"), "停用的编号"),) if retired else (),
    )


_LISTED = {"industry", "domain", "category"}
"""Kinds with so few names that all are told."""


def _mend(reference: Reference, near: str | None, known: frozenset[str], inside: frozenset[str]) -> str:
    """What to write in place of a name that nothing has; `inside` are those of the policy that it names."""
    several = items(reference.name, known)
    if several and known.issuperset(several):
        return f"各项用半角逗号分开：{', '.join(several)}"
    if near:
        return f"改成 {_written(reference.kind, near)}"
    listed = known if reference.kind in _LISTED else inside
    return _HOMES[reference.kind] + (f"；可选：{'、'.join(sorted(listed))}" if listed else "")


def _written(kind: str, name: str) -> str:
    """A name as it stands in a file: a credit code in quotes."""
    return f'"{name}"' if kind == "enterprise" else name


def _aliases(dataset: Dataset) -> Mapping[tuple[str, str], str]:
    """The ids of today by kind and by the id that they had."""
    return {
        (kind.name, alias): str(getattr(entry.record, kind.key))
        for kind in KINDS
        if kind.key
        for entry in dataset.entries.get(kind.name, ())
        for alias in getattr(entry.record, "aliases", ())
    }


def _known(dataset: Dataset) -> dict[str, frozenset[str]]:
    """The names that exist, by kind; a kind of which a file is lost is left out, since nothing can be said."""
    known = {
        name: ids | _promised(dataset, name) for name, ids in dataset.ids.items() if name not in dataset.lost
    }
    for kind, names in _WITHIN.items():
        known[kind] = frozenset(chain.from_iterable(names(entry.record) for entry in dataset.policies))
    if "office" in known:
        known["office"] |= known.get("region", frozenset())  # region-without-office says which has none
    known["rule"] = frozenset(WAIVABLE)
    if "industry" in dataset.fact_by_key:
        known["industry"] = frozenset(dataset.fact_by_key["industry"].values)
    if dataset.schemes:
        known["domain"] = frozenset(dataset.scheme.record.expert_domains)
        known["category"] = frozenset(dataset.scheme.record.request_categories)
    return known


def _benefits(policy: Policy) -> Iterator[str]:
    for benefit in policy.benefits:
        yield f"{policy.id}#{benefit.id}"


def _questions(policy: Policy) -> Iterator[str]:
    for benefit in policy.benefits:
        for _, leaf in leaves(benefit.conditions):
            if isinstance(leaf, Asks):
                yield f"{policy.id}#{benefit.id}/{leaf.asks}"


_WITHIN: Mapping[str, Callable[[Policy], Iterator[str]]] = {"benefit": _benefits, "asks": _questions}
"""The kinds whose names begin with their policy's: how those of a policy are told."""


def _inside(dataset: Dataset, kind: str, name: str) -> frozenset[str]:
    """The names that the policy has which a name begins with; none where that is unknown, or names are no policy's."""
    policy = dataset.policy_by_id.get(name.partition("#")[0])
    return frozenset(_WITHIN[kind](policy.record)) if policy and kind in _WITHIN else frozenset()


def _promised(dataset: Dataset, name: str) -> frozenset[str]:
    """The ids that the names of files and folders promise: where a file says another, id-differs-from-file says so."""
    kind = KIND[name]
    entries = dataset.entries.get(name, ()) if kind.single and kind.path else ()
    numbers = (
        f"{person.folder}-{person.record.id.partition('-')[2]}"
        for person in (dataset.commissioners if name == "commissioner" else ())
    )
    return frozenset((*(identity(kind, entry.path) for entry in entries), *numbers))
