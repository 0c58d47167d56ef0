"""Values of the page /commendations/ of the internal edition."""

from typing import NamedTuple

from generator.pages.views import Link


class CommendedRow(NamedTuple):
    """A unit or a commissioner with what for, and what the year's books say of them ("" where nothing is known).

    `link` is the page of the commissioner or of the office; without one only the name is known.
    """

    name: str
    link: Link | None
    place: str
    reason: str
    figures: str


class YearRow(NamedTuple):
    """The commendations of a year, in the order of the places: nobody is ranked."""

    year: int
    units: tuple[CommendedRow, ...]
    people: tuple[CommendedRow, ...]


class CommendationsView(NamedTuple):
    """All commendations, the newest year first."""

    years: tuple[YearRow, ...]
    cases: int
    others: tuple[Link, ...]
