"""CSV after RFC 4180, for spreadsheets and programs alike: BOM, CRLF, and no text that is taken for a formula."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

from generator.exports.table import Cell, Sheet

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """The text with `'` before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def delimited(sheet: Sheet) -> bytes:
    """A sheet as CSV in UTF-8; dates are YYYY-MM-DD."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(heading.label) for heading in sheet.headings])
    writer.writerows([_field(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _field(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else str(cell)
