"""工作台 of the internal edition in Chromium: one's own desk, texts to copy, accessible at every width."""

import re
from math import inf
from pathlib import Path

import pytest
from axe import Scheme, found_by_axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect


@pytest.fixture(scope="session")
def desk(internal: Path) -> str:
    """The address of a desk with a text to send."""
    pages = sorted((internal / "desk").glob("*/index.html"))
    found = next(page for page in pages if "微信文案" in page.read_text(encoding="utf-8"))
    return f"desk/{found.parent.name}/"


@pytest.fixture(scope="session")
def dossier(internal: Path) -> str:
    """The address of an enterprise of which there is something of each kind to tell."""
    pages = sorted((internal / "enterprises").glob("*/index.html"))
    sections = ('id="helps"', 'id="closed"', 'id="uptakes"', "差一点", "没有告知进展")
    found = next(page for page in pages if all(each in page.read_text(encoding="utf-8") for each in sections))
    return f"enterprises/{found.parent.name}/"


def test_long_labels_leave_room_for_what_they_tell(page: Page, inside: str, dossier: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(inside + dossier)
    widths = page.locator("#profile dd").evaluate_all("values => values.map((value) => value.offsetWidth)")
    assert min(widths) > 120


def test_a_visit_brief_is_printed_alone(page: Page, inside: str, dossier: str) -> None:
    page.goto(inside + dossier)
    brief, records = page.locator("#brief"), page.locator("#records")
    expect(records).to_be_visible()
    page.emulate_media(media="print")
    expect(brief).to_be_visible()
    expect(records).to_be_hidden()
    expect(page.locator(".z-rail")).to_be_hidden()


def test_the_desk_that_was_opened_last_is_opened_again(page: Page, inside: str, desk: str) -> None:
    page.goto(f"{inside}desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
    page.fill("#z-desk-q", desk.split("/")[1])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{desk}")
    name = page.get_by_role("heading", level=1).inner_text()
    page.goto(f"{inside}desk/")
    page.wait_for_url(f"**/{desk}")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_label("当前位置").get_by_role("link", name="工作台").click()
    page.wait_for_url("**/desk/?choose")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")


def test_on_a_phone_the_home_page_leads_to_the_desks(browser: Browser, inside: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        page.goto(inside)
        page.locator(".z-head").get_by_role("link", name="工作台").tap()
        page.wait_for_url("**/desk/")


def test_the_list_is_narrowed_by_name_number_or_place(page: Page, inside: str, desk: str) -> None:
    page.goto(f"{inside}desk/")
    everyone = page.locator("[data-words]:visible").count()
    page.fill("#z-desk-q", desk.split("/")[1])
    expect(page.locator("[data-words]:visible")).to_have_count(1)
    page.fill("#z-desk-q", "苏州市")
    assert 1 < page.locator("[data-words]:visible").count() < everyone
    page.fill("#z-desk-q", "没有这个人")
    expect(page.locator("[data-group]:visible")).to_have_count(0)


def test_a_text_is_copied_with_its_link_and_sender(context: BrowserContext, inside: str, desk: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(inside + desk)
    message = page.locator("details", has_text="微信文案").first
    message.locator("summary").click()
    message.get_by_role("button", name="复制文案").click()
    expect(message.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    shown = message.locator(".z-panel p").all_inner_texts()
    assert [line for line in copied.splitlines() if line] == shown


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 390), ("light", 1440)])
def test_desks_are_accessible_at_every_width(
    browser: Browser, inside: str, desk: str, dossier: str, scheme: Scheme, width: int
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = context.new_page()
        for path in ("desk/?choose", desk, f"{desk}handover/", dossier):
            page.goto(inside + path)
            assert found_by_axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="session")
def busy_desk(internal: Path) -> str:
    """The address of a desk with a contact that the month lacks, a request that waits, and policies of both lists."""
    pages = sorted((internal / "desk").glob("*/index.html"))
    parts = ("本月还没联系", "data-told", "今年第", '<section class="z-sec" id="soon">', "data-left")
    found = next(page for page in pages if all(each in page.read_text(encoding="utf-8") for each in parts))
    return f"desk/{found.parent.name}/"


def test_a_desk_read_in_the_same_month_counts_its_days_again(page: Page, inside: str, busy_desk: str) -> None:
    page.clock.set_fixed_time("2026-11-24T09:00:00+08:00")
    page.goto(inside + busy_desk)
    told = page.locator("[data-told]").first
    days = int(told.inner_text().removesuffix("天没有告知进展"))
    page.clock.set_fixed_time("2026-11-29T09:00:00+08:00")
    page.reload()
    expect(told).to_have_text(f"{days + 5}天没有告知进展")
    expect(page.locator(".z-duo")).to_contain_text("本月已联系，还剩1天")
    expect(page.get_by_text("数据截至2026年11月24日").first).to_be_visible()
    page.clock.set_fixed_time("2026-11-30T09:00:00+08:00")
    page.reload()
    expect(page.locator(".z-duo")).to_contain_text("本月已联系，今天是本月最后一天")


def test_a_desk_read_in_another_month_names_that_of_its_data(page: Page, inside: str, busy_desk: str) -> None:
    page.clock.set_fixed_time("2027-01-03T09:00:00+08:00")
    page.goto(inside + busy_desk)
    expect(page.get_by_text("数据截至2026年11月24日").first).to_be_visible()
    desk = page.locator(".z-desk").inner_text()
    assert "11月已联系" in desk
    assert "11月还没联系" in desk
    assert "2026年已走访" in desk
    assert not any(word in desk for word in ("本月", "今年", "本年", "今天"))


@pytest.mark.parametrize("later", ["2026-12-05", "2026-12-31", "2027-06-30"])
def test_a_policy_stands_on_a_desk_where_its_days_of_today_put_it(
    page: Page, inside: str, busy_desk: str, later: str
) -> None:
    """What has closed is gone, what closes within a month by now stands with the others that do."""
    page.clock.set_fixed_time(f"{later}T09:00:00+08:00")
    page.goto(inside + busy_desk)
    soon, others = (page.locator(f"#{part}") for part in ("soon", "offers"))
    below = ".z-when span:last-child"
    assert all(_days_left(words) <= 30 for words in soon.locator(below).all_inner_texts())
    assert all(_days_left(words) > 30 for words in others.locator(below).all_inner_texts())
    assert soon.is_visible() == (soon.locator("[data-offer]").count() > 0)


def _days_left(words: str) -> float:
    """Of the line below a deadline; endless where there is no day."""
    assert "已过" not in words
    left = re.fullmatch(r"还剩(\d+)天", words)
    return float(left[1]) if left else 0 if words == "今天截止" else inf


def test_a_desk_all_of_whose_policies_have_closed_says_so(page: Page, inside: str, busy_desk: str) -> None:
    def closing(route: Route) -> None:
        term = 'data-deadline="b||||w|2026-11-01/2026-12-31|14"'
        route.fulfill(
            body=re.sub('data-deadline="[^"]*"', term, route.fetch().text()), content_type="text/html"
        )

    page.route(f"**/{busy_desk}", closing)
    for day, over in (("2026-12-31", False), ("2027-01-01", True)):
        page.clock.set_fixed_time(f"{day}T09:00:00+08:00")
        page.goto(inside + busy_desk)
        expect(page.locator("[data-closed]")).to_be_visible(visible=over)
        expect(page.locator("#soon")).to_be_visible(visible=not over)
        expect(page.locator("#offers")).to_be_visible(visible=over)


def test_a_dossier_read_later_counts_its_days_again_and_leaves_out_what_has_closed(
    page: Page, inside: str, dossier: str
) -> None:
    page.clock.set_fixed_time("2026-11-24T09:00:00+08:00")
    page.goto(inside + dossier)
    told = page.locator("#requests [data-told]").first
    days = int(told.inner_text().removesuffix("天没有告知进展"))
    page.clock.set_fixed_time("2026-12-08T09:00:00+08:00")
    page.reload()
    expect(told).to_have_text(f"{days + 14}天没有告知进展")
    expect(page.locator("#brief")).to_contain_text("数据截至2026年11月24日")
    expect(page.locator("#brief dt[data-period]")).to_have_text("今年走访")
    page.clock.set_fixed_time("2027-01-03T09:00:00+08:00")
    page.reload()
    expect(page.locator("#brief dt[data-period]")).to_have_text("2026年走访")
    assert "已过" not in page.locator("#offers").inner_text()


def test_a_dossier_all_of_whose_policies_have_closed_says_so(page: Page, inside: str, dossier: str) -> None:
    def closing(route: Route) -> None:
        term = 'data-sentence="b||||w|2026-11-01/2026-12-31|14"'
        route.fulfill(
            body=re.sub('data-sentence="[^"]*"', term, route.fetch().text()), content_type="text/html"
        )

    page.route(f"**/{dossier}", closing)
    for day, over in (("2026-12-31", False), ("2027-01-01", True)):
        page.clock.set_fixed_time(f"{day}T09:00:00+08:00")
        page.goto(inside + dossier)
        expect(page.locator("[data-closed]")).to_be_visible(visible=over)
        expect(page.get_by_role("heading", name="差一点")).to_be_visible(visible=not over)


def test_a_dossier_that_lists_no_policy_says_of_none_that_it_has_closed(
    page: Page, inside: str, internal: Path
) -> None:
    pages = sorted((internal / "enterprises").glob("*/index.html"))
    texts = ((found.parent.name, found.read_text(encoding="utf-8")) for found in pages)
    code = next(code for code, text in texts if "项待核实" in text and "data-offer>" not in text)
    page.clock.set_fixed_time("2026-12-08T09:00:00+08:00")
    page.goto(f"{inside}enterprises/{code}/")
    expect(page.locator("#offers")).to_contain_text("项待核实")
    expect(page.locator("[data-closed]")).to_have_count(0)
