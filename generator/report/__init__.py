"""Reports: the same findings, one module a format."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from generator.diagnostics import Diagnostic
from generator.report.concise import concise
from generator.report.full import full
from generator.report.github import github
from generator.report.structured import as_json

Report = Callable[[Sequence[Diagnostic], Mapping[str, str], date], str]
"""A format: findings in order, the text of each file by path, and the day of the check."""

FORMATS: dict[str, Report] = {"full": full, "concise": concise, "github": github, "json": as_json}
