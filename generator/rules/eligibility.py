"""Conditions fit the dictionary of facts: the operator the kind, the limit the unit and the values."""

from collections.abc import Iterator

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
from generator.eligibility.misfits import each, mend_of, misfits, same_value
from generator.records.fact import FactKind
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
        for inside, operand in each(leaf.operand):
            mend = mend_of(kind, fact, operand) if isinstance(operand, str) else None
            if mend:
                yield Finding(
                    document=document,
                    loc=(*way, leaf.operator.rstrip("_"), *inside),
                    message=f"“{str(operand)[:40]}”不能作“{fact.label}”的门槛",
                    help=mend,
                    instead=same_value(fact, operand, kind),
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
                            document=entry.document,
                            loc=(*way, *inside),
                            message=message,
                            help=mend,
                            instead=same_value(fact, answer),
                        )


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


def _leaves(dataset: Dataset) -> Iterator[tuple[Document, Loc, Leaf]]:
    """Every leaf of every rule, with its place."""
    for entry in dataset.policies:
        for place, benefit in enumerate(entry.record.benefits):
            for way, leaf in leaves(benefit.conditions):
                if isinstance(leaf, Leaf):
                    yield entry.document, ("benefits", place, "conditions", *way), leaf


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
