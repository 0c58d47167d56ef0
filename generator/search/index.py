"""The files of the search: a manifest, and under its revision shards, columns and blocks of documents."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise

from generator.page import MadeFile
from generator.search.grams import Head, Numbers, body_postings, head_postings
from generator.search.shards import listed, shards
from generator.search.tokens import normalise
from generator.workers import in_workers

FOLDER = "search/index"
_FORMAT = 1
"""Raised when the same documents make other blocks: browsers keep what lies under a revision for ever."""

_CHUNK_CHARACTERS = 100_000
_BLOCK_BYTES = 4_500
"""Size of a block before compression; a row that is shown costs one block."""


@dataclass(frozen=True, slots=True)
class SearchDoc:
    """One page as the search knows it. `text` is the whole page, blocks parted by line ends.

    `url` is relative to the site. `section` is its Chinese label, `number` its 发文字号 or region code.
    `date` and `ends_on` (the last day in force) are ISO dates or empty.
    """

    url: str
    section: str
    title: str
    number: str
    summary: str
    tags: tuple[str, ...]
    text: str
    date: str
    ends_on: str


def build_index(docs: Sequence[SearchDoc], jobs: int = 1) -> list[MadeFile]:
    """All files of the search. The same documents, in any order and in any number of processes, make the same bytes.

    Documents are numbered newest first, so that a smaller number is a newer page.
    """
    ordered = sorted(docs, key=lambda doc: (doc.section, doc.url))
    ordered.sort(key=lambda doc: doc.date, reverse=True)
    tables = shards(_postings(ordered, jobs))
    columns = _json({**_sections(ordered), "ends": _lists(ordered, "ends_on")})
    block = _block_size(ordered)
    revision = _revision(ordered, [columns, *tables])
    manifest = {"revision": revision, "docs": len(ordered), "shards": len(tables), "block": block}
    blocks = (ordered[first : first + block] for first in range(0, len(ordered), block))
    files = {
        "manifest.json": partial(_json, manifest),
        f"{revision}/columns.json": partial(bytes, columns),
        **{f"{revision}/t/{number}.json": partial(bytes, table) for number, table in enumerate(tables)},
        **{f"{revision}/d/{number}.json": partial(_rows, some) for number, some in enumerate(blocks)},
    }
    return [MadeFile(path=f"{FOLDER}/{name}", make=make) for name, make in files.items()]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _rows(docs: Sequence[SearchDoc]) -> bytes:
    return _json([_row(doc) for doc in docs])


def _row(doc: SearchDoc) -> list[object]:
    return [
        doc.url,
        doc.section,
        *(unicodedata.normalize("NFC", part) for part in (doc.title, doc.number, doc.summary)),
        doc.tags,
        unicodedata.normalize("NFC", doc.text),
        doc.date,
        doc.ends_on,
    ]


def _parts(doc: SearchDoc) -> tuple[Head, str]:
    """Return title, number, tags and all the rest in normalised form, in one pass for the speed of it."""
    parts = (doc.title, doc.number, "\n".join(doc.tags), f"{doc.summary}\n{doc.text}")
    title, number, tags, body = normalise("\0".join(part.replace("\0", "") for part in parts)).split("\0")
    return (title, number, tags), body


def _postings(docs: Sequence[SearchDoc], jobs: int) -> list[Numbers]:
    """What stands in which document, some documents at a time."""
    starts, size = [0], 0
    for number, doc in enumerate(docs):
        if size > _CHUNK_CHARACTERS:
            starts.append(number)
            size = 0
        size += len(doc.text)
    borders = list(pairwise([*starts, len(docs)])) if docs else []

    def found(place: int) -> tuple[Numbers, Numbers]:
        first, last = borders[place]
        heads, bodies = zip(*map(_parts, docs[first:last]), strict=True)
        return head_postings(heads, first), body_postings(bodies, first)

    return list(chain.from_iterable(in_workers(found, len(borders), jobs)))


def _lists(docs: Sequence[SearchDoc], field: str) -> Mapping[str, str]:
    """Return the documents of each value of a field, sorted by value; those without one are left out."""
    found: dict[str, list[int]] = {}
    for number, doc in enumerate(docs):
        found.setdefault(getattr(doc, field), []).append(number)
    return {value: listed(found[value]) for value in sorted(found) if value}


def _sections(docs: Sequence[SearchDoc]) -> Mapping[str, object]:
    """Return the lists of all sections but the largest, which holds what is in no list."""
    lists = _lists(docs, "section")
    rest = max(sorted(lists), key=lambda label: len(lists[label]), default="")
    return {"rest": rest, "sections": {label: text for label, text in lists.items() if label != rest}}


def _block_size(docs: Sequence[SearchDoc]) -> int:
    """Return how many documents share a block: about 3 bytes a Chinese character."""
    mean = sum(3 * len(doc.text) + 400 for doc in docs) / max(1, len(docs))
    return max(1, min(64, int(_BLOCK_BYTES / max(1, mean))))


def _revision(docs: Sequence[SearchDoc], made: Sequence[bytes]) -> str:
    digest = hashlib.sha256(str(_FORMAT).encode())
    for data in made:
        digest.update(data)
    for doc in docs:
        tags = "\x1f".join(doc.tags)
        for part in (
            doc.url,
            doc.section,
            doc.title,
            doc.number,
            doc.summary,
            tags,
            doc.text,
            doc.date,
            doc.ends_on,
        ):
            digest.update(part.encode() + b"\x1e")
    return digest.hexdigest()[:12]
