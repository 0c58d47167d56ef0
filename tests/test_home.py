"""The home page's ruler: no words run into each other."""

from datetime import date
from pathlib import Path

import pytest

from generator.loading import load
from generator.pages.home import home
from generator.pages.home_view import HomeView
from generator.pages.ruler import ruler
from generator.portal import derive


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 11, 24), ["12月", "1月"]),
        (date(2026, 11, 27), ["1月"]),
        (date(2026, 11, 30), ["1月"]),
        (date(2026, 12, 1), ["1月"]),
    ],
)
def test_a_month_gives_way_to_the_words_of_today(root: Path, today: date, months: list[str]) -> None:
    portal = derive(load(root, today)[0])
    closing = [policy for policy in portal.policies if policy.state.near]
    shown = ruler(closing, today, portal.scheme.closing_soon_days)
    assert shown
    assert [tick.words for tick in shown.ticks if tick.words] == months
    assert len(shown.ticks) == 49
    assert all(tick.x >= shown.clear for tick in shown.ticks if tick.words)


def test_the_home_page_knows_when_a_deadline_is_near(root: Path, as_of: date) -> None:
    portal = derive(load(root, as_of)[0])
    (page,) = home(portal)
    view = page.context["view"]
    assert isinstance(view, HomeView)
    assert view.ruler
    assert view.ruler.soon == portal.scheme.closing_soon_days == 14
