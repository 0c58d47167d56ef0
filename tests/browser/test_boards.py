"""专员办看板 of the internal edition in Chromium: from a number to its rows, accessible, on a phone, without scripts."""

from typing import Any

import pytest
from axe import Scheme, each_scheme, found_by_axe
from playwright.sync_api import Browser, Page, expect

KINDS = ("board/320000/", "requests/320115/", "quality/320102/")


@each_scheme
def test_boards_are_accessible(browser: Browser, inside: str, scheme: Scheme, width: int) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = context.new_page()
        for path in KINDS:
            page.goto(inside + path)
            assert found_by_axe(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [1024, 1200, 1440])
def test_the_header_fits(browser: Browser, inside: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{inside}board/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        tops = page.locator(".z-nav a").evaluate_all(
            "(links) => links.map((each) => each.getBoundingClientRect())"
        )
        assert len({round(each["y"]) for each in tops}) == 1
        search = page.locator(".z-aux input[type=search]").bounding_box()
        toggle = page.locator(".z-aux .z-toggle").last.bounding_box()
        assert search is not None
        assert toggle is not None
        assert search["width"] > 60
        assert tops[-1]["x"] + tops[-1]["width"] < search["x"]
        assert toggle["height"] < 40


def test_a_number_leads_to_its_rows_without_scripts(browser_context_without_script: Any, inside: str) -> None:
    page: Page = browser_context_without_script.new_page()
    page.goto(f"{inside}board/320500/")
    row = page.locator("#places tr", has_text="张家港市")
    cell = row.locator("[data-label='11月未联系'] a")
    number = int(cell.inner_text())
    cell.click()
    expect(page).to_have_url(f"{inside}board/320582/#contact-2026-11")
    expect(page.locator("#contact-2026-11 tbody tr")).to_have_count(number)


def test_charts_are_drawn(page: Page, inside: str) -> None:
    page.goto(f"{inside}board/320000/")
    chart = page.get_by_role("img", name="每月已联系企业的比例")
    heights = chart.locator("rect.z-bars__done").evaluate_all(
        "(bars) => bars.map((bar) => bar.getBoundingClientRect().height)"
    )
    assert len(heights) == 11
    assert all(height > 20 for height in heights)
    assert min(heights) == heights[-1]
    page.emulate_media(media="print")
    assert chart.is_visible()
    fill = chart.locator("rect.z-bars__done").first.evaluate("(bar) => getComputedStyle(bar).fill")
    assert fill == "rgb(68, 68, 68)"
