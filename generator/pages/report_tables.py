"""The tables of the pages of reports: who submitted what, what is not reported, and annex 5 by place and by commissioner."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from generator.exports.annex_summary import SUMMARY_VALUES, SummaryRow
from generator.pages.board_lists import listing
from generator.pages.board_view import BoardCell, BoardTable
from generator.pages.words import joined
from generator.periods import FIRST
from generator.portal import Portal
from generator.records.annex import SummaryAnnex, SummaryColumn, SummaryValue
from generator.records.region import Region
from generator.records.types import Level
from generator.service import report_days, reports_asked
from generator.workdays import DueDay

_NAMES = frozenset({SummaryValue.NUMBER, SummaryValue.CITY, SummaryValue.COUNTY})
"""What the first column of a page says, or its title."""

_PERSON = frozenset({SummaryValue.COMMISSIONER, SummaryValue.COMMISSIONER_ID})
_TEXTS = frozenset({SummaryValue.RESULTS, SummaryValue.COMMON})


_WHENCE = "报送日期取自各专员办的 submissions.yml。"


class Submitted:
    """The first reports and those of all half-years: when they were due, and which offices made them."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self.made = {
            (entry.record.office, entry.record.period): entry.record.submitted_on
            for entry in portal.dataset.submissions
        }

    def city_due(self, period: str) -> DueDay:
        """When the cities report to the province."""
        return report_days(self._portal.dataset, period)[Level.CITY]

    def county_due(self, period: str) -> DueDay:
        """When the counties report to their city."""
        return report_days(self._portal.dataset, period)[Level.COUNTY]

    def of(self, period: str) -> tuple[list[date | None], list[date | None]]:
        """When each city and each county with an office submitted; None where it did not."""
        return (
            self._days(period, (city.code for city in self._portal.cities)),
            self._days(
                period, (county.code for city in self._portal.cities for county in self.counties(city.code))
            ),
        )

    def counties(self, city: str) -> list[Region]:
        """The counties of a city that have an office."""
        return [
            county
            for county in self._portal.counties.get(city, ())
            if county.code in self._portal.office_by_region
        ]

    def _days(self, period: str, codes: Iterable[str]) -> list[date | None]:
        return [self.made.get((code, period)) for code in codes]

    def cell(self, days: Sequence[date | None], period: str, level: Level, path: str) -> BoardCell:
        """How many offices of a level submitted, and how many are overdue."""
        missing, due = sum(day is None for day in days), self._asked(period, level)
        late = missing > 0 and due is not None and self._portal.as_of > due.day
        return BoardCell(
            f"{len(days) - missing} / {len(days)}个", path, near=late, note=f"逾期{missing}个" if late else ""
        )

    def state(self, office: Region, period: str) -> BoardCell:
        """When an office submitted; overdue where it did not by the day on which it had to."""
        day, due = self.made.get((office.code, period)), self._asked(period, office.level)
        after = ((day or self._portal.as_of) - due.day).days if due else 0
        if day is None:
            return BoardCell("逾期未报" if after > 0 else "还没有报", near=after > 0)
        return BoardCell(day.isoformat(), note=f"晚{after}天" if after > 0 else "")

    def _asked(self, period: str, level: Level) -> DueDay | None:
        """When the offices of a level have to report; None where nothing is asked of them."""
        return reports_asked(self._portal.dataset, period).get(level)


def submitted_table(portal: Portal, submitted: Submitted, period: str) -> BoardTable:
    """A row a city: when it submitted, how many of its counties did, and which did not."""
    rows = []
    for city in portal.cities:
        counties = submitted.counties(city.code)
        missing = [each.name for each in counties if (each.code, period) not in submitted.made]
        made = len(counties) - len(missing)
        rows.append(
            (
                BoardCell(city.name, f"offices/{city.code}/"),
                submitted.state(city, period),
                BoardCell(f"{made} / {len(counties)}个"),
                BoardCell(joined(missing) or "—"),
            )
        )
    return BoardTable(
        anchor="submitted",
        title="报送情况",
        note=_WHENCE,
        heads=("设区市", "报送日期", "县级已报", "县级没有报的"),
        rows=tuple(rows),
    )


def first_table(portal: Portal, submitted: Submitted) -> BoardTable:
    """A row an office: when it made its first report, a city before its counties (rule 28)."""
    places = [place for city in portal.cities for place in (city, *submitted.counties(city.code))]
    rows = (
        (
            BoardCell(portal.place_names[place.code], f"offices/{place.code}/"),
            submitted.state(place, FIRST),
        )
        for place in places
    )
    return listing("submitted", "报送情况", ("专员办", "报送日期"), rows, note=_WHENCE)


def places_table(
    annex: SummaryAnnex,
    rows: Sequence[SummaryRow],
    behind: Callable[[SummaryRow], str],
    head: str,
    anchor: str,
) -> BoardTable:
    """Annex 5 with a row a place; a number leads to what is behind it, that of the last row to nothing more."""
    columns = [column for column in annex.by_county if column.value not in _NAMES | _PERSON]
    cells = []
    for row in rows:
        path = "" if row is rows[-1] else behind(row)
        name = "合计" if row is rows[-1] else (row.city if head == "设区市" else row.county)
        cells.append((BoardCell(name, path if head == "设区市" else ""), *_figures(columns, row, path)))
    return BoardTable(
        anchor=anchor,
        title=f"附件5 {annex.title}",
        note="",
        heads=(head, *(column.label or str(column.value) for column in columns)),
        rows=tuple(cells),
        numbers=_numbers(columns, 1),
    )


def people_table(portal: Portal, annex: SummaryAnnex, rows: Sequence[SummaryRow]) -> BoardTable:
    """Annex 5 with a row a commissioner."""
    columns = [column for column in annex.by_commissioner if column.value not in _NAMES | _PERSON]
    cells = []
    for row in rows:
        known = row.person in portal.roster.commissioner_by_id
        name = (
            BoardCell(row.name, f"commissioners/{row.person}/" if known else "")
            if row.person
            else BoardCell("合计")
        )
        cells.append((name, BoardCell(row.county if row.person else ""), *_figures(columns, row, "")))
    return BoardTable(
        anchor="people",
        title="一名专员一行",
        note="一名专员为两个专员办服务的，有两行。",
        heads=("专员", "县（市、区）", *(column.label or str(column.value) for column in columns)),
        rows=tuple(cells),
        numbers=_numbers(columns, 2),
    )


def _figures(columns: Sequence[SummaryColumn], row: SummaryRow, path: str) -> list[BoardCell]:
    cells = []
    for column in columns:
        value = SUMMARY_VALUES[column.value](row)
        words = "—" if value in {None, ""} else str(value)
        cells.append(BoardCell(words, path if value and column.value not in _TEXTS else ""))
    return cells


def _numbers(columns: Sequence[SummaryColumn], start: int) -> frozenset[int]:
    return frozenset(place for place, column in enumerate(columns, start) if column.value not in _TEXTS)
