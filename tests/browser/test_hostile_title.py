"""A title that is markup is shown as text: on the page, in the list with and without script, in the search."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from test_splice import project
from tree import POLICY, edited

HOSTILE = "</title><b>&<img src=x onerror=\"document.title='taken'\">{{ 7 * 7 }}&lt;i&gt;</script><script>'"
WORD = json.dumps(HOSTILE, ensure_ascii=False)
CHANGES = (
    ("title: 优质中小企业梯度培育管理办法", f"title: {WORD}"),
    ("summary: [可以申请认定。,", f"summary: [{WORD},"),
    ("issuers: [工业和信息化部]", f"issuers: [{WORD}]"),
    ("name: 认定专精特新中小企业", f"name: {WORD}"),
    ("clause: 标准一", f"clause: {WORD}"),
)


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory,
    build: Callable[[Path, str], Path],
    serve: Callable[[Path], str],
) -> str:
    """The address of a small site whose one policy is hostile in every text."""
    root = project(tmp_path_factory.mktemp("hostile"))
    (root / POLICY).write_text(edited(POLICY, *CHANGES)[POLICY], encoding="utf-8")
    return serve(build(root, "2026-11-24"))


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong: no error, no dialog, no breach of the CSP, which the console tells."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    page.wait_for_load_state("networkidle")
    assert wrong == []


def expect_text_only(page: Page, places: str) -> None:
    """The title stands where `places` points, as text; nothing of it became an element."""
    expect(page.locator(places).first).to_contain_text(HOSTILE)
    assert page.locator("main").locator("img, i:not(.z-cells *), script:not([src])").count() == 0
    assert page.locator("main b").filter(has_text="&").count() == 0


def test_on_its_page(page: Page, hostile: str) -> None:
    page.goto(f"{hostile}policies/miit-2026-2/")
    page.wait_for_load_state("networkidle")
    assert page.title() == f"{HOSTILE} - 示例门户"
    assert page.locator("h1").inner_text() == HOSTILE
    expect_text_only(page, "h1")
    expect(page.locator(".z-crumb [aria-current=page]")).to_have_text(HOSTILE)
    expect(page.locator(".z-card h3")).to_contain_text(HOSTILE)
    expect(page.locator(".z-clause").first).to_have_text(HOSTILE)


def test_in_the_list_and_on_the_home_page(page: Page, hostile: str) -> None:
    page.goto(f"{hostile}policies/")
    expect_text_only(page, "[data-rows] h3 a")
    page.locator("#z-list-q").fill("</title><b>&")
    expect(page.locator("[data-chips] button").first).to_have_text("</title><b>&")
    expect_text_only(page, "[data-rows] h3 a")
    expect(page.locator("[data-rows] [data-f=summary]")).to_have_text(HOSTILE)
    page.goto(hostile)
    expect_text_only(page, "h3 a")


def test_in_the_search(page: Page, hostile: str) -> None:
    page.goto(f"{hostile}search/?q=onerror")
    expect(page.locator("#results")).to_have_attribute("data-state", "done")
    expect_text_only(page, "a.hit")
    expect(page.locator("a.hit mark").first).to_have_text("onerror")
    page.goto(f"{hostile}offices/990100/")
    page.get_by_role("combobox").press_sequentially("onerror")
    expect_text_only(page, "[role=option]")


def test_in_the_list_without_script(browser_context_without_script: BrowserContext, hostile: str) -> None:
    page = browser_context_without_script.new_page()
    page.goto(f"{hostile}policies/")
    expect(page.locator("[data-rows] h3 a")).to_have_text(HOSTILE)
    assert page.locator("[data-rows]").locator("img, script, i").count() == 0
