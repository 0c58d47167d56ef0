"""Tiles of places: the cities as they lie to each other, and the counties of a city."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from generator.pages.addresses import office_path
from generator.portal import Portal
from generator.records.region import Region
from generator.roster import OfficeFigures

_NEAR = 95
"""Per cent of the enterprises served from which a gap counts as small."""

_COLUMNS = 5
"""Tiles in a row where regions.yml gives no places."""


class Tile(NamedTuple):
    """A place: `kind` full, near (95 % and more), short or none (no enterprise); `words` say the same.

    `path` is its office's page, "" where it has none; `share` is the coverage in words.
    """

    path: str
    name: str
    short: str
    kind: str
    words: str
    enterprises: int
    commissioners: int
    share: str


def city_tiles(
    portal: Portal, leading: Callable[[str], str] = office_path
) -> tuple[tuple[Tile | None, ...], ...]:
    """The cities in rows of equal length; None where no city lies. Cities without a place come last.

    `leading` gives the address to which the tile of a code leads.
    """
    placed: dict[tuple[int, int], Region] = {}
    others: list[Region] = []
    for city in portal.cities:
        at = (city.tile.row, city.tile.column) if city.tile else None
        if at is None or at in placed:
            others.append(city)
        else:
            placed[at] = city
    columns = max((column for _, column in placed), default=_COLUMNS)
    rows = [
        tuple(placed.get((row, column)) for column in range(1, columns + 1))
        for row in sorted({row for row, _ in placed})
    ]
    rows.extend(_in_rows(others, columns))
    return tuple(tuple(_city(portal, city, leading) if city else None for city in row) for row in rows)


def county_tiles(
    portal: Portal, city: Region, leading: Callable[[str], str] = office_path
) -> tuple[Tile, ...]:
    """The counties of a city, in the order of the file; `leading` as of `city_tiles`."""
    return tuple(
        _tile(portal, county, portal.roster.figures([county.code]), leading)
        for county in portal.counties.get(city.code, ())
    )


def gap_words(figures: OfficeFigures) -> str:
    """已配齐, 缺3家, or that there is no enterprise."""
    if not figures.enterprises:
        return "暂无企业"
    return f"缺{figures.uncovered}家" if figures.uncovered else "已配齐"


def share_words(figures: OfficeFigures) -> str:
    """The part of the enterprises that is served, rounded down: 99.9% is never shown as 100%."""
    return f"{1000 * figures.served // figures.enterprises / 10:g}%" if figures.enterprises else "—"


def _in_rows(cities: Sequence[Region], columns: int) -> Iterator[tuple[Region | None, ...]]:
    for start in range(0, len(cities), columns):
        row = cities[start : start + columns]
        yield (*row, *[None] * (columns - len(row)))


def _city(portal: Portal, city: Region, leading: Callable[[str], str]) -> Tile:
    return _tile(portal, city, portal.roster.figures(portal.dataset.codes_within[city.code]), leading)


def _tile(portal: Portal, region: Region, figures: OfficeFigures, leading: Callable[[str], str]) -> Tile:
    return Tile(
        path=leading(region.code) if region.code in portal.office_by_region else "",
        name=region.name,
        short=region.name.removesuffix("市"),
        kind=_kind(figures),
        words=gap_words(figures),
        enterprises=figures.enterprises,
        commissioners=figures.commissioners,
        share=share_words(figures),
    )


def _kind(figures: OfficeFigures) -> str:
    if not figures.enterprises:
        return "none"
    if not figures.uncovered:
        return "full"
    return "near" if 100 * figures.served >= _NEAR * figures.enterprises else "short"
