"""`portal check --fix`: the mends that cannot change a meaning, written into the files."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from generator.checking import checked
from generator.cli.private_files import as_it_lies
from generator.diagnostics import Diagnostic
from generator.editing.mending import mended, plain_bytes, plain_text
from generator.staging import write_together

_OF_CHARACTERS = frozenset({"byte-order-mark", "windows-line-ends", "unseen-character", "not-nfc"})


def fix(root: Path, as_of: date, private: Path | None) -> Iterator[str]:
    """Put right what can be, first the characters, then the forms of values; a line for each mend."""
    name = as_it_lies(root, private)
    by_path = groupby(checked(root, as_of, private).diagnostics, key=lambda found: found.span.path)
    touched = [path for path, found in by_path if any(one.code in _OF_CHARACTERS for one in found)]
    plain = {name(path): rewrite for path in touched if (rewrite := _plain(root / name(path)))}
    write_together({root / path: rewrite for path, rewrite in plain.items()})
    yield from (f"{path}：改好了文件里看不见的字符" for path in plain)
    while made := _mended(
        root, name, checked(root, as_of, private).diagnostics
    ):  # rules judge what decodes by then
        write_together({root / path: rewrite for path, (rewrite, _) in made.items()})
        yield from (line for _, lines in made.values() for line in lines)


def _plain(path: Path) -> tuple[bytes, str] | None:
    """A file's bytes, and its text in plain characters; None where nothing is to do, or it is no text."""
    if path.is_symlink() or not path.is_file():
        return None
    data = path.read_bytes()
    try:
        text = plain_text(plain_bytes(data).decode())
    except UnicodeDecodeError:
        return None
    return None if text.encode() == data else (data, text)


def _mended(
    root: Path, name: Callable[[str], str], diagnostics: Iterable[Diagnostic]
) -> dict[str, tuple[tuple[bytes, str], list[str]]]:
    """The files in which values are mended, each with its bytes, its new text, and a line for each mend."""
    made: dict[str, tuple[tuple[bytes, str], list[str]]] = {}
    found = (one for one in diagnostics if one.instead)
    for path, group in groupby(found, key=lambda one: one.span.path):
        there = name(path)
        data = (root / there).read_bytes()
        before = data.decode()
        text, mends = mended(before, group)
        if text != before:
            lines = [
                f"{there}:{one.span.line}:{one.span.column}：{one.before} 改成 {one.after}" for one in mends
            ]
            made[there] = (data, text), lines
    return made
