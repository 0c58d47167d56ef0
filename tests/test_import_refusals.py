"""Rows that are refused for what the data holds: names that several have, people of other offices, broken records."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from clerk_sheets import credit_code
from import_tables import Loaded, refused, small
from tree import CITY_COMMISSIONERS, COMMISSIONERS, ENTERPRISES, PAIRINGS, TREE, edited

from generator.importing.report import stopped_lines
from generator.importing.values import Raw

FIRST, SECOND = "91990102MA0000001D", "91990102MA0000002G"
NEW = credit_code(5)
REGIONS = """\
- {code: "990104", name: 丙区, level: 县级, parent: "990100", slug: bing}
- {code: "990200", name: 丁市, level: 市级, parent: "990000", slug: ding}
- {code: "990202", name: 乙区, level: 县级, parent: "990200", slug: yi}
"""
OTHERS = f"""\
  - code: "{credit_code(6)}"
    name: 示例精密机械有限公司
    industry: 工业
    located: [{{region: "990102", since: 2015-03-01}}]
  - {{code: "{credit_code(7)}", naem: 写坏的企业}}
"""
PEOPLE = """\
  - id: 990102-002
    name: 示例吴二
    posts: [{unit: 乙区工业和信息化局, unit_kind: 行政, work_phone: 000-99010213, since: 2022-05-01}]
  - {id: 990102-003, naem: 写坏的专员}
"""
DEPUTIES = "    deputies: [{commissioner: 990100-001, since: 2026-11-01, until: 2026-11-30}]\n"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The tree with a second 乙区, two enterprises and two people of the same name, and a broken record of each."""
    regions = "rosters/regions.yml"
    return small(
        tmp_path_factory.mktemp("refusals"),
        {
            regions: TREE[regions] + REGIONS,
            ENTERPRISES: TREE[ENTERPRISES] + OTHERS,
            COMMISSIONERS: TREE[COMMISSIONERS] + DEPUTIES + PEOPLE,
        },
    )


Lines = Sequence[Sequence[Raw]]

CASES: tuple[tuple[str, str, Lines, str, str], ...] = (
    (
        "enterprise",
        "",
        [["信用代码", "企业名称", "行业", "县区", "所在地起"], [NEW, "示例新", "工业", "乙区", "2020-01-01"]],
        "名单!D2",
        "“乙区”有2个：甲市乙区（990102）、丁市乙区（990202）；补上设区市，或写区划代码",
    ),
    (
        "enterprise",
        "",
        [["信用代码", "企业名称", "行业", "县区"], [NEW, "示例新", "工业", "甲市乙区"]],
        "",
        "这是新企业，没有写“所在地起”；写从哪天起在这里；写了认定日期的可以不写",
    ),
    (
        "enterprise",
        "",
        [["信用代码", "行业代码", "区划代码"], [FIRST, "", "990999"]],
        "名单!C2",
        "没有区划代码“990999”；核对 rosters/regions.yml",
    ),
    (
        "enterprise",
        "990200",
        [["信用代码", "主导产品"], [FIRST, "示例新产品"]],
        "名单!A2",
        "这家企业在甲市乙区（990102），不在丁市里；核对这一格；确实是那里的，--region 写那里或它的上级",
    ),
    (
        "enterprise",
        "",
        [["信用代码", "产品"], [credit_code(7), "示例"]],
        "名单!A2",
        f"企业“{credit_code(7)}”的资料有错误；运行 portal check，先改好",
    ),
    (
        "enterprise",
        "",
        [["信用代码", "企业级别"], [FIRST, "国家级"]],
        "名单!B2",
        "没有写认定日期；补上认定日期和有效期至",
    ),
    (
        "enterprise",
        "",
        [["信用代码", "企业级别"], [FIRST, "市级"]],
        "名单!B2",
        "没有“市级”这个级别；可选：国家级、省级",
    ),
    (
        "enterprise",
        "",
        [["信用代码", "企业级别", "梯度"], [FIRST, "省", "小巨人"]],
        "名单!C2",
        "级别是省，梯度是专精特新“小巨人”企业，对不上；核对两格",
    ),
    (
        "enterprise",
        "",
        [["信用代码", "曾用名"], [FIRST, "示例老厂"]],
        "名单!B2",
        "曾用名“示例老厂”没有写用到哪一天；写成 示例老厂（至2024-05-31）",
    ),
    (
        "commissioner",
        "",
        [["姓名", "职务"], ["示例吴二", "科长"]],
        "名单!A2",
        "这个姓名的专员有2名：990102-001、990102-002；写专员编号",
    ),
    (
        "commissioner",
        "",
        [["专员编号", "职务"], ["990102-003", "科长"]],
        "名单!A2",
        "专员990102-003的资料有错误；运行 portal check，先改好",
    ),
    (
        "commissioner",
        "990102",
        [["专员编号", "职务"], ["990100-001", "处长"]],
        "名单!A2",
        "990100-001归甲市（990100），不在甲市乙区里；核对这一格；确实是那里的，--region 写那里或它的上级",
    ),
    (
        "commissioner",
        "990102",
        [
            ["姓名", "工作单位", "单位性质", "办公电话", "任职日期"],
            ["示例新人", "乙区科技局", "行政", "000-99010299", "2026-11-01"],
            ["示例新人", "乙区科技局", "行政", "000-99010298", "2026-11-01"],
        ],
        "名单!D3",
        "和 名单!D2 的“000-99010299”不一样，说的是同一个；核对两处，改成一样",
    ),
    (
        "commissioner",
        "990102",
        [
            ["姓名", "工作单位", "单位性质", "办公电话", "任职日期"],
            ["示例新人", "乙区科技局", "行政", "000-99010299", "2026-11-01"],
            ["示例新人", "乙区科技局", "行政", "000-99010299", "2026-11-02"],
        ],
        "名单!B3",
        "同一名新专员的两行不一样；新专员写一行，或各行写成一样",
    ),
    (
        "pairing",
        "",
        [["企业名称", "专员编号", "对接起"], ["示例精密机械有限公司", "990102-001", "2026-11-20"]],
        "名单!A2",
        f"叫“示例精密机械有限公司”的企业有2家：{FIRST}、{credit_code(6)}；写代码",
    ),
    (
        "pairing",
        "",
        [
            ["信用代码", "姓名", "工作单位", "对接起"],
            [SECOND, "示例吴二", "乙区工业和信息化局", "2026-11-20"],
        ],
        "名单!B2",
        "叫“示例吴二”的专员有2名：990102-001（乙区工业和信息化局）、990102-002（乙区工业和信息化局）；写专员编号",
    ),
    (
        "pairing",
        "",
        [["信用代码", "专员编号", "对接起"], [credit_code(7), "990102-001", "2026-11-20"]],
        "名单!A2",
        f"企业“{credit_code(7)}”的资料有错误；运行 portal check，先改好",
    ),
    (
        "pairing",
        "",
        [["信用代码", "专员编号", "对接起"], [FIRST, "990102-003", "2026-11-20"]],
        "名单!B2",
        "专员990102-003的资料有错误；运行 portal check，先改好",
    ),
    (
        "pairing",
        "990102",
        [["信用代码", "专员编号", "对接起", "对接止"], [SECOND, "990100-001", "2025-07-01", "2026-12-31"]],
        "名单!A2",
        "这段对接归甲市（990100），不在甲市乙区里；核对这一格；确实是那里的，--region 写那里或它的上级",
    ),
    (
        "pairing",
        "",
        [
            ["信用代码", "专员编号", "对接起", "安排的专员办"],
            [SECOND, "990100-001", "2025-07-01", "甲市乙区专员办"],
        ],
        "名单!D2",
        "这段对接由990100的专员办安排；核对；要移的，移到那个文件夹的 pairings.yml",
    ),
    (
        "pairing",
        "",
        [
            ["信用代码", "专员编号", "对接起", "对接止"],
            [FIRST, "990102-001", "2025-12-01", "2026-12-30"],
            [FIRST, "990102-001", "2025-12-01", "2026-12-31"],
        ],
        "名单!A3",
        "和 名单!A2 说的是同一条；删掉一行；不是同一条的，核对",
    ),
    (
        "expert",
        "",
        [
            ["姓名", "所在机构", "机构类别", "领域", "办公电话"],
            ["示例新", "示例所", "优质服务机构", "管理咨询", "000-99000001"],
        ],
        "名单!A2",
        "没有写专家组；写其中一个：示例省服务专家组（service）；要建新组的，写英文名，或专家编号写成 英文名-01",
    ),
    *(
        (
            "expert",
            "",
            [
                ["专家组", "专家编号", "姓名", "所在机构", "机构类别", "领域", "办公电话"],
                [group, identity, "示例新", "示例所", "优质服务机构", "管理咨询", "000-99000001"],
            ],
            f"名单!{'A' if group else 'B'}2",
            "专家组不能叫“con”；换一个英文名，Windows 不让文件叫这个名字",
        )
        for group, identity in (("con", ""), ("示例组", "con-01"), ("", "con-01"))
    ),
    (
        "record",
        "",
        [
            ["信用代码", "专员编号", "服务时间", "服务方式", "服务类别", "服务内容", "代理人"],
            [FIRST, "990102-001", "2026-11-20", "电话", "惠企政策速递", "送去办法。", "示例谁"],
        ],
        "名单!G2",
        "代理人“示例谁”有0名；写专员编号",
    ),
    (
        "record",
        "",
        [
            ["记录编号", "信用代码", "专员编号", "服务时间", "服务方式", "服务类别", "服务内容"],
            ["r-1", FIRST, "990102-001", "2026-11-20", "电话", "惠企政策速递", "送去办法。"],
            ["r-1", FIRST, "990102-001", "2026-11-21", "电话", "惠企政策速递", "送去办法。"],
        ],
        "名单!A3",
        "和 名单!A2 的记录编号一样；换一个编号，或空着",
    ),
    (
        "record",
        "990200",
        [
            ["信用代码", "专员编号", "服务时间", "服务方式", "服务类别", "服务内容"],
            [FIRST, "990102-001", "2026-11-20", "电话", "惠企政策速递", "送去办法。"],
        ],
        "名单!A2",
        "这段对接归甲市乙区（990102），不在丁市里；核对这一格；确实是那里的，--region 写那里或它的上级",
    ),
    (
        "record",
        "",
        [
            ["记录编号", "信用代码", "专员编号", "服务时间", "服务方式", "服务类别", "服务内容"],
            ["r-2026-0102", SECOND, "990100-001", "2026-11-20", "电话", "惠企政策速递", "送去办法。"],
        ],
        "名单!A2",
        f"记录r-2026-0102是{FIRST}的，这里是{SECOND}；核对记录编号和企业",
    ),
    (
        "request",
        "990200",
        [["诉求编号", "企业是否满意"], ["q-2026-0001", "满意"]],
        "名单!A2",
        "这件诉求归甲市乙区（990102），不在丁市里；核对这一格；确实是那里的，--region 写那里或它的上级",
    ),
    (
        "enterprise",
        "",
        [["信用代码", "梯度", "有效期至", "复核"], [FIRST, "专精特新", "2031-06-30", "通过"]],
        "名单!C2",
        "写了有效期或复核，没有写认定日期；补上认定日期：靠它知道是哪一次认定",
    ),
    (
        "expert",
        "",
        [["专家编号", "姓名"], ["expert-1", "示例别人"]],
        "名单!B2",
        "编号expert-1是“示例郑三”，这里写的是“示例别人”；核对编号，新专家的编号空着；确实改了姓名的，直接改 rosters/experts/service.yml",
    ),
    (
        "request",
        "",
        [["诉求编号", "信用代码", "企业是否满意"], ["q-2026-0001", SECOND, "满意"]],
        "名单!B2",
        f"诉求q-2026-0001是{FIRST}的，这里是{SECOND}；核对诉求编号和企业",
    ),
    (
        "request",
        "",
        [["诉求编号", "信用代码", "专员编号", "企业是否满意"], ["q-2026-0001", FIRST, "990100-001", "满意"]],
        "名单!C2",
        "诉求q-2026-0001由990102-001收集，这里是990100-001；收集的专员不变；现在由谁办，看结对",
    ),
    (
        "profile",
        "990200",
        [["信用代码", "数据日期", "从业人员"], [FIRST, "2026-06-30", 5.0]],
        "名单!A2",
        "这家企业在甲市乙区（990102），不在丁市里；核对这一格；确实是那里的，--region 写那里或它的上级",
    ),
    (
        "profile",
        "",
        [["信用代码", "数据日期", "从业人员"], [FIRST, "2026-06-30", ""]],
        "",
        "这一行没有一项指标；补上指标，或删掉这一行",
    ),
)


@pytest.mark.parametrize(("kind", "region", "lines", "address", "words"), CASES)
def test_a_row_that_is_refused(
    tree: Loaded, kind: str, region: str, lines: Lines, address: str, words: str
) -> None:
    plan = tree.plan(kind, *lines, region=region)
    assert (address, words) in [(there, f"{message}；{mend}") for there, message, mend in refused(plan)]
    assert plan.stopped == ()


def test_a_deputy_is_named_by_name_or_id(tree: Loaded) -> None:
    head = ["信用代码", "专员编号", "服务时间", "服务方式", "服务类别", "服务内容", "代理人"]
    row: list[Raw] = [FIRST, "990102-001", "2026-11-20", "电话", "涉企诉求受理", "听取情况。"]
    plan = tree.plan("record", head, [*row, "示例周一"], [*row[:3], "微信", *row[4:], "990100-001"])
    assert [item.data["by"] for item in plan.items] == ["990100-001", "990100-001"], refused(plan)


def test_an_error_that_no_row_is_to_blame_for_stops_all(tmp_path: Path) -> None:
    """A file of more values than one may have is nobody's row."""
    head = ["统一社会信用代码", "企业名称", "县(市、区)", "所属行业", "所在地起", "主导产品"]
    products = "、".join(f"示例产品{number}" for number in range(60))
    rows = [
        [credit_code(number), f"示例企业{number}", "乙区", "工业", "2020-01-01", products]
        for number in range(1, 1700)
    ]
    plan = small(tmp_path).plan("enterprise", head, *rows)
    assert [each.code for each in plan.stopped] == ["too-many-values"]
    assert "一个文件里的值超过100000个" in "".join(stopped_lines(plan.stopped))


def test_a_changed_commissioner_of_a_pairing_is_told(tmp_path: Path) -> None:
    tree = small(tmp_path, edited(PAIRINGS, ("since: 2025-12-01", "since: 2025-12-02")))
    head = ["信用代码", "专员编号", "对接起"]
    plan = tree.plan("pairing", head, [SECOND, "990102-001", "2025-07-01"])
    notes = [note for item in plan.items for note in item.notes]
    assert notes == [
        "名单!B2 从2025-07-01起的专员由990100-001改为990102-001；是换人的，原来的写“对接止”，新的从第二天起另写一行"
    ]
    assert CITY_COMMISSIONERS not in plan.texts
