"""How each rule's time grows from 1,000 to 17,000 enterprises, with as many policies and twelve records each.

    PYTHONPATH=tests python -m bench.growth SMALL LARGE

SMALL and LARGE are trees with their private folders; the last line of the output is JSON.
"""

import json
import math
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.collecting import without_collecting
from generator.loading import load
from generator.rules import RULES
from generator.rules.finding import code_of
from generator.source import PRIVATE

AS_OF = date(2026, 11, 24)
SIZES = (1_000, 17_000)
RECORDS_EACH = 12
ENOUGH = 0.05
"""Below so many seconds at the large size, a rule's growth is noise."""


def times(root: Path, repeats: int) -> Mapping[str, float]:
    """The least CPU seconds of each rule over a tree, after a first run that fills what the rules share."""
    dataset, _ = load(root, AS_OF, root / PRIVATE)
    least: dict[str, float] = {}
    with without_collecting():
        for _ in range(repeats + 1):
            for rule in RULES:
                started = time.process_time()
                for _finding in rule(dataset):
                    pass
                taken = time.process_time() - started
                least[code_of(rule)] = min(taken, least.get(code_of(rule), math.inf))
    return least


def main() -> None:
    """Measure both trees; write the exponent of each rule that takes long enough to tell."""
    small, large = (times(Path(name), repeats) for name, repeats in zip(sys.argv[1:3], (5, 2), strict=True))
    ratio = math.log(SIZES[1] / SIZES[0])
    found = {
        code: {
            "seconds": seconds,
            "exponent": math.log(seconds / max(small[code], 1e-6)) / ratio if seconds > ENOUGH else None,
        }
        for code, seconds in large.items()
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
