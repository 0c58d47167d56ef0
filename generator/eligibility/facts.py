"""Facts of an enterprise as values that compare: exact numbers, ISO days, texts, sets."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from generator.eligibility.misfits import misfits
from generator.records.fact import Fact, FactKind

Value: TypeAlias = Decimal | str | tuple[str, ...]
"""A number; a text, a day (ISO) or true and false; a set. A region is a set: its code, then those above it."""

Facts: TypeAlias = Mapping[str, Value]
"""Values by the key of their fact; what is not known is not in it."""


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
    if isinstance(value, Mapping):
        label = fact.label if fact else key
        return Misfit(key=key, message=f"“{label}”的值写法不对", help="只写一个值，不用 [ ] 和 { }")
    written = tuple(map(_text, value)) if isinstance(value, list | tuple) else _text(value)
    for _, message, mend in misfits(key, fact, written):
        return Misfit(key=key, message=message, help=mend)
    kind = fact.kind if fact else FactKind.BOOL
    if isinstance(written, tuple):
        return written
    if kind in {FactKind.MONEY, FactKind.INT, FactKind.PERCENT}:
        return Decimal(written.removesuffix("%"))
    if kind is not FactKind.REGION:
        return written
    if above and written not in above:
        return Misfit(key=key, message=f"没有地区“{written[:40]}”", help="写6位行政区划代码，例如 110101")
    return (written, *above.get(written, ()))


def _text(value: object) -> str:
    """A scalar as its text in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return str(value).strip()


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
