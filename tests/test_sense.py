"""Conditions that say nothing: more shapes than the fault cases have, and shapes in which all is well."""

from pathlib import Path

import pytest
from tree import FACTS, POLICY, TREE, edited, found_in, pointed

from generator.diagnostics import Diagnostic, Severity

CODES = {"never-met", "always-met", "text-differs-from-rule"}
RULE = """\
      all:
        - {fact: staff, at_most: 1000, clause: 标准一}
        - {fact: revenue, at_least: 15000000, clause: 标准二}
"""
MORE_FACTS = """\
- {key: taxable_income_last_year, label: 上年度应纳税所得额, kind: money, unit: 元}
- {key: operating_months, label: 持续经营月数, kind: int, unit: 月}
- {key: patents, label: 近36个月新增专利数, kind: int, unit: 项}
- {key: rank, label: 行业排名, kind: int}
- {key: fields, label: 所在领域, kind: set, values: [甲, 乙, 丙, 丁, 戊, 己, 庚, 辛, 壬]}
"""


def leaf(words: str) -> str:
    return f"{{{words}, clause: 标准}}"


def every(*nodes: str) -> str:
    return f"{{all: [{', '.join(nodes)}]}}"


def either(*nodes: str) -> str:
    return f"{{any: [{', '.join(nodes)}]}}"


def no(node: str) -> str:
    return f"{{not: {node}}}"


def some(least: int, *nodes: str) -> str:
    return f"{{at_least: {least}, of: [{', '.join(nodes)}]}}"


def findings(root: Path, rule: str) -> list[Diagnostic]:
    """What these rules find in a rule."""
    changes = edited(POLICY, (f"conditions:\n{RULE}", f"conditions: {rule}\n"))
    changes[FACTS] = TREE[FACTS] + MORE_FACTS
    return [item for item in found_in(root, changes) if item.code in CODES]


def found(root: Path, rule: str) -> list[tuple[str, str]]:
    """What these rules say to a rule: the codes and the messages."""
    return [(item.code, item.message) for item in findings(root, rule)]


def chosen(count: int) -> str:
    """A rule that wants all of so many fields, and none of them."""
    named = "甲乙丙丁戊己庚辛壬"[:count]
    return every(
        leaf(f"fact: fields, has_all: [{', '.join(named)}]"),
        no(leaf(f"fact: fields, has_any: [{', '.join(named)}]")),
    )


STAFF_5, STAFF_3 = leaf("fact: staff, at_least: 5"), leaf("fact: staff, at_most: 3")
OTHER = leaf("fact: high_tech, is: true")
ASKS = "{asks: chain, text: 在产业链上, clause: 标准}"

LOSS = "taxable_income_last_year"
BOTH_TIERS = "[制造业单项冠军, 专精特新中小企业]"

NEVER = [
    leaf("fact: established_on, after: 9999-12-31"),
    leaf("fact: established_on, before: 0001-01-01"),
    leaf("fact: staff, in: [-2, -1]"),
    leaf(f"ratio: [staff, {LOSS}], less_than: 0%"),
    leaf("fact: staff, less_than: 0"),
    leaf("fact: staff, at_most: -1"),
    leaf("ratio: [staff, revenue], less_than: 0%"),
    leaf("sum: [staff, revenue], at_most: -5"),
    no(leaf("fact: industry, in: [工业, 零售业]")),
    no(leaf("fact: staff, at_least: 0")),
    no(either(STAFF_5, leaf("fact: staff, less_than: 5"))),
    every(OTHER, no(leaf("fact: staff, at_least: 0"))),
    every(STAFF_5, OTHER, STAFF_3),
    every(STAFF_5, every(OTHER, STAFF_3)),
    every(STAFF_5, either(STAFF_3, leaf("fact: staff, is: 4"))),
    every(leaf("fact: staff, more_than: 4"), leaf("fact: staff, less_than: 5")),
    every(leaf("ratio: [staff, revenue], at_least: 5%"), leaf("ratio: [staff, revenue], at_most: 4.9%")),
    every(leaf("sum: [staff, revenue], at_least: 5"), leaf("sum: [staff, revenue], at_most: 4")),
    every(leaf("fact: high_tech, is: true"), leaf("fact: high_tech, is: false")),
    every(leaf("fact: high_tech, is: true"), no(leaf("fact: high_tech, is: true"))),
    every(leaf("fact: industry, is: 工业"), leaf("fact: industry, is: 零售业")),
    every(leaf('fact: place, is: "990102"'), no(leaf('fact: place, is: "990100"'))),
    every(leaf('fact: place, in: ["990102"]'), no(leaf('fact: place, is: "990100"'))),
    every(leaf('fact: place, in: ["990000", "990100", "990102"]'), no(leaf('fact: place, is: "990000"'))),
    every(leaf(f"fact: tiers, has_all: {BOTH_TIERS}"), no(leaf(f"fact: tiers, has_any: {BOTH_TIERS}"))),
    every(leaf("fact: tiers, has_all: [制造业单项冠军]"), no(leaf("fact: tiers, has_any: [制造业单项冠军]"))),
    every(leaf("fact: established_on, before: 2020-01-01"), leaf("fact: established_on, after: 2019-12-31")),
    every(leaf("fact: established_on, after: 0001-01-01"), leaf("fact: established_on, before: 0001-01-02")),
    every(leaf("fact: established_on, after: 9999-12-30"), leaf("fact: established_on, before: 9999-12-31")),
    every(ASKS, no(ASKS)),
    some(3, STAFF_5, STAFF_3, leaf("fact: staff, at_most: 2")),
    either(OTHER, every(STAFF_5, STAFF_3)),
]
ALWAYS = [
    leaf("fact: staff, at_least: 0"),
    leaf("fact: industry, in: [工业, 零售业]"),
    leaf("ratio: [staff, revenue], at_least: 0%"),
    either(STAFF_5, leaf("fact: staff, less_than: 5")),
    either(STAFF_5, OTHER, either(leaf("fact: staff, less_than: 9"), ASKS)),
    either(leaf("fact: high_tech, is: true"), leaf("fact: high_tech, is: false")),
    either(leaf("fact: industry, is: 工业"), leaf("fact: industry, is: 零售业")),
    either(leaf("fact: established_on, before: 2020-01-02"), leaf("fact: established_on, after: 2019-12-31")),
    either(leaf('fact: place, is: "990100"'), no(leaf('fact: place, is: "990102"'))),
    either(ASKS, no(ASKS)),
    some(1, STAFF_5, leaf("fact: staff, less_than: 5")),
    every(OTHER, leaf("fact: staff, at_least: 0")),
    no(leaf("fact: staff, less_than: 0")),
    no(every(STAFF_5, STAFF_3)),
]
SOUND = [
    leaf("fact: growth, more_than: -1%"),
    leaf(f"fact: {LOSS}, less_than: 0"),
    leaf(f"ratio: [{LOSS}, staff], less_than: 0%"),
    leaf(f"sum: [staff, {LOSS}], at_most: -5"),
    leaf("sum: [staff, revenue], at_most: 0"),
    every(leaf("ratio: [staff, revenue], at_least: 5%"), leaf("ratio: [staff, revenue], at_most: 5%")),
    every(leaf("ratio: [staff, revenue], at_least: 5%"), leaf("sum: [staff, revenue], at_most: 50")),
    every(leaf("fact: staff, more_than: 4"), leaf("fact: staff, less_than: 6")),
    every(leaf("fact: growth, more_than: 4%"), leaf("fact: growth, less_than: 5%")),
    every(leaf('fact: place, is: "990100"'), leaf('fact: place, is: "990102"')),
    every(leaf("fact: tiers, has_any: [制造业单项冠军]"), leaf("fact: tiers, has_any: [专精特新中小企业]")),
    every(leaf("fact: established_on, years_at_least: 5"), leaf("fact: established_on, after: 2025-01-01")),
    every(STAFF_5, leaf("fact: revenue, at_most: 3")),
    every(leaf("ratio: [staff, revenue], at_least: 5%"), leaf("ratio: [revenue, staff], at_most: 4%")),
    either(leaf('fact: place, is: "990000"'), OTHER),
    either(leaf("fact: established_on, before: 2020-01-01"), leaf("fact: established_on, after: 2020-01-01")),
    either(leaf("fact: staff, more_than: 5"), leaf("fact: staff, less_than: 5")),
    either(STAFF_5, STAFF_3),
    some(2, STAFF_5, OTHER, leaf("fact: staff, less_than: 5")),
    leaf("fact: staff, at_most: 0"),
    leaf(f"fact: tiers, has_any: {BOTH_TIERS}"),
]
LEFT_TO_OTHER_RULES = [
    some(3, STAFF_5, STAFF_3),
    leaf("fact: revenue, is: -5"),
    leaf("fact: staff, is: 零"),
    every(leaf("fact: tiers, has_any: [小巨人]"), no(leaf("fact: tiers, has_any: [小巨人]"))),
    leaf("fact: stuff, at_least: 0"),
    leaf("fact: industry, is: 采矿业"),
    leaf("fact: staff, at_least: 零"),
    leaf("fact: revenue, at_least: 0%"),
    leaf("fact: high_tech, at_least: 0"),
    leaf("sum: [staff, staff], at_least: 0"),
    leaf("sum: [staff, growth], at_least: 0%"),
    leaf("ratio: [staff, growth], at_least: 0%"),
    leaf('fact: place, is: "123456"'),
]


@pytest.mark.parametrize("rule", NEVER)
def test_no_one_can_meet_it(tmp_path: Path, rule: str) -> None:
    [(code, message)] = found(tmp_path, rule)
    assert code == "never-met"
    assert message.endswith("没有企业能达到")


@pytest.mark.parametrize("rule", ALWAYS)
def test_all_meet_it(tmp_path: Path, rule: str) -> None:
    [(code, message)] = found(tmp_path, rule)
    assert code == "always-met"
    assert message.endswith("什么企业都满足，等于没有要求")


@pytest.mark.parametrize("rule", SOUND + LEFT_TO_OTHER_RULES)
def test_nothing_is_said_of_a_rule_that_makes_sense_or_is_wrong_otherwise(tmp_path: Path, rule: str) -> None:
    assert found(tmp_path, rule) == []


@pytest.mark.parametrize(("members", "codes"), [(8, ["never-met"]), (9, [])])
def test_of_too_many_members_of_a_set_nothing_is_said(tmp_path: Path, members: int, codes: list[str]) -> None:
    assert [code for code, _ in found(tmp_path, chosen(members))] == codes


ALONE = "对照原文改门槛；原文没有这一条的，删掉它"
TOGETHER = "对照原文改门槛；原文是满足一条即可的，把 all 改成 any"
ENOUGH = "对照原文改门槛；原文要同时满足的，把 any 改成 all"
SAID = [
    (leaf("fact: staff, less_than: 0"), "“从业人员少于0人”，没有企业能达到", ALONE),
    (leaf("fact: staff, at_least: 0"), "“从业人员0人以上”，什么企业都满足，等于没有要求", ALONE),
    (
        every(STAFF_5, leaf("fact: staff, at_most: 9"), STAFF_3, leaf("fact: staff, at_most: 2")),
        "“从业人员5人以上”和“从业人员不超过3人”不能同时满足，没有企业能达到",
        TOGETHER,
    ),
    (
        either(STAFF_5, no(STAFF_5)),
        "“从业人员5人以上”和“从业人员少于5人”合起来，什么企业都满足，等于没有要求",
        ENOUGH,
    ),
    (
        every(STAFF_5, either(STAFF_3)),
        "“从业人员5人以上”和“从业人员的1条”不能同时满足，没有企业能达到",
        TOGETHER,
    ),
    (every(ASKS, no(ASKS)), "“在产业链上”和“不是：在产业链上”不能同时满足，没有企业能达到", TOGETHER),
    (
        every(ASKS, no(either(ASKS, ASKS))),
        "“在产业链上”和“不符合在产业链上的2条”不能同时满足，没有企业能达到",
        TOGETHER,
    ),
    (
        no(every(leaf("fact: staff, at_least: 0"), STAFF_5, STAFF_3)),
        "“不符合从业人员的3条”，什么企业都满足，等于没有要求",
        ALONE,
    ),
]


@pytest.mark.parametrize(("rule", "message", "mend"), SAID)
def test_what_is_said_of_conditions(tmp_path: Path, rule: str, message: str, mend: str) -> None:
    [item] = findings(tmp_path, rule)
    assert (item.message, item.help) == (message, mend)


def test_the_place_of_conditions_below_a_not(tmp_path: Path) -> None:
    [item] = findings(tmp_path, no(every(STAFF_5, OTHER, STAFF_3)))
    assert pointed(tmp_path, item) == ["3", "5"]


def test_all_conflicts_of_a_rule_are_said(tmp_path: Path) -> None:
    rule = every(STAFF_5, STAFF_3, leaf("fact: high_tech, is: true"), leaf("fact: high_tech, is: false"))
    assert [message for _, message in found(tmp_path, rule)] == [
        "“从业人员5人以上”和“从业人员不超过3人”不能同时满足，没有企业能达到",
        "“是高新技术企业”和“不是高新技术企业”不能同时满足，没有企业能达到",
    ]
    rule = every(STAFF_5, either(STAFF_3, leaf("fact: staff, is: 4")))
    assert [message for _, message in found(tmp_path, rule)] == [
        "“从业人员5人以上”和“从业人员的2条”不能同时满足，没有企业能达到"
    ]


REVENUE = "fact: revenue, at_least: 5000000"
TEXTS = [
    (leaf(f"{REVENUE}, text: 营业收入500万元以上"), ""),
    (leaf(f"{REVENUE}, text: 营业收入0.05亿元以上"), ""),
    (leaf(f'{REVENUE}, text: "营业收入5,000,000元以上"'), ""),
    (leaf(f"{REVENUE}, text: 2025年营业收入达到第3项的要求（附件2、300号）"), ""),
    (leaf(f"{REVENUE}, text: 营业收入50万元以上"), "文字里的“50万元”不是规则里的数"),
    (leaf(f"{REVENUE}, text: 营业收入（600万元）以上，不超过3亿"), "文字里的“600万元”、“3亿”不是规则里的数"),
    (leaf("fact: growth, at_least: 5%, text: 增长率5%以上"), ""),
    (leaf("fact: growth, at_least: 5%, text: 增长率6％以上"), "文字里的“6％”不是规则里的数"),
    (leaf("fact: growth, at_least: 5%, text: 近三年增长率5%以上，进入500强"), ""),
    (
        leaf("fact: growth, at_least: 5%, text: 三年内有两年、连续3年增长率5%以上"),
        "文字里的“两年”不是规则里的数",
    ),
    (leaf("fact: staff, at_least: 10, text: 从业人员十人以上"), ""),
    (leaf("fact: staff, in: [10, 20], text: 从业人员10人或二十人"), ""),
    (leaf("fact: staff, at_least: 10, text: 从业人员九人以上"), "文字里的“九人”不是规则里的数"),
    (leaf("fact: established_on, years_at_least: 2, text: 成立满两年"), ""),
    (leaf("fact: established_on, years_at_least: 2, text: 成立24个月以上"), ""),
    (leaf("fact: established_on, years_at_least: 2, text: 成立一年以上"), "文字里的“一年”不是规则里的数"),
    (leaf("fact: established_on, before: 2020-01-01, text: 成立满6年"), ""),
    (leaf("fact: high_tech, is: true, text: 3年内是高新技术企业"), ""),
    (f"{{text: 5人以上的有下列2项, all: [{STAFF_5}, {OTHER}]}}", ""),
    (f"{{text: 6人以上, all: [{STAFF_5}, {OTHER}]}}", "文字里的“6人”不是规则里的数"),
    (f"{{text: 至少2项, at_least: 2, of: [{STAFF_5}, {OTHER}, {ASKS}]}}", ""),
    (f"{{text: 50人以上的不行, not: {STAFF_5}}}", "文字里的“50人”不是规则里的数"),
    (f"{{text: 符合3项中的1项, any: [{STAFF_5}, {OTHER}, {ASKS}]}}", ""),
    (leaf(f"{REVENUE}, text: 2025年营业收入50万元以上"), "文字里的“50万元”不是规则里的数"),
    (leaf("fact: established_on, years_at_least: 2, text: 成立3年以上"), "文字里的“3年”不是规则里的数"),
    (leaf("fact: staff, at_least: 5, text: 从业人员2000人以上"), "文字里的“2000人”不是规则里的数"),
    (leaf("fact: operating_months, at_least: 24, text: 持续经营2年以上"), ""),
    (leaf("fact: patents, at_least: 5, text: 36个月新增专利5项"), ""),
]


@pytest.mark.parametrize(("rule", "message"), TEXTS)
def test_the_numbers_of_a_text(tmp_path: Path, rule: str, message: str) -> None:
    assert found(tmp_path, rule) == ([("text-differs-from-rule", message)] if message else [])


@pytest.mark.parametrize(
    ("rule", "limits"),
    [
        (leaf(f"{REVENUE}, text: 营业收入50万元以上"), "500万元"),
        (leaf("fact: growth, at_least: 5.50%, text: 增长率6%以上"), "5.5%"),
        (leaf("ratio: [revenue, staff], at_least: 5%, text: 占6%以上"), "5%"),
        (leaf("fact: staff, in: [10, 20], text: 从业人员30人"), "10人、20人"),
        (leaf("fact: rank, at_most: 10, text: 行业前列，30名以内"), "10"),
        (leaf("fact: established_on, years_at_least: 2, text: 成立三年以上"), "2年"),
    ],
)
def test_the_limits_of_a_rule_whose_text_differs(tmp_path: Path, rule: str, limits: str) -> None:
    [item] = findings(tmp_path, rule)
    assert item.help == f"对照原文，把文字和门槛改成一样；规则里是{limits}"


REGIONS = """\
- {code: "990200", name: 丙市, level: 市级, parent: "990000", slug: bing}
- {code: "990202", name: 丁区, level: 县级, parent: "990200", slug: ding}
"""


@pytest.mark.parametrize(
    ("policy", "window", "outside"),
    [
        ('["990100"]', '["990102", "990202"]', ["990202"]),
        ('["990102"]', '["990202", "990200"]', ["990202", "990200"]),
        ('["990100", "990202"]', '["990102", "990202"]', []),
        ('["990102"]', '["990100", "990000"]', []),
        ("[]", '["990202"]', []),
    ],
)
def test_a_window_is_for_places_of_its_policy(
    tmp_path: Path, policy: str, window: str, outside: list[str]
) -> None:
    changes = edited(
        POLICY,
        ("level: 国家级", f"level: 市级\nregions: {policy}"),
        ("    claim: 认定", f"    claim: 认定\n    windows: [{{note: 常年, regions: {window}}}]"),
    )
    changes["rosters/regions.yml"] = TREE["rosters/regions.yml"] + REGIONS
    found = [item for item in found_in(tmp_path, changes) if item.code == "never-met"]
    assert [pointed(tmp_path, item) for item in found] == [[f'"{code}"', policy[:1]] for code in outside]
    assert all(item.message.endswith("不在这份政策的适用地区里") for item in found)
    assert {item.severity for item in found} <= {Severity.WARNING}


def test_a_window_at_an_unknown_place_is_one_finding(tmp_path: Path) -> None:
    windows = '    claim: 认定\n    windows: [{note: 常年, regions: ["990199"]}]'
    limited = ("level: 国家级", 'level: 市级\nregions: ["990102"]')
    found = found_in(tmp_path, edited(POLICY, limited, ("    claim: 认定", windows)))
    assert [item.code for item in found] == ["unknown-reference"]
    known = (windows.replace("990199", "990100"), limited[1].replace("990102", "990199"))
    found = found_in(tmp_path, edited(POLICY, (limited[0], known[1]), ("    claim: 认定", known[0])))
    assert [item.code for item in found] == ["unknown-reference"]
