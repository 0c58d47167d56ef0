"""Workbooks: the one place that knows XlsxWriter. A string stays a string, whatever it looks like."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zipfile import ZipFile

import xlsxwriter

from generator.exports.paper import A4, LINE, lines, paper, widths
from generator.exports.sheet_rows import Styles, with_rows
from generator.exports.table import Sheet
from generator.workers import in_workers, processes

_TEXT = 49
"""The number of the built-in format @, by which a spreadsheet keeps what is typed as text."""

MOST_ROWS = 1_048_000
"""Rows that a sheet holds, with a few for its head."""

_TITLE = 24
"""The height of the row of a title in points."""

_EXPLAINED = 88
"""The width of the sheet 说明 in digits."""

_INCHES = 0.4
"""The margin of what is printed."""

_PAYS = 10_000
"""Fewer rows are written by this process alone: others would not pay."""

_PAGE = re.compile(r"xl/worksheets/sheet(\d+)\.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the sheet 说明 and the properties of a workbook say; `as_of` is also its time of creation."""

    title: str
    as_of: date
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Formats:
    title: Any
    head: Any
    total: Any
    text: Any
    code: Any
    day: Any

    @classmethod
    def of(cls, book: Any, *, form: bool) -> "_Formats":  # noqa: ANN401 -- XlsxWriter is untyped
        """Those of a table, or of a form, whose long texts are broken and whose cells all begin at the top."""
        top = {"text_wrap": True, "valign": "top"} if form else {}
        return cls(
            title=book.add_format({"bold": True, "font_size": 14}),
            head=book.add_format({"bold": True, "bottom": 1, **({"text_wrap": True} if form else {})}),
            total=book.add_format({"bold": True, "top": 1, **top}),
            text=book.add_format(top),
            code=book.add_format({"num_format": _TEXT, **top}),
            day=book.add_format({"num_format": "yyyy-mm-dd", **top}),
        )

    @property
    def styles(self) -> Styles:
        """The numbers by which rows name them."""
        return Styles(*(each._get_xf_index() for each in (self.text, self.code, self.day, self.total)))  # noqa: SLF001 -- no other way to learn it


def workbook(sheets: Sequence[Sheet], about: About) -> bytes:
    """A workbook with a sheet a table, and 说明 behind them; the same input makes the same bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": about.title, "created": datetime.combine(about.as_of, time())})
        tables, forms = _Formats.of(book, form=False), _Formats.of(book, form=True)
        styles = []
        for sheet in sheets:
            formats = forms if sheet.lead else tables
            styles.append(formats.styles)
            _write(book.add_worksheet(sheet.label), sheet, formats)
        _explain(book.add_worksheet("说明"), about, forms)
    return _filled(out.getvalue(), sheets, styles)


def _write(page: Any, sheet: Sheet, formats: _Formats) -> None:  # noqa: ANN401 -- XlsxWriter is untyped
    head, wide = len(sheet.lead), widths(sheet)
    for number, line in enumerate(sheet.lead):
        page.write_string(number, 0, line, None if number else formats.title)
    for place, heading in enumerate(sheet.headings):
        form = formats.code if heading.code else None
        page.set_column(place, place, wide[place], form)
        page.write_string(head, place, heading.label, formats.head)
    page.freeze_panes(head + 1, 0)
    page.autofilter(head, 0, head + len(sheet.rows), len(sheet.headings) - 1)
    if sheet.lead:  # a form that is printed: with its lines, its headings on every page
        page.set_row(0, _TITLE)
        page.set_row(head, LINE * lines([heading.label for heading in sheet.headings], wide))
        page.set_landscape()
        page.repeat_rows(head)
        page.hide_gridlines(0)
        _printed(page, paper(wide))


def _printed(page: Any, size: int) -> None:  # noqa: ANN401
    """As wide as the paper, the pages numbered."""
    page.set_paper(size)
    page.fit_to_pages(1, 0)
    page.set_margins(_INCHES, _INCHES, _INCHES, 2 * _INCHES)
    page.set_footer("&C第&P页，共&N页")


def _explain(page: Any, about: About, formats: _Formats) -> None:  # noqa: ANN401
    page.set_column(0, 0, _EXPLAINED)
    page.write_string(0, 0, about.title, formats.head)
    for number, line in enumerate(about.lines, 1):
        page.set_row(number, LINE * lines([line], [_EXPLAINED]))
        page.write_string(number, 0, line, formats.text)
    _printed(page, A4)


def _filled(frame: bytes, sheets: Sequence[Sheet], styles: Sequence[Styles]) -> bytes:
    """A workbook of sheets with their headings, with the rows in them."""
    made = io.BytesIO()
    jobs = processes(pay=sum(len(sheet.rows) for sheet in sheets) >= _PAYS)
    with ZipFile(io.BytesIO(frame)) as parts, ZipFile(made, "w") as book:
        pages = [
            parts.read(f"xl/worksheets/sheet{number}.xml").decode() for number in range(1, len(sheets) + 1)
        ]

        def full(place: int) -> bytes:
            return with_rows(pages[place], sheets[place], styles[place]).encode()

        filled = in_workers(full, len(sheets), jobs)
        for part in parts.infolist():
            page = _PAGE.fullmatch(part.filename)
            is_table = page is not None and int(page[1]) <= len(sheets)
            book.writestr(part, next(filled) if is_table else parts.read(part))
        next(filled, None)  # there is none left: the workers end
    return made.getvalue()
