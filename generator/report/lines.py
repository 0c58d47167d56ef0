"""Text as a terminal shows it: one line, and its width in cells."""

import unicodedata


def cells(text: str) -> int:
    """The width of a text in a terminal: a Chinese character takes two cells."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def one_line(text: str) -> str:
    """A message in which a value from a file cannot begin a new line."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


def around(line: str, column: int, width: int, most: int) -> tuple[str, str, str]:
    """The part of a line around a place, in at most so many cells: before the place, there, and behind it.

    `column` counts from 0. What is left out is shown as `…`.
    """
    start = max(0, column - most)
    early, meant, late = (
        _shown(line[part])
        for part in (
            slice(start, column),
            slice(column, column + min(width, most)),
            slice(column + width, column + width + most),
        )
    )
    if start == 0 and cells(early + meant + late) <= most and len(late) < most:
        return early, meant, late
    before = _last(early, most // 2)
    meant = _first(meant, most // 2)
    after = _first(late, most - cells(before) - cells(meant))
    cut_before = start > 0 or before != early
    cut_after = len(line) > column + width + len(after)
    return ("…" + before[1:] if cut_before else before), meant, (after[:-1] + "…" if cut_after else after)


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "□" for char in text)


def _first(text: str, most: int) -> str:
    while cells(text) > most:
        text = text[: min(len(text) - 1, most)]
    return text


def _last(text: str, most: int) -> str:
    while cells(text) > most:
        text = text[max(1, len(text) - most) :]
    return text
