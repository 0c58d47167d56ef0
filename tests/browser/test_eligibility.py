"""The evaluator of the browser gives what Python's does: the hand-worked vectors, and thousands of random pairs."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from eligibility_pairs import DICTIONARY, Pair, pairs
from playwright.sync_api import Page
from test_vectors import cases

from generator.eligibility.evaluate import traced
from generator.eligibility.facts import read_facts, written_value

AT_ONCE = 3_000
MOST_BYTES = 4_096

JUDGED = """
async (given) => {
  const script = document.querySelector('script[src$="today.mjs"]').src;
  const { evaluate } = await import(script.replace("today.mjs", "eligibility.mjs"));
  return JSON.stringify(JSON.parse(given).map((each) => evaluate(...each)));
}
"""

Judge = Callable[[list[Any]], list[dict[str, Any]]]


@pytest.fixture
def judged(page: Page, address: str) -> Judge:
    """Evaluates lists of arguments in the page."""
    page.goto(address)

    def run(given: list[Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(page.evaluate(JUDGED, json.dumps(given, ensure_ascii=False)))
        return found

    return run


def test_hand_vectors(judged: Judge) -> None:
    vectors = cases(sized=False)
    given = []
    for vector in vectors:
        facts, _ = read_facts(vector["facts"], DICTIONARY, {})
        plain = {key: written_value(value) for key, value in facts.items()}
        given.append([vector["rule"], plain, vector["as_of"], vector.get("benefit", "")])
    found = [(verdict["answer"], verdict["needs"]) for verdict in judged(given)]
    assert found == [(vector["answer"], vector["needs"]) for vector in vectors]


@pytest.mark.parametrize("count", [3_000, pytest.param(21_000, marks=pytest.mark.trust)])
def test_random_pairs_have_equal_answers_needs_and_traces(judged: Judge, count: int) -> None:
    made = list(pairs(count, seed=1))
    differing: list[tuple[Pair, Any, Any]] = []
    for start in range(0, count, AT_ONCE):
        some = made[start : start + AT_ONCE]
        found = judged([[each.rule, each.canonical(), each.as_of.isoformat(), each.benefit] for each in some])
        for each, there in zip(some, found, strict=True):
            verdict = each.verdict()
            here = {
                "answer": verdict.answer.value,
                "needs": list(verdict.needs),
                "trace": traced(verdict.trace),
            }
            if here != there:
                differing.append((each, here, there))
    assert differing[:1] == []


def test_the_script_is_small() -> None:
    script = Path(__file__).parents[2] / "site_templates" / "assets" / "eligibility.mjs"
    assert len(gzip.compress(script.read_bytes(), 6, mtime=0)) <= MOST_BYTES
