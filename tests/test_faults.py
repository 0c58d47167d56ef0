"""One file of faults for each code: the files, and the exact report that people read."""

import ast
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fault_cases import CASES, Changes, before, case_of, faulty
from private_tree import PRIVATE_TREE
from tree import write_tree

import generator
from generator.changes import compared
from generator.checking import Checked, checked
from generator.report import FORMATS
from generator.rules import RULES
from generator.rules.finding import code_of
from generator.source import PRIVATE

NOBODY = 65534
SHORT = 60
"""A report with more lines is held by its first and last ones."""

SPECIAL: dict[str, Callable[[Path], None]] = {
    "fifo": os.mkfifo,
    "folder": os.mkdir,
    "link": lambda at: at.symlink_to("/etc/hostname"),
    "unreadable": lambda at: at.touch(mode=0),
    "unreadable-folder": lambda at: at.mkdir(mode=0),
}


def made(root: Path, case: dict[str, Any]) -> Path:
    """The small valid tree with a case's faults in it."""
    write_tree(root, faulty(case))
    for path, kind in case.get("special", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        SPECIAL[kind](root / path)
    return root


def reported(root: Path, as_of: date, earlier: Changes | None = None) -> tuple[str, set[str]]:
    """The full report on a tree, or on its change from an earlier one, and the codes in it."""
    now = checked(root, as_of, root / PRIVATE)
    found = now if earlier is None else compared(_at(root / "then", earlier, as_of), now, lambda _: True)
    report = FORMATS["full"](found.diagnostics, found.texts, as_of)
    return report, {item.code for item in found.diagnostics}


def _at(root: Path, changes: Changes, as_of: date) -> Checked:
    return checked(write_tree(root, changes), as_of, root / PRIVATE)


def reported_by_nobody(root: Path, as_of: date) -> tuple[str, set[str]]:
    """The same, by a process that may not read what only root may."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            report, codes = reported(root, as_of)
            os.write(theirs, json.dumps([report, sorted(codes)]).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        report, codes = json.loads(pipe.read())
    os.waitpid(child, 0)
    return report, set(codes)


def shortened(report: str) -> str:
    lines = report.rstrip("\n").split("\n")
    if len(lines) > SHORT:
        lines = [*lines[:12], "……", *lines[-8:]]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_report_of_a_fault(path: Path, tmp_path: Path) -> None:
    case = case_of(path)
    as_of = date.fromisoformat(case.get("as_of", "2026-11-24"))
    if "unreadable" in case.get("special", {}).values():
        with tempfile.TemporaryDirectory(dir="/tmp") as folder:
            Path(folder).chmod(0o755)
            report, codes = reported_by_nobody(made(Path(folder), case), as_of)
    else:
        report, codes = reported(made(tmp_path, case), as_of, before(case))
    report = shortened(report)
    if os.environ.get("BLESS"):
        text = path.read_text(encoding="utf-8").split("\nexpected: |2\n")[0].rstrip("\n")
        body = "".join(f"  {line}\n" if line else "\n" for line in report.rstrip("\n").split("\n"))
        path.write_text(f"{text}\nexpected: |2\n{body}", encoding="utf-8")
        return
    assert report == case["expected"]
    assert path.stem in codes


def test_messages_are_statements() -> None:
    for path in CASES:
        report = case_of(path)["expected"]
        said = "".join(line for line in report.split("\n") if "]：" in line or line.startswith("  改法："))
        assert not re.search("(?<!申)请|抱歉|非法|无效|失败|！|？|有误", said), path.stem


MAKERS = {"_fault", "fault", "_note", "_bad_name"}
"""Functions of which the first argument is a code, where it is written out."""


def codes_of(tree: ast.AST) -> Iterator[str]:
    """The codes that stand in a module."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        written = [word.value for word in node.keywords if word.arg == "code"]
        written += node.args[:1] if name in MAKERS else []
        for value in written:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield value.value


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    folder = Path(generator.__file__).parent
    codes = {code_of(rule) for rule in RULES}
    for module in folder.rglob("*.py"):
        codes.update(codes_of(ast.parse(module.read_text(encoding="utf-8"))))
    assert {path.stem for path in CASES} == codes


def test_a_valid_tree_has_no_faults(tmp_path: Path) -> None:
    report, codes = reported(write_tree(tmp_path, PRIVATE_TREE), date(2026, 11, 24))
    assert codes == set()
    assert report == "检查完毕，没有问题。下一步：portal build\n"
