"""Facets of a list whose rows all stand in the page: the boxes with their counts, and each row's values."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.pages.list_view import Facet, FacetValue
from generator.portal import Portal
from generator.records.types import Level

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Generic[_R]):
    """A facet of records: `key` in the address, the values with their words, and the values of a record."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    of: Callable[[_R], Collection[str]]


def words(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Values that are their own words, each once."""
    return tuple((str(value), str(value)) for value in dict.fromkeys(values))


def in_order(known: Iterable[str], found: Iterable[str]) -> tuple[str, ...]:
    """Those of the known values that occur, in their order, then the others."""
    there = dict.fromkeys(found)
    first = [value for value in dict.fromkeys(known) if value in there]
    return tuple(dict.fromkeys([*first, *there]))


def facets(criteria: Sequence[Criterion[_R]], records: Sequence[_R]) -> tuple[Facet, ...]:
    """The boxes of each facet with the number of records behind each; a facet without boxes falls away."""
    return tuple(_facet(criterion, records) for criterion in criteria if criterion.choices)


def values(criteria: Sequence[Criterion[_R]], record: _R) -> str:
    """A record's values by the place of their boxes: `domain-0 region-3`."""
    held = ((criterion, frozenset(criterion.of(record))) for criterion in criteria)
    return " ".join(
        f"{criterion.key}-{place}"
        for criterion, found in held
        for place, (value, _) in enumerate(criterion.choices)
        if value in found
    )


def cities(portal: Portal) -> tuple[tuple[str, str], ...]:
    """The cities as values of a facet."""
    return tuple((city.code, city.name) for city in portal.cities)


def cities_of(portal: Portal, codes: Iterable[str]) -> frozenset[str]:
    """The cities that regions reach: a county its city, the province all."""
    reached: set[str] = set()
    for code in codes:
        region = portal.region_by_code[code]
        if region.level is Level.PROVINCIAL:
            reached.update(city.code for city in portal.cities)
        else:
            reached.add(code if region.level is Level.CITY else region.parent or code)
    return frozenset(reached)


def _facet(criterion: Criterion[_R], records: Sequence[_R]) -> Facet:
    counts = Counter(value for record in records for value in set(criterion.of(record)))
    return Facet(
        key=criterion.key,
        label=criterion.label,
        values=tuple(
            FacetValue(value=value, words=said, total=counts[value]) for value, said in criterion.choices
        ),
    )
