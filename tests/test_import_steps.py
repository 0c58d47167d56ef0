"""The steps of a request: several of a kind on one day stay several, and each row meets its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from import_tables import Loaded, refused, small, texts_of
from private_tree import PRIVATE_TREE

from generator.importing.plan import Plan
from generator.importing.values import Raw

REQUESTS = "rosters/private/990100-jia/990102-yi/requests/2026.yml"
STORED = """\
- id: q-2026-0003
  enterprise: "91990102MA0000001D"
  commissioner: 990102-001
  kind: 困难问题
  category: 融资
  collected_on: 2026-11-01
  text: 同一天分类、上报、再分类，转给两家。
  told: [2026-11-20]
  steps:
    - {do: 列入问题清单, date: 2026-11-02}
    - {do: 分类, date: 2026-11-03, class: 工信职能}
    - {do: 报上级专员办, date: 2026-11-03, office: "990100"}
    - {do: 分类, date: 2026-11-03, office: "990100", class: 同级其他单位}
    - {do: 会商转交, date: 2026-11-04, office: "990100", to: 市税务局, approved_by: 示例王局, approved_on: 2026-11-04}
    - {do: 会商转交, date: 2026-11-04, office: "990100", to: 市人社局, approved_by: 示例王局, approved_on: 2026-11-04}
"""
HEAD = ["诉求编号", "告知日期", "办理步骤", "步骤日期", "经办专员办", "分类", "转给谁", "批准人", "批准日期"]


def row(do: str, date: str, *cells: str, told: str = "") -> list[Raw]:
    return ["q-2026-0003", told, do, date, *cells, *[""] * (5 - len(cells))]


def transfer(unit: str, **told: str) -> list[Raw]:
    return row("会商转交", "2026-11-04", "甲市", "", unit, "示例王局", "2026-11-04", **told)


def steps_of(plan: Plan) -> list[Mapping[str, Any]]:
    assert refused(plan) == []
    [item] = plan.items
    found: Any = item.data["steps"]
    return list(found)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    text = PRIVATE_TREE[REQUESTS] + STORED
    found = small(tmp_path_factory.mktemp("steps"), {REQUESTS: text})
    assert found.faults == []
    return found


NEW_HEAD = ["专员", "企业名称", "诉求种类", "诉求类别", "收集日期", "诉求内容", *HEAD[2:]]
NEW: list[Raw] = ["示例吴二", "示例精密机械有限公司", "困难问题", "融资", "2026-11-01", "要转给两家。"]


def test_two_units_on_one_day_are_two_steps(tree: Loaded) -> None:
    steps = [
        row("列入问题清单", "2026-11-02"),
        row("分类", "2026-11-03", "", "同级其他单位"),
        *(
            row("会商转交", "2026-11-04", "", "", unit, "示例王局", "2026-11-04")
            for unit in ("税务局", "人社局")
        ),
    ]
    found = steps_of(tree.plan("request", NEW_HEAD, *([*NEW, *step[2:]] for step in steps)))
    assert [(step["do"], step.get("to")) for step in found][2:] == [
        ("会商转交", "税务局"),
        ("会商转交", "人社局"),
    ]


def test_what_a_request_holds_and_one_day_more_changes_the_day(tree: Loaded) -> None:
    rows = [transfer("市税务局", told="2026-11-23"), transfer("市人社局")]
    [item] = tree.plan("request", HEAD, *rows).items
    assert dict(item.data) == {"id": "q-2026-0003", "told": ["2026-11-20", "2026-11-23"]}


def test_a_county_and_its_city_classify_on_one_day(tree: Loaded) -> None:
    rows = [
        row("列入问题清单", "2026-11-02"),
        row("分类", "2026-11-03", "", "工信职能"),
        row("报上级专员办", "2026-11-03", "甲市"),
        row("分类", "2026-11-03", "甲市", "同级其他单位"),
    ]
    assert tree.plan("request", HEAD, *rows).same == 1
    assert tree.plan("request", HEAD, rows[3]).same == 1


@pytest.mark.parametrize("office", ["", "乙区"])
def test_a_county_that_names_itself_or_not_is_the_same(tree: Loaded, office: str) -> None:
    rows = [row("分类", "2026-11-03", office, "工信职能"), row("分类", "2026-11-03", "甲市", "同级其他单位")]
    steps = tree.plan("request", HEAD, *rows, [*row("反馈", "2026-11-05", "甲市")])
    assert len(steps_of(steps)) == 7


def test_another_unit_on_the_day_of_one_is_another_step_and_is_told(tree: Loaded) -> None:
    plan = tree.plan("request", HEAD, transfer("市医保局"))
    assert [step.get("to") for step in steps_of(plan)][4:] == ["市税务局", "市人社局", "市医保局"]
    [note] = plan.items[0].notes
    assert note == (
        "名单!C2 q-2026-0003在2026-11-04已有“会商转交”，经办专员办或转给谁不一样，这一行加成另一步；"
        f"是同一步写错了的，直接改 {REQUESTS}"
    )


@pytest.mark.parametrize("order", [1, -1])
def test_of_steps_of_one_day_the_one_that_says_the_same_is_met_first(tmp_path: Path, order: int) -> None:
    old, added = "- {do: 反馈, date: 2026-02-18}", "    - {do: 反馈, date: 2026-02-18, result: 二}\n"
    text = (
        PRIVATE_TREE[REQUESTS]
        .replace(old, f"{old[:-1]}, result: 一}}")
        .replace("    - {do: 办结", f"{added}    - {{do: 办结", 1)
    )
    tree = small(tmp_path, {REQUESTS: text})
    head = ["诉求编号", "办理步骤", "步骤日期", "办理结果"]
    rows = [["q-2026-0001", "反馈", "2026-02-18", result] for result in ("改", "二")][::order]
    assert [step.get("result") for step in steps_of(tree.plan("request", head, *rows))][3:5] == ["改", "二"]


@pytest.mark.parametrize("office", ["", "甲市"])
def test_equal_rows_with_others_between_are_steps_of_their_own(tree: Loaded, office: str) -> None:
    steps: Sequence[Sequence[Raw]] = [
        row("列入问题清单", "2026-11-02"),
        row("分类", "2026-11-03", "", "工信职能"),
        row("报上级专员办", "2026-11-03", office),
        row("分类", "2026-11-03", "", "工信职能"),
    ]
    found = steps_of(tree.plan("request", NEW_HEAD, *([*NEW, *step[2:]] for step in steps)))
    assert [step["do"] for step in found] == ["列入问题清单", "分类", "报上级专员办", "分类"]


def test_a_row_that_repeats_the_one_before_says_the_same_step(tree: Loaded) -> None:
    """Two services of one day to one enterprise give the same request twice in annex 3."""
    head = ["专员", "服务企业", "服务时间", "困难问题", "诉求类别", "办理进展"]
    said: list[Raw] = [
        "示例吴二",
        "示例精密机械有限公司",
        "2026-11-02",
        "贷款难。",
        "融资",
        "自办（2026-11-03）",
    ]
    assert len(steps_of(tree.plan("request", head, said, said))) == 1


def test_requests_with_steps_of_one_day_come_back_as_they_were(tree: Loaded, tmp_path: Path) -> None:
    rows = texts_of("request", tree.dataset)
    assert tree.plan("request", *rows).same == 3
    [text] = small(tmp_path, {REQUESTS: None}).plan("request", *rows).texts.values()
    assert text.endswith(STORED)
