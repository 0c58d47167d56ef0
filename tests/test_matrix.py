"""The bitmaps of many rules and many enterprises say what the evaluator says, cell by cell."""

from datetime import date

import pytest
from eligibility_pairs import DICTIONARY, above, pairs
from test_vectors import RULE, as_yaml

from generator.eligibility.evaluate import evaluate
from generator.eligibility.facts import read_facts
from generator.eligibility.matrix import matrix
from generator.records.policy import Answer

AS_OF = date(2026, 11, 24)


@pytest.mark.parametrize("many", [240, pytest.param(800, marks=pytest.mark.trust)])
def test_every_cell_is_what_the_evaluator_says(many: int) -> None:
    drawn = list(pairs(many, 20261124))
    rules = [(pair.benefit, RULE.validate_python(as_yaml(pair.rule))) for pair in drawn]
    people = [read_facts(pair.written, DICTIONARY, above())[0] for pair in drawn]
    seen = dict.fromkeys(Answer, 0)
    for start in range(0, len(drawn), 80):
        of_rules, of_people = rules[start : start + 80], people[start : start + 80]
        found = matrix(of_rules, of_people, AS_OF)
        for row, (benefit, rule) in enumerate(of_rules):
            expected = [evaluate(rule, facts, AS_OF, benefit).answer for facts in of_people]
            assert [found.answer(row, place) for place in range(len(of_people))] == expected, rule
            assert found.fitting(row).tolist() == [answer is Answer.YES for answer in expected]
            for answer in expected:
                seen[answer] += 1
    assert min(seen.values()) > many


def test_nobody_and_nothing() -> None:
    rule = RULE.validate_python({"fact": "staff", "at_least": "5", "clause": "一"})
    assert matrix([("p#b", rule)], [], AS_OF).yes.shape == (1, 0)
    assert matrix([], [{}], AS_OF).yes.shape == (0, 1)
