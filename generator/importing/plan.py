"""What an import would do: which rows are taken, which are not and why, and the files as they would be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from generator.collecting import without_collecting
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Severity
from generator.editing.changing import record_key
from generator.importing.blame import Blame, Told
from generator.importing.columns import Shape
from generator.importing.ground import Ground
from generator.importing.headers import Headed, headed
from generator.importing.judging import Judged, Tree, judged, new_errors
from generator.importing.making import grouped
from generator.importing.rows import Reading, read_rows
from generator.importing.shapes import WAYS, Way, all_shapes
from generator.importing.texts import Texts, moves, texts
from generator.importing.values import Item, RefusedError, Reject, Row, Same, Table, UnreadableError
from generator.loading import Loaded
from generator.reading import LIMITS
from generator.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is imported: tables of a file as a kind, for a region, from one sheet where it is named."""

    tables: Sequence[Table]
    kind: str
    region: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do. `texts` are the files that change, `before` what they were (None: new).

    `came` and `went` are how many records came to a file from another one, and went from it.

    `stopped` are errors that no row is to blame for: nothing may be written. `told` is what else the rules say
    of the rows that are taken.
    """

    headed: Headed
    reading: Reading
    items: tuple[Item, ...]
    same: int
    rejects: tuple[Reject, ...]
    texts: Mapping[str, str]
    before: Mapping[str, str | None]
    came: Mapping[str, int]
    went: Mapping[str, int]
    stopped: tuple[Diagnostic, ...]
    told: tuple[Told, ...]


@dataclass(slots=True)
class _Made:
    items: list[Item] = field(default_factory=list)
    same: int = 0
    rejects: list[Reject] = field(default_factory=list)


def planned(wanted: Wanted, tree: Tree, dataset: Dataset, faults: Sequence[Diagnostic]) -> Plan:
    """What an import would do to a tree that was loaded. Raises `UnreadableError` for a table that is none of the kind."""
    with without_collecting():
        return _planned(wanted, tree, dataset, faults)


def _planned(wanted: Wanted, tree: Tree, dataset: Dataset, faults: Sequence[Diagnostic]) -> Plan:
    way = WAYS[wanted.kind]
    shape = way.shape(dataset.fact_by_key)
    others = [other for other in all_shapes(dataset.fact_by_key) if other.kind != wanted.kind]
    found = headed(wanted.tables, shape, others, wanted.sheet)
    reading = read_rows(found)
    ground = Ground(dataset, dataset.region_by_code[wanted.region])
    _hold_read(wanted.kind, dataset, faults, tree.lies)
    made = _made(reading, way, shape, ground)
    _hold_sound(made, dataset.texts, faults, tree.lies)
    return _passed(made, found, _named_without(reading, way), tree, (dataset, faults))


def _named_without(reading: Reading, way: Way) -> Reading:
    """The reading with the rows named that say nothing of the kind."""
    without = [row.number for row in reading.rows if way.without(row)]
    return replace(reading, passed={**reading.passed, way.why: without}) if without else reading


def _made(reading: Reading, way: Way, shape: Shape, ground: Ground) -> _Made:
    """The records of the rows, and the rows that make none."""
    made = _Made(rejects=list(reading.rejects))
    seen: dict[tuple[str, ...], str] = {}
    items: list[Item] = []
    for group in _groups(reading, way, made):
        numbers = tuple(row.number for row in group)
        try:
            item = way.make(group, ground, shape)
        except RefusedError as error:
            made.rejects.append(
                Reject(rows=numbers, address=error.address, message=error.message, mend=error.mend)
            )
            continue
        if isinstance(item, Same):
            if shape.kind == "record" and item.key in seen:  # each row is a service of its own
                made.rejects.append(_twice(shape.kind, item.rows, seen[item.key], item.address))
                continue
            made.same += 1
            seen.setdefault(item.key, item.address)
        else:
            items.append(item)
    for item in items:  # what a row says that changes nothing, no other row may change
        key, here = record_key(item.kind, item.data), next(iter(item.cells.values()))
        if key in seen:
            made.rejects.append(_twice(shape.kind, item.rows, seen[key], here))
        else:
            seen[key] = here
            made.items.append(item)
    return made


def _groups(reading: Reading, way: Way, made: _Made) -> Sequence[list[Row]]:
    """The rows that belong together; one that does not say of what it is goes to the rejects."""
    kept, lost = [], set(reading.lost)
    for row in reading.rows:
        try:
            named = way.key(row) is not None
        except RefusedError as error:
            made.rejects.append(
                Reject(rows=(row.number,), address=error.address, message=error.message, mend=error.mend)
            )
            lost.add(row.number)
            continue
        if not way.without(row):
            kept.append(row)
        elif named:
            lost.add(row.number)
    groups, orphans = grouped(kept, way.key, lost)
    made.rejects.extend(
        Reject(
            rows=(row.number,),
            message="这一行接着的那一行没有导入",
            mend="先改好上面那一行；隐藏的，取消隐藏",
        )
        for row in orphans
    )
    return groups


def _twice(kind: str, rows: tuple[int, ...], there: str, here: str) -> Reject:
    other = "在“记录编号”写一个 r- 开头的新编号" if kind == "record" else "核对"
    return Reject(
        rows=rows,
        address=here,
        message=f"和 {there} 说的是同一条",
        mend=f"删掉一行；不是同一条的，{other}",
    )


def _hold_read(kind: str, dataset: Dataset, faults: Sequence[Diagnostic], lies: Callable[[str], str]) -> None:
    """Hold that all could be read that rows are held against: what is not known would be taken for new."""
    if not dataset.lost & {kind, "enterprise", "commissioner", "pairing"}:
        return
    read = {document.path for document in dataset.documents}
    errors = {fault.span.path for fault in faults if fault.severity is Severity.ERROR}
    message = f"有文件读不出来，先改好，再导入：{'、'.join(map(lies, sorted(errors - read)))}。运行 portal check 看是哪里"
    raise UnreadableError(message)


def _hold_sound(
    made: _Made, old: Mapping[str, str], faults: Sequence[Diagnostic], lies: Callable[[str], str]
) -> None:
    """Hold that no file is changed that cannot be read as it is."""
    broken = {fault.span.path for fault in faults if fault.severity is Severity.ERROR}
    paths = {item.path for item in made.items}
    paths |= {path for move in moves(made.items, old) for path in (move.source, move.target)}
    wrong = sorted(path for path in paths if broken & {path, *map(str, PurePosixPath(path).parents)})
    if wrong:
        message = (
            f"要改的文件有错误，先改好，再导入：{'、'.join(map(lies, wrong))}。运行 portal check 看是哪里"
        )
        raise UnreadableError(message)


def _passed(
    made: _Made,
    found: Headed,
    reading: Reading,
    tree: Tree,
    before: Loaded,
) -> Plan:
    """The plan of what passes the rules: rows that bring an error are put to the rejects until none does.

    What was found before is only asked for where there is an error afterwards.
    """
    old = before[0].texts
    items, rejects = list(made.items), list(made.rejects)
    earlier: Judged | None = None
    new = Texts({}, {}, {})
    stopped: tuple[Diagnostic, ...] = ()
    told: tuple[Told, ...] = ()
    while items:
        new = texts(items, old)
        after = judged(*tree.loaded(new.by_path, before))
        blame = Blame(after.dataset, items, tree.lies)
        if after.errors:
            earlier = earlier or judged(*before)
        stopped = new_errors(earlier, after) if earlier else ()
        guilty = blame.rejects(stopped)
        if not guilty:
            told = tuple(blame.told(after.others))
            break
        rejects.extend(reject for _, reject in guilty)
        dropped = {id(item) for item, _ in guilty}
        items = [item for item in items if id(item) not in dropped]
    else:
        new, stopped = Texts({}, {}, {}), ()
    stopped = (*stopped, *_too_large(new.by_path))
    return Plan(
        headed=found,
        reading=reading,
        items=tuple(items),
        same=made.same,
        rejects=tuple(sorted(rejects, key=lambda reject: (reject.rows, reject.address))),
        texts=new.by_path,
        before={path: old.get(path) for path in new.by_path},
        came=new.came,
        went=new.went,
        stopped=stopped,
        told=told,
    )


def _too_large(texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """The files that would be larger than a file may be."""
    for path, text in texts.items():
        limit = next(limit for folder, limit in LIMITS.items() if path.startswith(f"{folder}/"))
        if len(text.encode()) > limit:
            yield Diagnostic(
                code="file-too-large",
                span=Span(path=path),
                message=f"导入以后文件超过{limit // 1024}KiB",
                help="分几个地区或几个时期导入",
            )
