"""The size class of an enterprise by the classification standard (300号): exact, and decided as soon as it can be.

`size_classes.json` has for each industry the lower bounds of 大型, 中型 and 小型, in persons and in 元.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

from generator.eligibility.facts import Facts

FILE = "size_classes.json"
CLASSES = ("大型", "中型", "小型", "微型")
"""From the highest to the lowest; the last one has no bounds."""

OPEN = "待核实"


class Standard(NamedTuple):
    """Its document number, the policy that holds it, and by industry and fact the lower bounds."""

    standard: str
    policy: str
    industries: Mapping[str, Mapping[str, tuple[Decimal, ...]]]


class Size(NamedTuple):
    """One of `CLASSES`, or `OPEN` with the facts that are still needed."""

    size: str
    needs: tuple[str, ...] = ()


@cache
def standard() -> Standard:
    """The standard in force."""
    text = resources.files("generator.eligibility").joinpath(FILE).read_text(encoding="utf-8")
    written = json.loads(text)
    industries = {
        industry: MappingProxyType({key: tuple(map(Decimal, bounds)) for key, bounds in measures.items()})
        for industry, measures in written["industries"].items()
    }
    return Standard(written["standard"], written["policy"], MappingProxyType(industries))


def size(facts: Facts) -> Size:
    """The highest class all of whose bounds are reached; open where missing facts could give different ones.

    Facts that the industry does not use are not asked for. A missing fact may be 0 or as large as it likes, so
    the known ones decide only where they allow nothing above 微型.
    """
    measures = standard().industries.get(str(facts.get("industry")))
    if measures is None:
        return Size(OPEN, ("industry",))
    best = max(_reached(measures, facts), default=0)
    missing = tuple(key for key in measures if key not in facts)
    return Size(OPEN, missing) if missing and best < len(CLASSES) - 1 else Size(CLASSES[best])


def _reached(measures: Mapping[str, tuple[Decimal, ...]], facts: Facts) -> Iterator[int]:
    """For each measure that is known the place in `CLASSES` of the highest class that it reaches."""
    for key, bounds in measures.items():
        value = facts.get(key)
        if isinstance(value, Decimal):
            yield sum(value < bound for bound in bounds)


def with_size(facts: Facts) -> Facts:
    """The facts with `size_class` where it is not given and can be decided."""
    if "size_class" in facts or (found := size(facts)).size == OPEN:
        return facts
    return {**facts, "size_class": found.size}
