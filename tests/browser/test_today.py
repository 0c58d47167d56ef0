"""The page's script says the same as the build: the shared cases of states and words, in Chromium."""

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "status.json").read_text(encoding="utf-8"))

SAID = """
async (vectors) => {
  const script = document.querySelector('script[src$="today.mjs"]').src;
  const { judge, column, sentence, tagWords, passed, compare } = await import(script);
  const cases = vectors.cases.map(({ term, today }) => {
    const state = judge(term, today);
    const { year, day, small } = column(state, today);
    const said = { kind: state.kind, day: state.day, near: state.near, tag: tagWords(term, state) };
    return { ...said, column: [year, day, small], sentence: sentence(state, today) };
  });
  const states = vectors.order.terms.map((term) => judge(term, vectors.order.today));
  return {
    cases,
    bars: vectors.bars.map(({ term, today }) => passed(term, today)),
    ordered: states.slice(1).every((state, before) => compare(states[before], state) < 0),
  };
}
"""


@pytest.fixture
def said(page: Page, address: str) -> dict[str, list[object]]:
    page.goto(address)
    found: dict[str, list[object]] = page.evaluate(SAID, VECTORS)
    return found


def test_states_and_words(said: dict[str, list[object]]) -> None:
    expected = [
        {key: case[key] for key in ("kind", "day", "near", "tag", "column", "sentence")}
        for case in VECTORS["cases"]
    ]
    assert said["cases"] == expected
    assert said["bars"] == [bar["passed"] for bar in VECTORS["bars"]]


def test_order(said: dict[str, list[object]]) -> None:
    assert said["ordered"]


def test_a_page_read_later_says_what_a_build_of_that_day_says(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-12-20T09:00:00+08:00")
    page.goto(f"{address}policies/ks-sample-2026-1/")
    assert page.locator(".z-until").first.inner_text() == "12-02截止，已过18天"
    assert page.locator(".z-tags .z-tag").first.inner_text() == "已截止"
    assert page.locator(".z-win").first.is_hidden()


def read_later(page: Page, later: str, address: str) -> None:
    """Open a page with the clock of a later day."""
    page.clock.set_fixed_time(f"{later}T09:00:00+08:00")
    page.goto(address)


def tags(page: Page) -> list[str]:
    return [tag.inner_text() for tag in page.locator(".z-tags .z-tag").all() if tag.is_visible()]


def test_a_policy_on_its_last_day_says_so_in_one_wording(page: Page, address: str) -> None:
    path = f"{address}policies/mof-2026-2/"
    read_later(page, "2026-12-16", path)
    assert tags(page) == ["有效至2026-12-31"]
    read_later(page, "2026-12-31", path)
    assert tags(page) == ["有效至2026-12-31", "即将截止"]
    assert set(page.locator(".z-until").all_inner_texts()) == {"12-31截止，就是今天"}
    read_later(page, "2027-01-01", path)
    assert tags(page) == ["已失效"]


def test_days_of_the_last_year_say_their_year(page: Page, address: str) -> None:
    read_later(page, "2027-06-15", f"{address}policies/most-2017-115/")
    assert page.locator(".z-card .z-dl .z-no").first.inner_text() == "2026-06-01至2026-08-31"
    for path in ("activities/", "cases/", ""):
        read_later(page, "2027-06-15", address + path)
        for column in page.locator(".z-when:has(time)").all():
            year = str(column.locator("time").get_attribute("datetime"))[:4]
            assert column.locator("span").first.inner_text() == ("" if year == "2027" else f"{year}年")


def test_a_window_over_the_new_year_says_when_it_began(page: Page, address: str) -> None:
    read_later(page, "2027-01-01", address)
    text = page.evaluate(
        """async () => {
          const script = document.querySelector('script[src$="today.mjs"]').src;
          const { refresh } = await import(script);
          const bar = document.createElement("div");
          bar.innerHTML = '<div data-window="b||||w|2026-12-15/2027-01-31|14"><p class="z-win__ends">'
            + "<span data-begin>12-15开始</span><span data-end>2027-01-31</span></p></div>";
          refresh(bar, "2027-01-01");
          return bar.innerText;
        }"""
    )
    assert text == "2026-12-15开始01-31"


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("2026-12-07", "有效，复核通过"),
        ("2026-12-08", "已到期，复核通过"),
    ],
)
def test_a_recognition_ends_while_the_page_stands(page: Page, address: str, later: str, state: str) -> None:
    read_later(page, later, f"{address}enterprises/91320102YY0023757C/")
    assert page.locator("[data-held]").nth(1).inner_text() == state


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("2027-03-04", "有效"),
        ("2027-03-05", "即将到期，准备复核"),
        ("2027-09-01", "即将到期，准备复核"),
        ("2027-09-02", "已到期"),
    ],
)
def test_a_recognition_nears_its_end_while_the_page_stands(
    page: Page, address: str, later: str, state: str
) -> None:
    read_later(page, later, f"{address}enterprises/91320571YY0625601F/")
    (row,) = page.locator("tr:has-text('小巨人')").all()
    assert row.locator("[data-held]").inner_text() == state
    assert row.locator(".z-until--near").count() == state.startswith("即将")


@pytest.fixture(scope="module")
def built_on(
    root: Path, build: Callable[[Path, str], Path], serve: Callable[[Path], str]
) -> Callable[[str], str]:
    """The address of the shipped content as built for a day."""
    return cache(lambda day: serve(build(root, day)))


HOME = """
() => ({
  scale: [...document.querySelectorAll(".z-ruler > text, .z-ruler > path + path, .z-ruler a")].map((mark) => {
    const place = mark.querySelector("path") ?? mark;
    return [mark.textContent, Math.round(place.getBoundingClientRect().x)];
  }),
  end: document.querySelector(".z-ruler path").getBoundingClientRect().right,
  near: [...document.querySelectorAll(".z-ruler__flag--near")].map((flag) => flag.textContent),
  closing: document.querySelector("[data-closing]").innerText,
})
"""
"""What the home page shows of today: every mark of the ruler with its place, and the ledger."""


@pytest.mark.parametrize("later", ["2026-12-03", "2026-12-18"])
def test_the_ruler_of_a_later_day_is_that_of_a_build_of_that_day_as_far_as_it_was_known(
    page: Page, address: str, built_on: Callable[[str], str], later: str
) -> None:
    page.clock.set_fixed_time(f"{later}T09:00:00+08:00")
    page.goto(address)
    moved = page.evaluate(HOME)
    page.goto(built_on(later))
    built = page.evaluate(HOME)
    unknown = [mark for mark in built["scale"] if mark not in moved["scale"]]
    assert len(moved["scale"]) > 20
    assert moved["scale"] == [mark for mark in built["scale"] if mark not in unknown]
    assert all(place > moved["end"] for _, place in unknown)
    assert moved["near"] == built["near"]
    assert moved["closing"]
    assert built["closing"].startswith(moved["closing"])


def test_the_ruler_goes_when_its_days_are_over(page: Page, address: str) -> None:
    for later, told in (("2027-02-01", "48天内没有要截止的政策"), ("2040-01-01", "列出的政策都已截止")):
        read_later(page, later, address)
        assert page.locator(".z-ruler").is_hidden()
        assert page.locator("[data-closing] li:visible").count() == 0
        assert page.get_by_text(told).is_visible()


SHOWN = "() => document.querySelector('.z-cols, [data-list], ul:has(+ .z-empty)').innerText"
"""What is seen of a policy, of an enterprise, of the list, of what closes soon."""


@pytest.mark.parametrize(
    ("later", "paths"),
    [
        ("2027-01-08", ("", "policies/", "policies/mof-2024-148/", "enterprises/91320102YY0023757C/")),
        ("2028-01-01", ("policies/", "policies/mof-sta-2023-12/", "enterprises/91320571YY0625601F/")),
    ],
)
def test_what_ends_while_the_page_stands_is_told_as_by_a_build_of_that_day(
    page: Page, address: str, built_on: Callable[[str], str], later: str, paths: tuple[str, ...]
) -> None:
    for path in paths:
        read_later(page, later, address + path)
        page.wait_for_load_state("networkidle")
        seen = page.evaluate(SHOWN)
        read_later(page, later, built_on(later) + path)
        assert seen == page.evaluate(SHOWN), path


@pytest.fixture(scope="module")
def planned(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content with windows that open and close after the build, one of them earlier in a county."""
    folder = tmp_path_factory.mktemp("planned")
    shutil.copytree(root / "content", folder / "content")
    shutil.copytree(root / "rosters", folder / "rosters", ignore=shutil.ignore_patterns("private"))
    shutil.copytree(root / "site_templates", folder / "site_templates")
    shutil.copy(root / "mkdocs.yml", folder)
    for name, before, after in (
        (
            "nj",
            "closes_on: 2026-12-31, note: 每家企业限报一个项目",
            "closes_on: 2026-12-10, note: 每家企业限报一个项目",
        ),
        (
            "wx",
            "    windows:\n",
            '    windows:\n      - {opens_on: 2026-12-15, closes_on: 2027-01-05, regions: ["320281"]}\n',
        ),
    ):
        file = folder / f"content/policies/{name}-sample/{name}-sample-2026-1.yml"
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1
        file.write_text(text.replace(before, after), encoding="utf-8")
    return folder


def test_what_opens_and_closes_while_the_page_stands_is_told_as_by_a_build_of_that_day(
    page: Page, planned: Path, build: Callable[[Path, str], Path], serve: Callable[[Path], str]
) -> None:
    now, then = (serve(build(planned, day)) for day in ("2026-11-24", "2026-12-20"))
    for path in ("policies/", "policies/wx-sample-2026-1/"):
        read_later(page, "2026-12-20", now + path)
        page.wait_for_load_state("networkidle")
        seen = page.evaluate(SHOWN)
        read_later(page, "2026-12-20", then + path)
        assert seen == page.evaluate(SHOWN), path
