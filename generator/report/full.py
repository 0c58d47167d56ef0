"""The form for people: the line, a caret under the place, what to do, and the other end of the fault."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.diagnostics import Diagnostic, Severity
from generator.report.lines import around, cells, one_line
from generator.report.summary import WORDS, earlier_heading, summary
from generator.source import Span

_LONGEST = 100
"""Cells of a source line that are shown."""


def full(
    diagnostics: Sequence[Diagnostic],
    texts: Mapping[str, str],
    _as_of: date,
    earlier: Sequence[Diagnostic] | None = None,
) -> str:
    """Every finding with its line drawn; what is only owed and what does not count stand apart, at the end."""
    every = (*diagnostics, *(earlier or ()))
    spans = [span for found in every for span in (found.span, *(note.span for note in found.notes))]
    lines_of = {path: texts[path].split("\n") for path in {span.path for span in spans} & texts.keys()}
    owed = [found for found in diagnostics if found.severity is Severity.OVERDUE]
    blocks = [_block(found, lines_of) for found in diagnostics if found.severity is not Severity.OVERDUE]
    if owed:
        blocks.append("—— 待办（因时间到期，不拦截生成）——")
        blocks += [_block(found, lines_of) for found in owed]
    if earlier:
        blocks.append(earlier_heading(earlier))
        blocks += [_block(found, lines_of) for found in earlier]
    return "\n\n".join([*blocks, summary(diagnostics, earlier)]) + "\n"


def _block(found: Diagnostic, lines_of: Mapping[str, Sequence[str]]) -> str:
    return "\n".join(_lines(found, lines_of))


def _lines(found: Diagnostic, lines_of: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield f"{WORDS[found.severity]}[{found.code}]：{one_line(found.message)}"
    yield from _drawn(found.span, lines_of)
    yield f"  改法：{one_line(found.help)}"
    for note in found.notes:
        yield f"  另见：{note.message}"
        yield from _drawn(note.span, lines_of)


def _drawn(span: Span, lines_of: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The place, the line and a caret under what is meant."""
    yield f"  --> {span.path}:{span.line}:{span.column}"
    lines = lines_of.get(span.path, ())
    if not 0 < span.line <= len(lines):
        return
    before, meant, after = around(
        lines[span.line - 1].removesuffix("\r"), span.column - 1, span.width, _LONGEST
    )
    margin = " " * len(str(span.line))
    yield f"  {margin} |"
    yield f"  {span.line} | {before}{meant}{after}"
    yield f"  {margin} | {' ' * cells(before)}{'^' * max(1, cells(meant))}"
