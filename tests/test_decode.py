"""Every wrong value gets one finding, at its place, with the form that would have been right."""

from pathlib import Path

import pytest
from tree import FACTS, OFFICE, PAIRINGS, POLICY, edited, found_in

from generator.condition_slips import CONDITIONS
from generator.fields import choices_at, example_at, names_at
from generator.nearest import Nearest, closest
from generator.records.policy import Policy

DATES = {
    "2024/1/5": "写作 2024-01-05",
    "2024.01.05": "写作 2024-01-05",
    "2024年1月5日": "写作 2024-01-05",
    "2024 年 1 月 5 日": "写作 2024-01-05",
    "20240105": "写作 2024-01-05",
    "２０２４-０１-０５": "写作 2024-01-05",
    "2024-1-5": "写作 2024-01-05",
    "2024-01-05 12:30": "写作 2024-01-05",
    "2024-01-05T00:00:00": "写作 2024-01-05",
    "2024-02-30": "核对日子；2024年2月是1日到29日",
    "2023-02-29": "核对日子；2023年2月是1日到28日",
    "2024-13-01": "月份写 01 到 12",
    "0000-01-01": "年份写四位数字，例如 2026-04-01",
    "2024/2/30": "日期写成年-月-日，例如 2026-04-01",
    "明年": "日期写成年-月-日，例如 2026-04-01",
    "2024-01": "日期写成年-月-日，例如 2026-04-01",
    "12:30": "日期写成年-月-日，例如 2026-04-01",
    "1.10": "日期写成年-月-日，例如 2026-04-01",
}

AMOUNTS = {
    "500万元": "写作 5000000",
    "5,000万": "写作 50000000",
    "1,000万": "写作 10000000",
    "1_000": "写作 1000",
    "1 000": "写作 1000",
    "１０００": "写作 1000",
    "3.5万": "写作 35000",
    "0.1亿": "写作 10000000",
    "3百万": "写作 3000000",
    "2千万元": "写作 20000000",
    "500元": "写作 500",
    "¥500": "写作 500",
    "￥500": "写作 500",
    "+5": "写作 5",
    "007": "写作 7",
    "0510": "写作 510",
    "1e3": "写作 1000",
    "1.50E2": "写作 150",
    "5.0": "写作 5",
    "1.5": "只写数字，例如 5000000",
    "-0": "只写数字，例如 5000000",
    "-5": "只写数字，例如 5000000",
    "5%": "只写数字，例如 5000000",
    "1e400": "只写数字，例如 5000000",
    "1" * 40: "只写数字，例如 5000000",
    ".inf": "只写数字，例如 5000000",
    ".nan": "只写数字，例如 5000000",
    "NaN": "只写数字，例如 5000000",
    "0x1F": "只写数字，例如 5000000",
    "12:30": "只写数字，例如 5000000",
    "五百万": "只写数字，例如 5000000",
    "5万千": "只写数字，例如 5000000",
}

SHARES = {
    "5": "写作 5%",
    "0.05": "写作 5%",
    "0.125": "写作 12.5%",
    "5 %": "写作 5%",
    "５％": "写作 5%",
    "05%": "写作 5%",
    "5.0000000%": "写成带 % 的数，例如 3% 或 1.5%",
    "百分之五": "写成带 % 的数，例如 3% 或 1.5%",
    "百分之5": "写作 5%",
    "-0%": "写成带 % 的数，例如 3% 或 1.5%",
    "5%%": "写成带 % 的数，例如 3% 或 1.5%",
    "1/5": "写成带 % 的数，例如 3% 或 1.5%",
    "~": "写成带 % 的数，例如 3% 或 1.5%",
}

FLAGS = {
    **dict.fromkeys(("是", "yes", "Yes", "y", "on", "ON", "True", "TRUE", "1", "有"), "写作 true"),
    **dict.fromkeys(("否", "no", "NO", "n", "off", "False", "0", "无"), "写作 false"),
    **dict.fromkeys(("也许", "~", "null"), "是写 true，否写 false"),
}

CODES = {
    "９９０１００": '写作 "990100"',
    "990100000000": '写作 "990100"',
    '" 990100"': '写作 "990100"',
    "99010": '写成六位行政区划代码并加引号，例如 "110101"',
    "9901000": '写成六位行政区划代码并加引号，例如 "110101"',
    "丁市": '写成六位行政区划代码并加引号，例如 "110101"',
    "甲市": '写它的代码："990100"',
}

PHONES = {
    "000 - 99010201": "写作 000-99010201",
    "000—99010201": "写作 000-99010201",
    "000－99010201": "写作 000-99010201",
    "（000）99010201": "写作 000-99010201",
    "(000) 9901 0201": "写作 000-9901 0201",
    "０００-９９０１０２０１": "写作 000-99010201",
    "000-99010201转801": "写作 000-99010201-801",
    "+86 10 99010201": "写作 010 99010201",
    "000-99010201/99010202": "写单位的一个办公电话，带区号，各段用 - 分开，例如 010-12345678",
    "83392000": "写单位的一个办公电话，带区号，各段用 - 分开，例如 010-12345678",
    "四五六": "写单位的一个办公电话，带区号，各段用 - 分开，例如 010-12345678",
    "123": "写单位的一个办公电话，带区号，各段用 - 分开，例如 010-12345678",
}


def only(root: Path, changes: dict[str, str]) -> tuple[str, str]:
    found = found_in(root, changes)
    assert len(found) == 1, [(item.code, item.message) for item in found]
    return found[0].code, found[0].help


@pytest.mark.parametrize(("value", "mend"), DATES.items())
def test_dates(tmp_path: Path, value: str, mend: str) -> None:
    assert only(tmp_path, edited(POLICY, ("2026-01-16", value))) == ("wrong-date", mend)


@pytest.mark.parametrize(("value", "mend"), AMOUNTS.items())
def test_amounts(tmp_path: Path, value: str, mend: str) -> None:
    change = edited(POLICY, ("    claim: 认定", f"    claim: 认定\n    amount: {{up_to: '{value}'}}"))
    assert only(tmp_path, change) == ("wrong-number", mend)


@pytest.mark.parametrize(("value", "mend"), SHARES.items())
def test_shares(tmp_path: Path, value: str, mend: str) -> None:
    change = edited(POLICY, ("    claim: 认定", f"    claim: 认定\n    amount: {{rate: '{value}'}}"))
    assert only(tmp_path, change) == ("wrong-number", mend)


@pytest.mark.parametrize(("value", "mend"), FLAGS.items())
def test_flags(tmp_path: Path, value: str, mend: str) -> None:
    assert only(tmp_path, edited(OFFICE, ("sample: true", f"sample: {value}"))) == ("wrong-flag", mend)


@pytest.mark.parametrize(("value", "mend"), CODES.items())
def test_region_codes(tmp_path: Path, value: str, mend: str) -> None:
    change = edited(POLICY, ("level: 国家级", f"level: 国家级\nregions: [{value}]"))
    assert only(tmp_path, change) == ("wrong-form", mend)


@pytest.mark.parametrize(("value", "mend"), PHONES.items())
def test_phones(tmp_path: Path, value: str, mend: str) -> None:
    change = edited(OFFICE, ("work_phone: 000-99010201", f"work_phone: '{value}'"))
    assert only(tmp_path, change) == ("wrong-form", mend)


@pytest.mark.parametrize(
    ("value", "mend"),
    [
        ("office＠example.gov.cn", "写作 office@example.gov.cn"),
        ("mailto:office@example.gov.cn", "写作 office@example.gov.cn"),
        ("office@", "写成单位邮箱，例如 name@example.gov.cn"),
        ("a b@example.gov.cn", "写作 ab@example.gov.cn"),
    ],
)
def test_mailboxes(tmp_path: Path, value: str, mend: str) -> None:
    change = edited(OFFICE, ("sample: true", f"email: {value}"))
    assert only(tmp_path, change) == ("wrong-form", mend)


def test_every_form_that_is_proposed_is_right(tmp_path: Path) -> None:
    for before, table in (
        ("written_on: ", DATES),
        ("review_every: ", {"九十": "写作 90"}),
        ("source_url: ", {"x": "写作 https://www.example.gov.cn"}),
    ):
        for mend in table.values():
            if mend.startswith("写作 "):
                line = f"{before}{mend.removeprefix('写作 ')}"
                change = edited(POLICY, ("written_on: 2026-01-16", line))
                assert found_in(tmp_path, change) == (), line
    for field, table in (("up_to", AMOUNTS), ("rate", SHARES)):
        for mend in table.values():
            if mend.startswith("写作 "):
                line = f"    claim: 认定\n    amount: {{{field}: {mend.removeprefix('写作 ')}}}"
                assert found_in(tmp_path, edited(POLICY, ("    claim: 认定", line))) == (), line


@pytest.mark.parametrize(
    "value",
    ["000-99010201", "12345", "4008001234", "400-800-1234", "025 8339 2000", "000-99010201-801", "95598"],
)
def test_phones_that_hold(tmp_path: Path, value: str) -> None:
    change = edited(OFFICE, ("work_phone: 000-99010201", f"work_phone: {value}"))
    assert found_in(tmp_path, change) == ()


@pytest.mark.parametrize(
    ("line", "code", "mend"),
    [
        ("replaces: [MIIT 2022-63]", "wrong-form", "写作 miit-2022-63"),
        ("replaces: [工信部2号]", "wrong-form", "只用小写字母、数字和连字符，例如 miit-2026-2"),
        ("source_url: www.example.gov.cn", "wrong-form", "写作 https://www.example.gov.cn"),
        ("source_url: javascript:alert(1)", "wrong-form", "写完整网址，以 https:// 开头"),
        ("source_url: 'data:text/html,x'", "wrong-form", "写完整网址，以 https:// 开头"),
        ("short_title: ''", "empty-value", "填上文字，或删掉这一行"),
        ("short_title: '  '", "empty-value", "填上文字，或删掉这一行"),
        ("review_every: 99999999", "wrong-number", "写不超过10000的数"),
        ("replaces: miit-2022-63", "wrong-type", "写成 [miit-2022-63]"),
        ("short_title: {a: b}", "wrong-type", "写成一段文字，不用 [ ]、{ } 和“-”"),
        ("ends_on: [2026-01-01]", "wrong-type", "写成 2026-04-01 这样"),
        ("review_every: [1]", "wrong-type", "只写数字，例如 5000000"),
        ("sample: [true]", "wrong-type", "是写 true，否写 false"),
        ("replaced_by: miit-2026-3", "wrong-type", "写成 {policy: miit-2026-2, date: 2026-04-01}"),
        ("titel: 甲", "unknown-field", "删掉它；“title”已经写了"),
        ("shorttitle: 甲", "unknown-field", "改成 short_title"),
        ("source_URL: https://a.example", "unknown-field", "改成 source_url"),
    ],
)
def test_fields_of_a_policy(tmp_path: Path, line: str, code: str, mend: str) -> None:
    change = edited(POLICY, ("level: 国家级", f"level: 国家级\n{line}"))
    assert only(tmp_path, change) == (code, mend)


def test_a_field_near_to_none_names_all(tmp_path: Path) -> None:
    change = edited(OFFICE, ("sample: true", "qqqq: true"))
    code, mend = only(tmp_path, change)
    assert code == "unknown-field"
    assert mend.startswith("写到该写的字段里，多余的才删掉；这里可用的字段：region、unit、")


@pytest.mark.parametrize(
    ("benefit", "code", "mend"),
    [
        ("excludes: [{benefit: miit-2026-2/srdi, clause: 一}]", "wrong-form", "写作 miit-2026-2#srdi"),
        (
            "excludes: [{benefit: 甲, clause: 一}]",
            "wrong-form",
            "写成“政策编号#事项编号”，例如 miit-2026-2#srdi",
        ),
        ("amount: {note: 甲}", "wrong-amount", "补上 fixed、up_to（元）、rate（%）、text 中的一个"),
        ("windows: [甲]", "wrong-type", "写成 {opens_on: 2026-04-01}"),
        ("url: mailto:x@example.gov.cn", "wrong-form", "写完整网址，以 https:// 开头"),
        ("url: https://gxt.jiangsu.gov.cn@evil.com/", "wrong-form", "写完整网址，以 https:// 开头"),
        ("url: ftp://a.example/", "wrong-form", "写完整网址，以 https:// 开头"),
        ("no_conditions_because: 人人可办", "benefit-without-rule", "留下一个"),
        ("contact: {unit: 甲}", "missing-field", "补上 work_phone，例如 work_phone: 010-12345678"),
        ("materials: [{nmae: 甲}]", "unknown-field", "改成 name"),
        ("how: [[甲]]", "wrong-type", "写成一段文字，不用 [ ]、{ } 和“-”"),
    ],
)
def test_fields_of_a_benefit(tmp_path: Path, benefit: str, code: str, mend: str) -> None:
    change = edited(POLICY, ("    claim: 认定", f"    claim: 认定\n    {benefit}"))
    assert only(tmp_path, change) == (code, mend)


LIST = "is、in、at_least、more_than、at_most、less_than、has_any、has_all、before、after、years_at_least"
FORMS = "写 all、any、not、at_least 加 of，或 fact、ratio、sum 加一个比较，或 asks"


@pytest.mark.parametrize(
    ("node", "code", "mend"),
    [
        ("{fact: staff, atleast: 5, clause: 一}", "unknown-field", "改成 at_least"),
        ("{fact: staff, at-most: 5, clause: 一}", "unknown-field", "改成 at_most"),
        ("{fact: staff, '>=': 5, clause: 一}", "unknown-field", "改成 at_least"),
        ("{fact: staff, 不超过: 5, clause: 一}", "unknown-field", "改成 at_most"),
        ("{fact: staff, at_least: 5, at_most: 9, clause: 一}", "wrong-condition", "分成几条，放在 all 的列表里"),
        ("{fact: staff, clause: 一}", "wrong-condition", f"补上一个：{LIST}"),
        ("{fact: staff, ratio: [staff, revenue], at_least: 3%, clause: 一}", "wrong-condition", "留下一个；要比几样的，分成几条"),
        ("{ratio: [revenue], at_least: 3%, clause: 一}", "wrong-length", "补足"),
        ("{ratio: [revenue, revenue, revenue], at_least: 3%, clause: 一}", "wrong-length", "去掉多余的"),
        ("{fact: stafff, at_least: 5, clause: 一}", "unknown-reference", "改成 staff"),
        ("{fact: Staff, at_least: 5, clause: 一}", "wrong-form", "写作 staff"),
        ("{fact: 人数, at_least: 5, clause: 一}", "wrong-form", "写成 content/facts.yml 里的指标键，例如 revenue_last_year"),
        ("{fcat: staff, at_least: 5, clause: 一}", "wrong-condition", "改成 fact"),
        ("{at_least: 5, clause: 一}", "wrong-condition", "补上 fact: 指标键；几条里至少满足几条的，补上 of: 和条件的列表"),
        ("{fact: staff, at_least: 5}", "missing-field", "补上 clause"),
        ("{clause: 一}", "wrong-condition", FORMS),
        ("甲", "wrong-condition", FORMS),
        ("[{fact: staff, at_least: 5, clause: 一}]", "wrong-condition", "在列表上面写 all:（都要满足）或 any:（满足一条），列表再缩进两个空格"),
        ("{all: []}", "wrong-length", "补足"),
        ("{all: [{fact: staff, at_least: 5, clause: 一}], at_least: 1}", "unknown-field", "要“至少满足几条”，把 any 或 all 改成 of"),
        ("{at_least: 3, of: [{fact: staff, at_least: 5, clause: 一}]}", "wrong-count", "写 1 到 1"),
        ("{not: {at_least: 0, of: [{fact: staff, at_least: 5, clause: 一}]}}", "wrong-count", "写 1 到 1"),
        ("{asks: 甲, text: 乙, clause: 一}", "wrong-form", "只用小写字母、数字和连字符，例如 miit-2026-2"),
        ("{any: [{all: [{not: {fact: staff, atleast: 5, clause: 一}}]}]}", "unknown-field", "改成 at_least"),
    ],
)  # fmt: skip
def test_conditions(tmp_path: Path, node: str, code: str, mend: str) -> None:
    change = edited(POLICY, ("{fact: staff, at_most: 1000, clause: 标准一}", node))
    assert only(tmp_path, change) == (code, mend)


def test_a_list_in_place_of_a_rule(tmp_path: Path) -> None:
    change = edited(POLICY, ("      all:\n", ""))
    assert only(tmp_path, change)[0] == "wrong-condition"


def test_words_for_nodes_that_no_file_can_hold() -> None:
    assert CONDITIONS["union_tag_not_found"](None)[0] == "这里要一个条件"


@pytest.mark.parametrize(
    ("value", "mend"),
    [
        ("国家", "改成“国家级”；可选：国家级、省级、市级、县级"),
        ("市", "改成“市级”；可选：国家级、省级、市级、县级"),
        ("national", "可选：国家级、省级、市级、县级"),
        ("区级", "可选：国家级、省级、市级、县级"),  # 省级 is as like it as 县级
    ],
)
def test_choices(tmp_path: Path, value: str, mend: str) -> None:
    assert only(tmp_path, edited(POLICY, ("level: 国家级", f"level: {value}"))) == ("unknown-choice", mend)


def test_a_choice_that_is_no_text(tmp_path: Path) -> None:
    change = edited(POLICY, ("level: 国家级", "level: [国家级]"))
    assert only(tmp_path, change) == ("wrong-type", "只写一个选项，不用 [ ] 和 { }")


def test_each_missing_field_is_shown_in_its_form(tmp_path: Path) -> None:
    found = found_in(tmp_path, {OFFICE: 'region: "990102"\n', POLICY: "id: miit-2026-2\n"})
    assert [item.help for item in found if item.span.path == POLICY] == [
        "补上 checked，例如 checked: {date: 2026-04-01, against: 官网}",
        "补上 issuers，例如 issuers: […]",
        "补上 kind，例如 kind: 法律法规；可选：法律法规、政策文件、公告、名单、规划",
        "补上 level，例如 level: 国家级；可选：国家级、省级、市级、县级",
        "补上 summary，例如 summary: […]",
        "补上 title",
        (
            "补上 topics，例如 topics: [梯度培育]；可选：梯度培育、财政奖补、税收优惠、融资、科技创新、数字化、绿色、人才、市场、知识产权、"
            "用地用工、权益保护、服务体系"
        ),
    ]


def test_nothing_follows_on_from_a_broken_record(tmp_path: Path) -> None:
    newer = (
        "id: mof-2026-1\ntitle: 甲\nissuers: [乙]\nlevel: 国家级\nkind: 公告\ntopics: [融资]\n"
        "summary: [甲。, 乙。, 丙。]\nchecked: {date: 2026-11-24, against: 官网}\nbased_on: [miit-2026-2]\n"
        "benefits:\n  - {id: a, name: 甲, what: 乙, support: [资金], claim: 申报, no_conditions_because: 无,\n"
        "     excludes: [{benefit: miit-2026-2#srdi, clause: 一}]}\n"
    )
    changes = edited(POLICY, ("level: 国家级", "level: 国家"))
    found = found_in(tmp_path, {**changes, "content/policies/mof/mof-2026-1.yml": newer})
    assert [item.code for item in found] == ["unknown-choice"]


def test_facts_that_broke_silence_their_rules(tmp_path: Path) -> None:
    assert only(tmp_path, edited(FACTS, ("kind: int", "kind: number")))[0] == "unknown-choice"


def test_a_file_of_records_that_is_no_list(tmp_path: Path) -> None:
    assert only(tmp_path, {FACTS: "key: staff\n"}) == ("wrong-type", "每条以“- ”开头，顶格写")


def test_a_record_of_a_list_without_its_key_loses_the_kind(tmp_path: Path) -> None:
    code, _ = only(tmp_path, {FACTS: "- {label: 甲, kind: int}\n"})
    assert code == "missing-field"


def test_very_long_text(tmp_path: Path) -> None:
    code, mend = only(tmp_path, edited(POLICY, ("title: 优", f"title: {'优' * 20_001}")))
    assert (code, mend) == ("wrong-length", "缩短")


def test_the_nearest_of_many() -> None:
    nearest = Nearest(f"miit-20{year}-{number}" for year in range(10, 30) for number in range(200))
    assert nearest.closest("miit-2022-63") == "miit-2022-63"
    assert nearest.closest("miit-2022_063") in {"miit-2022-63", "miit-2022-163", "miit-2022-6"}
    assert nearest.closest("完全不同") is None
    assert all(nearest.closest(f"x{number}") is None for number in range(300))
    assert nearest.closest("miit-2022-64") is None, "after so many questions it stops to guess"


def test_the_nearest_of_few() -> None:
    assert closest("TITLE", ["title", "tile"]) == "title"
    assert closest("ｔｉｔｌｅ", ["title"]) == "title"
    assert closest("xyz", ["title"]) is None
    assert closest("", []) is None


def test_what_a_place_takes() -> None:
    assert example_at(Policy, ("benefits", 0, "windows", 0)) == "{opens_on: 2026-04-01}"
    assert example_at(Policy, ("nothing",)) == "…"
    assert example_at(Policy, ()) == "…"
    assert "at_least" in names_at(Policy, ("benefits", 0, "conditions", "<leaf>"))
    assert choices_at(Policy, ("checked", "against")) == ["官网", "转载"]


def test_a_file_without_its_list(tmp_path: Path) -> None:
    for text, message in (("pairings: 甲", "这里要一个列表，现在是一段文字"), ("", "缺少字段“pairings”")):
        (found,) = found_in(tmp_path, {PAIRINGS: f'region: "990102"\n{text}\n'})
        assert (found.span.path, found.message) == (PAIRINGS, message)
