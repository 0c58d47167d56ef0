"""Values of the pages /desk/ and /desk/<id>/ of the internal edition."""

from typing import NamedTuple

from generator.pages.views import Deadline, Link


class DeskGroup(NamedTuple):
    """The commissioners of an office: the place, and a link to each desk with how many enterprises it serves."""

    place: str
    desks: tuple[tuple[Link, str], ...]


class DesksView(NamedTuple):
    """Where a commissioner chooses their own desk."""

    groups: tuple[DeskGroup, ...]


class ToDo(NamedTuple):
    """Something to do today: what, why now (`near` in vermilion), and what is known.

    `told` is the day (ISO) from which the reason counts the days, "" where it counts none.
    """

    action: str
    reason: str
    near: bool
    known: str
    told: str = ""


class Message(NamedTuple):
    """A text to copy into a chat: for whom it is, its anchor, its lines, and where it is recorded once it is sent."""

    whom: str
    anchor: str
    lines: tuple[str, ...]
    record: str


class DeadlineRow(NamedTuple):
    """A benefit that some of the enterprises can have now; `whom` counts them, `fresh` says what is new, or ""."""

    path: str
    title: str
    policy: str
    deadline: Deadline
    sample: bool
    fresh: str
    whom: str
    messages: tuple[Message, ...]


class Cell(NamedTuple):
    """A month: `kind` is contact, visit, owed, missed or "" (to come, or not served); `words` say so."""

    kind: str
    words: str


class CaseRow(NamedTuple):
    """An enterprise of the desk: its months, its visits in words, what it told last, its open requests."""

    path: str
    name: str
    about: str
    months: tuple[Cell, ...]
    visits: str
    last: str
    requests: tuple[str, ...]


class DeskView(NamedTuple):
    """A commissioner's day. `soon` closes within a month, `deadlines` are the other benefits that can be had.

    `month_ends` says how long a contact that this month lacks can still be made, "" where none is lacking; `nothing`
    stands where there is nothing to do. `progress_days` after an enterprise was told something, it waits for word.
    """

    name: str
    day: str
    office: Link
    contacted: int
    visits: int
    visits_due: int
    month_ends: str
    tools: tuple[Link, ...]
    progress_days: int
    todos: tuple[ToDo, ...]
    nothing: str
    soon: tuple[DeadlineRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    cases: tuple[CaseRow, ...]
