"""Findings that are kept are those that a check would give, and they last as long as nothing changes."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fault_cases import SOME_CASES, case_of, faulty
from private_tree import PRIVATE_TREE
from tree import POLICY, TREE, write_tree

from generator import cache, parsing, workers
from generator import findings as module
from generator.checking import Checked, check_read, checked
from generator.findings import code, findings
from generator.loading import Read
from generator.source import PRIVATE

AS_OF = date(2026, 11, 24)
KEPT = f"{cache.FOLDER}/{cache.FOUND}"
HIDDEN = "示例许四"
"""A name that stands in the private folder only."""


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree of any size is worth keeping."""
    monkeypatch.setattr(parsing, "PAYS", 0)
    monkeypatch.setattr(workers, "may_fork", lambda: False)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days for which a tree was really checked."""
    days: list[date] = []

    def noted(read: Read, root: Path, as_of: date, private: Path | None) -> Checked:
        days.append(as_of)
        return check_read(read, root, as_of, private)

    monkeypatch.setattr(module, "check_read", noted)
    return days


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The small tree with its private folder."""
    return write_tree(tmp_path / "tree", PRIVATE_TREE)


@pytest.mark.parametrize("path", SOME_CASES)
def test_they_are_those_of_a_check(tmp_path: Path, path: Path) -> None:
    case = case_of(path)
    root = write_tree(tmp_path, faulty(case))
    private = root / PRIVATE if (root / PRIVATE).is_dir() else None
    plain = checked(root, AS_OF, private)
    for _ in range(2):
        found = findings(root, AS_OF, private)
        assert found.diagnostics == plain.diagnostics
        assert found.texts == plain.texts
        assert found.faulty is plain.faulty


def test_the_same_is_not_checked_twice(tree: Path, checks: list[date]) -> None:
    first = findings(tree, AS_OF)
    assert findings(tree, AS_OF) == first
    assert checks == [AS_OF]


def spoilt(tree: Path) -> None:
    (tree / POLICY).write_text(TREE[POLICY].replace("title:", "titel:"), encoding="utf-8")


def moved(tree: Path) -> None:
    (tree / POLICY).rename((tree / POLICY).with_name("miit-2026-3.yml"))


def gone(tree: Path) -> None:
    (tree / POLICY).unlink()


def unreadable(tree: Path) -> None:
    """A folder that cannot be a file: nothing is read of it, but it is named."""
    (tree / "content/policies/miit/folder.yml").mkdir()


@pytest.mark.parametrize("change", [spoilt, moved, gone, unreadable])
def test_a_change_is_checked(tree: Path, checks: list[date], change: Callable[[Path], None]) -> None:
    before = findings(tree, AS_OF)
    change(tree)
    after = findings(tree, AS_OF)
    assert after.diagnostics == checked(tree, AS_OF).diagnostics != before.diagnostics
    assert len(checks) == 2


def test_another_day_is_checked(tree: Path, checks: list[date]) -> None:
    days = [AS_OF, date(2030, 1, 1)]
    for day in days:
        assert findings(tree, day).diagnostics == checked(tree, day).diagnostics
    assert checks == days


def test_other_code_checks_again(tree: Path, checks: list[date], monkeypatch: pytest.MonkeyPatch) -> None:
    findings(tree, AS_OF)
    monkeypatch.setattr(module, "code", lambda *_folders: "other")
    findings(tree, AS_OF)
    assert len(checks) == 2


def test_the_code_is_all_of_the_package_and_its_libraries(tmp_path: Path, root: Path) -> None:
    package, libraries = tmp_path / "generator", tmp_path / "site-packages"
    shutil.copytree(root / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
    (libraries / "pydantic-2.0.dist-info").mkdir(parents=True)
    seen = {code(package, libraries)}
    for path in (package / "rules/grace.py", package / "rules/explained.json"):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        seen.add(code(package, libraries))
    (libraries / "pydantic-2.0.dist-info").rename(libraries / "pydantic-2.1.dist-info")
    seen.add(code(package, libraries))
    assert len(seen) == 4


def test_damage_is_checked_again(tree: Path, checks: list[date]) -> None:
    first = findings(tree, AS_OF)
    (tree / KEPT).write_bytes((tree / KEPT).read_bytes()[:-1] + b"x")
    assert findings(tree, AS_OF) == first
    assert len(checks) == 2


def test_what_is_private_is_kept_there(tree: Path) -> None:
    ledger = next(path for path, text in PRIVATE_TREE.items() if HIDDEN in text)
    text = PRIVATE_TREE[ledger].replace("\n", f"\n- 未写完 {HIDDEN} 13812345678\n", 1)
    (tree / ledger).write_text(text, encoding="utf-8")
    assert findings(tree, AS_OF, tree / PRIVATE).faulty
    assert (tree / PRIVATE / KEPT).exists()
    assert not (tree / KEPT).exists()
    assert not findings(tree, AS_OF).faulty


def test_a_small_tree_keeps_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "PAYS", 1 << 60)
    findings(tree, AS_OF)
    assert not (tree / cache.FOLDER).exists()
