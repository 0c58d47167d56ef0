"""What the rules say of the files as they would be: errors with their places, all else as it was found.

A province that brings its enterprises brings a finding for each: only errors are worth a look at their places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from generator.changes import compared
from generator.checking import Checked
from generator.collecting import without_collecting
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Severity
from generator.loading import Read, load_read
from generator.reading import with_texts
from generator.rules import RULES
from generator.rules.finding import Finding, code_of, diagnostic
from generator.rules.names import with_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The data as it was read, and where."""

    read: Read
    root: Path
    as_of: date
    private: Path | None

    def loaded(self, texts: Mapping[str, str] = MappingProxyType({})) -> tuple[Dataset, list[Diagnostic]]:
        """The data loaded, as if these files had these texts."""
        return load_read(with_texts(self.read, texts), self.root, self.as_of, self.private)


@dataclass(frozen=True, slots=True)
class Judged:
    """A dataset with its errors, and the other findings, each with the code of its rule."""

    dataset: Dataset
    errors: tuple[Diagnostic, ...]
    others: tuple[tuple[str, Finding], ...]


def judged(dataset: Dataset, faults: Sequence[Diagnostic]) -> Judged:
    """What is found in a dataset that was loaded with these faults."""
    with without_collecting():
        found = [(code_of(rule), finding) for rule in RULES for finding in rule(dataset)]
        wrong = [each for each in found if each[1].severity is Severity.ERROR]
        of_loading = [each for each in with_codes(dataset, faults) if each.severity is Severity.ERROR]
        errors = (*of_loading, *(diagnostic(code, finding) for code, finding in wrong))
    others = tuple(each for each in found if each[1].severity is not Severity.ERROR)
    return Judged(dataset, errors, others)


def new_errors(before: Judged, after: Judged) -> tuple[Diagnostic, ...]:
    """The errors that were not there before."""
    then = Checked(dataset=before.dataset, diagnostics=before.errors)
    now = Checked(dataset=after.dataset, diagnostics=after.errors)
    return compared(then, now, lambda _: False).diagnostics
