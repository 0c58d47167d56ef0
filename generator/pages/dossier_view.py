"""What dossier.html.j2 adds to the page of an enterprise in the internal edition, as `inside`."""

from typing import NamedTuple

from generator.pages.desk_view import Cell
from generator.pages.views import Deadline, Link, Phone, Spell


class PersonRow(NamedTuple):
    """Whom to call at the enterprise."""

    name: str
    role: str
    phone: Phone
    wechat: str


class BriefRow(NamedTuple):
    """A line of 走访提纲 that is no list of its own; `spell`: the days on which it is to be said, None for all."""

    heading: str
    words: str
    spell: Spell | None = None


class OfferRow(NamedTuple):
    """A benefit of today for the enterprise: `why` says what it lacks or what is still to be known, or "".

    `printed`: it stands on the visit brief on paper too.
    """

    link: Link
    policy: str
    deadline: Deadline
    sample: bool
    why: tuple[str, ...]
    printed: bool


class OfferGroup(NamedTuple):
    """The benefits with one answer: 符合, 差一点 or 待核实; `more` says how many are not listed, or "".

    `printed` says the same on paper, where some of the rows are left out.
    """

    answer: str
    rows: tuple[OfferRow, ...]
    more: str
    printed: str


class HelpRow(NamedTuple):
    """An expert or a resource, and why it is named."""

    link: Link
    about: str


class HelpGroup(NamedTuple):
    """Experts and resources for one thing: the enterprise itself, or a request of it."""

    about: str
    rows: tuple[HelpRow, ...]


class RequestRow(NamedTuple):
    """A request: what it asks, where it stands and since when; `late`: nobody told the enterprise for too long.

    `told_on` is the day (ISO) from which `told` counts the days.
    """

    id: str
    text: str
    kind: str
    stage: str
    told: str
    told_on: str
    late: bool
    closed: bool


class RecordRow(NamedTuple):
    """A row of the ledger."""

    date: str
    channel: str
    person: str
    services: str
    content: str
    outcome: str


class UptakeRow(NamedTuple):
    """An application and what came of it."""

    link: Link
    days: str
    result: str


class FactRow(NamedTuple):
    """A fact of the profile."""

    label: str
    value: str


class DossierView(NamedTuple):
    """All that stands in no public page, as of `day`.

    `asks`: facts to ask for at the next visit, what decides most first. `progress_days` after an enterprise was told
    something, it waits for word.
    """

    day: str
    progress_days: int
    tools: tuple[Link, ...]
    people: tuple[PersonRow, ...]
    months: tuple[Cell, ...]
    visits: str
    brief: tuple[BriefRow, ...]
    offers: tuple[OfferGroup, ...]
    asks: tuple[str, ...]
    open_requests: tuple[RequestRow, ...]
    closed_requests: tuple[RequestRow, ...]
    records: tuple[RecordRow, ...]
    older: tuple[RecordRow, ...]
    uptakes: tuple[UptakeRow, ...]
    helps: tuple[HelpGroup, ...]
    profile_day: str
    profile: tuple[FactRow, ...]
