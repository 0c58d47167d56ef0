"""What commissioners.html.j2, commissioner.html.j2 and the rosters of office.html.j2 show."""

from typing import NamedTuple

from generator.pages.tiles import Tile
from generator.pages.views import Contact, Edit, Link, Phone, Spell


class FindView(NamedTuple):
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


class Load(NamedTuple):
    """五格: `cells` filled or not, at least as many as a person may serve; `number` served."""

    cells: tuple[bool, ...]
    number: int


class PersonRow(NamedTuple):
    """A commissioner in a table; `load` and `names` only where who serves whom is public."""

    path: str
    name: str
    unit: str
    phone: Phone
    load: Load | None
    names: str


class ServedRow(NamedTuple):
    """An enterprise in a table: its level, its place, and who serves it.

    `spell`: the days on which that holds, None where no end is known.
    `person` None: nobody in office, or not public; `phone` is then the office's, `instead` says whom to ask and why.
    """

    spell: Spell | None
    path: str
    name: str
    level: str
    place: str
    person: Link | None
    instead: str
    phone: Phone | None


class PostRow(NamedTuple):
    """A post in the history: its `days` in words; `now`: it is held today."""

    days: str
    now: bool
    unit: str
    position: str
    kind: str


class GroupRow(NamedTuple):
    """A contact group: its name, where it lives, what it is for."""

    name: str
    channel: str
    functions: str


class Standin(NamedTuple):
    """Who stands in today, to the day `until`."""

    link: Link
    phone: Phone | None
    until: str


class CommissionerView(NamedTuple):
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
