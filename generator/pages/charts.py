"""Geometry of the charts on boards, as finished values for SVG: parts in per cent, so that the text beside keeps its size."""

from collections.abc import Sequence
from typing import NamedTuple


class Bar(NamedTuple):
    """A row of a chart: its words, the length of its bar in per cent of the longest, its number and where that leads."""

    label: str
    length: str
    number: str
    path: str


class Column(NamedTuple):
    """A month: its words, the share that is done in whole per cent, the top and height of that part, whether it runs."""

    label: str
    share: str
    top: str
    height: str
    running: bool


class Columns(NamedTuple):
    """Months side by side, and the same in one sentence for those who do not see them."""

    words: str
    groups: tuple[tuple[str, tuple[Column, ...]], ...]


def bars(rows: Sequence[tuple[str, int, str, str]]) -> tuple[Bar, ...]:
    """Bars to a common scale: words, value, the value in words, address."""
    most = max((value for _, value, _, _ in rows), default=0)
    return tuple(Bar(label, _percent(value, most), number, path) for label, value, number, path in rows)


def part(value: int, whole: int) -> str:
    """A part of a whole as the length of a bar."""
    return _percent(value, whole)


def column(label: str, done: int, due: int, *, running: bool) -> Column:
    """A month in which so many of those that were due were done; the share is cut, so that 99.9 is not 100."""
    if not due:
        return Column(label, "", "100", "0", running)
    height = 100 * done / due
    return Column(label, str(100 * done // due), f"{100 - height:.1f}", f"{height:.1f}", running)


def _percent(value: int, whole: int) -> str:
    return f"{100 * value / whole:.1f}%" if whole else "0%"
