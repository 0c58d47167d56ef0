"""The questions of a check, in Chromium: what may be typed, which question is next, the size class, the address."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.eligibility.facts import read_facts
from generator.eligibility.size import FILE, OPEN, size, standard
from generator.records.fact import Fact, FactKind

CALLED = """
async ([name, given]) => {
  const script = document.querySelector('script[src$="today.mjs"]').src;
  const module = await import(script.replace("today.mjs", "check-questions.mjs"));
  return JSON.stringify(JSON.parse(given).map((each) => module[name](...each)));
}
"""
MONEY = {"key": "net_profit", "label": "利润", "kind": "money", "values": []}
STAFF = {"key": "staff", "label": "从业人员", "kind": "int", "unit": "人", "values": []}
SHARE = {"key": "share", "label": "占比", "kind": "percent", "values": [], "signed": True}
TIERS = {"key": "tiers", "label": "称号", "kind": "set", "values": ["甲", "乙,丙"]}
PLACE = {"key": "region", "label": "地区", "kind": "region", "values": []}
DAY = {"key": "founded", "label": "成立日期", "kind": "date", "values": []}
FACTS = [PLACE, MONEY, STAFF, SHARE, TIERS, DAY]
ABOVE = {"320000": [], "320100": ["320000"]}


def called(page: Page, address: str, name: str, *given: Any) -> Any:
    """What a function of the module gives for each list of arguments."""
    page.goto(address)
    return json.loads(page.evaluate(CALLED, [name, json.dumps(given, ensure_ascii=False)]))


def test_typed_values_are_exact(page: Page, address: str) -> None:
    typed = [
        (MONEY, "152.35", "1523500"),
        (MONEY, "0.0001", "1"),
        (MONEY, "00", "0"),
        (MONEY, "99999999999999.9999", "999999999999999999"),
        (STAFF, "0120", "120"),
        (SHARE, "-3.50", "-3.5"),
        (SHARE, "-0.0", "0"),
        (SHARE, "9999.9999", "9999.9999"),
        (PLACE, "320100", ["320100", "320000"]),
        (TIERS, [], []),
        (DAY, "2024-02-29", "2024-02-29"),
    ]
    found = called(page, address, "canonical", *([fact, text, ABOVE] for fact, text, _ in typed))
    assert [answer.get("value") for answer in found] == [value for _, _, value in typed]


@pytest.mark.parametrize(
    ("fact", "text", "said"),
    [
        (MONEY, "1,000", "逗号"),
        (MONEY, "1000万", "单位已经是万元"),
        (MONEY, "-5", "负数"),
        (MONEY, "1.00001", "精确到元"),
        (MONEY, "1000000000000000", "最多14位"),
        (STAFF, "12.5", "整数"),
        (STAFF, "1" * 19, "最多18位"),
        (STAFF, " ", "先填写"),
        (SHARE, "10000", "最多4位"),
        (SHARE, "1.00001", "小数最多4位"),
        (DAY, "2023-02-29", "年-月-日"),
        (TIERS, ["丁"], "选项"),
    ],
)
def test_refusals_say_why(page: Page, address: str, fact: Any, text: Any, said: str) -> None:
    [found] = called(page, address, "canonical", [fact, text, ABOVE])
    assert said in found["refusal"]


def test_the_next_question_is_what_most_need(page: Page, address: str) -> None:
    verdicts = [
        {"answer": "待核实", "needs": ["b", "size_class"]},
        {"answer": "待核实", "needs": ["a"]},
        {"answer": "不符合", "needs": ["a"]},
        {"answer": "待核实", "needs": ["industry"]},
    ]
    keys = ["a", "b", "industry"]
    found = called(page, address, "nextQuestion", [keys, verdicts, {}, {}], [keys, [], {}, {}])
    assert found == ["industry", None]


def test_the_size_class_is_pythons(page: Page, address: str) -> None:
    bounds = {
        industry: {key: [str(bound) for bound in limits] for key, limits in measures.items()}
        for industry, measures in standard().industries.items()
    }
    numbers = {"staff": FactKind.INT, "revenue_last_year": FactKind.MONEY, "total_assets": FactKind.MONEY}
    dictionary = {key: Fact(key=key, label=key, kind=kind) for key, kind in numbers.items()}
    dictionary["industry"] = Fact(key="industry", label="行业", kind=FactKind.ENUM, values=tuple(bounds))
    written: list[dict[str, Any]] = [{}]
    for industry, measures in bounds.items():
        written += [{"industry": industry}]
        for at in range(3):
            written += [{"industry": industry, key: limits[at]} for key, limits in measures.items()]
            written += [{"industry": industry} | {key: limits[at] for key, limits in measures.items()}]
            written += [{"industry": industry} | {key: int(one[at]) - 1 for key, one in measures.items()}]
    as_text = [{key: str(value) for key, value in each.items()} for each in written]
    found = called(page, address, "sizeOf", *([each, bounds] for each in as_text))
    expected = [size(read_facts(each, dictionary, {})[0]) for each in as_text]
    assert [(one["size"] or OPEN, tuple(one["needs"])) for one in found] == [
        tuple(one) for one in expected
    ], FILE


def test_the_address_gives_the_answers_back(page: Page, address: str) -> None:
    answers = {
        "region": ["320100", "320000"],
        "net_profit": "1523500",
        "share": "-3.5",
        "tiers": ["甲", "乙,丙"],
        "founded": "2024-02-29",
    }
    empty: dict[str, object] = {"tiers": []}
    written = called(page, address, "fragmentOf", *([FACTS, each, "2026"] for each in (answers, empty, {})))
    assert written[2] == ""
    read = called(page, address, "answersOf", *([FACTS, f"#{each}", ABOVE] for each in written))
    assert read == [
        {"answers": answers, "dropped": 0, "year": "2026"},
        {"answers": empty, "dropped": 0, "year": "2026"},
        {"answers": {}, "dropped": 0},
    ]


@pytest.mark.parametrize(
    "damaged",
    [
        "v2;2026;staff=1;end",
        "v1;staff=1;end",
        "v1;26;staff=1;end",
        "v1;2026;staff=01;end",
        "v1;2026;staff=1;staff=2;end",
        "v1;2026;=1;end",
        "v1;2026;staff;end",
        "v1;2026;tiers=%E7;end",
        "v1;2026;share=-0;end",
    ],
)
def test_a_damaged_address_starts_empty(page: Page, address: str, damaged: str) -> None:
    [found] = called(page, address, "answersOf", [FACTS, damaged, ABOVE])
    assert found["answers"] == {}
    assert "没有读出来" in found["damaged"]


def test_what_nobody_asks_for_any_more_is_left_out_and_counted(page: Page, address: str) -> None:
    [found] = called(page, address, "answersOf", [FACTS, "v1;2026;other=1;staff=3;end", ABOVE])
    assert found == {"answers": {"staff": "3"}, "dropped": 1, "year": "2026"}


def test_a_question_of_a_benefit_s_own_stands_in_the_address(page: Page, address: str) -> None:
    own = {"key": "a-1#b/c", "label": "建成", "kind": "bool", "values": []}
    [written] = called(page, address, "fragmentOf", [[own], {"a-1#b/c": "true"}, "2026"])
    assert "#" not in written
    [read] = called(page, address, "answersOf", [[own], f"#{written}", {}])
    assert read["answers"] == {"a-1#b/c": "true"}


def test_a_file_holds_the_answers_as_the_command_line_reads_them(page: Page, address: str) -> None:
    answers = {"region": ["320100", "320000"], "net_profit": "15000", "tiers": [], "share": "-3.5"}
    [written] = called(page, address, "fileOf", [FACTS, answers])
    assert json.loads(written) == {**answers, "region": "320100"}
    [read] = called(page, address, "answersIn", [FACTS, written, ABOVE])
    assert read == {"answers": answers, "dropped": 0}


@pytest.mark.parametrize("text", ["", "{", "[1]", "3", "null", '{"staff": "1,000"}', '{"tiers": "丙"}'])
def test_a_damaged_file_is_refused_whole(page: Page, address: str, text: str) -> None:
    [found] = called(page, address, "answersIn", [FACTS, text, ABOVE])
    assert found["answers"] == {}
    assert "没有读进来" in found["damaged"]


def test_an_address_that_was_cut_anywhere_is_damaged(page: Page, address: str) -> None:
    answers = {"region": ["320100", "320000"], "net_profit": "15000", "staff": "120"}
    [written] = called(page, address, "fragmentOf", [FACTS, answers, "2026"])
    cut = [written[:length] for length in range(1, len(written))]
    found = called(page, address, "answersOf", *([FACTS, each, ABOVE] for each in cut))
    assert all(each["answers"] == {} and each["damaged"] for each in found)


def test_full_width_digits_are_digits(page: Page, address: str) -> None:
    found = called(page, address, "canonical", [STAFF, "１２０"], [MONEY, "１５２．３"])
    assert [each["value"] for each in found] == ["120", "1523000"]


def test_a_day_lies_in_the_past(page: Page, address: str) -> None:
    fact = DAY | {"latest": "2026-11-24"}
    found = called(page, address, "canonical", [fact, "2026-11-24"], [fact, "2026-11-25"])
    assert [each.get("value") for each in found] == ["2026-11-24", None]
    assert "今天" in found[1]["refusal"]
