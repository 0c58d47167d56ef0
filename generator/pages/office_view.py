"""What offices.html.j2 and office.html.j2 show, as `view`."""

from typing import NamedTuple

from generator.pages.commissioner_view import PersonRow, ServedRow
from generator.pages.tiles import Tile
from generator.pages.views import Edit, Link, Phone, PolicyRow


class OfficeRow(NamedTuple):
    """An office in the list: its region, unit and division, phone."""

    path: str
    region: str
    level: str
    unit: str
    division: str
    phone: Phone
    zone: bool


class CityGroup(NamedTuple):
    """A city office and the offices of its counties; `anchor` is the id of its section."""

    anchor: str
    name: str
    office: OfficeRow
    counties: tuple[OfficeRow, ...]


class OfficesView(NamedTuple):
    """The list by region. `sample`: some entries are invented (a banner says so). `toc`: the cities of this page."""

    total: int
    sample: bool
    province: OfficeRow
    cities: tuple[CityGroup, ...]
    toc: tuple[Link, ...]
    lead: str


class OfficeView(NamedTuple):
    """An office page. `serves` says whom it serves; `above` is the office above, `below` those under it.

    `people` are the commissioners at home in it, `enterprises` those in its region (a city's: the national
    ones), `tiles` a city's counties, `figures` all of it in numbers; `published`: who serves whom is public.
    `policies` are the first of those that name its region or its city; `policies_more` leads to all, and
    `policies_note` says which apply besides.
    """

    title: str
    crumbs: tuple[Link, ...]
    sample: bool
    region: str
    code: str
    level: str
    unit: str
    division: str
    leader: str
    contact: str
    phone: Phone
    email: str
    address: str
    hours: str
    serves: str
    above: Link | None
    below: tuple[Link, ...]
    tiles: tuple[Tile, ...]
    figures: str
    published: bool
    people: tuple[PersonRow, ...]
    enterprises: tuple[ServedRow, ...]
    policies: tuple[PolicyRow, ...]
    policies_more: Link | None
    policies_empty: str
    policies_note: str
    edit: Edit
