"""Whatever stands in the cells: a plan or words, never a traceback, and never a file that cannot be read again."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from import_tables import Loaded, small, texts_of

from generator.document import parse
from generator.importing.report import change_lines, read_lines, reject_lines, stopped_lines, told_lines
from generator.importing.shapes import WAYS
from generator.importing.values import Raw, UnreadableError
from generator.source import Source

VALUES: tuple[Raw, ...] = (
    "",
    "=1+1",
    "'=cmd",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "a: b # c",
    "- x",
    "“引号”\"双\"'单'",
    "[甲, 乙]",
    "{甲: 乙}",
    "&a *b !c",
    "%YAML",
    "第一行\n第二行: 三\n  # 四",
    "null",
    "no",
    "0x1F",
    "12:30",
    "2024-02-30",
    "\u202e\u200b\ufeff",
    "\ue000\uf8ff",
    "\ud800",
    "\x00\x07\x1b",
    "e\u0301",
    "长" * 40_000,
    "../../etc/passwd",
    "91990102MA0000001D",
    "91990102MA0000002G",
    "990102-001",
    "990102",
    "乙区",
    "示例吴二",
    0.0,
    -1.0,
    1e308,
    float("inf"),
    float("nan"),
    0.1,
    45352.0,
    9.13201e17,
    True,
    False,
    date(1900, 1, 1),
    date(9999, 12, 31),
    datetime(2024, 3, 1, 12, 30),  # noqa: DTZ001 -- a spreadsheet has no zones
    time(1, 2),
    timedelta(days=400),
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return small(tmp_path_factory.mktemp("hostile"))


def sheets(tree: Loaded, kind: str, chance: random.Random) -> Sequence[Sequence[Raw]]:
    """The records of a kind, and new ones like them, with a few cells replaced."""
    head, *rows = texts_of(kind, tree.dataset)
    made: list[list[Raw]] = [[*row] for row in (*rows, *rows)]
    for row in made:
        for _ in range(chance.choice((0, 1, 1, 2, 5))):
            row[chance.randrange(len(row))] = chance.choice(VALUES)
    return [head, *made]


@pytest.mark.parametrize("kind", WAYS)
def test_any_value_in_any_cell(tree: Loaded, kind: str) -> None:
    chance = random.Random(f"import {kind}")
    taken = left = 0
    for _ in range(25):
        plan = tree.plan(kind, *sheets(tree, kind, chance))
        taken += len(plan.items) + plan.same
        left += len(plan.rejects)
        for path, text in plan.texts.items():
            document, faults = parse(Source(path=path, text=text))
            assert document is not None
            assert faults == [], faults
        for lines in (read_lines, reject_lines, told_lines):
            assert not [line for line in lines(plan) if "\n" in line or not line.strip()]
        assert list(change_lines(plan, "条"))
        assert list(stopped_lines(plan.stopped)) == []
    assert taken > 3
    assert left > 10


def test_any_header(tree: Loaded) -> None:
    chance = random.Random("headers")
    for kind in WAYS:
        for _ in range(40):
            lines = [[chance.choice(VALUES) for _ in range(5)] for _ in range(3)]
            with pytest.raises(UnreadableError):
                tree.plan(kind, *lines)


@pytest.mark.parametrize(
    ("identity", "group", "paths"),
    [
        ("../x-01", "service", []),
        ("", "../../x", []),
        ("", "x/y", []),
        ("a-1", "/etc", ["rosters/experts/a.yml"]),
        ("a-1", "../../x", ["rosters/experts/a.yml"]),
        ("", "law", ["rosters/experts/law.yml"]),
    ],
)
def test_nothing_is_written_outside(tree: Loaded, identity: str, group: str, paths: Sequence[str]) -> None:
    """A group or an id that looks like a path makes no path."""
    head = ["专家编号", "专家组", "姓名", "所在机构", "机构类别", "领域", "办公电话"]
    row: list[Raw] = ["示例", "示例所", "优质服务机构", "管理咨询", "000-99000099"]
    plan = tree.plan("expert", head, [identity, group, *row])
    assert list(plan.texts) == paths
    assert (plan.rejects == ()) == bool(paths)
