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


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """One line: the counts, and what to do next."""
    found = counts(diagnostics)
    if not found:
        return "检查完毕，没有问题。下一步：portal build"
    listed = "，".join(f"{words}{found[severity]}处" for severity, words in WORDS.items() if found[severity])
    after = "改好后再运行 portal check" if found[Severity.ERROR] else "没有错误，可以 portal build"
    return f"检查完毕：{listed}。{after}"
