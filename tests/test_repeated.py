"""What stands twice: a value in a list, and a 发文字号 that two policies have."""

from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from test_rule_details import COUNTY, FIRST_HALF, PROFILES, REQUESTS, found_with_private, privately
from tree import ENTERPRISES, FACTS, POLICY, RESOURCE, TREE, edited, found_in, pointed

from generator.diagnostics import Diagnostic, Severity

CONTACT_GROUPS = "rosters/contact-groups.yml"
STAFF = "{fact: staff, at_most: 1000, clause: 标准一}"
TITLES = "has_any: [专精特新中小企业, 专精特新中小企业]"
SENTENCE = "向所在地工信部门申请。"


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        (privately(FIRST_HALF, ("[惠企政策速递, 涉企诉求受理]", "[惠企政策速递, 涉企诉求受理, 惠企政策速递]")), "惠企政策速递"),
        (privately(FIRST_HALF, ("[miit-2026-2]", "[miit-2026-2, miit-2026-2]")), "miit-2026-2"),
        (privately(REQUESTS, ("[2026-01-20, 2026-02-18]", "[2026-01-20, 2026-01-20]")), "2026-01-20"),
        (privately(PROFILES, ("[专精特新中小企业]", "[专精特新中小企业, 专精特新中小企业]")), "专精特新中小企业"),
        (privately(f"{COUNTY}/attendance.yml", ("[990102-001]", "[990102-001, 990102-001]")), "990102-001"),
        (edited(CONTACT_GROUPS, ('"990102"]', '"990102", "990100"]')), "990100"),
        (edited(ENTERPRISES, ("[示例轴承]", "[示例轴承, 示例轴承]")), "示例轴承"),
        (edited(RESOURCE, ("[技术创新]", "[技术创新, 技术创新]")), "技术创新"),
        (edited(POLICY, ("[认定]", "[认定, 认定]")), "认定"),
        (edited(POLICY, (STAFF, f"{{not: {{fact: tiers, {TITLES}, clause: 标准一}}}}")), "专精特新中小企业"),
        (edited(FACTS, ("[工业, 零售业]", "[工业, 零售业, 零售业]")), "零售业"),
    ],
)  # fmt: skip
def test_a_list_names_each_once(tmp_path: Path, changes: dict[str, str | None], value: str) -> None:
    found = [item for item in found_with_private(tmp_path, changes) if item.code == "recorded-twice"]
    assert [(item.message, item.help) for item in found] == [(f"“{value}”写了两次", "去掉重复的")]
    assert [part.strip('"') for part in pointed(tmp_path, found[0])] == [value, value]


def test_sentences_may_come_back(tmp_path: Path) -> None:
    how = f"    claim: 认定\n    how: [{SENTENCE}, 补材料。, {SENTENCE}]"
    assert found_in(tmp_path, edited(POLICY, ("    claim: 认定", how))) == ()
    terms = "{sum: [revenue, revenue], at_least: 1, clause: 标准一}"
    found = found_in(tmp_path, edited(POLICY, (STAFF, terms)))
    assert "recorded-twice" not in {item.code for item in found}


def test_an_empty_value_is_no_list(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, edited(RESOURCE, ("themes: [技术创新]", "domains:")))
    assert found.code == "empty-value"


def test_the_same_in_two_records_is_no_repetition(tmp_path: Path) -> None:
    attendance = f"{COUNTY}/attendance.yml"
    trainings = TREE["content/trainings/2026.yml"]
    second = trainings.replace("training-2026", "training-2026-b").removeprefix("sessions:\n")
    changes = {
        "content/trainings/2026.yml": trainings + second,
        attendance: PRIVATE_TREE[attendance] + "- {session: training-2026-b, commissioners: [990102-001]}\n",
    }
    assert found_with_private(tmp_path, changes) == ()


def twins(root: Path, *edits: tuple[str, str]) -> list[Diagnostic]:
    """What is found of a policy and of its copy with edits."""
    text = TREE[POLICY].replace("id: miit-2026-2", "id: miit-2026-9")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    changes = {POLICY.replace("miit-2026-2", "miit-2026-9"): text}
    return [item for item in found_in(root, changes) if item.code == "recorded-twice"]


def test_a_document_is_one_policy(tmp_path: Path) -> None:
    (found,) = twins(tmp_path, ("[工业和信息化部]", "[财政部, 工业和信息化部]"))
    assert (found.severity, found.message) == (Severity.WARNING, "政策“miit-2026-2”已经用了这个发文字号")
    assert pointed(tmp_path, found) == ["工信部企业〔2026〕2号"] * 2


def test_a_document_of_two_issuers_is_found_once(tmp_path: Path) -> None:
    both = edited(POLICY, ("[工业和信息化部]", "[工业和信息化部, 财政部]"))
    copy = both[POLICY].replace("id: miit-2026-2", "id: miit-2026-9")
    found = found_in(tmp_path, {**both, POLICY.replace("miit-2026-2", "miit-2026-9"): copy})
    assert [item.code for item in found] == ["recorded-twice"]


@pytest.mark.parametrize(
    "edit",
    [
        ("[工业和信息化部]", "[新北区人民政府]"),
        ("〔2026〕2号", "〔2026〕9号"),
        ("doc_no: 工信部企业〔2026〕2号\n", ""),
    ],
)
def test_another_document(tmp_path: Path, edit: tuple[str, str]) -> None:
    assert twins(tmp_path, edit) == []


@pytest.mark.parametrize(("year", "count"), [("2026", 1), ("2013", 0)])
def test_an_order_without_a_year_is_numbered_anew(tmp_path: Path, year: str, count: int) -> None:
    order = edited(POLICY, ("工信部企业〔2026〕2号", "主席令第七十四号"))
    copy = order[POLICY].replace("id: miit-2026-2", "id: miit-2026-9").replace("2026-01", f"{year}-01")
    found = found_in(tmp_path, {**order, POLICY.replace("miit-2026-2", "miit-2026-9"): copy})
    assert [item.code for item in found] == ["recorded-twice"] * count
