"""For whom something is: places and industries, in words and as values of facets."""

from collections.abc import Iterable

from generator.pages.facets import in_order
from generator.pages.words import joined
from generator.portal import Portal

_INDUSTRY = "industry"
"""The fact whose values are the industries that a reader knows."""


def reach(portal: Portal, regions: Iterable[str]) -> str:
    """全省, or the places by name."""
    return joined("全省" if code == portal.scheme.province else portal.place_names[code] for code in regions)


def listed_under(portal: Portal, regions: Iterable[str], place: str) -> bool:
    """Whether a policy for these regions (none: for all) is listed under a place.

    It is where it applies: in its regions, in the counties of its cities, everywhere if it is for the province;
    and a city lists those of its counties, too.
    """
    codes = frozenset(regions) or {portal.scheme.province}
    cities = {portal.region_by_code[code].parent for code in codes}
    wholly = portal.scheme.province in codes or place in codes or portal.region_by_code[place].parent in codes
    return wholly or (place != portal.scheme.province and place in cities)


def industry_words(named: tuple[str, ...]) -> str:
    """The industries, or that any will do."""
    return joined(named) or "不限行业"


def industry_choices(portal: Portal, named: Iterable[str]) -> tuple[str, ...]:
    """The industries that occur, in the order of the dictionary of facts."""
    fact = portal.dataset.fact_by_key.get(_INDUSTRY)
    return in_order(fact.values if fact else (), named)


def industries(named: tuple[str, ...], choices: tuple[str, ...]) -> tuple[str, ...]:
    """The industries of a record among the choices; without any it is for all of them."""
    return named or choices
