"""The files of the search: a manifest, and under its revision shards, columns and blocks of documents."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.page import SiteFile
from generator.search.grams import Head, Numbers, body_postings, head_postings
from generator.search.shards import listed, shards
from generator.search.tokens import normalise

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


def build_index(docs: Sequence[SearchDoc]) -> Iterator[SiteFile]:
    """Make all files of the search. The same documents, in any order, make the same bytes.

    Documents are numbered newest first, so that a smaller number is a newer page.
    """
    ordered = sorted(docs, key=lambda doc: (doc.section, doc.url))
    ordered.sort(key=lambda doc: doc.date, reverse=True)
    tables = shards(list(_postings(ordered)))
    columns = _json({**_sections(ordered), "ends": _lists(ordered, "ends_on")})
    block = _block_size(ordered)
    revision = _revision(ordered, [columns, *tables])
    manifest = {"revision": revision, "docs": len(ordered), "shards": len(tables), "block": block}
    yield SiteFile(path=f"{FOLDER}/manifest.json", data=_json(manifest))
    yield SiteFile(path=f"{FOLDER}/{revision}/columns.json", data=columns)
    for number, table in enumerate(tables):
        yield SiteFile(path=f"{FOLDER}/{revision}/t/{number}.json", data=table)
    for number, first in enumerate(range(0, len(ordered), block)):
        rows = [_row(doc) for doc in ordered[first : first + block]]
        yield SiteFile(path=f"{FOLDER}/{revision}/d/{number}.json", data=_json(rows))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


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


def _postings(docs: Sequence[SearchDoc]) -> Iterator[Numbers]:
    heads: list[Head] = []
    bodies: list[str] = []
    size = first = 0
    for number, (head, body) in enumerate(map(_parts, docs)):
        heads.append(head)
        bodies.append(body)
        size += len(body)
        if size > _CHUNK_CHARACTERS or number == len(docs) - 1:
            yield head_postings(heads, first)
            yield body_postings(bodies, first)
            heads, bodies, size, first = [], [], 0, number + 1


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
