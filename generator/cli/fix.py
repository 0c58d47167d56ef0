"""`portal check --fix`: the mends that cannot change a meaning, written into the files."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from generator.checking import checked
from generator.cli.private_files import as_it_lies
from generator.diagnostics import Diagnostic
from generator.editing.mending import mended, plain_bytes, plain_text
from generator.staging import replace_all

_OF_CHARACTERS = frozenset({"byte-order-mark", "windows-line-ends", "unseen-character", "not-nfc"})


def fix(root: Path, as_of: date, private: Path | None) -> Iterator[str]:
    """Put right what can be, first the characters, then the forms of values; a line for each mend."""
    name = as_it_lies(root, private)
    by_path = groupby(checked(root, as_of, private).diagnostics, key=lambda found: found.span.path)
    touched = [path for path, found in by_path if any(one.code in _OF_CHARACTERS for one in found)]
    plain = {path: text for path in touched if (text := _plain(root / name(path))) is not None}
    replace_all({root / name(path): text for path, text in plain.items()})
    yield from (f"{name(path)}：改好了文件里看不见的字符" for path in plain)
    while made := _mended(
        root, name, checked(root, as_of, private).diagnostics
    ):  # rules judge what decodes by then
        replace_all({root / path: text for path, (text, _) in made.items()})
        yield from (line for _, lines in made.values() for line in lines)


def _plain(path: Path) -> str | None:
    """A file's text in plain characters; None where nothing is to do, or it is no text."""
    if path.is_symlink() or not path.is_file():
        return None
    data = path.read_bytes()
    try:
        text = plain_text(plain_bytes(data).decode())
    except UnicodeDecodeError:
        return None
    return None if text.encode() == data else text


def _mended(
    root: Path, name: Callable[[str], str], diagnostics: Iterable[Diagnostic]
) -> dict[str, tuple[str, list[str]]]:
    """The files in which values are mended, each with its new text and a line for each mend."""
    made = {}
    found = (one for one in diagnostics if one.instead)
    for path, group in groupby(found, key=lambda one: one.span.path):
        there = name(path)
        before = (root / there).read_bytes().decode()
        text, mends = mended(before, group)
        if text != before:
            lines = [
                f"{there}:{one.span.line}:{one.span.column}：{one.before} 改成 {one.after}" for one in mends
            ]
            made[there] = text, lines
    return made
