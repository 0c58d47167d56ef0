"""An atomic change of the site folder, or of files: made beside them, swapped in whole, or thrown away."""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class BusyError(Exception):
    """Another command is writing in the same folder."""


class ChangedMeanwhileError(Exception):
    """A file is not what it was when it was read; the message names it."""


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A fresh folder beside the target that takes its place when the block ends well.

    Where the block fails, or the process dies, the target stays as it was; what a dead build left behind
    is removed by the next one. `BusyError` while another build holds the target, `NotADirectoryError` where
    the target is a file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    staging = _beside(target, "staging")
    with _locked(_beside(target, "lock")):
        _tidy(target)
        staging.mkdir()
        try:
            yield staging
            _swap(staging, target)
        finally:
            _tidy(target)


def _beside(target: Path, name: str) -> Path:
    return target.with_name(f".{target.name}.{name}")


def _tidy(target: Path) -> None:
    """Bring back a site that a swap left without its place, and remove what else a build leaves behind."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    for left in (old, _beside(target, "staging")):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """A fresh folder whose files each take their place in the target when the block ends well.

    Other files of the target stay. Where the block fails, nothing changed. `BusyError` while another does
    the same; `OSError` where a folder has the name of a file.
    """
    target.mkdir(parents=True, exist_ok=True)
    staging = target / ".staging"
    with _locked(target / ".lock"):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            yield staging
            files = sorted(staging.iterdir())
            for folder in (target / file.name for file in files if (target / file.name).is_dir()):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder))
            for file in files:
                file.replace(target / file.name)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, whatever happens to it; its file goes with it."""
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = os.path.samestat(os.fstat(lock.fileno()), path.stat())
        except (BlockingIOError, FileNotFoundError):
            ours = False
        if not ours:  # held by another command, or removed by one that ended between our two steps
            raise BusyError
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _swap(staging: Path, target: Path) -> None:
    """Put the staged folder in the target's place; the old one stays behind for `_tidy`."""
    if not target.exists():
        staging.rename(target)
    elif not _exchange(staging, target):  # a file system without exchange: two renames, a moment apart
        target.rename(_beside(target, "old"))
        staging.rename(target)


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step (Linux renameat2); False where the system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    if done == 0:
        return True
    if ctypes.get_errno() in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))


def write_together(files: Mapping[Path, tuple[bytes | None, str]]) -> None:
    """Write files, each with the bytes that it had (None: there was none) and the text that it gets: all, or none.

    All are written beside their places first, then each takes its place, with its permissions. Where one cannot,
    those before it get their old bytes back. Raises `ChangedMeanwhileError` where a file is another one by now,
    `BusyError` while another command writes in one of the folders, `OSError`.
    """
    folders = dict.fromkeys(path.parent for path in files)
    made: list[Path] = []
    try:
        for folder in folders:
            made += _folders(folder)
        with ExitStack() as locks:
            for folder in folders:
                locks.enter_context(_locked(folder / ".lock"))
            _put(files)
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _put(files: Mapping[Path, tuple[bytes | None, str]]) -> None:
    """Write files in folders that nobody else writes in: all, or none."""
    beside = {path: path.with_name(f".{path.stem}.new") for path in files}
    done: list[Path] = []
    try:
        for path, (before, after) in files.items():
            beside[path].write_bytes(after.encode())
            _hold_same(path, before)
            if before is not None:
                shutil.copymode(path, beside[path])
        for path in files:
            beside[path].replace(path)
            done.append(path)
    except BaseException:
        for path in done:
            before, _ = files[path]
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)
        for path in beside.values():
            path.unlink(missing_ok=True)
        raise


def _folders(folder: Path) -> list[Path]:
    """Make a folder with those above it; returns the ones that were not there, the highest first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _hold_same(path: Path, before: bytes | None) -> None:
    if (path.read_bytes() if path.exists() else None) != before:
        message = f"{path.name} 在这期间被改动了，没有写入，再运行一次"
        raise ChangedMeanwhileError(message)
