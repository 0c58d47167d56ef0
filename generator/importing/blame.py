"""Which cell a finding comes from: the way back from a line of a file to a row of the sheet."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic
from generator.document import Document, Loc
from generator.editing.changing import record_key
from generator.importing.judging import Said
from generator.importing.values import Item, Reject
from generator.source import Span


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says of a record that is taken: its code, the cell, the words."""

    code: str
    address: str
    message: str
    help: str


class Blame:
    """The records that were put into the files of a dataset, by where they stand there; other files as they lie."""

    def __init__(self, dataset: Dataset, items: Sequence[Item], lies: Callable[[str], str]) -> None:
        self._lies = lies
        self._items = {(item.path, record_key(item.kind, item.data)): item for item in items}
        self._starts: dict[str, Sequence[tuple[Loc, Sequence[int]]]] = {}
        self._kinds = {item.path: item.kind for item in items}
        self._documents = {document.path: document for document in dataset.documents}

    def rejects(self, errors: Sequence[Diagnostic]) -> list[tuple[Item, Reject]]:
        """The records that errors come from, each once, with what is wrong at which cell."""
        found: dict[int, tuple[Item, Reject]] = {}
        for error in errors:
            place = error.span
            for span in (place, *(note.span for note in error.notes)):
                if at := self.at(span):
                    item, address = at
                    there = "" if span is place else f"（{self._lies(place.path)} 第{place.line}行）"
                    message = f"{error.message}{there}"
                    reject = Reject(rows=item.rows, address=address, message=message, mend=error.help)
                    found.setdefault(id(item), (item, reject))
                    break
        return list(found.values())

    def told(self, findings: Sequence[Said]) -> Iterator[Told]:
        """What is said of the records beside errors."""
        for said in findings:
            for place in said.places:
                if found := self._from(*place):
                    there = "" if place is said.places[0] else f"（{self._written(*said.places[0])}）"
                    yield Told(said.code, found, f"{said.message}{there}", said.help)
                    break

    def _from(self, path: str, loc: Loc) -> str:
        """The address of the cell from which comes what stands at a way of a file; "" where no cell is."""
        if path not in self._kinds:
            return ""
        above = 2 if self._kinds[path].under else 1
        item = self._at(self._documents[path], loc[:above])
        return (_nearest(item, loc[above:]) or next(iter(item.cells.values()))) if item else ""

    def _written(self, path: str, loc: Loc) -> str:
        """A place of a file, for a person."""
        return f"{self._lies(path)} 第{self._documents[path].place(loc).line}行"

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
        document = self._documents.get(span.path) if span.path in self._kinds else None
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
