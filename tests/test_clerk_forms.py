"""The forms of clerks: what they read says what they need, the internal edition alone has them."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from moved_tree import MOVED, MOVED_TREE, NEW_ENTERPRISES, OLD_PAIRING
from private_tree import PRIVATE_TREE
from tree import COMMISSIONERS, ENTERPRISES, PAIRINGS, TREE, edited, write_tree

from generator.checking import checked
from generator.new_file import new_file_below
from generator.pages import FILES, INTERNAL_FILES, INTERNAL_SECTIONS, SECTIONS
from generator.pages.clerk_forms import FORMS, clerk_form_files, clerk_forms
from generator.portal import Portal, derive
from generator.source import PRIVATE

DAY = date(2026, 11, 24)


def portal(root: Path, changes: Mapping[str, str | None] = {}) -> Portal:
    tree = write_tree(root, {**PRIVATE_TREE, **changes})
    found = checked(tree, DAY, tree / PRIVATE)
    return derive(found.dataset, edit_base="https://git.example/o/r/-/edit/main/")


def read(made: Portal, path: str) -> Any:
    return json.loads(next(file.make() for file in clerk_form_files(made) if file.path == path))


def test_the_pages_and_their_files_belong_to_the_internal_edition(tmp_path: Path) -> None:
    made = portal(tmp_path)
    pages: dict[str, Any] = {page.path: page.context["view"] for page in clerk_forms(made)}
    assert list(pages) == ["desk/policy/", "desk/resource/", "desk/expert/", "desk/pairing/"]
    files = {file.path for file in clerk_form_files(made)}
    assert {view.data for view in pages.values()} <= files
    assert clerk_forms in INTERNAL_SECTIONS
    assert clerk_form_files in INTERNAL_FILES
    public = {page.path for section in SECTIONS for page in section(made)}
    assert not {path for path in public if path.startswith("desk/")}
    assert not {file.path for make in FILES for file in make(made) if file.path.startswith("desk/")}


def test_the_browser_checks_with_the_schemas_of_editors(tmp_path: Path, root: Path) -> None:
    made = portal(tmp_path)
    for form in FORMS:
        schema = json.loads((root / f"schemas/{form}.json").read_text(encoding="utf-8"))
        assert read(made, f"desk/{form}/form.json")["schema"] == schema


def test_an_id_that_was_in_use_is_taken(tmp_path: Path) -> None:
    changes = {
        "rosters/retired.yml": "- {kind: policy, id: gone-2020-1}\n- {kind: resource, id: gone}\n",
        "content/resources/loan.yml": f"{TREE['content/resources/loan.yml']}aliases: [old-loan]\n",
    }
    made = portal(tmp_path, changes)
    assert read(made, "desk/policy/form.json")["taken"] == ["gone-2020-1", "miit-2026-2"]
    assert read(made, "desk/resource/form.json")["taken"] == ["gone", "loan", "old-loan"]
    assert read(made, "desk/expert/form.json")["taken"] == ["expert-1"]


def test_what_the_form_of_policies_reads(tmp_path: Path) -> None:
    made = portal(tmp_path)
    held = read(made, "desk/policy/form.json")
    assert held["policies"] == [
        ["miit-2026-2", "优质中小企业梯度培育管理办法", [["srdi", "认定专精特新中小企业"]], "miit", 0]
    ]
    assert held["folders"] == [["miit", "工业和信息化部"]]
    assert held["regions"] == [["990000", "示例省", -1], ["990100", "甲市", 0], ["990102", "甲市乙区", 1]]
    assert {fact["key"]: fact["kind"] for fact in held["facts"]} == {
        key: fact.kind for key, fact in made.dataset.fact_by_key.items()
    }
    assert held["sizes"]["工业"]["staff"] == ["1000", "300", "20"]
    text = next(file.make() for file in clerk_form_files(made) if file.path == "desk/policy/miit-2026-2.yml")
    assert text.decode() == TREE["content/policies/miit/miit-2026-2.yml"]


def test_the_groups_of_experts_come_with_their_files(tmp_path: Path) -> None:
    groups = read(portal(tmp_path), "desk/expert/form.json")["groups"]
    assert groups == [["service", "示例省服务专家组", TREE["rosters/experts/service.yml"]]]


def test_who_serves_whom_in_a_city(tmp_path: Path) -> None:
    made = portal(tmp_path)
    shared = read(made, "desk/pairing/form.json")
    assert shared["cities"] == [["990100", "甲市"]]
    assert shared["offices"]["990102"] == ["甲市乙区", "县级", "990100", PAIRINGS]
    city = read(made, "desk/pairing/990100.json")
    first, second = city["enterprises"]
    assert first == [
        "91990102MA0000001D",
        "示例精密机械有限公司",
        [["2025-12-01", "省级"], ["2028-12-01", ""]],
        [["2015-03-01", "990102"]],
        [["990102-001", "2025-12-01", "", "990102", "2026-11-16"]],
        "",
    ]
    assert second[2] == [
        ["2024-12-01", "省级"],
        ["2025-07-01", "国家级"],
        ["2027-12-01", "国家级"],
        ["2028-07-01", ""],
    ]
    assert second[5] == "2025-06-30"
    people = {person[0]: person for person in city["people"]}
    assert people["990102-001"] == [
        "990102-001",
        "示例吴二",
        "乙区工业和信息化局",
        "990102",
        [["2022-05-01", ""]],
        [["91990102MA0000001D", "2025-12-01", ""]],
        [],
    ]
    assert city["files"] == {
        "990100": TREE["rosters/990100-jia/pairings.yml"],
        "990102": TREE[PAIRINGS],
    }


def test_an_enterprise_that_moved_comes_with_the_file_in_which_it_is_paired(tmp_path: Path) -> None:
    made = portal(tmp_path, MOVED_TREE)
    old, new = (read(made, f"desk/pairing/{city}.json") for city in ("990100", "990200"))
    assert MOVED not in {each[0] for each in old["enterprises"]}
    ((code, _, _, places, spells, _),) = new["enterprises"]
    assert (code, places) == (MOVED, [["2015-03-01", "990102"], ["2026-11-10", "990202"]])
    assert spells == [["990100-002", "2025-12-01", "", "990102", ""]]
    assert {person[0] for person in new["people"]} == {"990100-002", "990202-001"}
    assert new["files"] == {"990102": MOVED_TREE[PAIRINGS], "990200": "", "990202": ""}
    assert OLD_PAIRING in new["files"]["990102"]


def test_an_enterprise_that_will_move_stands_in_both_cities(tmp_path: Path) -> None:
    later = {path: text.replace("2026-11-10", "2026-12-10") for path, text in MOVED_TREE.items()}
    later[ENTERPRISES] = TREE[ENTERPRISES] + later.pop(NEW_ENTERPRISES).partition("enterprises:\n")[2]
    made = portal(tmp_path, later)
    for city in ("990100", "990200"):
        held = read(made, f"desk/pairing/{city}.json")
        assert MOVED in {each[0] for each in held["enterprises"]}
        assert "990102" in held["files"]


def test_who_left_and_what_is_out_of_scope_is_not_offered(tmp_path: Path) -> None:
    changes = {
        **edited(
            COMMISSIONERS,
            (
                "since: 2022-05-01}]\n",
                (
                    "since: 2022-05-01}]\n  - id: 990102-002\n    name: 示例冯四\n"
                    "    posts: [{unit: 乙区服务中心, unit_kind: 事业, work_phone: 000-99010212, since: 2022-05-01, until: 2026-01-31}]\n"
                ),
            ),
        ),
        **edited(
            ENTERPRISES,
            (
                (
                    "      - {tier: 专精特新中小企业, awarded_on: 2024-12-01, valid_until: 2027-11-30}\n"
                    "      - {tier: 专精特新“小巨人”企业, awarded_on: 2025-07-01, valid_until: 2028-06-30}"
                ),
                "      - {tier: 专精特新中小企业, awarded_on: 2021-12-01, valid_until: 2024-11-30}",
            ),
        ),
        "rosters/990100-jia/pairings.yml": None,
    }
    city = read(portal(tmp_path, changes), "desk/pairing/990100.json")
    assert [each[0] for each in city["enterprises"]] == ["91990102MA0000001D"]
    assert {person[0] for person in city["people"]} == {"990100-001", "990102-001"}
    assert city["files"]["990100"] == ""


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("", ""),
        (
            "https://git.example/o/r/-/edit/main/",
            "https://git.example/o/r/-/new/main/{folder}?file_name={name}&content={text}",
        ),
        (
            "https://github.com/o/r/edit/main/",
            "https://github.com/o/r/new/main/{folder}?filename={name}&value={text}",
        ),
        ("https://gitee.com/o/r/edit/main/", "https://gitee.com/o/r/new/main/{folder}"),
        (
            "https://github.com/o/r/edit/main/data/",
            "https://github.com/o/r/new/main/data/{folder}?filename={name}&value={text}",
        ),
        ("https://files.example/whatever/", ""),
    ],
)
def test_where_a_host_makes_a_new_public_file(base: str, address: str) -> None:
    assert new_file_below(base) == address
