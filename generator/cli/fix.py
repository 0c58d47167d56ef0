"""`portal check --fix`: the mends that cannot change a meaning, written into the files."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from generator.checking import Checked, checked
from generator.cli.private_files import as_it_lies
from generator.editing.mending import means_the_same, mended, plain_bytes, plain_text
from generator.staging import write_together

_OF_CHARACTERS = frozenset({"byte-order-mark", "windows-line-ends", "unseen-character", "not-nfc"})


def fix(root: Path, as_of: date, private: Path | None) -> Iterator[str]:
    """Put right what can be, first the characters, then the forms of values; a line for each mend."""
    name = as_it_lies(root, private)
    by_path = groupby(checked(root, as_of, private).diagnostics, key=lambda found: found.span.path)
    touched = [path for path, found in by_path if any(one.code in _OF_CHARACTERS for one in found)]
    plain = {name(path): rewrite for path in touched if (rewrite := _plain(root / name(path)))}
    write_together({root / path: rewrite for path, rewrite in plain.items()})
    for path, (_, text) in plain.items():
        left = "" if plain_text(text) == text else "，会改变意思的没有动"
        yield f"{path}：改好了文件里看不见的字符{left}"
    while made := _mended(root, name, checked(root, as_of, private)):  # rules judge what decodes by then
        write_together({root / path: rewrite for path, (rewrite, _) in made.items()})
        yield from (line for _, lines in made.values() for line in lines)


def _plain(path: Path) -> tuple[bytes, str] | None:
    """A file's bytes, and its text in plain characters; None where nothing is to do, or it is no text.

    Characters that stand where plain ones would change a value stay; a clerk has to see them.
    """
    if path.is_symlink() or not path.is_file():
        return None
    data = path.read_bytes()
    try:
        before = plain_bytes(data).decode()
    except UnicodeDecodeError:
        return None
    plain = plain_text(before)
    text = plain if means_the_same(before, plain) else before
    return None if text.encode() == data else (data, text)


def _mended(
    root: Path, name: Callable[[str], str], seen: Checked
) -> dict[str, tuple[tuple[bytes, str], list[str]]]:
    """The files in which values are mended, each with its bytes, its new text, and a line for each mend.

    A file that was changed since it was checked is left: the findings are not of this text.
    """
    made: dict[str, tuple[tuple[bytes, str], list[str]]] = {}
    found = (one for one in seen.diagnostics if one.instead)
    for path, group in groupby(found, key=lambda one: one.span.path):
        there = name(path)
        data, before = (root / there).read_bytes(), seen.texts[path]
        text, mends = mended(before, group)
        if text != before and data == before.encode():
            lines = [
                f"{there}:{one.span.line}:{one.span.column}：{one.before} 改成 {one.after}" for one in mends
            ]
            made[there] = (data, text), lines
    return made
