"""CSV and tab-separated text as a table, in whichever encoding a spreadsheet wrote it."""

import csv
import io

from generator.exports.delimited import unguarded
from generator.importing.survey import MOST_COLUMNS, MOST_ROWS
from generator.importing.values import Table, UnreadableError

_DELIMITERS = "\t,;，；"
_SAVE = "在表格软件里另存为 .xlsx，或“CSV UTF-8”，再导入"
_LONGEST = 1_000_000
_HEAD = 20


def text_table(name: str, data: bytes) -> Table:
    """The one table of a text file, named for the file. Raises `UnreadableError` where it is none."""
    text = _decoded(data)
    if text.lstrip()[:9].lower().startswith(("<html", "<!doctype", "<?xml", "<table")):
        message = f"这是网页，不是表格，虽然名字像表格。{_SAVE}"
        raise UnreadableError(message)
    return Table(name=name, lines=_rows(text))


def _decoded(data: bytes) -> str:
    """The text; the encoding is told by its mark, else it is UTF-8, else GB18030 where the whole file is that."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16")
    if b"\0" in data:
        message = f"这不是表格，也不是文字。{_SAVE}"
        raise UnreadableError(message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as other:
            at = max(error.start, other.start)
            line = data.count(b"\n", 0, at) + 1
            message = f"文字编码读不出来：不是 UTF-8，也不是 GBK，第{line}行、第{at + 1}个字节起不对。{_SAVE}"
            raise UnreadableError(message) from None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"文字编码读不出来：开头写明是 UTF-16，第{error.start + 1}个字节起不对。{_SAVE}"
        raise UnreadableError(message) from None


def _rows(text: str) -> list[list[str]]:
    head = text.split("\n", _HEAD)[:_HEAD]
    # the first where several are as frequent: texts hold commas, and hardly ever tabs
    mark = max(_DELIMITERS, key=lambda mark: sum(mark in line for line in head))
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append([unguarded(cell) for cell in row])
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                message = f"表格超过{MOST_ROWS}行或{MOST_COLUMNS}列。删掉多余的；确实有这么多，就拆成几个文件，分几次导入"
                raise UnreadableError(message)
    except csv.Error:
        message = f"第{len(rows) + 1}行（文件的第{reader.line_num}行）的引号没有成对，后面的读不出来。{_SAVE}"
        raise UnreadableError(message) from None
    return rows
