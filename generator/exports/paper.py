"""How a sheet lies on paper: the widths of its columns, the lines of a row, and the size of the paper of a form."""

from collections.abc import Iterator, Sequence

from generator.exports.table import Cell, Sheet

LINE = 18
"""The height of a line in points, in any font that has Chinese characters."""

A3, A4 = 8, 9
"""The numbers of papers in a workbook."""

_MARGIN = 2
_NARROWEST, _WIDEST = 8, 48
_NARROWEST_OF_FORM, _WIDEST_OF_FORM = 5, 28
"""Columns in digits. A form has many of them and is printed: its long texts and headings are broken instead."""

_SAMPLE = 200
"""Columns are as wide as the longest of so many first values."""

_MOST_ON_A4 = 210
"""Digits across A4 that can still be read: the paper holds 150 at full size."""


def widths(sheet: Sheet) -> tuple[int, ...]:
    """The widths of the columns in digits: their longest value, within bounds."""
    return tuple(_width(sheet, place) for place in range(len(sheet.headings)))


def paper(wide: Sequence[int]) -> int:
    """The paper on which columns of these widths can be read."""
    return A4 if sum(wide) <= _MOST_ON_A4 else A3


def lines(row: Sequence[Cell], wide: Sequence[int]) -> int:
    """How many lines the texts of a row take in columns of these widths."""
    most = 1
    for cell, width in zip(row, wide, strict=True):
        if isinstance(cell, str) and (len(cell) * 2 >= width or "\n" in cell):
            broken = cell.split("\n") if "\n" in cell else (cell,)
            many = sum([-(-digits(line) // (width - 1)) for line in broken])
            most = max(most, many)
    return most


def digits(text: str) -> int:
    """How many digits a text is as wide as; a Chinese character counts two, as it does in its bytes."""
    return max(1, len(text.encode("gb18030", "replace")))


def _width(sheet: Sheet, place: int) -> int:
    label = digits(f"{sheet.headings[place].label}▾")
    longest = max((digits(text[:_WIDEST]) for text in _texts(sheet, place)), default=0) + _MARGIN
    if not sheet.lead:
        return min(max(longest, label + _MARGIN, _NARROWEST), _WIDEST)
    most = _WIDEST if sheet.headings[place].code else _WIDEST_OF_FORM
    return min(max(longest, label // 2 + _MARGIN, _NARROWEST_OF_FORM), most)


def _texts(sheet: Sheet, place: int) -> Iterator[str]:
    return (str(row[place]) for row in sheet.rows[:_SAMPLE] if row[place] is not None)
