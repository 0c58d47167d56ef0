"""The hand-written eligibility vectors keep their form, so that every evaluator can be held to them."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from generator.eligibility.conditions import Conditions

ROOT = Path(__file__).parent.parent
FILES = sorted(path for path in (ROOT / "tests" / "vectors").glob("*.json") if path.stem != "status")
FACTS = {
    fact["key"]: fact for fact in yaml.safe_load((ROOT / "content" / "facts.yml").read_text(encoding="utf-8"))
}
ANSWERS = {"符合", "不符合", "待核实"}
SIZES = {"大型", "中型", "小型", "微型", "待核实"}
SIZE_KEYS = ("industry", "staff", "revenue_last_year", "total_assets")
RULE: TypeAdapter[Conditions] = TypeAdapter(Conditions)

Json = Any
Case = dict[str, Json]


def read(path: Path) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))


def cases(*, sized: bool) -> list[Case]:
    """All vectors of one sort, each with its rule in place of the rule's name."""
    found = []
    for path in FILES:
        content = read(path)
        for vector in content["vectors"]:
            rule = vector.get("rule")
            named = {"rule": content["rules"][rule]} if isinstance(rule, str) else {}
            if ("size" in vector) is sized:
                found.append(vector | named)
    return found


def by_id(vector: Case) -> str:
    return str(vector["id"])


def as_yaml(node: Json) -> Json:
    """The rule as the loader hands it over: every scalar is the text that YAML holds."""
    if isinstance(node, dict):
        return {key: as_yaml(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_yaml(value) for value in node]
    return str(node).lower() if isinstance(node, bool) else str(node)


def keys(node: Json, benefit: str | None) -> Iterator[str]:
    """The facts that a rule asks for, in order of appearance."""
    if "asks" in node:
        yield f"{benefit}/{node['asks']}"
    elif "fact" in node:
        yield node["fact"]
    else:
        yield from node.get("ratio", node.get("sum", ()))
    for child in node.get("all", node.get("any", node.get("of", ()))):
        yield from keys(child, benefit)
    if "not" in node:
        yield from keys(node["not"], benefit)


def given(vector: Case) -> set[str]:
    return {key for key, value in vector["facts"].items() if value is not None}


def fits(value: Json, fact: Case) -> bool:
    """Whether a given value is of the fact's kind; nothing below 0 but growth and taxable income."""
    match fact["kind"]:
        case "bool":
            return isinstance(value, bool)
        case "date":
            return date.fromisoformat(value).isoformat() == str(value)
        case "enum":
            return bool(value in fact["values"])
        case "set":
            return isinstance(value, list) and set(value) <= set(fact["values"])
    number: float = float(value.removesuffix("%")) if isinstance(value, str) else value
    signed = "growth" in fact["key"] or fact["key"] == "taxable_income_last_year"
    whole = fact["kind"] == "percent" or number == int(number)
    return not isinstance(value, bool) and whole and (signed or number >= 0)


def test_there_are_enough_and_every_table_has_some() -> None:
    assert {path.stem for path in FILES} == {*"abcdefg", "grammar"}
    assert len(cases(sized=False)) + len(cases(sized=True)) >= 40


def test_ids_are_unique_and_start_with_the_file() -> None:
    ids = [(path.stem, vector["id"]) for path in FILES for vector in read(path)["vectors"]]
    assert [row for row, count in Counter(ids).items() if count > 1] == []
    assert [row for row in ids if not row[1].startswith(f"{row[0]}-")] == []


def test_every_answer_occurs_and_every_named_rule_is_used() -> None:
    assert {vector["answer"] for vector in cases(sized=False)} == ANSWERS
    assert {vector["size"] for vector in cases(sized=True)} == SIZES
    for path in FILES:
        content = read(path)
        used = {vector["rule"] for vector in content["vectors"] if isinstance(vector.get("rule"), str)}
        assert used == set(content.get("rules", {})), path.name


@pytest.mark.parametrize("vector", cases(sized=False), ids=by_id)
def test_rule_vector_has_its_form(vector: Case) -> None:
    fields = {"id", "about", "as_of", "rule", "facts", "answer", "needs"}
    assert vector.keys() - {"benefit"} == fields
    assert vector["about"]
    assert date.fromisoformat(vector["as_of"])
    asked = list(keys(vector["rule"], vector.get("benefit")))
    names = {key for key in asked if "/" not in key}
    assert names <= FACTS.keys()
    assert "None" not in "".join(asked), "a rule that asks needs its benefit"
    assert len(set(vector["needs"])) == len(vector["needs"])
    assert set(vector["needs"]) <= set(asked) - given(vector)
    assert vector["answer"] == "待核实" or vector["needs"] == []


@pytest.mark.parametrize("vector", cases(sized=False) + cases(sized=True), ids=by_id)
def test_facts_are_of_their_kind(vector: Case) -> None:
    for key in given(vector):
        value = vector["facts"][key]
        assert isinstance(value, bool) if "/" in key else fits(value, FACTS[key]), key


@pytest.mark.parametrize("vector", cases(sized=True), ids=by_id)
def test_size_vector_has_its_form(vector: Case) -> None:
    assert vector.keys() == {"id", "about", "facts", "size", "needs"}
    assert vector["facts"].keys() <= set(SIZE_KEYS)
    assert vector["needs"] == [key for key in SIZE_KEYS if key in vector["needs"]]
    assert set(vector["needs"]).isdisjoint(given(vector))
    assert (vector["size"] == "待核实") == bool(vector["needs"])


@pytest.mark.parametrize("vector", cases(sized=False), ids=by_id)
def test_rule_decodes(vector: Case) -> None:
    assert RULE.validate_python(as_yaml(vector["rule"]))
