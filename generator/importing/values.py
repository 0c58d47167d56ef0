"""What an import is made of: cells that know where they stand, rows, records for files, and what was refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from generator.document import Loc
from generator.exports.sheet_rows import column_name
from generator.kinds import Kind

Raw = str | int | float | bool | date | datetime | time | timedelta
"""What stands in a cell; "" where nothing does."""


class UnreadableError(Exception):
    """A file that cannot be imported as it is; the text says why and what to do."""


class MisreadError(Exception):
    """A cell whose value is not what its column holds: what is wrong, and how it should be."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet: `lines` are its rows from the first one; cells of a merged range hold its value all the way down.

    Places are (row, column) from 0. `broken` are cells that show an error, `empty` formulas that were never
    calculated, `shares` numbers that are shown as percentages, `filled` cells that a merged range fills;
    `unseen` are hidden rows; `from_1904`: days are counted from 1904, as old spreadsheets for Mac do.
    """

    name: str
    lines: Sequence[Sequence[Raw]]
    hidden: bool = False
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)
    empty: frozenset[tuple[int, int]] = frozenset()
    shares: frozenset[tuple[int, int]] = frozenset()
    filled: frozenset[tuple[int, int]] = frozenset()
    unseen: frozenset[int] = frozenset()
    from_1904: bool = False

    def at(self, row: int, column: int) -> str:
        """The address of a cell as people write it: 名单!C17."""
        return f"{self.name}!{column_name(column)}{row + 1}"


class Cell(NamedTuple):
    """A value that was read from a cell, the address of the cell, and what stands there."""

    value: object
    address: str
    raw: Raw


class Row(NamedTuple):
    """A row by the fields of its columns; fields without a value are left out. `number` counts from 1."""

    number: int
    cells: Mapping[str, Cell]

    def value(self, name: str) -> str | None:
        """The text of a field, where it has one."""
        cell = self.cells.get(name)
        return str(cell.value) if cell else None

    def address(self, *names: str) -> str:
        """Where the first of these fields that the row has stands; "" where it has none of them."""
        return next((self.cells[name].address for name in names if name in self.cells), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """What of a sheet is not imported: where it stands, or only in which rows; why, and what to do."""

    rows: tuple[int, ...]
    address: str = ""
    message: str
    mend: str


class RefusedError(Exception):
    """Rows that make no record: what is wrong at a cell, or with the rows as a whole."""

    def __init__(self, address: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.address = address
        self.message = message
        self.mend = mend


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record to be written: the fields that are new or changed, with those that name it, as a file holds them.

    `moved_from` is the file in which the record stands so far, where it goes to another one; else "".
    `cells` are the addresses of the cells that the values came from, by their way in the record. `notes` are
    what the person at the table should know of it.
    """

    kind: Kind
    path: str
    head: Mapping[str, str]
    data: Mapping[str, object]
    rows: tuple[int, ...]
    cells: Mapping[Loc, str]
    fresh: bool
    moved_from: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """Rows that say what the data says already: `key` names the record, `address` is their first cell."""

    rows: tuple[int, ...]
    key: tuple[str, ...]
    address: str
