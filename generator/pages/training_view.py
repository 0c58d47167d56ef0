"""Values of the pages /training/ and /training/<city>/ of the internal edition."""

from typing import NamedTuple

from generator.pages.by_city import Count
from generator.pages.views import Link


class SessionRow(NamedTuple):
    """A training: its day, who held it, its topics, and how many came ("" where it is still to come)."""

    day: str
    host: str
    topics: str
    came: str
    sample: bool


class YearRow(NamedTuple):
    """The trainings of a year: the provincial ones with the fields of rule 25 that they left out, and local ones."""

    year: int
    provincial: tuple[SessionRow, ...]
    missing: str
    local: tuple[SessionRow, ...]


class CityRow(NamedTuple):
    """How many commissioners of a city came this year; `later`: in post only since the provincial training, if any."""

    link: Link
    people: int
    came: int
    missed: int
    later: int
    local: int


class TrainingView(NamedTuple):
    """All trainings, and who came this year, by city."""

    year: int
    counts: tuple[Count, ...]
    cities: tuple[CityRow, ...]
    years: tuple[YearRow, ...]
    others: tuple[Link, ...]


class PersonRow(NamedTuple):
    """A commissioner, and the days of the trainings that they came to this year."""

    link: Link
    days: str


class OfficeRow(NamedTuple):
    """The commissioners of an office by what became of the provincial training; `own`: the office's own trainings."""

    anchor: str
    office: Link
    summary: str
    groups: tuple[tuple[str, tuple[PersonRow, ...]], ...]
    own: tuple[str, ...]


class CityTrainingView(NamedTuple):
    """Who came this year, by office of a city; `sessions` says what there was on which day."""

    title: str
    year: int
    sessions: tuple[str, ...]
    offices: tuple[OfficeRow, ...]
