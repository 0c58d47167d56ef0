"""Spreadsheets as a clerk has them: fictitious enterprises and commissioners, and the mistakes that people make."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from generator.checksums import check_character

Cells = Sequence[Sequence[object]]
"""The rows of a sheet; None is an empty cell."""


def credit_code(number: int, region: str = "990102") -> str:
    """A code that holds and belongs to nobody: its place exists nowhere."""
    stem = f"91{region}YY{number:07d}"
    return stem + str(check_character(stem))


def workbook_bytes(sheets: Mapping[str, Cells], merged: Mapping[str, Sequence[str]] = {}) -> bytes:
    """An .xlsx with these sheets; `merged` are ranges by sheet, each with the value of its first cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    _write(page, at, place, cell, day)
            for span in merged.get(name, ()):
                top, left = _first(span)
                page.merge_range(span, rows[top][left])
    return out.getvalue()


def _write(page: Any, row: int, column: int, cell: object, day: Any) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, column, cell, day)
    elif isinstance(cell, str):
        page.write_string(row, column, cell)
    elif cell is not None:
        page.write(row, column, cell)


def _first(span: str) -> tuple[int, int]:
    first = span.partition(":")[0]
    return int(first[1:]) - 1, ord(first[0]) - ord("A")


ENTERPRISE_HEAD = (
    "序号",
    "企业名称",
    "统一社会信用代码",
    "所在区县",
    "行业",
    "主营产品",
    "认定类型",
    "认定时间",
    "有效期止",
    "备注",
)
PEOPLE_HEAD = ("序号", "专员姓名", "单位名称", "单位类别", "职务", "联系电话", "任职时间", "所属专员办")
PAIRING_HEAD = ("序号", "企业名称", "信用代码", "专员姓名", "对接时间")

ENTERPRISES, PEOPLE = 50, 12


def enterprise_rows() -> list[list[object]]:
    """50 enterprises with a title above them, a sum below them, and their days in many forms, none of them a mistake."""
    days = (
        date(2025, 12, 1),
        "2025年12月1日",
        "2025.12.1",
        "2025/12/1",
        "２０２５－１２－０１",
        45992,
        "20251201",
    )
    rows: list[list[object]] = [["乙区专精特新企业名单"], [], list(ENTERPRISE_HEAD)]
    rows.extend(
        [
            number,
            f" 示例企业{number:02d}有限公司　" if number % 9 == 0 else f"示例企业{number:02d}有限公司",
            credit_code(number),
            "乙区",
            "工业",
            "示例轴承、示例丝杠" if number % 2 else "示例传感器；示例阀门",
            "专精特新",
            days[number % len(days)],
            date(2028, 11, 30),
            None,
        ]
        for number in range(1, ENTERPRISES + 1)
    )
    rows.append(["合计", f"{ENTERPRISES}家"])
    rows.append(["填表人：示例钱科长"])
    return rows


def people_rows() -> list[list[object]]:
    """12 commissioners."""
    rows: list[list[object]] = [["乙区服务专员"], list(PEOPLE_HEAD)]
    rows.extend(
        [
            number,
            f"示例专员{'甲乙丙丁戊己庚辛壬癸子丑'[number - 1]}",
            "乙区工业和信息化局",
            "行政",
            "科员",
            f"000-9901{number:04d}",
            "2024-03-01",
            "乙区",
        ]
        for number in range(1, PEOPLE + 1)
    )
    return rows


def pairing_rows() -> list[list[object]]:
    """Who serves whom: five at most each."""
    rows: list[list[object]] = [list(PAIRING_HEAD)]
    for number in range(1, ENTERPRISES + 1):
        person = "甲乙丙丁戊己庚辛壬癸子丑"[(number - 1) % PEOPLE]
        rows.append(
            [number, f"示例企业{number:02d}有限公司", credit_code(number), f"示例专员{person}", "2025-12-15"]
        )
    return rows


def write_book(path: Path, sheets: Mapping[str, Cells], merged: Mapping[str, Sequence[str]] = {}) -> Path:
    """Write an .xlsx."""
    path.write_bytes(workbook_bytes(sheets, merged))
    return path
