"""What a rule yields: a place in a document, words, and how much it weighs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Note, Severity
from generator.document import Document, Loc
from generator.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule's finding; the rule's name is its code. `others`: further places, each with what stands there.

    `span` stands for a place that is no key and no value: a comment, the file's name; `instead` as in `Diagnostic`.
    """

    document: Document
    loc: Loc
    message: str
    help: str
    severity: Severity = Severity.ERROR
    on_key: bool = False
    span: Span | None = None
    others: tuple[tuple[Document, Loc, str], ...] = ()
    instead: str = ""


Rule = Callable[[Dataset], Iterator[Finding]]
"""A rule over everything that decoded; its docstring is its page in the handbook."""


def code_of(rule: Rule) -> str:
    """The rule's code: its function's name in kebab case."""
    return rule.__name__.replace("_", "-")


def diagnostic(code: str, finding: Finding) -> Diagnostic:
    """A finding with its places looked up."""
    return Diagnostic(
        code=code,
        severity=finding.severity,
        span=finding.span or finding.document.place(finding.loc, on_key=finding.on_key),
        message=finding.message,
        help=finding.help,
        notes=tuple(Note(span=document.place(loc), message=words) for document, loc, words in finding.others),
        instead=finding.instead,
    )
