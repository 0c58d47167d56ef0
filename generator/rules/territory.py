"""Which office stands over a place, and which one arranges the service of an enterprise (rules 4 and 5)."""

from datetime import date

from generator.coverage import level_on, region_on
from generator.dataset import Dataset
from generator.records.enterprise import Enterprise
from generator.records.region import Region
from generator.records.types import Level

ARRANGES = {Level.NATIONAL: Level.CITY, Level.PROVINCIAL: Level.COUNTY}
"""The level of the office that arranges a pairing, by the level of the enterprise (notice part 一(二))."""


def chain(dataset: Dataset, code: str) -> tuple[str, ...]:
    """A place and all above it, up to the province; empty where one of them is not known."""
    codes: list[str] = []
    current: str | None = code
    while current and current not in codes:
        region = dataset.region_by_code.get(current)
        if region is None:
            return ()
        codes.append(current)
        current = region.parent
    return tuple(codes)


def arranging(dataset: Dataset, enterprise: Enterprise, day: date) -> Region | None:
    """The place whose office arranges the service of an enterprise on a day; None where there is none."""
    level = level_on(enterprise, day)
    above = (dataset.region_by_code[code] for code in chain(dataset, region_on(enterprise, day)))
    return next((region for region in above if level in arranges(dataset, region)), None)


def arranges(dataset: Dataset, region: Region) -> frozenset[Level]:
    """The levels of the enterprises for which a place's office arranges; a city without counties does for both."""
    if region.level is Level.CITY and len(dataset.codes_within[region.code]) == 1:
        return frozenset(ARRANGES)
    return frozenset(level for level, office in ARRANGES.items() if region.level is office)


def home(dataset: Dataset, region: Region, name: str = "office.yml") -> str:
    """The path of an office's file: a county's folder stands in its city's, a city's beside the province's."""
    above = dataset.region_by_code.get(region.parent or "")
    below_city = above is not None and above.parent is not None
    return f"rosters/{f'{above.folder}/' if above and below_city else ''}{region.folder}/{name}"
