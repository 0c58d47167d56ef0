"""The text of a rule reads as an editor would write it, and says what the rule says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from generator.eligibility.conditions import Asks, Condition, Conditions, leaves
from generator.eligibility.phrases import Terms, claim, money, phrase
from generator.eligibility.text import Line, describe
from generator.records.fact import Fact

ROOT = Path(__file__).parent.parent
RULE: TypeAdapter[Condition] = TypeAdapter(Conditions)

Json = Any


def read(path: Path) -> Json:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes text only


FACTS = {row["key"]: TypeAdapter(Fact).validate_python(row) for row in read(ROOT / "content" / "facts.yml")}
PLACES = {row["code"]: row["name"] for row in read(ROOT / "rosters" / "regions.yml")}
TERMS = Terms(facts=FACTS, places=PLACES)
CASES = read(ROOT / "tests" / "eligibility_texts.yml")
SHIPPED = {
    f"{path.stem}#{benefit['id']}": RULE.validate_python(benefit["conditions"])
    for path in sorted((ROOT / "content" / "policies").glob("*/*.yml"))
    for benefit in read(path).get("benefits", ())
    if "conditions" in benefit
}


def as_text(node: Json) -> Json:
    if isinstance(node, dict):
        return {key: as_text(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_text(value) for value in node]
    return str(node).lower() if isinstance(node, bool) else str(node)


def cited(node: Json) -> Json:
    """The rule with clause 一 for each test that cites none."""
    if isinstance(node, list):
        return [cited(item) for item in node]
    if not isinstance(node, dict):
        return node
    tested = {"fact", "ratio", "sum", "asks"} & node.keys()
    return ({"clause": "一"} if tested else {}) | {key: cited(value) for key, value in node.items()}


def worded(node: Json) -> Line:
    return describe(RULE.validate_python(cited(node)), TERMS)


def lines(line: Line, depth: int = 0) -> Iterator[str]:
    """The lines as they are read, two spaces a step in."""
    yield "  " * depth + line.text
    for child in line.children:
        yield from lines(child, depth + 1)


def clauses(line: Line) -> set[str]:
    own = {line.clause} if line.clause else set()
    return own.union(*(clauses(child) for child in line.children))


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: case["text"])
def test_sentence(case: Json) -> None:
    assert worded(case["rule"]) == Line(text=case["text"], clause="一")


@pytest.mark.parametrize("case", CASES["denials"], ids=lambda case: case["text"])
def test_denial(case: Json) -> None:
    assert worded({"not": case["rule"]}) == Line(text=case["text"], clause="一")


@pytest.mark.parametrize("case", CASES["trees"], ids=lambda case: case["name"])
def test_tree(case: Json) -> None:
    assert "\n".join(lines(worded(case["rule"]))) == case["text"]


def test_place_without_a_name_stands_as_its_code() -> None:
    rule = RULE.validate_python({"fact": "region", "is": "320115", "clause": "一"})
    assert describe(rule, Terms(facts=FACTS, places={})).text == "企业在320115"


def test_clause_of_a_group_is_kept() -> None:
    leaf = {"fact": "core_ip", "is": "true"}
    assert worded({"all": [leaf, {"fact": "staff", "at_least": "1"}], "clause": "附件1"}).clause == "附件1"


def test_a_clause_shared_below_a_heading_stands_there_once() -> None:
    shared = [
        {"fact": name, "is": "true", "clause": "二"}
        for name in ("core_ip", "manufacturing", "re_examination")
    ]
    own = {"fact": "staff", "at_least": "1", "clause": "三"}
    choice, mixed = worded({"all": [{"any": shared}, {"any": [own, *shared]}]}).children
    assert (choice.clause, {child.clause for child in choice.children}) == ("二", {None})
    assert (mixed.clause, {child.clause for child in mixed.children}) == (None, {"二", "三"})
    assert {child.clause for child in worded({"any": shared}).children} == {"二"}


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0元"),
        (9999, "9,999元"),
        (10_000, "1万元"),
        (123_400, "12.34万元"),
        (123_456, "123,456元"),
        (50_000_000, "5,000万元"),
        (120_000_000, "1.2亿元"),
        (123_456_000, "12,345.6万元"),
        (-1_200_000, "-120万元"),
        (150_000_000_000, "1,500亿元"),
    ],
)
def test_money(amount: int, text: str) -> None:
    assert money(amount) == text


def test_claim_of_a_statement_is_unknown() -> None:
    assert claim("拥有自主品牌", holds=True) is None


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_rules_read_well_and_keep_every_clause(name: str) -> None:
    line = describe(SHIPPED[name], TERMS)
    texts = [text.strip() for text in lines(line)]
    assert len(set(texts) - {"下列条件都要满足", "满足下列之一即可"}) >= 1
    assert [text for text in texts if re.search(r"是否|None|[()]|，，|[一-鿿] \d|\d [一-鿿]", text)] == []
    assert clauses(line) >= {leaf.clause for _, leaf in leaves(SHIPPED[name])}


@pytest.mark.parametrize("name", SHIPPED)
def test_own_text_has_the_numbers_of_its_rule(name: str) -> None:
    for _, leaf in leaves(SHIPPED[name]):
        if isinstance(leaf, Asks) or leaf.text is None:
            continue
        numbers = [re.findall(r"\d[\d,.]*", text) for text in (leaf.text, str(phrase(leaf, TERMS)))]
        assert numbers[0] == numbers[1], leaf.text


def test_rules_of_the_vectors_can_be_worded() -> None:
    for path in sorted((ROOT / "tests" / "vectors").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        inline = [vector.get("rule") for vector in content.get("vectors", [])]
        for node in [
            *content.get("rules", {}).values(),
            *(node for node in inline if isinstance(node, dict)),
        ]:
            assert describe(RULE.validate_python(as_text(node)), TERMS).text
