"""Workbooks as tables: the one place that knows calamine; whatever a file is, it is a table or named."""

import io
import zlib
from collections.abc import Sequence
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from generator.importing.survey import Survey, counts_from_1904, surveys
from generator.importing.values import Raw, Table, UnreadableError

LARGEST = 50 * 1024 * 1024
"""So many bytes a file may have."""

_MOST_UNPACKED = 400 * 1024 * 1024
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGE = (
    BadZipFile,
    CalamineError,
    EOFError,
    ExpatError,
    KeyError,
    NotImplementedError,
    ValueError,
    zlib.error,
)
_SAVE = "在表格软件里打开，另存为 .xlsx 再导入"


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook, or what old programs take for one, rather than text."""
    return data.startswith((_OLE, _ZIP))


def workbook_tables(data: bytes) -> list[Table]:
    """The sheets of an .xlsx. Raises `UnreadableError` for every other file, each with what to do about it."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            message = "文件有打开密码，读不了。在表格软件里去掉密码，另存为 .xlsx 再导入"
            raise UnreadableError(message)
        message = f"这是旧格式的表格（.xls 或 .et），不是 .xlsx。{_SAVE}"
        raise UnreadableError(message)
    try:
        with ZipFile(io.BytesIO(data)) as book:
            seen = _looked_over(book)
            from_1904 = counts_from_1904(book)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            hidden = {
                sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible
            }
            return [
                _table(
                    workbook.get_sheet_by_name(name), seen[name], hidden=name in hidden, from_1904=from_1904
                )
                for name in workbook.sheet_names
                if name in seen
            ]
    except _DAMAGE:
        message = f"文件损坏，读不了。{_SAVE}；打不开的，找原来的文件"
        raise UnreadableError(message) from None


def _looked_over(book: ZipFile) -> dict[str, Survey]:
    """The surveys of a book, each part of which is whole and of a size that can be read."""
    names = book.namelist()
    if any(part.flag_bits & 1 for part in book.infolist()):
        message = "文件有打开密码，读不了。去掉密码，另存为 .xlsx 再导入"
        raise UnreadableError(message)
    if "xl/workbook.xml" not in names:
        other = "这是 .ods 表格" if "content.xml" in names else "这不是 .xlsx 表格"
        message = f"{other}。{_SAVE}"
        raise UnreadableError(message)
    unpacked = sum(part.file_size for part in book.infolist())
    if unpacked > _MOST_UNPACKED:
        message = f"文件展开有{unpacked >> 20}MB，最多{_MOST_UNPACKED >> 20}MB。删掉图片和多余的行；确实有这么多，就拆成几个文件"
        raise UnreadableError(message)
    seen = dict(surveys(book))
    if book.testzip() is not None:
        raise BadZipFile
    return seen


def _table(sheet: CalamineSheet, seen: Survey, *, hidden: bool, from_1904: bool) -> Table:
    lines: list[list[Raw]] = sheet.to_python(skip_empty_area=False)
    for row, column in seen.empty:  # the reader ends where the values end
        lines.extend([] for _ in range(row + 1 - len(lines)))
        lines[row].extend([""] * (column + 1 - len(lines[row])))
    filled = _fill(lines, sheet.merged_cell_ranges or [])
    return Table(
        name=sheet.name,
        lines=lines,
        hidden=hidden,
        broken=seen.broken,
        empty=frozenset(seen.empty),
        shares=frozenset(seen.shares),
        filled=frozenset(filled),
        unseen=frozenset(seen.unseen),
        from_1904=from_1904,
    )


def _fill(
    lines: list[list[Raw]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> list[tuple[int, int]]:
    """Give the cells below the first one of each merged range its value; returns their places."""
    filled = []
    for (top, left), (bottom, _) in ranges:
        if top < len(lines) and left < len(lines[top]) and lines[top][left] != "":
            for row in range(top + 1, min(bottom + 1, len(lines))):
                lines[row][left] = lines[top][left]
                filled.append((row, left))
    return filled
