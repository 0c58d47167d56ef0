"""Policies that have one title: the row means the one that the record names, else the one in force on its day."""

from pathlib import Path

import pytest
from import_tables import Loaded, refused, small
from private_tree import PRIVATE_TREE
from tree import POLICY, TREE

from generator.importing.plan import Plan

TITLE = "优质中小企业梯度培育管理办法"
RENEWED = "content/policies/miit/miit-2026-9.yml"
RECORDS = "rosters/private/990100-jia/990102-yi/records/2026-h1.yml"
HEAD = ["记录编号", "专员", "服务企业", "服务时间", "服务方式", "服务类别", "速递的政策", "服务内容"]


def twins(replaced: str = "2026-11-01", effective: str = "2026-11-01") -> dict[str, str]:
    """The policy, and one of the same title that takes its place."""
    old = TREE[POLICY].replace(
        "benefits:", f"replaced_by: {{policy: miit-2026-9, date: {replaced}}}\nbenefits:"
    )
    new = TREE[POLICY].replace("id: miit-2026-2", "id: miit-2026-9").replace("〔2026〕2号", "〔2026〕9号")
    new = new.replace("effective_on: 2026-04-01", f"effective_on: {effective}")
    return {POLICY: old, RENEWED: new.replace("benefits:", "replaces: [miit-2026-2]\nbenefits:")}


def told(tree: Loaded, day: str, policy: str, identity: str = "") -> Plan:
    row = [
        identity,
        "示例吴二",
        "示例精密机械有限公司",
        day,
        "电话",
        "惠企政策速递",
        policy,
        "讲了办法。",
    ]
    return tree.plan("record", HEAD, row)


@pytest.mark.parametrize(("day", "meant"), [("2026-10-31", "miit-2026-2"), ("2026-11-01", "miit-2026-9")])
def test_of_two_of_a_title_the_one_in_force_on_the_day_is_meant(tmp_path: Path, day: str, meant: str) -> None:
    plan = told(small(tmp_path, twins()), day, TITLE)
    assert refused(plan) == []
    assert [item.data["policies"] for item in plan.items] == [[meant]]


def test_one_that_was_not_published_on_the_day_is_not_meant(tmp_path: Path) -> None:
    files = twins("2026-12-01")
    published = files[RENEWED].replace("published_on: 2026-01-17", "published_on: 2026-11-10")
    tree = small(tmp_path, {**files, RENEWED: published.replace("effective_on: 2026-11-01\n", "")})
    assert told(tree, "2026-11-09", TITLE).items[0].data["policies"] == ["miit-2026-2"]
    assert len(refused(told(tree, "2026-11-10", TITLE))) == 1


@pytest.mark.parametrize(
    ("replaced", "effective"), [("2026-12-01", "2026-11-01"), ("2026-11-01", "2026-12-01")]
)
def test_of_two_of_a_title_both_or_none_in_force_are_refused(
    tmp_path: Path, replaced: str, effective: str
) -> None:
    tree = small(tmp_path, twins(replaced, effective))
    assert refused(told(tree, "2026-11-20", TITLE)) == [
        ("名单!G2", f"叫“{TITLE}”的政策有2份：miit-2026-2、miit-2026-9", "写政策编号")
    ]
    assert told(tree, "2026-11-20", "miit-2026-9").items[0].data["policies"] == ["miit-2026-9"]
    assert told(tree, "2026-11-20", "工信部企业〔2026〕2号").items[0].data["policies"] == ["miit-2026-2"]


@pytest.mark.parametrize("named", ["[miit-2026-9]", "[miit-2026-9, miit-2026-2]"])
def test_what_a_record_names_already_stays(tmp_path: Path, named: str) -> None:
    text = PRIVATE_TREE[RECORDS].replace("[miit-2026-2]", named)
    tree = small(tmp_path, {**twins(), RECORDS: text})
    row = ["", "示例吴二", "示例精密机械有限公司", "2026-01-17", "现场走访"]
    row += ["惠企政策速递、涉企诉求受理", TITLE, "送去梯度培育办法，听取用工难处。"]
    plan = tree.plan("record", HEAD, row)
    assert (refused(plan), plan.items, plan.same) == ([], (), 1)
