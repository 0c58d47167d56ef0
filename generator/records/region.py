"""行政区划: the one place that knows places (rosters/regions.yml)."""

from dataclasses import dataclass

from generator.records.base import Record
from generator.records.types import Count, Flag, Level, RegionCode, Slug, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace(Record):
    """Where a city lies on the schematic map, counted from the upper left corner."""

    row: Count
    column: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Record):
    """A province, a city, a county or a zone that acts as a county; `tile` is for cities."""

    code: RegionCode
    name: Text
    level: Level
    parent: RegionCode | None = None
    slug: Slug
    zone: Flag = False
    tile: MapPlace | None = None

    @property
    def folder(self) -> str:
        """The name of the office's folder below its parent's."""
        return f"{self.code}-{self.slug}"
