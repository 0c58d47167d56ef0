"""What all tests share: the folder of tests is importable, nothing reads the real clock, and findings are whole."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from project import AS_OF, ROOT

import generator.rules
from generator.diagnostics import Diagnostic, Severity
from generator.rules.finding import Finding, diagnostic

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def as_of() -> date:
    """The day of all tests that do not name one."""
    return AS_OF


@pytest.fixture(autouse=True)
def _whole_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold each finding of each rule to places that are in its files, and to words without a value that is missing."""

    def whole(code: str, finding: Finding) -> Diagnostic:
        words = (finding.message, finding.help, *(note for _, _, note in finding.others))
        assert not [text for text in words if not text or "None" in text], words
        assert isinstance(finding.severity, Severity)
        for document, loc in ((finding.document, finding.loc), *(note[:2] for note in finding.others)):
            data: Any = document.data
            for step in loc:
                data = data[step]
        return diagnostic(code, finding)

    monkeypatch.setattr(generator.rules, "diagnostic", whole)
