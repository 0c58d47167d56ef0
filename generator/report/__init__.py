"""Reports: the same findings, one module a format."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from generator.diagnostics import Diagnostic
from generator.report.concise import concise
from generator.report.full import full
from generator.report.github import github
from generator.report.structured import as_json


class Report(Protocol):
    """A format: findings in order, the text of each file by path, and the day of the check.

    `earlier` are those that do not count because the change has nothing to do with them; None where all count.
    """

    def __call__(
        self,
        diagnostics: Sequence[Diagnostic],
        texts: Mapping[str, str],
        as_of: date,
        earlier: Sequence[Diagnostic] | None = None,
        /,
    ) -> str:
        """The report."""


FORMATS: dict[str, Report] = {"full": full, "concise": concise, "github": github, "json": as_json}
