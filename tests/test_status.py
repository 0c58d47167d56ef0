"""States of policies, benefits and windows on a day, and their words (rule 34): the shared cases."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.words import deadline, status_tag, window_bar
from generator.status import IN_FORCE, Grants, Span, Status, Subject, Term, judge

VECTORS = json.loads((Path(__file__).parent / "vectors" / "status.json").read_text(encoding="utf-8"))
Case = dict[str, Any]


def term_of(text: str) -> Term:
    """A term from its text in an attribute."""
    subject, effective, ends, replaced, grants, spans, soon = text.split("|")
    return Term(
        subject=Subject(subject),
        effective_on=_day(effective),
        ends_on=None if ends == "?" else _day(ends),
        ends_unknown=ends == "?",
        replaced_on=_day(replaced),
        grants=Grants(grants),
        spans=tuple(_span(span) for span in spans.split()),
        soon=int(soon),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _span(text: str) -> Span:
    opens, _, closes = text.partition("/")
    return Span(opens_on=_day(opens), closes_on=_day(closes))


def _about(case: Case) -> str:
    return str(case["about"])


@pytest.mark.parametrize("case", VECTORS["cases"], ids=_about)
def test_state(case: Case) -> None:
    state = judge(term_of(case["term"]), date.fromisoformat(case["today"]))
    assert (state.status.name.lower(), str(state.day or ""), state.near) == (
        case["kind"],
        case["day"],
        case["near"],
    )


@pytest.mark.parametrize("case", VECTORS["cases"], ids=_about)
def test_words(case: Case) -> None:
    term, today = term_of(case["term"]), date.fromisoformat(case["today"])
    state = judge(term, today)
    tag, shown = status_tag(term, state), deadline(term, state, today)
    assert (tag.kind, tag.words, tag.term) == (case["kind"], case["tag"], case["term"])
    assert [shown.year, shown.day, shown.small] == case["column"]
    assert (shown.sentence, shown.iso, shown.near) == (case["sentence"], case["day"], case["near"])


@pytest.mark.parametrize("case", VECTORS["bars"], ids=_about)
def test_bar(case: Case) -> None:
    term = term_of(case["term"])
    bar = window_bar(term, term.spans[0], date.fromisoformat(case["today"]))
    assert (bar.passed if bar and bar.now else None) == case["passed"]


def test_order() -> None:
    today = date.fromisoformat(VECTORS["order"]["today"])
    orders = [judge(term_of(text), today).order for text in VECTORS["order"]["terms"]]
    assert all(before < after for before, after in pairwise(orders))


def test_no_space_between_han_and_digits() -> None:
    for case in VECTORS["cases"]:
        assert " " not in "".join((case["tag"], *case["column"], case["sentence"]))


def test_text_holds_the_whole_term() -> None:
    for case in VECTORS["cases"]:
        assert term_of(case["term"]).text == case["term"]


days = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31))
spans = st.builds(Span, opens_on=st.none() | days, closes_on=st.none() | days)


@given(
    effective=st.none() | days,
    ends=st.none() | days,
    replaced=st.none() | days,
    windows=st.lists(spans, max_size=4).map(tuple),
    always=st.booleans(),
    today=days,
)
def test_any_term_has_one_state_that_its_dates_bear_out(
    *,
    effective: date | None,
    ends: date | None,
    replaced: date | None,
    windows: tuple[Span, ...],
    always: bool,
    today: date,
) -> None:
    grants = Grants.ALWAYS if always else Grants.WINDOWS if windows else Grants.NOTHING
    term = Term(
        subject=Subject.POLICY,
        effective_on=effective,
        ends_on=ends,
        replaced_on=replaced,
        grants=grants,
        spans=windows,
        soon=14,
    )
    state = judge(term, today)
    in_force = (
        (replaced is None or today < replaced)
        and (ends is None or today <= ends)
        and (effective is None or effective <= today)
    )
    assert (state.status in IN_FORCE) == in_force
    assert state.days is None or state.day is not None
    if state.near:
        assert state.days is not None
        assert 0 <= state.days <= 14
    assert (state.status is Status.VALID) == (in_force and grants is Grants.NOTHING)
    assert deadline(term, state, today).sentence
    assert status_tag(term, state).words
