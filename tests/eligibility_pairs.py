"""Random rules with random facts, and the shipped rules with random facts: the same ones for the same seed."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from test_vectors import FACTS, RULE, as_yaml, keys

from generator.dataset import Dataset
from generator.eligibility.conditions import Condition
from generator.eligibility.evaluate import Verdict, evaluate
from generator.eligibility.facts import Value, plain, read_facts, written_value
from generator.eligibility.misfits import SIGNED
from generator.loading import load
from generator.records.fact import Fact

ROOT = Path(__file__).resolve().parent.parent
DICTIONARY = TypeAdapter(dict[str, Fact]).validate_python(FACTS)
BENEFIT = "policy-a#benefit-b"
QUESTIONS = ("brand", "chain", "first-use")
HUGE = (2**53 - 1, 2**53, 2**53 + 1, 10**18 - 1)
"""Numbers that a float does not tell apart."""

Json = Any


class Pair(NamedTuple):
    """A rule as a file writes it, values as a form writes them, the day and the benefit."""

    rule: Json
    written: dict[str, Json]
    as_of: date
    benefit: str

    @property
    def condition(self) -> Condition:
        """The rule as the loader makes it."""
        return RULE.validate_python(as_yaml(self.rule))

    @property
    def facts(self) -> dict[str, Value]:
        """The values that compare; all of them fit."""
        found, misfits = read_facts(self.written, DICTIONARY, above())
        assert misfits == ()
        return found

    def verdict(self) -> Verdict:
        """What Python says."""
        return evaluate(self.condition, self.facts, self.as_of, self.benefit)

    def canonical(self) -> dict[str, Json]:
        """The facts as the browser takes them."""
        return {key: written_value(value) for key, value in self.facts.items()}


@cache
def dataset() -> Dataset:
    """The shipped content."""
    return load(ROOT, date(2026, 11, 24))[0]


@cache
def above() -> Mapping[str, tuple[str, ...]]:
    """The regions above each region."""
    return dataset().codes_above


def of_kind(*kinds: str) -> list[str]:
    return [key for key, fact in FACTS.items() if fact["kind"] in kinds]


COUNTED = of_kind("int", "money")
COMPARED = ("at_least", "more_than", "at_most", "less_than")


def pairs(count: int, seed: int) -> Iterator[Pair]:
    """So many pairs; one in eight has a shipped rule."""
    rng = random.Random(seed)
    shipped = list(shipped_rules())
    for place in range(count):
        made = place % 8 or not shipped
        rule, benefit = (_node(rng, 4), BENEFIT) if made else shipped[place // 8 % len(shipped)]
        yield Pair(rule, _facts(rng, rule, benefit), _day(rng), benefit)


def shipped_rules() -> Iterator[tuple[Json, str]]:
    """Every rule in content/policies as it is written, with the name of its benefit."""
    for entry in dataset().policies:
        data: Json = entry.document.data
        for benefit in data.get("benefits", ()):
            if benefit.get("conditions"):
                yield benefit["conditions"], f"{entry.record.id}#{benefit['id']}"


def _node(rng: random.Random, depth: int) -> Json:
    if depth == 0 or rng.random() < 0.3:
        return _leaf(rng)
    group = rng.choice(("all", "any", "not", "of"))
    if group == "not":
        return {"not": _node(rng, depth - 1)}
    nodes = [_node(rng, depth - 1) for _ in range(rng.randint(1, 4))]
    return {group: nodes} | ({"at_least": rng.randint(1, len(nodes))} if group == "of" else {})


def _leaf(rng: random.Random) -> Json:
    made = rng.choice(
        (_asks, _ratio, _ratio, _sum, _number, _percent, _equal, _bool, _enum, _set, _region, _dated)
    )
    return made(rng) | {"clause": rng.choice(("第一条", "附件2 三（一）", "认定标准④"))}


def _asks(rng: random.Random) -> Json:
    return {"asks": rng.choice(QUESTIONS), "text": "是否有"}


def _ratio(rng: random.Random) -> Json:
    return {"ratio": rng.sample(COUNTED, 2), rng.choice(COMPARED): _share(rng)}


def _sum(rng: random.Random) -> Json:
    return {"sum": rng.sample(COUNTED, rng.randint(2, 4)), rng.choice(COMPARED): _limit(rng)}


def _number(rng: random.Random) -> Json:
    return {"fact": rng.choice(COUNTED), rng.choice(COMPARED): _limit(rng)}


def _percent(rng: random.Random) -> Json:
    return {"fact": rng.choice(of_kind("percent")), rng.choice(COMPARED): _share(rng)}


def _equal(rng: random.Random) -> Json:
    several = [str(rng.randint(-3, 9)) for _ in range(rng.randint(1, 3))]
    return {"fact": rng.choice(of_kind("int"))} | rng.choice(({"is": rng.randint(-3, 9)}, {"in": several}))


def _bool(rng: random.Random) -> Json:
    return {"fact": rng.choice(of_kind("bool")), "is": rng.choice((True, False, "true"))}


def _enum(rng: random.Random) -> Json:
    fact = rng.choice(of_kind("enum"))
    return {"fact": fact} | _one_or_some(rng, FACTS[fact]["values"])


def _set(rng: random.Random) -> Json:
    fact = rng.choice(of_kind("set"))
    return {"fact": fact, rng.choice(("has_any", "has_all")): _some(rng, FACTS[fact]["values"])}


def _region(rng: random.Random) -> Json:
    """A region, mostly one that has others below it."""
    over = sorted({code for codes in above().values() for code in codes})
    return {"fact": "region"} | _one_or_some(rng, rng.choice((over, over, list(above()))))


def _some(rng: random.Random, values: list[str]) -> list[str]:
    return rng.sample(values, rng.randint(1, min(3, len(values))))


def _one_or_some(rng: random.Random, values: list[str]) -> Json:
    return rng.choice(({"is": rng.choice(values)}, {"in": _some(rng, values)}))


def _dated(rng: random.Random) -> Json:
    years = {"years_at_least": rng.choice((0, 1, 2, 3, 4, "5", 100))}
    choices = ({"before": _day(rng).isoformat()}, {"after": _day(rng).isoformat()}, years)
    return {"fact": "established_on"} | rng.choice(choices)


def _day(rng: random.Random) -> date:
    """A day near the ends of years and of February, mostly within a few years."""
    year = rng.choice((2020, 2023, 2024, 2025, 2026, 2028))
    around = rng.choice((date(year, 3, 1), date(year, 12, 31), date(year, 11, 24)))
    return around + timedelta(days=rng.randint(-2, 2))


def _share(rng: random.Random) -> str:
    return rng.choice(
        ("0%", "3%", "3.0%", "0.5%", "33.3333%", "60%", "100%", "-1.25%", f"{rng.randint(0, 200)}%")
    )


def _limit(rng: random.Random) -> int | str:
    number = rng.choice((0, 1, -5, 70, 500, 12_000_000, rng.randint(1, 10**9), *HUGE))
    return number if abs(number) < 2**53 and rng.random() < 0.5 else str(number)


def _facts(rng: random.Random, rule: Json, benefit: str) -> dict[str, Json]:
    """Values for most of the facts that a rule names, those of numbers near what it asks for."""
    asked = list(dict.fromkeys(keys(rule, benefit)))
    known = rng.choice((0.4, 0.8, 1.0))
    wanted = list(_limits(rule))
    near = {key: [_exact(limit) for names, limit in wanted if names == (key,)] for key in asked}
    found = {key: _value(rng, key, near[key]) for key in asked if rng.random() < known}
    for names, limit in wanted:
        if len(names) > 1 and rng.random() < 0.5 and all(name in found for name in names):
            _bring_near(rng, names, limit, found)
    return found


def _limits(node: Json) -> Iterator[tuple[tuple[str, ...], str]]:
    """The facts of each leaf that compares numbers, with its limit."""
    for child in node.get("all", node.get("any", node.get("of", [node["not"]] if "not" in node else []))):
        yield from _limits(child)
    names = (node["fact"],) if "fact" in node else tuple(node.get("ratio", node.get("sum", ())))
    for operator in (*COMPARED, "is"):
        if names and operator in node and DICTIONARY[names[0]].kind.value in {"int", "money", "percent"}:
            yield names, str(node[operator])


def _exact(written: str) -> Decimal:
    return Decimal(written.removesuffix("%"))


def _bring_near(rng: random.Random, names: tuple[str, ...], limit: str, found: dict[str, Json]) -> None:
    """Change the first of several numbers so that the test holds just so, or just fails."""
    others = [int(found[name]) for name in names[1:]]
    exact = int(_exact(limit) * others[0] / 100) if limit.endswith("%") else int(_exact(limit)) - sum(others)
    found[names[0]] = str(min(max(exact + rng.randint(-1, 1), 0), 10**18 - 1))


def drawn_value(rng: random.Random, key: str) -> Json:
    """Any value of a fact, or of a question of a benefit's own."""
    return _value(rng, key, [])


def _value(rng: random.Random, key: str, near: list[Decimal]) -> Json:
    fact = FACTS.get(key)
    match fact["kind"] if fact else "bool":
        case "bool":
            return rng.choice((True, False))
        case "date":
            return _day(rng).isoformat()
        case "enum":
            return rng.choice(FACTS[key]["values"])
        case "set":
            return rng.sample(FACTS[key]["values"], rng.randint(0, len(FACTS[key]["values"])))
        case "region":
            return rng.choice(list(above()))
        case "percent":
            step = Decimal(rng.choice(("0", "0.0001", "-0.0001", "0.5", "-1")))
            number = min(rng.choice((*near, Decimal(rng.randint(-500, 20_000)) / 100)) + step, Decimal(9999))
        case _:
            drawn = rng.choice((0, rng.randint(0, 9), rng.randint(1, 10**9), rng.choice(HUGE)))
            number = rng.choice((*near, Decimal(drawn))) + rng.randint(-1, 1)
    if key in SIGNED and rng.random() < 0.2:
        number = -number
    return plain(
        min(max(number, Decimal(-(10**18) + 1) if key in SIGNED else Decimal(0)), Decimal(10**18 - 1))
    )
