"""Files that are given to the import: what is read of them, and what each bad one is told."""

import io
import os
import re
from collections.abc import Callable
from datetime import date
from zipfile import ZipFile

import pytest
import xlsxwriter
from clerk_sheets import workbook_bytes

from generator.importing.cells import DAY, DAYS, TEXT
from generator.importing.columns import Column
from generator.importing.fact_cells import fact_form
from generator.importing.headers import Headed
from generator.importing.rows import read_rows
from generator.importing.survey import MOST_ROWS
from generator.importing.text_tables import text_table
from generator.importing.values import Table, UnreadableError
from generator.importing.workbooks import is_workbook, workbook_tables
from generator.records.fact import Fact, FactKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = workbook_bytes({"名单": [["企业名称", "代码"], ["示例甲", "1"]]})


def only(data: bytes) -> Table:
    [table] = workbook_tables(data)
    return table


def test_cells_keep_their_types_and_places() -> None:
    table = only(workbook_bytes({"名单": [["甲", 5, date(2024, 3, 1)], [], [None, True, 0.5]]}))
    assert table.lines == [["甲", 5.0, date(2024, 3, 1)], ["", "", ""], ["", True, 0.5]]
    assert table.at(16, 2) == "名单!C17"
    assert table.at(0, 27) == "名单!AB1"


def test_a_merged_range_has_its_value_all_the_way_down() -> None:
    rows: list[list[object]] = [["标题", None], ["甲", 1], [None, 2], [None, 3], ["乙", 4]]
    table = only(workbook_bytes({"名单": rows}, {"名单": ["A1:B1", "A2:A4"]}))
    assert [line[0] for line in table.lines] == ["标题", "甲", "甲", "甲", "乙"]
    assert table.lines[0][1] == ""  # across, a title is one cell
    assert table.filled == {(2, 0), (3, 0)}


def test_errors_formulas_shares_and_hidden_rows_are_seen() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("名单")
        page.write_formula("A1", "=1/0", None, "#DIV/0!")
        page.write_formula("B1", "=A9", None, "")
        page.write_formula("C1", "=1+1", None, 2)
        page.write_number("D1", 0.205, book.add_format({"num_format": "0.0%"}))
        page.write_formula("E1", '=""', None, "x")
        page.write_formula("B4", "=A9", None, "")
        page.write_string("A3", "甲")
        page.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("旧").hide()
    words = with_part(out.getvalue(), SHEET, lambda part: part.replace(b"<v>x</v>", b"<v></v>"))
    first, second = workbook_tables(words)
    assert first.broken == {(0, 0): "#DIV/0!"}
    assert first.empty == {(0, 1), (3, 1)}
    assert first.lines[3] == ["", ""]  # the values end before
    assert first.shares == {(0, 3)}
    assert first.unseen == {2}
    assert first.lines[0][2] == 2.0
    assert (first.hidden, second.hidden) == (False, True)


@pytest.mark.parametrize("first", [date(1899, 12, 30), date(1904, 1, 1)])
def test_days_without_a_format_count_from_the_first_day_of_the_workbook(first: date) -> None:
    days = [date(2020, 1, 1), date(2026, 11, 24)]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": first.year == 1904}) as book:
        page = book.add_worksheet("名单")
        page.write_row(0, 0, ["对接起", "任职日期", "告知日期", "成立日期", "从业人员"])
        page.write_datetime(1, 0, days[0], book.add_format({"num_format": "yyyy-mm-dd"}))
        page.write_number(1, 1, (days[0] - first).days)
        page.write_number(1, 2, (days[1] - first).days)
        page.write_string(1, 3, str((days[0] - first).days))
        page.write_number(1, 4, 20240)
    founded = fact_form(Fact(key="established_on", label="成立日期", kind=FactKind.DATE))
    columns = {
        place: Column(field=str(place), label="", form=form)
        for place, form in enumerate((DAY, DAY, DAYS, founded, TEXT))
    }
    head = Headed(table=only(out.getvalue()), row=0, columns=columns, known=(), unknown=())
    [row] = read_rows(head).rows
    assert [cell.value for cell in row.cells.values()] == [
        "2020-01-01",
        "2020-01-01",
        ["2026-11-24"],
        "2020-01-01",
        "20240",
    ]


def test_borders_down_to_the_last_row_are_no_rows() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("名单")
        page.write_string("A1", "甲")
        border = book.add_format({"border": 1})
        for row in range(1, MOST_ROWS + 100):
            page.write_blank(row, 0, None, border)
    assert len(only(out.getvalue()).lines) == 1


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(out, "w") as made:
        for part in given.infolist():
            read = given.read(part)
            made.writestr(part.filename, change(read) if part.filename == name else read)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def far(data: bytes) -> bytes:
    """A workbook with a value in the last cell that a sheet has."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return with_part(data, SHEET, lambda part: part.replace(b"</sheetData>", cell))


def doctype(data: bytes) -> bytes:
    entity = b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet '
    return with_part(data, SHEET, lambda part: part.replace(b"<worksheet ", entity, 1))


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def torn(data: bytes) -> bytes:
    return with_part(data, SHEET, lambda part: part[:-40])


def other_bytes(data: bytes) -> bytes:
    at = data.index(b"xl/sharedStrings.xml") + 30
    return data[:at] + bytes(byte ^ 0x55 for byte in data[at : at + 20]) + data[at + 20 :]


def only_parts(*names: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + b"\0" * 600, "旧格式的表格"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (cut(GOOD), "损坏"),
        (torn(GOOD), "损坏"),
        (other_bytes(GOOD), "损坏"),
        (b"PK\x03\x04" + os.urandom(500), "损坏"),
        (only_parts("mimetype", "content.xml"), r"\.ods"),
        (only_parts("word/document.xml"), r"不是 \.xlsx"),
        (only_parts("xl/workbook.xml"), "损坏"),
        (far(GOOD), "第1048576行、第16384列"),
        (doctype(GOOD), "实体"),
    ],
)
def test_a_bad_workbook_is_named_with_what_to_do(data: bytes, words: str) -> None:
    assert is_workbook(data)
    with pytest.raises(UnreadableError, match=words) as told:
        workbook_tables(data)
    assert re.search("另存为|拆成几个文件", str(told.value))


def test_random_damage_is_never_more_than_damage() -> None:
    for at in range(0, len(GOOD), 7):
        damaged = GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]
        try:
            workbook_tables(damaged)
        except UnreadableError as told:
            assert re.search("另存为|拆成几个文件", str(told))  # noqa: PT017 -- damage may also do no harm


def test_half_a_million_rows_are_refused_before_they_are_read() -> None:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(GOOD)) as given, ZipFile(out, "w") as made:
        for part in given.infolist():
            if part.filename != SHEET:
                made.writestr(part.filename, given.read(part))
        with made.open(SHEET, "w") as page:
            page.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            )
            for start in range(1, 500_001, 1000):
                rows = (
                    f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(start, start + 1000)
                )
                page.write("".join(rows).encode())
            page.write(b"</sheetData></worksheet>")
    with pytest.raises(UnreadableError, match="一张表最多50000行"):
        workbook_tables(out.getvalue())


LINES = '企业名称,代码\r\n示例甲,"a,b"\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_in_each_encoding(encoding: str) -> None:
    table = text_table("名单", LINES.encode(encoding))
    assert table.lines == [["企业名称", "代码"], ["示例甲", "a,b"]]
    assert table.at(1, 1) == "名单!B2"


@pytest.mark.parametrize("mark", ["\t", ";", "，"])
def test_other_marks_between_the_cells(mark: str) -> None:
    text = f"企业名称{mark}代码\n示例甲{mark}1\n"
    assert text_table("名单", text.encode()).lines == [["企业名称", "代码"], ["示例甲", "1"]]


def test_the_mark_that_most_lines_have_stands_between_the_cells() -> None:
    lines = text_table("名单", "企业名称,内容\n示例甲,看，听，谈\n".encode()).lines
    assert lines == [["企业名称", "内容"], ["示例甲", "看，听，谈"]]


def test_texts_with_a_comma_in_each_line_may_stand_between_tabs() -> None:
    lines = text_table("名单", "县(市,区)\t产品\n乙区\t泵,阀\n".encode()).lines
    assert lines == [["县(市,区)", "产品"], ["乙区", "泵,阀"]]


def test_the_guard_of_our_own_export_is_taken_away() -> None:
    assert text_table("x", "甲\r\n'=1+1\r\n'普通\r\n".encode()).lines == [["甲"], ["=1+1"], ["'普通"]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("企业,代码\n".encode() + b"\xff\xff\xff\n", "第2行、第15个字节"),
        (b"\xff\xfe\x00\xd8\x00", "UTF-16"),
        (b"a,b\n\0\0", "不是表格"),
        (b"<html><table></table></html>", "网页"),
        ('甲,乙\n"丙,丁\n'.encode(), "引号没有成对"),
        (b"a\n" * (MOST_ROWS + 1), "超过50000行"),
        (b"," * 300, "200列"),
    ],
)
def test_a_bad_csv_is_named_with_what_to_do(data: bytes, words: str) -> None:
    assert not is_workbook(data)
    with pytest.raises(UnreadableError, match=words) as told:
        text_table("名单", data)
    assert re.search("另存为|拆成几个文件", str(told.value))
