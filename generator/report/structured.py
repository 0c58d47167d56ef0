"""JSON for scripts; its shape is a contract."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.report.summary import counts
from generator.source import Span


def as_json(
    diagnostics: Sequence[Diagnostic],
    _texts: Mapping[str, str],
    as_of: date,
    earlier: Sequence[Diagnostic] | None = None,
) -> str:
    """The findings, lines and columns from 1, columns in characters; `earlier` where not all count."""
    found = counts(diagnostics)
    shape = {
        "as_of": as_of.isoformat(),
        "summary": {"errors": found[Severity.ERROR], "warnings": found[Severity.WARNING]},
        "diagnostics": [_item(item) for item in diagnostics],
    }
    if earlier is not None:
        shape["earlier"] = [_item(item) for item in earlier]
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _item(found: Diagnostic) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": str(found.severity),
        **_place(found.span),
        "message": found.message,
        "help": found.help,
        "notes": [{**_place(note.span), "message": note.message} for note in found.notes],
    }


def _place(span: Span) -> dict[str, str | int]:
    return {"path": span.path, "line": span.line, "column": span.column}
