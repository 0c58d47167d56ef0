"""The data loaded and checked: all that the commands without pages need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Severity
from generator.loading import Read, load_read
from generator.reading import read_sources
from generator.rules import check


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A dataset with all its findings; `faults` are those of loading it, which are among them."""

    dataset: Dataset
    diagnostics: tuple[Diagnostic, ...]
    faults: tuple[Diagnostic, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether there is an error among the findings."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of each file that a report may draw, by path."""
        return self.dataset.texts


def checked(root: Path, as_of: date, private: Path | None = None, before: Checked | None = None) -> Checked:
    """Load and check the data below a root, and the private kinds where their folder is given.

    Files that are as they were `before` are not loaded again.
    """
    return check_read(read_sources(root, private), root, as_of, private, before)


def check_read(
    read: Read, root: Path, as_of: date, private: Path | None, before: Checked | None = None
) -> Checked:
    """Load and check what was read below a root; files that are as they were `before` are not loaded again."""
    earlier = (before.dataset, before.faults) if before else None
    dataset, faults = load_read(read, root, as_of, private, earlier)
    return Checked(dataset=dataset, diagnostics=check(dataset, faults), faults=tuple(faults))
