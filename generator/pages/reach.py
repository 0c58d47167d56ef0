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
