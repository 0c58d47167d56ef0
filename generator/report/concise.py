"""One line a finding, for editors and grep."""

from collections.abc import Mapping, Sequence
from datetime import date

from generator.diagnostics import Diagnostic
from generator.report.lines import one_line
from generator.report.summary import earlier_heading, summary


def concise(
    diagnostics: Sequence[Diagnostic],
    _texts: Mapping[str, str],
    _as_of: date,
    earlier: Sequence[Diagnostic] | None = None,
) -> str:
    """`path:line:col: severity[code] message；mend`; what does not count stands apart."""
    lines = [_line(found) for found in diagnostics]
    if earlier:
        lines += [earlier_heading(earlier), *(_line(found) for found in earlier)]
    return "\n".join([*lines, summary(diagnostics, earlier)]) + "\n"


def _line(found: Diagnostic) -> str:
    return (
        f"{found.span.path}:{found.span.line}:{found.span.column}: "
        f"{found.severity}[{found.code}] {one_line(found.message)}；{one_line(found.help)}"
    )
