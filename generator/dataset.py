"""The dataset: every record that decoded, with where it came from, and what is known to be broken."""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar, cast

from generator.decode import decode
from generator.diagnostics import Diagnostic, in_order
from generator.document import MOST_FAULTS, Document, Loc, parse
from generator.kinds import KINDS, Kind, identity, kind_of, kinds_below
from generator.nearest import closest
from generator.reading import FOLDERS, read_sources
from generator.records.base import Record
from generator.records.fact import Fact
from generator.records.holiday import HolidayYear
from generator.records.office import Office
from generator.records.policy import Policy
from generator.records.region import Region
from generator.records.scheme import Scheme
from generator.source import Source, Span

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A record, and its place: the document and the way inside it."""

    record: R_co
    document: Document
    loc: Loc = ()

    @property
    def path(self) -> str:
        """The YAML file, relative to the root."""
        return self.document.path


@dataclass(frozen=True)
class Dataset:
    """All that decoded, as of a day. `broken` holds (kind, id) of records that did not decode.

    `lost` names the kinds of which a whole file could not be read: nobody is told that a reference
    to one of them is missing.
    """

    as_of: date
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    entries: Mapping[str, tuple[Entry[Record], ...]]
    broken: frozenset[tuple[str, str]] = frozenset()
    lost: frozenset[str] = frozenset()

    def _of(self, name: str) -> tuple[Entry[Record], ...]:
        return self.entries.get(name, ())

    @property
    def schemes(self) -> tuple[Entry[Scheme], ...]:
        """The scheme, where it decoded."""
        return cast("tuple[Entry[Scheme], ...]", self._of("scheme"))

    @property
    def scheme(self) -> Entry[Scheme]:
        """The scheme of a dataset that passed its checks."""
        return self.schemes[0]

    @property
    def regions(self) -> tuple[Entry[Region], ...]:
        """All places, in the order of the file."""
        return cast("tuple[Entry[Region], ...]", self._of("region"))

    @property
    def holidays(self) -> tuple[Entry[HolidayYear], ...]:
        """The State Council's calendars by year."""
        return cast("tuple[Entry[HolidayYear], ...]", self._of("holiday-year"))

    @property
    def facts(self) -> tuple[Entry[Fact], ...]:
        """The dictionary of facts, in the order of the file."""
        return cast("tuple[Entry[Fact], ...]", self._of("fact"))

    @property
    def offices(self) -> tuple[Entry[Office], ...]:
        """The offices, in the order of their files."""
        return cast("tuple[Entry[Office], ...]", self._of("office"))

    @property
    def policies(self) -> tuple[Entry[Policy], ...]:
        """The policies, in the order of their files."""
        return cast("tuple[Entry[Policy], ...]", self._of("policy"))

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of each file that was read, by path."""
        return {source.path: source.text for source in self.sources}

    @cached_property
    def region_by_code(self) -> Mapping[str, Region]:
        """Places by 行政区划代码."""
        return {entry.record.code: entry.record for entry in self.regions}

    @cached_property
    def office_by_region(self) -> Mapping[str, Entry[Office]]:
        """Offices by the code of their region."""
        return {entry.record.region: entry for entry in self.offices}

    @cached_property
    def policy_by_id(self) -> Mapping[str, Entry[Policy]]:
        """Policies by id."""
        return {entry.record.id: entry for entry in self.policies}

    @cached_property
    def fact_by_key(self) -> Mapping[str, Fact]:
        """Facts by key."""
        return {entry.record.key: entry.record for entry in self.facts}

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The ids of each kind, broken ones included."""
        known: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
        for kind in KINDS:
            known[kind.name].update(str(getattr(entry.record, kind.key)) for entry in self._of(kind.name))
        for name, broken in self.broken:
            known[name].add(broken)
        return {name: frozenset(ids) for name, ids in known.items()}


@dataclass(slots=True)
class _Loading:
    """What a load has gathered so far."""

    documents: list[Document] = field(default_factory=list)
    entries: dict[str, list[Entry[Record]]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    faults: list[Diagnostic] = field(default_factory=list)

    def lose(self, path: str) -> None:
        """Note that a file or folder is not read: its one record is known but broken, or its kinds are lost."""
        kind = kind_of(path)
        if kind is None and path.rpartition("/")[2].count("."):
            kind = next(
                (kind for kind in KINDS if kind.name in kinds_below(path) and not kind.required), None
            )
        if kind is None or kind.required:
            self.lost.update(kinds_below(path) if kind is None else (kind.name,))
        else:
            self.broken.add((kind.name, identity(kind, path)))


def load(root: Path, as_of: date) -> tuple[Dataset, list[Diagnostic]]:
    """Read, parse and decode the whole tree below `root`; the faults of all files at once.

    The dataset holds all that decoded, also where there are faults: rules run over the rest.
    """
    sources, unread = read_sources(root)
    loading = _Loading(faults=list(unread))
    gc_was_on = gc.isenabled()
    gc.disable()  # a load only builds: collecting in between doubles its time
    try:
        for source in sources:
            _load(source, loading)
    finally:
        if gc_was_on:
            gc.enable()
    for fault in unread:
        loading.lose(fault.span.path)
    for fault in list(_missing_files(sources, loading.faults)):
        loading.faults.append(fault)
        loading.lose(fault.span.path)
    dataset = Dataset(
        as_of=as_of,
        sources=tuple(sources),
        documents=tuple(loading.documents),
        entries={name: tuple(entries) for name, entries in loading.entries.items()},
        broken=frozenset(loading.broken),
        lost=frozenset(loading.lost),
    )
    return dataset, loading.faults


def _load(source: Source, loading: _Loading) -> None:
    kind = kind_of(source.path)
    if kind is None:
        loading.faults.append(_unknown_file(source.path))
        loading.lose(_meant(source.path) or source.path)
        return
    document, faults = parse(source)
    if document is None:
        loading.lose(source.path)
    else:
        loading.documents.append(document)
        faults += _decode(kind, document, faults, loading)
    loading.faults.extend(_at_most(faults) if len(faults) > MOST_FAULTS else faults)


def _decode(kind: Kind, document: Document, earlier: list[Diagnostic], loading: _Loading) -> list[Diagnostic]:
    """Add the records of a document; what is wrong with it and does not follow from an earlier fault."""
    faults: list[Diagnostic] = []
    for loc, record, wrong in decode(kind, document):
        faults.extend(fault for fault in wrong if not any(fault.span.meets(other.span) for other in earlier))
        if record is not None:
            loading.entries.setdefault(kind.name, []).append(Entry(record, document, loc))
        elif kind.many and (written := _written_key(kind, document, loc)):
            loading.broken.add((kind.name, written))
        else:
            loading.lose(document.path)
        if len(faults) > MOST_FAULTS:
            loading.lose(document.path)
            break
    return faults


def _at_most(faults: list[Diagnostic]) -> list[Diagnostic]:
    """The first faults of a file that has too many, and one that says so."""
    *first, over = in_order(faults)[: MOST_FAULTS + 1]
    over = Diagnostic(
        code="too-many-faults",
        span=over.span,
        message=f"这个文件的问题超过{MOST_FAULTS}处，后面的没有列出",
        help="改好前面的，再运行 portal check",
    )
    return [*first, over]


def _written_key(kind: Kind, document: Document, loc: Loc) -> str | None:
    """The id that a broken record of a list gives itself, where it can be read."""
    item = document.data[loc[0]] if isinstance(document.data, list) and loc else None  # type: ignore[index]
    written = item.get(kind.key) if isinstance(item, dict) else None
    return written if isinstance(written, str) else None


def _unknown_file(path: str) -> Diagnostic:
    meant = _meant(path)
    homes = "政策放在 content/policies/<发文机关>/<编号>.yml，专员办放在 rosters/<代码>-<拼音>/office.yml"
    return Diagnostic(
        code="unknown-file",
        span=Span(path=path),
        message="这里没有这种文件",
        help=f"改名为 {meant}" if meant else f"放到该放的地方：{homes}",
    )


def _meant(path: str) -> str | None:
    """The path that a misspelt file most likely should have."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0]
    if folder in FOLDERS:
        required = {Path(kind.required).stem: kind.required for kind in KINDS if kind.required}
        near = closest(stem, required)
        return near and required[near]
    return f"{folder}/office.yml" if folder.startswith("rosters/") and closest(stem, ["office"]) else None


def _missing_files(sources: list[Source], faults: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The required files that are not there, and that no other finding already accounts for."""
    present = {source.path for source in sources} | {fault.span.path for fault in faults}
    meant = {_meant(path) for path in present if kind_of(path) is None}
    for kind in KINDS:
        if (
            kind.required
            and kind.required not in present | meant
            and kind.required.partition("/")[0] not in present
        ):
            yield Diagnostic(
                code="missing-file",
                span=Span(path=kind.required),
                message=f"缺少{kind.label}文件",
                help="从版本库找回这个文件；没有它别的数据无法检查",
            )
