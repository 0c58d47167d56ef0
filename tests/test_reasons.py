"""The leaves that made an answer, in words: what is asked, what is there, what is lacking."""

from datetime import date

import pytest
import yaml
from test_eligibility_text import FACTS, RULE, TERMS, as_text

from generator.eligibility.evaluate import evaluate
from generator.eligibility.facts import read_facts
from generator.eligibility.reasons import Reason, reasons

AS_OF = date(2026, 11, 24)


def told(rule: str, **facts: object) -> tuple[Reason, ...]:
    node = RULE.validate_python(as_text(yaml.safe_load(rule)))
    known, misfits = read_facts(facts, FACTS, {})
    assert misfits == ()
    return reasons(evaluate(node, known, AS_OF, "p-1#b").trace, TERMS)


@pytest.mark.parametrize(
    ("rule", "facts", "has", "lacks"),
    [
        ("{fact: staff, at_least: 300, clause: 一}", {"staff": 1280}, "", ""),
        ("{fact: staff, at_least: 300, clause: 一}", {"staff": 280}, "280人", "差20人"),
        ("{fact: staff, at_most: 300, clause: 一}", {"staff": 1300}, "1,300人", "多1,000人"),
        ("{fact: staff, more_than: 300, clause: 一}", {"staff": 300}, "300人", "正好压线，不算"),
        ("{fact: rd_last_year, at_least: 1000000, clause: 一}", {"rd_last_year": 200000}, "20万元", "差80万元"),
        ("{fact: niche_share, at_least: 10%, clause: 一}", {"niche_share": "7.5%"}, "7.5%", "差2.5%"),
        (
            "{ratio: [rd_last_year, revenue_last_year], at_least: 3%, clause: 一}",
            {"rd_last_year": 1000000, "revenue_last_year": 70000000},
            "1.42%（上年度研发费用100万元、上年度营业收入7,000万元）",
            "上年度研发费用差110万元",
        ),
        (
            "{ratio: [total_liabilities, total_assets], at_most: 75%, clause: 一}",
            {"total_liabilities": 80, "total_assets": 100},
            "80%（负债总额80元、资产总额100元）",
            "负债总额多5元",
        ),
        (
            "{sum: [rd_last_year, rd_previous_year], at_least: 12000000, clause: 一}",
            {"rd_last_year": 5000000, "rd_previous_year": 5000000},
            "1,000万元",
            "差200万元",
        ),
        (
            "{fact: established_on, years_at_least: 3, clause: 一}",
            {"established_on": "2024-02-29"},
            "2024-02-29",
            "到2027年2月28日满3年",
        ),
        ("{fact: established_on, years_at_least: 9000, clause: 一}", {"established_on": "2024-02-29"}, "2024-02-29", "到11024年2月29日满9000年"),
        ("{fact: core_ip, is: true, clause: 一}", {"core_ip": False}, "否", ""),
        ("{fact: tiers, has_any: [创新型中小企业], clause: 一}", {"tiers": []}, "没有", ""),
        ("{fact: size_class, in: [小型, 微型], clause: 一}", {"size_class": "大型"}, "大型", ""),
        ("{asks: brand, text: 是否拥有自主品牌, clause: 一}", {"p-1#b/brand": False}, "否", ""),
    ],
)  # fmt: skip
def test_a_failed_test(rule: str, facts: dict[str, object], has: str, lacks: str) -> None:
    (reason,) = told(rule, **facts)
    if has:
        assert (reason.has, reason.lacks) == (has, lacks)
    assert (reason.needs, reason.clause) == ((), "一")


def test_only_what_made_the_answer() -> None:
    rule = """
      all:
        - {fact: staff, at_least: 10, clause: 一}
        - any: [{fact: core_ip, is: true, clause: 二}, {fact: class1_ip, at_least: 1, clause: 三}]
        - not: {fact: serious_breach, is: true, clause: 四}
        - {fact: niche_years, at_least: 2, clause: 五}
    """
    failed = told(rule, staff=20, core_ip=False, class1_ip=0, serious_breach=True)
    assert [reason.clause for reason in failed] == ["二", "三", "四"]
    assert failed[-1].asked == "上一年及当年没有重大安全、质量、环境违法或严重失信"
    assert failed[-1].has == "是"
    opened = told(rule, staff=20)
    assert [reason.clause for reason in opened] == ["二", "三", "四", "五"]
    assert {reason.has for reason in opened} == {""}
    held = told(rule, staff=20, core_ip=True, serious_breach=False, niche_years=2)
    assert [reason.clause for reason in held] == ["一", "二", "四", "五"]


def test_the_missing_part_of_a_ratio_is_named() -> None:
    (reason,) = told(
        "{ratio: [rd_last_year, revenue_last_year], at_least: 3%, clause: 一}", revenue_last_year=1
    )
    assert (reason.has, reason.needs) == ("", ("上年度研发费用",))


def test_a_ratio_over_nothing_says_both_parts() -> None:
    (reason,) = told(
        "{ratio: [rd_last_year, revenue_last_year], at_least: 3%, clause: 一}",
        rd_last_year=5,
        revenue_last_year=0,
    )
    assert reason.has == "上年度研发费用5元、上年度营业收入0元"
