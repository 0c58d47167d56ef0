"""JSON Schemas of the files, for editors: made from the record types, in the draft-07 form that they read."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.field_names import name_of
from generator.fields import example, field_types
from generator.kinds import KINDS, Kind
from generator.records.types import DATE, WHOLE, Slug

_TYPED_BY_YAML = (("integer", "123456"), ("number", "1.5"), ("boolean", "true"))
"""What YAML makes of text that looks like this: an editor sees the type, we see the text."""


_ENGLISH = ("title", "description")
"""What pydantic takes from the names and docstrings of types."""


def schemas() -> Iterator[tuple[str, str]]:
    """The name and the text of the schema of each kind of file."""
    for kind in KINDS:
        yield file_name(kind), json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def file_name(kind: Kind) -> str:
    """The schema's file: named after the kind's one file where it has one, else after the kind."""
    return f"{PurePosixPath(kind.home).stem if kind.path is None else kind.name}.json"


def schema(kind: Kind) -> JsonSchemaValue:
    """The schema of a kind of file."""
    record: Any = kind.file or kind.record
    made = TypeAdapter(list[record] if kind.many else record).json_schema(
        schema_generator=_Draft7, ref_template="#/definitions/{model}"
    )
    definitions = {
        name: {key: value for key, value in definition.items() if key not in _ENGLISH}
        for name, definition in made.pop("$defs", {}).items()
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": kind.label,
        "description": "一个文件一条" if kind.single else "一个列表，每项一条",
        **made,
        "definitions": definitions,
    }


class _Draft7(GenerateJsonSchema):
    """Scalars in every form that YAML may give them; fields by their Chinese names."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text of a pattern, also where it looks like a number or a flag."""
        made = super().str_schema(schema)
        also = [name for name, text in _TYPED_BY_YAML if re.search(made.get("pattern", ""), text)]
        return {**made, "type": ["string", *also]} if also else made

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """A whole number; in quotes too."""
        made = {"minimum": 0, **super().int_schema(schema)}
        return {**made, "type": ["integer", "string"], "pattern": f"^({WHOLE.pattern})$"}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """`true` or `false`; in quotes too."""
        return {**super().bool_schema(schema), "type": ["boolean", "string"], "pattern": "^(true|false)$"}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        """A day; the pattern is for readers that take `format` for a remark."""
        return {**super().date_schema(schema), "pattern": f"^{DATE.pattern}$"}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A field that may be left out: where it is written, it has a value."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default that says more than that nothing is written."""
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default" or value not in (None, [])}

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """A record: its named fields, what it needs, and of which of them it takes exactly one."""
        made = super().dataclass_schema(schema)
        record: type = schema["cls"]
        types = field_types(record)
        return {
            "type": "object",
            "properties": {
                key: _named(record, key, types[key], value) for key, value in made["properties"].items()
            },
            "additionalProperties": False,
            **{key: made[key] for key in ("required",) if key in made},
            **_exactly_one(record, schema["cls"].one_of),
        }


def _named(record: type, key: str, hint: object, made: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of a field with its name, what to know, and what a value looks like."""
    title, description = name_of(record.__name__, key)
    words: JsonSchemaValue = {"title": title}
    if description:
        words["description"] = description
    shown = example(hint)
    if "type" in made and not made.keys() & {"items", "default"} and shown not in {"…", example(Slug)}:
        words["examples"] = [_typed(shown)]
    if "$ref" in made:  # draft-07 reads nothing beside a $ref
        return {**words, "allOf": [made]}
    return {**words, **{name: value for name, value in made.items() if name != "title"}}


def _typed(shown: str) -> object:
    """An example as an editor inserts it: a number where it is one, text without its quotes."""
    try:
        value: object = json.loads(shown)
    except json.JSONDecodeError:
        return shown
    return value


def _exactly_one(record: type, one_of: tuple[tuple[str, ...], ...]) -> JsonSchemaValue:
    """The groups of fields of which a record has exactly one."""
    names = dict(zip((field.name for field in fields(record)), field_types(record), strict=True))
    groups = [{"oneOf": [{"required": [names[name]]} for name in group]} for group in one_of]
    return {"allOf": groups} if groups else {}
