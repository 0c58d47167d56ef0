"""The few lines of two versions of a file that tell what is wrong in one and right in the other."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from generator.rules.explained import Passage

AROUND = 1
"""Lines shown before and behind those that matter."""


def lines_of(text: str | bytes | None) -> list[str]:
    """A file as a report draws it: what does not print is a box."""
    if text is None:
        return []
    whole = text.decode("utf-8-sig", errors="replace") if isinstance(text, bytes) else text
    lines = whole.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return ["".join(char if char.isprintable() else "□" for char in line) for line in lines]


def passages(
    path: str, wrong: Sequence[str], right: Sequence[str], spots: Iterable[int]
) -> tuple[list[Passage], list[Passage]]:
    """What a file has wrong, with the lines at `spots`, counted from 1, and the same places as they are right.

    Of two files that share no line, and are not equally long, the right one shows nothing.
    """
    blocks = SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes()
    changes = [block for block in blocks if block[0] != "equal"]
    if wrong and len(changes) == len(blocks) and len(wrong) != len(right):
        changes = []
    marked = {line for change in changes for line in range(change[1], change[2])}
    marked.update(spot - 1 for spot in spots if spot <= len(wrong))
    seen = [*((change[1], change[2]) for change in changes), *((line, line + 1) for line in marked)]
    mended = {line for change in changes for line in range(change[3], change[4])}
    return (
        list(_passages(path, wrong, seen, marked)) or [Passage(path=path, first=1, lines=(), marked=())],
        list(_passages(path, right, [(change[3], change[4]) for change in changes], mended)),
    )


def _passages(
    path: str, lines: Sequence[str], ranges: Iterable[tuple[int, int]], marked: set[int]
) -> Iterator[Passage]:
    """The ranges with the lines around them; those that meet are one."""
    shown = sorted(
        {
            line
            for start, end in ranges
            for line in range(max(0, start - AROUND), min(len(lines), end + AROUND))
        }
    )
    starts = [line for line in shown if line - 1 not in shown]
    for start in starts:
        end = next(line for line in range(start, len(lines) + 1) if line not in shown)
        yield Passage(
            path=path,
            first=start + 1,
            lines=tuple(lines[start:end]),
            marked=tuple(line + 1 for line in range(start, end) if line in marked),
        )
