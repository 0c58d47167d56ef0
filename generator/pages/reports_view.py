"""Values of the pages /reports/ of the internal edition."""

from typing import NamedTuple

from generator.pages.board_view import BoardTable
from generator.pages.views import Link


class Command(NamedTuple):
    """A command that makes a file: what it makes, and the line to type."""

    words: str
    line: str


class ReportsView(NamedTuple):
    """A page of reports. `place` and `what` are the title; `due` is the sentence on the due days, "" where none.

    `commands_note` says where the commands are run.
    """

    crumbs: tuple[Link, ...]
    place: str
    what: str
    lead: str
    due: str
    tables: tuple[BoardTable, ...]
    commands: tuple[Command, ...]
    commands_note: str
    note: str
