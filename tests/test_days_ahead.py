"""The shipped content as time passes: no error and no broken page, months and years after the last edit."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.build import prepared
from generator.checking import checked
from generator.diagnostics import Severity
from generator.loading import load

ROOT = Path(__file__).resolve().parent.parent


@cache
def newest_check() -> date:
    """The day of the newest check of any policy."""
    dataset, _ = load(ROOT, date(2026, 11, 24))
    return max(entry.record.checked.date for entry in dataset.policies)


def later(years: int = 0, months: int = 0) -> date:
    """A day so much later; the 1st where the month is short."""
    start = newest_check()
    month = start.month - 1 + months
    return date(start.year + years + month // 12, month % 12 + 1, min(start.day, 28))


AHEAD = {"now": (0, 0), "3 months": (0, 3), "1 year": (1, 0), "3 years": (3, 0), "10 years": (10, 0)}
every = pytest.mark.parametrize("ahead", AHEAD.values(), ids=AHEAD)


@every
def test_time_alone_makes_no_error(ahead: tuple[int, int]) -> None:
    as_of = later(*ahead) if any(ahead) else newest_check()
    found = checked(ROOT, as_of)
    assert not found.faulty, [item for item in found.diagnostics if item.severity is Severity.ERROR]
    now = {(item.code, item.span) for item in checked(ROOT, newest_check()).diagnostics}
    added = [item for item in found.diagnostics if (item.code, item.span) not in now]
    assert {item.severity for item in added} <= {Severity.OVERDUE, Severity.WARNING}


def test_after_three_years_everything_is_owed_a_check() -> None:
    found = checked(ROOT, later(3))
    assert any(item.code == "stale-check" for item in found.diagnostics)


@cache
def pages(as_of: date) -> dict[str, str]:
    """Every page's body on a day, by address."""
    site = prepared(checked(ROOT, as_of), ROOT, site_url="https://portal.example/", edit_base="")
    return {page.path: site.templates.body(page, assets=site.assets.prefix) for page in site.pages}


@every
def test_every_page_is_made(ahead: tuple[int, int]) -> None:
    made = pages(later(*ahead))
    assert made.keys() == pages(newest_check()).keys()
    for path, body in made.items():
        assert body.count("<h1") == 1, path
        assert not re.search(r"\bNone\b|\bnan\b|date\(|-\d+天", body), path


@every
def test_the_home_page_shows_no_deadline_that_is_over(ahead: tuple[int, int]) -> None:
    as_of = later(*ahead)
    closing = [date.fromisoformat(day) for day in re.findall(r'data-closes="([\d-]+)"', pages(as_of)[""])]
    assert closing or any(ahead)
    assert all(day >= as_of for day in closing)


def test_a_year_without_a_calendar_is_no_error() -> None:
    """`holidays.yml` ends with the years that the State Council has announced."""
    dataset, _ = load(ROOT, newest_check())
    after = date(max(entry.record.year for entry in dataset.holidays) + 1, 2, 28)
    assert after > newest_check()
    assert not checked(ROOT, after).faulty
