"""The rows that we write ourselves: what stands in a cell is read back as it was, beside what XlsxWriter makes of it."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from two_processes import in_two_processes

from generator.exports import xlsx
from generator.exports.sheet_rows import column_name
from generator.exports.table import Cell, Heading, Sheet
from generator.exports.xlsx import About, workbook

CELLS: tuple[Cell, ...] = (
    "甲 & 乙 <丙> \"丁\" '戊'",
    "  前后有空格  ",
    "两行\n第二行\t制表",
    "=1+1",
    "</t></is></c><c><f>1</f></c>",
    "_x0041_ 和 _x00e9_ 和 _x 和 x0041_",
    "\x07铃\x1f",
    "𠮷",
    0,
    -3,
    123456789012345,
    Decimal("0.1"),
    Decimal("12345.67"),
    date(1900, 1, 1),
    date(1900, 2, 28),
    date(1900, 3, 1),
    date(2026, 11, 24),
)


def ours(cells: tuple[Cell, ...], *, total: bool = False) -> object:
    sheet = Sheet(
        name="表",
        label="表",
        about="",
        headings=tuple(Heading(f"列{place}", "", code=place == 0) for place in range(len(cells))),
        rows=(cells, cells),
        totals=frozenset({1}) if total else frozenset(),
    )
    data = workbook([sheet], About(title="表", as_of=date(2026, 11, 24), lines=()))
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]


def test_sheets_of_several_processes_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [
        Sheet(name=name, label=name, about="", headings=(Heading(name, "", code=False),), rows=((name,),))
        for name in ("甲", "乙", "丙")
    ]
    about = About(title="表", as_of=date(2026, 11, 24), lines=())
    alone = workbook(sheets, about)
    asked = in_two_processes(monkeypatch, xlsx)
    assert workbook(sheets, about) == alone
    assert asked == [2]


def theirs(cells: tuple[Cell, ...]) -> object:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(2):
            for place, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, place, cell, day)
                elif isinstance(cell, str):
                    page.write_string(row, place, cell)
                else:
                    page.write_number(row, place, cell)
    return CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("total", [False, True])
def test_cells_are_what_xlsxwriter_makes_of_them(*, total: bool) -> None:
    assert ours(CELLS, total=total) == theirs(CELLS)


def test_every_day_of_the_first_year_and_many_later() -> None:
    days = tuple(date(1900, 1, 1) + timedelta(days=61 * count) for count in range(900))
    assert ours(days) == theirs(days)


@pytest.mark.parametrize(
    ("place", "name"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns(place: int, name: str) -> None:
    assert column_name(place) == name
