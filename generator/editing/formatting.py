"""`portal fmt`: the canonical form of a file; its records and its comments stay as they are."""

import json
from collections.abc import Mapping
from functools import partial

from generator.editing.canonical import written
from generator.editing.layout import Collection, Entry, Text, layout
from generator.kinds import Kind
from generator.schemas import file_name

_SCHEMA = "# yaml-language-server:"

SORTED: Mapping[str, tuple[str, ...]] = {
    "region": ("code",),
    "enterprise": ("code",),
    "commissioner": ("id",),
    "pairing": ("enterprise", "since"),
    "expert": ("id",),
    "record": ("id",),
    "request": ("id",),
    "contacts": ("enterprise",),
    "profile": ("enterprise", "date"),
    "uptake": ("enterprise", "benefit", "told_on", "applied_on", "granted_on"),
    "certificate": ("number",),
}
"""The kinds whose lists stand in an order, by these fields; the others stand as they were written."""


def formatted(text: str, kind: Kind, path: str) -> str:
    """The canonical form of a file's text, which parses without a fault."""
    root = opened(text, kind, path)
    listed = main_list(root.value, kind)
    if listed is not None:
        sort_records(listed, kind)
    return written(root, kind.file or kind.record)


def opened(text: str, kind: Kind, path: str) -> Entry:
    """The layout of a file with its schema line, and what else stands on top, before it.

    Comments on top of the file stay there: those of the first record stand behind a blank line.
    """
    root = layout(text)
    collection = root.value
    if isinstance(collection, Collection):
        first = collection.entries[0].before if collection.entries else collection.after
        beside = [root.beside] if root.beside else []
        first[:] = [line for line in (*root.before, *beside, *first) if not line.startswith(_SCHEMA)]
        upto = max((place for place, comment in enumerate(first) if not comment), default=len(first))
        top = first[:upto] if any(first[:upto]) else []
        root.before, root.beside = [schema_line(kind, path), *top], ""
        first[:upto] = []
    return root


def schema_line(kind: Kind, path: str) -> str:
    """The first line of a file, by which an editor finds the schema of its kind."""
    return f"{_SCHEMA} $schema={'../' * path.count('/')}schemas/{file_name(kind)}"


def record_key(kind: Kind, data: Mapping[str, object]) -> tuple[str, ...]:
    """What names a record of a kind in its file, and orders it there."""
    fields = SORTED.get(kind.name, (kind.key,) if kind.key else ())
    return tuple(str(data.get(field, "")) for field in fields)


def main_list(collection: Text | Collection, kind: Kind) -> Collection | None:
    """The list of a file's records; None for a file that is one record."""
    if kind.single or not isinstance(collection, Collection):
        return None
    if kind.many:
        return collection
    held = next((entry.value for entry in collection.entries if entry.key == kind.under), None)
    return held if isinstance(held, Collection) else None


def entry_key(kind: Kind, entry: Entry) -> tuple[str, ...]:
    """What names the record that an entry of the list holds."""
    value = entry.value
    held = value.entries if isinstance(value, Collection) else ()
    return record_key(
        kind, {pair.key or "": pair.value.text for pair in held if isinstance(pair.value, Text)}
    )


def sort_records(listed: Collection, kind: Kind) -> None:
    """Put the records of a list in the order of their kind, where it has one."""
    if kind.name in SORTED:
        listed.entries.sort(key=lambda entry: entry_key(kind, entry))


def same_records(before: object, after: object, kind: Kind) -> bool:
    """Whether two files hold the same records, whatever their order where the kind has one."""
    return _unordered(before, kind) == _unordered(after, kind)


def _unordered(data: object, kind: Kind) -> object:
    if kind.name not in SORTED:
        return data
    if kind.under and isinstance(data, Mapping):
        return {**data, kind.under: _by_content(data.get(kind.under))}
    return _by_content(data)


def _by_content(listed: object) -> object:
    """The records of a list in an order that depends on what they hold alone, not on the order of their fields."""
    return sorted(listed, key=partial(json.dumps, sort_keys=True)) if isinstance(listed, list) else listed
