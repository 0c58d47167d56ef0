"""The table of the places below a board: a row a place, each number with the way to its rows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.board import Boards, Figures
from generator.days import plus
from generator.pages.board_links import PLACES, month_anchor, number, requests_at, rows_at
from generator.pages.board_lists import place
from generator.pages.board_tables import NONE
from generator.pages.board_view import BoardCell, BoardTable
from generator.records.types import Level

OWN = {Level.PROVINCIAL: "省本级", Level.CITY: "市本级"}


class Part(NamedTuple):
    """A place below with its figures; `own` is the office of the board itself."""

    code: str
    own: bool
    figures: Figures


def parts(boards: Boards, code: str) -> tuple[Part, ...]:
    """Where there are places below, each of them, and the office itself if it serves anyone; they add up to the board."""
    below = boards.below(code)
    if not below:
        return ()
    own = Part(code, own=True, figures=boards.figures((code,)))
    at_work = own.figures.keeping or own.figures.arranged or own.figures.coverage.commissioners
    places = (Part(each, own=False, figures=boards.figures(boards.within(each))) for each in below)
    return (*((own,) if at_work else ()), *places)


def places_table(boards: Boards, code: str, below: Sequence[Part]) -> BoardTable:
    """A row a place, each number with the way to its rows."""
    level = boards.portal.region_by_code[code].level
    month = boards.portal.as_of.month
    return BoardTable(
        anchor=PLACES,
        title="各市" if level is Level.PROVINCIAL else "各县（市、区）",
        note="点开一个数看是哪些企业、哪些人。国家级企业由设区市服务，记在市本级。没有服务台账的写“—”。",
        heads=(
            "地方",
            "所在企业",
            "待配",
            "服务企业",
            "专员",
            "至少要",
            f"{month}月未联系",
            "上月漏联系",
            "走访落后",
            "在办诉求",
            "久未告知",
            "政策未送",
            "未参训",
            "无证书",
        ),
        rows=tuple(tuple(_place_row(boards, part)) for part in below),
        numbers=frozenset(range(1, 14)),
    )


def _place_row(boards: Boards, part: Part) -> Iterator[BoardCell]:
    figures, code, own = part.figures, part.code, part.own

    def at(anchor: str) -> str:
        return rows_at(boards, code, anchor, own=own)

    region = boards.portal.region_by_code[code]
    yield BoardCell(OWN[region.level]) if own else place(boards, code)._replace(words=region.name)
    if own:
        yield from (NONE,) * 2
    else:
        yield BoardCell(str(figures.coverage.enterprises))
        yield number(figures.coverage.uncovered, at("vacant"), near=figures.overdue_vacancies > 0)
    yield BoardCell(str(figures.arranged))
    yield number(figures.coverage.commissioners, at("people"))
    yield BoardCell(str(figures.heads))
    if not figures.keeping:
        yield from (NONE,) * 6
    else:
        this = boards.portal.as_of.replace(day=1)
        yield number(figures.month.missing, at(month_anchor(this)))
        before = plus(this, -1).replace(day=1)
        yield number(figures.month_before.missing, at(month_anchor(before)), near=True)
        yield number(figures.behind, at("visits"), near=True)
        yield number(figures.open, requests_at(boards, code, "open", own=own))
        yield number(figures.untold, requests_at(boards, code, "untold", own=own), near=True)
        yield number(figures.undelivered, at("undelivered"))
    yield number(figures.untrained, at("training"))
    yield number(figures.uncertified, at("certificates"))
