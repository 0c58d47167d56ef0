"""The page's script says the same as the build: the shared cases of states and words, in Chromium."""

import json
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
