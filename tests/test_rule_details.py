"""Details of the rules: the kind and the place of what each finding is about, and which conditions decide it."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import (
    COMMISSIONERS,
    ENTERPRISES,
    OFFICE,
    PAIRINGS,
    RESOURCE,
    at_its_name,
    edited,
    found_in,
    pointed,
    write_tree,
)

from generator.checking import checked
from generator.diagnostics import Diagnostic
from generator.rules.privacy import personal
from generator.source import PRIVATE

CASE, REGIONS, WAIVER = "content/cases/first.yml", "rosters/regions.yml", "rosters/waivers.yml"
COUNTY = f"{PRIVATE}/990100-jia/990102-yi"
FIRST_HALF, REQUESTS, PROFILES = (
    f"{COUNTY}/{name}.yml" for name in ("records/2026-h1", "requests/2026", "profiles")
)
FIRST = '"91990102MA0000001D"'
NO_REGION = "没有行政区划“990199”"


def found_with_private(root: Path, changes: Mapping[str, str | None]) -> tuple[Diagnostic, ...]:
    """What is found in the tree and its private files with changes."""
    return checked(
        write_tree(root, {**PRIVATE_TREE, **changes}), date(2026, 11, 24), root / PRIVATE
    ).diagnostics


def privately(path: str, *edits: tuple[str, str]) -> dict[str, str]:
    """A private file of the tree with texts replaced, each of which stands in it once."""
    text = PRIVATE_TREE[path]
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {path: text}


def waiver(rule: str, more: str) -> dict[str, str]:
    return {WAIVER: f"- {{rule: {rule}, {more}, until: 2026-12-31, reason: 其他}}\n"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (edited(CASE, ('"990102"', '"990199"')), NO_REGION),
        (edited(COMMISSIONERS, ('region: "990102"', 'region: "990199"')), NO_REGION),
        (edited(REGIONS, ('level: 市级, parent: "990000"', 'level: 市级, parent: "990199"')), NO_REGION),
        (edited(RESOURCE, ("themes: [技术创新]", "industries: [工业, 农]")), "没有行业“农”"),
        (waiver("region-without-office", 'region: "990199"'), NO_REGION),
        (waiver("uncovered-enterprise", 'enterprise: "91990102MA0000003K"'), "没有企业“91990102MA0000003K”"),
        (edited(CASE, ("[miit-2026-2]", "[miit-2026-2, 990102-001]")), "没有政策“990102-001”"),
    ],
)  # fmt: skip
def test_the_kind_and_the_place_of_a_reference(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    found = [item for item in found_in(tmp_path, changes) if item.code == "unknown-reference"]
    assert [item.message for item in found] == [message]
    assert at_its_name(tmp_path, found[0])


@pytest.mark.parametrize(
    ("key", "message"),
    [("stuff", "没有企业指标“stuff”"), ("miit-2026-2#srdi/a", "没有自报条件“miit-2026-2#srdi/a”")],
)
def test_an_unknown_fact_of_a_profile_stands_at_its_key(tmp_path: Path, key: str, message: str) -> None:
    (found,) = found_with_private(tmp_path, privately(PROFILES, ("high_tech", key)))
    assert found.message == message
    assert pointed(tmp_path, found) == [key]


def test_the_file_of_several_names_none_of_them(tmp_path: Path) -> None:
    helped = privately(FIRST_HALF, ("helped_by: {resource: loan}", "helped_by: {expert: service}"))
    found = found_with_private(tmp_path, helped)
    assert "没有服务专家“service”" in [item.message for item in found]


def test_without_the_regions_each_office_is_known(tmp_path: Path) -> None:
    assert [item.code for item in found_with_private(tmp_path, {REGIONS: "a: [\n"})] == ["yaml-syntax"]


MISTYPED: Mapping[str, tuple[Mapping[str, str | None], str]] = {
    "record": (
        privately(FIRST_HALF, ("id: r-2026-0001", "id: 2026-0001"), ("id: r-2026-0002,", "id: r-2026-0002, corrects: r-2026-0001,")),
        "写作 r-2026-0001",
    ),
    "request": (privately(REQUESTS, ("id: q-2026-0001", "id: 2026-0001")), "写作 q-2026-0001"),
    "enterprise": (
        {
            **edited(ENTERPRISES, ("91990102MA0000001D", "91990102MAOOOOO16X")),
            **edited(PAIRINGS, ("91990102MA0000001D", "91990102MA0000116X")),
            **dict.fromkeys(PRIVATE_TREE),
        },
        '写作 "91990102MA0000016X"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MISTYPED)
def test_what_names_a_mistyped_record_is_right(tmp_path: Path, kind: str) -> None:
    changes, mend = MISTYPED[kind]
    found = found_with_private(tmp_path, changes)
    assert [(item.code, item.help) for item in found] == [("wrong-form", mend)]


@pytest.mark.parametrize(
    ("file", "row", "message", "there"),
    [
        ("contacts", f"{{enterprise: {FIRST}, people: [{{name: 示例许五, role: 经理, mobile: 000-00000002}}]}}", "这家企业的联系人记了两次", FIRST),
        ("profiles", f'{{enterprise: {FIRST}, date: 2026-03-31, facts: {{staff: "87"}}}}', "这家企业同一天的画像记了两次", "2026-03-31"),
        ("uptake", f"{{enterprise: {FIRST}, benefit: miit-2026-2#srdi, told_on: 2026-01-15, applied_on: 2026-05-08, granted_on: 2026-09-01}}", "这家企业的这一项兑现情况记了两次", "miit-2026-2#srdi"),
        ("attendance", "{session: training-2026, commissioners: [990100-001, 990102-001]}", "这个人到场记了两次", "990102-001"),
    ],
)  # fmt: skip
def test_what_is_recorded_twice_and_where(
    tmp_path: Path, file: str, row: str, message: str, there: str
) -> None:
    path = f"{COUNTY}/{file}.yml"
    (found,) = found_with_private(tmp_path, {path: f"{PRIVATE_TREE[path]}- {row}\n"})
    assert (found.code, found.message) == ("recorded-twice", message)
    assert pointed(tmp_path, found) == [there, there]


@pytest.mark.parametrize(
    ("office", "told"), [("990102", []), ("990100", []), ("990000", ["诉求还没有报到示例省"])]
)
def test_an_office_that_a_request_has_passed_answers_it(tmp_path: Path, office: str, told: list[str]) -> None:
    old = PRIVATE_TREE[REQUESTS].splitlines()[-1]
    assert "商处(科)室" in old
    steps = (
        f'{old}\n    - {{do: 反馈, date: 2026-11-16, office: "{office}"}}\n',
        f'    - {{do: 办结, date: 2026-11-17, office: "{office}", result: 已放款。}}\n',
    )
    found = found_with_private(tmp_path, privately(REQUESTS, (f"{old}\n", "".join(steps))))
    assert [item.message for item in found] == told


def test_a_waiver_of_a_missing_office_names_a_place(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, waiver("region-without-office", f"enterprise: {FIRST}"))
    assert (found.message, found.help) == ("这条豁免没有写豁免谁", "写 region")


def test_no_waiver_is_unused_while_an_office_is_broken(tmp_path: Path) -> None:
    waived = waiver("region-without-office", 'region: "990102"')
    found = found_in(tmp_path, {**edited(OFFICE, ("unit: ", "unti: ")), **waived})
    assert [item.code for item in found] == ["unknown-field"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ab@qq.com", [("个人邮箱", 0, 9)]),
        ("微信、wechat、weixin、wx、vx：abc123456", [("微信号", 20, 12)]),
    ],
)
def test_personal_data_at_the_edges(text: str, found: list[tuple[str, int, int]]) -> None:
    assert list(personal(text, re.compile("(?!)"))) == found
