"""Lists whose rows all stand in the page: counts against the data itself, the address, no script, another day."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, expect

Record = dict[str, Any]
Facets = dict[str, Callable[[Record], Iterable[str]]]

CHOSEN = "domain=法律维权&domain=知识产权保护&region=320500"


def read(root: Path, pattern: str, key: str = "") -> list[Record]:
    """The records of files, read without the generator."""
    found: list[Record] = []
    for path in sorted(root.glob(pattern)):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- text only
        found.extend(content[key] if key else [content])
    return found


def cities(record: Record) -> set[str]:
    """The cities that a record reaches, told from the digits of its codes; 3200 is the province."""
    codes = record.get("regions") or ["320000"]
    return {"all" if code == "320000" else f"{code[:4]}00" for code in codes}


def in_city(code: str) -> Callable[[Record], bool]:
    return lambda record: bool({"all", code} & cities(record))


def shown(page: Page) -> dict[str, dict[str, int]]:
    """The number beside each box, by facet and value."""
    labels = page.locator(".z-facets .z-check").evaluate_all(
        """labels => labels.map(label => {
          const box = label.querySelector("input");
          return [box.name, box.value, Number(label.querySelector(".z-check__n").textContent)];
        })"""
    )
    counts: dict[str, dict[str, int]] = {}
    for key, value, count in labels:
        counts.setdefault(key, {})[value] = count
    return counts


def rows(page: Page) -> int:
    return page.locator("[data-values]:visible").count()


@pytest.fixture(scope="session")
def experts(root: Path) -> list[Record]:
    return read(root, "rosters/experts/*.yml", "experts")


def test_counts_are_those_of_the_data(page: Page, address: str, experts: list[Record]) -> None:
    page.goto(f"{address}experts/")
    counts = shown(page)
    assert rows(page) == len(experts)
    for value, count in counts["domain"].items():
        assert count == sum(value in record["domains"] for record in experts), value
    for value, count in counts["kind"].items():
        assert count == sum(value == record["institution_kind"] for record in experts), value
    for value, count in counts["region"].items():
        assert count == sum(map(in_city(value), experts)), value
    for value, count in counts["industry"].items():
        assert count == sum(
            value in (record.get("industries") or counts["industry"]) for record in experts
        ), value


def test_counts_follow_the_other_facets(page: Page, address: str, experts: list[Record]) -> None:
    page.goto(f"{address}experts/?{CHOSEN}")
    counts = shown(page)
    domains = {"法律维权", "知识产权保护"}
    here = [record for record in experts if in_city("320500")(record)]
    found = [record for record in here if domains & set(record["domains"])]
    assert 0 < len(found) < len(here)
    assert rows(page) == len(found)
    expect(page.locator("[data-count]")).to_have_text(f"{len(found)}位")
    for value, count in counts["domain"].items():
        assert count == sum(value in record["domains"] for record in here), value
    for value, count in counts["kind"].items():
        assert count == sum(value == record["institution_kind"] for record in found), value
    asked = [record for record in experts if domains & set(record["domains"])]
    for value, count in counts["region"].items():
        assert count == sum(map(in_city(value), asked)), value


def test_resources_by_fee_kind_and_need(page: Page, address: str, root: Path) -> None:
    resources = read(root, "content/resources/*.yml")
    page.goto(f"{address}resources/?fee=免费")
    counts = shown(page)
    free = [record for record in resources if record.get("fee") == "免费"]
    assert 0 < len(free) < len(resources)
    assert rows(page) == len(free)
    for value, count in counts["fee"].items():
        assert count == sum(value == record.get("fee") for record in resources), value
    for value, count in counts["kind"].items():
        assert count == sum(value in record["kinds"] for record in free), value
    for value, count in counts["supply"].items():
        assert count == sum(value == record["supply"] for record in free), value
    for value, count in counts["need"].items():
        needs = [{*record.get("domains", ()), *record.get("themes", ())} for record in free]
        assert count == sum(value in each for each in needs), value


def test_the_state_is_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}experts/")
    whole = rows(page)
    page.get_by_role("checkbox", name="法律维权").check()
    page.get_by_role("checkbox", name="苏州市").check()
    page.wait_for_url("**/experts/?domain=*&region=320500")
    left = rows(page)
    assert 0 < left < whole
    page.reload()
    assert rows(page) == left
    assert page.get_by_role("checkbox", name="苏州市").is_checked()
    page.go_back()
    page.go_back()
    assert (rows(page), page.get_by_role("checkbox", name="法律维权").is_checked()) == (whole, False)
    page.go_forward()
    page.get_by_role("button", name="去掉“法律维权”").click()
    assert (rows(page), page.url) == (whole, f"{address}experts/")


def test_words_narrow_and_an_empty_answer_leads_on(page: Page, address: str, experts: list[Record]) -> None:
    page.goto(f"{address}experts/")
    box = page.locator("#z-list-q")
    box.fill(experts[0]["name"])
    assert rows(page) == sum(record["name"] == experts[0]["name"] for record in experts)
    box.fill(experts[0]["work_phone"])
    assert rows(page) == 1
    box.fill("<b>没有这样的专家")
    assert rows(page) == 0
    expect(page.locator("[data-asked]")).to_have_text("没有符合“<b>没有这样的专家”的专家。")
    page.get_by_role("button", name=f"看全部{len(experts)}位").click()
    assert rows(page) == len(experts)


@pytest.mark.parametrize("path", ["experts/", "resources/", "activities/", "cases/"])
def test_without_script_the_whole_list_is_there(
    browser_context_without_script: BrowserContext, address: str, path: str
) -> None:
    page = browser_context_without_script.new_page()
    page.goto(f"{address}{path}?domain=法律维权&kind=资金&status=报名中")
    assert rows(page) == page.locator("[data-values]").count() > 0
    assert page.locator(".z-facets").is_hidden()
    assert page.locator("[data-empty]").is_hidden()


def test_the_sheet_of_the_phone_holds_the_facets(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}resources/")
    whole = rows(page)
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("dialog").get_by_role("checkbox", name="免费").check()
    page.locator("[data-apply]").click()
    assert 0 < rows(page) < whole


def test_activities_of_another_day(page: Page, address: str, root: Path) -> None:
    activities = read(root, "content/activities/*/*.yml")
    later = max(record["held"]["to"] for record in activities)
    over = [record for record in activities if record["held"]["to"] < later]
    page.clock.set_fixed_time(f"{later}T09:00:00+08:00")
    page.goto(f"{address}activities/")
    assert page.locator("[data-past] [data-values]").count() == len(over)
    assert page.locator("[data-past] .z-tag", has_text="已结束").count() == len(over)
    assert shown(page)["status"]["已结束"] == len(over)
    page.get_by_role("checkbox", name="已结束").check()
    assert rows(page) == len(over)
    expect(page.get_by_role("heading", name="要举办的")).to_be_hidden()
