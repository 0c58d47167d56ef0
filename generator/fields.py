"""What a record type takes at a place: its fields by their names in the file, their types, and an example."""

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import EnumType
from functools import cache

from pydantic.fields import FieldInfo

from generator.eligibility.conditions import All, AnyOf, Asks, AtLeast, Condition, Leaf, Not
from generator.records.types import Date, Flag, Percent, Phone, RegionCode, Slug, WebAddress, Whole

_EXAMPLES = (
    (Date, "2026-04-01"),
    (Whole, "5"),
    (Percent, "3%"),
    (Flag, "true"),
    (RegionCode, '"110101"'),
    (Slug, "miit-2026-2"),
    (Phone, "010-12345678"),
    (WebAddress, "https://…"),
    (Condition, "…"),
)
_TAGGED = {
    "<text>": None,
    "<list>": None,
    "<leaf>": Leaf,
    "<asks>": Asks,
    "<all>": All,
    "<any>": AnyOf,
    "<not>": Not,
    "<of>": AtLeast,
}


def is_tag(step: str | int) -> bool:
    """Whether a step in the place of an error picks one type of several, and stands in no file."""
    return step in _TAGGED


@cache
def field_types(record: type) -> Mapping[str, object]:
    """The keys that a record takes in a file, with the types of their values."""
    hints = typing.get_type_hints(record, include_extras=True)
    named: dict[str, object] = {}
    for field in fields(record):
        hint = hints[field.name]
        metas = getattr(hint, "__metadata__", ())
        alias = next((meta.alias for meta in metas if isinstance(meta, FieldInfo) and meta.alias), field.name)
        named[alias] = hint if alias == field.name else _unnamed(hint)
    return named


def _unnamed(hint: typing.Any) -> object:  # noqa: ANN401 -- Annotated has no type of its own
    """The type of a field without the name that it has in a file."""
    metas = [meta for meta in hint.__metadata__ if not (isinstance(meta, FieldInfo) and meta.alias)]
    return typing.Annotated[(hint.__origin__, *metas)] if metas else hint.__origin__


def types_at(record: type, loc: Sequence[str | int]) -> list[type]:
    """The record types and enums that can stand at the place of an error; a tag in it picks one of several."""
    found = [record]
    for step in loc:
        if is_tag(step):
            found = [kind for kind in found if kind is _TAGGED[str(step)]]
        elif isinstance(step, str):
            takers = [field_types(kind) for kind in found if is_dataclass(kind)]
            found = [member for taken in takers if step in taken for member in members_of(taken[step])]
    return found


def members_of(hint: object) -> list[type]:
    """The record types and enums that a hint can stand for."""
    if typing.get_origin(hint) in {typing.Annotated, typing.Union, types.UnionType, tuple}:
        return [member for part in typing.get_args(hint) for member in members_of(part)]
    return [hint] if isinstance(hint, type) and (is_dataclass(hint) or isinstance(hint, EnumType)) else []


def names_at(record: type, loc: Sequence[str | int]) -> list[str]:
    """The keys that can stand at a place."""
    return [name for kind in types_at(record, loc) if is_dataclass(kind) for name in field_types(kind)]


def choices_at(record: type, loc: Sequence[str | int]) -> list[str]:
    """The words of the closed list that holds at a place."""
    enums = [kind for kind in types_at(record, loc) if isinstance(kind, EnumType)]
    return [str(member.value) for kind in enums for member in typing.cast("type[typing.Any]", kind)]


def example_at(record: type, loc: Sequence[str | int]) -> str:
    """What a value at a place looks like: `[梯度培育]`, `2026-04-01`, `…`."""
    if not loc:
        return "…"
    *above, name = loc
    if isinstance(name, int):
        return next(map(example, types_at(record, loc)), "…")
    holders = [field_types(kind) for kind in types_at(record, above) if is_dataclass(kind)]
    hint = next((taken[str(name)] for taken in holders if name in taken), None)
    return example(hint)


def example(hint: object) -> str:
    """What a value of a type looks like in a file; `…` where there is nothing to learn from one."""
    for kind, shown in _EXAMPLES:
        if hint == kind:
            return shown
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return f"[{example(inner[0])}]"
    if origin in {typing.Annotated, typing.Union, types.UnionType}:
        return example(inner[0])
    if isinstance(hint, EnumType):
        return str(next(iter(hint.__members__.values())).value)
    if isinstance(hint, type) and is_dataclass(hint):
        pairs = zip(fields(hint), field_types(hint).items(), strict=True)
        named = {name: (field, example(taken)) for field, (name, taken) in pairs}
        first = next(iter(named))
        needed = [name for name, (field, _) in named.items() if field.default is MISSING] or [first]
        return f"{{{', '.join(f'{name}: {named[name][1]}' for name in needed)}}}"
    return "…"
