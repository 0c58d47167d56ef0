"""JSON for scripts; its shape is a contract."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.report.summary import counts
from generator.source import Span


def as_json(diagnostics: Sequence[Diagnostic], _texts: Mapping[str, str], as_of: date) -> str:
    """The findings, lines and columns from 1, columns in characters."""
    found = counts(diagnostics)
    shape = {
        "as_of": as_of.isoformat(),
        "summary": {"errors": found[Severity.ERROR], "warnings": found[Severity.WARNING]},
        "diagnostics": [
            {
                "code": item.code,
                "severity": str(item.severity),
                **_place(item.span),
                "message": item.message,
                "help": item.help,
                "notes": [{**_place(note.span), "message": note.message} for note in item.notes],
            }
            for item in diagnostics
        ],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _place(span: Span) -> dict[str, str | int]:
    return {"path": span.path, "line": span.line, "column": span.column}
