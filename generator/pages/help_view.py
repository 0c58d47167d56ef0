"""What expert, resource, activity, case and rights .html.j2 show, as `view`."""

from typing import NamedTuple

from markupsafe import Markup

from generator.pages.views import Bar, Contact, Deadline, Edit, Figure, Link, Phone, PolicyRow, Tag


class ExpertView(NamedTuple):
    """An expert: `domains` lead to the list, `policies` are those with a benefit that the domains help with."""

    name: str
    institution: str
    kind: str
    phone: Phone
    domains: tuple[Link, ...]
    industries: str
    regions: str
    profile: tuple[Markup, ...]
    policies: tuple[PolicyRow, ...]
    edit: Edit


class ResourceView(NamedTuple):
    """A resource; `deadline` and `tag` from the last day on which it is offered; `named_by` are policies."""

    name: str
    sample: bool
    kinds: tuple[Link, ...]
    supply: str
    tag: Tag
    deadline: Deadline
    fee: str
    provider: str
    phone: Phone
    unit: str
    what: tuple[Markup, ...]
    steps: tuple[Markup, ...]
    needs: tuple[Link, ...]
    industries: str
    regions: str
    named_by: tuple[PolicyRow, ...]
    edit: Edit


class ActivityView(NamedTuple):
    """An activity: `held` and `register` in words, `bar` while registration is open."""

    name: str
    sample: bool
    series: Link
    tag: Tag
    held: str
    place: str
    regions: str
    deadline: Deadline
    bar: Bar | None
    register: str
    suits: tuple[Markup, ...]
    steps: tuple[Markup, ...]
    contacts: tuple[Contact, ...]
    edit: Edit


class CaseView(NamedTuple):
    """A case: its paragraphs and the policies that it turns on."""

    title: str
    sample: bool
    kind: Link
    region: str
    iso: str
    date: str
    text: tuple[Markup, ...]
    policies: tuple[PolicyRow, ...]
    edit: Edit


class Right(NamedTuple):
    """What a law grants: the benefit's name, what it is, its figure, and where it stands."""

    name: str
    what: Markup
    figure: Figure | None
    link: Link
    number: str


class CityOffice(NamedTuple):
    """An office to call, and where the offices of its counties are listed."""

    link: Link
    unit: str
    phone: Phone
    counties: Link | None


class RightsView(NamedTuple):
    """权益保护: what the laws grant, whom to call, what to have at hand; `days`: when news is overdue."""

    rights: tuple[Right, ...]
    experts: tuple[Link, ...]
    resources: tuple[Link, ...]
    offices: tuple[CityOffice, ...]
    days: int
    policies: tuple[PolicyRow, ...]
    policies_more: Link
    sample: bool
