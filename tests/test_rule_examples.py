"""The examples of a rule are held to what the rule gives."""

import re
from pathlib import Path

import pytest
from tree import FACTS, POLICY, TREE, edited, found_in, pointed

NO = "{facts: {staff: 2000}, answer: 不符合}"
STAFF = "{fact: staff, at_most: 1000, clause: 标准一}"
FAILING = "{facts: {staff: 1000}, answer: 不符合}"
ALL_FACTS = ", ".join(re.findall(r"key: (\w+)", TREE[FACTS]))


@pytest.mark.parametrize(
    ("example", "place", "message", "mend"),
    [
        ("{facts: {staff: 2000}, answer: 不符合, because: staff}", "", "", ""),
        (
            "{facts: {staff: 2000}, answer: 不符合, because: revenue}",
            "revenue",
            "“revenue”没有决定这个答案",
            "写 staff",
        ),
        ("{facts: {staff: 2000}, answer: 不符合, because: 人太多}", "", "", ""),
        (
            "{facts: {staff: 1000}, answer: 不符合}",
            "不符合",
            "这个例子写“不符合”，规则算出来是“待核实”，还缺上年度营业收入（revenue）",
            "对照原文：规则写错了改规则，例子写错了改例子",
        ),
        ("{facts: {}, answer: 待核实, needs: [revenue, staff]}", "", "", ""),
        (
            "{facts: {staff: 1}, answer: 待核实, needs: [staff]}",
            "[",
            "规则算出来还缺上年度营业收入（revenue）",
            "写 [revenue]",
        ),
        (
            "{facts: {staff: 2000}, answer: 不符合, needs: [revenue]}",
            "[",
            "规则算出来什么都不缺",
            "删掉 needs",
        ),
        (
            f"{{facts: {{}}, answer: 待核实, needs: [{ALL_FACTS}]}}",
            "[",
            "规则算出来还缺从业人员（staff）和上年度营业收入（revenue）",
            "写 [staff, revenue]",
        ),
        ("{facts: {staff: 1}, answer: 待核实, because: revenue}", "", "", ""),
    ],
)
def test_an_example(tmp_path: Path, example: str, place: str, message: str, mend: str) -> None:
    found = found_in(tmp_path, edited(POLICY, (NO, example)))
    fails = [item for item in found if item.code == "example-fails"]
    assert [(item.message, item.help) for item in fails] == ([(message, mend)] if message else [])
    assert all(pointed(tmp_path, item)[0] == place for item in fails)
    assert all(item.code in {"example-fails", "unknown-reference"} for item in found)


@pytest.mark.parametrize(
    ("day", "answer"), [("", "符合"), (", as_of: 2025-05-17", "不符合"), (", as_of: 2025-05-18", "符合")]
)
def test_the_day_of_an_example(tmp_path: Path, day: str, answer: str) -> None:
    years = "{fact: established_on, years_at_least: 3, clause: 标准一}"
    example = f"{{facts: {{established_on: 2022-05-18, revenue: 20000000}}, answer: {answer}{day}}}"
    (found,) = found_in(tmp_path, edited(POLICY, (STAFF, years), (NO, example)))
    assert found.code == "example-fails"
    (first,) = (line for line in TREE[POLICY].splitlines() if "{staff: 100, revenue" in line)
    assert TREE[POLICY].splitlines()[found.span.line - 1] == first


def test_the_size_class_is_computed(tmp_path: Path) -> None:
    size = "{fact: size_class, in: [小型, 微型], clause: 标准一}"
    facts = (
        TREE[FACTS]
        + "- {key: size_class, label: 企业规模, kind: enum, values: [大型, 中型, 小型, 微型]}\n"
        + "- {key: revenue_last_year, label: 上年度收入, kind: money, unit: 元}\n"
    )
    first = "{facts: {staff: 100, revenue: 20000000}, answer: 符合}"
    small = (
        "{facts: {industry: 工业, staff: 100, revenue_last_year: 20000000, revenue: 20000000}, answer: 符合}"
    )
    large = "{facts: {industry: 工业, staff: 1000, revenue_last_year: 400000000}, answer: 不符合, because: size_class}"
    policy = edited(POLICY, (STAFF, size), (NO, large), (first, small))
    assert found_in(tmp_path, {**policy, FACTS: facts}) == ()


@pytest.mark.parametrize(
    "leaf",
    [
        "{fact: staff, at_most: 一千, clause: 标准一}",
        "{fact: established_on, at_most: 3, clause: 标准一}",
        "{fact: stafff, at_most: 3, clause: 标准一}",
        "{at_least: 3, of: [{fact: staff, at_most: 3, clause: 标准一}]}",
    ],
)
def test_a_rule_that_is_wrong_is_not_tried(tmp_path: Path, leaf: str) -> None:
    (found,) = found_in(tmp_path, edited(POLICY, (STAFF, leaf)))
    assert found.code in {"wrong-limit", "wrong-operator", "unknown-reference", "wrong-count"}


def test_the_answer_to_a_question_of_the_benefit_counts(tmp_path: Path) -> None:
    asks = "{asks: chain, text: 在产业链上, clause: 标准一}"
    example = "{facts: {miit-2026-2#srdi/chain: false}, answer: 不符合, because: miit-2026-2#srdi/chain}"
    first = "{facts: {staff: 100, revenue: 20000000}, answer: 符合}"
    answered = "{facts: {miit-2026-2#srdi/chain: true, revenue: 20000000}, answer: 符合}"
    assert found_in(tmp_path, edited(POLICY, (STAFF, asks), (NO, example), (first, answered))) == ()


def test_a_rule_may_ask_for_all_facts_that_there_are(tmp_path: Path) -> None:
    facts = "".join(TREE[FACTS].splitlines(keepends=True)[:2])
    (found,) = found_in(tmp_path, {**edited(POLICY, (NO, FAILING)), FACTS: facts})
    assert found.code == "example-fails"


def test_examples_after_one_that_is_wrong_are_tried(tmp_path: Path) -> None:
    wrong = "{facts: {staff: 两千}, answer: 不符合}"
    found = found_in(tmp_path, edited(POLICY, (NO, f"{wrong}\n      - {FAILING}")))
    assert [item.code for item in found] == ["wrong-example", "example-fails"]


def test_benefits_after_one_whose_rule_is_wrong_are_tried(tmp_path: Path) -> None:
    other = """\
  - id: other
    name: 示例事项
    what: 获得示例称号。
    support: [认定]
    claim: 认定
    conditions: {fact: staff, at_most: 一千, clause: 标准一}
  - id: srdi
"""
    found = found_in(tmp_path, edited(POLICY, ("  - id: srdi\n", other), (NO, FAILING)))
    assert {"wrong-limit", "example-fails"} <= {item.code for item in found}
