"""What rules, rule and inset-rules .html.j2 show, as `view`."""

from typing import NamedTuple

from generator.pages.views import Link


class RuleRow(NamedTuple):
    """A code in the list: its page, what it may weigh, its first paragraph."""

    link: Link
    severities: str
    sentence: str


class RuleGroup(NamedTuple):
    """The codes of one kind of fault; `link` leads to them in the list."""

    title: str
    link: Link
    total: int
    rows: tuple[RuleRow, ...]


class RulesView(NamedTuple):
    """The list of all codes."""

    link: Link
    groups: tuple[RuleGroup, ...]
    total: int


class CodeLine(NamedTuple):
    """A line as it stands in a file or in a report; `marked` is what matters of it, or ""."""

    before: str = ""
    marked: str = ""
    after: str = ""


class PassageView(NamedTuple):
    """Some lines of a file; without any there is nothing to be shown of it but the path."""

    path: str
    place: str
    lines: tuple[CodeLine, ...]


class RuleView(NamedTuple):
    """A code. `severities` are pairs of a word and what it means for the site; `mends` are in words."""

    code: str
    severities: tuple[tuple[str, str], ...]
    lead: str
    text: tuple[str, ...]
    about: str
    wrong: tuple[PassageView, ...]
    report: tuple[CodeLine, ...]
    right: tuple[PassageView, ...]
    mends: tuple[str, ...]
    all: Link
