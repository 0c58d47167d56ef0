"""The schemas that editors read: shipped files are valid, wrong ones are refused, and nothing is stale."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import playwright
import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator
from tree import FACTS, OFFICE, POLICY, TREE

from generator.cli import portal
from generator.field_names import FIELD_NAMES
from generator.fields import field_types
from generator.kinds import KINDS, kind_of
from generator.reading import FOLDERS
from generator.schemas import file_name, schemas
from generator.source import PRIVATE

NODE = Path(playwright.__file__).parent / "driver" / "node"
SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in schemas()}
HOLIDAYS, REGIONS, SCHEME = (f"rosters/{name}.yml" for name in ("holidays", "regions", "scheme"))


class _EditorsLoader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: numbers and flags are typed, dates are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 -- PyYAML's own way


for _tag, _form, _first in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _EditorsLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)
_EditorsLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda _, node: int(node.value)
)  # 1.1 would read 0510 in eights


def _faults(path: str, text: str) -> list[str]:
    """What an editor underlines in a file."""
    kind = kind_of(path)
    assert kind is not None
    validator = Draft7Validator(SCHEMAS[file_name(kind)], format_checker=Draft7Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(yaml.load(text, _EditorsLoader))]  # noqa: S506


def _shipped(root: Path) -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.yml")):
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def test_a_browser_reads_every_pattern(root: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "schemas").glob("*.json"))]
    patterns = sorted(
        {found for text in texts for found in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text)}
    )
    assert len(patterns) > 10
    script = f"""for (const pattern of [{",".join(patterns)}]) new RegExp(pattern, "u");"""
    subprocess.run((str(NODE), "-e", script), check=True)


def test_every_shipped_file_is_valid_and_names_its_schema(root: Path) -> None:
    made = set()
    for path, text in _shipped(root):
        kind = kind_of(path)
        assert kind is not None, path
        schema = os.path.relpath(f"schemas/{file_name(kind)}", Path(path).parent)
        assert text.startswith(f"# yaml-language-server: $schema={schema}\n"), path
        if path.startswith(PRIVATE) and kind in made:
            continue  # private files are made by one seed: one of each kind says as much as hundreds
        made.add(kind)
        assert _faults(path, text) == [], path


@pytest.mark.parametrize("path", TREE)
def test_what_the_checks_take_the_schemas_take(path: str) -> None:
    assert _faults(path, TREE[path]) == []


TAKEN = [
    (OFFICE, 'region: "990102"', "region: 990102"),
    (OFFICE, "work_phone: 000-99010201", "work_phone: 99010201"),
    (OFFICE, "leader: 示例孙局长", "leader: 12"),
    (OFFICE, "sample: true", 'sample: "true"'),
    (POLICY, "at_most: 1000", "at_most: 3%"),
    (POLICY, "at_most: 1000", 'at_most: "1000"'),
    (POLICY, "at_most: 1000", "is: true"),
    (POLICY, "benefits:", 'review_every: "90"\nbenefits:'),
    (POLICY, "    support:", "    amount: {rate: 1.5%}\n    support:"),
    (POLICY, "staff: 2000", "tiers: [专精特新中小企业], staff: 2000"),
    (POLICY, "all:\n", "at_least: 1\n      of:\n"),
    (POLICY, "- {fact: staff,", "- {asks: brand, text: 有品牌, clause: 三}\n        - {fact: staff,"),
    (
        POLICY,
        "- {fact: staff,",
        "- not: {any: [{fact: growth, at_least: 3%, clause: 二}]}\n        - {fact: staff,",
    ),
    (HOLIDAYS, "year: 2026", 'year: "2026"'),
]
WRONG = [
    (POLICY, "level: 国家级", "level: 国级"),
    (POLICY, "topics: [梯度培育]", "topics: [梯度]"),
    (POLICY, "topics: [梯度培育]", "topics: 梯度培育"),
    (POLICY, "topics: [梯度培育]", "topics: []"),
    (POLICY, "title: ", "titel: x\ntitle: "),
    (POLICY, "title: 优质中小企业梯度培育管理办法\n", ""),
    (POLICY, "title: 优质中小企业梯度培育管理办法\n", "title:\n"),
    (POLICY, "written_on: 2026-01-16", "written_on: 2026/01/16"),
    (POLICY, "written_on: 2026-01-16", "written_on: 2026-02-30"),
    (POLICY, "written_on: 2026-01-16", "written_on: 20260116"),
    (POLICY, "id: miit-2026-2", "id: MIIT_2026"),
    (POLICY, "长期有效。, ", ""),
    (POLICY, "clause: 标准一", "cause: 标准一"),
    (POLICY, ", clause: 标准一", ""),
    (POLICY, "fact: staff, at_most: 1000", "fact: staff"),
    (POLICY, "fact: staff, at_most: 1000", "fact: staff, at_most: 1000, at_least: 1"),
    (POLICY, "fact: staff, at_most", "fact: staff, sum: [staff, revenue], at_most"),
    (POLICY, "all:\n", "every:\n"),
    (POLICY, "answer: 符合", "answer: 可以"),
    (POLICY, "    support:", "    amount: {rate: 3}\n    support:"),
    (POLICY, "    support:", "    amount: {fixed: 1, up_to: 2}\n    support:"),
    (POLICY, "    support:", "    no_conditions_because: 无\n    support:"),
    (POLICY, "benefits:", "review_every: -1\nbenefits:"),
    (POLICY, "benefits:", "review_every: 10001\nbenefits:"),
    (OFFICE, 'region: "990102"', 'region: "99010"'),
    (OFFICE, "work_phone: 000-99010201", "work_phone: 见网站"),
    (OFFICE, "sample: true", "sample: yes"),
    (FACTS, "kind: money", "kind: euro"),
    (REGIONS, "slug: jia", "slug: 甲"),
    (HOLIDAYS, "closed: [2026-01-01]", "closed: [2026-13-01]"),
    (SCHEME, "themes: [技术创新]\n", ""),
]


@pytest.mark.parametrize(("path", "old", "new"), TAKEN)
def test_every_way_of_writing_a_value_is_taken(path: str, old: str, new: str) -> None:
    assert old in TREE[path]
    assert _faults(path, TREE[path].replace(old, new, 1)) == []


@pytest.mark.parametrize(("path", "old", "new"), WRONG)
def test_a_wrong_file_is_refused(path: str, old: str, new: str) -> None:
    assert old in TREE[path]
    assert _faults(path, TREE[path].replace(old, new, 1))


def test_the_schemas_in_the_repository_are_what_the_command_makes(root: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(portal, ["schema", "--root", str(root), str(tmp_path)], standalone_mode=False)
    assert done.return_value == 0, done.output
    made, kept = (
        {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
        for folder in (tmp_path, root / "schemas")
    )
    assert made == kept, "运行 make generate；不再有的种类，删去它在 schemas 里的文件"
    assert len(made) == len(KINDS)


def test_a_schema_is_of_its_draft_and_speaks_chinese() -> None:
    words = set(Draft7Validator.META_SCHEMA["properties"])
    for name, schema in SCHEMAS.items():
        Draft7Validator.check_schema(schema)
        for node in _nodes(schema):
            assert node.keys() <= words, f"{name}: {node}"
            for text in (node.get("title", "中"), node.get("description", "中")):
                assert re.search(r"[\u4e00-\u9fff]", text), f"{name}: {text}"


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """The schemas within a schema."""
    if isinstance(node, list):
        for below in node:
            yield from _nodes(below)
    elif isinstance(node, dict):
        yield node
        for key, below in node.items():
            yield from _nodes(list(below.values()) if key in {"properties", "definitions"} else below)


def test_every_name_in_the_table_names_a_field() -> None:
    named = {f"{record}.{field}" for record, field in _fields()}
    plain = {field for record, field in _fields() if f"{record}.{field}" not in FIELD_NAMES}
    assert set(FIELD_NAMES) - named - plain == set()


def _fields() -> Iterator[tuple[str, str]]:
    """The fields of all records, as the schemas have them."""
    for kind in KINDS:
        records: list[type] = [kind.record, *([kind.file] if kind.file else [])]
        for record in records:
            yield from ((record.__name__, field) for field in field_types(record))
        for name, definition in SCHEMAS[file_name(kind)]["definitions"].items():
            yield from ((name, field) for field in definition.get("properties", ()))
