"""Grams of many documents at once: which token stands in which document, and in how good a place.

A token is one character; two Chinese characters in a row; or two to four ASCII letters and digits in a
row. So every substring of a page has tokens of its own, and a query needs no dictionary.

A posting is one 64-bit number, token, document and place, so that sorting numbers sorts postings. The
bits of a token are its code points: 18 for each of two, or a mark and then 7 for each of three or four.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.search.tokens import HAN_RANGES

Numbers = NDArray[np.uint64]

BODY, TAG, TITLE, TITLE_END, TITLE_START, TITLE_WHOLE = range(6)
"""Places, the better the higher. 发文字号 counts as a title: whoever types it wants that document."""

PLACES = 6
_PLACE_BITS = np.uint64(3)
_DOC_BITS = np.uint64(24)
_PLACE_MASK = np.uint64((1 << 3) - 1)
_DOC_MASK = np.uint64((1 << 24) - 1)
_POINT_BITS = np.uint64(18)
_POINT_MASK = (1 << 18) - 1
_ASCII_BITS = np.uint64(7)
_ASCII_MASK = (1 << 7) - 1
_LONG = 1 << 36

_BREAK, _SIGN, _ASCII, _HAN = range(4)
_EDGES = np.array([TITLE, TITLE_START, TITLE_END, TITLE_WHOLE], dtype=np.uint64)

Head = tuple[str, str, str]
"""Title, 发文字号 and tags of one document, in their normalised form."""


def _kinds() -> NDArray[np.uint8]:
    kinds = np.full(1 << 18, _SIGN, dtype=np.uint8)
    kinds[[ord("\n"), ord(" ")]] = _BREAK
    kinds[[ord(char) for char in "0123456789abcdefghijklmnopqrstuvwxyz"]] = _ASCII
    for first, last in HAN_RANGES:
        kinds[first : last + 1] = _HAN
    return kinds


_KINDS = _kinds()


def _grams(points: Numbers) -> Iterator[tuple[int, NDArray[np.intp], Numbers]]:
    """Yield the length, the first positions and the tokens of every gram, one length at a time."""
    kinds = _KINDS[points]
    at = np.flatnonzero(kinds != _BREAK)
    yield 1, at, points[at] << _POINT_BITS
    at = np.flatnonzero((kinds[:-1] == kinds[1:]) & (kinds[:-1] >= _ASCII))
    yield 2, at, points[at] << _POINT_BITS | points[at + 1]
    run = kinds == _ASCII
    for length in (3, 4):
        at = np.flatnonzero(np.logical_and.reduce([run[i : len(run) - length + 1 + i] for i in range(length)]))
        tokens = np.zeros(len(at), dtype=np.uint64)
        for i in range(length):
            tokens = tokens << _ASCII_BITS | points[at + i]
        yield length, at, tokens | np.uint64(_LONG)


def _laid_out(parts: Sequence[str], width: int) -> tuple[Numbers, NDArray[np.intp], NDArray[np.intp]]:
    """Join `parts` with line ends; return code points, the part of each, and where the parts begin."""
    text = "\n".join(parts) + "\n" * width
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    lengths = np.fromiter(map(len, parts), dtype=np.intp, count=len(parts)) + 1
    lengths[-1] += width - 1
    return points, np.repeat(np.arange(len(parts)), lengths), np.cumsum(lengths) - lengths


def _body_postings(bodies: Sequence[str], first: int) -> Iterator[Numbers]:
    points, part, _ = _laid_out(bodies, 4)
    docs = part.astype(np.uint64) + np.uint64(first)
    for _, at, tokens in _grams(points):
        yield (tokens << _DOC_BITS | docs[at]) << _PLACE_BITS | np.uint64(BODY)


def _head_postings(heads: Sequence[Head], first: int) -> Iterator[Numbers]:
    parts = [part for head in heads for part in head]
    points, part, starts = _laid_out(parts, 4)
    docs = (part // 3).astype(np.uint64) + np.uint64(first)
    tagged = part % 3 == 2
    opens = np.zeros(len(points), dtype=np.intp)
    closes = np.zeros(len(points), dtype=np.intp)
    ends = starts + np.fromiter(map(len, parts), dtype=np.intp, count=len(parts)) - 1
    opens[starts] = 1
    closes[ends[ends >= starts]] = 2
    for length, at, tokens in _grams(points):
        places = np.where(tagged[at], np.uint64(TAG), _EDGES[opens[at] | closes[at + length - 1]])
        yield (tokens << _DOC_BITS | docs[at]) << _PLACE_BITS | places


def postings(heads: Sequence[Head], bodies: Sequence[str], first: int) -> Numbers:
    """Return the postings of some documents, numbered from `first`: each token once a document.

    Sorted by token, then document; a token that stands in several places of a document has the best.
    """
    found = np.sort(np.concatenate([*_head_postings(heads, first), *_body_postings(bodies, first)]))
    pairs = found >> _PLACE_BITS
    return found[np.append(pairs[1:] != pairs[:-1], True)]


def by_place(found: Iterable[Numbers]) -> tuple[Numbers, NDArray[np.intp], Numbers]:
    """Join postings and return (token, place, document) columns, sorted in that order."""
    keys = np.concatenate(list(found))
    docs = keys >> _PLACE_BITS & _DOC_MASK
    places = keys & _PLACE_MASK
    keys = (keys >> _PLACE_BITS >> _DOC_BITS << _PLACE_BITS | places) << _DOC_BITS | docs
    keys.sort(kind="stable")
    tokens = keys >> _PLACE_BITS >> _DOC_BITS
    return tokens, (keys >> _DOC_BITS & _PLACE_MASK).astype(np.intp), keys & _DOC_MASK


def spelled(token: int) -> str:
    """Return the characters of a token."""
    if token < _LONG:
        first, second = token >> 18, token & _POINT_MASK
        return chr(first) + (chr(second) if second else "")
    letters = [token >> shift & _ASCII_MASK for shift in (21, 14, 7, 0)]
    return "".join(chr(letter) for letter in letters if letter)
