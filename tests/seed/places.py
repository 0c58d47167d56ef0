"""The places that have enterprises, read from the tree that is to be filled."""

from dataclasses import dataclass
from functools import cached_property

from generator.dataset import Dataset
from generator.kinds import folder_code
from generator.records.region import Region
from generator.records.types import Level

_FIRST_CITIES = ("320100", "320300", "320500")
_MOST_IN_FIRST = 2000
"""Beyond so many enterprises, all cities have some."""


@dataclass(frozen=True)
class Place:
    """A city or a county with its office: the office's folder, and what its own unit is called."""

    region: Region
    city: Region
    folder: str
    unit: str

    @property
    def code(self) -> str:
        """行政区划代码."""
        return self.region.code

    @cached_property
    def short(self) -> str:
        """How the place is called inside an enterprise's name: a district or a zone by its city."""
        named = self.region.name[-1] in "市县" and len(self.region.name) > 2
        return (self.region if named else self.city).name[:-1]


@dataclass(frozen=True)
class Territory:
    """The cities and counties in which enterprises are, by code."""

    cities: dict[str, Place]
    counties: dict[str, Place]

    def __getitem__(self, code: str) -> Place:
        return self.cities.get(code) or self.counties[code]

    @property
    def weak_zone(self) -> Place:
        """The zone whose office is being reorganised: its newest batch waits for commissioners."""
        zones = [place for place in self.counties.values() if place.region.zone]
        return (zones or list(self.counties.values()))[0]


def territory(dataset: Dataset, enterprises: int) -> Territory:
    """Where so many enterprises are: in the first three cities, or in all."""
    places: dict[Level, dict[str, Place]] = {Level.CITY: {}, Level.COUNTY: {}}
    for entry in dataset.regions:
        region = entry.record
        if region.level not in places:
            continue
        city = region if region.level is Level.CITY else dataset.region_by_code[region.parent or ""]
        if enterprises <= _MOST_IN_FIRST and city.code not in _FIRST_CITIES:
            continue
        office = dataset.office_by_region[region.code]
        folder = office.path.rpartition("/")[0]
        assert folder_code(office.path) == region.code
        places[region.level][region.code] = Place(region, city, folder, office.record.unit)
    return Territory(places[Level.CITY], places[Level.COUNTY])
