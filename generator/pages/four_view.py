"""What the insets of the scheme's guide show, as `view`: inset-four, -trainings, -commendations .html.j2."""

from typing import NamedTuple

from generator.pages.views import Link


class Unit(NamedTuple):
    """A unit of the 服务专班 and what it does there."""

    unit: str
    role: str


class Group(NamedTuple):
    """A contact group: where it lives, what it is for, whose commissioners are in it."""

    name: str
    channel: str
    functions: str
    offices: str


class TrainingYear(NamedTuple):
    """The trainings of a year: provincial sessions, the topics of rule 25 had and missing, how many local ones."""

    year: int
    sessions: tuple[str, ...]
    topics: str
    missing: str
    local: int


class Commended(NamedTuple):
    """A unit (`who`) or a commissioner (`link`) and what for."""

    who: str
    link: Link | None
    reason: str


class CommendedYear(NamedTuple):
    """The commendations of a year."""

    year: int
    rows: tuple[Commended, ...]


class InsetView(NamedTuple):
    """The “四个一”: `commissioners` in office, `serving` now, for `enterprises` in scope; force "" where none."""

    commissioners: int
    serving: int
    enterprises: int
    force: str
    leader: str
    office_unit: str
    members: tuple[Unit, ...]
    experts: int
    domains: tuple[tuple[Link, int], ...]
    groups: tuple[Group, ...]
    trainings: tuple[TrainingYear, ...]
    commended: tuple[CommendedYear, ...]
