"""What is found wrong: data apart from the ways of showing it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.source import Span


class Severity(StrEnum):
    """How much a finding weighs: errors stop a build, the rest is shown."""

    ERROR = "error"
    OVERDUE = "overdue"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A second place that belongs to a finding, and what stands there."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: a kebab-case code, a place, one terse message, and `help`, a statement of the mend.

    `instead` is what should stand at the place where that says the same, so that `portal check --fix` may write it.
    """

    code: str
    severity: Severity = Severity.ERROR
    span: Span
    message: str
    help: str
    notes: tuple[Note, ...] = ()
    instead: str = ""


def renamed(found: Diagnostic, name: Callable[[str], str]) -> Diagnostic:
    """The finding with its files under the names that `name` gives them."""
    notes = tuple(replace(note, span=replace(note.span, path=name(note.span.path))) for note in found.notes)
    return replace(found, span=replace(found.span, path=name(found.span.path)), notes=notes)


def in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings sorted by place, each once."""
    return tuple(
        sorted(dict.fromkeys(diagnostics), key=lambda found: (found.span, found.code, found.message))
    )
