"""Documents to records: each fault of a record with its place, and in words a clerk can act on."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic
from generator.document import Document, Loc
from generator.kinds import Kind
from generator.mends import describe
from generator.records.base import Record


@cache
def _adapter(record: type[Record]) -> TypeAdapter[Record]:
    return TypeAdapter(record)


def decode(kind: Kind, document: Document) -> Iterator[tuple[Loc, Record | None, list[Diagnostic]]]:
    """Each record of a document with its place, or None and what is wrong with it."""
    if not kind.many:
        yield ((), *_record(kind, document, (), document.data))
    elif isinstance(document.data, list):
        for index, item in enumerate(document.data):
            yield ((index,), *_record(kind, document, (index,), item))
    else:
        mend = "顶层写成列表，每条以“- ”开头"
        fault = Diagnostic(
            code="wrong-type", span=document.place(()), message="这个文件应是一个列表", help=mend
        )
        yield ((), None, [fault])


def _record(kind: Kind, document: Document, loc: Loc, data: object) -> tuple[Record | None, list[Diagnostic]]:
    try:
        adapter: TypeAdapter[Record] = _adapter(kind.record)  # type: ignore[arg-type]
        return adapter.validate_python(data), []
    except ValidationError as error:
        errors = _causes(error.errors(include_url=False))
        return None, [_diagnostic(kind, document, loc, detail) for detail in errors]


def _causes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without those that only follow from a fault inside the same value."""
    inner = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    return [error for error in errors if not (error["type"] == "too_short" and error["loc"] in inner)]


def _diagnostic(kind: Kind, document: Document, loc: Loc, error: ErrorDetails) -> Diagnostic:
    """One pydantic error as a finding at its place in the file."""
    way = tuple(step for step in error["loc"] if not (isinstance(step, str) and step.startswith("<")))
    words = describe(kind.record, error, _at(document.data, (*loc, *way)))
    on_key = error["type"] == "unexpected_keyword_argument"
    return Diagnostic(
        code=words.code,
        span=document.place((*loc, *way), on_key=on_key),
        message=words.message,
        help=words.help,
    )


def _at(data: Any, loc: Loc) -> object:  # noqa: ANN401 -- a YAML tree has no narrower type
    """What the file holds at a place; None where it holds nothing."""
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
