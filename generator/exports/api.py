"""The JSON API: a file a kind under /api/v1/, and an index of them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from generator.dataset import Dataset, Entry
from generator.exports.published import Json, published
from generator.page import SiteFile
from generator.portal import Portal
from generator.records.base import Record

FOLDER = "api/v1/"
INDEX = f"{FOLDER}index.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of the API: its file name, its label, and its entries in a dataset.

    `key` orders the records. `beside` names what stands once in a file for all its records.
    """

    name: str
    label: str
    entries: Callable[[Dataset], Iterable[Entry[Record]]]
    key: Callable[[Record], object]
    beside: Callable[[Entry[Record]], dict[str, Json]] = lambda _: {}

    def records(self, portal: Portal) -> list[Json]:
        """The records as JSON in the order of their ids."""
        entries = sorted(self.entries(portal.dataset), key=lambda entry: _sortable(self.key(entry.record)))
        return [_together(self.beside(entry), published(entry.record)) for entry in entries]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiFile:
    """A file of the API with what its index says of it."""

    name: str
    label: str
    count: int
    revision: str
    file: SiteFile


def _sortable(key: object) -> tuple[str, ...]:
    parts = key if isinstance(key, tuple) else (key,)
    return tuple("" if part is None else str(part) for part in parts)


def _together(beside: dict[str, Json], record: Json) -> Json:
    return {**beside, **record} if isinstance(record, dict) else record


def _region(entry: Entry[Record]) -> dict[str, Json]:
    """The region in whose file a record stands."""
    return {"region": entry.folder}


def _group(entry: Entry[Record]) -> dict[str, Json]:
    """The group of an expert."""
    return {"group": str(entry.document.at(("group",)))}


_ID = attrgetter("id")

KINDS: tuple[Kind, ...] = (
    Kind(name="policies", label="政策", entries=attrgetter("policies"), key=_ID),
    Kind(name="offices", label="专员办", entries=attrgetter("offices"), key=attrgetter("region")),
    Kind(
        name="commissioners", label="服务专员", entries=attrgetter("commissioners"), key=_ID, beside=_region
    ),
    Kind(
        name="enterprises",
        label="企业",
        entries=attrgetter("enterprises"),
        key=attrgetter("code"),
        beside=_region,
    ),
    Kind(
        name="pairings",
        label="结对",
        entries=attrgetter("pairings"),
        key=attrgetter("enterprise", "since", "commissioner"),
        beside=_region,
    ),
    Kind(name="experts", label="服务专家", entries=attrgetter("experts"), key=_ID, beside=_group),
    Kind(name="resources", label="助企资源", entries=attrgetter("resources"), key=_ID),
    Kind(name="activities", label="公共服务活动", entries=attrgetter("activities"), key=_ID),
    Kind(name="cases", label="典型案例", entries=attrgetter("cases"), key=_ID),
    Kind(name="trainings", label="培训", entries=attrgetter("sessions"), key=_ID),
    Kind(name="task-force", label="服务专班", entries=attrgetter("task_forces"), key=attrgetter("name")),
    Kind(name="contact-groups", label="服务工作联系群", entries=attrgetter("contact_groups"), key=_ID),
    Kind(
        name="commendations",
        label="表扬",
        entries=attrgetter("commendations"),
        key=attrgetter("year", "unit", "commissioner", "for_"),
    ),
    Kind(
        name="waivers",
        label="豁免",
        entries=attrgetter("waivers"),
        key=attrgetter("rule", "region", "enterprise", "awarded_on", "until"),
    ),
    Kind(name="retired", label="停用编号", entries=attrgetter("retired"), key=attrgetter("kind", "id")),
    Kind(name="regions", label="行政区划", entries=attrgetter("regions"), key=attrgetter("code")),
    Kind(name="facts", label="企业指标", entries=attrgetter("facts"), key=attrgetter("key")),
    Kind(name="holidays", label="放假安排", entries=attrgetter("holidays"), key=attrgetter("year")),
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
        label=kind.label,
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
