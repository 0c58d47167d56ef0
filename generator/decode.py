"""Documents to records: each fault of a record with its place, and in words a clerk can act on."""

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic
from generator.document import MOST_FAULTS, Document, Loc, value_at
from generator.fields import is_tag
from generator.kinds import KINDS, Kind, folder_code
from generator.mends import MISSING, UNKNOWN, describe, renamed
from generator.records.base import Record

_VALIDATE: dict[type[Record], Callable[[object], Record]] = {
    record: TypeAdapter(record).validator.validate_python
    for kind in KINDS
    for record in (kind.record, kind.file)
    if record
}
"""What makes a record of plain data: a step below `TypeAdapter.validate_python`, which looks at more than we give."""


def decode(kind: Kind, document: Document) -> Iterator[tuple[Loc, Record | None, list[Diagnostic]]]:
    """Each record of a document with its place, or None and what is wrong with it."""
    items: object = document.data
    above: Loc = ()
    if kind.file and kind.under:
        above = (kind.under,)
        items = document.at(above)
        whole = {**document.data, kind.under: []} if isinstance(items, list) else document.data  # type: ignore[dict-item]
        _, faults = _record(kind.file, document, (), whole)
        if faults:
            yield (), None, faults
        if not isinstance(items, list):
            return
    if kind.single:
        yield ((), *_record(kind.record, document, (), items))
    elif isinstance(items, list):
        for index, item in enumerate(items):
            yield ((*above, index), *_record(kind.record, document, (*above, index), item))
    else:
        fault = Diagnostic(
            code="wrong-type",
            span=document.place(()),
            message="这个文件应是一个列表",
            help="每条以“- ”开头，顶格写",
        )
        yield (), None, [fault]


def _record(
    record: type[Record], document: Document, loc: Loc, data: object
) -> tuple[Record | None, list[Diagnostic]]:
    try:
        return _VALIDATE[record](data), []
    except ValidationError as error:
        errors = _causes(record, data, error.errors(include_url=False))
        return None, [
            _diagnostic(record, document, loc, detail) for detail in islice(errors, MOST_FAULTS + 1)
        ]


def _causes(record: type[Record], data: object, errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors that follow from no other.

    A list is short where an item failed, a misspelt field is missing, and a value that is not written has
    no type: the reader of the file has said so.
    """
    failed = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    meant = {
        (*error["loc"][:-1], renamed(record, error, _beside(data, error)))
        for error in errors[:MOST_FAULTS]
        if error["type"] == UNKNOWN
    }
    for error in errors:
        short = error["type"] == "too_short" and error["loc"] in failed
        misspelt = error["type"] in MISSING and error["loc"] in meant
        unwritten = error["type"] not in MISSING and value_at(data, _way(error)) is None
        if not short and not misspelt and not unwritten:
            yield error


def _way(error: ErrorDetails) -> Loc:
    """The place of an error without the tags of unions."""
    return tuple(step for step in error["loc"] if not is_tag(step))


def _beside(data: object, error: ErrorDetails) -> Collection[str]:
    """The keys of the mapping in which a field is wrong."""
    around = value_at(data, _way(error)[:-1])
    return cast("dict[str, object]", around).keys() if isinstance(around, dict) else ()


def _diagnostic(record: type[Record], document: Document, loc: Loc, error: ErrorDetails) -> Diagnostic:
    """One pydantic error as a finding at its place in the file."""
    data = document.at(loc)
    way = _way(error)
    words = describe(record, error, value_at(data, way), _beside(data, error))
    folder = folder_code(document.path) if way == ("region",) and not loc else ""
    return Diagnostic(
        code=words.code,
        span=document.place((*loc, *way), on_key=error["type"] == UNKNOWN),
        message=words.message,
        help=f'补上 region: "{folder}"' if error["type"] in MISSING and folder.isdecimal() else words.help,
        instead=words.instead,
    )
