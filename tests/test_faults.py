"""One file of faults for each code: the files, and the exact report in every format that people read."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tree import TREE, write_tree

from generator.build import checked
from generator.report import FORMATS

CASES = sorted((Path(__file__).parent / "faults").glob("*.yml"))


def _tree(root: Path, case: dict[str, Any]) -> Path:
    """The small valid tree with a case's faults in it."""
    changes: dict[str, str | bytes | None] = dict(case.get("files", {}))
    for path, data in case.get("bytes", {}).items():
        changes[path] = bytes.fromhex(data)
    for path, edits in case.get("edit", {}).items():
        text = TREE[path]
        for old, new in edits.items():
            assert text.count(old) == 1, f"{old!r} must stand once in {path}"
            text = text.replace(old, new)
        changes[path] = text
    write_tree(root, changes)
    for path, kind in case.get("special", {}).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        {"fifo": os.mkfifo, "folder": os.mkdir, "link": lambda at: at.symlink_to("/etc/hostname")}[kind](
            target
        )
    return root


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_report_of_a_fault(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = checked(_tree(tmp_path, case), date.fromisoformat(case.get("as_of", "2026-11-24")))
    report = FORMATS["full"](found.diagnostics, found.texts, found.dataset.as_of)
    if os.environ.get("BLESS"):
        text = path.read_text(encoding="utf-8").split("\nexpected: |2\n")[0].rstrip("\n")
        body = "".join(f"  {line}\n" if line else "\n" for line in report.rstrip("\n").split("\n"))
        path.write_text(f"{text}\nexpected: |2\n{body}", encoding="utf-8")
        return
    assert report == case["expected"]
    assert path.stem in {item.code for item in found.diagnostics}
