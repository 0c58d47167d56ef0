"""How each rule's work grows from 1,000 to 17,000 enterprises, with as many policies and twelve records each.

    PYTHONPATH=tests python -m bench.growth SMALL LARGE

SMALL and LARGE are trees with their private folders; the last line of the output is JSON. Growth is told by the calls
that a rule makes, and by its time: data that no longer fits the processor's own memory takes longer a call.
"""

import json
import math
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.collecting import without_collecting
from generator.dataset import Dataset
from generator.loading import load
from generator.rules import RULES
from generator.rules.finding import Rule, code_of
from generator.source import PRIVATE

AS_OF = date(2026, 11, 24)
SIZES = (1_000, 17_000)
RECORDS_EACH = 12
ENOUGH = 0.05
"""Below so many seconds at the large size, a rule's growth is noise."""


class Work(NamedTuple):
    """What a rule takes: the least CPU seconds of several runs, and how many functions it calls."""

    seconds: float
    calls: int


def work(root: Path, repeats: int) -> Mapping[str, Work]:
    """What each rule takes over a tree, after a first run that fills what the rules share."""
    dataset, _ = load(root, AS_OF, root / PRIVATE)
    found: dict[str, Work] = {}
    with without_collecting():
        for rule in RULES:
            seconds = [_seconds(rule, dataset) for _ in range(repeats + 1)]
            found[code_of(rule)] = Work(min(seconds[1:]), _calls(rule, dataset))
    return found


def _seconds(rule: Rule, dataset: Dataset) -> float:
    started = time.process_time()
    for _finding in rule(dataset):
        pass
    return time.process_time() - started


def _calls(rule: Rule, dataset: Dataset) -> int:
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        for _finding in rule(dataset):
            pass
    finally:
        sys.setprofile(None)
    return calls


def main() -> None:
    """Measure both trees; write the exponents of each rule that takes long enough to tell."""
    small, large = (work(Path(name), repeats) for name, repeats in zip(sys.argv[1:3], (5, 2), strict=True))
    found = {
        code: {
            "seconds": whole.seconds,
            "exponent": _exponent(small[code].calls, whole.calls),
            "exponent_of_time": _exponent(small[code].seconds, whole.seconds),
        }
        for code, whole in large.items()
        if whole.seconds > ENOUGH
    }
    sys.stdout.write(json.dumps(found) + "\n")


def _exponent(small: float, large: float) -> float:
    return math.log(large / max(small, 1e-6)) / math.log(SIZES[1] / SIZES[0])


if __name__ == "__main__":
    main()
