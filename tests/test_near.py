"""差一点: one number that alone stands in the way, and is close."""

from datetime import date

import pytest
import yaml
from eligibility_pairs import DICTIONARY, above, pairs
from test_eligibility_text import FACTS, RULE, as_text

from generator.eligibility.evaluate import evaluate
from generator.eligibility.facts import read_facts
from generator.eligibility.matrix import matrix
from generator.eligibility.near import loosened, near_miss
from generator.records.policy import Answer

AS_OF = date(2026, 11, 24)
STAFF = "{fact: staff, at_least: 100, clause: 一}"
RD = "{fact: rd_last_year, at_least: 1000000, clause: 二}"
SHARE = "{ratio: [rd_last_year, revenue_last_year], at_least: 10%, clause: 三}"
YEARS = "{fact: established_on, years_at_least: 3, clause: 四}"
PATENTS = "{fact: class1_ip, at_least: 1, clause: 五}"


def missed(rule: str, **written: object) -> str:
    """The fact of the near miss, or ""."""
    facts, misfits = read_facts(written, FACTS, {})
    assert misfits == ()
    node = RULE.validate_python(as_text(yaml.safe_load(rule)))
    step = near_miss(evaluate(node, facts, AS_OF, "p#b").trace, FACTS, AS_OF)
    return step.keys[0] if step else ""


@pytest.mark.parametrize(
    ("rule", "facts", "near"),
    [
        (STAFF, {"staff": 80}, "staff"),
        (STAFF, {"staff": 79}, ""),
        (STAFF, {"staff": 100}, ""),
        (STAFF, {}, ""),
        (PATENTS, {"class1_ip": 0}, "class1_ip"),
        (RD, {"rd_last_year": 999999}, "rd_last_year"),
        ("{fact: rd_last_year, at_least: 2, clause: 二}", {"rd_last_year": 1}, ""),
        (SHARE, {"rd_last_year": 80, "revenue_last_year": 1000}, "rd_last_year"),
        (SHARE, {"rd_last_year": 79, "revenue_last_year": 1000}, ""),
        (YEARS, {"established_on": "2024-11-24"}, "established_on"),
        (YEARS, {"established_on": "2024-11-25"}, ""),
        ("{fact: established_on, years_at_least: 9000, clause: 一}", {"established_on": "2024-11-24"}, ""),
        ("{asks: brand, text: 是否有, clause: 一}", {"p#b/brand": False}, ""),
        (f"{{not: {STAFF}}}", {"staff": 100}, ""),
        (f"{{not: {{not: {STAFF}}}}}", {"staff": 90}, "staff"),
        (f"{{all: [{STAFF}, {RD}]}}", {"staff": 90}, "staff"),
        (f"{{all: [{STAFF}, {RD}]}}", {"staff": 90, "rd_last_year": 1}, ""),
        (f"{{any: [{STAFF}, {RD}]}}", {"staff": 1, "rd_last_year": 900000}, "rd_last_year"),
        (f"{{any: [{STAFF}, {RD}]}}", {"staff": 90}, ""),
        (f"{{at_least: 2, of: [{STAFF}, {RD}, {PATENTS}]}}", {"staff": 90, "rd_last_year": 1000000, "class1_ip": 0}, "staff"),
        (f"{{at_least: 2, of: [{STAFF}, {RD}, {PATENTS}]}}", {"staff": 90, "rd_last_year": 1, "class1_ip": 0}, ""),
    ],
)  # fmt: skip
def test_a_near_miss(rule: str, facts: dict[str, object], near: str) -> None:
    assert missed(rule, **facts) == near


@pytest.mark.parametrize("many", [900, pytest.param(3000, marks=pytest.mark.trust)])
def test_who_nearly_meets_a_rule_does_not_fail_the_loosened_one(many: int) -> None:
    drawn = list(pairs(many, 77))
    near = 0
    for start in range(0, len(drawn), 60):
        part = drawn[start : start + 60]
        rules = [(pair.benefit, RULE.validate_python(as_text(pair.rule))) for pair in part]
        people = [read_facts(pair.written, DICTIONARY, above())[0] for pair in part]
        loose = matrix([(name, loosened(rule, DICTIONARY)) for name, rule in rules], people, AS_OF)
        for row, (name, rule) in enumerate(rules):
            found = near_miss(evaluate(rule, people[row], AS_OF, name).trace, DICTIONARY, AS_OF)
            if found:
                near += 1
                assert loose.answer(row, row) is not Answer.NO, rule
    assert near > many / 60
