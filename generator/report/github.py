"""Workflow commands of GitHub Actions: a finding shows on its line of the pull request."""

from collections.abc import Mapping, Sequence
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.report.summary import summary

_LEVELS = {
    Severity.ERROR: "error",
    Severity.OVERDUE: "notice",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def github(
    diagnostics: Sequence[Diagnostic],
    _texts: Mapping[str, str],
    _as_of: date,
    earlier: Sequence[Diagnostic] | None = None,
) -> str:
    """One command a finding; what would end a command is escaped.

    What does not count is only counted: a host shows few findings, and those of the change come first.
    """
    lines = [
        f"::{_LEVELS[found.severity]} file={_property(found.span.path)},line={found.span.line},"
        f"col={found.span.column},title={_property(found.code)}::{_data(f'{found.message}。改法：{found.help}')}"
        for found in diagnostics
    ]
    return "\n".join([*lines, summary(diagnostics, earlier)]) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
