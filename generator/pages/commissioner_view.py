"""What commissioners.html.j2, commissioner.html.j2 and the rosters of office.html.j2 show."""

from dataclasses import dataclass

from generator.pages.tiles import Tile
from generator.pages.views import Contact, Edit, Link, Phone


@dataclass(frozen=True, slots=True, kw_only=True)
class FindView:
    """找专员. `tiles` are rows of cities, None where none lies; `table` says the same line by line.

    `published`: who serves whom is public. `days` are those in which a new enterprise gets its commissioner.
    """

    enterprises: int
    commissioners: int
    published: bool
    days: int
    tiles: tuple[tuple[Tile | None, ...], ...]
    table: tuple[Tile, ...]
    province: Contact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """五格: `cells` filled or not, at least as many as a person may serve; `number` served."""

    cells: tuple[bool, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A commissioner in a table; `load` and `names` only where who serves whom is public."""

    path: str
    name: str
    unit: str
    phone: Phone
    load: Load | None
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedRow:
    """An enterprise in a table: its level, its place, and who serves it (None: nobody, or not public)."""

    path: str
    name: str
    level: str
    place: str
    person: Link | None
    phone: Phone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post in the history: its `days` in words; `now`: it is held today."""

    days: str
    now: bool
    unit: str
    position: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A contact group: its name, where it lives, what it is for."""

    name: str
    channel: str
    functions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standin:
    """Who stands in today, to the day `until`."""

    link: Link
    phone: Phone | None
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionerView:
    """A commissioner. `phone` None: not in office, and `away` says since or from when.

    `served` are the enterprises of today; for one who left, those of the past with who serves them now.
    """

    name: str
    id: str
    unit: str
    position: str
    kind: str
    phone: Phone | None
    away: str
    office: Contact | None
    home: Link
    strengths: str
    standin: Standin | None
    published: bool
    load: Load | None
    served: tuple[ServedRow, ...]
    posts: tuple[PostRow, ...]
    groups: tuple[GroupRow, ...]
    praise: tuple[str, ...]
    edit: Edit
