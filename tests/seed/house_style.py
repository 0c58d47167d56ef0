"""Records as YAML in the house style: short records in one line each, so that one change is a small diff."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import TypeGuard

from generator.records.base import Record

_WIDTH = 120
_CODE = re.compile(r"[0-9A-Z]*[0-9][0-9A-Z]*")
_PLAIN = re.compile(r"(?![-?!&*|>%@`'\" ])[^,\[\]{}#:\n]+")

_Value = str | list["_Value"] | dict[str, "_Value"]


def document(schema: str, depth: int, head: dict[str, str], key: str, records: Iterable[Record]) -> str:
    """A file that holds a list of records under a key; `depth` folders above it are the schemas."""
    top = [f"{name}: {_scalar(text)}" for name, text in head.items()]
    return _text(schema, depth, [*top, f"{key}:", *_items(records, "  ")])


def listing(schema: str, depth: int, records: Iterable[Record], note: str = "") -> str:
    """A file that is a list of records, below a note."""
    return _text(schema, depth, [*([f"# {note}"] if note else []), *_items(records, "")])


def _text(schema: str, depth: int, lines: Iterable[str]) -> str:
    first = f"# yaml-language-server: $schema={'../' * depth}schemas/{schema}.json"
    return "\n".join((first, *lines)) + "\n"


def _items(records: Iterable[Record], indent: str) -> Iterator[str]:
    for record in records:
        yield from _item(_value(record), indent)


def _item(value: _Value, indent: str) -> Iterator[str]:
    """One item of a list: in one line if it fits there."""
    line = f"{indent}- {_flow(value)}"
    if not isinstance(value, dict) or len(line) <= _WIDTH:
        yield line
        return
    mark = f"{indent}- "
    for key, held in value.items():
        yield from _entry(mark, key, held, f"{indent}  ")
        mark = f"{indent}  "


def _entry(mark: str, key: str, value: _Value, indent: str) -> Iterator[str]:
    line = f"{mark}{key}: {_flow(value)}"
    if isinstance(value, list) and (len(line) > _WIDTH or (len(value) > 1 and isinstance(value[0], dict))):
        yield f"{mark}{key}:"
        for item in value:
            yield from _item(item, f"{indent}  ")
    elif isinstance(value, dict) and len(line) > _WIDTH:
        yield f"{mark}{key}:"
        for name, held in value.items():
            yield from _entry(f"{indent}  ", name, held, f"{indent}    ")
    else:
        yield line


def _value(value: object) -> _Value:
    """A record without what is not said, as plain data."""
    if is_dataclass(value):
        held = {field.name.rstrip("_"): getattr(value, field.name) for field in fields(value)}
        return {key: _value(item) for key, item in held.items() if item not in (None, ())}
    if isinstance(value, dict):
        return {key: item if _is_number(item) else _value(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return str(value) if isinstance(value, StrEnum | date | int) else _scalar(str(value))


def _is_number(value: object) -> TypeGuard[str]:
    """Facts are numbers where a record has codes: they stand without quotes."""
    return isinstance(value, str) and value.isdecimal()


def _flow(value: _Value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return value


def _scalar(text: str) -> str:
    """Text as it stands in a file: codes in quotes, and what YAML would take for something else."""
    if _PLAIN.fullmatch(text) and not _CODE.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
