"""Enterprises × benefits as bitmaps: `python -m bench.matching PEOPLE RULES` prints the cost as JSON."""

import json
import random
import sys
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility_pairs import DICTIONARY, above, pairs, shipped_rules
from test_vectors import RULE, as_yaml

from bench.stage import cost
from generator.eligibility.conditions import Condition
from generator.eligibility.evaluate import evaluate
from generator.eligibility.facts import Facts, Value, read_facts
from generator.eligibility.matrix import Matrix, matrix

AS_OF = date(2026, 11, 24)
SAMPLE = 100_000


LARGEST = 10**12
"""No enterprise has figures beyond; a column with one would be computed without 64-bit numbers."""


def _people(count: int) -> list[Facts]:
    """Enterprises with the facts of several drawn pairs each, none like another."""
    drawn = [read_facts(pair.written, DICTIONARY, above())[0] for pair in pairs(4_000, 7)]
    known = [[item for item in facts.items() if _usual(item[1])] for facts in drawn]
    chance = random.Random(11)
    return [dict(item for items in chance.choices(known, k=8) for item in items) for _ in range(count)]


def _usual(value: Value) -> bool:
    return not isinstance(value, Decimal) or abs(value) < LARGEST


def _rules(count: int) -> list[tuple[str, Condition]]:
    """The shipped rules again and again, each time with other limits, so that no two tests are one."""
    chance = random.Random(13)
    shipped = list(shipped_rules())
    chosen = (shipped[place % len(shipped)] for place in range(count))
    return [(benefit, RULE.validate_python(as_yaml(varied(rule, chance)))) for rule, benefit in chosen]


def varied(node: Any, chance: random.Random) -> Any:
    """A rule as a file writes it, with other limits."""
    if isinstance(node, list):
        return [varied(child, chance) for child in node]
    if not isinstance(node, dict):
        return node
    other = {key: varied(value, chance) for key, value in node.items()}
    for key in {"at_least", "at_most", "more_than", "less_than"} & node.keys() if "of" not in node else ():
        limit = str(node[key])
        number = Decimal(limit.removesuffix("%")) * chance.randint(50, 150)
        other[key] = f"{number / 100:.2f}%" if limit.endswith("%") else str(int(number))
    return other


def main() -> None:
    """Measure, and hold a random sample of the cells to the evaluator."""
    people, count = _people(int(sys.argv[1])), int(sys.argv[2])
    rules = _rules(count)
    made: list[Matrix] = []
    figures = cost(lambda: made.append(matrix(rules, people, AS_OF)))
    chance = random.Random(17)
    for _ in range(SAMPLE):
        row, place = chance.randrange(count), chance.randrange(len(people))
        benefit, rule = rules[row]
        assert made[0].answer(row, place) is evaluate(rule, people[place], AS_OF, benefit).answer
    size = (made[0].yes.nbytes + made[0].no.nbytes) / 2**20
    sys.stdout.write(json.dumps({**figures, "bitmaps": size}) + "\n")


if __name__ == "__main__":
    main()
