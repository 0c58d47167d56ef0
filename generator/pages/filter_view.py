"""What experts, resources, activities and cases .html.j2 show, as `view`: lists whose rows all stand in the page.

`values` of a row are its boxes by place (`generator/pages/facets.py`); `sample` is False where the name
says 示例 itself.
"""

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from generator.pages.list_view import Facet
from generator.pages.views import Deadline, Figure, Link, Phone, Tag

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterView(Generic[_R]):
    """A list. `unit` counts its rows (位), `noun` names them (专家), `asks` stands in the empty box.

    `rows` are those to come, `past` those that are over; only activities have such. `others` lead to
    the lists beside this one.
    """

    path: str
    title: str
    lead: str
    others: tuple[Link, ...]
    unit: str
    noun: str
    asks: str
    facets: tuple[Facet, ...]
    rows: tuple[_R, ...]
    past: tuple[_R, ...] = ()
    total: int
    empty: str
    as_of_iso: str


class ExpertRow(NamedTuple):
    """An expert in the list; `profile` is its first paragraph, or ""."""

    values: str
    path: str
    name: str
    institution: str
    kind: str
    domains: str
    profile: str
    reach: str
    phone: Phone


class ResourceRow(NamedTuple):
    """A resource in the list; `tag` says how long it is offered, None where no end is known."""

    values: str
    path: str
    name: str
    sample: bool
    tag: Tag | None
    what: str
    meta: tuple[str, ...]
    figure: Figure


class ActivityRow(NamedTuple):
    """An activity in the list: the day it begins, its state, until when one can register.

    `year` is "2027年" where it is not this one, `small` how long it goes on ("至12-22").
    """

    values: str
    path: str
    name: str
    sample: bool
    iso: str
    year: str
    day: str
    small: str
    tag: Tag
    deadline: Deadline
    meta: tuple[str, ...]


class CaseRow(NamedTuple):
    """A case in the list, with its first paragraph."""

    values: str
    path: str
    title: str
    sample: bool
    iso: str
    year: str
    day: str
    kind: str
    region: str
    opening: str
