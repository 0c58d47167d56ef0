"""Typed queries against a plain text search over the very pages that a reader sees."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, expect

from generator.prose import plain_text

ROSTERS = Path(__file__).parent.parent.parent / "rosters/320100-nanjing/320102-xuanwu"


def first(kind: str) -> dict[str, str]:
    """The first record of a roster, read without the generator."""
    text = (ROSTERS / f"{kind}.yml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.load(text, Loader=yaml.BaseLoader)[kind][0]  # noqa: S506 -- text only
    return found


NAME, CODE = first("enterprises")["name"], first("enterprises")["code"]
COMMISSIONER = first("commissioners")["name"]

QUERIES = {
    "whole word": [
        "加计扣除",
        "贴息",
        "知识产权",
        "稳岗返还",
        "政府采购",
        "数字化转型",
        "小型微利",
        "中小企业科",
        "复核",
        "审计报告",
    ],
    "part of a name": [
        "梯度培育管理",
        "首台",
        "特色产业集",
        "中小企业促进",
        "技术改造再贷",
        "工业园",
        "鼓楼",
        "研发费用税前",
    ],
    "two words": [
        "专精特新 贴息",
        "研发费用 知识产权",
        "设备 500万元",
        "苏州 认定",
        "南京　专员办",
        "财政部 税务总局",
    ],
    "发文字号": [
        "工信部企业〔2026〕2号",
        "工信部企业[2026]2号",
        "工信部企业2026 2号",
        "苏工信服建〔2022〕179号",
        "财政部 税务总局公告2023年第7号",
        "国令第802号",
        "财金（2026）2号",
    ],
    "Latin with digits": ["320505", "000-320102", "2027", "miit-2026-2", "1.5"],
    "one character": ["税", "镇", "县", "融"],
    "enterprises and commissioners": [
        NAME,
        NAME[4:8],
        CODE,
        CODE[8:14],
        COMMISSIONER,
        "精密机械 苏州",
        "(南京)有限公司",
    ],
}
LISTS = {
    "./",
    "policies/",
    "offices/",
    "commissioners/",
    "experts/",
    "resources/",
    "activities/",
    "cases/",
    "data/",
    "search/",
}
"""Pages that the search leaves out: what they show stands on pages of its own."""

ALL = [(kind, query) for kind, queries in QUERIES.items() for query in queries]


def folded(text: str) -> str:
    """The folding that the search promises: NFKC, lower case, without brackets, quotes and blanks."""
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s〔〕\[\]()【】{}《》〈〉「」『』“”‘’\"']", "", text)


def _main(html: str) -> str:
    """What lies between the shell's slots: the content of the page."""
    return html.split('id="content"', 1)[1].split("<footer", 1)[0]


@pytest.fixture(scope="session")
def texts(site: Path) -> dict[str, list[str]]:
    """The folded lines of every page that the search covers, by address."""
    pages = {}
    for file in site.rglob("index.html"):
        path = file.parent.relative_to(site).as_posix() + "/"
        if path not in LISTS and not path.startswith("policies/page/"):
            html = file.read_text(encoding="utf-8")
            if 'http-equiv="refresh"' in html:
                continue
            title = html.split("<title>", 1)[1].split(" - ", 1)[0]
            lines = [title, *plain_text(f"<div {_main(html)}").split("\n")]
            pages[path] = [folded(line) for line in lines]
    return pages


def search(page: Page, address: str, query: str) -> tuple[int, list[str]]:
    """Type a query on the search page; the count, and the addresses of all rows, asked for with `limit`."""
    page.goto(f"{address}search/")
    box = page.locator("main input[name=q]")
    box.fill(query)
    box.press("Enter")
    page.wait_for_function("new URLSearchParams(location.search).get('q') !== null")
    expect(page.locator("#results")).to_have_attribute("data-state", "done")
    if page.locator("[data-more]").is_visible():
        page.goto(f"{page.url}&limit=500")
        expect(page.locator("#results")).to_have_attribute("data-state", "done")
    hits = page.locator("a.hit").evaluate_all("hits => hits.map(hit => hit.href)")
    return int(page.locator("#results").get_attribute("data-count") or 0), [
        hit.removeprefix(address) for hit in hits
    ]


def test_no_query_is_asked_twice() -> None:
    assert len(ALL) == len({query for _, query in ALL}) == 47


@pytest.mark.parametrize(("kind", "query"), ALL, ids=[query for _, query in ALL])
def test_recall_and_precision(
    page: Page, address: str, texts: dict[str, list[str]], kind: str, query: str
) -> None:
    terms = [folded(term) for term in re.split(r"[\s\u3000]+", query)]
    wanted = {
        path for path, lines in texts.items() if all(any(term in line for line in lines) for term in terms)
    }
    count, shown = search(page, address, query)
    assert wanted, f"{kind}: no page holds {query}"
    assert wanted - set(shown) == set(), "recall 100 %"
    assert len(set(shown) & wanted) >= 0.98 * len(shown), "precision of the rows shown"
    assert count == len(shown)


def test_the_policy_comes_first(page: Page, address: str) -> None:
    assert search(page, address, "加计扣除")[1][0] == "policies/mof-sta-2023-7/"
    assert search(page, address, "工信部企业[2026]2号")[1][0] == "policies/miit-2026-2/"


def test_snippet_marks_the_words(page: Page, address: str) -> None:
    search(page, address, "稳岗返还")
    marked = page.locator("#results mark").all_text_contents()
    assert "稳岗返还" in marked


def test_section_filter_and_limit_live_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=示例&limit=5")
    expect(page.locator("#results")).to_have_attribute("data-state", "done")
    assert page.locator("a.hit").count() == 5
    page.locator("[data-sections] button", has_text="专员办").click()
    page.wait_for_function("new URLSearchParams(location.search).get('section') === '专员办'")
    expect(page.locator("#results")).to_have_attribute("data-count", "118")
    page.reload()
    expect(page.locator("#results")).to_have_attribute("data-count", "118")


def test_nothing_found_says_what_to_try(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=量子农机补贴")
    expect(page.locator("#results")).to_have_attribute("data-state", "done")
    assert page.locator("a.hit").count() == 0
    empty = page.locator("[data-empty]")
    expect(empty).to_contain_text("量子农机补贴")
    expect(empty.locator("a[href*='policies/']").first).to_be_visible()


def test_a_hostile_query_is_shown_as_text(page: Page, address: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{address}search/?q=<img src=x onerror=alert(1)>")
    expect(page.locator("#results")).to_have_attribute("data-state", "done")
    assert page.locator("#results img").count() == 0


def test_suggestions_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    box = page.locator("main form[data-suggest] input[name=q]")
    box.click()
    box.press_sequentially("加计扣除", delay=20)
    first = page.get_by_role("option").first
    expect(first).to_contain_text("加计扣除")
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url("**/policies/mof-sta-2023-7/")


def test_slash_focuses_the_box_and_escape_closes(page: Page, address: str) -> None:
    page.goto(f"{address}policies/miit-2026-2/")
    page.keyboard.press("/")
    box = page.locator("form[data-suggest] input[name=q]:focus")
    expect(box).to_have_count(1)
    box.press_sequentially("贴息", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)


def test_without_script_the_lists_are_named(
    browser_context_without_script: BrowserContext, address: str
) -> None:
    page = browser_context_without_script.new_page()
    page.goto(f"{address}search/?q=x")
    expect(page.get_by_role("link", name="全部政策")).to_be_visible()
