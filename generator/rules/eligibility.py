"""Conditions fit the dictionary of facts: the operator the kind, the limit the unit and the values."""

import re
from collections.abc import Callable, Iterator, Mapping

from generator import forms
from generator.dataset import Dataset
from generator.diagnostics import Severity
from generator.document import Document, Loc
from generator.eligibility.conditions import (
    OPERATORS,
    All,
    AnyOf,
    Asks,
    AtLeast,
    Conditions,
    Leaf,
    Not,
    leaves,
)
from generator.nearest import closest
from generator.records.fact import Fact, FactKind
from generator.records.policy import FactAnswer
from generator.records.types import DATE, PERCENT
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
_LIMIT = re.compile(r"0|-?[1-9][0-9]{0,17}")
_FEWEST_EXAMPLES = 2
"""A yes and a no."""


def wrong_operator(dataset: Dataset) -> Iterator[Finding]:
    """比较要合乎指标的种类：金额和数目比大小，是非用 is，日期用 before、after、years_at_least，集合用 has_any、has_all。"""
    for document, way, leaf in _leaves(dataset):
        facts = [fact for key in leaf.keys if (fact := dataset.fact_by_key.get(key))]
        operator = leaf.operator.rstrip("_")
        if leaf.fact is None and any(fact.kind not in {FactKind.INT, FactKind.MONEY} for fact in facts):
            message, mend = f"“{'、'.join(leaf.keys)}”不能相比或相加", "ratio 和 sum 里只写金额和数目"
        elif any(leaf.operator not in (_FITS[fact.kind] if leaf.fact else _ORDER) for fact in facts):
            fits = _FITS[facts[0].kind] if leaf.fact else _ORDER
            message = f"“{operator}”不能用来比“{'、'.join(fact.label for fact in facts)}”"
            mend = f"改用 {'、'.join(name.rstrip('_') for name in OPERATORS if name in fits)}"
        else:
            continue
        yield Finding(document=document, loc=(*way, operator), message=message, help=mend, on_key=True)


def wrong_limit(dataset: Dataset) -> Iterator[Finding]:
    """门槛的写法合乎指标：金额写整数元，比例写百分数，选项写 facts.yml 里有的词。"""
    for document, way, leaf in _leaves(dataset):
        fact = dataset.fact_by_key.get(leaf.keys[0])
        if fact is None or (leaf.fact and leaf.operator not in _FITS[fact.kind]):
            continue  # unknown-reference or wrong-operator says so
        kind = FactKind.PERCENT if leaf.ratio else fact.kind
        for inside, operand in _each(leaf.operand):
            mend = _mend(kind, fact, operand) if isinstance(operand, str) else None
            if mend:
                yield Finding(
                    document=document,
                    loc=(*way, leaf.operator.rstrip("_"), *inside),
                    message=f"“{str(operand)[:40]}”不能作“{fact.label}”的门槛",
                    help=mend,
                )


def wrong_example(dataset: Dataset) -> Iterator[Finding]:
    """例子里的值合乎指标：数目和金额写整数，比例写百分数，是非写 true 或 false，日期写年-月-日，选项写 facts.yml 里有的词。"""
    for entry in dataset.policies:
        for place, benefit in enumerate(entry.record.benefits):
            for index, example in enumerate(benefit.examples):
                for key, answer in example.facts.items():
                    way = ("benefits", place, "examples", index, "facts", key)
                    fact = dataset.fact_by_key.get(key)
                    for inside, message, mend in misfits(key, fact, answer):
                        yield Finding(
                            document=entry.document, loc=(*way, *inside), message=message, help=mend
                        )


def misfits(key: str, fact: Fact | None, answer: FactAnswer) -> Iterator[tuple[Loc, str, str]]:
    """What does not fit in the value of a fact, where, and how it should be written."""
    if fact is None:
        if "#" in key and answer not in {"true", "false"}:
            yield (), f"“{str(answer)[:40]}”不是 true 或 false", "自报条件的值是写 true，否写 false"
        return  # unknown-reference says so
    if isinstance(answer, tuple) is not (fact.kind is FactKind.SET):
        mend = "写成列表，例如 [甲, 乙]" if fact.kind is FactKind.SET else "只写一个值，不用 [ ]"
        yield (), f"“{fact.label}”的值写法不对", mend
        return
    for inside, value in _each(answer):
        if mend_of_value := _mend(fact.kind, fact, str(value), lenient=True):
            yield inside, f"“{str(value)[:40]}”不能作“{fact.label}”的值", mend_of_value


def wrong_count(dataset: Dataset) -> Iterator[Finding]:
    """“至少满足几条”的几，不能是 0，也不能多过列出的条数。"""
    for entry in dataset.policies:
        for place, benefit in enumerate(entry.record.benefits):
            for way, node in _groups(benefit.conditions, ("benefits", place, "conditions")):
                if isinstance(node, AtLeast) and not 1 <= node.at_least <= len(node.of):
                    yield Finding(
                        document=entry.document,
                        loc=(*way, "at_least"),
                        message=f"列了{len(node.of)}条，不能要求至少满足{node.at_least}条",
                        help=f"写 1 到 {len(node.of)}",
                    )


def _groups(node: Conditions | None, way: Loc) -> Iterator[tuple[Loc, Conditions]]:
    """The groups of a rule, each with its way."""
    if node is None or isinstance(node, Leaf | Asks):
        return
    yield way, node
    key = {All: "all", AnyOf: "any", AtLeast: "of", Not: "not"}[type(node)]
    for index, child in enumerate(node.nodes):
        yield from _groups(child, (*way, key) if isinstance(node, Not) else (*way, key, index))


def _each(value: object) -> Iterator[tuple[Loc, object]]:
    """A value, or each value of a list, with its way."""
    if isinstance(value, tuple):
        yield from (((place,), item) for place, item in enumerate(value))
    else:
        yield (), value


def _leaves(dataset: Dataset) -> Iterator[tuple[Document, Loc, Leaf]]:
    """Every leaf of every rule, with its place."""
    for entry in dataset.policies:
        for place, benefit in enumerate(entry.record.benefits):
            for way, leaf in leaves(benefit.conditions):
                if isinstance(leaf, Leaf):
                    yield entry.document, ("benefits", place, "conditions", *way), leaf


def _mend(kind: FactKind, fact: Fact, value: str, *, lenient: bool = False) -> str | None:
    """How a value should be written; None where it is right. `lenient`: a percent fact also takes a number."""
    if kind in {FactKind.ENUM, FactKind.SET}:
        if value in fact.values:
            return None
        near, listed = closest(value, fact.values), f"可选：{'、'.join(fact.values)}"
        return f"改成“{near}”；{listed}" if near else listed
    if kind is FactKind.REGION:
        return None  # unknown-reference says so
    pattern, form, otherwise = _WRITTEN[kind]
    mended = form(value)
    if kind is FactKind.DATE and pattern.fullmatch(value):
        return None if mended else forms.why_no_day(value)
    if pattern.fullmatch(value) or (lenient and kind is FactKind.PERCENT and pattern.fullmatch(f"{value}%")):
        return None
    return f"写作 {mended}" if mended else otherwise


_WRITTEN: Mapping[FactKind, tuple[re.Pattern[str], Callable[[str], str | None], str]] = {
    FactKind.PERCENT: (PERCENT, forms.share, "写成百分数，例如 3%"),
    FactKind.MONEY: (_LIMIT, forms.whole, "写成整数元，例如 5000000"),
    FactKind.INT: (_LIMIT, forms.whole, "写成整数，例如 300"),
    FactKind.BOOL: (re.compile("true|false"), forms.flag, "是写 true，否写 false"),
    FactKind.DATE: (DATE, forms.day, "日期写成年-月-日，例如 2026-04-01"),
}


def few_examples(dataset: Dataset) -> Iterator[Finding]:
    """每条规则至少举两个例子，一个符合，一个不符合：改规则时它们会报警。"""
    for entry in dataset.policies:
        for place, benefit in enumerate(entry.record.benefits):
            if benefit.conditions is not None and len(benefit.examples) < _FEWEST_EXAMPLES:
                yield Finding(
                    document=entry.document,
                    loc=("benefits", place, "conditions"),
                    message=f"事项“{benefit.name}”只有{len(benefit.examples)}个例子",
                    help="在 examples 里补到两个：一个符合，一个不符合",
                    severity=Severity.WARNING,
                    on_key=True,
                )
