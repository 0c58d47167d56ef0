"""Why a rule came out as it did, leaf by leaf: what is asked, what the enterprise has, what it lacks, the clause."""

from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from generator.eligibility.conditions import Condition, Leaf
from generator.eligibility.evaluate import Step, deciding
from generator.eligibility.facts import Value, plain
from generator.eligibility.phrases import Terms, claim, money, phrase
from generator.records.fact import FactKind


class Reason(NamedTuple):
    """A leaf in words: `asked` is what must hold, `has` the enterprise's value or "", `lacks` the gap or "".

    `needs` are the labels of the parts that are missing, of a test of several facts.
    """

    asked: str
    has: str
    lacks: str
    needs: tuple[str, ...]
    clause: str


def reasons(trace: Step, terms: Terms) -> tuple[Reason, ...]:
    """The leaves that made the answer, each once: the failed ones of a no, the open ones of an open rule."""
    return tuple(dict.fromkeys(_reason(step, terms, negated=negated) for step, negated in deciding(trace)))


def asked(leaf: Condition, terms: Terms, *, negated: bool) -> str:
    """What a leaf asks for, in a sentence; the opposite where it stands under a `not`."""
    if isinstance(leaf, Leaf):
        return leaf.text if leaf.text and not negated else str(phrase(leaf, terms, negated=negated))
    question = leaf.text or ""
    return claim(question, holds=not negated) or question


def _reason(step: Step, terms: Terms, *, negated: bool) -> Reason:
    leaf, says = step.node, asked(step.node, terms, negated=negated)
    if isinstance(leaf, Leaf):
        missing = tuple(
            terms.labels[key] for key, value in zip(step.keys, step.values, strict=True) if value is None
        )
        needs = missing if len(step.keys) > 1 else ()
        has = "" if missing else _has(leaf, step, terms)
        return Reason(says, has, "" if negated else _lacks(leaf, step.gap, terms), needs, leaf.clause)
    value = step.values[0]
    has = "" if value is None else _YES_OR_NO[str(value)]
    return Reason(says, has, "", (), leaf.clause or "")


_YES_OR_NO = {"true": "是", "false": "否"}


def _has(leaf: Leaf, step: Step, terms: Terms) -> str:
    """The value of the enterprise; of a ratio the share, cut after two decimals, and both parts."""
    values = [value for value in step.values if value is not None]
    numbers = [value for value in values if isinstance(value, Decimal)]
    if leaf.ratio:
        part, whole = numbers
        words = "、".join(
            f"{terms.labels[key]}{value_words(key, value, terms)}"
            for key, value in zip(step.keys, values, strict=True)
        )
        if whole <= 0:
            return words
        share = (part * 100 / whole).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
        return f"{plain(share)}%（{words}）"
    if leaf.sum:
        return value_words(step.keys[0], sum(numbers, Decimal(0)), terms)
    return value_words(step.keys[0], values[0], terms)


def _lacks(leaf: Leaf, gap: str, terms: Terms) -> str:
    """What a failed test of a number lacks or has too much: 差80万元, 多20人; of years the day on which they are full."""
    if not gap:
        return ""
    if leaf.years_at_least is not None:
        year, month, day = gap.split("-")
        return f"到{year}年{int(month)}月{int(day)}日满{leaf.years_at_least}年"
    amount = value_words(leaf.keys[0], Decimal(gap), terms)
    if gap == "0":
        return "正好压线，不算"
    word = "差" if leaf.operator in {"at_least", "more_than"} else "多"
    return f"{terms.labels[leaf.keys[0]]}{word}{amount}" if leaf.ratio else f"{word}{amount}"


def value_words(key: str, value: Value, terms: Terms) -> str:
    """A value in the unit of its fact: 1,500万元, 12%, 86人, 是."""
    fact = terms.facts[key]
    if isinstance(value, Decimal):
        if fact.kind is FactKind.MONEY:
            return money(int(value)) if value == int(value) else f"{value:,f}元"
        if fact.kind is FactKind.PERCENT:
            return f"{plain(value)}%"
        return f"{value:,f}{'个月' if fact.unit == '月' else fact.unit or ''}"
    if fact.kind is FactKind.REGION:
        return terms.places.get(value[0], value[0])
    if isinstance(value, tuple):
        return "、".join(value) or "没有"
    return _YES_OR_NO.get(value, value)
