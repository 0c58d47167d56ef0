"""The rule book for readers: each code with its sentences, and one example written wrong and right.

`explained.json` is written by `make generate` from the docstrings of `RULES`, from `SENTENCES` and from the
fault cases of the tests; it ships with the package, which has no tests where it is installed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from generator.diagnostics import Severity

FILE = "explained.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some lines of a file, `first` the number of the first one; `marked` are the numbers of those that matter."""

    path: str
    first: int
    lines: tuple[str, ...]
    marked: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A code: its paragraphs, of which the first stands for it in a list, and its example.

    `about` says what is wrong in `wrong`, `report` is what the portal says to it. `right` is the same mended;
    what no lines show is in `mends`, in the words of the report.
    """

    code: str
    group: str
    severities: tuple[Severity, ...]
    text: tuple[str, ...]
    about: str
    wrong: tuple[Passage, ...]
    report: tuple[str, ...]
    right: tuple[Passage, ...]
    mends: tuple[str, ...]


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code that the portal can report, in the order of the rule book."""
    text = resources.files("generator.rules").joinpath(FILE).read_text(encoding="utf-8")
    return MappingProxyType({item["code"]: _explanation(item) for item in json.loads(text)})


def _explanation(item: Mapping[str, Any]) -> Explanation:
    return Explanation(
        code=item["code"],
        group=item["group"],
        severities=tuple(map(Severity, item["severities"])),
        text=tuple(item["text"]),
        about=item["about"],
        wrong=tuple(map(_passage, item["wrong"])),
        report=tuple(item["report"]),
        right=tuple(map(_passage, item["right"])),
        mends=tuple(item["mends"]),
    )


def _passage(item: Mapping[str, Any]) -> Passage:
    return Passage(
        path=item["path"],
        first=item["first"],
        lines=tuple(item["lines"]),
        marked=tuple(item["marked"]),
    )
