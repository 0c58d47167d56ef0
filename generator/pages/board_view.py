"""Values of the pages /board/, /requests/ and /quality/ of the internal edition."""

from typing import NamedTuple

from generator.pages.charts import Bar, Columns
from generator.pages.tiles import Tile
from generator.pages.views import Link

_ONE_LINE = 8
"""Characters of a cell that are not broken: dates, numbers, categories."""


class BoardCell(NamedTuple):
    """What stands in a cell, and where it leads ("": nowhere); `near` is what is overdue; `note` in a line below.

    `anchor` is where a number may lead to: the first of some rows.
    """

    words: str
    path: str = ""
    near: bool = False
    note: str = ""
    anchor: str = ""

    @property
    def short(self) -> bool:
        """Whether it stays on one line."""
        return len(self.words) <= _ONE_LINE


class BoardTable(NamedTuple):
    """A table: its anchor, title, a note, its heads and rows; `numbers` are the columns of numbers, from 0.

    `more` says how many rows are left out, "" where none; `empty` stands where there is no row.
    """

    anchor: str
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[BoardCell, ...], ...]
    numbers: frozenset[int] = frozenset()
    more: str = ""
    empty: str = "没有。"


class Headline(NamedTuple):
    """A number on top: its unit, where its rows are, what it is, and what is urgent about it."""

    number: str
    unit: str
    path: str
    words: str
    near: str


class BoardView(NamedTuple):
    """The board of a place. `tiles` are rows of cities or counties, `None` where none lies; `lists` the rows behind.

    `place` and `what` are the title. `ledger` says that not all offices keep one, "" where they do.
    `least` are the contacts that a month asks for. `visits_before` tells of the last year, "" where nothing is recorded.
    """

    crumbs: tuple[Link, ...]
    place: str
    what: str
    day: str
    links: tuple[Link, ...]
    ledger: str
    headlines: tuple[Headline, ...]
    tiles_title: str
    tiles: tuple[tuple[Tile | None, ...], ...]
    tiles_table: BoardTable | None
    load_note: str
    load: tuple[Bar, ...]
    load_total: Link
    report_link: Link
    report_note: str
    reports: tuple[Bar, ...]
    least: int
    months: Columns | None
    months_table: BoardTable
    visits: str
    visits_part: str
    visits_pace: str
    behind: BoardCell
    visits_before: str
    behind_before: BoardCell
    stages_note: str
    stages: tuple[Bar, ...]
    tables: tuple[BoardTable, ...]
    lists: tuple[BoardTable, ...]


class BoardGroup(NamedTuple):
    """A city with the links to its boards."""

    place: str
    boards: tuple[Link, ...]


class BoardsView(NamedTuple):
    """Where an office finds its board."""

    province: Link
    forms: tuple[Link, ...]
    groups: tuple[BoardGroup, ...]


class SheetView(NamedTuple):
    """A page of tables: /requests/ and /quality/; `place` and `what` are the title."""

    crumbs: tuple[Link, ...]
    place: str
    what: str
    lead: str
    links: tuple[Link, ...]
    bars_title: str
    bars: tuple[Bar, ...]
    tables: tuple[BoardTable, ...]
    empty: str
