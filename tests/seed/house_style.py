"""Records as files in the canonical form (`portal fmt`)."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass

from generator.editing.changing import whole_file
from generator.kinds import kind_of
from generator.records.base import Record


def document(path: str, head: dict[str, str], records: Iterable[Record]) -> str:
    """A file that holds a list of records below its own fields."""
    kind = kind_of(path)
    assert kind
    assert kind.under
    return whole_file(kind, path, {**head, kind.under: [_plain(record) for record in records]})


def listing(path: str, records: Iterable[Record], note: str = "") -> str:
    """A file that is a list of records, below a note."""
    kind = kind_of(path)
    assert kind
    return whole_file(kind, path, [_plain(record) for record in records], note)


def _plain(value: object) -> object:
    """A record without what is not said, as plain data."""
    if is_dataclass(value):
        held = {field.name.rstrip("_"): getattr(value, field.name) for field in fields(value)}
        return {key: _plain(item) for key, item in held.items() if item not in (None, ())}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value)
