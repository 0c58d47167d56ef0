"""Conditions fit the dictionary of facts: the operator the kind, the limit the unit and the values."""

import re
from collections.abc import Iterator

from generator.dataset import Dataset
from generator.diagnostics import Severity
from generator.document import Document, Loc
from generator.eligibility.conditions import Leaf, leaves
from generator.mends import closest
from generator.records.fact import Fact, FactKind
from generator.rules.finding import Finding

_ORDER = frozenset({"at_least", "more_than", "at_most", "less_than"})
_FITS: dict[FactKind, frozenset[str]] = {
    FactKind.REGION: frozenset({"is_", "in_"}),
    FactKind.ENUM: frozenset({"is_", "in_"}),
    FactKind.BOOL: frozenset({"is_"}),
    FactKind.DATE: frozenset({"before", "after", "years_at_least"}),
    FactKind.SET: frozenset({"has_any", "has_all"}),
    FactKind.INT: _ORDER | {"is_", "in_"},
    FactKind.MONEY: _ORDER,
    FactKind.PERCENT: _ORDER,
}
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_PERCENT = re.compile(r"-?(?:0|[1-9]\d{0,3})(?:\.\d{1,4})?%")


def wrong_operator(dataset: Dataset) -> Iterator[Finding]:
    """比较要合乎指标的种类：金额和数目比大小，是非用 is，日期用 before、after、years_at_least，集合用 has_any、has_all。"""
    for document, way, leaf in _leaves(dataset):
        kinds = [_kind(dataset, key) for key in leaf.keys]
        for kind in dict.fromkeys(kind for kind in kinds if kind):
            allowed = _ORDER if leaf.fact is None else _FITS[kind]
            if leaf.operator not in allowed or (
                leaf.fact is None and kind not in {FactKind.INT, FactKind.MONEY}
            ):
                listed = "、".join(sorted(name.rstrip("_") for name in allowed))
                yield Finding(
                    document=document,
                    loc=(*way, leaf.operator.rstrip("_")),
                    message=f"“{leaf.operator.rstrip('_')}”不能用来比“{'、'.join(leaf.keys)}”",
                    help=f"这种指标用：{listed}" if leaf.fact else "ratio 和 sum 只用于金额和数目，比大小",
                    on_key=True,
                )
                break


def wrong_limit(dataset: Dataset) -> Iterator[Finding]:
    """门槛的写法合乎指标：金额写整数元，比例写百分数，选项写 facts.yml 里有的词。"""
    for document, way, leaf in _leaves(dataset):
        fact = dataset.fact_by_key.get(leaf.keys[0])
        if fact is None or (leaf.fact and leaf.operator not in _FITS[fact.kind]):
            continue  # unknown-reference or wrong-operator says so
        operands = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
        for place, operand in enumerate(operands):
            mend = _mend(leaf, fact, operand) if isinstance(operand, str) else None
            if mend:
                inside = (place,) if isinstance(leaf.operand, tuple) else ()
                yield Finding(
                    document=document,
                    loc=(*way, leaf.operator.rstrip("_"), *inside),
                    message=f"“{operand}”不能作“{fact.label}”的门槛",
                    help=mend,
                )


def _leaves(dataset: Dataset) -> Iterator[tuple[Document, Loc, Leaf]]:
    """Every leaf of every rule, with its place."""
    for entry in dataset.policies:
        for place, benefit in enumerate(entry.record.benefits):
            for way, leaf in leaves(benefit.conditions):
                if isinstance(leaf, Leaf):
                    yield entry.document, ("benefits", place, "conditions", *way), leaf


def _kind(dataset: Dataset, key: str) -> FactKind | None:
    fact = dataset.fact_by_key.get(key)
    return fact.kind if fact else None


def _mend(leaf: Leaf, fact: Fact, operand: str) -> str | None:
    """How a limit should be written; None where it is right."""
    if leaf.ratio or (fact.kind is FactKind.PERCENT):
        return None if _PERCENT.fullmatch(operand) else "写成百分数，例如 3%"
    if fact.kind in {FactKind.MONEY, FactKind.INT}:
        return None if _WHOLE.fullmatch(operand) else f"写成整数{fact.unit or ''}，例如 5000000"
    if fact.kind is FactKind.BOOL:
        return None if operand in {"true", "false"} else "写 true 或 false"
    if fact.values and operand not in fact.values:
        near = closest(operand, fact.values)
        listed = "、".join(fact.values)
        return f"改成“{near}”；可选：{listed}" if near else f"可选：{listed}"
    return None


def few_examples(dataset: Dataset) -> Iterator[Finding]:
    """每条规则至少举两个例子，一个符合，一个不符合：改规则时它们会报警。"""
    for entry in dataset.policies:
        for place, benefit in enumerate(entry.record.benefits):
            if benefit.conditions is not None and len(benefit.examples) < 2:  # noqa: PLR2004 -- a yes and a no
                yield Finding(
                    document=entry.document,
                    loc=("benefits", place, "conditions"),
                    message=f"事项“{benefit.name}”只有{len(benefit.examples)}个例子",
                    help="在 examples 里补到两个：一个符合，一个不符合",
                    severity=Severity.WARNING,
                    on_key=True,
                )
