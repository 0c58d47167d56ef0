"""The lines of a table as rows: cells read by their columns, what says nothing left out, what cannot be read named."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.importing.cells import clean, is_blank, shown
from generator.importing.columns import Column
from generator.importing.headers import Headed, plain_header
from generator.importing.values import Cell, MisreadError, Raw, Reject, Row

_SUM = re.compile(r"(?:合计|小计|总计|共计|汇总|累计)")
_FOOT = re.compile(r"(?:注|备注|说明|填表|填报|制表|审核|联系人|单位负责人|[(（]盖章)")
_TITLE = re.compile(r"(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）])")
"""A title within the table: 一、东城区."""

_DAYS = re.compile(r"[0-9]{5}")
_FROM_1900_TO_1904 = 1462

_SAMPLE = re.compile(r"(?:示例|例|样例)\d*")


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a table, the cells that cannot be read, and the lines that were passed over, by the reason.

    `lost` are the numbers of lines that say something of a record and became no row.
    """

    rows: list[Row] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    passed: dict[str, list[int]] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)


def read_rows(headed: Headed) -> Reading:
    """The rows below the headers."""
    found = Reading()
    heads = {place: plain_header(raw) for place, raw in enumerate(headed.table.lines[headed.row])}
    for at in range(headed.row + 1, len(headed.table.lines)):
        line = headed.table.lines[at]
        said = {place for place, raw in enumerate(line) if not is_blank(raw)}
        if why := _passed(headed, at, said, heads):
            if why != _BLANK:
                found.passed.setdefault(why, []).append(at + 1)
            if why in {_HIDDEN, _EXAMPLE}:
                found.lost.add(at + 1)
            continue
        cells, wrong = _cells(headed, at, said)
        found.rejects.extend(wrong)
        if wrong:
            found.lost.add(at + 1)
        else:
            found.rows.append(Row(at + 1, cells))
    return found


_BLANK, _HIDDEN, _EXAMPLE = "空行", "隐藏的行", "示例"


def _passed(headed: Headed, at: int, said: Collection[int], heads: Mapping[int, str]) -> str:
    """Why a line, some cells of which say something, is no row; "" for a row."""
    table = headed.table
    line = table.lines[at]
    written = [
        place
        for place in range(len(line))
        if (place in said or (at, place) in table.broken or (at, place) in table.empty)
        and (at, place) not in table.filled
    ]
    if not headed.columns.keys() & written:
        return _BLANK if len(written) <= 1 else "没有要导入的内容"
    if at in table.unseen:
        return _HIDDEN
    first = clean(line[written[0]])
    if _SUM.match(first) or (len(written) > 1 and _SUM.fullmatch(clean(line[written[1]]))):
        return "合计"
    if _SAMPLE.fullmatch(first) and written[0] not in headed.columns:
        return _EXAMPLE
    if len(written) == 1 and (_FOOT.match(first) or _TITLE.match(first)):
        return "只有一格文字"
    if all(plain_header(line[place]) == heads.get(place) for place in written):
        return "重复的表头"
    return ""


def _cells(headed: Headed, at: int, said: Collection[int]) -> tuple[dict[str, Cell], list[Reject]]:
    line = headed.table.lines[at]
    cells: dict[str, Cell] = {}
    wrong: list[Reject] = []
    for place, column in headed.columns.items():
        raw = line[place] if place < len(line) else ""
        address = headed.table.at(at, place)
        try:
            value = _read(headed, (at, place), raw, column, says=place in said)
        except MisreadError as error:
            message = error.message if "“" in error.message else f"{error.message}（“{shown(raw)}”）"
            wrong.append(
                Reject(rows=(at + 1,), address=address, message=f"{column.label}：{message}", mend=error.mend)
            )
            continue
        if value:
            cells[column.field] = Cell(value, address, raw)
    return cells, wrong


def _read(headed: Headed, place: tuple[int, int], raw: Raw, column: Column, *, says: bool) -> object:
    table = headed.table
    if place in table.broken:
        raise MisreadError(f"这一格是错误值“{table.broken[place]}”", "改好公式，或直接写值")
    if place in table.empty:
        raise MisreadError("这一格是公式，没有算出值", "在表格软件里打开，重新计算后保存，或直接写值")
    if not says and clean(raw) not in column.form.answers:
        return None
    if place in table.shares and isinstance(raw, float):
        raw = f"{Decimal(repr(raw)) * 100:f}%"
    if table.from_1904 and column.form.days and _DAYS.fullmatch(clean(raw)):
        raw = int(clean(raw)) + _FROM_1900_TO_1904
    return column.form.read(raw)


def passed_words(passed: Mapping[str, list[int]]) -> Iterator[str]:
    """What was passed over, a line each."""
    for why, rows in passed.items():
        listed = "、".join(map(str, rows[:10])) + ("等" if len(rows) > 10 else "")  # noqa: PLR2004 -- enough to find them
        yield f"{why}{len(rows)}行，不导入：第{listed}行"
