"""政策体检 as data: what is asked and judged in the browser is what the files say, and a checklist for paper."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from eligibility_pairs import ROOT, dataset
from test_portal import policy, portal_of
from tree import FACTS, TREE

from generator.eligibility.evaluate import deciding, evaluate
from generator.eligibility.reasons import asked
from generator.exports.published import published
from generator.matching import unruled, whole_rule
from generator.pages.check import check
from generator.pages.check_index import check_index
from generator.pages.questions import checkable, questions
from generator.portal import Portal, derive
from generator.records.enterprise import RUNGS, Tier
from generator.templates import Templates

Json = Any


def index(portal: Portal) -> Json:
    (file,) = check_index(portal)
    assert file.path == "check/index.json"
    return json.loads(file.data)


def expanded(written: Json, rule: Json) -> Json:
    """A rule with its leaves in the places of their numbers, as a file writes it."""
    if isinstance(rule, int):
        return {key: value for key, value in written["leaves"][rule].items() if key != "says"}
    return {key: part if key == "at_least" else expand_all(written, part) for key, part in rule.items()}


def expand_all(written: Json, part: Json) -> Json:
    return [expanded(written, each) for each in part] if isinstance(part, list) else expanded(written, part)


@pytest.fixture(scope="module")
def shipped() -> Portal:
    return derive(dataset())


@pytest.fixture(scope="module")
def written(shipped: Portal) -> Json:
    return index(shipped)


def without_texts(rule: Json) -> Json:
    """A rule as files write it without the texts of its nodes, and without what only a group says."""
    if isinstance(rule, list):
        return [without_texts(each) for each in rule]
    if not isinstance(rule, dict):
        return rule
    group = rule.keys() & {"all", "any", "not", "of"}
    left_out = {"text", "clause"} if group else {"text"}
    return {key: without_texts(part) for key, part in rule.items() if key not in left_out}


def test_every_benefit_in_force_is_judged_by_its_own_rule(shipped: Portal, written: Json) -> None:
    listed = list(checkable(shipped))
    assert len(written["benefits"]) == len(listed) > 20
    for (policy_, benefit_), row in zip(listed, written["benefits"], strict=True):
        place, id_, name, term, _, _, rule, reading, _ = row
        assert (written["policies"][place], id_, name) == (
            [policy_.record.id, policy_.name],
            benefit_.record.id,
            benefit_.record.name,
        )
        assert term == benefit_.term.text
        assert reading == unruled(benefit_.record)
        assert "\\" not in reading
        whole = whole_rule(policy_.record, benefit_.record.conditions)
        assert (None if rule is None else expanded(written, rule)) == without_texts(
            published(whole) if whole else None
        )


def sentences(rule: Json, written: Json) -> Iterator[str]:
    if isinstance(rule, int):
        yield written["leaves"][rule]["says"]
        return
    for key, part in rule.items():
        for each in part if isinstance(part, list) else [part]:
            if key != "at_least":
                yield from sentences(each, written)


def test_the_sentence_of_a_leaf_is_the_one_of_the_reasons(shipped: Portal, written: Json) -> None:
    for (policy_, benefit_), row in zip(checkable(shipped), written["benefits"], strict=True):
        whole = whole_rule(policy_.record, benefit_.record.conditions)
        if whole is None:
            continue
        trace = evaluate(whole, {}, shipped.as_of).trace
        told = [asked(step.node, shipped.terms, negated=negated) for step, negated in deciding(trace)]
        assert list(sentences(row[6], written)) == told


def ruled(id_: str, rule: str, more: str = "") -> str:
    """A benefit with a rule."""
    return f"""\
  - id: {id_}
    name: 示例事项{id_}
    what: 得到支持。
    support: [服务]
    claim: 申报
    conditions: {rule}
{more}"""


TECH = "{fact: high_tech, is: true, clause: 一}"


def test_a_leaf_under_a_not_says_the_opposite(tmp_path: Path, as_of: date) -> None:
    rule = f"{{all: [{TECH}, {{not: {TECH}}}, {{not: {{not: {TECH}}}}}]}}"
    found = index(portal_of(tmp_path, as_of, policy("one", ruled("b", rule))))
    (row,) = (row for row in found["benefits"] if row[1] == "b")
    yes, no = row[6]["all"][0], row[6]["all"][1]["not"]
    assert row[6] == {"all": [yes, {"not": no}, {"not": {"not": yes}}]}
    assert [found["leaves"][at]["says"] for at in (yes, no)] == ["是高新技术企业", "不是高新技术企业"]


def test_what_has_ended_is_not_asked_and_what_comes_is(tmp_path: Path, as_of: date) -> None:
    asks = ruled("b", "{asks: brand, text: 拥有自主品牌, clause: 一}")
    portal = portal_of(
        tmp_path,
        as_of,
        policy("ended", asks, more="ends_on: 2026-11-23\n"),
        policy("last-day", asks, more="ends_on: 2026-11-24\n"),
        policy("coming", asks, more="effective_on: 2027-01-01\n"),
    )
    found = index(portal)
    assert {id_ for id_, _ in found["policies"]} == {"miit-2026-2", "last-day", "coming"}
    own = [fact["key"] for fact in found["facts"] if "#" in fact["key"]]
    assert own == ["last-day#b/brand", "coming#b/brand"]


def test_a_pair_that_excludes_each_other_stands_once(tmp_path: Path, as_of: date) -> None:
    one = ruled("a", TECH, "    excludes: [{benefit: one#b, clause: 第三条}]\n")
    other = ruled("b", TECH, "    excludes: [{benefit: one#a, clause: 第三条}]\n")
    found = index(portal_of(tmp_path, as_of, policy("one", one, other)))
    ids = [row[1] for row in found["benefits"]]
    assert found["excludes"] == [[*sorted((ids.index("a"), ids.index("b"))), "第三条"]]


def test_amounts_that_can_be_added_are_whole_yuan(tmp_path: Path, as_of: date) -> None:
    amounts = {
        "fixed": "{fixed: 300000}",
        "most": "{up_to: 5000000}",
        "rate": "{rate: 30%}",
        "text": "{text: 面议}",
    }
    benefits = [ruled(id_, TECH, f"    amount: {amount}\n") for id_, amount in amounts.items()]
    found = index(portal_of(tmp_path, as_of, policy("one", *benefits)))
    rows = {row[1]: row[4:6] for row in found["benefits"]}
    assert {id_: rows[id_] for id_ in amounts} == {
        "fixed": ["30万元", "300000"],
        "most": ["最高500万元", "5000000"],
        "rate": ["30%", ""],
        "text": ["面议", ""],
    }


def test_the_ladder_is_made_of_what_awards_its_titles(written: Json) -> None:
    names = [[written["benefits"][at][2] for at in rung["benefits"]] for rung in written["rungs"]]
    assert names == [
        ["评价为创新型中小企业"],
        ["认定专精特新中小企业"],
        ["认定专精特新“小巨人”企业"],
    ]
    assert [rung["titles"] for rung in written["rungs"]] == [[tier.value for tier in rung] for rung in RUNGS]
    assert set(written["served"]) == {Tier.SRDI, Tier.LITTLE_GIANT}


def test_everything_that_a_rule_needs_can_be_asked(shipped: Portal, written: Json) -> None:
    keys = {fact["key"] for fact in written["facts"]}
    for policy_, benefit_ in checkable(shipped):
        name = f"{policy_.record.id}#{benefit_.record.id}"
        rule = whole_rule(policy_.record, benefit_.record.conditions)
        if rule is not None:
            needed = set(evaluate(rule, {}, shipped.as_of, name).needs)
            assert needed - {"size_class"} <= keys
            if "size_class" in needed:
                assert {"industry", "staff", "revenue_last_year", "total_assets"} <= keys
    assert "size_class" not in keys


@pytest.mark.parametrize(
    ("fact", "leaf", "words"),
    [
        ("{key: staff, label: 从业人员, kind: int, unit: 人}", "at_least: 3", "从业人员有多少？"),
        ("{key: rank, label: 国内排名, kind: int}", "at_most: 3", "国内排名是第几？"),
        ("{key: rd, label: 研发费用·上年度, kind: money, unit: 元}", "at_least: 3", "上年度研发费用是多少？"),
        ("{key: list, label: 是否列入(省级)名单, kind: bool}", "is: true", "是否列入（省级）名单？"),
        ("{key: level, label: 机构级别, kind: enum, values: [甲, 乙]}", "is: 甲", "机构级别是哪一级？"),
        ("{key: trade, label: 所属行业, kind: enum, values: [甲, 乙]}", "is: 甲", "所属行业是哪一类？"),
        ("{key: titles, label: 已获称号, kind: set, values: [甲, 乙]}", "has_any: [甲]", "已获得哪些称号？"),
        ("{key: titles, label: 有效称号, kind: set, values: [甲, 乙]}", "has_any: [甲]", "有效称号有哪些？"),
        ("{key: maker, label: 是否制造业企业, kind: bool}", "is: true", "是不是制造业企业？"),
        ("{key: since, label: 成立日期, kind: date}", "years_at_least: 3", "成立日期是哪一天？"),
        ("{key: place, label: 所在县(市、区), kind: region}", 'in: ["990102"]', "所在县（市、区）是哪里？"),
    ],
)
def test_a_label_becomes_a_question(tmp_path: Path, as_of: date, fact: str, leaf: str, words: str) -> None:
    key = fact.partition(",")[0].removeprefix("{key: ")
    facts = {
        FACTS: "\n".join(line for line in TREE[FACTS].splitlines() if f"key: {key}," not in line)
        + f"\n- {fact}\n"
    }
    portal = portal_of(
        tmp_path, as_of, facts, policy("one", ruled("b", f"{{fact: {key}, {leaf}, clause: 一}}"))
    )
    (question,) = (each for each in questions(portal, tuple(checkable(portal))) if each.key == key)
    assert question.words == words


def test_a_question_of_a_benefit_s_own_says_which(tmp_path: Path, as_of: date) -> None:
    rule = "{all: [{asks: a, text: 是否拥有自主品牌, clause: 一}, {asks: b, text: 项目已经验收, clause: 一}]}"
    portal = portal_of(tmp_path, as_of, policy("one", ruled("b", rule)))
    own = [each for each in questions(portal, tuple(checkable(portal))) if "#" in each.key]
    assert [(each.words, each.hint) for each in own] == [
        ("是否拥有自主品牌？", "只关系到“示例事项b”。"),
        ("项目已经验收，是这样吗？", "只关系到“示例事项b”。"),
    ]


def body(portal: Portal) -> str:
    (page,) = check(portal)
    return Templates(ROOT / "site_templates" / "pages").body(page, assets="assets/0")


def test_the_checklist_holds_every_question_and_every_benefit(shipped: Portal) -> None:
    paper = body(shipped).partition("data-paper")[2]
    listed = tuple(checkable(shipped))
    asked_ = tuple(questions(shipped, listed))
    assert all(question.words in paper for question in asked_)
    assert paper.count("z-blank__line") == sum(not (each.values or each.kind == "bool") for each in asked_)
    for policy_, benefit_ in listed:
        assert f'{policy_.path}#{benefit_.record.id}-conditions"' in paper


def test_a_long_checklist_says_how_many_more_there_are(tmp_path: Path, as_of: date) -> None:
    many = [policy(f"p-{number}", ruled("b", TECH)) for number in range(70)]
    html = body(portal_of(tmp_path, as_of, *many))
    assert html.count('-conditions"') == 60
    assert "还有11项" in html
