"""Grams of many documents at once: which token stands in which document, and in how good a place.

A token is one character; two characters of words in a row (Chinese, or ASCII letters and digits); or three
or four ASCII ones. So every substring of a page has tokens of its own, and a query needs no dictionary.

A posting is one 64-bit number, token, place and document, so that sorting numbers sorts postings. The
bits of a token are its code points: 18 for each of one or two, or a mark and 7 for each of three or four.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.search.tokens import HAN_RANGES

Numbers = NDArray[np.uint64]
Places = NDArray[np.intp]

BODY, TAG, TITLE, TITLE_END, TITLE_START, TITLE_WHOLE = range(6)
"""Places, the better the higher. 发文字号 counts as a title: whoever types it wants that document."""

Head = tuple[str, str, str]
"""Title, 发文字号 and tags of one document, normalised."""

PLACE_BITS, DOC_BITS = np.uint64(3), np.uint64(24)
TOKEN_SHIFT = PLACE_BITS + DOC_BITS
POINT_BITS, ASCII_BITS = np.uint64(18), np.uint64(7)
LONG = np.uint64(1 << 36)

_BREAK, _SIGN, _ASCII, _HAN = range(4)
_EDGES = np.array([TITLE, TITLE_START, TITLE_END, TITLE_WHOLE], dtype=np.uint64)
_PADDING = 4


def _kinds() -> NDArray[np.uint8]:
    kinds = np.full(1 << int(POINT_BITS), _SIGN, dtype=np.uint8)
    kinds[[ord("\n"), ord(" ")]] = _BREAK
    kinds[[ord(char) for char in "0123456789abcdefghijklmnopqrstuvwxyz"]] = _ASCII
    for first, last in HAN_RANGES:
        kinds[first : last + 1] = _HAN
    return kinds


_KINDS = _kinds()


def _laid_out(parts: Sequence[str]) -> tuple[Numbers, Places, Places]:
    """Join `parts` with line ends; return code points, the part of each, and the lengths of the parts."""
    text = "\n".join(parts) + "\n" * _PADDING
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    points[points >> POINT_BITS > 0] = ord("\n")
    lengths = np.fromiter(map(len, parts), dtype=np.intp, count=len(parts))
    spans = lengths + 1
    spans[-1] += _PADDING - 1
    return points, np.repeat(np.arange(len(parts)), spans), lengths


def _pairs(kinds: NDArray[np.uint8]) -> Places:
    return np.flatnonzero((kinds[:-1] >= _ASCII) & (kinds[1:] >= _ASCII))


def _long(points: Numbers, kinds: NDArray[np.uint8]) -> Iterator[tuple[int, Places, Numbers]]:
    """Yield length, positions and tokens of the ASCII grams of three and of four."""
    run = kinds == _ASCII
    for length in (3, 4):
        at = np.flatnonzero(
            np.logical_and.reduce([run[i : len(run) - length + 1 + i] for i in range(length)])
        )
        tokens = np.zeros(len(at), dtype=np.uint64)
        for i in range(length):
            tokens = tokens << ASCII_BITS | points[at + i]
        yield length, at, tokens | LONG


def _distinct(ordered: Numbers) -> Numbers:
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def body_postings(bodies: Sequence[str], first: int) -> Numbers:
    """Return the postings of normalised texts, documents numbered from `first`; sorted, each once.

    Nearly all grams of a site pass here, so single characters and pairs are not sorted as 64-bit numbers:
    characters go through a table of documents by character, pairs through two radix sorts of 16 bits.
    """
    points, docs, _ = _laid_out(bodies)
    kinds = _KINDS[points]
    used = np.flatnonzero(np.bincount(points.astype(np.intp)))
    rank = np.zeros(int(used[-1]) + 1, dtype=np.uint16)
    rank[used] = np.arange(len(used))
    ranks = rank[points]
    table = np.zeros((len(used), len(bodies)), dtype=np.bool_)
    table[ranks, docs] = True
    table[_KINDS[used] == _BREAK] = False
    chars, holders = np.nonzero(table)
    alone = used[chars].astype(np.uint64) << TOKEN_SHIFT | holders.astype(np.uint64)
    at = _pairs(kinds)
    at = at[np.argsort(ranks[at + 1], kind="stable")]
    at = at[np.argsort(ranks[at], kind="stable")]
    numbers = docs.astype(np.uint64)
    paired = (points[at] << POINT_BITS | points[at + 1]) << TOKEN_SHIFT | numbers[at]
    longer = [tokens << TOKEN_SHIFT | numbers[at] for _, at, tokens in _long(points, kinds)]
    return np.concatenate([alone, _distinct(paired), _distinct(np.sort(np.concatenate(longer)))]) + np.uint64(
        first
    )


def head_postings(heads: Sequence[Head], first: int) -> Numbers:
    """Return the postings of titles, numbers and tags, documents numbered from `first`; sorted, each once."""
    points, part, lengths = _laid_out([part for head in heads for part in head])
    kinds = _KINDS[points]
    docs = (part // 3).astype(np.uint64) + np.uint64(first)
    starts = np.cumsum(lengths + 1) - lengths - 1
    opening, closing = np.zeros((2, len(points)), dtype=np.intp)
    opening[starts] = 1
    closing[(starts + lengths - 1)[lengths > 0]] = 2
    at, pairs = np.flatnonzero(kinds != _BREAK), _pairs(kinds)
    grams = [
        (1, at, points[at]),
        (2, pairs, points[pairs] << POINT_BITS | points[pairs + 1]),
        *_long(points, kinds),
    ]
    found = []
    for length, at, tokens in grams:
        places = np.where(part[at] % 3 == 2, np.uint64(TAG), _EDGES[opening[at] | closing[at + length - 1]])  # noqa: PLR2004 -- the third of three parts
        found.append((tokens << PLACE_BITS | places) << DOC_BITS | docs[at])
    return _distinct(np.sort(np.concatenate(found)))


def merged(chunks: Sequence[Numbers], size: int = 500_000) -> Iterator[Numbers]:
    """Yield the postings of sorted chunks in order, about `size` at a time; a token is never parted."""
    sample = np.sort(np.concatenate([chunk[:: 1 + len(chunk) // 1000] for chunk in chunks]))
    parts = 1 + sum(map(len, chunks)) // size
    step = 1 + len(sample) // parts
    borders = np.unique(sample[step::step] >> TOKEN_SHIFT) << TOKEN_SHIFT
    cuts = [[0, *np.searchsorted(chunk, borders).tolist(), len(chunk)] for chunk in chunks]
    for part in range(len(borders) + 1):
        slices = [chunk[cut[part] : cut[part + 1]] for cut, chunk in zip(cuts, chunks, strict=True)]
        found = np.sort(np.concatenate(slices), kind="stable")
        if len(found):
            yield found
