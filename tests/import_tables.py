"""What the tests of the import share: a plan for a sheet against a tree, and the data written as a clerk's sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from private_tree import PRIVATE_TREE
from tree import write_tree

from generator.dataset import Dataset, Entry
from generator.importing.judging import Tree
from generator.importing.making import stored_fields
from generator.importing.plan import Plan, Wanted, planned
from generator.importing.shapes import WAYS
from generator.importing.values import Raw, Table
from generator.reading import read_sources
from generator.source import PRIVATE

AS_OF = date(2026, 11, 24)


@dataclass(frozen=True)
class Loaded:
    """A tree that was loaded once, for many imports."""

    tree: Tree
    dataset: Dataset
    faults: Sequence[Any]

    def plan(self, kind: str, *lines: Sequence[Raw], region: str = "", sheet: str = "名单") -> Plan:
        """What an import of one sheet would do."""
        return self.plan_of(kind, [Table(name=sheet, lines=lines)], region)

    def plan_of(self, kind: str, tables: Sequence[Table], region: str = "") -> Plan:
        """What an import of tables would do."""
        place = region or self.dataset.scheme.record.province
        wanted = Wanted(tables=tables, kind=kind, region=place)
        return planned(wanted, self.tree, self.dataset, self.faults)


def loaded(root: Path, private: Path | None = None, as_of: date = AS_OF) -> Loaded:
    """A tree, loaded."""
    tree = Tree(read=read_sources(root, private), root=root, as_of=as_of, private=private)
    return Loaded(tree, *tree.loaded())


def small(folder: Path, changes: Mapping[str, str | None] = {}) -> Loaded:
    """The small tree with its private files, and changes."""
    write_tree(folder, {**PRIVATE_TREE, **changes})
    return loaded(folder, folder / PRIVATE)


def refused(plan: Plan) -> list[tuple[str, str, str]]:
    """What was refused: where, why, and the mend."""
    return [(reject.address, reject.message, reject.mend) for reject in plan.rejects]


def texts_of(kind: str, dataset: Dataset) -> list[list[str]]:
    """All records of a kind as a sheet in the shape of its template: what is nested has a row each."""
    shape = WAYS[kind].shape(dataset.fact_by_key)
    fields = [column.field for column in shape.columns]
    rows = [
        {**row}
        for entry in dataset.entries.get(kind, ())
        for row in _ROWS[kind](entry, stored_fields(entry), dataset)
    ]
    return [
        [column.label for column in shape.columns],
        *([row.get(name, "") for name in fields] for row in rows),
    ]


_Rows = Iterator[Mapping[str, str]]


def _text(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _enterprise(_entry: Entry[Any], data: Mapping[str, Any], _dataset: Dataset) -> _Rows:
    here = max(data["located"], key=lambda each: each["since"])
    former = [f"{each['name']}（至{each['until']}）" for each in data.get("former_names", ())]
    whole = {
        "code": data["code"],
        "name": data["name"],
        "former_names": _text(former),
        "region_code": here["region"],
        "since": here["since"],
        "industry": data["industry"],
        "products": _text(data.get("products", [])),
    }
    for held in data.get("recognitions") or [{}]:
        yield {**whole, **held}


def _commissioner(entry: Entry[Any], data: Mapping[str, Any], _dataset: Dataset) -> _Rows:
    for post in data["posts"]:
        yield {
            "id": data["id"],
            "name": data["name"],
            "strengths": _text(data.get("strengths", [])),
            "office_code": entry.folder,
            **post,
        }


def _pairing(entry: Entry[Any], data: Mapping[str, Any], dataset: Dataset) -> _Rows:
    place = dataset.region_by_code[entry.folder].name
    above = dataset.region_by_code.get(dataset.region_by_code[entry.folder].parent or "")
    yield {
        **data,
        "code": data["enterprise"],
        "enterprise": dataset.enterprise_by_code[data["enterprise"]].record.name,
        "id": data["commissioner"],
        "office": f"{above.name if above else ''}{place}专员办",
    }


def _expert(entry: Entry[Any], data: Mapping[str, Any], _dataset: Dataset) -> _Rows:
    yield {name: _text(value) for name, value in data.items()} | {
        "group": entry.path.rpartition("/")[2].removesuffix(".yml")
    }


def _dotted(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", _text(each)) for inner, each in value.items())
        else:
            yield name, _text(value)


def _record(_entry: Entry[Any], data: Mapping[str, Any], _dataset: Dataset) -> _Rows:
    yield {
        **dict(_dotted(data)),
        "record": data["id"],
        "id": data["commissioner"],
        "code": data["enterprise"],
        "enterprise": "",
    }


def _request(entry: Entry[Any], data: Mapping[str, Any], dataset: Dataset) -> _Rows:
    plain = {name: value for name, value in data.items() if name != "steps"}
    whole = {**next(_record(entry, plain, dataset)), "request": data["id"]}
    for step in data.get("steps") or [{}]:
        yield {**whole, **{f"step.{name}": value for name, value in step.items()}}


def _profile(_entry: Entry[Any], data: Mapping[str, Any], _dataset: Dataset) -> _Rows:
    facts = {f"facts.{key}": _text(value) for key, value in data["facts"].items()}
    yield {"code": data["enterprise"], "date": data["date"], **facts}


_ROWS = {
    "enterprise": _enterprise,
    "commissioner": _commissioner,
    "pairing": _pairing,
    "expert": _expert,
    "record": _record,
    "request": _request,
    "profile": _profile,
}
