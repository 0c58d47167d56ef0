"""The cases of tests/faults: what each changes in the small valid tree, and what mends it.

A case that edits a private file has the whole private tree beside the public one.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from private_tree import PRIVATE_TREE
from tree import TREE

CASES = sorted((Path(__file__).parent / "faults").glob("*.yml"))

SOME_CASES = [
    pytest.param(path, id=path.stem, marks=[pytest.mark.trust] if place % 4 else [])
    for place, path in enumerate(CASES)
]
"""For what holds of any tree: each fourth case, all of them in `make trust`."""

Changes = dict[str, str | bytes | None]
"""Files that differ from the tree, by path; None for one that is left out."""


def case_of(path: Path) -> dict[str, Any]:
    """A case as its file says it."""
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


def faulty(case: dict[str, Any]) -> Changes:
    """The tree with the faults."""
    private = case.get("edit", {}).keys() & PRIVATE_TREE.keys()
    changes: Changes = dict(PRIVATE_TREE) if private else {}
    for path, data in case.get("bytes", {}).items():
        changes[path] = bytes.fromhex(data)
    for path, part in case.get("repeat", {}).items():
        changes[path] = part["text"] * part["times"]
    return _applied(case, changes)


def mended(case: dict[str, Any]) -> Changes:
    """The tree without them: what the case calls `mended`, in the forms of its faults, or the tree as it was."""
    return _applied(case["mended"], faulty(case)) if "mended" in case else dict(PRIVATE_TREE)


def before(case: dict[str, Any]) -> Changes | None:
    """The tree before the change that the case is about; None where the case is about no change."""
    return _applied(case["before"], dict(PRIVATE_TREE)) if "before" in case else None


def _applied(part: dict[str, Any], changes: Changes) -> Changes:
    """The changes and those of `files` and `edit`: whole files, and texts that stand once in one."""
    changes = {**changes, **part.get("files", {})}
    for path, edits in part.get("edit", {}).items():
        text = changes.get(path, TREE.get(path))
        assert isinstance(text, str), path
        for old, new in edits.items():
            assert text.count(old) == 1, f"{old!r} must stand once in {path}"
            text = text.replace(old, new)
        changes[path] = text
    return changes
