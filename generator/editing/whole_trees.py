"""All files of a tree in their canonical form, in worker processes."""

from collections.abc import Sequence

from generator.collecting import settled
from generator.diagnostics import Diagnostic
from generator.document import parse
from generator.editing.formatting import formatted, same_records
from generator.kinds import kind_of
from generator.source import Source
from generator.workers import in_workers

_PARTS = 8
"""So many parts a process: the last ones to be done are short."""


def all_formatted(sources: Sequence[Source], jobs: int) -> list[tuple[list[Diagnostic], dict[str, str]]]:
    """By part: the faults of files that cannot be read, and by path the texts of those that are not canonical."""
    ordered = sorted(sources, key=lambda source: -len(source.text))
    parts = min(len(ordered), jobs * _PARTS)
    with settled():
        return list(in_workers(lambda place: _formatted(ordered[place::parts]), parts, jobs))


def _formatted(sources: Sequence[Source]) -> tuple[list[Diagnostic], dict[str, str]]:
    faults: list[Diagnostic] = []
    changed = {}
    for source in sources:
        document, found = parse(source)
        kind = kind_of(source.path)
        if document is None or found or kind is None:
            faults += found
            continue
        text = formatted(source.text, kind, source.path)
        if text != source.text:
            after, wrong = parse(Source(path=source.path, text=text))
            if after is None or wrong or not same_records(document.data, after.data, kind):
                raise AssertionError(source.path)
            changed[source.path] = text
    return faults, changed
