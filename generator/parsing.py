"""Many files to documents: as they are kept from the last time, else by worker processes or one by one."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path

from generator.cache import PARSED, key_of, read_cache, write_cache
from generator.diagnostics import Diagnostic
from generator.document import Document, parse
from generator.packed import packed, unpacked
from generator.source import Source
from generator.workers import in_workers, processes

PAYS = 1_000_000
"""Fewer characters, a sixth of a second's work, are parsed at once: neither processes nor a cache would pay."""

_BATCH = 100_000
"""So many characters a worker parses at a time."""

_Packed = tuple[bytes | None, list[Diagnostic]]


def parse_all(
    sources: Sequence[Source], folder: Path, parsed: Collection[str] = ()
) -> Iterator[tuple[Document | None, list[Diagnostic]]]:
    """Each of many sources parsed, in their order; what was clean is kept in the folder in which the files lie.

    Those of the paths `parsed` are left out: they are parsed already. What is kept of them stays.
    """
    left = [source for source in sources if source.path not in parsed]
    if not pays(left):
        yield from map(parse, left)
        return
    kept = read_cache(folder, PARSED)
    keys = {source.path: key_of(source.text) for source in sources}
    fresh = _packed_all([source for source in left if keys[source.path] not in kept])
    used = {keys[path]: kept[keys[path]] for path in parsed if keys.get(path) in kept}
    for source in left:
        key = keys[source.path]
        data, faults = (kept[key], []) if key in kept else next(fresh)
        if data and not faults:
            used[key] = data
        yield (unpacked(source, data) if data else None), faults
    next(fresh, None)  # there is none left: the workers end
    if used.keys() - kept.keys():
        write_cache(folder, PARSED, used)


def pays(sources: Sequence[Source]) -> bool:
    """Whether processes and a cache are worth it for so many files."""
    return _size(sources) >= PAYS


def _size(sources: Sequence[Source]) -> int:
    return sum(len(source.text) for source in sources)


def _packed_all(sources: Sequence[Source]) -> Iterator[_Packed]:
    """Each source parsed and packed, in several processes where that pays and may be."""
    batches = list(_batches(sources))
    jobs = processes(pay=pays(sources))
    return chain.from_iterable(
        in_workers(lambda place: [_packed(source) for source in batches[place]], len(batches), jobs)
    )


def _batches(sources: Sequence[Source]) -> Iterator[list[Source]]:
    batch: list[Source] = []
    for source in sources:
        batch.append(source)
        if _size(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _packed(source: Source) -> _Packed:
    document, faults = parse(source)
    return (packed(document) if document else None), faults
