"""Which sheet and which row hold the headers, and which column fills which field."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.importing.cells import clean, is_blank, shown
from generator.importing.columns import Column, Shape, labels
from generator.importing.values import Raw, Table, UnreadableError
from generator.nearest import closest

_MOST_ABOVE = 30
"""So many rows may stand above the headers."""

_ALIKE = 0.6
_CLEARLY = 2
"""A sheet with so many times the columns of any other is the one that is meant."""

_REQUIRED = re.compile(r"[*＊★]|[(（](?:必填|选填|可不填)[)）]")
_REMARK = re.compile(r"\([^()百千万亿‰]*\)$")
"""What is no unit in which a number would be another one."""

_UNIT_OF_ALL = re.compile(r"单位\(?(?:人民币)?(?:千|万|百万|亿)元")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A table with its columns: `row` is that of the headers, from 0, `columns` those that fill a field by place.

    `known` are the addresses and headers of columns of other tables, `unknown` those that nobody knows, each
    with the column that was likely meant.
    """

    table: Table
    row: int
    columns: Mapping[int, Column]
    known: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, str, str | None], ...]

    def lacking(self, shape: Shape) -> tuple[tuple[str, ...], ...]:
        """The groups of fields of which the table has none."""
        there = {column.field for column in self.columns.values()}
        return tuple(group for group in shape.needed if not there & set(group))


def plain_header(raw: Raw) -> str:
    """A header as it is compared: without blanks, marks for what must be filled, and the width of characters."""
    text = unicodedata.normalize("NFKC", _REQUIRED.sub("", clean(raw)))
    return re.sub(r"[\s\"'“”‘’:]", "", text).lower()


def headed(tables: Sequence[Table], shape: Shape, others: Sequence[Shape], sheet: str | None) -> Headed:
    """The table to import: the named one, or the only one that has the columns. Raises `UnreadableError`."""
    chosen = _named(tables, sheet) if sheet else [table for table in tables if not table.hidden] or tables
    found = [_headed(table, shape, others) for table in chosen]
    fitting = [each for each in found if each.columns and not each.lacking(shape)]
    fitting.sort(key=lambda each: -len(each.columns))
    if len(fitting) > 1 and len(fitting[0].columns) < _CLEARLY * len(fitting[1].columns):
        names = "、".join(f"“{each.table.name}”" for each in fitting)
        message = (
            f"有{len(fitting)}张表都可以导入：{names}。写明是哪一张，例如 --sheet {fitting[0].table.name}"
        )
        raise UnreadableError(message)
    if fitting:
        if shape.more:
            _hold_units(fitting[0])
        return fitting[0]
    nearest = max(found, key=lambda each: len(each.columns), default=None)
    raise UnreadableError(_why_not(nearest, shape) if nearest else "文件里没有一张表")


def _named(tables: Sequence[Table], sheet: str) -> list[Table]:
    found = [table for table in tables if table.name == sheet]
    if not found:
        names = "、".join(f"“{table.name}”" for table in tables)
        message = f"没有“{sheet}”这张表，有的是{names}"
        raise UnreadableError(message)
    return found


def _headed(table: Table, shape: Shape, others: Sequence[Shape]) -> Headed:
    """The table with the row that has most headers of the shape."""
    by_word = {plain_header(word): column for column in reversed(shape.columns) for word in column.words}
    rows = range(min(len(table.lines), _MOST_ABOVE))
    scores = [
        len({column.field for raw in table.lines[row] if (column := _column(raw, by_word, shape))})
        for row in rows
    ]
    best = max(rows, key=scores.__getitem__, default=0)
    if not rows or scores[best] == 0:
        return Headed(table=table, row=0, columns={}, known=(), unknown=())
    columns = {
        place: column
        for place, raw in enumerate(table.lines[best])
        if (column := _column(raw, by_word, shape))
    }
    _hold_once(table, best, columns)
    left = [
        (table.at(best, place), " ".join(clean(raw).split()))
        for place, raw in enumerate(table.lines[best])
        if place not in columns and not is_blank(raw)
    ]
    elsewhere = {plain_header(word) for other in others for each in other.columns for word in each.words}
    free = [column.label for column in shape.columns if column not in columns.values()]
    known = tuple(each for each in left if plain_header(each[1]) in elsewhere | _FAMILIAR)
    unknown = tuple((*each, closest(each[1], free, _ALIKE)) for each in left if each not in known)
    return Headed(table=table, row=best, columns=columns, known=known, unknown=unknown)


_FAMILIAR = frozenset(
    plain_header(word)
    for word in (
        *(
            "序号",
            "备注",
            "有效",
            "在任",
            "在服务",
            "现代理人",
            "专员姓名",
            "变更报送日期",
            "培训",
            "证书编号",
        ),
        *("困难问题", "服务诉求", "是否政策刚性约束", "办理进展", "反馈时间", "设区市", "县(市、区)"),
        *("企业级别", "企业所在县(市、区)", "所属专员办", "专员数", "手机号", "邮箱", "示例"),
    )
)
"""Headers that tables of the field have, and that fill nothing where they are not among the columns."""


def _column(raw: Raw, by_word: Mapping[str, Column], shape: Shape) -> Column | None:
    """The column of a header; a remark in brackets behind it is left aside where it is known without."""
    text = plain_header(raw)
    if not text:
        return None
    more = shape.more(text) if shape.more and text not in by_word else None
    return by_word.get(text) or more or by_word.get(_REMARK.sub("", text))


def _hold_units(found: Headed) -> None:
    """Hold that no cell above the headers gives all amounts another unit than theirs."""
    for row, line in enumerate(found.table.lines[: found.row]):
        for place, raw in enumerate(line):
            if _UNIT_OF_ALL.search(plain_header(raw)):
                message = (
                    f"{found.table.at(row, place)} 写着“{shown(raw)}”。"
                    "把单位写进每一项金额的表头，例如 上年度营业收入(万元)，再删去这一格"
                )
                raise UnreadableError(message)


def _hold_once(table: Table, row: int, columns: Mapping[int, Column]) -> None:
    first: dict[str, int] = {}
    for place, column in columns.items():
        before = first.setdefault(column.field, place)
        if before != place:
            message = (
                f"{table.at(row, before)} 和 {table.at(row, place)} 都是“{column.label}”，不知道用哪一列。"
                "删掉一列，或改一个表头"
            )
            raise UnreadableError(message)


def _why_not(found: Headed, shape: Shape) -> str:
    """Why a table is none of the shape."""
    if not found.columns:
        names = "、".join(shape.column(field).label for group in shape.needed for field in group)
        return (
            f"“{found.table.name}”的前{_MOST_ABOVE}行里没有找到表头，至少要有：{names}。"
            f"空白表用 portal import --template {shape.kind} 生成"
        )
    return "\n".join(
        (f"“{found.table.name}”第{found.row + 1}行是表头，缺少要有的列：", *_lacking(found, shape))
    )


def _lacking(found: Headed, shape: Shape) -> Iterator[str]:
    for group in found.lacking(shape):
        words = [word for field in group for word in shape.column(field).words if not word.isascii()]
        yield f"  {labels(shape, group)}，表头可以写：{'、'.join(dict.fromkeys(words))}"
    if found.unknown:
        names = "、".join(f"{address.rpartition('!')[2]}“{name}”" for address, name, _ in found.unknown)
        yield f"  没有认出的表头：{names}"
