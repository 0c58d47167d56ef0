"""Lists of document numbers as text, and the files that hold them, found by the hash of a token.

A list is written as gaps less one, each in base 32 with the low digit first and a mark on all but the
last; the 64 digits are letters that stand in JSON as they are. It is text because every web server
compresses JSON without being told, and few do so with binary files.
"""

import json
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from generator.search.grams import Numbers, by_place, spelled

_DIGITS = np.frombuffer(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", dtype=np.uint8
)
_MOST_DIGITS = 5
_SHARD_BYTES = 12_000
"""Size of a shard before compression: small enough for a phone, few enough for a folder."""


def written(docs: Numbers, begins: NDArray[np.bool_]) -> tuple[str, NDArray[np.intp]]:
    """Write ascending lists that lie end to end, each beginning where `begins` is true.

    Returns all of it as one text, and the place in it of each document number.
    """
    before = np.append(np.uint64(0), docs[:-1])
    gaps = np.where(begins, docs, docs - before - np.uint64(1)).astype(np.int64)
    lengths = np.ones(len(gaps), dtype=np.intp)
    for digit in range(1, _MOST_DIGITS):
        lengths += gaps >= 1 << 5 * digit
    at = np.cumsum(lengths) - lengths
    out = np.empty(int(lengths.sum()), dtype=np.uint8)
    for digit in range(_MOST_DIGITS):
        has = np.flatnonzero(lengths > digit)
        more = (lengths[has] > digit + 1) * 32
        out[at[has] + digit] = _DIGITS[(gaps[has] >> 5 * digit & 31) | more]
    return out.tobytes().decode("ascii"), at


def listed(docs: Iterable[int]) -> str:
    """Write one ascending list."""
    numbers = np.fromiter(docs, dtype=np.uint64)
    begins = np.zeros(len(numbers), dtype=np.bool_)
    begins[:1] = True
    return written(numbers, begins)[0]


def shard_of(token: str, shards: int) -> int:
    """Return the number of the shard that holds `token`: FNV-1a over its code points, 32 bits."""
    value = 0x811C9DC5
    for char in token:
        value = (value ^ ord(char)) * 0x01000193 & 0xFFFFFFFF
    return value % shards


def _entries(found: Iterable[Numbers]) -> Iterator[tuple[str, str]]:
    """Yield every token with its lists, one a place, body first, parted by commas."""
    tokens, places, docs = by_place(found)
    begins = np.append(True, (tokens[1:] != tokens[:-1]) | (places[1:] != places[:-1]))
    text, at = written(docs, begins)
    heads = np.flatnonzero(begins)
    cuts = [*at[heads].tolist(), len(text)]
    current, lists = -1, ""
    for i, (token, place) in enumerate(zip(tokens[heads].tolist(), places[heads].tolist(), strict=True)):
        if token != current:
            if lists:
                yield spelled(current), lists
            current, lists = token, ""
        lists += "," * (place - lists.count(",")) + text[cuts[i] : cuts[i + 1]]
    if lists:
        yield spelled(current), lists


def shards(found: Iterable[Numbers]) -> list[bytes]:
    """Make the shards: JSON objects from token to lists, as many as the size asks for."""
    entries = list(_entries(found))
    total = sum(len(lists) + 10 for _, lists in entries)
    count = max(1, total // _SHARD_BYTES)
    tables: list[dict[str, str]] = [{} for _ in range(count)]
    for token, lists in entries:
        tables[shard_of(token, count)][token] = lists
    return [json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode() for table in tables]
