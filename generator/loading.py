"""Loading: the whole tree read, parsed and decoded, with the faults of all files at once."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path

from generator.collecting import without_collecting
from generator.dataset import Dataset, Entry
from generator.decode import decode
from generator.diagnostics import Diagnostic, in_order
from generator.document import MOST_FAULTS, Document, Loc
from generator.kinds import KINDS, Kind, identity, kind_of, kinds_below
from generator.nearest import closest
from generator.parsing import parse_all
from generator.reading import FOLDERS, read_sources
from generator.records.base import Record
from generator.source import PRIVATE, Source, Span, is_guide


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
        held = kind_of(path)
        is_file = "." in path.rpartition("/")[2]
        for kind in (held,) if held else kinds_below(path):
            if is_file and kind.single and not kind.required:
                self.broken.add((kind.name, identity(kind, path)))
            else:
                self.lost.add(kind.name)


Read = tuple[list[Source], list[Diagnostic]]
"""The files of a tree, and what could not be read of it."""

Loaded = tuple[Dataset, Sequence[Diagnostic]]
"""All that decoded, and the faults of all files."""

_Unchanged = Mapping[str, tuple[Document, list[Entry[Record]]]]
"""The documents and records of files that need not be parsed and decoded, by path."""


def load(root: Path, as_of: date, private: Path | None = None) -> tuple[Dataset, list[Diagnostic]]:
    """Read the whole tree below `root`, and the private kinds where their folder is given, and load what was read."""
    return load_read(read_sources(root, private), root, as_of, private)


def load_read(
    read: Read, root: Path, as_of: date, private: Path | None, before: Loaded | None = None
) -> tuple[Dataset, list[Diagnostic]]:
    """Parse and decode all that was read but the pages of Markdown; the faults of all files come at once.

    The dataset holds all that decoded, also where there are faults: rules run over the rest. A file without a
    fault whose text is as it was when `before` was loaded is taken from there.
    """
    sources, unread = read
    data = [source for source in sources if not is_guide(source.path)]
    loading = _Loading(faults=list(unread))
    with without_collecting():
        unchanged = _unchanged(sources, *before) if before else {}
        for secret, folder in ((False, root), (True, private)):
            if folder:
                own = [source for source in data if source.path.startswith(f"{PRIVATE}/") is secret]
                _load(own, folder, unchanged, loading)
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


def _unchanged(sources: Sequence[Source], dataset: Dataset, faults: Sequence[Diagnostic]) -> _Unchanged:
    """What a dataset holds of the sources, where nothing was wrong and nothing has changed."""
    texts = {source.path: source.text for source in sources}
    for fault in faults:
        texts.pop(fault.span.path, None)
    unchanged: dict[str, tuple[Document, list[Entry[Record]]]] = {
        document.path: (document, [])
        for document in dataset.documents
        if texts.get(document.path) == document.source.text
    }
    for document, entries in groupby(chain.from_iterable(dataset.entries.values()), _DOCUMENT):
        if document.path in unchanged:
            unchanged[document.path][1].extend(entries)
    return unchanged


_DOCUMENT: Callable[[Entry[Record]], Document] = attrgetter("document")


def _load(sources: Sequence[Source], folder: Path, unchanged: _Unchanged, loading: _Loading) -> None:
    """Add the documents and records of the files in a folder, and their faults."""
    known = [(kind, source) for source in sources if (kind := _kind(source, loading))]
    parsed = parse_all([source for _, source in known], folder, unchanged.keys())
    for kind, source in known:
        if source.path in unchanged:
            same, entries = unchanged[source.path]
            loading.documents.append(same)
            loading.entries.setdefault(kind.name, []).extend(entries)
            continue
        document, faults = next(parsed)
        if document is None:
            loading.lose(source.path)
        else:
            loading.documents.append(document)
            faults.extend(_decode(kind, document, faults, loading))
        loading.faults.extend(_at_most(faults) if len(faults) > MOST_FAULTS else faults)
    next(parsed, None)  # there is none left: what was parsed is kept


def _kind(source: Source, loading: _Loading) -> Kind | None:
    """The kind that a file holds; a file of no kind is a fault."""
    kind = kind_of(source.path)
    if kind is None:
        loading.faults.append(_unknown_file(source.path))
        loading.lose(_meant(source.path) or source.path)
    return kind


def _decode(kind: Kind, document: Document, earlier: list[Diagnostic], loading: _Loading) -> list[Diagnostic]:
    """Add the records of a document; what is wrong with it and does not follow from an earlier fault."""
    faults: list[Diagnostic] = []
    entries = loading.entries.setdefault(kind.name, [])
    for loc, record, wrong in decode(kind, document):
        if record is not None:
            entries.append(Entry(record, document, loc))
            continue
        faults.extend(fault for fault in wrong if not any(fault.span.meets(other.span) for other in earlier))
        if written := _written_key(kind, document, loc):
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
    item = document.at(loc) if loc else None
    written = item.get(kind.key) if isinstance(item, dict) and kind.key else None
    return written if isinstance(written, str) else None


_PRIVATE_HOMES = (
    "内部的文件放在 rosters/private/<专员办的文件夹>/：records/2026-h1.yml、requests/2026.yml、contacts.yml、"
    "profiles.yml、uptake.yml、submissions.yml、meetings.yml、attendance.yml、certificates.yml"
)
_HOMES = (
    "政策放在 content/policies/<发文机关>/<编号>.yml，专员办的四个文件放在 rosters/<代码>-<拼音>/，"
    "服务专家放在 rosters/experts/<组>.yml，资源放在 content/resources/，活动放在 content/activities/<年份>/，"
    "案例放在 content/cases/，其余见 CONTRIBUTING.md"
)


def _unknown_file(path: str) -> Diagnostic:
    meant = _meant(path)
    return Diagnostic(
        code="unknown-file",
        span=Span(path=path),
        message="这里没有这种文件",
        help=f"改名为 {meant}"
        if meant
        else _PRIVATE_HOMES
        if path.startswith(f"{PRIVATE}/") or path.split("/")[-2] in {"records", "requests"}
        else f"放到该放的地方：{_HOMES}",
    )


_SINGLE_FILES = {Path(kind.home).stem: kind.home for kind in KINDS if kind.path is None}
_OFFICE_FILES = ("office", "enterprises", "commissioners", "pairings")
_PRIVATE_FILES = (
    "contacts",
    "profiles",
    "uptake",
    "submissions",
    "meetings",
    "attendance",
    "certificates",
)


def _meant(path: str) -> str | None:
    """The path that a misspelt file most likely should have."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0]
    if folder in FOLDERS:
        near = closest(stem, [name for name, home in _SINGLE_FILES.items() if home.startswith(folder)])
        return near and _SINGLE_FILES[near]
    office = re.match(r"rosters/(?:private/)?((?:\d{6}-[a-z0-9-]+/)+)", f"{folder}/")
    if office is None:
        return None
    near = closest(stem, (*_OFFICE_FILES, *_PRIVATE_FILES), alike=_ALIKE)
    home = PRIVATE if near in _PRIVATE_FILES else "rosters"
    meant = near and f"{home}/{office[1]}{near}.yml"
    return meant if meant and meant != path and kind_of(meant) else None


_ALIKE = 0.65
"""So much of a file's name is right where another file is not meant."""


def _missing_files(sources: list[Source], faults: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The required files that are not there, and that no other finding already accounts for."""
    present = {source.path for source in sources} | {fault.span.path for fault in faults}
    meant = {_meant(path) for path in present if kind_of(path) is None}
    for kind in KINDS:
        folder = kind.home.partition("/")[0]
        if kind.required and kind.home not in present | meant and folder not in present:
            yield Diagnostic(
                code="missing-file",
                span=Span(path=kind.home),
                message=f"缺少{kind.label}文件",
                help="从版本库找回这个文件；没有它别的数据无法检查",
            )
