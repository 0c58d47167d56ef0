"""What a form of the notice is about: a region, a span of days, and the figures of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.dataset import Dataset
from generator.exports.table import Cell, Heading, Sheet
from generator.periods import first_day, is_half_year, last_day
from generator.placing import Unplaced
from generator.records.region import Region
from generator.records.types import Level
from generator.service import report_days
from generator.tally import PeriodTally, Tallies
from generator.workdays import DueDay

_OWN = {Level.PROVINCIAL: "省本级", Level.CITY: "市本级"}
"""What the office of a province or a city itself serves."""


@dataclass(frozen=True)
class Scope:
    """A region and a span; `internal`: the private files were read. `period` is the half-year where it is one."""

    tallies: Tallies
    region: Region
    first: date
    last: date
    internal: bool
    period: str | None = None

    @property
    def dataset(self) -> Dataset:
        """The dataset of the figures."""
        return self.tallies.dataset

    @property
    def until(self) -> date:
        """The last day of the span that has passed."""
        return min(self.last, self.dataset.as_of)

    @cached_property
    def figures(self) -> PeriodTally:
        """The figures of the span."""
        return self.tallies.between(self.first, self.last)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The region and all within it, in the order of regions.yml."""
        return self.dataset.codes_within[self.region.code]

    @cached_property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """The rows of the region's folders, and those of no office's, that count nowhere."""
        return tuple(row for row in self.figures.unplaced if not row.office or row.office in self.codes)

    @property
    def due(self) -> DueDay | None:
        """When the report of the half-year is due: the county's cut-off for a county (rule 30)."""
        if self.period is None:
            return None
        county = self.region.level is Level.COUNTY
        return report_days(self.dataset, self.period)[Level.COUNTY if county else Level.CITY]

    def below(self) -> Iterator[Region]:
        """The places directly within the region."""
        return (place for place in self.dataset.region_by_code.values() if place.parent == self.region.code)

    def at(self, region: Region) -> "Scope":
        """The same span in another region."""
        return Scope(self.tallies, region, self.first, self.last, self.internal, self.period)

    def city_and_county(self, code: str) -> tuple[str, str]:
        """The words of a place in the columns 设区市 and 县(市、区): 甲市 市本级, 甲市 乙区."""
        place = self.dataset.region_by_code[code]
        above = self.dataset.region_by_code.get(place.parent or "")
        if place.level in _OWN or above is None:
            return place.name, _OWN.get(place.level, "")
        return above.name, place.name

    def office_name(self, code: str) -> str:
        """The words of the office of a place: 甲市专员办, 甲市乙区专员办."""
        place = self.dataset.region_by_code.get(code)
        if place is None:
            return code
        city, county = self.city_and_county(code)
        return f"{place.name if place.level in _OWN else city + county}专员办"


def half_year_scope(tallies: Tallies, region: Region, period: str, *, internal: bool) -> Scope:
    """The scope of a half-year such as 2026-h1."""
    return Scope(tallies, region, first_day(period), last_day(period), internal, period)


def words_of(period: str) -> str:
    """A period of reporting as people say it: 2026年上半年."""
    if not is_half_year(period):
        return {"first": "首次报送", "adjustment": "调整情况"}[period]
    return f"{period[:4]}年{'上' if period.endswith('1') else '下'}半年"


def due_words(due: DueDay) -> str:
    """A due day; 暂定 where the holidays of its year are not published."""
    return f"{due.day}（暂定，{due.day.year}年的放假安排还没有公布）" if due.provisional else f"{due.day}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What stands above the rows of a form and at its columns."""

    title: str
    note: str
    labels: Sequence[str]
    codes: frozenset[int] = frozenset()

    def sheet(
        self, label: str, rows: Sequence[tuple[Cell, ...]], totals: frozenset[int] = frozenset()
    ) -> Sheet:
        """The form with its rows."""
        return Sheet(
            name=label,
            label=label,
            about=self.title,
            headings=tuple(Heading(text, "", place in self.codes) for place, text in enumerate(self.labels)),
            rows=tuple(rows),
            lead=(self.title, self.note),
            totals=totals,
        )
