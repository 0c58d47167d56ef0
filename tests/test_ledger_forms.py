"""The forms of the ledger: their lists are those of the records, what they read says only what they need, files of one record."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from private_tree import PRIVATE_TREE
from tree import write_tree

from generator.checking import checked
from generator.kinds import folder_code, inside_office, kind_of
from generator.new_file import new_file_address
from generator.pages.ledger_forms import RECORD, REQUEST, ledger_form_files, ledger_forms
from generator.portal import Portal, derive
from generator.source import PRIVATE

COUNTY = f"{PRIVATE}/990100-jia/990102-yi"
ROW = """\
- id: r-20261120-k7m2q9xd
  enterprise: "91990102MA0000001D"
  commissioner: 990102-001
  date: 2026-11-20
  channel: 电话
  services: [涉企诉求受理]
  content: 问贷款办到哪一步。
  outcome: 银行在审。
"""
ASKED = """\
- id: q-20261120-k7m2q9xd
  enterprise: "91990102MA0000001D"
  commissioner: 990102-001
  kind: 服务需求
  category: 融资
  collected_on: 2026-11-20
  text: 想换一家银行。
"""


def portal(root: Path, changes: Mapping[str, str] = {}) -> Portal:
    tree = write_tree(root, {**PRIVATE_TREE, **changes})
    found = checked(tree, date(2026, 11, 24), tree / PRIVATE)
    assert not found.faulty, found.diagnostics
    return derive(found.dataset)


def read(made: Portal, path: str) -> Any:
    return json.loads(next(file.make() for file in ledger_form_files(made) if file.path == path))


def faults(root: Path, files: Mapping[str, str]) -> list[tuple[str, str, str | None]]:
    tree = write_tree(root, {**PRIVATE_TREE, **files})
    found = checked(tree, date(2026, 11, 24), tree / PRIVATE)
    return [(each.code, each.message, each.help) for each in found.diagnostics]


def test_the_lists_of_the_forms_are_those_of_the_schemas(tmp_path: Path) -> None:
    made = portal(tmp_path)
    record, request = (page.context["view"] for page in ledger_forms(made))
    asked: Any = {"record": record, "request": request}
    shown = {
        name: [choice.value for choice in getattr(asked[form], field)]
        for name, form, field in (
            ("ServiceChannel", "record", "channels"),
            ("Service", "record", "services"),
            ("Delivery", "record", "deliveries"),
            ("RequestKind", "request", "kinds"),
            ("Satisfaction", "request", "satisfactions"),
        )
    }
    definitions = {
        name: definition.get("enum")
        for schema in read(made, "desk/form.json")["schemas"].values()
        for name, definition in schema["definitions"].items()
    }
    assert shown == {name: definitions[name] for name in shown}
    assert all(choice.hint for choice in (*asked["record"].services, *asked["request"].kinds))
    assert [choice.value for choice in asked["record"].themes] == ["技术创新"]
    assert [choice.value for choice in asked["request"].categories] == ["融资"]


def test_the_steps_that_the_form_writes_are_steps(tmp_path: Path, root: Path) -> None:
    steps = read(portal(tmp_path), "desk/form.json")["schemas"]["request"]["definitions"]["StepKind"]["enum"]
    page = (root / "site_templates/pages/request-form.html.j2").read_text(encoding="utf-8")
    offered = {part.split('"')[0] for part in page.split('name="first" value="')[1:]} - {""}
    assert offered <= set(steps)
    assert "反馈" in steps


def test_the_browser_checks_with_the_schemas_of_editors(tmp_path: Path, root: Path) -> None:
    for name, schema in read(portal(tmp_path), "desk/form.json")["schemas"].items():
        assert schema == json.loads((root / f"schemas/{name}.json").read_text(encoding="utf-8"))


def test_a_commissioner_gets_their_own_enterprises_and_nothing_else(tmp_path: Path) -> None:
    own = read(portal(tmp_path), "desk/990102-001/form.json")
    assert own.keys() == {"name", "enterprises", "deputies", "reported"}
    (enterprise,) = own["enterprises"]
    assert enterprise["code"] == "91990102MA0000001D"
    assert enterprise["spells"] == [["2025-12-01", "", "990100-jia/990102-yi"]]
    assert enterprise["requests"] == [["q-2026-0002", "融资：想了解设备更新贷款。"]]
    assert enterprise["closed"] == [["q-2026-0001", "融资：流动资金紧张。（已办结）"]]
    assert [each["id"] for each in enterprise["records"]] == [
        "r-2026-0102", "r-2026-0101", "r-2026-0002", "r-2026-0001",
    ]  # fmt: skip
    assert enterprise["records"][1]["overdue_payment"]["amount"] == "350000"
    (other,) = read(portal(tmp_path), "desk/990100-001/form.json")["enterprises"]
    assert (other["code"], other["requests"], other["records"]) == ("91990102MA0000002G", [], [])


def test_an_enterprise_that_went_stays_for_what_was_not_recorded(tmp_path: Path) -> None:
    found = checked(write_tree(tmp_path), date(2026, 6, 1))
    own = read(derive(found.dataset), "desk/990102-001/form.json")
    assert [(each["name"], each["spells"][0][1]) for each in own["enterprises"]] == [
        ("示例精密机械有限公司", ""),
        ("示例新材料有限公司", "2025-06-30"),
    ]


def test_the_form_knows_the_half_years_of_which_the_report_is_made(tmp_path: Path) -> None:
    assert read(portal(tmp_path / "a"), "desk/990102-001/form.json")["reported"] == {
        "990100-jia/990102-yi": ["2026-h1"]
    }
    above = {
        f"{COUNTY}/submissions.yml": '- {office: "990102", period: first, submitted_on: 2026-07-06}\n',
        f"{PRIVATE}/990100-jia/submissions.yml": '- {office: "990100", period: 2025-h2, submitted_on: 2026-01-12}\n',
    }
    made = portal(tmp_path / "b", above)
    assert read(made, "desk/990102-001/form.json")["reported"] == {"990100-jia/990102-yi": ["2025-h2"]}


def test_the_addresses_of_the_forms(tmp_path: Path) -> None:
    assert [page.path for page in ledger_forms(portal(tmp_path))] == [RECORD, REQUEST]


def test_a_record_may_have_a_file_of_its_own(tmp_path: Path) -> None:
    for path, kind in (
        ("records/2026-h2/r-20261120-k7m2q9xd.yml", "record"),
        ("requests/2026/q-20261120-k7m2q9xd.yml", "request"),
    ):
        found = kind_of(f"{COUNTY}/{path}")
        assert found is not None
        assert found.name == kind
        assert folder_code(f"{COUNTY}/{path}") == "990102"
        assert inside_office(f"{COUNTY}/{path}") == path
    for path in ("records/2026-h3/a.yml", "records/2026-h2/a/b.yml", "requests/2026-h1/a.yml"):
        assert kind_of(f"{COUNTY}/{path}") is None
    own = {
        f"{COUNTY}/records/2026-h2/r-20261120-k7m2q9xd.yml": ROW,
        f"{COUNTY}/requests/2026/q-20261120-k7m2q9xd.yml": ASKED,
    }
    made = portal(tmp_path, own)
    assert {"r-20261120-k7m2q9xd", "r-2026-0101"} <= {entry.record.id for entry in made.dataset.records}


def test_what_is_wrong_with_a_file_of_one_record(tmp_path: Path) -> None:
    wrong = f"{COUNTY}/records/2026-h1/r-1.yml"
    (period,) = faults(tmp_path / "period", {wrong: ROW})
    assert period == (
        "period-differs-from-file",
        "2026-11-20不在 2026-h1 里",
        f"移到 {COUNTY}/records/2026-h2/r-1.yml；日期写错了，就改日期",
    )
    place = f"{PRIVATE}/990100-jia/records/2026-h2/r-1.yml"
    (folder,) = faults(tmp_path / "folder", {place: ROW})
    assert (folder[0], folder[2]) == ("record-in-another-folder", f"移到 {COUNTY}/records/2026-h2/r-1.yml")
    twice = {f"{COUNTY}/records/2026-h2/{name}.yml": ROW for name in ("a", "b")}
    assert [code for code, _, _ in faults(tmp_path / "twice", twice)] == ["duplicate-id"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("GitHub", "https://git.example/o/r/new/main/{folder}?filename={name}&value={text}"),
        ("GitLab", "https://git.example/o/r/-/new/main/{folder}?file_name={name}&content={text}"),
        ("Gitee", "https://git.example/o/r/new/main/{folder}"),
    ],
)
def test_where_a_host_makes_a_new_file(host: str, expected: str) -> None:
    assert new_file_address({"host": host, "address": "https://git.example/o/r/"}) == expected
    nested = new_file_address(
        {"host": host, "address": "https://git.example/o/r", "branch": "main", "folder": "rosters/private"}
    )
    assert nested == expected.replace("{folder}", "rosters/private/{folder}")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("https://git.example/o/r", "只写 address、host、branch、folder"),
        ({"host": "GitHub", "url": "x"}, "只写 address、host、branch、folder"),
        ({"host": "github", "address": "https://git.example/o/r"}, "写 GitHub、GitLab、Gitee 里的一个"),
        ({"host": "GitLab", "address": "git.example/o/r"}, "以 https:// 开头"),
    ],
)
def test_a_wrong_setting_says_what_to_write(settings: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        new_file_address(settings)


def test_without_a_setting_no_host_is_offered() -> None:
    assert new_file_address(None) == ""
