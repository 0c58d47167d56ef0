"""The files as an import would leave them: records put in, changed, and taken to another file with all that goes along."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.collecting import settled
from generator.editing.changing import record_key, taken_out, with_items
from generator.editing.formatting import entry_key
from generator.editing.layout import Entry
from generator.importing.places import private_file
from generator.importing.values import Item
from generator.kinds import Kind, kind_of
from generator.workers import in_workers, processes

WITH_IT = ("contacts.yml", "profiles.yml", "uptake.yml")
"""What is kept of an enterprise where it is, and moves with it: whom to call, its figures, its benefits.

Service records and requests stay with the office that arranged the service of their day.
"""

_PAYS = 1_000
"""Fewer records are written by this process alone: others would not pay."""


class Texts(NamedTuple):
    """The files that change, and how many records came to each and went from it."""

    by_path: Mapping[str, str]
    came: Mapping[str, int]
    went: Mapping[str, int]


class Move(NamedTuple):
    """The records about one enterprise that go from one file to another."""

    kind: Kind
    code: str
    source: str
    target: str


def moves(items: Sequence[Item], old: Mapping[str, str]) -> Iterator[Move]:
    """The records that leave their files, and what goes along of the private files that were read."""
    for item in items:
        if not item.moved_from:
            continue
        (code,) = record_key(item.kind, item.data)
        yield Move(item.kind, code, item.moved_from, item.path)
        for name in WITH_IT:
            source = private_file(item.moved_from, name)
            if (kind := kind_of(source)) and code in old.get(source, ""):
                yield Move(kind, code, source, private_file(item.path, name))


def texts(items: Sequence[Item], old: Mapping[str, str]) -> Texts:
    """The files with the records in them; many are written by worker processes."""
    going = tuple(moves(items, old))
    left, came, went = _taken(going, old)
    by_path: dict[str, list[Item]] = {}
    for item in items:
        by_path.setdefault(item.path, []).append(item)
    kinds = {move.target: move.kind for move in going if move.target in came}
    kinds |= {path: mine[0].kind for path, mine in by_path.items()}
    paths = sorted(kinds)

    def text(place: int) -> str:
        path = paths[place]
        mine = by_path.get(path, [])
        now, head = left.get(path, old.get(path)), mine[0].head if mine else {}
        return with_items(now, kinds[path], path, head, [item.data for item in mine], came.get(path, ()))

    jobs = processes(pay=len(items) >= _PAYS)
    with settled():
        new = dict(zip(paths, in_workers(text, len(paths), jobs), strict=True))
    return Texts({**left, **new}, {path: len(entries) for path, entries in came.items()}, went)


def _taken(
    going: Sequence[Move], old: Mapping[str, str]
) -> tuple[dict[str, str], Mapping[str, Sequence[Entry]], Mapping[str, int]]:
    """The files that records leave, without them; those records by the file to which they go; how many left each."""
    leaving: dict[str, dict[str, Move]] = {}
    for move in going:
        leaving.setdefault(move.source, {})[move.code] = move
    left: dict[str, str] = {}
    came: dict[str, list[Entry]] = {}
    went: dict[str, int] = {}
    for path, mine in leaving.items():
        kind = next(iter(mine.values())).kind
        text, taken = taken_out(old[path], kind, path, mine)
        if taken:  # else a code stands in a comment alone
            left[path], went[path] = text, len(taken)
        for entry in taken:
            came.setdefault(mine[entry_key(kind, entry)[0]].target, []).append(entry)
    return left, came, went
