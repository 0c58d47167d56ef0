"""What the rows of each kind come to: new records, changes, and rows that are refused, each at its cell."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from clerk_sheets import credit_code
from import_tables import Loaded, loaded, refused, small
from tree import CITY_PAIRINGS, COMMISSIONERS, ENTERPRISES, PAIRINGS, TREE, edited, write_tree

from generator.importing.plan import Plan
from generator.importing.values import Raw, Table, UnreadableError

FIRST, SECOND = "91990102MA0000001D", "91990102MA0000002G"
NEW = credit_code(77)
RECORDS = "rosters/private/990100-jia/990102-yi/records/2026-h2.yml"
REQUESTS = "rosters/private/990100-jia/990102-yi/requests/2026.yml"
PROFILES = "rosters/private/990100-jia/990102-yi/profiles.yml"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return small(tmp_path_factory.mktemp("tree"))


def added(plan: Plan, path: str) -> list[str]:
    """The lines that come into a file, without the blanks before them."""
    assert refused(plan) == []
    assert plan.stopped == ()
    assert list(plan.texts) == [path]
    before = (plan.before[path] or "").split("\n")
    return [
        line.strip() for line in plan.texts[path].split("\n") if line not in before and "schemas/" not in line
    ]


E_HEAD = ["统一社会信用代码", "企业名称", "县(市、区)", "所属行业", "梯度", "认定日期", "有效期至"]
E_ROW: list[Raw] = [NEW, "示例新企业", "乙区", "工业", "专精特新", "2026-11-20", "2029-11-19"]


def row_with(**changes: Raw) -> list[Raw]:
    places = {
        name: place for place, name in enumerate(("code", "name", "county", "industry", "tier", "on", "upto"))
    }
    row = list(E_ROW)
    for name, value in changes.items():
        row[places[name]] = value
    return row


def test_a_new_enterprise_goes_to_the_folder_of_its_place(tree: Loaded) -> None:
    assert added(tree.plan("enterprise", E_HEAD, E_ROW), ENTERPRISES) == [
        f'- code: "{NEW}"',
        "name: 示例新企业",
        'located: [{region: "990102", since: 2026-11-20}]',
        "recognitions: [{tier: 专精特新中小企业, awarded_on: 2026-11-20, valid_until: 2029-11-19}]",
    ]


def test_further_rows_of_an_enterprise_are_recognitions(tree: Loaded) -> None:
    more: list[Raw] = ["", "", "", "", "小巨人", "2026-11-22", "2029-11-21"]
    lines = added(tree.plan("enterprise", E_HEAD, E_ROW, more), ENTERPRISES)
    assert lines[-2:] == [
        "- {tier: 专精特新中小企业, awarded_on: 2026-11-20, valid_until: 2029-11-19}",
        "- {tier: 专精特新“小巨人”企业, awarded_on: 2026-11-22, valid_until: 2029-11-21}",
    ]


@pytest.mark.parametrize(
    ("row", "unseen"),
    [
        (row_with(code=NEW[:-1] + "0"), ()),
        (row_with(on="2026年11月"), ()),
        (row_with(code=""), ()),
        (row_with(), (2,)),
    ],
)
def test_a_row_behind_one_that_is_lost_goes_to_nobody_else(
    tree: Loaded, row: Sequence[Raw], unseen: Sequence[int]
) -> None:
    more: list[Raw] = ["", "", "", "", "小巨人", "2026-11-22", "2029-11-21"]
    lines: list[Sequence[Raw]] = [E_HEAD, [FIRST, *[""] * 6], row, more, [""] * 7, more]
    plan = tree.plan_of("enterprise", [Table(name="名单", lines=lines, unseen=frozenset(unseen))])
    assert (plan.items, plan.same) == ((), 1)
    orphans = [reject.rows for reject in plan.rejects if reject.message == "这一行接着的那一行没有导入"]
    assert orphans == [(4,), (6,)]


def test_a_step_behind_a_row_without_a_request_goes_to_nobody_else(tree: Loaded) -> None:
    service: list[Raw] = ["示例周一", "示例新材料有限公司", *[""] * 7]
    plan = tree.plan("request", Q_HEAD, Q_ROWS[0], service, Q_ROWS[1])
    assert [message for _, message, _ in refused(plan)] == ["这一行接着的那一行没有导入"]
    assert "反馈" not in plan.texts[REQUESTS].split("想了解贷款")[1]


def test_only_what_differs_is_changed_and_comments_stay(tmp_path: Path) -> None:
    text = TREE[ENTERPRISES].replace(
        "    name: 示例精密机械有限公司\n", "    name: 示例精密机械有限公司 # 老厂\n"
    )
    tree = small(tmp_path, {ENTERPRISES: text})
    plan = tree.plan(
        "enterprise", ["统一社会信用代码", "主导产品"], [FIRST, "示例轴承、示例丝杠"], [SECOND, ""]
    )
    assert added(plan, ENTERPRISES) == [
        "name: 示例精密机械有限公司  # 老厂",
        "products: [示例轴承, 示例丝杠]",
    ]
    assert (len(plan.items), plan.same) == (1, 1)


def test_a_new_name_is_taken_with_the_old_one_beside_it(tree: Loaded) -> None:
    head = ["统一社会信用代码", "企业名称", "曾用名"]
    plan = tree.plan("enterprise", head, [FIRST, "示例精工有限公司", "示例精密机械有限公司（至2026-10-31）"])
    assert added(plan, ENTERPRISES) == [
        "name: 示例精工有限公司",
        "former_names: [{name: 示例精密机械有限公司, until: 2026-10-31}]",
    ]
    [(address, message, mend)] = refused(tree.plan("enterprise", head, [FIRST, "示例精工有限公司", ""]))
    assert (address, message) == (
        "名单!B2",
        f"代码{FIRST}是“示例精密机械有限公司”，这里写的是“示例精工有限公司”",
    )
    assert "在“曾用名”写 示例精密机械有限公司（至" in mend


@pytest.mark.parametrize(
    ("row", "address", "message", "mend"),
    [
        (row_with(code=9.199e17), "名单!A2", "后面的几位已经丢了", "文本"),
        (row_with(code=NEW[:-1] + "0"), "名单!A2", "校验位不对", "最后一位是"),
        (row_with(code=""), "名单!B2", "没有统一社会信用代码", "补上"),
        (row_with(name=""), "", "没有写“企业名称”", "补上"),
        (row_with(county=""), "", "没有写企业在哪个县(市、区)", "补上"),
        (row_with(county="丙区"), "名单!C2", "没有“丙区”这个地方", "可以写：示例省、甲市、乙区"),
        (row_with(industry="制造业"), "名单!D2", "没有行业“制造业”", "工业、零售业"),
        (row_with(tier="名特优"), "名单!E2", "没有“名特优”这个选项", "可选"),
        (row_with(tier=""), "名单!F2", "没有写梯度", "补上"),
        (row_with(on=""), "名单!G2", "没有写认定日期", "补上"),
        (row_with(upto=""), "名单!F2", "没有写有效期至", "2029-11-19"),
        (row_with(upto="2025-01-01"), "名单!G2", "2025-01-01", ""),
    ],
)
def test_an_enterprise_that_is_refused(
    tree: Loaded, row: Sequence[Raw], address: str, message: str, mend: str
) -> None:
    plan = tree.plan("enterprise", E_HEAD, row)
    [(there, why, how)] = refused(plan)
    assert there == address
    assert message in why
    assert mend in how
    assert dict(plan.texts) == {}


def test_the_same_code_twice_names_both_cells(tree: Loaded) -> None:
    plan = tree.plan("enterprise", E_HEAD, E_ROW, row_with(), row_with(name="示例别的企业"))
    [(address, message, _)] = refused(plan)
    assert (address, message) == ("名单!A3", "和 名单!A2 是同一家企业，写了两次")
    other = tree.plan(
        "enterprise", E_HEAD, E_ROW, row_with(name="示例别的企业", on="2023-11-20", upto="2026-11-19")
    )
    [(address, message, _)] = refused(other)
    assert (address, message) == ("名单!B3", "和 名单!B2 的“示例新企业”不一样，说的是同一个")


def test_an_old_list_does_not_bring_an_old_name_back(tmp_path: Path) -> None:
    former = "    former_names: [{name: 示例老厂, until: 2020-01-01}]\n    industry"
    text = TREE[ENTERPRISES].replace("    industry", former, 1)
    plan = small(tmp_path, {ENTERPRISES: text}).plan("enterprise", E_HEAD[:2], [FIRST, "示例老厂"])
    assert (plan.items, plan.same) == ((), 1)


def test_the_day_of_founding_is_only_for_new_enterprises(tree: Loaded) -> None:
    head = [*E_HEAD[:4], "成立日期"]
    plan = tree.plan("enterprise", head, [*E_ROW[:4], "2010-01-01"], [FIRST, "", "", "", "2010-01-01"])
    assert "since: 2010-01-01" in " ".join(added(plan, ENTERPRISES))
    assert plan.same == 1


def test_where_a_moved_enterprise_was_stays(tmp_path: Path) -> None:
    located = '[{region: "990100", since: 2015-03-01}, {region: "990102", since: 2020-06-01}]'
    tree = small(tmp_path, edited(ENTERPRISES, ('[{region: "990102", since: 2015-03-01}]', located)))
    head = ["统一社会信用代码", "所在地起"]
    plan = tree.plan("enterprise", head, [FIRST, "2010-01-01"])
    assert [(address, message) for address, message, _ in refused(plan)] == [
        ("名单!B2", "这家企业迁过，2010-01-01不是它到现在这里的日期")
    ]
    assert tree.plan("enterprise", head, [FIRST, "2020-06-01"]).same == 1


def test_a_city_is_no_place_of_an_enterprise(tree: Loaded) -> None:
    plan = tree.plan("enterprise", ["统一社会信用代码", "区划代码"], [FIRST, "990100"])
    assert refused(plan) == [("名单!B2", "没有写企业在哪个县(市、区)", "补上县(市、区)，或区划代码")]


def test_other_places_are_refused(tree: Loaded) -> None:
    plan = tree.plan("enterprise", E_HEAD, row_with(county="甲市"), region="990102")
    [(address, message, _)] = refused(plan)
    assert (address, message) == ("名单!C2", "甲市（990100），不在甲市乙区里")


P_HEAD = ["专员编号", "姓名", "所属专员办", "工作单位", "单位性质", "职务", "办公电话", "任职日期"]
P_ROW: list[Raw] = ["", "示例新人", "乙区", "乙区科技局", "行政", "科员", "000-99010299", "2026-11-01"]


def test_new_commissioners_get_the_next_numbers_of_their_office(tree: Loaded) -> None:
    second = ["", "示例另一人", "甲市乙区专员办", *P_ROW[3:]]
    lines = added(tree.plan("commissioner", P_HEAD, P_ROW, second), COMMISSIONERS)
    assert [line for line in lines if line.startswith("- id")] == ["- id: 990102-002", "- id: 990102-003"]
    assert lines[2].startswith("posts: [{unit: 乙区科技局, unit_kind: 行政, position: 科员,")


def test_numbers_that_were_used_are_not_given_again(tmp_path: Path) -> None:
    retired = "- {kind: commissioner, id: 990102-005}\n"
    alias = edited(COMMISSIONERS, ("  - id: 990102-001\n", "  - id: 990102-001\n    aliases: [990102-003]\n"))
    tree = small(tmp_path, {"rosters/retired.yml": retired, **alias})
    assert "- id: 990102-006" in added(tree.plan("commissioner", P_HEAD, P_ROW), COMMISSIONERS)


def test_who_is_there_already_is_known_by_name_and_unit(tree: Loaded) -> None:
    row: list[Raw] = ["", "示例吴二", "", "乙区工业和信息化局", "行政", "科长", "000-99010211", ""]
    assert added(tree.plan("commissioner", P_HEAD, row), COMMISSIONERS) == [
        "posts: [{unit: 乙区工业和信息化局, unit_kind: 行政, position: 科长, work_phone: 000-99010211, since: 2022-05-01}]"
    ]


def test_another_unit_with_its_day_is_a_new_post(tree: Loaded) -> None:
    row: list[Raw] = ["990102-001", "示例吴二", "", "乙区数据局", "行政", "", "000-99010230", "2026-11-01"]
    plan = tree.plan("commissioner", P_HEAD, row)
    assert added(plan, COMMISSIONERS) == [
        "posts:",
        "- {unit: 乙区工业和信息化局, unit_kind: 行政, work_phone: 000-99010211, since: 2022-05-01, until: 2026-10-31}",
        "- {unit: 乙区数据局, unit_kind: 行政, work_phone: 000-99010230, since: 2026-11-01}",
    ]
    assert plan.items[0].notes == ("名单!D2 示例吴二换了任职，原来的写到前一天",)


@pytest.mark.parametrize(
    ("row", "address", "message"),
    [
        (["990102-001", "示例别人", *P_ROW[2:]], "名单!B2", "编号990102-001是“示例吴二”"),
        (
            ["990102-001", "示例吴二", "", "乙区数据局", "行政", "", "000-1", ""],
            "名单!G2",
            "不是一个办公电话",
        ),
        (["990102-001", "", "", "乙区数据局", "行政", "", "", ""], "名单!D2", "没有写任职日期、办公电话"),
        (["", "示例新人", "", *P_ROW[3:]], "", "没有写所属专员办"),
        (["", "示例新人", "乙区", "", *P_ROW[4:]], "", "没有写“工作单位”"),
        ([*P_ROW[:7], ""], "", "没有写“任职日期”"),
        ([*P_ROW[:6], "13800138000", P_ROW[7]], "名单!G2", "手机号"),
        (["990103-001", *P_ROW[1:]], "名单!A2", "没有区划代码“990103”"),
    ],
)
def test_a_commissioner_who_is_refused(tree: Loaded, row: Sequence[Raw], address: str, message: str) -> None:
    [(there, why, _)] = refused(tree.plan("commissioner", P_HEAD, row))
    assert there == address
    assert message in why


def test_annex_2_makes_commissioners_with_the_first_day_of_service(tree: Loaded) -> None:
    head = ["姓名", "所属专员办", "工作单位", "单位性质", "办公电话", "对接企业", "对接起"]
    person: list[Raw] = ["示例新人", "乙区", "乙区科技局", "行政", "000-99010299"]
    plan = tree.plan(
        "commissioner", head, [*person, "示例甲", "2026-11-05"], [*person, "示例乙", "2026-11-03"]
    )
    assert "since: 2026-11-03" in added(plan, COMMISSIONERS)[-1]
    assert plan.headed.known == (("名单!F1", "对接企业"),)


W_HEAD = ["企业名称", "统一社会信用代码", "姓名", "工作单位", "对接起", "对接止", "变更原因"]
HANDOVER: list[list[Raw]] = [
    ["示例精密机械有限公司", "", "示例吴二", "", "2025-12-01", "2026-11-09", ""],
    ["", FIRST, "示例周一", "甲市工业和信息化局", "2026-11-10", "", "人员调整"],
]


def test_a_handover_is_an_end_and_a_beginning(tmp_path: Path) -> None:
    plan = loaded(write_tree(tmp_path)).plan("pairing", W_HEAD, *HANDOVER)
    assert added(plan, PAIRINGS) == [
        f'- {{enterprise: "{FIRST}", commissioner: 990102-001, since: 2025-12-01, until: 2026-11-09}}',
        f'- {{enterprise: "{FIRST}", commissioner: 990100-001, since: 2026-11-10, reason: 人员调整}}',
    ]


def test_what_a_pairing_breaks_elsewhere_refuses_it(tree: Loaded) -> None:
    """A record of 2026-11-16 lies in the time that the handover takes away; without the end there is no beginning."""
    plan = tree.plan("pairing", W_HEAD, *HANDOVER)
    [(_, ended, _), (address, begun, _)] = refused(plan)
    assert ended.startswith("2026-11-16这一天，示例吴二（990102-001）没有服务这家企业（rosters/private/")
    assert address == "名单!E3"
    assert "从2026-11-10起有两名服务专员" in begun
    assert (plan.stopped, dict(plan.texts)) == ((), {})


def test_the_office_goes_by_the_level_of_the_enterprise(tmp_path: Path) -> None:
    tree = loaded(write_tree(tmp_path, {CITY_PAIRINGS: None}))
    plan = tree.plan("pairing", ["信用代码", "专员编号", "对接时间"], [SECOND, "990100-001", "2025-07-01"])
    assert list(plan.texts) == [CITY_PAIRINGS]


@pytest.mark.parametrize(
    ("row", "address", "message"),
    [
        (
            ["示例精密机戒有限公司", "", "示例吴二", "", "2026-01-01", "", ""],
            "名单!A2",
            "没有叫“示例精密机戒有限公司”的企业",
        ),
        (["", NEW, "示例吴二", "", "2026-01-01", "", ""], "名单!B2", f"没有代码为“{NEW}”的企业"),
        (
            ["示例新材料有限公司", FIRST, "示例吴二", "", "2026-01-01", "", ""],
            "名单!A2",
            "是“示例精密机械有限公司”",
        ),
        (["", FIRST, "示例武二", "", "2026-01-01", "", ""], "名单!C2", "没有叫“示例武二”的专员"),
        (["", FIRST, "示例吴二", "别处", "2026-01-01", "", ""], "名单!D2", "“别处”没有叫“示例吴二”的专员"),
        (["", FIRST, "示例吴二", "", "", "", ""], "", "没有写“对接起”"),
        (["", FIRST, "示例吴二", "", "2020-01-01", "2020-02-01", ""], "名单!E2", "不在服务范围"),
        (["", FIRST, "示例吴二", "", "2025-12-01", "2025-11-01", ""], "名单!F2", "2025-11-01"),
        (["", FIRST, "示例周一", "", "2026-11-01", "", ""], "名单!E2", "起有两名服务专员"),
        (["", FIRST, "示例吴二", "", "2026-11-01", "", "高兴"], "名单!G2", "没有“高兴”这个选项"),
    ],
)
def test_a_pairing_that_is_refused(tree: Loaded, row: Sequence[Raw], address: str, message: str) -> None:
    plan = tree.plan("pairing", W_HEAD, row)
    [(there, why, _)] = refused(plan)
    assert there == address
    assert message in why
    assert dict(plan.texts) == {}


def test_six_enterprises_are_one_too_many(tmp_path: Path) -> None:
    """The rule speaks of the sixth; the row of it is refused, the five before are taken."""
    rows = [
        [credit_code(number), f"示例{number}", "乙区", "工业", "专精特新", "2026-11-01", "2029-10-31"]
        for number in range(1, 7)
    ]
    tree = loaded(write_tree(tmp_path))
    path, text = next(iter(tree.plan("enterprise", E_HEAD, *rows).texts.items()))
    (tmp_path / path).write_text(text, encoding="utf-8")
    pairs = [[credit_code(number), "990100-001", "2026-11-10"] for number in range(1, 7)]
    plan = loaded(tmp_path).plan("pairing", ["信用代码", "专员编号", "对接起"], *pairs)
    assert len(plan.items) == 4  # one is served already
    assert [address for address, _, _ in refused(plan)] == ["名单!B6", "名单!B7"]
    assert all("最多5家" in message for _, message, _ in refused(plan))


X_HEAD = ["专家编号", "专家组", "姓名", "所在机构", "机构类别", "领域", "服务地区", "办公电话"]


def test_experts_get_a_number_in_their_group(tree: Loaded) -> None:
    row: list[Raw] = [
        "",
        "示例省服务专家组",
        "示例新专家",
        "示例所",
        "优质服务机构",
        "管理咨询",
        "乙区",
        "000-99000099",
    ]
    lines = added(tree.plan("expert", X_HEAD, row), "rosters/experts/service.yml")
    assert lines[0] == "- id: service-01"
    assert 'regions: ["990102"]' in lines
    other = tree.plan("expert", X_HEAD, ["", "没有的组", *row[2:]])
    assert "示例省服务专家组（service）" in refused(other)[0][2]


BEGINNING = {
    "rosters/experts/service.yml": None,
    "rosters/waivers.yml": '- {rule: four-ones-incomplete, region: "990000", until: 2027-05-23, reason: 其他}\n',
}


@pytest.mark.parametrize(("group", "name"), [("", "law"), ("示例法律组", "示例法律组")])
def test_the_ids_of_the_first_experts_begin_their_group(tmp_path: Path, group: str, name: str) -> None:
    rows: list[list[Raw]] = [
        [identity, group, f"示例{identity[-1]}", "示例所", "优质服务机构", "管理咨询", "", "000-99000099"]
        for identity in ("law-01", "law-02")
    ]
    lines = added(small(tmp_path, BEGINNING).plan("expert", X_HEAD, *rows), "rosters/experts/law.yml")
    assert lines[:3] == [f"group: {name}", "experts:", "- id: law-01"]
    assert "- id: law-02" in lines


def test_without_a_group_none_is_listed(tmp_path: Path) -> None:
    row: list[Raw] = ["", "", "示例新", "示例所", "优质服务机构", "管理咨询", "", "000-99000099"]
    plan = small(tmp_path, BEGINNING).plan("expert", X_HEAD, row)
    assert [mend for _, _, mend in refused(plan)] == ["要建新组的，写英文名，或专家编号写成 英文名-01"]


def test_an_id_begins_with_the_group_that_is_there(tree: Loaded) -> None:
    row: list[Raw] = [
        "service-law-1",
        "",
        "示例新",
        "示例所",
        "优质服务机构",
        "管理咨询",
        "",
        "000-99000099",
    ]
    assert added(tree.plan("expert", X_HEAD, row), "rosters/experts/service.yml")
    other = tree.plan("expert", X_HEAD, ["law-zhang", *row[1:]])
    assert "示例省服务专家组（service）" in refused(other)[0][2]


R_HEAD = ["专员", "服务企业", "服务时间", "服务方式", "服务类别", "速递的政策", "服务内容", "取得的成效"]
R_ROW: list[Raw] = [
    "示例吴二",
    "示例精密机械有限公司",
    "2026-11-20",
    "上门",
    "惠企政策速递",
    "优质中小企业梯度培育管理办法",
    "送去办法。",
    "企业准备申报。",
]


def test_a_row_of_the_ledger_has_the_same_id_each_time(tree: Loaded) -> None:
    plan = tree.plan("record", R_HEAD, R_ROW)
    assert (list(plan.texts), refused(plan)) == ([RECORDS], [])
    [item] = plan.items
    assert {name: value for name, value in item.data.items() if name != "id"} == {
        "enterprise": FIRST,
        "commissioner": "990102-001",
        "date": "2026-11-20",
        "channel": "现场走访",
        "services": ["惠企政策速递"],
        "policies": ["miit-2026-2"],
        "content": "送去办法。",
        "outcome": "企业准备申报。",
    }
    assert str(item.data["id"]).startswith("r-990102-")
    assert tree.plan("record", R_HEAD, R_ROW).items[0].data == item.data


def test_what_a_sheet_says_of_a_record_that_is_there_changes_it(tree: Loaded) -> None:
    """It is known by who, whom, when, how and what: only the outcome differs."""
    row: list[Raw] = ["示例吴二", "示例精密机械有限公司", "2026-11-16", "其他", "促企能力提升", ""]
    plan = tree.plan("record", R_HEAD, [*row, "约好参加示例巡诊。", "去过了。"])
    assert [dict(item.data) for item in plan.items] == [{"id": "r-2026-0102", "outcome": "去过了。"}]


@pytest.mark.parametrize("order", [1, -1])
def test_a_second_record_alike_does_not_take_the_place_of_the_first(tmp_path: Path, order: int) -> None:
    """One row says what the file holds: the other is a record of its own, and has to say so."""
    text = small(tmp_path / "a").plan("record", R_HEAD, R_ROW).texts[RECORDS]
    tree = small(tmp_path / "b", {RECORDS: text})
    rows = [R_ROW, [*R_ROW[:7], "企业不申报。"]][::order]
    plan = tree.plan("record", R_HEAD, *rows)
    there, here = ("名单!B2", "名单!B3")[::order]
    assert refused(plan) == [
        (here, f"和 {there} 说的是同一条", "删掉一行；不是同一条的，在“记录编号”写一个 r- 开头的新编号")
    ]
    assert (plan.items, plan.same) == ((), 1)
    named = tree.plan("record", ["记录编号", *R_HEAD], ["", *R_ROW], ["r-new", *R_ROW[:7], "企业不申报。"])
    assert ([item.data["id"] for item in named.items], named.same) == (["r-new"], 1)


def test_another_outcome_is_told(tmp_path: Path) -> None:
    text = small(tmp_path / "a").plan("record", R_HEAD, R_ROW).texts[RECORDS]
    plan = small(tmp_path / "b", {RECORDS: text}).plan("record", R_HEAD, [*R_ROW[:7], "企业不申报。"])
    [item] = plan.items
    assert item.notes == (
        f"名单!H2 {item.data['id']}的成效由“企业准备申报。”改为“企业不申报。”；是另一次服务的，在“记录编号”写一个 r- 开头的新编号",
    )


def test_of_two_records_alike_the_one_of_the_same_outcome_is_meant(tmp_path: Path) -> None:
    rows = [R_ROW, [*R_ROW[:7], "企业不申报。"]]
    text = small(tmp_path / "a").plan("record", R_HEAD, *rows).texts[RECORDS]
    plan = small(tmp_path / "b", {RECORDS: text}).plan("record", R_HEAD, *rows)
    assert (plan.items, plan.same) == ((), 2)


@pytest.mark.parametrize("order", [1, -1])
def test_a_row_that_was_refused_once_is_refused_again(tmp_path: Path, order: int) -> None:
    rows = [R_ROW, R_ROW, [*R_ROW[:7], "企业不申报。"]][::order]
    plan = small(tmp_path / "a").plan("record", R_HEAD, *rows)
    again = small(tmp_path / "b", {RECORDS: plan.texts[RECORDS]}).plan("record", R_HEAD, *rows)
    assert len(plan.items) == 2
    assert (again.items, again.same) == ((), 2)
    assert refused(again) == refused(plan)


@pytest.mark.parametrize("outcome", [True, False])
def test_each_of_two_equal_rows_meets_one_of_two_equal_records(tmp_path: Path, *, outcome: bool) -> None:
    named = small(tmp_path / "a").plan("record", ["记录编号", *R_HEAD], ["r-a", *R_ROW], ["r-b", *R_ROW])
    upto = len(R_ROW) if outcome else len(R_ROW) - 1
    tree = small(tmp_path / "b", {RECORDS: named.texts[RECORDS]})
    plan = tree.plan("record", R_HEAD[:upto], R_ROW[:upto], R_ROW[:upto])
    assert (refused(plan), plan.items, plan.same) == ([], (), 2)


@pytest.mark.parametrize(
    ("place", "value", "address", "message"),
    [
        (0, "示例周一", "名单!C2", "没有服务“示例精密机械有限公司”"),
        (2, "2024-01-01", "名单!C2", "没有服务"),
        (2, "2026-12-20", "名单!C2", "2026-12-20"),
        (3, "喊话", "名单!D2", "没有“喊话”这个选项"),
        (5, "没有的政策", "名单!F2", "没有“没有的政策”这份政策"),
        (6, "", "", "没有写“服务内容”"),
    ],
)
def test_a_row_of_the_ledger_that_is_refused(
    tree: Loaded, place: int, value: str, address: str, message: str
) -> None:
    row = [*R_ROW[:place], value, *R_ROW[place + 1 :]]
    [(there, why, _)] = refused(tree.plan("record", R_HEAD, row))
    assert there == address
    assert message in why


def test_a_chain_of_records_is_undone_to_its_end(tree: Loaded) -> None:
    """The first one lies ahead; each other corrects the one before, and only breaks when that is gone."""
    head = ["记录编号", *R_HEAD[:7], "更正哪一条"]
    chain = [[f"r-{at}", *R_ROW[:6], f"第{at}次。", f"r-{at - 1}" if at else ""] for at in range(9)]
    chain[0][3] = "2026-12-20"
    plan = tree.plan("record", head, *chain, ["r-x", *R_ROW[:7], ""])
    assert [reject.rows for reject in plan.rejects] == [(at,) for at in range(2, 11)]
    assert [item.data["id"] for item in plan.items] == ["r-x"]
    assert plan.stopped == ()
    none = tree.plan("record", head, chain[0])
    assert (none.stopped, dict(none.texts)) == ((), {})


Q_HEAD = [
    "专员",
    "企业名称",
    "诉求种类",
    "诉求类别",
    "收集日期",
    "诉求内容",
    "办理步骤",
    "步骤日期",
    "办理结果",
]
Q_ROWS: list[list[Raw]] = [
    [
        "示例吴二",
        "示例精密机械有限公司",
        "困难问题",
        "融资",
        "2026-11-02",
        "想了解贷款。",
        "自办",
        "2026-11-03",
        "",
    ],
    ["", "", "", "", "", "", "反馈", "2026-11-04", ""],
    ["", "", "", "", "", "", "办结", "2026-11-05", "已办妥。"],
]


def test_each_step_of_a_request_has_a_row(tree: Loaded) -> None:
    lines = added(tree.plan("request", Q_HEAD, *Q_ROWS), REQUESTS)
    assert lines[-3:] == [
        "- {do: 自办, date: 2026-11-03}",
        "- {do: 反馈, date: 2026-11-04}",
        "- {do: 办结, date: 2026-11-05, result: 已办妥。}",
    ]


def test_a_step_is_added_to_a_request_that_is_there(tree: Loaded) -> None:
    head = ["诉求编号", "办理步骤", "步骤日期", "经办专员办", "告知日期"]
    row: list[Raw] = ["q-2026-0002", "反馈", "2026-11-20", "甲市", "2026-11-20"]
    assert added(tree.plan("request", head, row), REQUESTS) == [
        "told: [2026-11-16, 2026-11-20]",
        '- {do: 反馈, date: 2026-11-20, office: "990100"}',
    ]
    [(address, message, _)] = refused(tree.plan("request", head, [*row[:2], "", "", ""]))
    assert (address, message) == ("名单!B2", "办理步骤和步骤日期要一起写")


def test_a_row_of_annex_3_is_a_request_by_its_column(tree: Loaded) -> None:
    head = ["专员", "服务企业", "服务时间", "服务内容", "困难问题", "服务诉求", "诉求类别"]
    who: list[Raw] = ["示例吴二", "示例精密机械有限公司", "2026-11-02", "走访。"]
    plan = tree.plan(
        "request", head, [*who, "贷款难。", "", "融资"], [*who, "", "想贷款。", "融资"], [*who, "", "", ""]
    )
    assert refused(plan) == []
    assert [(item.data["kind"], item.data["text"]) for item in plan.items] == [
        ("困难问题", "贷款难。"),
        ("服务需求", "想贷款。"),
    ]
    assert plan.reading.passed == {"没有诉求的": [4]}
    [(address, message, _)] = refused(tree.plan("request", head, [*who, "贷款难。", "想贷款。", "融资"]))
    assert (address, message) == ("名单!F2", "一行里有困难问题，又有服务诉求")


def test_facts_of_a_profile_come_to_those_that_are_there(tree: Loaded) -> None:
    head = ["信用代码", "数据日期", "从业人员", "上年度营业收入(万元)", "是否高新技术企业"]
    changed = tree.plan("profile", head, [FIRST, "2026-03-31", 90.0, 2400.5, ""]).items[0].data["facts"]
    assert changed == {
        "staff": "90",
        "revenue": "24005000",
        "high_tech": "true",
        "industry": "工业",
        "tiers": ["专精特新中小企业"],
        "growth": "12%",
    }
    plan = tree.plan("profile", head, [FIRST, "2026-06-30", 88.0, "", ""])
    assert added(plan, PROFILES) == [f'- {{enterprise: "{FIRST}", date: 2026-06-30, facts: {{staff: 88}}}}']
    [(address, message, _)] = refused(tree.plan("profile", head, [FIRST, "2026-06-30", "很多", "", ""]))
    assert (address, "从业人员" in message) == ("名单!C2", True)


def test_an_answer_of_none_is_no_blank(tree: Loaded) -> None:
    plan = tree.plan("profile", ["信用代码", "数据日期", "是否高新技术企业"], [FIRST, "2026-06-30", "无"])
    assert plan.items[0].data["facts"] == {"high_tech": "false"}


def test_a_file_with_errors_is_not_changed(tmp_path: Path) -> None:
    tree = small(tmp_path, edited(ENTERPRISES, ("name: 示例精密机械有限公司", "naem: 示例精密机械有限公司")))
    with pytest.raises(UnreadableError, match=r"要改的文件有错误.*enterprises\.yml"):
        tree.plan("enterprise", E_HEAD, E_ROW)


def test_no_file_is_written_through_a_link(tmp_path: Path) -> None:
    write_tree(tmp_path / "real")
    (tmp_path / "real/rosters/990100-jia").rename(tmp_path / "elsewhere")
    (tmp_path / "real/rosters/990100-jia").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnreadableError, match="有文件读不出来"):
        loaded(tmp_path / "real").plan("enterprise", E_HEAD, E_ROW)


def test_a_file_that_cannot_be_read_is_named_before_its_records_are_missed(tmp_path: Path) -> None:
    tree = small(tmp_path, {ENTERPRISES: "enterprises: [\n"})
    with pytest.raises(UnreadableError, match=r"有文件读不出来.*enterprises\.yml"):
        tree.plan("record", R_HEAD, R_ROW)


def test_errors_that_were_there_before_refuse_nothing(tmp_path: Path) -> None:
    tree = small(tmp_path, edited(CITY_PAIRINGS, ("commissioner: 990100-001", "commissioner: 990100-009")))
    assert added(tree.plan("enterprise", E_HEAD, E_ROW), ENTERPRISES)


def test_merged_cells_stand_for_their_rows(tree: Loaded) -> None:
    lines: list[Sequence[Raw]] = [E_HEAD, E_ROW, [*E_ROW[:4], "小巨人", "2026-11-22", "2029-11-21"]]
    filled = frozenset((row, column) for row in (2, 3) for column in range(4))
    table = Table(name="名单", lines=[*lines, [*E_ROW[:4], "", "", ""]], filled=filled)
    plan = tree.plan_of("enterprise", [table])
    assert [line for line in added(plan, ENTERPRISES) if "awarded_on" in line] == [
        "- {tier: 专精特新中小企业, awarded_on: 2026-11-20, valid_until: 2029-11-19}",
        "- {tier: 专精特新“小巨人”企业, awarded_on: 2026-11-22, valid_until: 2029-11-21}",
    ]
    assert plan.items[0].rows == (2, 3)


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("办理中", None),
        ("正在办理", None),
        ("收集（2026-11-02）", None),
        ("自办（2026-11-03）", [{"do": "自办", "date": "2026-11-03"}]),
        ("专员自办(2026年11月3日)", [{"do": "自办", "date": "2026-11-03"}]),
        ("自办（2026-11-03）约了银行。", [{"do": "自办", "date": "2026-11-03", "result": "约了银行。"}]),
        ("列入问题清单（2026-11-03）", [{"do": "列入问题清单", "date": "2026-11-03"}]),
    ],
)
def test_the_progress_of_annex_3_is_a_step_or_none(
    tree: Loaded, said: str, steps: list[dict[str, str]] | None
) -> None:
    plan = tree.plan("request", A_HEAD, [*A_ROW, said])
    assert refused(plan) == []
    assert [item.data.get("steps") for item in plan.items] == [steps]


A_HEAD = ["专员", "服务企业", "服务时间", "困难问题", "诉求类别", "办理进展"]
A_ROW: list[Raw] = ["示例吴二", "示例精密机械有限公司", "2026-11-02", "贷款难。", "融资"]


def test_a_progress_without_a_day_takes_it_from_its_column(tree: Loaded) -> None:
    head = [*A_HEAD, "步骤日期"]
    plan = tree.plan("request", head, [*A_ROW, "已自办", "2026-11-03"])
    assert [item.data["steps"] for item in plan.items] == [[{"do": "自办", "date": "2026-11-03"}]]
    [(address, message, _)] = refused(tree.plan("request", A_HEAD, [*A_ROW, "已自办"]))
    assert (address, message) == ("名单!F2", "办理步骤和步骤日期要一起写")


@pytest.mark.parametrize("said", ["快了", "办理中，等银行", "自办（上周）", "自办一半"])
def test_a_progress_that_says_no_step_is_refused(tree: Loaded, said: str) -> None:
    [(address, message, mend)] = refused(tree.plan("request", A_HEAD, [*A_ROW, said]))
    assert (address, message) == ("名单!F2", f"办理进展“{said}”看不出是哪一步")
    assert mend.startswith("写一步，可以带日期和结果，例如 办结（2026-03-20）银行已放款；还在办的只写 办理中")
