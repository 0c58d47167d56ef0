"""`make mutants`: each mutant of the rules against the tests that reach it, in forks of one warm process.

`accepted.md` beside this file lists the mutants that may survive, with the reason. The run fails on any other survivor,
and on a listed one that a test kills or that is no longer made.
"""

import gc
import multiprocessing
import os
import re
import resource
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from itertools import groupby
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import NoReturn

import coverage
import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.trampoline import set_mutant_under_test

from mutants.made import Change, Mutant, Mutated, by_module

ROOT = Path(__file__).resolve().parent.parent.parent
ACCEPTED = Path(__file__).with_name("accepted.md")
PACKAGE = "generator.rules"
TESTS = (
    "test_faults.py",
    "test_rules.py",
    "test_roster_rules.py",
    "test_staffing_rules.py",
    "test_private_rules.py",
    "test_clerk_slips.py",
    "test_due.py",
    "test_rule_details.py",
    "test_rule_examples.py",
    "test_sense.py",
)
JOBS = int(os.environ.get("JOBS", os.cpu_count() or 1))
LONGEST, LARGEST = 60, 4 << 30
"""Seconds for a test, bytes for a process: a mutant that needs more is killed."""
MOST_OF_ACCEPTED = 100
"""So many tests, those that are likeliest to kill it, an accepted mutant has to survive again."""

Reached = Mapping[int, set[str]]
"""The tests that run each line of a module."""

Task = tuple[Mutant, list[str]]
"""A mutant and the names of the tests that may kill it."""

OF_FUNCTION = 10
"""So much more than the rest of a module its mutated function counts in the order of the tests."""

ITEMS: dict[str, pytest.Item] = {}
"""The tests by name; a fork has them from its parent."""


class _Loader(SourceFileLoader):
    """A module with its mutants, all asleep."""

    source = ""

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.get_filename(fullname), "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """The modules that have mutants, found before those on disk."""

    def __init__(self, made: Mapping[str, Mutated]) -> None:
        self.made = made

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in self.made else None
        if spec and spec.origin:
            spec.loader = loader = _Loader(fullname, spec.origin)
            loader.source = self.made[fullname].source
        return spec


class Session:
    """The tests once as they are, then every mutant in a fork against the tests that reach its statement."""

    def __init__(self, made: Mapping[str, Mutated], accepted: set[Change]) -> None:
        self.made = made
        self.accepted = accepted
        self.survived: list[Mutant] = []

    @pytest.fixture
    def tmp_path(self) -> Iterator[Path]:
        """A folder that is gone with its test, whatever becomes of it."""
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own loop."""
        if session.testsfailed:
            raise session.Failed
        ITEMS.update((item.nodeid, item) for item in session.items)
        reached = self._reached()
        tasks = [task for module, made in self.made.items() for task in self._tasks(made, reached[module])]
        writer = session.config.get_terminal_writer()
        gc.freeze()
        with multiprocessing.get_context("fork").Pool(JOBS, maxtasksperchild=1) as pool:
            if fails := pool.apply(failing):
                raise pytest.exit.Exception(f"第二次运行不通过：{fails}", returncode=1)
            for done, (mutant, lived) in enumerate(pool.imap_unordered(lives, tasks), 1):
                if lived:
                    self.survived.append(mutant)
                    if mutant.change not in self.accepted:
                        writer.line(" | ".join(mutant.change), flush=True)
                if done % 100 == 0:
                    writer.line(f"{done}/{len(tasks)}，存活{len(self.survived)}", flush=True)
        return True

    def _reached(self) -> Mapping[str, Reached]:
        """The tests that run each line, by module; each test is run, and has to pass."""
        measured = coverage.Coverage(
            data_file=None, config_file=False, include=[made.path for made in self.made.values()]
        )
        with measured.collect():
            for name, item in ITEMS.items():
                measured.switch_context(name)
                if not passes(item):
                    raise pytest.exit.Exception(f"没有变异也不通过：{name}", returncode=1)
        data = measured.get_data()
        return {
            module: {line: {*names} - {""} for line, names in data.contexts_by_lineno(made.path).items()}
            for module, made in self.made.items()
        }

    def _tasks(self, made: Mutated, reached: Reached) -> Iterator[Task]:
        """Each mutant of a module with the tests that reach its statement, first those that see what few tests see."""
        whole = _seen(reached, reached)
        for within, mutants in groupby(made.mutants, key=lambda mutant: mutant.within):
            seen = _seen(within, reached)
            for mutant in mutants:
                lines = range(mutant.first, mutant.last + 1)
                tests = set[str]().union(*(reached.get(line, ()) for line in lines))
                ordered = sorted(tests, key=lambda test: (-OF_FUNCTION * seen[test] - whole[test], test))
                yield mutant, ordered[: MOST_OF_ACCEPTED if mutant.change in self.accepted else None]


def _seen(lines: Iterable[int], reached: Reached) -> Mapping[str, float]:
    """How much of these lines each test sees; a line counts the more, the fewer tests see it."""
    seen: dict[str, float] = defaultdict(float)
    for line in lines:
        names = reached.get(line, ())
        for name in names:
            seen[name] += 1 / len(names)
    return seen


def lives(task: Task) -> tuple[Mutant, bool]:
    """Whether all tests pass with the mutant awake; the process is its own."""
    mutant, tests = task
    set_mutant_under_test(mutant.name)
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    signal.signal(signal.SIGALRM, _too_long)
    return mutant, all(passes(ITEMS[test]) for test in tests)


def failing() -> list[str]:
    """The tests that fail a second time in the process, without a mutant: they would kill all that they reach."""
    return [name for name, item in ITEMS.items() if not passes(item)]


def _too_long(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError


def passes(item: pytest.Item) -> bool:
    """Whether a test passes, in time."""
    signal.alarm(LONGEST)
    reports = runtestprotocol(item, nextitem=None, log=False)
    signal.alarm(0)
    return not any(report.failed for report in reports)


def accepted(text: str) -> set[Change]:
    """The survivors that a list names: below the heading of a function, what stands in place of what."""
    found: set[Change] = set()
    function = ""
    for line in text.split("\n"):
        if line.startswith("## "):
            function = line.removeprefix("## ").strip("`")
        elif row := re.match(r"- `` (.+?) `` → (?:`` (.+?) ``|（删去）)：.", line):
            found.add(Change(function, row[1], row[2] or ""))
    return found


def listed(changes: Iterable[Change]) -> str:
    """Changes in the form of the list, without reasons."""
    rows: dict[str, list[str]] = defaultdict(list)
    for change in sorted(changes):
        after = f"`` {change.after} ``" if change.after else "（删去）"
        rows[change.function].append(f"- `` {change.before} `` → {after}：\n")
    return "\n".join(f"## `{function}`\n\n{''.join(each)}" for function, each in rows.items())


def main(names: Sequence[str]) -> int:
    """Run the mutants of all rules, or of the modules with these names."""
    started = time.monotonic()
    made = by_module(ROOT, PACKAGE, names)
    mutants = [mutant for each in made.values() for mutant in each.mutants]
    known = {
        change
        for change in accepted(ACCEPTED.read_text(encoding="utf-8"))
        if not names or change.function.partition(".")[0] in names
    }
    sys.meta_path.insert(0, _Finder(made))
    session = Session(made, known)
    options = ("-p", "no:cacheprovider", "--tb=native", "--assert=plain")
    if status := pytest.main([*options, *(f"tests/{name}" for name in TESTS)], plugins=[session]):
        return int(status)
    killed, survived = len(mutants) - len(session.survived), {mutant.change for mutant in session.survived}
    words = [
        f"变异{len(mutants)}个，杀死{killed}个（{killed / len(mutants):.1%}），存活{len(session.survived)}个",
        f"用时{time.monotonic() - started:.0f}秒；存活的都列入 {ACCEPTED.relative_to(ROOT)}，写明原因",
    ]
    if survived - known:
        words.append(f"\n没有列入的：\n\n{listed(survived - known)}")
    if known - survived:
        words.append(f"\n已经杀死或不再有的，删去：\n\n{listed(known - survived)}")
    sys.stdout.write("\n".join((*words, "")))
    return int(survived != known)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
