"""One line a finding, for editors and grep."""

from collections.abc import Mapping, Sequence
from datetime import date

from generator.diagnostics import Diagnostic
from generator.report.lines import one_line
from generator.report.summary import summary


def concise(diagnostics: Sequence[Diagnostic], _texts: Mapping[str, str], _as_of: date) -> str:
    """`path:line:col: severity[code] message；mend`."""
    lines = [
        f"{found.span.path}:{found.span.line}:{found.span.column}: "
        f"{found.severity}[{found.code}] {one_line(found.message)}；{one_line(found.help)}"
        for found in diagnostics
    ]
    return "\n".join([*lines, summary(diagnostics)]) + "\n"
