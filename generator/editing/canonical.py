"""The canonical form: a layout as text, so that one change of one value is one changed line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.editing.layout import Collection, Entry, Text
from generator.eligibility.conditions import Leaf
from generator.fields import field_types

WIDTH = 120
"""What is written in brackets stands on one line of at most so many characters, else in lines."""

_INDICATORS = "-?:,[]{}#&*!|>%@`'\"= "
_FLOW_MARKS = re.compile(r"[,\[\]{}?]")
"""What ends a text in brackets; PyYAML's own reader, without C, also takes a question mark for one."""

_CUT = re.compile(r": |:$| #| $|\n")
_NUMBER = r"[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\.[0-9_]+|0[xob][0-9a-f_]+|[-+]?[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?"
_DAY = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?"
_WORD = r"y|n|yes|no|on|off|true|false|null|~|[-+]?\.inf|\.nan|<<"
_OTHERWISE = re.compile(rf"(?:{_NUMBER}|{_DAY}|{_WORD}|[0-9][0-9a-z]*)", re.IGNORECASE)
"""What a reader of YAML takes for a number, a day, a flag or nothing; and codes, which spreadsheets do."""

_SIGNED = re.compile(r"-[0-9.]+%?")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")

Hints = tuple[Any, ...]
"""The types that a place can have; () where nobody knows."""


def written(root: Entry, record: type) -> str:
    """A file's layout as text; `record` is the type of what it holds, or of each item where it is a list."""
    collection = root.value
    if not isinstance(collection, Collection):
        raise TypeError(collection)
    hints: Hints = (record,) if collection.mapping else (tuple[record, ...],)  # type: ignore[valid-type]
    held = list(_lines(collection, 0, hints)) or [_flow(collection, hints)]
    first = next(line for line in held if line)
    note = (
        len(root.before) > 1
    )  # a blank line parts it from the records, or their comments from the file's first line
    apart = [""] if first.startswith("#") or (note and not held[0]) else []
    lines = [*root.before, *apart, *held[held.index(first) :], *collection.after]
    return "\n".join(_without_double_blanks(lines)) + "\n"


def _without_double_blanks(lines: Sequence[str]) -> Iterator[str]:
    """The lines without a blank one at either end, and without two in a row."""
    last = len(lines)
    while last and not lines[last - 1]:
        last -= 1
    before = ""
    for line in lines[:last]:
        if line or before:
            yield line
        before = line


def _lines(collection: Collection, indent: int, hints: Hints) -> Iterator[str]:
    """The entries of a collection in lines, without the comments behind the last one."""
    for entry in _in_order(collection, hints):
        inner = _inside(hints, entry.key)
        yield from _comments(entry.before, indent)
        if entry.key is None:
            yield from _item(entry, indent, inner)
        else:
            yield from _pair(entry, f"{' ' * indent}{scalar(entry.key, flow=False)}:", indent, inner)


def _in_order(collection: Collection, hints: Hints) -> Sequence[Entry]:
    """The entries: of a record in the order of its fields, of all else as they are."""
    places = _places(hints) if collection.mapping else {}
    if not places:
        return collection.entries
    return sorted(collection.entries, key=lambda entry: places.get(entry.key or "", len(places)))


@cache
def _places(hints: Hints) -> Mapping[str, int]:
    """The place of each field among those of the one record type that it can be; nothing for all else."""
    alone = len(hints) == 1 and is_dataclass(hints[0])
    return {name: place for place, name in enumerate(field_types(hints[0]))} if alone else {}


def _comments(comments: Sequence[str], indent: int) -> Iterator[str]:
    for comment in comments:
        yield f"{' ' * indent}{comment}" if comment else ""


def _pair(entry: Entry, mark: str, indent: int, hints: Hints) -> Iterator[str]:
    """A key with its value: behind it where it fits there, else below it."""
    line = _one_line(entry.value, f"{mark} ", hints)
    if line is not None:
        yield from _with_block(entry, line, indent)
        return
    yield f"{mark}{_beside(entry)}"
    yield from _below(entry.value, indent + 2, hints)


def _item(entry: Entry, indent: int, hints: Hints) -> Iterator[str]:
    """An item of a list behind its dash."""
    line = _one_line(entry.value, f"{' ' * indent}- ", hints)
    if line is not None:
        yield from _with_block(entry, line, indent)
        return
    if entry.beside:
        yield f"{' ' * indent}{entry.beside}"
    below = list(_below(entry.value, indent + 2, hints))
    first = next(place for place, text in enumerate(below) if not text.lstrip().startswith("#") and text)
    yield from (text[2:] for text in below[:first])  # what stood above the first key stands above the dash
    yield f"{' ' * indent}- {below[first][indent + 2 :]}"
    yield from below[first + 1 :]


def _below(value: Text | Collection, indent: int, hints: Hints) -> Iterator[str]:
    if isinstance(value, Collection):
        yield from _lines(value, indent, hints)
        yield from _comments(value.after, indent)


def _beside(entry: Entry) -> str:
    return f"  {entry.beside}" if entry.beside else ""


def _with_block(entry: Entry, line: str, indent: int) -> Iterator[str]:
    """A line with the comment beside it, and those of a text that has several: one piece, whose blank lines stay."""
    block = _block(entry.value)[1:] if isinstance(entry.value, Text) else []
    yield "\n".join(
        (f"{line}{_beside(entry)}", *(f"{' ' * (indent + 2)}{text}" if text else "" for text in block))
    )


def _one_line(value: Text | Collection, mark: str, hints: Hints) -> str | None:
    """A value behind its mark on one line; None where it stands in lines."""
    if isinstance(value, Text):
        block = _block(value)
        return mark + (block[0] if block else _scalar(value, hints, flow=False))
    if value.entries and (not value.flow or len(mark) + _least(value) > WIDTH):
        return None
    line = mark + _flow(value, hints)
    return line if len(line) <= WIDTH or not value.entries else None


def _least(value: Text | Collection) -> int:
    """How many characters a value takes in a line where nothing in it needs quotes: counting takes less than writing."""
    if isinstance(value, Text):
        return len(value.text)
    least = 0
    for entry in value.entries:
        least += 2 + _least(entry.value)
        if entry.key is not None:
            least += 2 + len(entry.key)
    return least


def _flow(value: Text | Collection, hints: Hints) -> str:
    """A value in a line."""
    if isinstance(value, Text):
        return _scalar(value, hints, flow=True)
    entries = _in_order(value, hints)
    inside = [(entry.key, _flow(entry.value, _inside(hints, entry.key))) for entry in entries]
    if value.mapping:
        return "{" + ", ".join(f"{scalar(key or '', flow=True)}: {text}" for key, text in inside) + "}"
    return "[" + ", ".join(text for _, text in inside) + "]"


def _block(value: Text) -> list[str]:
    """The header and the lines of a text of several lines; [] for any other."""
    header, *lines = value.folded or ("",)
    if header in {">", ">-"} and lines and not any(line.endswith(" ") for line in lines):
        indent = min(len(line) - len(line.lstrip(" ")) for line in lines if line)
        return [header, *(line[indent:] for line in lines)]
    text = value.text
    if value.style == '"' or "\n" not in text or not re.fullmatch(r"\S[^\0-\x09\x0b-\x1f\x7f]*\S\n?", text):
        return []
    if re.search(r" $", text, re.MULTILINE):
        return []
    return ["|" if text.endswith("\n") else "|-", *text.removesuffix("\n").split("\n")]


def _scalar(value: Text, hints: Hints, *, flow: bool) -> str:
    known = hints and _is_text(hints)
    return scalar(value.text, flow=flow, code=bool(known) or (not hints and value.style in {"'", '"'}))


# Keys, days, tiers, industries: the same few, over and over.
@lru_cache(maxsize=10_000)
def scalar(text: str, *, flow: bool, code: bool = False) -> str:
    """A text on one line: bare where no reader takes it for anything else, else in double quotes.

    `flow`: it stands in brackets. `code`: it is text also where it looks like a number, a day or a flag.
    """
    bare = (
        text != ""
        and (text[0] not in _INDICATORS or _SIGNED.fullmatch(text) is not None)
        and not _CUT.search(text)
        and not (flow and _FLOW_MARKS.search(text))
        and not (code and _OTHERWISE.fullmatch(text))
        and not _UNSEEN.search(text)
    )
    if bare:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", escaped) + '"'


@lru_cache(maxsize=10_000)
def _inside(hints: Hints, key: str | None) -> Hints:
    """The types that stand at a key, or in a list, of what has these types."""
    found: list[Any] = []
    for hint in _members(hints):
        origin = get_origin(hint)
        if key is None and origin is tuple:
            found.append(get_args(hint)[0])
        elif key is not None and isinstance(hint, type) and is_dataclass(hint) and hint is not Leaf:
            taken = field_types(hint)
            if key in taken:
                found.append(taken[key])
    return tuple(_members(tuple(found)))


def _members(hints: Hints) -> Iterator[Any]:
    """The types themselves, out of unions and annotations."""
    for hint in hints:
        origin: Any = get_origin(hint)
        if origin in {Annotated, Union, UnionType}:
            inner = get_args(hint)
            yield from _members(inner[:1] if origin is Annotated else inner)
        elif hint is not type(None):
            yield hint


@lru_cache(maxsize=10_000)
def _is_text(hints: Hints) -> bool:
    """Whether only text can stand at a place."""
    return all(hint is str for hint in hints)
