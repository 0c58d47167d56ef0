"""Facts of an enterprise as values that compare: exact numbers, ISO days, texts, sets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from generator.records.fact import Fact, FactKind

Value: TypeAlias = Decimal | str | tuple[str, ...]
"""A number; a text, a day (ISO) or true and false; a set. A region is a set: its code, then those above it."""

Facts: TypeAlias = Mapping[str, Value]
"""Values by the key of their fact; what is not known is not in it."""

SIGNED = frozenset({"revenue_growth_two_years", "revenue_main_growth_two_years", "taxable_income_last_year"})
"""The facts that may lie below 0."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A value that its fact cannot have, and how it should be written."""

    key: str
    message: str
    help: str


def read_facts(
    written: Mapping[str, object], facts: Mapping[str, Fact], above: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Value], tuple[Misfit, ...]]:
    """Values as they are written in YAML, JSON or a form; what fits none of its fact is named.

    `above` has for each region's code those of the regions above it, nearest first. None and an empty text are not
    given. A key with `#` is a question of a benefit's own, answered true or false.
    """
    found: dict[str, Value] = {}
    misfits: list[Misfit] = []
    for key, value in written.items():
        if value is None or value == "":
            continue
        read = _read(key, value, facts.get(key), above)
        if isinstance(read, Misfit):
            misfits.append(read)
        else:
            found[key] = read
    return found, tuple(misfits)


def _read(key: str, value: object, fact: Fact | None, above: Mapping[str, tuple[str, ...]]) -> Value | Misfit:
    if fact is None and "#" not in key:
        return Misfit(key=key, message=f"没有指标“{key}”", help="指标的名称在 content/facts.yml 里")
    kind = fact.kind if fact else FactKind.BOOL
    label = fact.label if fact else key
    if kind is FactKind.SET:
        return _set(key, value, fact.values if fact else ())
    written = _text(value)
    if written is None:
        return Misfit(key=key, message=f"“{label}”的值写法不对", help="只写一个值，不用 [ ]")
    fits, form = _fits(kind, written, fact)
    if not fits:
        return Misfit(key=key, message=f"“{written[:40]}”不能作“{label}”的值", help=form)
    if kind in {FactKind.MONEY, FactKind.INT, FactKind.PERCENT}:
        number = Decimal(written.removesuffix("%"))
        if number < 0 and key not in SIGNED:
            return Misfit(key=key, message=f"“{label}”不能是负数：{written}", help="核对后写0或正数")
        return number
    if kind is FactKind.REGION:
        if above and written not in above:
            return Misfit(key=key, message=f"没有地区“{written[:40]}”", help="写6位行政区划代码，例如 320102")
        return (written, *above.get(written, ()))
    return written


def _text(value: object) -> str | None:
    """A scalar as its text in YAML; None for what is no scalar."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return str(value).strip() if isinstance(value, str | int | Decimal) else None


def _set(key: str, value: object, allowed: tuple[str, ...]) -> Value | Misfit:
    if not isinstance(value, list | tuple):
        return Misfit(
            key=key, message=f"“{str(value)[:40]}”不是列表", help="写成列表，例如 [甲, 乙]；没有写 []"
        )
    wrong = [str(item)[:40] for item in value if item not in allowed]
    if wrong:
        return Misfit(key=key, message=f"没有“{'、'.join(wrong)}”", help=f"可选：{'、'.join(allowed)}")
    return tuple(str(item) for item in value)


def _fits(kind: FactKind, written: str, fact: Fact | None) -> tuple[bool, str]:
    """Whether a text is of a kind, and the form that would be."""
    match kind:
        case FactKind.BOOL:
            return written in {"true", "false"}, "是写 true，否写 false"
        case FactKind.ENUM:
            values = fact.values if fact else ()
            return written in values, f"可选：{'、'.join(values)}"
        case FactKind.DATE:
            return _is_day(written), "日期写成年-月-日，例如 2020-04-01"
        case FactKind.MONEY | FactKind.INT:
            unit = "元" if kind is FactKind.MONEY else ""
            return bool(_WHOLE.fullmatch(written)), f"写成整数{unit}，不带逗号和单位，例如 5000000"
        case FactKind.PERCENT:
            plain = written.removesuffix("%")
            return bool(_NUMBER.fullmatch(plain)), "写成百分数，例如 3 或 3%；0.03 是万分之三"
        case _:
            return bool(re.fullmatch(r"[0-9]{6}", written)), "写6位行政区划代码，例如 320102"


def _is_day(written: str) -> bool:
    if not _DAY.fullmatch(written):
        return False
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def written_value(value: Value) -> str | list[str]:
    """A value as a trace shows it: plain decimals without needless zeros, a set as a list."""
    if isinstance(value, Decimal):
        return plain(value)
    return value if isinstance(value, str) else list(value)


def plain(number: Decimal) -> str:
    """A number in digits, without an exponent and without zeros at its end: 1200, 3.5, 0."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def above_all(parents: Mapping[str, str | None]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each code those above it, nearest first, of a table of parents without circles."""
    for code in parents:
        over: list[str] = []
        parent = parents[code]
        while parent is not None and parent in parents and parent not in over:
            over.append(parent)
            parent = parents[parent]
        yield code, tuple(over)
