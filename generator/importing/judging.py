"""What the rules say of the files as they would be: errors with their places, all else as it was found.

A province that brings its enterprises brings a finding for each: only errors are worth a look at their places.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator.changes import compared
from generator.checking import Checked
from generator.collecting import without_collecting
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Severity
from generator.document import Loc
from generator.loading import Loaded, Read, load_read
from generator.reading import with_texts
from generator.rules import by_rule
from generator.rules.finding import Rule, code_of, diagnostic
from generator.rules.names import with_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The data as it was read, and where; `lies` names a file of it as it lies there."""

    read: Read
    root: Path
    as_of: date
    private: Path | None
    lies: Callable[[str], str] = str

    def loaded(
        self, texts: Mapping[str, str] = MappingProxyType({}), before: Loaded | None = None
    ) -> tuple[Dataset, list[Diagnostic]]:
        """The data loaded, as if these files had these texts; `before` as in `load_read`."""
        return load_read(with_texts(self.read, texts), self.root, self.as_of, self.private, before)


class Said(NamedTuple):
    """A finding that is no error, with the code of its rule and its places, each a file and the way in it."""

    code: str
    places: tuple[tuple[str, Loc], ...]
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A dataset with its errors, and the other findings that stand at a key or a value."""

    dataset: Dataset
    errors: tuple[Diagnostic, ...]
    others: tuple[Said, ...]


def judged(dataset: Dataset, faults: Sequence[Diagnostic]) -> Judged:
    """What is found in a dataset that was loaded with these faults."""
    with without_collecting():
        found = tuple(by_rule(dataset, partial(_found, dataset)))
        of_loading = [each for each in with_codes(dataset, faults) if each.severity is Severity.ERROR]
    errors = (*of_loading, *chain.from_iterable(wrong for wrong, _ in found))
    return Judged(dataset, errors, tuple(chain.from_iterable(others for _, others in found)))


def _found(dataset: Dataset, rule: Rule) -> tuple[list[Diagnostic], list[Said]]:
    """What a rule finds: errors at their places, all else as it was found."""
    errors: list[Diagnostic] = []
    others: list[Said] = []
    for finding in rule(dataset):
        if finding.severity is Severity.ERROR:
            errors.append(diagnostic(code_of(rule), finding))
        elif finding.span is None:
            places = ((finding.document, finding.loc), *(other[:2] for other in finding.others))
            ways = tuple((document.path, loc) for document, loc in places)
            others.append(Said(code_of(rule), ways, finding.message, finding.help))
    return errors, others


def new_errors(before: Judged, after: Judged) -> tuple[Diagnostic, ...]:
    """The errors that were not there before."""
    then = Checked(dataset=before.dataset, diagnostics=before.errors)
    now = Checked(dataset=after.dataset, diagnostics=after.errors)
    return compared(then, now, lambda _: False).diagnostics
