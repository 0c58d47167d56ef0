"""The fields of a kind of file, for the handbook: made from the record types, so that they cannot drift."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from generator.field_names import name_of
from generator.fields import choices_at, example, field_types, types_at
from generator.kinds import Kind
from generator.pages.fields_view import FieldGroup, FieldRow, FieldsView
from generator.pages.words import joined
from generator.records.base import Record
from generator.records.types import Slug, Whole

_SAYS_NOTHING = {"…", "[…]", example(Slug), f"[{example(Slug)}]", example(Whole)}
"""Examples of a value from which nobody learns how to write one."""


def fields_view(kind: Kind) -> FieldsView:
    """All fields of a kind, each record type once, in the order in which one meets them."""
    titles = _titles(kind.file or kind.record)
    ids = {record: f"fields-{kind.name}-{record.__name__.lower()}" for record in titles}
    groups = (
        FieldGroup(id=ids[record], title=title, rows=tuple(_rows(record, ids)))
        for record, title in titles.items()
    )
    return FieldsView(groups=tuple(groups))


def _titles(outermost: type) -> dict[type, str]:
    """A record type and those within it, the nearest first, with the words for where each stands."""
    titles = {outermost: "最外层"}
    waiting = [outermost]
    while waiting:
        record = waiting.pop(0)
        for key in field_types(record):
            below = [inner for inner in _records_at(record, key) if inner not in titles]
            titles |= {inner: _title(record, key, inner, alone=len(below) == 1) for inner in below}
            waiting += below
    return titles


def _records_at(record: type, key: str) -> list[type]:
    return [inner for inner in types_at(record, (key,)) if issubclass(inner, Record)]


def _title(record: type, key: str, inner: type, *, alone: bool) -> str:
    """Where the fields of a type stand; one of several in the same place is known by its first field."""
    if alone:
        return f"{key}里面：{name_of(record.__name__, key)[0]}"
    first = next(iter(field_types(inner)))
    return f"{key}里面，写{first}：{name_of(inner.__name__, first)[0]}"


def _rows(record: Any, ids: Mapping[type, str]) -> Iterator[FieldRow]:  # noqa: ANN401 -- no type of types has `one_of`
    for field, (key, hint) in zip(fields(record), field_types(record).items(), strict=True):
        name, known = name_of(record.__name__, key)
        yield FieldRow(
            key=key,
            must=_must(field, record.one_of),
            name=name,
            known=known,
            form=_form(record, key, hint, known),
            below=next((ids[inner] for inner in _records_at(record, key)), ""),
        )


def _must(field: Field[object], one_of: tuple[tuple[str, ...], ...]) -> str:
    if any(field.name in group for group in one_of):
        return "选一"
    return "必填" if field.default is MISSING else ""


def _form(record: type, key: str, hint: object, known: str) -> str:
    """The words to choose from, or else what a value looks like."""
    choices = choices_at(record, (key,))
    if choices:
        return f"可以写：{joined(choices)}"
    shown = example(hint)
    told = shown in _SAYS_NOTHING or shown in known or types_at(record, (key,))
    return "" if told else f"例如：{shown}"
