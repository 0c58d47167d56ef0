"""Which cell a finding comes from: the way back from a line of a file to a row of the sheet."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Severity
from generator.document import Document, Loc
from generator.editing.changing import record_key
from generator.importing.values import Item, Reject
from generator.source import Span

MOST_SHOWN = 60
"""So many places of one kind of finding are shown."""


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
                    reject = Reject(rows=item.rows, address=address, message=error.message, mend=error.help)
                    found.setdefault(id(item), (item, reject))
                    break
        return list(found.values())

    def told(self, diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[str, Diagnostic]]:
        """What is said of the records beside errors, with the cell: of the first of a code, as far as they are shown."""
        told: Counter[str] = Counter()
        for each in diagnostics:
            if each.severity in {Severity.WARNING, Severity.OVERDUE} and (item := self._item(each.span)):
                told[each.code] += 1
                exact = self.at(each.span) if told[each.code] <= MOST_SHOWN else None
                yield (exact and exact[1]) or next(iter(item.cells.values())), each

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

    def _item(self, span: Span) -> Item | None:
        """The record that stands at a place."""
        document = self._documents.get(span.path)
        way = self._way(document, span) if document else None
        data = document.at(way) if document and way else None
        if not isinstance(data, dict):
            return None
        return self._items.get((span.path, record_key(self._kinds[span.path], data)))

    def at(self, span: Span) -> tuple[Item, str] | None:
        """The record that stands at a place, and the address of the cell from which the value there comes."""
        item, document = self._item(span), self._documents.get(span.path)
        if item is None or document is None:
            return None
        return item, _cell(item, document, self._way(document, span) or (), span)


def _cell(item: Item, document: Document, way: Loc, span: Span) -> str:
    """The address of the cell whose value stands at a place; "" where none does."""
    for field, address in sorted(item.cells.items(), key=lambda pair: -len(pair[0])):
        if document.place((*way, *field)).meets(span):
            return address
    return ""
