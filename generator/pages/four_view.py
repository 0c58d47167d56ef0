"""What the insets of the scheme's guide show, as `view`: inset-four, -trainings, -commendations .html.j2."""

from dataclasses import dataclass

from generator.pages.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the 服务专班 and what it does there."""

    unit: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A contact group: where it lives, what it is for, whose commissioners are in it."""

    name: str
    channel: str
    functions: str
    offices: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingYear:
    """The trainings of a year: provincial sessions, the topics of rule 25 had and missing, how many local ones."""

    year: int
    sessions: tuple[str, ...]
    topics: str
    missing: str
    local: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Commended:
    """A unit (`who`) or a commissioner (`link`) and what for."""

    who: str
    link: Link | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommendedYear:
    """The commendations of a year."""

    year: int
    rows: tuple[Commended, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InsetView:
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
