"""A YAML file as it is laid out: its values with the comments around them. It knows PyYAML, like `yaml_reader.py`."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import DocumentEndEvent, DocumentStartEvent, MappingStartEvent, ScalarEvent, StreamStartEvent

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_BLOCKS = ("|", ">")


@dataclass(slots=True, kw_only=True)
class Text:
    """A scalar; `folded` is the header and the lines of one that is written with `>`: they stay as they are."""

    text: str
    style: str = ""
    folded: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Entry:
    """A value with its key, or an item of a list; comments and blank lines ("") before it, a comment beside it."""

    key: str | None
    value: "Text | Collection"
    before: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True, kw_only=True)
class Collection:
    """A mapping or a list, in brackets (`flow`) or in lines; `after` are the comments behind its last entry."""

    mapping: bool
    flow: bool = False
    entries: list[Entry] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def layout(text: str) -> Entry:
    """What a file holds, as an entry without a key. The text is one document, and parses without a fault.

    A comment belongs to what follows it, or to the end of the list or mapping with which it is aligned;
    one inside brackets moves above them.
    """
    return _Reader(text).read()


class _Reader:
    """One pass over the events; comments are taken as the lines go by."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._alone: list[tuple[int, int, str]] = []
        self._behind: dict[int, str] = {}
        for line, column, comment in self._comments(text):
            if comment and self._lines[line][:column].strip():
                self._behind[line] = comment
            else:
                self._alone.append((line, column, comment))
        self._beside = sorted(self._behind, reverse=True)
        self._taken = 0
        self._events = _events(text)
        self._event = next(self._events)

    def read(self) -> Entry:
        """The whole file."""
        while isinstance(self._event, (StreamStartEvent, DocumentStartEvent)):
            self._advance()
        root = Entry(key=None, value=Text(text=""))
        self._fill(root)
        left = [*self._alone[self._taken :], *((line, 0, text) for line, text in self._behind.items())]
        if isinstance(root.value, Collection):
            root.value.after += [comment for _, _, comment in sorted(left)]
        return root

    def _comments(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Line, column and text of every comment, and "" for a blank line, outside of scalars."""
        ends = self._ends_of_scalars(text)
        for number, line in enumerate(self._lines[:-1] if self._lines[-1] == "" else self._lines):
            if not line.strip():
                if number not in ends:
                    yield number, 0, ""
            elif "#" in line and (found := _COMMENT.search(line, ends.get(number, 0))):
                yield number, found.start(), found[0].rstrip()

    def _ends_of_scalars(self, text: str) -> dict[int, int]:
        """Up to which column the lines hold scalars: what stands behind may be a comment."""
        ends: dict[int, int] = {}
        for event in _events(text):
            start, end = event.start_mark, event.end_mark
            if isinstance(event, ScalarEvent):
                first, last = start.line, end.line
                if event.style in _BLOCKS:
                    for line in range(first + 1, self._end_of_block(event)):
                        ends[line] = len(self._lines[line])
                else:
                    for line in range(first, last):
                        ends[line] = len(self._lines[line])
                    ends[last] = end.column
        return ends

    def _end_of_block(self, event: Any) -> int:  # noqa: ANN401 -- PyYAML's events have no types
        """The line behind a text of several lines, without the blank ones at its end."""
        after = event.end_mark.line + bool(event.end_mark.column)
        while not self._lines[after - 1].strip():
            after -= 1
        return int(after)

    def _advance(self) -> Any:  # noqa: ANN401 -- PyYAML's events have no types
        event = self._event
        self._event = next(self._events, None)
        return event

    def _before(self, line: int) -> list[str]:
        """The comments and blank lines not taken yet that stand before a line."""
        found = []
        while self._taken < len(self._alone) and self._alone[self._taken][0] < line:
            found.append(self._alone[self._taken])
            self._taken += 1
        while self._beside and self._beside[-1] < line:
            at = self._beside.pop()
            if at in self._behind:
                found.append((at, 0, self._behind.pop(at)))
        return [comment for _, _, comment in sorted(found)]

    def _fill(self, entry: Entry) -> None:
        """Read the value that begins with the next event, and the comment beside its end."""
        event = self._advance()
        start, end = event.start_mark, event.end_mark
        if isinstance(event, ScalarEvent):
            entry.value = self._scalar(event)
            self._take_comments(entry, start.line, (start if event.style in _BLOCKS else end).line)
            return
        made = Collection(mapping=isinstance(event, MappingStartEvent), flow=bool(event.flow_style))
        entry.value = made
        if made.flow:
            closing = self._in_brackets(made)
            last = closing.end_mark.line
            self._take_comments(entry, last, last)
            return
        while not isinstance(self._event, _ENDS):
            inner = Entry(key=None, value=Text(text=""), before=self._before(self._event.start_mark.line))
            if made.mapping:
                key = self._advance()
                inner.key = key.value
                if self._event.start_mark.line > key.end_mark.line:
                    inner.beside = self._behind.pop(key.end_mark.line, "")
            self._fill(inner)
            made.entries.append(inner)
        self._advance()
        made.after = self._at_the_end(start.column)

    def _take_comments(self, entry: Entry, upto: int, last: int) -> None:
        """Take the comments up to a line, and the one beside the value's last; that of its key then moves above."""
        beside = self._behind.pop(last, "")
        entry.before += [entry.beside] if beside and entry.beside else []
        entry.before += self._before(upto)
        entry.beside = beside or entry.beside

    def _in_brackets(self, made: Collection) -> Any:  # noqa: ANN401 -- as above
        """Read the entries up to the closing bracket, which is given back."""
        while not isinstance(self._event, _ENDS):
            entry = Entry(key=self._advance().value if made.mapping else None, value=Text(text=""))
            event = self._advance()
            if isinstance(event, ScalarEvent):
                entry.value = self._scalar(event)
            else:
                entry.value = Collection(mapping=isinstance(event, MappingStartEvent), flow=True)
                self._in_brackets(entry.value)
            made.entries.append(entry)
        return self._advance()

    def _at_the_end(self, column: int) -> list[str]:
        """The comments behind the last entry of a collection in lines that are aligned with it."""
        last = isinstance(self._event, DocumentEndEvent)
        line_after = self._event.start_mark.line
        following = next(iter(self._lines[line_after : line_after + 1]), "")
        indent = len(following) - len(following.lstrip(" "))
        first = upto = self._taken
        for place in range(first, len(self._alone)):
            line, at, comment = self._alone[place]
            if comment and (at < column or (not last and (line >= line_after or at <= indent))):
                break
            upto = place + 1 if comment else upto
        self._taken = upto
        return [comment for _, _, comment in self._alone[first:upto]]

    def _scalar(self, event: Any) -> Text:  # noqa: ANN401 -- as above
        folded: tuple[str, ...] = ()
        if event.style == ">":
            first = event.start_mark.line
            header = self._lines[first][event.start_mark.column :].partition(" ")[0]
            folded = (header, *self._lines[first + 1 : self._end_of_block(event)])
        return Text(text=event.value, style=event.style or "", folded=folded)


def one_line_scalars(text: str) -> set[tuple[int, int, int]]:
    """The line, column and width of each scalar on one line; lines and columns from 1. It stops at a fault."""
    found = set()
    with suppress(yaml.YAMLError):
        for event in _events(text):
            start, end = event.start_mark, event.end_mark
            if isinstance(event, ScalarEvent) and start.line == end.line:
                found.add((start.line + 1, start.column + 1, end.column - start.column))
    return found


def flat(text: str) -> list[tuple[str, str]] | None:
    """All scalars, beginnings and ends of a text, in order; None where it has a fault, or is no more than a scalar."""
    try:
        found = [(type(event).__name__, str(getattr(event, "value", ""))) for event in _events(text)]
    except yaml.YAMLError:
        return None
    kinds = {kind for kind, _ in found}
    return found if kinds & {"MappingStartEvent", "SequenceStartEvent"} else None


def _events(text: str) -> Iterator[Any]:
    loader: Any = yaml.CSafeLoader(text)
    return iter(loader.get_event, None)
