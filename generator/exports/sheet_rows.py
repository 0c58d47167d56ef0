"""The rows of a sheet as XML: XlsxWriter, which makes all else of a workbook, takes several times as long for them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from html import escape
from typing import NamedTuple

from generator.exports.paper import LINE, lines, widths
from generator.exports.table import Sheet

_EPOCH = date(1899, 12, 31)
_FIRST_YEAR = 1900
"""Spreadsheets know no day before it."""

_NO_LEAP_DAY = 59
"""They take 1900 for a leap year: after so many days they count one more."""

_LONGEST = 32_767
"""Characters that a cell holds."""

_CUT = "……（太长，完整文字在CSV里）"
_LETTERS = 26
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class Styles(NamedTuple):
    """The numbers of the formats of a sheet: of texts and numbers, of codes, of days and of rows that add up others."""

    text: int
    code: int
    day: int
    total: int


def with_rows(page: str, sheet: Sheet, styles: Styles) -> str:
    """The XML of a sheet that has its headings, with the rows of the table below them."""
    head = len(sheet.lead) + 1
    corner = f"{column_name(len(sheet.headings) - 1)}{head + len(sheet.rows)}"
    page = re.sub('<dimension ref="[^"]*"', f'<dimension ref="A1:{corner}"', page, count=1)
    before, mark, after = page.partition("</sheetData>")
    return "".join((before, *_rows(sheet, styles, head), mark, after))


@cache
def column_name(place: int) -> str:
    """The letters of a column, counted from 0: A, Z, AA."""
    above, letter = divmod(place, _LETTERS)
    return (column_name(above - 1) if above else "") + chr(ord("A") + letter)


def _rows(sheet: Sheet, styles: Styles, head: int) -> Sequence[str]:
    columns = [column_name(place) for place in range(len(sheet.headings))]
    plain = [_style(styles.code if heading.code else styles.text) for heading in sheet.headings]
    summed = [_style(styles.total)] * len(columns)
    wide = widths(sheet) if sheet.lead else ()  # the texts of a form are broken
    parts: list[str] = []
    for number, row in enumerate(sheet.rows, head + 1):
        adds = number - head - 1 in sheet.totals
        many = lines(row, wide) if wide else 1
        high = f' ht="{many * LINE}" customHeight="1"' if many > 1 else ""
        bold = f'{summed[0]} customFormat="1"' if adds else ""
        parts.append(f'<row r="{number}"{bold}{high}>')
        for column, style, cell in zip(columns, summed if adds else plain, row, strict=True):
            if isinstance(cell, str):
                if cell:
                    parts.append(
                        f'<c r="{column}{number}"{style} t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
                    )
            elif cell is not None:
                parts.append(
                    _other(f"{column}{number}", _style(styles.total if adds else styles.text), cell, styles)
                )
        parts.append("</row>")
    return parts


def _style(number: int) -> str:
    return f' s="{number}"' if number else ""


def _other(place: str, style: str, cell: date | Decimal | int, styles: Styles) -> str:
    """A day or a number; a day that spreadsheets do not know as text."""
    if not isinstance(cell, date):
        return f'<c r="{place}"{style}><v>{cell:.16G}</v></c>'
    if cell.year < _FIRST_YEAR:
        return f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'
    days = (cell - _EPOCH).days
    return f'<c r="{place}" s="{styles.day}"><v>{days + (days > _NO_LEAP_DAY)}</v></c>'


def _text(text: str) -> str:
    """A text as far as a cell holds it, saying so where it is cut, escaped as XML and as spreadsheets want it."""
    if len(text) > _LONGEST:
        text = text[: _LONGEST - len(_CUT)] + _CUT
    if "_x" in text:
        text = _CODED.sub("_x005F_", text)
    if not text.isprintable():
        text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return escape(text, quote=False)
