"""What a reader can press: copy, print, the two switches, the menu, suggestions, 404; and every link of the home page."""

from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

POLICY = "policies/miit-2026-2/"


def test_the_link_is_copied(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}{POLICY}#benefits")
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address + POLICY


def test_the_link_is_copied_where_there_is_no_clipboard(
    context: BrowserContext, page: Page, address: str
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(address + POLICY)
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    context.grant_permissions(["clipboard-read"])
    reader = context.new_page()
    reader.goto(address)
    reader.bring_to_front()
    assert reader.evaluate("navigator.clipboard.readText()") == address + POLICY


def test_the_page_is_printed(page: Page, address: str) -> None:
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    page.goto(address + POLICY)
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") == 1


def test_the_switches_hold_on_every_page(page: Page, address: str) -> None:
    page.goto(address)
    size = page.evaluate("getComputedStyle(document.body).fontSize")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="深色").click()
    for path in ("", POLICY):
        page.goto(address + path)
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).fontSize") == "20px" != size
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 23, 29)" != ground
        for name in ("大字", "深色"):
            expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="深色").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_the_system_decides_until_the_reader_does(browser: Browser, address: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(address)
        button = page.get_by_role("button", name="深色")
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        page.reload()
        expect(button).to_have_attribute("aria-pressed", "false")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_menu_opens_and_closes(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    menu = page.locator("summary", has_text="菜单")
    link = page.get_by_role("navigation", name="菜单").get_by_role("link", name="找政策")
    menu.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    page.mouse.click(5, 800)
    expect(link).to_be_hidden()
    menu.click()
    link.click()
    page.wait_for_url("**/policies/")


def test_suggestions_in_the_header_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}offices/320500/")
    box = page.get_by_role("combobox", name="搜索全站")
    box.click()
    box.press_sequentially("加计扣除", delay=20)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("加计扣除")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id") or "")
    box.press("ArrowUp")
    box.press("ArrowUp")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("加计扣除")
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("a.hit").first).to_contain_text("加计扣除")


def test_without_the_index_the_box_still_leads_to_the_search(page: Page, address: str) -> None:
    page.route("**/search-engine.mjs", lambda route: route.abort())
    page.goto(address + POLICY)
    box = page.get_by_role("combobox", name="搜索全站")
    box.fill("贴息")
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")


@pytest.mark.parametrize("path", ["nothing/", "policies/nothing/", "a/b/c/nothing.html"])
def test_404_finds_the_way_below_a_sub_path(page: Page, published: str, path: str) -> None:
    answer = page.goto(published + path)
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这个页面")
    for link in page.get_by_role("link").all():
        href = link.evaluate("link => link.href")
        assert href.startswith(published)
        assert page.request.get(href).ok, href
    page.get_by_role("searchbox").fill("加计扣除")
    page.get_by_role("button", name="搜索").click()
    page.wait_for_url(f"{published}search/?q=*")
    expect(page.locator("a.hit").first).to_contain_text("加计扣除")


def test_every_link_of_the_home_page_leads_somewhere(page: Page, address: str) -> None:
    page.goto(address)
    hrefs = page.locator("a[href]").evaluate_all(
        "links => links.map(link => link.href?.baseVal ?? link.href)"
    )
    assert len(hrefs) > 30
    for href in sorted({*hrefs}):
        if href.startswith("tel:"):
            continue
        there, place = urldefrag(page.evaluate("href => new URL(href, location).href", href))
        assert there.startswith(address), href
        answer = page.request.get(there)
        assert answer.ok, href
        assert not place or f'id="{place}"' in answer.text() or "%" in place, href


@pytest.mark.trust
def test_a_click_on_each_link_of_the_home_page_arrives(page: Page, address: str) -> None:
    page.goto(address)
    count = page.locator("main a:visible").count()
    assert count > 20
    for number in range(count):
        page.goto(address)
        link = page.locator("main a:visible").nth(number)
        there = link.evaluate("link => new URL(link.href?.baseVal ?? link.href, location).href")
        words = link.locator("text")
        (words if words.count() else link).click()
        page.wait_for_url(there)
        expect(page.locator("h1")).not_to_have_text("没有这个页面")


def test_controls_are_hidden_without_script(
    browser_context_without_script: BrowserContext, address: str
) -> None:
    page = browser_context_without_script.new_page()
    for path in ("", POLICY, "policies/", "search/?q=贴息"):
        page.goto(address + path)
        buttons = page.locator("button:visible").all()
        assert [
            button.inner_text()
            for button in buttons
            if not button.evaluate("it => it.closest('form[action]')")
        ] == []
    page.goto(f"{address}search/")
    expect(page.locator("main form")).to_be_hidden()


def test_the_theme_is_there_before_the_first_paint(site: Path) -> None:
    head = (site / "index.html").read_text(encoding="utf-8").split("</head>", 1)[0]
    assert head.index("theme.js") < head.index("site.css")
    assert "defer" not in head.split("theme.js", 1)[1].split("</script>", 1)[0]
