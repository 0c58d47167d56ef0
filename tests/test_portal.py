"""What is derived from a dataset: terms of policies and benefits, their order, places and relations."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tree import write_tree

from generator.loading import load
from generator.policy_terms import earlier_windows
from generator.portal import Portal, derive
from generator.status import Status

BENEFIT = """\
  - id: {id}
    name: {id}的事项
    what: 得到支持。
    support: [资金]
    claim: 申报
    no_conditions_because: 示例不设条件。
{more}"""


def policy(name: str, *benefits: str, more: str = "", level: str = "省级") -> dict[str, str]:
    """A policy file with benefits, and further lines."""
    lines = f"""\
id: {name}
title: {name}的标题
issuers: [示例机关]
level: {level}
kind: 政策文件
topics: [融资]
summary: [得到支持。, 看申报期。, 找专员办。]
checked: {{date: 2026-11-24, against: 官网}}
{more}"""
    return {
        f"content/policies/sample/{name}.yml": lines + ("benefits:\n" + "".join(benefits) if benefits else "")
    }


def benefit(name: str, windows: str = "") -> str:
    return BENEFIT.format(id=name, more=f"    windows:\n{windows}" if windows else "")


def portal_of(folder: Path, as_of: date, *files: Mapping[str, str | None]) -> Portal:
    changes: dict[str, str | bytes | None] = {}
    for file in files:
        changes.update(file)
    dataset, faults = load(write_tree(folder, changes), as_of)
    assert not faults, faults
    return derive(dataset)


def statuses(portal: Portal) -> dict[str, Status]:
    return {item.record.id: item.state.status for item in portal.policies}


def test_a_replaced_policy_keeps_the_benefits_that_go_on(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(
        tmp_path,
        as_of,
        policy(
            "old",
            benefit("gone"),
            benefit("kept"),
            more="replaced_by: {policy: new, date: 2026-04-01, except: [kept]}\n",
        ),
        policy("new", more="replaces: [old]\n"),
    )
    old = portal.policy_by_id["old"]
    assert old.state.status is old.document_state.status is Status.REPLACED
    assert [(item.record.id, item.state.status, item.goes_on) for item in old.benefits] == [
        ("gone", Status.REPLACED, False),
        ("kept", Status.ALWAYS, True),
    ]
    assert [item.record.id for item in portal.replaced_by["old"]] == ["new"]
    assert [item.record.id for item in portal.replacing["new"]] == ["old"]


def test_before_the_successor_takes_over_the_old_one_is_in_force(tmp_path: Path) -> None:
    portal = portal_of(
        tmp_path,
        date(2026, 3, 31),
        policy("old", benefit("gone"), more="replaced_by: {policy: new, date: 2026-04-01}\n"),
        policy("new", more="replaces: [old]\neffective_on: 2026-04-01\n"),
    )
    assert statuses(portal)["old"] is Status.ALWAYS
    assert statuses(portal)["new"] is Status.PENDING


def test_a_policy_is_as_useful_as_its_best_benefit(tmp_path: Path, as_of: date) -> None:
    closed = benefit("closed", "      - {opens_on: 2026-06-01, closes_on: 2026-08-31}\n")
    later = benefit("later", "      - {opens_on: 2027-01-01, closes_on: 2027-01-31}\n")
    soon = benefit("soon", "      - {opens_on: 2026-11-01, closes_on: 2026-11-30}\n")
    portal = portal_of(tmp_path, as_of, policy("two", closed, later), policy("three", closed, later, soon))
    assert statuses(portal)["two"] is Status.LATER
    assert statuses(portal)["three"] is Status.SOON
    assert portal.policy_by_id["three"].state.day == date(2026, 11, 30)


def test_places_that_close_earlier_do_not_move_the_deadline(tmp_path: Path, as_of: date) -> None:
    windows = """\
      - {opens_on: 2026-10-20, closes_on: 2026-12-04}
      - {closes_on: 2026-11-27, regions: ["990100"]}
      - {closes_on: 2026-12-10, regions: ["990102"]}
"""
    portal = portal_of(tmp_path, as_of, policy("batch", benefit("one", windows)))
    batch = portal.policy_by_id["batch"]
    assert batch.state.day == date(2026, 12, 4)
    assert [window.closes_on for window in earlier_windows(batch.benefits[0].record)] == [date(2026, 11, 27)]


def test_only_regional_windows_count_where_there_is_no_general_one(tmp_path: Path, as_of: date) -> None:
    windows = '      - {opens_on: 2026-11-01, closes_on: 2026-11-27, regions: ["990100"]}\n'
    portal = portal_of(tmp_path, as_of, policy("batch", benefit("one", windows)))
    assert portal.policy_by_id["batch"].state.day == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("level", "more", "places"),
    [
        ("省级", "", ("990000",)),
        ("市级", 'regions: ["990100"]\n', ("990100",)),
        ("县级", 'regions: ["990102"]\n', ("990102", "990100")),
    ],
)
def test_places(tmp_path: Path, as_of: date, level: str, more: str, places: tuple[str, ...]) -> None:
    portal = portal_of(tmp_path, as_of, policy("local", more=more, level=level))
    assert portal.policy_by_id["local"].places == places
    assert all(portal.policy_by_id["local"] in portal.policies_of[place] for place in places)


def test_relations_are_known_from_both_ends(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(
        tmp_path,
        as_of,
        policy("law"),
        policy("rules", more="based_on: [law]\n"),
        policy("change", more="amends: [rules]\n"),
        policy("notes", more="interprets: [rules]\n"),
    )
    assert [item.record.id for item in portal.resting["law"]] == ["rules"]
    assert [item.record.id for item in portal.amending["rules"]] == ["change"]
    assert [item.record.id for item in portal.interpreting["rules"]] == ["notes"]


def test_policies_stand_in_the_order_of_their_closing_days(tmp_path: Path, as_of: date) -> None:
    def window(closes: str) -> str:
        return benefit("one", f"      - {{opens_on: 2026-08-01, closes_on: {closes}}}\n")

    portal = portal_of(
        tmp_path,
        as_of,
        policy("past", window("2026-08-31")),
        policy("law"),
        policy("always", benefit("one")),
        policy("second", window("2026-12-31")),
        policy("first", window("2026-11-30")),
    )
    found = [item.record.id for item in portal.policies if item.record.id != "miit-2026-2"]
    assert found == ["first", "second", "always", "law", "past"]


def test_the_shipped_content(root: Path, as_of: date) -> None:
    dataset, _ = load(root, as_of)
    found = statuses(derive(dataset))
    assert found["miit-2022-63"] is Status.REPLACED
    assert found["miit-2026-2"] is Status.NOTICE
    assert found["mof-2024-148"] is Status.NOTICE
    assert found["sc-802"] is Status.ALWAYS
    assert found["most-2017-115"] is Status.CLOSED
    assert found["js-miit-2023-392"] is Status.ENDED
    assert found["npc-2025-private"] is Status.VALID


def test_a_place_in_a_rule_is_named_so_that_it_cannot_be_taken_for_another(root: Path, as_of: date) -> None:
    names = derive(load(root, as_of)[0]).place_names
    assert names["320106"] == "南京市鼓楼区"
    assert names["320302"] == "徐州市鼓楼区"
    assert names["320500"] == "苏州市"
    assert names["320371"] == "徐州经济技术开发区"
    assert names["320803"] == "淮安市淮安区"
