"""找政策 in the browser: facets with live counts, chips, order, filter, address, keyboard, and without script."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from generator.loading import load
from generator.portal import PolicyFacts, derive

TODAY = "2026-11-24T09:00:00+08:00"
Asked: TypeAlias = Mapping[str, set[str]]


@pytest.fixture(scope="session")
def policies(root: Path, as_of: date) -> tuple[PolicyFacts, ...]:
    """The policies of the data, in the order of the plain list."""
    return derive(load(root, as_of)[0]).policies


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page read on the day of the build, so that its counts can be told from the data."""
    page = context.new_page()
    page.clock.set_fixed_time(TODAY)
    return page


def values(policy: PolicyFacts, everywhere: Iterable[str]) -> dict[str, set[str]]:
    """What a policy stands for in each facet, from its record."""
    benefits = [item.record for item in policy.benefits]
    return {
        "status": {str(policy.state.status)},
        "support": {str(support) for benefit in benefits for support in benefit.support},
        "level": {str(policy.record.level)},
        "claim": {str(benefit.claim) for benefit in benefits},
        "topic": {str(topic) for topic in policy.record.topics},
        "region": listed_under(policy.record.regions, everywhere),
    }


def places(policies: Iterable[PolicyFacts]) -> set[str]:
    """The values of the facet 地区: all places that a policy names, and their cities."""
    return {code for policy in policies for code in policy.places}


def listed_under(regions: Iterable[str], places: Iterable[str]) -> set[str]:
    """Where a policy for some regions applies, and the cities of those; told by the digits of GB/T 2260."""
    own = set(regions)
    if not own:
        return set(places)
    cities = {f"{code[:4]}00" for code in own}
    return own | cities | {code for code in places if f"{code[:4]}00" in own}


def fitting(policies: tuple[PolicyFacts, ...], asked: Asked, *, but: str = "") -> list[PolicyFacts]:
    """One of the values in each facet that asks for any."""
    facets, everywhere = [facet for facet in asked if facet != but], places(policies)
    return [
        policy
        for policy in policies
        if all(asked[facet] & values(policy, everywhere)[facet] for facet in facets)
    ]


def expected_counts(policies: tuple[PolicyFacts, ...], asked: Asked) -> dict[tuple[str, str], int]:
    """How many policies each value would leave, the other facets as they are."""
    everywhere = places(policies)
    return Counter(
        (facet, value)
        for facet in ("status", "support", "level", "claim", "topic", "region")
        for policy in fitting(policies, asked, but=facet)
        for value in values(policy, everywhere)[facet]
    )


def shown_counts(page: Page) -> dict[tuple[str, str], int]:
    boxes = page.locator(".z-facets input").evaluate_all(
        "boxes => boxes.map(box => [box.name, box.value, box.closest('label').querySelector('.z-check__n').textContent])"
    )
    return {(facet, value): int(count) for facet, value, count in boxes}


def box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f".z-facets input[name={facet}][value='{value}']")


def ask(page: Page, asked: Asked) -> None:
    for facet, wanted in asked.items():
        for value in sorted(wanted):
            box(page, facet, value).check()


def rows(page: Page) -> list[str]:
    """The titles of the rows, in order."""
    return page.locator("[data-rows] h3 a").all_inner_texts()


def expect_rows(page: Page, policies: Iterable[PolicyFacts]) -> None:
    """Wait until exactly these policies are listed, in order, and counted."""
    titles = [policy.record.title for policy in policies]
    expect(page.locator("[data-rows] h3 a")).to_have_text(titles)
    expect(page.locator("[data-count]")).to_contain_text(f"{len(titles)}条")


ASKED: list[Asked] = [
    {"status": {"长期受理"}},
    {"status": {"即将截止", "申报中"}},
    {"support": {"资金", "税收"}},
    {"level": {"国家级"}, "topic": {"财政奖补", "融资"}},
    {"claim": {"申报"}, "region": {"320500", "320100"}},
    {"region": {"320583"}, "support": {"资金"}},
    {"level": {"国家级", "市级"}, "support": {"资金"}, "claim": {"申报"}, "status": {"申报中"}},
]


def test_counts_of_the_plain_page(page: Page, address: str, policies: tuple[PolicyFacts, ...]) -> None:
    page.goto(f"{address}policies/")
    shown = shown_counts(page)
    assert {key: count for key, count in shown.items() if count} == expected_counts(policies, {})
    assert {facet for facet, _ in shown} == {"status", "support", "level", "claim", "topic", "region"}
    assert page.locator(".z-facet legend").all_inner_texts() == [
        "状态", "支持方式", "级别", "兑现方式", "主题", "地区",
    ]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
def test_rows_and_counts_are_those_of_the_data(
    page: Page, address: str, policies: tuple[PolicyFacts, ...], asked: Asked
) -> None:
    page.goto(f"{address}policies/")
    ask(page, asked)
    wanted = fitting(policies, asked)
    assert 0 < len(wanted) < len(policies)
    expect_rows(page, wanted)
    shown = shown_counts(page)
    assert {key: count for key, count in shown.items() if count} == expected_counts(policies, asked)


def test_chips_take_away_what_was_asked(page: Page, address: str, policies: tuple[PolicyFacts, ...]) -> None:
    page.goto(f"{address}policies/")
    ask(page, {"level": {"国家级"}, "topic": {"融资"}})
    page.get_by_role("button", name="去掉“融资”").click()
    expect_rows(page, fitting(policies, {"level": {"国家级"}}))
    expect(box(page, "topic", "融资")).not_to_be_checked()
    expect(page.locator("[data-count]")).to_be_focused()
    page.get_by_role("button", name="清除全部").click()
    expect_rows(page, policies)
    expect(page.locator("[data-chips] button")).to_have_count(0)
    assert page.url == f"{address}policies/"


def test_a_value_that_leaves_nothing_stays_and_is_grey(page: Page, address: str) -> None:
    page.goto(f"{address}policies/")
    box(page, "level", "县级").check()
    label = box(page, "region", "320000").locator("xpath=..")
    expect(label.locator(".z-check__n")).to_have_text("0")
    expect(label).to_have_class("z-check z-check--none")
    expect(label).to_be_visible()


@pytest.mark.parametrize(
    ("sort", "words", "key"),
    [
        ("published", "新发布在前", lambda policy: str(policy.record.dated or "")),
        (
            "checked",
            "新核对在前",
            lambda policy: "" if policy.record.sample else str(policy.record.checked.date),
        ),
    ],
)
def test_order(
    page: Page,
    address: str,
    policies: tuple[PolicyFacts, ...],
    sort: str,
    words: str,
    key: Callable[[PolicyFacts], str],
) -> None:
    page.goto(f"{address}policies/")
    page.get_by_role("button", name=words).click()
    expect_rows(page, sorted(policies, key=key, reverse=True))
    assert page.url.endswith(f"?sort={sort}")
    expect(page.get_by_role("button", name=words)).to_have_attribute("aria-pressed", "true")


def test_the_first_order_is_by_closing_day(
    page: Page, address: str, policies: tuple[PolicyFacts, ...]
) -> None:
    page.goto(f"{address}policies/?sort=published")
    page.get_by_role("button", name="截止近的在前").click()
    expect_rows(page, policies)
    assert page.url == f"{address}policies/"


@pytest.mark.parametrize(
    "text", ["加计扣除", "工信部企业[2026]2号", "财政部 公告", "南京市２０２６年", "专精特新 昆山"]
)
def test_the_filter_finds_every_part_of_a_row(
    page: Page, address: str, policies: tuple[PolicyFacts, ...], text: str
) -> None:
    def folded(words: str) -> str:
        words = unicodedata.normalize("NFKC", words).lower()
        return words.translate(str.maketrans("〔〕[]", "()()", "“”"))

    def said(policy: PolicyFacts) -> str:
        record = policy.record
        names = [record.title, record.doc_no or "", *record.issuers, record.short_title or ""]
        return folded("\n".join([*names, *(item.record.name for item in policy.benefits)]))

    page.goto(f"{address}policies/")
    page.locator("#z-list-q").press_sequentially(text)
    words = [folded(word) for word in text.split()]
    wanted = [policy for policy in policies if all(word in said(policy) for word in words)]
    assert 0 < len(wanted) < len(policies)
    expect_rows(page, wanted)


def test_a_blank_typed_while_the_list_loads_stays(
    page: Page, address: str, policies: tuple[PolicyFacts, ...]
) -> None:
    waiting: list[Route] = []
    page.route("**/policies/index.json", lambda route: waiting.append(route))  # noqa: PLW0108 -- Playwright takes no builtin
    page.goto(f"{address}policies/")
    page.locator("#z-list-q").press_sequentially("财政部 ")
    page.wait_for_timeout(100)
    for route in waiting:
        route.continue_()
    expect(page.locator("[data-count]")).not_to_contain_text(f"{len(policies)}条")
    page.locator("#z-list-q").press_sequentially("公告")
    expect(page.locator("#z-list-q")).to_have_value("财政部 公告")


def test_the_address_is_the_state(page: Page, address: str, policies: tuple[PolicyFacts, ...]) -> None:
    page.goto(f"{address}policies/")
    asked = {"level": {"国家级", "市级"}, "topic": {"财政奖补"}}
    ask(page, asked)
    page.locator("#z-list-q").fill("贴息")
    page.get_by_role("button", name="新发布在前").click()
    wanted = [policy for policy in fitting(policies, asked) if "贴息" in policy.record.title]
    wanted.sort(key=lambda policy: str(policy.record.dated or ""), reverse=True)
    assert len(wanted) > 1
    expect_rows(page, wanted)
    page.reload()
    expect_rows(page, wanted)
    other = page.context.new_page()
    other.clock.set_fixed_time(TODAY)
    other.goto(page.url)
    expect_rows(other, wanted)
    expect(box(other, "level", "市级")).to_be_checked()
    expect(other.locator("#z-list-q")).to_have_value("贴息")
    expect(other.get_by_role("button", name="新发布在前")).to_have_attribute("aria-pressed", "true")


def test_back_leads_to_the_list_before(page: Page, address: str, policies: tuple[PolicyFacts, ...]) -> None:
    page.goto(f"{address}policies/")
    national = fitting(policies, {"level": {"国家级"}})
    box(page, "level", "国家级").check()
    expect_rows(page, national)
    box(page, "topic", "融资").check()
    expect_rows(page, fitting(policies, {"level": {"国家级"}, "topic": {"融资"}}))
    page.go_back()
    expect_rows(page, national)
    expect(box(page, "topic", "融资")).not_to_be_checked()
    page.go_back()
    expect_rows(page, policies)
    page.go_forward()
    expect_rows(page, national)
    expect(box(page, "level", "国家级")).to_be_checked()


def test_an_unknown_value_in_the_address_asks_for_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}policies/?level=宇宙级&sort=x&topic=融资")
    expect(box(page, "topic", "融资")).to_be_checked()
    expect(page.locator("[data-chips] button")).to_have_count(2)


def test_nothing_found_says_what_to_drop(page: Page, address: str, policies: tuple[PolicyFacts, ...]) -> None:
    page.goto(f"{address}policies/")
    box(page, "level", "国家级").check()
    page.locator("#z-list-q").fill("没有这样的词")
    expect(page.locator("[data-asked]")).to_have_text("没有同时符合“没有这样的词”、“国家级”的政策。")
    national = fitting(policies, {"level": {"国家级"}})
    expect(page.locator("[data-ways] button")).to_have_text(
        [f"去掉“没有这样的词”，看{len(national)}条", f"看全部{len(policies)}条"]
    )
    page.locator("[data-ways] button").first.click()
    expect_rows(page, national)
    expect(page.locator("[data-empty]")).to_be_hidden()


def test_everything_by_keyboard(page: Page, address: str, policies: tuple[PolicyFacts, ...]) -> None:
    page.goto(f"{address}policies/")
    first = page.locator(".z-facets input").first
    for _ in range(30):
        page.keyboard.press("Tab")
        if first.evaluate("box => box === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    value = first.input_value()
    expect_rows(page, fitting(policies, {"status": {value}}))
    expect(first).to_be_focused()
    chip = page.get_by_role("button", name=f"去掉“{value}”")
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-count]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-sort]").first).to_be_focused()


def test_the_sheet_of_the_phone(page: Page, address: str, policies: tuple[PolicyFacts, ...]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}policies/")
    expect(page.locator(".z-facets")).to_be_hidden()
    page.get_by_role("button", name="筛选").click()
    box(page, "level", "市级").check()
    wanted = fitting(policies, {"level": {"市级"}})
    page.get_by_role("button", name=f"看{len(wanted)}条").click()
    expect(page.locator("dialog")).to_be_hidden()
    expect_rows(page, wanted)
    page.get_by_role("button", name="筛选").click()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="筛选")).to_be_focused()


@pytest.fixture(scope="module")
def paged(build: Callable[[Path, str], Path], serve: Callable[[Path], str], root: Path) -> str:
    """The address of a site with ten rows a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("generator.pages.policies"), "ROWS", 10)
        return serve(build(root, "2026-11-24"))


def test_without_script_the_whole_list_is_there(
    browser_context_without_script: BrowserContext, paged: str, policies: tuple[PolicyFacts, ...]
) -> None:
    page = browser_context_without_script.new_page()
    page.goto(f"{paged}policies/")
    found = rows(page)
    assert found == [policy.record.title for policy in policies[:10]]
    for control in (".z-facets", "#z-list-q", "[data-sort]", "[data-open]"):
        expect(page.locator(control).first).to_be_hidden()
    for number in (2, 3, 4):
        page.get_by_role("link", name="下一页").click()
        page.wait_for_url(f"**/policies/page/{number}/")
        expect(page.locator("h1")).to_have_text(f"找政策（第{number}页）")
        expect(page.locator(".z-pages [aria-current]")).to_have_text(str(number))
        found += rows(page)
    assert found == [policy.record.title for policy in policies]
    expect(page.get_by_role("link", name="下一页")).to_have_count(0)
    page.get_by_role("link", name="第1页").click()
    page.wait_for_url("**/policies/")


def test_with_script_the_list_grows_instead(
    page: Page, paged: str, policies: tuple[PolicyFacts, ...]
) -> None:
    page.goto(f"{paged}policies/")
    expect(page.locator(".z-pages")).to_be_hidden()
    page.get_by_role("button", name=f"再看{len(policies) - 10}条").click()
    expect_rows(page, policies)
    expect(page.locator("[data-rows] h3 a").nth(10)).to_be_focused()
    expect(page.locator("[data-more]")).to_be_hidden()


def test_without_its_data_the_list_stays_and_says_so(page: Page, address: str) -> None:
    page.route("**/policies/index.json", lambda route: route.abort())
    page.goto(f"{address}policies/")
    before = rows(page)
    box(page, "level", "国家级").check()
    expect(page.locator("[data-failed]")).to_be_visible()
    assert rows(page) == before
