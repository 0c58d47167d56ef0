"""Slips of people who have never seen YAML: one finding each, at its place, with a mend that is right."""

from pathlib import Path

import pytest
from tree import (
    ACTIVITY,
    CITY_COMMISSIONERS,
    COMMISSIONERS,
    ENTERPRISES,
    OFFICE,
    PAIRINGS,
    RESOURCE,
    TREE,
    edited,
    found_in,
)

CODE, PAIRED = '- code: "91990102MA0000001D"', '{enterprise: "91990102MA0000001D"'
EXPERTS = "rosters/experts/service.yml"


@pytest.mark.parametrize(
    ("path", "edit", "code", "mend"),
    [
        (PAIRINGS, (PAIRED, '{enterprise: "919901O2MA0000001D"'), "wrong-form", '写作 "91990102MA0000001D"'),
        (PAIRINGS, (PAIRED, "{enterprise: “91990102MA0000001D”"), "wrong-form", '写作 "91990102MA0000001D"'),
        (ENTERPRISES, (CODE, '- code: "919901O2MA0000001D"'), "wrong-form", '写作 "91990102MA0000001D"'),
        (ENTERPRISES, (CODE, '- code: "９１990102MA0000001D"'), "wrong-form", '写作 "91990102MA0000001D"'),
        (ENTERPRISES, (CODE, '- code: "91990102MA000001D"'), "wrong-form", "写十八位统一社会信用代码，不用字母 I、O、Z、S、V"),
        (COMMISSIONERS, ("id: 990102-001", "id: 990102-1"), "wrong-form", "写作 990102-001"),
        (COMMISSIONERS, ("id: 990102-001", "id: 990109-001"), "id-differs-from-file", None),
        (ENTERPRISES, ('region: "990102"\nenterprises', 'region: "９９０１０２"\nenterprises'), "wrong-form", '写作 "990102"'),
        (PAIRINGS, ('region: "990102"', "region: 乙区"), "wrong-form", '写它的代码："990102"'),
        (PAIRINGS, ('region: "990102"\n', ""), "missing-field", '补上 region: "990102"'),
        (OFFICE, ('region: "990102"\n', ""), "missing-field", '补上 region: "990102"'),
        (COMMISSIONERS, ("000-99010211", "１３８１２３４５６７８"), "wrong-form", "写单位的一个办公电话，带区号，各段用 - 分开，例如 010-12345678"),
        (COMMISSIONERS, ("name: 示例吴二", "姓名: 示例吴二"), "unknown-field", "改成 name"),
        (RESOURCE, ("kinds: [资金]", "kinds: [资金、项目]"), "unknown-choice", "各项用半角逗号分开：资金, 项目"),
        (RESOURCE, ("kinds: [资金]", "kinds: [资金/项目]"), "unknown-choice", "各项用半角逗号分开：资金, 项目"),
        (RESOURCE, ("kinds: [资金]", "kinds: [资金 项目]"), "unknown-choice", "各项用半角逗号分开：资金, 项目"),
        (RESOURCE, ("kinds: [资金]", "kinds: 资金 项目"), "wrong-type", "写成 [资金, 项目]"),
        (EXPERTS, ("[管理咨询, 技术支持]", "[管理咨询, 技术支持, 管理咨询 / 技术支持]"), "unknown-reference", "各项用半角逗号分开：管理咨询, 技术支持"),
        (CITY_COMMISSIONERS, ("strengths: [技术创新]", "strengths: [技术创新 技术支持]"), "unknown-theme", "各项用半角逗号分开：技术创新, 技术支持"),
        (RESOURCE, ("kinds: [资金]", "kinds: 资金、项目"), "wrong-type", "写成 [资金, 项目]"),
        (EXPERTS, ("[管理咨询, 技术支持]", "[管理咨询, 技术支持, 管理咨询、技术支持]"), "unknown-reference", "各项用半角逗号分开：管理咨询, 技术支持"),
        (EXPERTS, ("regions:", "email: a@example.gov.cn\n    regions:"), "unknown-field", "写到该写的字段里，多余的才删掉；这里可用的字段：id、name、institution、institution_kind、domains、industries、regions、work_phone、profile、aliases"),
        (CITY_COMMISSIONERS, ("strengths: [技术创新]", "strengths: [技术创新、技术支持]"), "unknown-theme", "各项用半角逗号分开：技术创新, 技术支持"),
        (ENTERPRISES, ("专精特新“小巨人”企业", "小巨人"), "unknown-choice", "改成“专精特新“小巨人”企业”；可选：创新型中小企业、科技和创新型中小企业、专精特新中小企业、专精特新“小巨人”企业、制造业单项冠军"),
        (ACTIVITY, ("held: {from: 2026-12-08, to: 2026-12-09}", "held: 2026-12-08"), "wrong-type", "写成 {from: 2026-04-01, to: 2026-04-01}"),
        (ENTERPRISES, ("    industry: 工业\n    products", "   industry: 工业\n    products"), "yaml-syntax", "同级的键左边对齐，每级缩进两个空格"),
        (ENTERPRISES, ("    industry: 工业\n    products", "      industry: 工业\n    products"), "yaml-syntax", "同级的键左边对齐，每级缩进两个空格"),
        (PAIRINGS, ('0002G", commissioner', '0002G"，commissioner'), "yaml-syntax", "改成半角逗号，后面空一格"),
        (PAIRINGS, ("reason: 晋级}", "reason: 晋级"), "yaml-syntax", "引号、{ } 和 [ ] 都成对写"),
        (PAIRINGS, ('0002G", commissioner', "0002G, commissioner"), "yaml-syntax", "引号、{ } 和 [ ] 都成对写"),
        (ENTERPRISES, ("industry: 工业\n    products", "industry: 机械\n    products"), "unknown-reference", "核对行业；可选：工业、零售业"),
    ],
)  # fmt: skip
def test_a_slip_is_found_once(
    tmp_path: Path, path: str, edit: tuple[str, str], code: str, mend: str | None
) -> None:
    found = [item for item in found_in(tmp_path, edited(path, edit)) if item.code != "personal-data"]
    assert [(item.span.path, item.code) for item in found] == [(path, code)]
    assert mend in {None, found[0].help}


def test_the_days_of_an_activity_under_other_keys(tmp_path: Path) -> None:
    edit = ("held: {from: 2026-12-08, to: 2026-12-09}", "held: {since: 2026-12-08, until: 2026-12-09}")
    found = found_in(tmp_path, edited(ACTIVITY, edit))
    assert [(item.code, item.help) for item in found] == [
        ("unknown-field", "改成 from"),
        ("unknown-field", "改成 to"),
    ]


def test_an_unclosed_bracket_is_shown_where_it_opens(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, edited(PAIRINGS, ("reason: 晋级}", "reason: 晋级")))
    assert (found.span.line, found.span.column) == (3, 5)


def test_a_renamed_office_folder_is_said_once(tmp_path: Path) -> None:
    moved: dict[str, str | None] = {}
    for path, text in TREE.items():
        if "/990102-yi/" in path:
            moved |= {path: None, path.replace("/990102-yi/", "/990120-yi/"): text}
    (found,) = found_in(tmp_path, moved)
    assert found.span.path == "rosters/990100-jia/990120-yi/office.yml"
    assert found.help == "核对代码；乙区的文件是 rosters/990100-jia/990102-yi/office.yml"


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("enterprises.yaml", "改名为 enterprises.yml"),
        ("enterprises - 副本.yml", "是副本就删掉；不是就改成小写字母、数字和连字符，以 .yml 结尾"),
        ("Enterprises.yml", "改名为 enterprises.yml"),
    ],
)
def test_a_file_under_a_name_that_is_not_read(tmp_path: Path, name: str, mend: str) -> None:
    path = f"rosters/990100-jia/990102-yi/{name}"
    (found,) = found_in(tmp_path, {ENTERPRISES: None, path: TREE[ENTERPRISES]})
    assert (found.code, found.help) == ("bad-file-name", mend)


def test_an_enterprise_left_behind_after_its_move(tmp_path: Path) -> None:
    text = TREE[ENTERPRISES]
    twice = text + text[text.index("  - code") : text.index('  - code: "91990102MA0000002G"')]
    (found,) = found_in(tmp_path, {ENTERPRISES: twice})
    assert (found.code, found.help) == (
        "duplicate-id",
        "删掉重复的一条；迁走的企业，留下现在所在地区的那一条",
    )


def test_a_waiver_of_a_rule_that_has_another_name(tmp_path: Path) -> None:
    line = '- {rule: 未配专员, region: "990102", until: 2027-01-01, reason: 其他}\n'
    found = found_in(tmp_path, {"rosters/waivers.yml": line})
    assert [(item.code, item.help) for item in found] == [
        ("unknown-reference", "可选：region-without-office、uncovered-enterprise、four-ones-incomplete")
    ]
