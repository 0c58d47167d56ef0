"""Records put into a file, changed in it or taken out: all else keeps its values and comments, and the file is canonical."""

from collections.abc import Collection as AnyOf
from collections.abc import Mapping, Sequence

from generator.editing.canonical import written
from generator.editing.formatting import entry_key, main_list, opened, record_key, schema_line, sort_records
from generator.editing.layout import Collection, Entry, Text
from generator.kinds import Kind

__all__ = ["record_key", "taken_out", "whole_file", "with_items"]


def with_items(
    text: str | None,
    kind: Kind,
    path: str,
    head: Mapping[str, str],
    items: Sequence[Mapping[str, object]],
    moved: Sequence[Entry] = (),
) -> str:
    """A file's canonical text with these records in it; `text` is None for a new file, which gets its `head` (region: …).

    A record whose key is there already gets the given fields in place of its own; any other is put in at its
    place in the order. Values are plain data, as `Document.data` has them: text, lists and mappings. `moved` are
    records that were taken out of another file, which come in first.
    """
    if text is None:
        text = whole_file(kind, path, [] if kind.many else {**head, str(kind.under): []})
    root, listed = _opened(text, kind, path)
    listed.flow = listed.flow and bool(listed.entries)
    listed.entries.extend(moved)
    there = {entry_key(kind, entry): entry for entry in listed.entries}
    for item in items:
        key = record_key(kind, item)
        if key and key in there:
            _change(there[key], item)
        else:
            listed.entries.append(Entry(key=None, value=_value(item)))
    sort_records(listed, kind)
    return written(root, kind.file or kind.record)


def taken_out(text: str, kind: Kind, path: str, names: AnyOf[str]) -> tuple[str, Sequence[Entry]]:
    """A file's canonical text without the records whose keys begin with one of these, and those with their comments."""
    root, listed = _opened(text, kind, path)
    taken = [entry for entry in listed.entries if entry_key(kind, entry)[0] in names]
    listed.entries = [entry for entry in listed.entries if entry_key(kind, entry)[0] not in names]
    if not listed.entries and isinstance(root.value, Collection):  # an empty list has no lines for comments
        root.value.after, listed.after = [*listed.after, *root.value.after], []
    return written(root, kind.file or kind.record), taken


def _opened(text: str, kind: Kind, path: str) -> tuple[Entry, Collection]:
    """The layout of a file, and of its list of records."""
    root = opened(text, kind, path)
    listed = main_list(root.value, kind)
    if listed is None:
        raise ValueError(path)
    return root, listed


def whole_file(kind: Kind, path: str, data: Mapping[str, object] | Sequence[object], note: str = "") -> str:
    """A new file of these plain data, below a note."""
    value = _in_lines(data)
    if kind.single:
        _spread(value)
    listed = main_list(value, kind)
    if listed is not None:
        listed.flow = False
        sort_records(listed, kind)
    before = [schema_line(kind, path), *([f"# {note}"] if note else [])]
    return written(Entry(key=None, value=value, before=before), kind.file or kind.record)


def _spread(record: Collection) -> None:
    """Put the records inside a file's one record in lines of their own."""
    for entry in record.entries:
        if isinstance(entry.value, Collection) and not entry.value.mapping:
            inner = [item.value for item in entry.value.entries if isinstance(item.value, Collection)]
            for collection in inner:
                entry.value.flow = collection.flow = False


def _change(entry: Entry, item: Mapping[str, object]) -> None:
    """Put the fields in place of those that an entry has, or add them; one that is the same stays as written."""
    record = entry.value
    if not isinstance(record, Collection):
        raise TypeError(record)
    there = {pair.key: pair for pair in record.entries}
    for name, value in item.items():
        if name not in there:
            record.entries.append(Entry(key=name, value=_value(value)))
        elif plain(there[name].value) != value:
            there[name].value = _value(value)


def plain(value: Text | Collection) -> object:
    """What a value is without its layout."""
    if isinstance(value, Text):
        return value.text
    if value.mapping:
        return {entry.key: plain(entry.value) for entry in value.entries}
    return [plain(entry.value) for entry in value.entries]


def _value(data: object) -> Text | Collection:
    """Plain data as one would write them: on one line if they fit, but several mappings in lines."""
    if isinstance(data, str):  # asked first: most are, and the other two questions take longer
        return Text(text=data)
    if isinstance(data, Mapping):
        entries = [Entry(key=str(name), value=_value(value)) for name, value in data.items()]
        spread = any(isinstance(entry.value, Collection) and not entry.value.flow for entry in entries)
        return Collection(mapping=True, flow=not spread, entries=entries)
    if isinstance(data, Sequence):
        entries = [Entry(key=None, value=_value(value)) for value in data]
        maps = [entry for entry in entries if isinstance(entry.value, Collection) and entry.value.mapping]
        spread = len(maps) > 1 or any(
            not entry.value.flow for entry in maps if isinstance(entry.value, Collection)
        )
        return Collection(mapping=False, flow=not spread, entries=entries)
    return Text(text=str(data))


def _in_lines(data: Mapping[str, object] | Sequence[object]) -> Collection:
    value = _value(data)
    if not isinstance(value, Collection):
        raise TypeError(data)
    value.flow = False
    return value
