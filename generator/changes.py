"""What a change does: the data at a revision beside the data now."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.checking import Checked, check_read, checked
from generator.dataset import Dataset, Entry
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.history import MOST, branched, kept, tree_at
from generator.kinds import KIND, Kind
from generator.loading import Read
from generator.reading import read_sources, with_texts
from generator.records.base import Record
from generator.records.province import RetiredKind
from generator.source import PRIVATE, Span

RETIRED = KIND["retired"].home


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The findings on a change: those that it brings or that stand in files that it touches, and the others."""

    diagnostics: tuple[Diagnostic, ...]
    earlier: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    @property
    def faulty(self) -> bool:
        """Whether the change brings an error, or leaves one in a file that it touches."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def checked_since(root: Path, rev: str, as_of: date, private: Path | None = None) -> Change:
    """Check the data below a root against a revision of it. `HistoryError`.

    Private rosters that git does not keep beside the rest are taken to be now as they were then.
    """
    ours = private == root / PRIVATE and kept(root, PRIVATE)
    with tree_at(root, branched(root, rev), private=ours) as then:
        before = checked(then, as_of, then / PRIVATE if ours else private)
        now = checked(root, as_of, private, before)

        def touched(path: str) -> bool:
            within = ours or not path.startswith(f"{PRIVATE}/")
            return within and differ(then / path, root / path)

        return compared(before, now, touched)


def changed_to(
    root: Path, texts: Mapping[str, str], as_of: date, private: Path | None, now: Read | None = None
) -> tuple[Change, Dataset]:
    """What the data below a root would be if these files had these texts: the findings on it, and the dataset.

    `now` is what was read of it, where that is at hand. Nothing is written.
    """
    read = now or read_sources(root, private)
    before = check_read(read, root, as_of, private)
    after = check_read(with_texts(read, texts), root, as_of, private, before)
    return compared(before, after, texts.__contains__), after.dataset


def compared(before: Checked, now: Checked, touched: Callable[[str], bool]) -> Change:
    """The findings of now, divided by whether the change has to do with them.

    One counts if it was not there before, or if its file is touched. Lines move, so a finding is known by its
    code, its file, its message and what it weighs; of several that are alike, as many as there were are earlier.
    """
    left = Counter(map(_likeness, before.diagnostics))
    stands_in_touched = {path: touched(path) for path in {found.span.path for found in now.diagnostics}}
    counted, earlier = list(removed_ids(before.dataset, now.dataset)), []
    for found in now.diagnostics:
        if left[_likeness(found)] > 0 and not stands_in_touched[found.span.path]:
            left[_likeness(found)] -= 1
            earlier.append(found)
        else:
            counted.append(found)
    return Change(diagnostics=in_order(counted), earlier=tuple(earlier), texts=now.texts)


def _likeness(found: Diagnostic) -> tuple[str, str, str, Severity]:
    return found.code, found.span.path, found.message, found.severity


def differ(then: Path, now: Path) -> bool:
    """Whether two files or links are not the same; a link is never followed."""
    return _seen(then) != _seen(now)


def _seen(path: Path) -> bytes | str | int | None:
    """What stands at a path: bytes, or of a large file how many; where a link leads; None for what has none."""
    try:
        if path.is_symlink():
            return str(path.readlink())
        if not path.is_file():
            return None
        size = path.stat().st_size
        return size if size > MOST else path.read_bytes()
    except OSError:  # no permission, or a name that a report shows in a longer form
        return None


def removed_ids(before: Dataset, now: Dataset) -> Iterator[Diagnostic]:
    """Rule 35: an id that was there and is now no id, no alias and not retired, or is retired no more; each with its mend."""
    yield from _gone_benefits(before, now)
    if _newly_lost("retired", before, now):
        return
    retired = _retired(now)
    for kind in (KIND[kind.value] for kind in RetiredKind):
        for name, entry in _gone(kind, before, now).items():
            if name not in retired[kind.name]:
                yield _not_retired(
                    kind,
                    name,
                    now,
                    f"原来在 {entry.path}，现在没有了，也没有停用",
                    "是换了编号，就把原来的写进那一条的 aliases",
                )
        for name in _free_again(kind, before, now):
            yield _not_retired(
                kind, name, now, "原来停用，现在这里没有了", "停用的编号不再使用，新的记录换一个没有用过的"
            )


def _not_retired(kind: Kind, name: str, now: Dataset, fault: str, otherwise: str) -> Diagnostic:
    return Diagnostic(
        code="removed-id-not-retired",
        span=Span(path=RETIRED, line=now.texts.get(RETIRED, "").rstrip().count("\n") + 1),
        message=f"{kind.label}编号“{name}”{fault}",
        help=f"在 {RETIRED} 末尾加一行：- {{kind: {kind.name}, id: {_written(name)}}}；{otherwise}",
    )


def _retired(dataset: Dataset) -> Mapping[str, set[str]]:
    """The retired ids by kind."""
    retired: dict[str, set[str]] = {kind.value: set() for kind in RetiredKind}
    for entry in dataset.retired:
        retired[entry.record.kind.value].add(entry.record.id)
    return retired


def _free_again(kind: Kind, before: Dataset, now: Dataset) -> list[str]:
    """The ids whose row was taken out of the retired ones, but those that a record had all the same: they never were."""
    freed = _retired(before)[kind.name] - _retired(now)[kind.name]
    if not freed or "retired" in now.lost:
        return []  # they may stand in what cannot be read
    there = {name for entry in before.entries.get(kind.name, ()) for name in _names(kind, entry)}
    return sorted(freed - there - before.ids[kind.name])


def _gone_benefits(before: Dataset, now: Dataset) -> Iterator[Diagnostic]:
    """The benefits that a policy had; no benefit can be retired, so it keeps its id as long as its policy is there."""
    policies = {name: policy for policy in now.policies for name in _names(KIND["policy"], policy)}
    for entry in before.policies:
        if policy := policies.get(entry.record.id):
            there = {benefit.id for benefit in policy.record.benefits}
            for gone in (benefit.id for benefit in entry.record.benefits if benefit.id not in there):
                yield Diagnostic(
                    code="removed-id-not-retired",
                    span=policy.document.place(("benefits",), on_key=True),
                    message=f"事项编号“{policy.record.id}#{gone}”原来在 {entry.path}，现在没有了",
                    help=f"事项编号定了不再改，把 {gone} 写回来；不再受理的，事项留着，申报期写上 closes_on",
                )


def _gone(kind: Kind, before: Dataset, now: Dataset) -> Mapping[str, Entry[Record]]:
    """The ids, and those that a record had before, that no record of the kind has now."""
    unread = {name for name in now.ids[kind.name] if (kind.name, name) in now.broken}
    if _newly_lost(kind.name, before, now) or unread - before.ids[kind.name]:
        return {}  # they may stand in what cannot be read, as the alias of a new id too
    there = {name for entry in now.entries.get(kind.name, ()) for name in _names(kind, entry)}
    documents = {document.path for document in now.documents} if kind.name in now.lost else None
    return {
        name: entry
        for entry in before.entries.get(kind.name, ())
        for name in _names(kind, entry)
        if name not in there
        and not unread & {name, _names(kind, entry)[0]}
        and (documents is None or entry.path in documents)
    }


def _newly_lost(kind: str, before: Dataset, now: Dataset) -> bool:
    return kind in now.lost and kind not in before.lost


def _names(kind: Kind, entry: Entry[Record]) -> tuple[str, ...]:
    """The id of a record, and those that it had."""
    return str(getattr(entry.record, kind.key or "id")), *getattr(entry.record, "aliases", ())


def _written(name: str) -> str:
    """An id as YAML that no reader takes for a number."""
    return f'"{name}"' if name[0].isdigit() and name.isalnum() else name
