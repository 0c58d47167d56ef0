"""Which cell a finding comes from: the way back from a line of a file to a row of the sheet."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic
from generator.document import Document, Loc
from generator.editing.changing import record_key
from generator.importing.values import Item, Reject
from generator.rules.finding import Finding
from generator.source import Span


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says of a record that is taken: its code, the cell, the words."""

    code: str
    address: str
    message: str
    help: str


class Blame:
    """The records that were put into the files of a dataset, by where they stand there."""

    def __init__(self, dataset: Dataset, items: Sequence[Item]) -> None:
        self._items = {(item.path, record_key(item.kind, item.data)): item for item in items}
        self._starts: dict[str, Sequence[tuple[Loc, Sequence[int]]]] = {}
        self._kinds = {item.path: item.kind for item in items}
        self._documents = {
            document.path: document for document in dataset.documents if document.path in self._kinds
        }

    def rejects(self, errors: Sequence[Diagnostic]) -> list[tuple[Item, Reject]]:
        """The records that errors come from, each once, with what is wrong at which cell."""
        found: dict[int, tuple[Item, Reject]] = {}
        for error in errors:
            for span in (error.span, *(note.span for note in error.notes)):
                if at := self.at(span):
                    item, address = at
                    there = "" if span is error.span else f"（{error.span.path} 第{error.span.line}行）"
                    message = f"{error.message}{there}"
                    reject = Reject(rows=item.rows, address=address, message=message, mend=error.help)
                    found.setdefault(id(item), (item, reject))
                    break
        return list(found.values())

    def told(self, findings: Sequence[tuple[str, Finding]]) -> Iterator[Told]:
        """What is said of the records beside errors."""
        for code, finding in findings:
            kind = self._kinds.get(finding.document.path)
            if kind is None or finding.span is not None:
                continue
            above = 2 if kind.under else 1
            item = self._at(finding.document, finding.loc[:above])
            if item:
                first = next(iter(item.cells.values()))
                yield Told(code, _nearest(item, finding.loc[above:]) or first, finding.message, finding.help)

    def _at(self, document: Document, way: Loc) -> Item | None:
        """The record at a way, if it is one that was put in."""
        data = document.at(way)
        if not isinstance(data, dict):
            return None
        return self._items.get((document.path, record_key(self._kinds[document.path], data)))

    def _way(self, document: Document, span: Span) -> Loc | None:
        """The way to the record in whose lines a place lies."""
        for listed, lines in self._lines(document):
            place = bisect_right(lines, span.line - 1) - 1
            if place >= 0 and lines[place] >= 0:
                return (*listed, place)
        return None

    def _lines(self, document: Document) -> Sequence[tuple[Loc, Sequence[int]]]:
        """The lines, from 0, in which the items of the lists of a document begin."""
        if document.path not in self._starts:
            self._starts[document.path] = [(way, starts[::2]) for way, starts in document.items.items()]
        return self._starts[document.path]

    def at(self, span: Span) -> tuple[Item, str] | None:
        """The record that stands at a place, and the address of the cell from which the value there comes."""
        document = self._documents.get(span.path)
        way = self._way(document, span) if document else None
        item = self._at(document, way) if document and way else None
        return (item, _cell(item, document, way, span)) if item and document and way else None


def _nearest(item: Item, field: Loc) -> str:
    """The address of the cell from which a field comes, or what it is in; "" where there is none."""
    found = (item.cells.get(field[:length]) for length in range(len(field), 0, -1))
    return next(filter(None, found), "")


def _cell(item: Item, document: Document, way: Loc, span: Span) -> str:
    """The address of the cell whose value stands at a place; "" where none does."""
    for field, address in sorted(item.cells.items(), key=lambda pair: -len(pair[0])):
        if document.place((*way, *field)).meets(span):
            return address
    return ""
