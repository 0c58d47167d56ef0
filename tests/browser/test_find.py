"""找专员: typing a name, a code, initials or a place; keyboard, address, no script; old addresses."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from generator.loading import load
from generator.pages.people import office_of, server_of
from generator.portal import Portal, derive
from generator.records.enterprise import Enterprise
from generator.records.types import Level
from generator.roster import EnterpriseFacts

FIND = "commissioners/"


@pytest.fixture(scope="session")
def portal(root: Path) -> Portal:
    dataset, _ = load(root, date(2026, 11, 24))
    return derive(dataset)


@pytest.fixture(scope="session")
def served(portal: Portal) -> EnterpriseFacts:
    """An enterprise with a commissioner and a former name."""
    return next(
        facts for facts in portal.roster.enterprises if facts.record.former_names and server_of(portal, facts)
    )


def typed(page: Page, address: str, query: str) -> None:
    """Type a question key by key and wait for its answer."""
    page.goto(address + FIND)
    box = page.locator("#z-find-q")
    box.click()
    box.press_sequentially(query)
    expect(page.locator("[data-results]")).to_be_visible()
    page.wait_for_function("q => new URLSearchParams(location.search).get('q') === q", arg=query)
    page.wait_for_function("() => document.querySelector('[data-said]').textContent")


def row(page: Page, part: str, path: str) -> Locator:
    """The row of an answer that leads to a page."""
    return page.locator(f"[data-part={part}] li", has=page.locator(f"h4 a[href$='{path}']"))


def expect_served(page: Page, portal: Portal, facts: EnterpriseFacts) -> None:
    """The row of an enterprise shows the work phone first, then the office."""
    server, office = server_of(portal, facts), office_of(portal, facts, portal.as_of)
    assert server
    assert server.post
    assert office
    found = row(page, "enterprises", facts.path)
    expect(found.locator("a[href^='tel:']")).to_have_text([server.post.work_phone, office.phone.words])
    expect(found.locator(f"a[href$='{server.path}']")).to_have_text(server.record.name)


@pytest.mark.parametrize(
    "ask",
    [
        lambda record: record.name[2:8],
        lambda record: record.former_names[0].name,
        lambda record: record.code,
        lambda record: record.code.lower(),
        lambda record: f"{record.code[:2]} {record.code[2:8]} {record.code[8:]}",
        lambda record: record.code[-7:],
    ],
    ids=["part of the name", "former name", "code", "small letters", "code in groups", "end of the code"],
)
def test_an_enterprise_is_found(
    page: Page, address: str, portal: Portal, served: EnterpriseFacts, ask: Callable[[Enterprise], str]
) -> None:
    typed(page, address, ask(served.record))
    expect_served(page, portal, served)


def test_pinyin_initials(page: Page, address: str, portal: Portal) -> None:
    facts = next(
        facts
        for facts in portal.roster.enterprises
        if "精密机械" in facts.record.name and server_of(portal, facts)
    )
    typed(page, address, "jmjx")
    said = page.locator("[data-said]").inner_text()
    found = re.search(r"企业(\d+)家", said)
    assert found
    assert int(found[1]) >= sum("精密机械" in other.record.name for other in portal.roster.enterprises)
    while row(page, "enterprises", facts.path).count() == 0:
        page.locator("[data-part=enterprises] [data-more]").click()
    expect_served(page, portal, facts)


def test_a_place_shows_its_office_its_enterprises_and_those_in_office(
    page: Page, address: str, portal: Portal
) -> None:
    gone = (facts.office for facts in portal.roster.commissioners if not facts.post)
    code = next(code for code in gone if portal.region_by_code[code].level is Level.COUNTY)
    typed(page, address, portal.place_names[code])
    office = portal.office_by_region[code]
    expect(row(page, "places", f"offices/{code}/").locator("a[href^='tel:']")).to_have_text(
        [office.work_phone]
    )
    people = portal.roster.commissioners_of[code]
    located = [facts for facts in portal.roster.enterprises if facts.region == code]
    expect(page.locator("[data-said]")).to_have_text(
        f"找到地方1处、企业{len(located)}家、专员{len(people)}名"
    )
    expect(page.locator("[data-part=people] h4 a")).to_have_text([facts.record.name for facts in people][:5])


def test_a_name_and_a_place_together(page: Page, address: str, portal: Portal) -> None:
    typed(page, address, "苏州 机械")
    wanted = [
        facts
        for facts in portal.roster.enterprises
        if facts.region.startswith("3205") and "机械" in facts.record.name
    ]
    expect(page.locator("[data-said]")).to_contain_text(f"企业{len(wanted)}家")


def test_a_commissioner_is_found_by_name_and_by_id(page: Page, address: str, portal: Portal) -> None:
    facts = next(facts for facts in portal.roster.commissioners if facts.post)
    assert facts.post
    for query in (facts.record.name, facts.record.id):
        typed(page, address, query)
        expect(row(page, "people", facts.path).locator("a[href^='tel:']")).to_have_text(
            [facts.post.work_phone]
        )


def test_a_national_enterprise_leads_to_its_city_and_who_has_nobody_to_the_office(
    page: Page, address: str, portal: Portal
) -> None:
    enterprises = portal.roster.enterprises
    giant = next(facts for facts in enterprises if facts.level is Level.NATIONAL and server_of(portal, facts))
    typed(page, address, giant.record.code)
    expect_served(page, portal, giant)
    alone = next(facts for facts in enterprises if facts.level and not facts.pairing)
    typed(page, address, alone.record.code)
    office = office_of(portal, alone, portal.as_of)
    assert office
    found = row(page, "enterprises", alone.path)
    expect(found).to_contain_text("现在没有服务专员")
    expect(found.locator("a[href^='tel:']")).to_have_text([office.phone.words])


def test_every_office_of_the_browser_is_the_office_of_the_pages(
    page: Page, address: str, portal: Portal
) -> None:
    page.goto(address + FIND)
    found = page.evaluate(
        """async () => {
          const script = document.querySelector("script[src*='find.mjs']").src;
          const { decode, officeOf } = await import(script.replace("find.mjs", "find-index.mjs"));
          const { regions, enterprises } = decode(await (await fetch("index.json")).json());
          return enterprises.codes.map((code, row) =>
            [code, officeOf(regions, enterprises.regions[row], enterprises.levels[row]).code]);
        }"""
    )
    offices = {
        facts.record.code: office_of(portal, facts, portal.as_of) for facts in portal.roster.enterprises
    }
    assert dict(found) == {code: office.path.split("/")[1] for code, office in offices.items() if office}


SAID = """
async (day) => {
  const script = document.querySelector("script[src*='find.mjs']").src;
  const { decode, officeOf } = await import(script.replace("find.mjs", "find-index.mjs"));
  const { regions, enterprises, people } = decode(await (await fetch("index.json")).json(), day);
  return enterprises.codes.map((code, row) => {
    const { [row]: level } = enterprises.levels;
    const office = officeOf(regions, enterprises.regions[row], level).code;
    return [code, level, people.ids[enterprises.people[row] - 1] ?? null, office];
  });
}
"""


def test_read_later_every_enterprise_is_what_a_build_of_that_day_says(
    page: Page, address: str, root: Path
) -> None:
    page.goto(address + FIND)
    for day in (date(2026, 12, 8), date(2027, 9, 2)):
        portal = derive(load(root, day)[0])
        levels = {None: "0", Level.PROVINCIAL: "1", Level.NATIONAL: "2"}
        expected = []
        for facts in portal.roster.enterprises:
            server, office = server_of(portal, facts), office_of(portal, facts, day)
            assert office
            person = server.record.id if server else None
            expected.append([facts.record.code, levels[facts.level], person, office.path.split("/")[1]])
        assert sorted(page.evaluate(SAID, day.isoformat())) == expected


def test_an_enterprise_whose_title_lapses_while_the_pages_stand_has_nobody(page: Page, address: str) -> None:
    code = "91320116YY0114373N"
    page.clock.set_fixed_time("2026-12-07T09:00:00+08:00")
    typed(page, address, code)
    found = row(page, "enterprises", f"enterprises/{code}/")
    expect(found).to_contain_text("省级")
    expect(found).to_contain_text("打不通，找")
    page.clock.set_fixed_time("2026-12-08T09:00:00+08:00")
    typed(page, address, code)
    expect(found).not_to_contain_text("省级")
    expect(found).to_contain_text("认定不在有效期，没有服务专员，有事找")
    expect(found.locator("a[href^='tel:']")).to_have_count(1)
    for path in ("offices/320116/", "commissioners/320116-002/"):
        page.goto(address + path)
        line = page.locator("tr", has=page.locator(f"a[href$='{code}/']"))
        expect(line).to_have_count(1)
        expect(line).to_be_hidden()


def test_the_question_lives_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}{FIND}?q=玄武区")
    expect(page.locator("[data-said]")).to_contain_text("地方1处")
    expect(page.locator("#z-find-q")).to_have_value("玄武区")
    page.locator("#z-find-q").fill("秦淮区")
    expect(page.locator("[data-part=places] h4")).to_contain_text("秦淮区")
    page.go_back()
    expect(page.locator("[data-part=places] h4")).to_contain_text("玄武区")
    page.locator("#z-find-q").fill("")
    expect(page.locator("[data-results]")).to_be_hidden()


def test_by_keyboard_alone(page: Page, address: str, served: EnterpriseFacts) -> None:
    typed(page, address, served.record.code)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-part=enterprises] h4 a").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-part=enterprises] a[href^='tel:']").first).to_be_focused()


def test_more_rows_come_ten_at_a_time_and_take_the_focus(page: Page, address: str) -> None:
    typed(page, address, "有限公司")
    rows = page.locator("[data-part=enterprises] li")
    expect(rows).to_have_count(10)
    page.locator("[data-part=enterprises] [data-more]").click()
    expect(rows).to_have_count(20)
    expect(rows.nth(10).locator("h4 a")).to_be_focused()


def test_nothing_found_says_what_to_try(page: Page, address: str) -> None:
    typed(page, address, "量子农机")
    expect(page.locator("[data-asked]")).to_have_text("没有找到“量子农机”。")
    expect(page.locator(".z-map")).to_be_visible()


def test_a_hostile_question_is_shown_as_text(page: Page, address: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{address}{FIND}?q=<img src=x onerror=alert(1)>")
    expect(page.locator("[data-asked]")).to_contain_text("<img")
    assert page.locator("[data-results] img").count() == 0


def test_without_the_index_the_page_says_so_and_tries_again(page: Page, address: str) -> None:
    page.route("**/commissioners/index.json", lambda route: route.abort())
    page.goto(f"{address}{FIND}?q=玄武区")
    expect(page.locator("[data-failed]")).to_be_visible()
    page.unroute("**/commissioners/index.json")
    page.locator("#z-find-q").fill("玄武")
    expect(page.locator("[data-said]")).to_contain_text("地方1处")
    expect(page.locator("[data-failed]")).to_be_hidden()


def test_without_script_the_way_goes_by_places(
    browser_context_without_script: BrowserContext, address: str, portal: Portal
) -> None:
    facts = next(facts for facts in portal.roster.enterprises_in["320102"] if server_of(portal, facts))
    server = server_of(portal, facts)
    assert server
    assert server.post
    page = browser_context_without_script.new_page()
    page.goto(address + FIND)
    expect(page.locator("#z-find-q")).to_be_hidden()
    page.locator(".z-map a", has_text="南京").click()
    page.locator("#counties a", has_text="玄武区").click()
    line = page.locator("tr", has=page.get_by_role("link", name=facts.record.name, exact=True)).last
    expect(line).to_contain_text(server.record.name)
    expect(line).to_contain_text(server.post.work_phone)
    line.get_by_role("link", name=facts.record.name, exact=True).click()
    expect(page.locator(".z-panel a[href^='tel:']").first).to_have_text(server.post.work_phone)


def test_an_old_address_leads_to_the_new_one(page: Page, address: str, portal: Portal) -> None:
    facts = next(facts for facts in portal.roster.commissioners if facts.record.aliases)
    page.goto(f"{address}{FIND}{facts.record.aliases[0]}/")
    page.wait_for_url(f"**/{facts.path}")
    expect(page.locator("h1")).to_have_text(facts.record.name)


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_a_commissioner_with_a_long_name_does_not_widen_the_page(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}offices/320102/")
    name = page.locator(".z-table--load td:first-child a").first
    name.evaluate("(link) => { link.textContent = '示例阿卜杜热合曼·麦麦提吐尔逊·阿不都克力木'; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
