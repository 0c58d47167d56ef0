"""Several files written together: all of them, or none where one cannot be."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


class ChangedMeanwhileError(Exception):
    """A file is not what it was when it was read."""


def write_together(files: Mapping[Path, tuple[str | None, str]]) -> None:
    """Write files, each with the text that it had (None: there was none) and the text that it gets.

    All are written beside their places first, then each takes its place. Where one cannot, those before it get
    their old text back. Raises `ChangedMeanwhileError` where a file is another one by now, `OSError`.
    """
    beside = {path: path.with_name(f".{path.stem}.new") for path in files}
    made: list[Path] = []
    done: list[Path] = []
    try:
        for path, (before, after) in files.items():
            made += _folders(path.parent)
            beside[path].write_bytes(after.encode())
            _hold_same(path, before)
        for path in files:
            beside[path].replace(path)
            done.append(path)
    except BaseException:
        for path in done:
            before, _ = files[path]
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before.encode())
        for path in beside.values():
            path.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _folders(folder: Path) -> list[Path]:
    """Make a folder with those above it; returns the ones that were not there, the highest first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _hold_same(path: Path, before: str | None) -> None:
    if (path.read_bytes().decode() if path.exists() else None) != before:
        raise ChangedMeanwhileError(path.name)
