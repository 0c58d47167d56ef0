"""What git keeps of the tree: the only reading of git, which changes nothing and asks no network."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.clock import SHANGHAI
from generator.reading import FOLDERS, LIMITS, printable
from generator.source import GUIDES, PRIVATE, is_guide

MOST = max(LIMITS.values())
"""A larger file is never read, so its size in bytes alone matters."""


class HistoryError(Exception):
    """A revision cannot be read; the message says why, and what to do."""


class Commit(NamedTuple):
    """A commit: the revision that a person wrote for it, and its name."""

    rev: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blob:
    """A file or a link of a revision; `path` is relative to the root, `size` in bytes."""

    path: str
    oid: bytes
    size: int
    link: bool


_LINK = b"120000"
_BLOB = b"blob"


@contextmanager
def tree_at(root: Path, commit: Commit, *, private: bool = False) -> Iterator[Path]:
    """A folder with the data below a root as it was at a commit, the private rosters only where asked for.

    `HistoryError` where git has not all of it.
    """
    listing = _asked(root, "ls-tree", "-r", "-z", "-l", commit.name, "--", *FOLDERS)
    if listing is None:
        raise _incomplete(commit.rev)
    blobs = [
        blob
        for blob in _listed(listing)
        if (private or not _below(blob.path, PRIVATE))
        and (blob.link or is_guide(blob.path) or not _below(blob.path, GUIDES))
    ]
    with TemporaryDirectory(prefix="portal-") as folder:
        _write(Path(folder), blobs, _contents(root, commit.rev, blobs))
        yield Path(folder)


def kept(root: Path, path: str) -> bool:
    """Whether git keeps, or would keep, a folder: it is neither ignored nor another repository's."""
    if (root / path / ".git").exists():
        return False
    return _run(root, "check-ignore", "--quiet", "--no-index", f"{path}/x.yml").returncode == 1


def commit_at(root: Path, rev: str) -> Commit:
    """The commit of a revision; a name is no option, whatever a person wrote.

    `HistoryError` where there is no git, no repository or no such revision.
    """
    if rev.startswith("-"):
        message = f"版本写分支、标签或提交号，例如 origin/main，不能以 - 开头；这里写的是 {printable(rev)}"
        raise HistoryError(message)
    _hold_repository(root)
    named = _asked(root, "rev-parse", "--verify", "--quiet", rev) or b""
    commit = _asked(root, "rev-parse", "--verify", "--quiet", f"{named.decode().strip()}^{{commit}}")
    if commit is None or commit.startswith(b"^"):
        raise _unknown(rev)
    return Commit(rev, commit.decode().strip())


def branched(root: Path, rev: str) -> Commit:
    """The commit at which the branch of today left a revision; the revision's where both share none. `HistoryError`.

    So what is new at the revision is not taken for removed.
    """
    commit = commit_at(root, rev)
    base = _asked(root, "merge-base", commit.name, "HEAD")
    return commit._replace(name=base.decode().split()[0]) if base else commit


def day_of(root: Path, commit: Commit) -> date:
    """The day in China on which a commit was made. `HistoryError`."""
    made = _asked(root, "show", "--no-patch", "--no-show-signature", "--format=%ct", commit.name)
    if made is None:
        raise _incomplete(commit.rev)
    return datetime.fromtimestamp(int(made), SHANGHAI).date()


def _hold_repository(root: Path) -> None:
    """Hold that git can read the repository around a root."""
    done = _run(root, "rev-parse", "--git-dir")
    if done.returncode == 0:
        return
    where = printable(str(root))
    message = f"{where} 不在 git 版本库里，用不了 --since；换到版本库里运行，或去掉 --since"
    if b"safe.directory" in done.stderr:
        trust = f"git config --global --add safe.directory {where}"
        message = f"git 不读别的账号的版本库，用不了 --since；信任它就运行 {trust}"
    raise HistoryError(message)


def _unknown(rev: str) -> HistoryError:
    return HistoryError(
        f"版本库里没有“{printable(rev)}”这个版本，用 git log 核对写法；历史没有取全的，先运行 git fetch --unshallow"
    )


def _incomplete(rev: str) -> HistoryError:
    return HistoryError(f"“{printable(rev)}”的文件没有全部取到本机，用不了 --since；先取回完整的版本库再运行")


def _run(root: Path, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """One run of git below a root; what is missing in a partial clone is never fetched."""
    git = shutil.which("git")
    if git is None:
        message = "没有安装 git，用不了 --since；安装 git 再运行，或去掉 --since"
        raise HistoryError(message)
    command = (git, "--no-optional-locks", "-c", "protocol.allow=never", *words)
    return subprocess.run(  # noqa: S603 -- no shell; the one word that a person wrote is held above
        command, cwd=root, input=data, capture_output=True, check=False
    )


def _asked(root: Path, *words: str, data: bytes = b"") -> bytes | None:
    """What git says; None where it refuses."""
    done = _run(root, *words, data=data)
    return done.stdout if done.returncode == 0 else None


def _listed(listing: bytes) -> Iterator[_Blob]:
    """The files and links of a listing; names that would leave the folder are in no honest tree."""
    for line in listing.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, kind, oid, size = about.split()
        path = os.fsdecode(name)
        if kind == _BLOB and not {"", ".", ".."} & set(path.split("/")):
            known = int(size) if size.isdigit() else 0  # else it is missing, and its reading says so
            yield _Blob(path=path, oid=oid, size=known, link=mode == _LINK)


def _below(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/")


def _contents(root: Path, rev: str, blobs: Sequence[_Blob]) -> dict[bytes, bytes]:
    """The bytes of all blobs that are not too large, by name."""
    wanted = list(dict.fromkeys(blob.oid for blob in blobs if blob.size <= MOST))
    data = b"".join(oid + b"\n" for oid in wanted)
    said = _asked(root, "cat-file", "--batch", "--buffer", data=data) or b""
    found = dict(zip(wanted, _in_turn(said), strict=False))
    if len(found) < len(wanted):
        raise _incomplete(rev)
    return found


def _in_turn(said: bytes) -> Iterator[bytes]:
    """The bytes of the blobs that git names one after the other, up to one that is missing."""
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        size = said[at:end].split()[-1]
        if not size.isdigit():
            return
        yield said[end + 1 : end + 1 + int(size)]
        at = end + 1 + int(size) + 1


def _write(folder: Path, blobs: Sequence[_Blob], contents: dict[bytes, bytes]) -> None:
    """Write the files, and the links behind them, so that nothing is written through a link."""
    for blob in sorted(blobs, key=lambda blob: blob.link):
        path = folder / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if blob.link:
            path.symlink_to(os.fsdecode(contents.get(blob.oid, b"").partition(b"\0")[0][:1000]) or ".")
        elif blob.size <= MOST:
            path.write_bytes(contents[blob.oid])
        else:
            with path.open("wb") as file:
                file.truncate(blob.size)
