"""A table of an export: columns named by hand over the rows of one public kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from generator.portal import Portal

Cell = str | int | Decimal | date | None
"""A finished value; None where the record says nothing."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its header, its value for a row, and what to know of it ("" where the header says all).

    `code`: a code or a phone number, which a spreadsheet must keep as text.
    """

    label: str
    value: Callable[[Portal, R], Cell]
    about: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column without its function, as writers and pages need it."""

    label: str
    about: str
    code: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A finished table: `name` is its file name, `label` what readers call it, `about` what a row is.

    `lead` are lines above the headings, a title and what to know; `totals` the places of the rows that add up others.
    """

    name: str
    label: str
    about: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: tuple[str, ...] = ()
    totals: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[R]):
    """How a sheet is made: the rows of a portal in the order of their ids, and the columns."""

    name: str
    label: str
    about: str
    rows: Callable[[Portal], Iterable[R]]
    columns: tuple[Column[R], ...]

    def sheet(self, portal: Portal) -> Sheet:
        """The table of a portal."""
        return Sheet(
            name=self.name,
            label=self.label,
            about=self.about,
            headings=tuple(Heading(column.label, column.about, column.code) for column in self.columns),
            rows=tuple(
                tuple(column.value(portal, row) for column in self.columns) for row in self.rows(portal)
            ),
        )


def listed(words: Iterable[str]) -> str:
    """Names in one cell."""
    return "、".join(words)


def sentences(words: Iterable[str]) -> str:
    """Sentences in one cell; ； takes the place of what ends them."""
    return "；".join(word.rstrip("。；") for word in words)


def yes(flag: bool) -> str:  # noqa: FBT001 -- the value itself
    """是 or 否."""
    return "是" if flag else "否"


def places(portal: Portal, codes: Iterable[str], otherwise: str = "") -> str:
    """The names of places; `otherwise` where there are none."""
    return listed(portal.place_names[code] for code in codes) or otherwise
