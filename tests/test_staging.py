"""A build is whole or it is not there: killed, interrupted, on a full disk, or beside another one."""

import errno
import fcntl
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_splice import project, tree_bytes
from tree import POLICY, TREE

from generator import staging
from generator.staging import BusyError, ChangedMeanwhileError, staged, write_together

EPOCH = "1795500000"
MANY = 110
"""Policies: more pages than one batch, so that worker processes write them."""

FULL = "磁盘已满|文件大小超过系统给这个账号的上限"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A project, its site of now, and the site that the next build makes."""

    root: Path
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]

    @property
    def site(self) -> Path:
        return self.root / "site"

    def shown(self) -> Mapping[str, bytes]:
        return tree_bytes(self.site / "public")

    def is_tidy(self) -> bool:
        return [path.name for path in self.site.iterdir()] == ["public"]


def command(root: Path, *, first: str = "", site: Path | None = None) -> list[str]:
    """`portal build` in a process of its own that does something `first`: in it the fault is planted."""
    program = f"import os, signal, sys\n{first}\nfrom generator.cli import main\nmain()"
    options = ["--root", str(root), "--jobs", "2", *(["--site", str(site)] if site else [])]
    return [sys.executable, "-c", program, "build", *options]


def started(made: list[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "LC_ALL": "C.UTF-8"}
    return subprocess.Popen(
        made,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code and all that was said."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out + err


def build(root: Path, *, first: str = "", site: Path | None = None) -> tuple[int, str]:
    return ended(started(command(root, first=first, site=site)))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A project of many policies whose site is one edit behind."""
    root = project(tmp_path_factory.mktemp("staging") / "project")
    for number in range(100, 100 + MANY):
        text = TREE[POLICY].replace("miit-2026-2", f"miit-2026-{number}").replace("2号", f"{number}号")
        (root / f"content/policies/miit/miit-2026-{number}.yml").write_text(text, encoding="utf-8")
    assert build(root)[0] == 0
    old = tree_bytes(root / "site/public")
    policy = root / POLICY
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("获得省级称号", "获得新的称号"), encoding="utf-8"
    )
    assert build(root, site=root / "later")[0] == 0
    new = tree_bytes(root / "later/public")
    shutil.rmtree(root / "later")
    assert len(new) > MANY
    assert old != new
    return Bench(root=root, old=old, new=new)


@pytest.fixture
def bench(shelf: Bench, tmp_path: Path) -> Bench:
    """A copy of the project for one test."""
    root = tmp_path / "project"
    shutil.copytree(shelf.root, root)
    return Bench(root=root, old=shelf.old, new=shelf.new)


def works_again(bench: Bench) -> None:
    """The next build makes the new site and leaves nothing else behind."""
    code, said = build(bench.root)
    assert code == 0, said
    assert bench.shown() == bench.new
    assert bench.is_tidy()


class GivenUpError(Exception):
    """A build that fails."""


DIE = "os.killpg(0, signal.SIGKILL)"
AT_A_PAGE = """
import generator.build as making
write, written = making.write_file, []
def counted(*given):
    written.append(given)
    if len(written) == {page}:
        {end}
    write(*given)
making.write_file = counted
"""
BEFORE_THE_SWAP = f"""
import generator.staging as staging
staging._swap = lambda *_: {DIE}
"""
AFTER_THE_SWAP = f"""
import generator.staging as staging
swap = staging._swap
staging._swap = lambda *given: (swap(*given), {DIE})
"""
WITHOUT_EXCHANGE = """
import generator.staging as staging
staging._exchange = lambda *_: False
"""
BETWEEN_TWO_RENAMES = f"""{WITHOUT_EXCHANGE}
from pathlib import Path
rename = Path.rename
def once(path, target):
    rename(path, target)
    {DIE}
Path.rename = once
"""


@pytest.mark.parametrize(
    ("first", "holds"),
    [
        (AT_A_PAGE.format(page=60, end=DIE), "old"),
        pytest.param(BEFORE_THE_SWAP, "old", marks=pytest.mark.trust),
        (AFTER_THE_SWAP, "new"),
    ],
    ids=["in the middle", "before the swap", "after the swap"],
)
def test_killed_at_a_place(bench: Bench, first: str, holds: str) -> None:
    code, _ = build(bench.root, first=first)
    assert code == -signal.SIGKILL
    assert bench.shown() == getattr(bench, holds)
    works_again(bench)


@pytest.mark.trust
def test_killed_at_any_time(bench: Bench) -> None:
    moments = random.Random(20261124)
    codes = set()
    for _ in range(4):
        process = started(command(bench.root))
        while not (bench.site / ".public.staging").exists() and process.poll() is None:
            time.sleep(0.005)
        time.sleep(moments.uniform(0, 1.5))
        process.kill()  # the workers are left, see that and end
        codes.add(ended(process)[0])
        assert bench.shown() in (bench.old, bench.new)
    assert codes <= {0, -signal.SIGKILL}
    assert -signal.SIGKILL in codes
    works_again(bench)


def test_killed_between_two_renames(bench: Bench) -> None:
    code, _ = build(bench.root, first=BETWEEN_TWO_RENAMES)
    assert code == -signal.SIGKILL
    with pytest.raises(GivenUpError), staged(bench.site / "public"):
        raise GivenUpError
    assert bench.shown() == bench.old
    assert bench.is_tidy()
    works_again(bench)


@pytest.mark.parametrize(
    "system",
    [
        SimpleNamespace(CDLL=lambda *_, **__: SimpleNamespace()),
        SimpleNamespace(
            CDLL=lambda *_, **__: SimpleNamespace(renameat2=lambda *_: -1), get_errno=lambda: errno.ENOSYS
        ),
    ],
    ids=["no such function", "not on this file system"],
)
def test_a_system_without_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: SimpleNamespace
) -> None:
    monkeypatch.setattr(staging, "ctypes", system)
    for made in ("old", "new"):
        with staged(tmp_path / "public") as folder:
            (folder / made).touch()
    assert tree_bytes(tmp_path) == {"public/new": b""}


def test_ctrl_c_in_the_middle(bench: Bench) -> None:
    first = AT_A_PAGE.format(page=60, end="os.kill(os.getpid(), signal.SIGINT); os.killpg(0, signal.SIGINT)")
    code, said = build(bench.root, first=first)
    assert code == 130
    assert said.rstrip().endswith("已中断，没有留下写到一半的文件")
    assert "Traceback" not in said
    assert "KeyboardInterrupt" not in said
    assert bench.shown() == bench.old
    assert bench.is_tidy()


def test_a_terminal_that_is_closed_in_the_middle(bench: Bench) -> None:
    code, said = build(bench.root, first=AT_A_PAGE.format(page=60, end="os.killpg(0, signal.SIGHUP)"))
    assert code == 130
    assert said.rstrip().endswith("已中断，没有留下写到一半的文件")
    assert "Traceback" not in said
    assert bench.shown() == bench.old
    assert bench.is_tidy()


def test_two_builds_at_once(bench: Bench) -> None:
    with staged(bench.site / "public") as folder:
        (folder / "mine").touch()
        code, said = build(bench.root)
        assert code == 2
        assert "另一个 portal 命令正在写同一个文件夹，等它结束再运行" in said
        assert [path.name for path in folder.iterdir()] == ["mine"]
        assert bench.shown() == bench.old
    assert bench.shown() == {"mine": b""}
    assert bench.is_tidy()


def test_a_lock_that_was_removed_while_we_waited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / ".public.lock"
    monkeypatch.setattr(fcntl, "flock", lambda *_: lock.unlink())
    with pytest.raises(BusyError), staged(tmp_path / "public"):
        pytest.fail("two builds hold one lock")


def test_two_write_to_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "records.yml", tmp_path / "other.yml"
    one.write_text("old", encoding="utf-8")
    replace = Path.replace

    def another_comes(ours: Path, target: Path) -> Path:
        for theirs, before in ((one, b"old"), (two, None)):
            with pytest.raises(BusyError):
                write_together({theirs: (before, "theirs"), tmp_path / "new/a.yml": (None, "theirs")})
        return replace(ours, target)

    monkeypatch.setattr(Path, "replace", another_comes)
    write_together({one: (b"old", "ours")})
    assert tree_bytes(tmp_path) == {"records.yml": b"ours"}
    assert not (tmp_path / "new").exists()
    monkeypatch.undo()
    with pytest.raises(ChangedMeanwhileError):
        write_together({one: (b"old", "theirs")})
    write_together({one: (b"ours", "theirs"), two: (None, "theirs")})
    assert tree_bytes(tmp_path) == {"records.yml": b"theirs", "other.yml": b"theirs"}


def test_what_a_killed_command_left_is_in_nobodys_way(tmp_path: Path) -> None:
    for name in (".lock", ".records.new"):
        (tmp_path / name).write_text("left", encoding="utf-8")
    write_together({tmp_path / "records.yml": (None, "ours")})
    assert tree_bytes(tmp_path) == {"records.yml": b"ours"}


def mounted(*options: str) -> bool:
    return subprocess.run(["/bin/mount", *options], capture_output=True, check=False).returncode == 0


@contextmanager
def tmpfs(folder: Path) -> Iterator[Callable[[str], object] | None]:
    """A small disk in place of a folder, and what changes its options; None where no disk may be mounted."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() != 0 or not mounted("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)):
        yield None
        return
    try:
        yield lambda options: mounted("-o", f"remount,{options}", str(folder))
    finally:
        subprocess.run(["/bin/umount", "-l", str(folder)], check=True)


@pytest.fixture
def small(bench: Bench, tmp_path: Path) -> Iterator[Callable[[str], object] | None]:
    """The site on a disk of its own."""
    kept = tmp_path / "kept"
    bench.site.rename(kept)
    with tmpfs(bench.site) as remount:
        shutil.copytree(kept, bench.site, dirs_exist_ok=True)
        yield remount


TINY_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))"


def test_a_full_disk(bench: Bench, small: Callable[[str], object] | None) -> None:
    if small:
        used = shutil.disk_usage(bench.site).used
        assert small(f"size={used + 256 * 1024}")
    code, said = build(bench.root, first="" if small else TINY_FILES)
    assert code == 2, said
    assert re.search(FULL, said)
    assert "没有写完的文件没有改动" in said
    assert not re.search("Traceback|Errno|No space", said)
    assert bench.shown() == bench.old
    assert bench.is_tidy()
    if small:
        assert small("size=64m")
    works_again(bench)


def test_files_that_may_not_grow(bench: Bench) -> None:
    code, said = build(bench.root, first=TINY_FILES)
    assert code == 2, said
    assert re.search(FULL, said)
    assert not re.search("Traceback|Errno|too large", said)
    assert bench.shown() == bench.old
    assert bench.is_tidy()


@pytest.mark.parametrize("command", [("owners", "--out", "CODEOWNERS"), ("schema", ".")])
def test_a_list_that_may_not_grow(bench: Bench, tmp_path: Path, command: Sequence[str]) -> None:
    (there := tmp_path / "there").mkdir()
    first = TINY_FILES.replace("2000", "100")
    made = [sys.executable, "-c", f"{first}\nfrom generator.cli import main\nmain()", *command]
    done = subprocess.run(
        [*made, "--root", str(bench.root)], cwd=there, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "没有写完的文件没有改动" in done.stderr
    assert not list(there.iterdir())


FULL_AT_A_GUIDE = """
from mkdocs import utils
write = utils.write_file
def full(content, path):
    if "about" in path:
        raise OSError(28, "No space left on device", path)
    write(content, path)
utils.write_file = full
"""


@pytest.mark.trust
def test_a_disk_that_is_full_at_a_guide(bench: Bench) -> None:
    code, said = build(bench.root, first=FULL_AT_A_GUIDE)
    assert code == 2, said
    assert "磁盘已满：" in said
    assert not re.search("Traceback|Errno|No space|MkDocs", said)
    assert bench.shown() == bench.old
    assert bench.is_tidy()


WITHOUT_RIGHTS_OF_ROOT = """
import ctypes
if "again" not in os.environ:
    ctypes.CDLL(None).prctl(24, 1)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE: from the next exec on
    os.environ["again"] = "1"
    os.execv(sys.executable, sys.orig_argv)
"""


def test_a_site_folder_that_may_not_be_written(bench: Bench) -> None:
    bench.site.chmod(0o555)
    code, said = build(bench.root, first=WITHOUT_RIGHTS_OF_ROOT)
    assert code == 2, said
    assert "没有权限" in said
    assert "没有写完的文件没有改动" in said
    assert bench.shown() == bench.old
    assert bench.is_tidy()


def test_a_disk_that_may_only_be_read(bench: Bench, small: Callable[[str], object] | None) -> None:
    if small:
        assert small("ro")
    else:
        bench.site.chmod(0o555)
    code, said = build(bench.root, first="" if small else WITHOUT_RIGHTS_OF_ROOT)
    assert code == 2, said
    assert "没有权限" in said
    assert bench.shown() == bench.old


def test_a_site_that_is_a_disk_of_its_own(bench: Bench) -> None:
    target = bench.root / "other" / "public"
    target.parent.mkdir()
    with tmpfs(target) as remount:
        code, said = build(bench.root, site=target.parent)
        assert (code, "挂载点" in said) == ((2, True) if remount else (0, False)), said
        assert [path.name for path in target.parent.iterdir()] == ["public"]


@pytest.mark.parametrize("place", ["site", "site/public"])
def test_a_file_in_place_of_the_site(tmp_path: Path, place: str) -> None:
    root = project(tmp_path / "project")
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text("mine")
    code, said = build(root)
    assert code == 2
    assert "路径里有一段是文件，不是文件夹" in said
    assert (root / place).read_text() == "mine"


@pytest.mark.trust
def test_a_linked_site_is_swapped_where_it_lies(bench: Bench, tmp_path: Path) -> None:
    elsewhere = tmp_path / "served" / "public"
    elsewhere.parent.mkdir()
    (bench.site / "public").rename(elsewhere)
    (bench.site / "public").symlink_to(elsewhere)
    works_again(bench)
    assert (bench.site / "public").is_symlink()
    assert tree_bytes(elsewhere) == bench.new
    assert [path.name for path in elsewhere.parent.iterdir()] == ["public"]
