"""YAML to plain data: scalars stay text, and every key and value has its place."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, cast

from generator.diagnostics import Diagnostic
from generator.hygiene import unclean
from generator.source import Source, Span
from generator.yaml_reader import Events, Items, Loc, StopReadingError, YamlReader, span_of

__all__ = ["MOST_FAULTS", "Document", "Loc", "parse", "value_at"]

MOST_FAULTS = 100
"""So many findings are made for one file; where there are more, the last one says so."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One YAML file as nested dicts, lists and text; None stands where no value is written."""

    source: Source
    data: object
    items: Items = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return self.source.path

    def at(self, loc: Loc) -> object:
        """What the file holds at a place; None where it holds nothing."""
        return value_at(self.data, loc)

    def place(self, loc: Loc, *, on_key: bool = False) -> Span:
        """Where the value (or its key) stands; for a way that is not in the file, the nearest one above it."""
        way = next((way for way in (loc[:1], loc[:2]) if self._start(way)), ())
        before, _ = self._start(way) or (0, 0)
        events = _events(Source(path=self.path, text=self._item(way)) if way else self.source)
        loc = loc[len(way) :]
        while loc and loc not in events:
            loc = loc[:-1]
        if loc not in events:
            return Span(path=self.path)
        key, value = events[loc]
        return span_of(key if on_key and key else value, self.path, before)

    def _item(self, way: Loc) -> str:
        """The lines of one item of a list, behind as many spaces as its mapping has before it."""
        line, column = self._start(way) or (0, 0)
        following = self._start((*way[:-1], int(way[-1]) + 1))
        first, *rest = _lines(self.source)[line : following[0] if following else None]
        return "\n".join((" " * column + first[column:], *rest, ""))

    def _start(self, way: Loc) -> tuple[int, int] | None:
        """The line and the column of an item, from 0; None where it is no mapping in lines of its own."""
        if not way or not isinstance(way[-1], int):
            return None
        start = self.items.get(way[:-1], [])[2 * way[-1] : 2 * way[-1] + 2]
        return (start[0], start[1]) if start and start[0] >= 0 else None


@lru_cache(maxsize=4)
def _lines(source: Source) -> list[str]:
    """The lines of a text: findings in one file come one after the other."""
    return source.text.split("\n")


def value_at(data: Any, loc: Loc) -> object:  # noqa: ANN401 -- a YAML tree has no narrower type
    """What a tree of dicts and lists holds at a place; None where it holds nothing."""
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return cast("object", data)


@lru_cache(maxsize=16)
def _events(source: Source) -> Events:
    """What stands where in a text, made by reading it once more: few are ever asked for."""
    events: Events = {}
    reader = YamlReader(source, MOST_FAULTS, events)
    with suppress(StopReadingError):  # a reader of data stopped here too: no place behind is asked for
        reader.read()
    return events


def parse(source: Source) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file; None where it cannot be read to its end, with the faults that say why."""
    faults = list(islice(unclean(source), MOST_FAULTS + 1))
    reader = YamlReader(source, MOST_FAULTS, clean=not faults)
    try:
        document = Document(source, reader.read(), reader.items)
    except StopReadingError:
        document = None
    faults.extend(_without_follow_ons(reader.faults, list(faults)))
    return document, faults


def _without_follow_ons(found: list[Diagnostic], earlier: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings that no unseen character explains: on its line, or a wrong indent behind a tab."""
    lines = {fault.span.line for fault in earlier if fault.code != "windows-line-ends"}
    tab = min((fault.span.line for fault in earlier if fault.code == "tab-character"), default=None)
    for fault in found:
        indent = fault.code == "yaml-syntax" and tab is not None and fault.span.line >= tab
        if fault.span.line not in lines and not indent:
            yield fault
