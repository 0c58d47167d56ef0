"""The home page: its ruler, whose words never run into each other, and where each role begins."""

from datetime import date
from pathlib import Path

import pytest

from generator.loading import load
from generator.pages import INTERNAL_SECTIONS, SECTIONS
from generator.pages.home import home, inner_home
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


def test_in_the_internal_edition_each_role_begins_with_what_is_there_for_it(root: Path, as_of: date) -> None:
    portal = derive(load(root, as_of)[0])
    begins = {}
    for make in (home, inner_home):
        (page,) = make(portal)
        view = page.context["view"]
        assert isinstance(view, HomeView)
        begins[make] = {each.role: [link.path for link in each.links] for each in view.entrances}
    public, internal = begins[home], begins[inner_home]
    assert not any(path.startswith(("desk/", "board/")) for links in public.values() for path in links)
    assert {role: links[0] for role, links in internal.items()} == {
        "企业": public["企业"][0],
        "服务专员": "desk/",
        "专员办": "board/",
        "数据维护人员": "desk/policy/",
    }
    assert all(internal[role][-len(links) :] == links for role, links in public.items())
    assert home in SECTIONS
    assert inner_home in INTERNAL_SECTIONS
    assert home not in INTERNAL_SECTIONS
