"""The form for people: the line, a caret under the place, what to do, and the other end of the fault."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.report.summary import WORDS, summary
from generator.source import Span

_LONGEST = 100
"""Cells of a source line that are shown."""


def full(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], _as_of: date) -> str:
    """Every finding with its line drawn; what is only owed stands apart, at the end."""
    lines_of = {
        path: texts[path].split("\n") for path in {d.span.path for d in _places(diagnostics)} & texts.keys()
    }
    owed = [found for found in diagnostics if found.severity is Severity.OVERDUE]
    other = [found for found in diagnostics if found.severity is not Severity.OVERDUE]
    blocks = ["\n".join(_block(found, lines_of)) for found in other]
    if owed:
        blocks.append("—— 待办（因时间到期，不拦截生成）——")
        blocks += ["\n".join(_block(found, lines_of)) for found in owed]
    return "\n\n".join([*blocks, summary(diagnostics)]) + "\n"


def _places(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    yield from diagnostics
    for found in diagnostics:
        for note in found.notes:
            yield Diagnostic(code="", span=note.span, message="", help="")


def _block(found: Diagnostic, lines_of: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield f"{WORDS[found.severity]}[{found.code}]：{found.message}"
    yield from _drawn(found.span, lines_of)
    yield f"  改法：{found.help}"
    for note in found.notes:
        yield f"  另见：{note.message}"
        yield from _drawn(note.span, lines_of)


def _drawn(span: Span, lines_of: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The place, the line and a caret under what is meant."""
    yield f"  --> {span.path}:{span.line}:{span.column}"
    lines = lines_of.get(span.path, ())
    if not 0 < span.line <= len(lines):
        return
    line = "".join(char if char.isprintable() else "□" for char in lines[span.line - 1])
    start = max(0, span.column - 1 - _LONGEST // 2) if cells(line) > _LONGEST else 0
    shown = line[start : start + _LONGEST]
    before, meant = shown[: span.column - 1 - start], shown[span.column - 1 - start :][: span.width]
    margin = " " * len(str(span.line))
    yield f"  {margin} |"
    yield f"  {span.line} | {shown}"
    yield f"  {margin} | {' ' * cells(before)}{'^' * max(1, cells(meant))}"


def cells(text: str) -> int:
    """The width of a text in a terminal: a Chinese character takes two cells."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
