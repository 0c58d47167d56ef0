"""Addresses of boards, request lists and data quality, and where the rows behind a number are."""

from datetime import date

from generator.board import Boards
from generator.pages.board_view import BoardCell
from generator.portal import Portal

BOARD, REQUESTS, QUALITY = "board/", "requests/", "quality/"

PLACES = "places"
"""The anchor of the table of the places below, on a board and on a list of requests."""

VISITS_BEFORE = "visits-before"
"""The anchor of the list of all below that lacked a visit when the last year ended."""


def board_path(code: str) -> str:
    """The board of a place."""
    return f"{BOARD}{code}/"


def requests_path(portal: Portal, code: str) -> str:
    """The requests of a place: the province's stand at the root of the section."""
    return REQUESTS if code == portal.scheme.province else f"{REQUESTS}{code}/"


def quality_path(portal: Portal, code: str) -> str:
    """The data quality of a place."""
    return QUALITY if code == portal.scheme.province else f"{QUALITY}{code}/"


def rows_at(boards: Boards, code: str, anchor: str, *, own: bool = False) -> str:
    """Where the rows behind a number of a place are: its own list, or the table of the places below it."""
    return f"{board_path(code)}#{anchor if own or not boards.below(code) else PLACES}"


def requests_at(boards: Boards, code: str, anchor: str, *, own: bool = False) -> str:
    """The same for its requests."""
    return f"{requests_path(boards.portal, code)}#{anchor if own or not boards.below(code) else PLACES}"


def month_anchor(month: date) -> str:
    """The list of the enterprises that were not contacted in a month."""
    return f"contact-{month:%Y-%m}"


def load_anchor(serving: int) -> str:
    """The first commissioner who serves so many enterprises, in the list of all by their number."""
    return f"people-{serving}"


def number(value: int, path: str, unit: str = "", *, near: bool = False) -> BoardCell:
    """A number that leads to its rows, where there are any."""
    return BoardCell(f"{value}{unit}", path if value else "", near=near and value > 0)
