"""行政区划: the one place that knows places (rosters/regions.yml)."""

from dataclasses import dataclass

from generator.records.base import Record
from generator.records.types import Flag, Level, RegionCode, Slug, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Record):
    """A province, a city, a county or a zone that acts as a county."""

    code: RegionCode
    name: Text
    level: Level
    parent: RegionCode | None = None
    slug: Slug
    zone: Flag = False

    @property
    def folder(self) -> str:
        """The name of the office's folder below its parent's."""
        return f"{self.code}-{self.slug}"
