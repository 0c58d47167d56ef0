"""The evaluator gives what the hand-worked vectors say."""

from datetime import date

import pytest
from pydantic import TypeAdapter
from test_vectors import FACTS, RULE, Case, as_yaml, by_id, cases

from generator.eligibility.evaluate import evaluate
from generator.eligibility.facts import read_facts
from generator.records.fact import Fact

DICTIONARY = TypeAdapter(dict[str, Fact]).validate_python(FACTS)


@pytest.mark.parametrize("vector", cases(sized=False), ids=by_id)
def test_answer_and_needs_of_a_vector(vector: Case) -> None:
    facts, misfits = read_facts(vector["facts"], DICTIONARY, {})
    assert misfits == ()
    rule = RULE.validate_python(as_yaml(vector["rule"]))
    verdict = evaluate(rule, facts, date.fromisoformat(vector["as_of"]), vector.get("benefit", ""))
    assert (verdict.answer.value, list(verdict.needs)) == (vector["answer"], vector["needs"])
