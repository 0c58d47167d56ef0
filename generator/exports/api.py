"""The JSON API: a file a kind under /api/v1/, and an index of them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.dataset import Dataset, Entry
from generator.exports.published import Json, published
from generator.kinds import KIND
from generator.kinds import Kind as RecordKind
from generator.page import SiteFile
from generator.portal import Portal
from generator.records.base import Record

FOLDER = "api/v1/"
INDEX = f"{FOLDER}index.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of the API: its file name, and the kind of record in it.

    `order` names the fields by which records stand, where they have no id. `beside` gives what stands once in a
    file for all its records.
    """

    name: str
    of: RecordKind
    order: tuple[str, ...] = ()
    beside: Callable[[Entry[Record]], dict[str, Json]] = lambda _: {}

    def entries(self, dataset: Dataset) -> list[Entry[Record]]:
        """The entries of the kind in the order of their ids."""
        fields = (self.of.key,) if self.of.key else self.order
        return sorted(
            dataset.entries.get(self.of.name, ()), key=lambda entry: _sortable(entry.record, fields)
        )

    def records(self, portal: Portal) -> list[Json]:
        """The records as JSON in the order of their ids."""
        return [
            _together(self.beside(entry), published(entry.record)) for entry in self.entries(portal.dataset)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiFile:
    """A file of the API with what its index says of it."""

    name: str
    label: str
    count: int
    revision: str
    file: SiteFile


def _sortable(record: Record, fields: Iterable[str]) -> tuple[str, ...]:
    values = (getattr(record, name) for name in fields)
    return tuple("" if value is None else str(value) for value in values)


def _together(beside: dict[str, Json], record: Json) -> Json:
    return {**beside, **record} if isinstance(record, dict) else record


def _region(entry: Entry[Record]) -> dict[str, Json]:
    """The region in whose file a record stands."""
    return {"region": entry.folder}


def _group(entry: Entry[Record]) -> dict[str, Json]:
    """The group of an expert."""
    return {"group": str(entry.document.at(("group",)))}


KINDS: tuple[Kind, ...] = (
    Kind(name="policies", of=KIND["policy"]),
    Kind(name="offices", of=KIND["office"]),
    Kind(name="commissioners", of=KIND["commissioner"], beside=_region),
    Kind(name="enterprises", of=KIND["enterprise"], beside=_region),
    Kind(name="pairings", of=KIND["pairing"], order=("enterprise", "since", "commissioner"), beside=_region),
    Kind(name="experts", of=KIND["expert"], beside=_group),
    Kind(name="resources", of=KIND["resource"]),
    Kind(name="activities", of=KIND["activity"]),
    Kind(name="cases", of=KIND["case"]),
    Kind(name="trainings", of=KIND["training-session"]),
    Kind(name="task-force", of=KIND["task-force"], order=("name",)),
    Kind(name="contact-groups", of=KIND["contact-group"]),
    Kind(name="commendations", of=KIND["commendation"], order=("year", "unit", "commissioner", "for_")),
    Kind(
        name="waivers",
        of=KIND["waiver"],
        order=("rule", "region", "enterprise", "awarded_on", "until"),
    ),
    Kind(name="retired", of=KIND["retired"], order=("kind", "id")),
    Kind(name="regions", of=KIND["region"]),
    Kind(name="facts", of=KIND["fact"]),
    Kind(name="holidays", of=KIND["holiday-year"]),
)


def api(portal: Portal) -> Iterator[ApiFile]:
    """A file a kind; without pairings where `publish_pairings` is off."""
    for kind in KINDS:
        if kind.name != "pairings" or portal.scheme.publish_pairings:
            yield _file(kind, portal)


def _file(kind: Kind, portal: Portal) -> ApiFile:
    """`revision` changes with the records and with nothing else; `as_of` is the day of the build."""
    records = kind.records(portal)
    text = ",\n".join(_dumped(record) for record in records)
    revision = _revision(text)
    head = _dumped({"kind": kind.name, "revision": revision, "as_of": portal.as_of.isoformat()})
    return ApiFile(
        name=kind.name,
        label=kind.of.label,
        count=len(records),
        revision=revision,
        file=SiteFile(
            path=f"{FOLDER}{kind.name}.json", data=f'{head[:-1]},"records":[\n{text}\n]}}\n'.encode()
        ),
    )


def index(portal: Portal, files: Iterable[ApiFile], tables: Iterable[tuple[str, str, int]]) -> SiteFile:
    """What there is: the files of the API and the tables (name, label, rows), with addresses from here."""
    kinds: list[Json] = [
        {
            "kind": made.name,
            "label": made.label,
            "count": made.count,
            "revision": made.revision,
            "address": made.file.path.removeprefix(FOLDER),
        }
        for made in files
    ]
    rows: list[Json] = [
        {
            "table": name,
            "label": label,
            "count": count,
            "csv": f"../../data/{name}.csv",
            "xlsx": f"../../data/{name}.xlsx",
        }
        for name, label, count in tables
    ]
    content: dict[str, Json] = {
        "revision": _revision(_dumped(kinds)),
        "as_of": portal.as_of.isoformat(),
        "title": portal.scheme.title,
        "publisher": portal.scheme.site.publisher,
        "kinds": kinds,
        "tables": rows,
    }
    return SiteFile(path=INDEX, data=f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode())


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _revision(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
