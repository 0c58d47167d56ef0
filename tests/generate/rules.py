"""explained.json: what each code means, from the docstrings of the rules and from the fault cases."""

import inspect
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fault_cases import CASES, Changes, case_of, faulty, mended
from tree import TREE

from generate.passages import lines_of, passages
from generate.severities import severities
from generator.diagnostics import Severity
from generator.report.summary import WORDS
from generator.rules import RULES
from generator.rules.explained import FILE, Explanation, Passage
from generator.rules.finding import Rule, code_of
from generator.rules.sentences import RULES_GROUP, SENTENCES

TARGET = Path(__file__).resolve().parent.parent.parent / "generator/rules" / FILE
SEVERITIES = {words: severity for severity, words in WORDS.items()}
HEAD = re.compile(r"^(\S+)\[([a-z0-9-]+)\]：", re.MULTILINE)
FINDING = r"^\S+\[{}\]：.*\n  --> (.+):(\d+):\d+\n(?:.*\n)*?  改法：(.*)$"

Spots = Mapping[str, Mapping[int, str]]
"""The files that a report names for a code: the lines, each with the mend."""


def document() -> str:
    """The whole file."""
    return json.dumps([asdict(made) for made in explained()], ensure_ascii=False, indent=1) + "\n"


def explained() -> Iterator[Explanation]:
    """The codes that have a case, in the order of the rule book."""
    cases = {path.stem: case_of(path) for path in CASES}
    seen: dict[str, set[Severity]] = defaultdict(set)
    for case in cases.values():
        for words, code in HEAD.findall(case["expected"]):
            seen[code].add(SEVERITIES[words])
    for code, (group, text, weighs) in words_of_codes().items():
        if code in cases:
            yield _explanation(code, group, text, weighs | seen[code], cases[code])


def words_of_codes() -> Mapping[str, tuple[str, tuple[str, ...], set[Severity]]]:
    """Each code with its group, its paragraphs and what its code says that it weighs."""
    others = {
        code: (group, (sentence,), set[Severity]())
        for group, sentences in SENTENCES.items()
        for code, sentence in sentences.items()
    }
    return others | {code_of(rule): (RULES_GROUP, paragraphs(rule), severities(rule)) for rule in RULES}


def paragraphs(rule: Rule) -> tuple[str, ...]:
    """A rule's docstring; Chinese lines are joined by nothing."""
    return tuple(part.replace("\n", "") for part in (inspect.getdoc(rule) or "").split("\n\n") if part)


def _explanation(
    code: str, group: str, text: tuple[str, ...], weighs: set[Severity], case: dict[str, Any]
) -> Explanation:
    wrong, right, mends = _example(case, _spots(code, case["expected"]))
    return Explanation(
        code=code,
        group=group,
        severities=tuple(severity for severity in Severity if severity in weighs),
        text=text,
        about=case["about"],
        wrong=tuple(wrong),
        report=tuple(case["expected"].rstrip("\n").split("\n")),
        right=tuple(right),
        mends=tuple(mends),
    )


def _spots(code: str, report: str) -> Spots:
    spots: dict[str, dict[int, str]] = defaultdict(dict)
    for path, line, mend in re.findall(FINDING.format(code), report, re.MULTILINE):
        spots[path].setdefault(int(line), mend)
    return spots


def _example(case: dict[str, Any], spots: Spots) -> tuple[list[Passage], list[Passage], list[str]]:
    """The lines that are wrong, the same mended, and the help of the report for what no lines show.

    The lines are those of the files that the report names; where they stay as they are, those of the other
    files that the case edits. What a case calls mended is right in all its files.
    """
    sides = {path: _sides(path, case, spots.get(path, {})) for path in [*spots, *sorted(_others(case))]}
    named = [path for path in sides if path in spots]
    if not any(sides[path][1] for path in named):
        named = list(sides)
    wrong = [passage for path in named for passage in sides[path][0]]
    right = [passage for path in (sides if "mended" in case else named) for passage in sides[path][1]]
    whole = "mended" in case or (right and named == list(sides))
    mends = () if whole else (mend for path in spots if not sides[path][1] for mend in spots[path].values())
    return wrong, right, list(dict.fromkeys(mends))


def _others(case: dict[str, Any]) -> set[str]:
    """The files that an example can show beside those that its report names."""
    part = case.get("mended", case)
    return {*part.get("edit", {}), *(part.get("files", {}) if "mended" in case else ())}


def _sides(path: str, case: dict[str, Any], spots: Mapping[int, str]) -> tuple[list[Passage], list[Passage]]:
    before, after = (lines_of(_at(path, changes)) for changes in (faulty(case), mended(case)))
    return passages(path, before, after, spots)


def _at(path: str, changes: Changes) -> str | bytes | None:
    return changes[path] if path in changes else TREE.get(path)


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
