"""QR codes of addresses as one SVG path, for print."""

from itertools import groupby

import segno

from generator.pages.policy_view import Qr

_QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""

_MASK = 0
"""One mask for all: readers take any, and weighing all eight takes six times as long a page."""


def qr(address: str) -> Qr:
    """The code of an address: runs of dark modules as bars of height 1."""
    matrix = segno.make(address, error="m", micro=False, mask=_MASK).matrix
    strokes: list[str] = []
    for y, row in enumerate(matrix):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                strokes.append(f"M{x + _QUIET} {y + _QUIET}h{length}v1h-{length}z")
            x += length
    return Qr(size=len(matrix) + 2 * _QUIET, d="".join(strokes))
