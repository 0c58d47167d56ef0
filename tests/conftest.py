"""What all tests share: the folder of tests is importable, and nothing reads the real clock."""

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def as_of() -> date:
    """The day of all tests that do not name one."""
    return AS_OF
