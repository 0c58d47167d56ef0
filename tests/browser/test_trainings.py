"""培训, 证书, 例会, 表扬 and the card in Chromium: accessible at every width, and printed at their own size."""

import re
from pathlib import Path

import pytest
from axe import Scheme, found_by_axe
from playwright.sync_api import Browser, Page

PAGES = (
    "training/",
    "training/320500/",
    "certificates/",
    "certificates/320500/",
    "meetings/",
    "meetings/320500/",
    "commendations/",
    "certificates/320100-001/",
    "desk/320100-001/card/",
)


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1440)])
def test_they_are_accessible_at_every_width(
    browser: Browser, inside: str, scheme: Scheme, width: int
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(inside + path)
            assert found_by_axe(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("path", "points"), [("desk/320100-001/card/", (298, 420)), ("certificates/320100-001/", (842, 595))]
)
def test_a_sheet_is_one_page_of_its_own_size(
    page: Page, inside: str, path: str, points: tuple[int, int]
) -> None:
    page.goto(inside + path)
    data = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", data)
    assert [tuple(round(float(side)) for side in box) for box in boxes] == [points]


def test_every_page_leads_somewhere_that_is_there(internal: Path) -> None:
    for path in PAGES:
        html = (internal / path / "index.html").read_text(encoding="utf-8")
        for link in re.findall(r'href="([^"?#]*)(?:\?[^"#]*)?(?:#[^"]*)?"', html):
            if not link.startswith(("tel:", "mailto:", "http")):
                there = (internal / path / link).resolve()
                assert there.exists(), f"{path} leads to {link}"
