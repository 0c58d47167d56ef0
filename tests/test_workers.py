"""Worker processes give what one process gives, in its order, and Ctrl-C is for the one that made them."""

import errno
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from fault_cases import SOME_CASES, case_of, faulty
from private_tree import PRIVATE_TREE
from tree import write_tree
from two_processes import in_two_processes

from generator import rules
from generator.build import batches, prepared
from generator.checking import checked
from generator.source import PRIVATE
from generator.workers import in_workers, may_fork

AS_OF = date(2026, 11, 24)


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_the_order_is_kept(jobs: int) -> None:
    assert list(in_workers(lambda place: place * place, 20, jobs)) == [place * place for place in range(20)]
    assert list(in_workers(str, 0, jobs)) == []


def test_the_work_is_done_elsewhere() -> None:
    assert set(in_workers(lambda _: os.getpid(), 1, 2)) == {os.getpid()}
    assert os.getpid() not in set(in_workers(lambda _: os.getpid(), 4, 2))


def test_a_failure_is_raised_here() -> None:
    made = "from generator.workers import in_workers\nlist(in_workers(lambda place: 1 // place, 3, {jobs}))"
    for jobs in (1, 2):
        command = [sys.executable, "-c", made.format(jobs=jobs)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.stderr.rstrip().endswith("ZeroDivisionError: integer division or modulo by zero")


@pytest.mark.parametrize("given", ["", "x" * 9_000_000])
def test_a_worker_that_was_killed_is_told_of(given: str, capfd: pytest.CaptureFixture[str]) -> None:
    """As the system does where memory is short; the rest of a result that it was giving never comes."""

    def work(place: int) -> str:
        if place == 1:
            if not given:
                os.kill(os.getpid(), signal.SIGKILL)
            Connection._send.__defaults__ = (_some_then_killed,)  # type: ignore[attr-defined]  # noqa: SLF001 -- what writes
        return given

    with pytest.raises(ChildProcessError):
        list(in_workers(work, 20, 2))
    assert not multiprocessing.active_children()
    assert capfd.readouterr() == ("", "")


_HEAD = 12
"""Bytes that tell how long a result is go before it."""


def _some_then_killed(end: int, data: bytes) -> int:
    """Write a part of a result, and be killed before the next one."""
    if _HEAD < len(data) < 9_000_000:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.write(end, data[:4096])


class TwiceError(Exception):
    """An exception that cannot be made again from what is sent of it."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def test_what_cannot_be_given_is_a_fault_of_ours() -> None:
    def refused(_: int) -> None:
        raise TwiceError("one", "other")

    for work, fault in ((refused, TypeError), (lambda _: lambda: 1, (AttributeError, pickle.PicklingError))):
        with pytest.raises(fault):
            list(in_workers(work, 20, 2))


def test_where_no_process_may_be_made_signals_stay_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refused)
    with pytest.raises(BlockingIOError):
        list(in_workers(str, 20, 2))
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_terminal_that_is_closed_ends_no_worker_that_nohup_started() -> None:
    def ignored(_: int) -> object:
        return signal.getsignal(signal.SIGHUP)

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert set(in_workers(ignored, 4, 2)) == {signal.SIG_IGN}
    finally:
        signal.signal(signal.SIGHUP, before)


def test_workers_end_with_the_one_that_made_them() -> None:
    """Also where it was killed, and they have more to give than a pipe holds."""
    made = (
        "import os, signal, time\n"
        "from generator.workers import in_workers\n"
        "given = in_workers(lambda place: print(os.getpid(), flush=True) or 'x' * 9_000_000, 40, 2)\n"
        "next(given)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", made], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")
    assert len(set(done.stdout.split())) == 2  # the run has an end where nobody holds its output any more


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert not pool.submit(may_fork).result()
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert may_fork()
    assert set(in_workers(lambda _: may_fork(), 4, 2)) == {False}


CHECK = """
import os, signal
from generator import parsing
os.cpu_count = lambda: 2
parsing.PAYS, parsing._BATCH, parse = 0, 1, parsing.parse
def interrupted(source):
    if source.path.endswith("pairings.yml"):
        os.killpg(0, signal.{ended})
    return parse(source)
parsing.parse = interrupted
from generator.cli import main
main()
"""


def test_a_check_whose_worker_was_killed_says_so(tmp_path: Path) -> None:
    alone = CHECK.replace("os.killpg(0, signal.{ended})", "os.kill(os.getpid(), signal.SIGKILL)")
    command = [sys.executable, "-c", alone, "check", "--root", str(write_tree(tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "一个工作进程没做完就被结束了，多半是内存不够。没有写完的文件没有改动，关掉别的程序再运行\n"
    )


@pytest.mark.parametrize("ended", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ended_while_files_are_parsed(tmp_path: Path, ended: str) -> None:
    made = [
        sys.executable,
        "-c",
        CHECK.replace("{ended}", ended),
        "check",
        "--root",
        str(write_tree(tmp_path)),
    ]
    process = subprocess.Popen(
        made, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "已中断" in out + err
    assert "Traceback" not in out + err
    assert not (tmp_path / ".cache").exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)


@pytest.mark.parametrize("path", SOME_CASES[::3])
def test_rules_in_processes_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    root = write_tree(tmp_path, {**PRIVATE_TREE, **faulty(case_of(path))})
    alone = checked(root, AS_OF, root / PRIVATE).diagnostics
    asked = in_two_processes(monkeypatch, rules)
    assert checked(root, AS_OF, root / PRIVATE).diagnostics == alone
    assert asked == [2]


def test_pages_from_the_same_figures_are_rendered_by_one_process(tmp_path: Path) -> None:
    found = checked(write_tree(tmp_path, PRIVATE_TREE), AS_OF, tmp_path / PRIVATE)
    (tmp_path / "site_templates").symlink_to(Path(__file__).parent.parent / "site_templates")
    pages = prepared(found, tmp_path, site_url="", edit_base="", internal=True).pages
    first, *others = batches(pages)
    assert {page.section for page in first} == {"board", "requests", "quality", "reports", "commendations"}
    assert sorted(page.path for part in (first, *others) for page in part) == sorted(
        page.path for page in pages
    )
    assert not any(page.figures for part in others for page in part)
    assert max(map(len, others)) <= 50 < sum(map(len, others))
    assert batches([page for page in pages if not page.figures]) == others
