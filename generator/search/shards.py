"""Lists of document numbers as text, and the files that hold them, found by the hash of a token.

A list is written as gaps less one, each in base 32 with the low digit first and a mark on all but the
last; the 64 digits are letters that stand in JSON as they are. It is text because every web server
compresses JSON without being told, and few do so with binary files.
"""

import itertools
import json
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.search.grams import (
    ASCII_BITS,
    DOC_BITS,
    LONG,
    PLACE_BITS,
    POINT_BITS,
    TOKEN_SHIFT,
    Numbers,
    merged,
)

Column = NDArray[np.int64]

_DIGITS = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", dtype=np.uint8)
_MOST_DIGITS = 5
_COMMA = ord(",")
_SHARD_BYTES = 4_000
"""Size of a shard before compression: small enough for a phone, few enough for a folder."""


def _written(docs: Column, begins: NDArray[np.bool_], commas: Column) -> tuple[str, Column]:
    """Write ascending lists that lie end to end: `begins` marks their heads, `commas` go before numbers.

    Returns all of it as one text, and the place in it of each document number with its commas.
    """
    gaps = np.where(begins, docs, docs - np.roll(docs, 1) - 1)
    lengths = commas + 1
    for digit in range(1, _MOST_DIGITS):
        lengths += gaps >= 1 << 5 * digit
    at = np.cumsum(lengths) - lengths
    out = np.full(int(lengths.sum()), _COMMA, dtype=np.uint8)
    has = np.arange(len(gaps))
    for digit in range(_MOST_DIGITS):
        left = gaps[has] >> 5 * digit
        out[at[has] + commas[has] + digit] = _DIGITS[(left & 31) | (left > 31) * 32]  # noqa: PLR2004 -- five bits a digit
        has = has[left > 31]  # noqa: PLR2004 -- five bits a digit
    return out.tobytes().decode("ascii"), at


def listed(docs: Iterable[int]) -> str:
    """Write one ascending list."""
    numbers = np.fromiter(docs, dtype=np.int64)
    return _written(numbers, np.arange(len(numbers)) == 0, np.zeros_like(numbers))[0]


def _low(numbers: Numbers, bits: np.uint64) -> Numbers:
    return numbers & ((np.uint64(1) << bits) - np.uint64(1))


def _code_points(tokens: Numbers) -> NDArray[np.uint32]:
    """Return four code points a token, 0 after its last."""
    points = np.zeros((len(tokens), 4), dtype=np.uint32)
    paired = tokens >> POINT_BITS > 0
    points[:, 0] = np.where(paired, tokens >> POINT_BITS, tokens)
    points[:, 1] = np.where(paired, _low(tokens, POINT_BITS), 0)
    long = tokens >= LONG
    letters = _low(tokens[long], ASCII_BITS * np.uint64(4))
    letters = np.where(letters >> ASCII_BITS * np.uint64(3), letters, letters << ASCII_BITS)
    for place in range(4):
        points[long, place] = _low(letters >> ASCII_BITS * np.uint64(3 - place), ASCII_BITS)
    return points


def _hashes(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return FNV-1a over the code points of each token, 32 bits."""
    value = np.full(len(points), 0x811C9DC5, dtype=np.uint32)
    for place in range(points.shape[1]):
        value = np.where(points[:, place], (value ^ points[:, place]) * np.uint32(0x01000193), value)
    return value


def _entries(found: Numbers) -> tuple[list[str], list[str], list[int]]:
    """Return tokens, their lists (one a place, body first, parted by commas) and their hashes."""
    tokens = found >> TOKEN_SHIFT
    places = _low(found >> DOC_BITS, PLACE_BITS).astype(np.int64)
    docs = _low(found, DOC_BITS).astype(np.int64)
    new_token = np.append(True, tokens[1:] != tokens[:-1])
    begins = new_token | np.append(True, places[1:] != places[:-1])
    commas = np.where(new_token, places, np.where(begins, places - np.roll(places, 1), 0))
    text, at = _written(docs, begins, commas)
    heads = np.flatnonzero(new_token)
    cuts = [*at[heads].tolist(), len(text)]
    points = _code_points(tokens[heads])
    names: list[str] = points.view("<U4")[:, 0].tolist()
    return names, [text[a:b] for a, b in itertools.pairwise(cuts)], _hashes(points).tolist()


def shards(chunks: Sequence[Numbers]) -> list[bytes]:
    """Make the shards: JSON objects from token to lists, as many as the size asks for."""
    entries = [_entries(found) for found in merged(chunks)] if chunks else []
    size = sum(len(text) for _, texts, _ in entries for text in texts) + 10 * sum(len(e[0]) for e in entries)
    count = max(1, size // _SHARD_BYTES)
    tables: list[dict[str, str]] = [{} for _ in range(count)]
    for names, texts, hashes in entries:
        for name, text, value in zip(names, texts, hashes, strict=True):
            tables[value % count][name] = text
    return [json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode() for table in tables]
