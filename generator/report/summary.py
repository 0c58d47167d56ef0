"""The last line of a report: what was found, and the next command."""

from collections import Counter
from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Severity

WORDS = {
    Severity.ERROR: "错误",
    Severity.OVERDUE: "待办",
    Severity.WARNING: "提醒",
    Severity.INFO: "说明",
}


def counts(diagnostics: Sequence[Diagnostic]) -> Counter[Severity]:
    """How many findings there are of each severity."""
    return Counter(found.severity for found in diagnostics)


def summary(diagnostics: Sequence[Diagnostic], earlier: Sequence[Diagnostic] | None = None) -> str:
    """One line: the counts, and what to do next. `earlier` are findings that do not count."""
    found, before = counts(diagnostics), counts(earlier or ())
    if not found and not before:
        return "检查完毕，没有问题。下一步：portal build"
    parts = _listed(found)
    after = "改好后再运行 portal check" if found[Severity.ERROR] else "没有错误，可以 portal build"
    if before and not found[Severity.ERROR]:
        parts = ["这次改动没有带来错误", *parts]
        if faults := before.pop(Severity.ERROR, 0):
            after = f"以前就有的错误{faults}处，改好以后才能 portal build"
    if before:
        after = f"{after}；以前就有的{'、'.join(_listed(before))}，不计入这次改动"
    return f"检查完毕：{'，'.join(parts)}。{after}"


def _listed(found: Counter[Severity]) -> list[str]:
    """The counts in words: 错误1处, 提醒2处."""
    return [f"{words}{found[severity]}处" for severity, words in WORDS.items() if found[severity]]


def earlier_heading(earlier: Sequence[Diagnostic]) -> str:
    """The line above the findings that do not count."""
    return f"—— 以前就有的问题，不计入这次改动（{len(earlier)}处）——"
