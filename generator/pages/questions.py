"""What 政策体检 can ask: the facts that rules name, and the benefits' own questions, as questions in Chinese."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.eligibility.conditions import Asks, leaves
from generator.eligibility.misfits import SIGNED
from generator.eligibility.phrases import label
from generator.eligibility.size import standard
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.fact import Fact, FactKind
from generator.status import IN_FORCE, Status

Checkable = tuple[PolicyFacts, BenefitFacts]
"""A benefit that is judged, with its policy."""

_COMPUTED = "size_class"


class Question(NamedTuple):
    """A fact as it is asked. `hint` says where to find the value, of a question of a benefit's own which one it is.

    `kind` is one of `FactKind`, `values` its options, `signed` whether a number may lie below 0.
    """

    key: str
    label: str
    words: str
    kind: FactKind
    hint: str = ""
    unit: str = ""
    values: tuple[str, ...] = ()
    signed: bool = False


def checkable(portal: Portal) -> Iterator[Checkable]:
    """The benefits in force or still to come, in the order of the policies' closing days."""
    for policy in portal.policies:
        for benefit in policy.benefits:
            if benefit.state.status in IN_FORCE or benefit.state.status is Status.PENDING:
                yield policy, benefit


def questions(portal: Portal, listed: Iterable[Checkable]) -> Iterator[Question]:
    """The facts that the rules of the benefits name, in the order of facts.yml, then the benefits' own questions.

    The size class is not asked but computed: what it is computed from is asked.
    """
    rules = [
        (policy, benefit, leaf) for policy, benefit in listed for _, leaf in leaves(benefit.record.conditions)
    ]
    named = {key for _, _, leaf in rules if not isinstance(leaf, Asks) for key in leaf.keys}
    if any(policy.record.regions for policy, _ in listed):
        named.add("region")
    if _COMPUTED in named:
        named |= {"industry"} | {key for measures in standard().industries.values() for key in measures}
    yield from (
        _of_fact(fact)
        for key, fact in portal.dataset.fact_by_key.items()
        if key in named and key != _COMPUTED
    )
    for policy, benefit, leaf in rules:
        if isinstance(leaf, Asks):
            yield Question(
                key=f"{policy.record.id}#{benefit.record.id}/{leaf.asks}",
                label=leaf.text,
                words=f"{leaf.text}？" if "是否" in leaf.text else f"{leaf.text}，是这样吗？",
                kind=FactKind.BOOL,
                hint=f"只关系到“{benefit.record.name}”。",
            )


def _of_fact(fact: Fact) -> Question:
    name = label(fact)
    return Question(
        key=fact.key,
        label=name,
        words=f"{_asked(fact.kind, name)}？",
        kind=fact.kind,
        hint=f"{fact.asked_as}。" if fact.asked_as else "",
        unit=fact.unit or "",
        values=fact.values,
        signed=fact.key in SIGNED,
    )


_ENDINGS = {
    FactKind.BOOL: "",
    FactKind.DATE: "是哪一天",
    FactKind.ENUM: "是哪一类",
    FactKind.SET: "有哪些",
    FactKind.REGION: "是哪里",
}
_BY_WORD = {"人员": "有多少", "排名": "是第几", "级别": "是哪一级"}


def _asked(kind: FactKind, name: str) -> str:
    """A label as a question: 从业人员有多少, 成立日期是哪一天; one with 是否 is a question already."""
    if kind is FactKind.SET and name.startswith("已获"):
        return f"已获得哪些{name.removeprefix('已获')}"
    if kind is FactKind.BOOL and name.startswith("是否") and name.endswith("企业"):
        return f"是不是{name.removeprefix('是否')}"
    by_word = (ending for word, ending in _BY_WORD.items() if name.endswith(word))
    return name + next(by_word, _ENDINGS.get(kind, "是多少"))
