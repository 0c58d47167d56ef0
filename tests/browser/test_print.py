"""On paper and in forced colours: what is of no use there is gone, what is essential is seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

PATHS = ["policies/miit-2022-63/", "policies/ks-sample-2026-1/", "policies/", "offices/320500/", "scheme/"]
PAPER: ViewportSize = {"width": 673, "height": 986}
"""A4 without its margins of 16 and 18 mm, at 96 dots an inch."""

GONE = ".z-skip, .z-nav, .z-aux, .z-menu, .z-crumb, .z-toc, .z-foot, .z-actions, .z-facets, form, button, .z-edit"

CLIPPED = """
() => [...document.querySelectorAll("main *")].filter((element) => {
  const { overflowX, overflowY } = getComputedStyle(element);
  const cuts = (overflowX !== "visible" || overflowY !== "visible") && !element.closest(".z-vh, svg");
  const cut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  return element.getBoundingClientRect().right > innerWidth + 1 || (cuts && cut);
}).map((element) => element.outerHTML.slice(0, 120))
"""


@pytest.fixture(params=["light", "dark"])
def paper(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A sheet of A4, for a reader whose screen is light or dark."""
    with browser.new_context(viewport=PAPER, color_scheme=request.param, locale="zh-CN") as context:
        page = context.new_page()
        page.emulate_media(media="print")
        yield page


@pytest.mark.parametrize("path", PATHS)
def test_a_sheet_holds_the_text_and_nothing_else(paper: Page, published: str, path: str) -> None:
    paper.goto(published + path)
    paper.wait_for_load_state("networkidle")
    assert [it.evaluate("it => it.outerHTML") for it in paper.locator(GONE).all() if it.is_visible()] == []
    assert paper.evaluate(CLIPPED) == []
    assert paper.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
    for place in ("body", "h1", ".z-logo__name", "main a"):
        colours = paper.locator(place).first.evaluate(
            "it => [getComputedStyle(it).color, getComputedStyle(document.body).backgroundColor]"
        )
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], place


def test_a_dark_screen_without_script_prints_black_on_white(browser: Browser, published: str) -> None:
    with browser.new_context(color_scheme="dark", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{published}policies/ks-sample-2026-1/")
        assert page.locator("body").evaluate("it => getComputedStyle(it).color") == "rgb(232, 236, 239)"
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator("body").evaluate("it => getComputedStyle(it).color") == "rgb(0, 0, 0)"


def test_a_policy_carries_its_address_and_whom_to_ask(paper: Page, published: str) -> None:
    paper.goto(f"{published}policies/ks-sample-2026-1/")
    code = paper.get_by_role("img", name="本页地址的二维码")
    box = code.bounding_box()
    assert box
    assert box["width"] == box["height"] == pytest.approx(22 / 25.4 * 96, abs=1)
    expect(
        paper.get_by_text("本页地址 https://portal.example/below/a/path/policies/ks-sample-2026-1/")
    ).to_be_visible()
    expect(paper.get_by_text("2026年11月24日的数据打印")).to_be_visible()
    for words in ("问谁", "来源"):
        expect(paper.get_by_role("heading", name=words)).to_be_visible()
    expect(paper.locator(".z-logo")).to_be_visible()


def test_no_heading_stands_over_nothing(paper: Page, published: str) -> None:
    paper.goto(f"{published}offices/320500/")
    parts = paper.locator(".z-rail__part:visible").all_inner_texts()
    assert [part.split("\n", 1)[0] for part in parts] == ["上一级", "专员能帮什么"]


def test_the_code_is_for_paper_only(page: Page, published: str) -> None:
    page.goto(f"{published}policies/ks-sample-2026-1/")
    expect(page.locator(".z-print")).to_be_hidden()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_that_belongs_together_is_parted(paper: Page, published: str, path: str) -> None:
    paper.goto(published + path)
    heads = paper.locator("main :is(h1, h2, h3)")
    assert {it.evaluate("it => getComputedStyle(it).breakAfter") for it in heads.all()} == {"avoid"}
    whole = paper.locator(
        "main :is(.z-row, .z-card, .z-items > li, .z-rail__part, .z-conds li:not(:has(ul ul)))"
    )
    assert {it.evaluate("it => getComputedStyle(it).breakInside") for it in whole.all()} <= {"avoid"}


def test_it_prints(page: Page, published: str) -> None:
    page.goto(f"{published}policies/miit-2022-63/")
    document = page.pdf(prefer_css_page_size=True)
    assert document.startswith(b"%PDF")
    assert 2 <= document.count(b"/Type /Page\n") <= 5


def test_a_visit_brief_is_one_page(page: Page, internal: Path, inside: str) -> None:
    """Those with the most benefits; what is left of the undecided ones is said."""
    folder = internal / "enterprises"
    texts = {at.parent.name: at.read_text(encoding="utf-8") for at in folder.glob("*/index.html")}
    rows = {name: text.partition('id="offers"')[2].partition("</section>")[0] for name, text in texts.items()}
    longest = sorted(rows, key=lambda name: rows[name].count("<li>"))[-8:]
    cut = next(name for name in rows if "项，见网页。" in rows[name])
    for name in (*longest, cut):
        page.goto(f"{inside}enterprises/{name}/")
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1, name
    note, left = page.locator("#offers .z-print"), page.locator("#offers .z-screen").first
    expect(note).to_be_hidden()
    expect(left).to_be_visible()
    page.emulate_media(media="print")
    expect(note).to_be_visible()
    expect(left).to_be_hidden()


@pytest.fixture(params=["light", "dark"])
def forced(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader whose system sets the colours; the site's own scheme is the other one."""
    other = {"light": "slate", "dark": "default"}[request.param]
    with browser.new_context(forced_colors="active", color_scheme=request.param, locale="zh-CN") as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-24T09:00:00+08:00")
        page.add_init_script(f"localStorage.setItem('z-scheme', '{other}')")
        yield page


def colour(page: Page, place: str, name: str) -> str:
    """A computed colour of the first element at a place."""
    found: str = page.locator(place).first.evaluate("(it, name) => getComputedStyle(it)[name]", name)
    return found


def system(page: Page, name: str) -> str:
    """What a system colour is on this system."""
    found: str = page.evaluate(
        "name => { document.body.style.outlineColor = name; return getComputedStyle(document.body).outlineColor; }",
        name,
    )
    return found


def test_forced_colours_leave_what_is_drawn(forced: Page, address: str) -> None:
    forced.goto(address)
    text, ground = system(forced, "CanvasText"), system(forced, "Canvas")
    assert text != ground
    assert colour(forced, ".z-logo__bar", "fill") == text
    assert colour(forced, "text.z-ruler__now", "fill") == text
    assert colour(forced, ".z-ruler__flag--near text", "fill") == text
    assert colour(forced, ".z-ruler__flag--near path", "stroke") == text
    assert colour(forced, ".z-ruler__tick", "stroke") == text
    forced.goto(f"{address}policies/ks-sample-2026-1/")
    assert colour(forced, ".z-bar__past", "fill") == text
    assert colour(forced, ".z-bar__track", "stroke") == text
    assert colour(forced, ".z-bar path", "stroke") == text
    assert colour(forced, ".z-bar text", "fill") == text
    assert colour(forced, ".z-tag", "borderTopStyle") == "solid"
    assert colour(forced, ".z-tag", "borderTopColor") == text


def test_forced_colours_leave_what_is_chosen(forced: Page, address: str) -> None:
    forced.goto(f"{address}policies/?level=国家级")
    mark, ground = system(forced, "Highlight"), system(forced, "Canvas")
    assert colour(forced, ".z-nav a[aria-current]", "borderBottomColor") == mark
    assert colour(forced, ".z-nav a:not([aria-current])", "borderBottomColor") == ground
    assert colour(forced, ".z-chip--on", "outlineColor") == mark
    box = forced.locator(".z-facets input").first
    box.focus()
    assert colour(forced, ".z-facets input", "outlineStyle") == "solid"
    forced.keyboard.press("Tab")
    forced.locator("h3 a").first.focus()
    assert colour(forced, "h3 a", "outlineStyle") == "solid"
    forced.goto(f"{address}search/?q=贴息")
    forced.locator("[data-sections] button").first.wait_for()
    assert colour(forced, "[data-sections] [aria-pressed=true]", "outlineStyle") == "solid"
