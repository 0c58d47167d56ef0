"""Where the project lies, and the day of all tests that do not name one."""

from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 24)
