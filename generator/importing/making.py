"""What the makers of records share: rows that belong together, and the record that they come to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.dataset import Entry
from generator.document import Loc
from generator.editing.changing import record_key
from generator.importing.cells import shown
from generator.importing.columns import Shape
from generator.importing.ground import Ground, same
from generator.importing.values import Cell, Item, RefusedError, Row, Same
from generator.kinds import KIND
from generator.records.base import Record

Maker = Callable[[Sequence[Row], Ground, Shape], Item | Same]
"""The record of rows that belong together. Raises `RefusedError`."""

Key = Callable[[Row], str | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A record in the making: its fields with the addresses of the cells from which they come."""

    rows: Sequence[Row]
    data: dict[str, object] = field(default_factory=dict)
    cells: dict[Loc, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def put(self, name: str, value: object, address: str, way: Loc = ()) -> None:
        """A field's value and where it comes from."""
        self.data[name] = value
        self.cells[way or (name,)] = address

    def item(
        self,
        kind: str,
        path: str,
        key: Mapping[str, object],
        entry: Entry[Any] | None,
        head: Mapping[str, str],
    ) -> Item | Same:
        """What is new or changed of it against the record that is there; `key` are the fields that name it."""
        stored = stored_fields(entry) if entry else {}
        changed = {name: value for name, value in self.data.items() if not same(stored.get(name), value)}
        numbers = tuple(row.number for row in self.rows)
        moved_from = entry.path if entry and entry.path != path else ""
        if entry and not changed and not moved_from:
            first = next(iter(self.cells.values()))
            return Same(rows=numbers, key=record_key(KIND[kind], key), address=first)
        return Item(
            kind=KIND[kind],
            path=path,
            head=head,
            data={**key, **changed},
            rows=numbers,
            cells=self.cells,
            fresh=entry is None,
            moved_from=moved_from,
            notes=tuple(self.notes),
        )


def stored_fields(entry: Entry[Record]) -> Mapping[str, Any]:
    """The fields of a record as its file holds them."""
    found = entry.document.at(entry.loc)
    return found if isinstance(found, dict) else {}


def grouped(rows: Sequence[Row], key: Key, lost: Collection[int]) -> tuple[list[list[Row]], list[Row]]:
    """The rows by what they are about, in the order of the first ones, and those that go on with a lost line.

    A row that does not say what it is about goes on with the last line that says something.
    """
    groups: dict[str, list[Row]] = {}
    orphans: list[Row] = []
    last, before = None, 0
    for row in rows:
        name = key(row)
        if name is None and any(number in lost for number in range(before + 1, row.number)):
            last = orphans
        elif name is not None or last is None:
            last = groups.setdefault(name or "", [])
        last.append(row)
        before = row.number
    return list(groups.values()), orphans


def agreed(rows: Sequence[Row], name: str) -> Cell | None:
    """The value of a field that all rows have that have any. Raises `RefusedError` where two differ."""
    cells = [row.cells[name] for row in rows if name in row.cells]
    for cell in cells[1:]:
        if cell.value != cells[0].value:
            first, second = cells[0].address, cell.address
            raise RefusedError(
                second, f"和 {first} 的“{shown(cells[0].raw)}”不一样，说的是同一个", "核对两处，改成一样"
            )
    return cells[0] if cells else None


def hold_new(rows: Sequence[Row], shape: Shape, fields: Sequence[str], what: str) -> None:
    """Hold that the rows of a new record have a value for each of these fields."""
    missing = [name for name in fields if not any(name in row.cells for row in rows)]
    if missing:
        named = "、".join(f"“{shape.column(name).label}”" for name in missing)
        raise RefusedError("", f"{what}，没有写{named}", "补上；没有这一列的，加一列")
