"""What is hostile or careless is named at its place, quickly, and never ends in an exception (security.md 2)."""

import random
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import FACTS, OFFICE, POLICY, TREE, edited, found_in, write_tree

from generator.checking import Checked, checked
from generator.reading import LIMITS
from generator.report import FORMATS
from generator.source import PRIVATE

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 24)
HOLIDAYS = "rosters/holidays.yml"
LARGE = LIMITS["rosters"] - 100
SECONDS = 2.0 if sys.gettrace() is None else 6.0
"""CPU seconds for a file; a run that counts the lines of code it passes is that much slower."""

BYTES = 500 * 1024 * 1024


def held(found: Checked, root: Path) -> None:
    """Every finding has its place inside a file, and every format can show it."""
    texts = found.texts
    paths = {
        span.path for item in found.diagnostics for span in (item.span, *(note.span for note in item.notes))
    }
    lines_of = {path: texts[path].split("\n") for path in paths & texts.keys()}
    for item in found.diagnostics:
        for span in (item.span, *(note.span for note in item.notes)):
            lines = lines_of.get(span.path)
            if lines:
                assert 1 <= span.line <= len(lines), item
                assert 1 <= span.column <= len(lines[span.line - 1]) + 1, item
                assert span.width >= 1
        assert item.message
        assert item.help
        assert len(item.message) < 400, item
    for form in FORMATS.values():
        form(found.diagnostics, texts, DAY).encode()
    assert root.is_dir()


@pytest.mark.parametrize(
    "value",
    ["no", "on", "yes", "0510", "1_000", "12:30", "1e3", "2024-02-30", "~", ".inf", "=", "null", "0x1F", "190:20:30", "+1", "0b1"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("path", "field"),
    [
        (POLICY, "written_on: 2026-01-16"),
        (POLICY, "level: 国家级"),
        (OFFICE, "sample: true"),
        (OFFICE, 'region: "990102"'),
    ],
)
def test_what_yaml_1_1_changes_is_read_as_text(tmp_path: Path, path: str, field: str, value: str) -> None:
    key = field.partition(":")[0]
    (found,) = found_in(tmp_path, edited(path, (field, f"{key}: {value}")))
    assert found.code in {"wrong-date", "unknown-choice", "wrong-flag", "wrong-form"}
    assert found.help


@pytest.mark.parametrize("value", ["no", "on", "0510", "12:30", "1e3", "2024-02-30", "~", ".inf", "="])
def test_as_a_title_it_is_a_title(tmp_path: Path, value: str) -> None:
    found = checked(
        write_tree(tmp_path, edited(POLICY, ("title: 优质中小企业梯度培育管理办法", f"title: {value}"))), DAY
    )
    assert found.diagnostics == ()
    assert found.dataset.policies[0].record.title == value


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/x", "a/../b", "CON", "a\\b", "%2e%2e", "a" * 300, "MIIT-2026-2", "mi\u0456t-2026-2", ".x", "x ", " x", "x--y", "-x", "x.yml", "x\ty", "x\u200by", ""],
)  # fmt: skip
def test_ids_that_are_no_file_names(tmp_path: Path, name: str) -> None:
    escaped = name.replace("\\", "\\\\").replace("\t", "\\t")
    found = found_in(tmp_path, edited(POLICY, ("id: miit-2026-2\n", f'id: "{escaped}"\n')))
    assert len(found) == 1, found
    assert found[0].code in {"wrong-form", "wrong-length", "empty-value", "unseen-character"}
    assert found[0].span.path == POLICY


@pytest.mark.parametrize(
    "text", ["\u202e", "\u200b", "\u2066", "\x07", "\ue000", "\U000e0041", "\ufeff", "\u00ad"]
)
def test_unseen_characters_in_any_text(tmp_path: Path, text: str) -> None:
    (found,) = found_in(tmp_path, edited(POLICY, ("name: 认定", f"name: 认{text}定")))
    assert (found.code, found.span.line, found.span.column) == ("unseen-character", 15, 12)


@pytest.mark.parametrize(
    "text", ["😀", "👨‍👩‍👧", "𠮷", "<script>alert(1)</script>", "{{ 7 * 7 }}", "]]>", "'\"`"]
)
def test_text_that_is_only_odd_stays(tmp_path: Path, text: str) -> None:
    quoted = text.replace("'", "''")
    found = checked(
        write_tree(tmp_path, edited(POLICY, ("title: 优质", f"title: '{quoted}'\nshort_title: 优质"))), DAY
    )
    held(found, tmp_path)
    assert {item.code for item in found.diagnostics} <= {"unseen-character"}


def large_cases(large: int) -> Iterator[tuple[str, str]]:
    """Files of a size that cost most."""
    yield "a million equal keys", "a:\n" * (large // 3)
    yield "a million keys in a row", "{" + ", ".join(f"k{number}: 1" for number in range(large // 12)) + "}"
    yield "keys that are lists", "? [a]\n: b\n" * (large // 10)
    yield "open brackets", "[" * large
    yield "open braces", "{" * large
    yield "dashes in a row", "- " * (large // 2)
    yield "question marks", "? " * (large // 2)
    yield "deep indents", "\n".join(" " * depth + "a:" for depth in range(int((2 * large) ** 0.5) - 4))
    yield "one long text", "- " + "x" * large
    yield "one long quoted text", '- "' + "x" * (large - 10) + '"'
    yield "escapes", '- "' + "\\ue000" * (large // 6 - 10) + '"'
    yield "many lines of text", "- |\n" + " x\n" * (large // 3 - 10)
    yield "comments", "# x\n" * (large // 4)
    yield "empty lines", "\n" * large
    yield "anchors", "- &a x\n" * (large // 7)
    yield "aliases", "- *a\n" * (large // 5)
    yield "a tree of aliases", "\n".join(f"- &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]" for n in range(30))
    yield "tags", "- !a x\n" * (large // 7)
    yield "tabs", "\t\n" * (large // 2)
    yield "zero width", "- \u200b\n" * (large // 6)
    yield "decomposed", "- e\u0301\n" * (large // 7)
    yield "one decomposed line", "- " + "e\u0301" * (large // 3 - 1)
    yield "wrong records", "- x\n" * (large // 4)
    yield "records with unknown fields", "- {yaer: 2026, notcie: x, closde: []}\n" * (large // 39)
    yield (
        "one record with many unknown fields",
        "- {" + ", ".join(f"k{n}: x" for n in range(large // 46)) + "}",
    )
    yield (
        "one list of wrong days",
        "- {year: 2026, notice: x, working: [], closed: [" + "x, " * (large // 46) + "]}",
    )
    yield "digits", "- " + "1" * large
    yield "groups of digits", "- " + "1380 " * (large // 5)
    yield "letters before a mailbox", "- " + "a" * (large - 20) + "@qq.com"
    yield "mailboxes", "- " + "a@qq.com" * (large // 8)
    yield "phones", "- '13800138000'\n" * (large // 17)
    yield "quotes that do not close", "- '\n" * (large // 4)
    yield "colons", "a: " * (large // 3)
    yield "no line ends", "x" * large
    yield "windows line ends", "# x\r\n" * (large // 5)


def are_named(root: Path, text: str) -> float:
    """A file has findings of its own and no other; the CPU seconds that it took to find them."""
    write_tree(root, {HOLIDAYS: text.encode()})
    before = time.process_time()
    found = checked(root, DAY)
    seconds = time.process_time() - before
    held(found, root)
    assert found.faulty
    assert {item.span.path for item in found.diagnostics} == {HOLIDAYS}
    return seconds


each_case = pytest.mark.parametrize("name", [name for name, _ in large_cases(1000)])


@each_case
def test_a_file_full_of_faults(tmp_path: Path, name: str) -> None:
    are_named(tmp_path, dict(large_cases(LARGE // 16))[name])


@pytest.mark.trust
@each_case
def test_a_large_file_takes_no_time(tmp_path: Path, name: str) -> None:
    text = dict(large_cases(LARGE))[name]
    assert len(text.encode()) <= LIMITS["rosters"]
    assert are_named(tmp_path, text) < SECONDS


@pytest.mark.trust
def test_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    write_tree(tmp_path, {HOLIDAYS: "{" + ", ".join(f"k{number}: 1" for number in range(350_000)) + "}"})
    tracemalloc.start()
    try:
        checked(tmp_path, DAY)
        assert tracemalloc.get_traced_memory()[1] < BYTES
    finally:
        tracemalloc.stop()


def test_an_empty_folder(tmp_path: Path) -> None:
    found = checked(tmp_path, DAY)
    held(found, tmp_path)
    assert [(item.code, item.span.path) for item in found.diagnostics] == [
        ("missing-file", "content/facts.yml"),
        ("missing-file", "rosters/holidays.yml"),
        ("missing-file", "rosters/regions.yml"),
        ("missing-file", "rosters/scheme.yml"),
    ]


def test_a_missing_roster_of_regions_is_one_finding(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"rosters/regions.yml": None})
    assert [(item.code, item.span.path) for item in found] == [("missing-file", "rosters/regions.yml")]


def test_a_syntax_error_in_the_middle_of_a_hundred_files(tmp_path: Path) -> None:
    changes = {}
    for number in range(100):
        text = TREE[POLICY].replace("miit-2026-2", f"mof-2025-{number}").replace("2号", f"{number + 3}号")
        changes[f"content/policies/mof/mof-2025-{number}.yml"] = text.replace(
            "level:", f"based_on: [mof-2025-{(number + 1) % 100}]\nlevel:"
        )
    path = "content/policies/mof/mof-2025-50.yml"
    changes[path] = changes[path].replace("title: ", "title： ")
    found = checked(write_tree(tmp_path, changes), DAY)
    (fault,) = found.diagnostics
    assert (fault.code, fault.span.path, fault.span.line) == ("yaml-syntax", path, 2)
    assert len(found.dataset.policies) == len(changes)


def test_ten_mistakes_give_ten_places(tmp_path: Path) -> None:
    changes = {
        **edited(
            POLICY,
            ("工信部企业〔2026〕2号", "工信部企业[2026]第2号"),
            ("level: 国家级", "level: 国家"),
            ("written_on: 2026-01-16", "written_on: 2026年1月16日"),
            ("topics: [梯度培育]", "topcs: [梯度培育]"),
            ("fact: staff, at_most", "fact: staff, atmost"),
        ),
        **edited(OFFICE, ("work_phone: 000-99010201", "work_phone: 电话待定"), ("unit: ", "unti: ")),
        **edited("rosters/990100-jia/office.yml", ('region: "990100"', 'region: "990199"')),
        **edited(FACTS, ("kind: date", "kind: day")),
        HOLIDAYS: "- {year: 2026, notice: 示例〔2025〕1号, closed: [2026-02-30], working: [2026/1/4]}\n",
        "content/policies/miit/miit-2026-3.yml": "id: [\n",
    }
    found = found_in(tmp_path, changes)
    assert len({(item.span.path, item.span.line, item.span.column) for item in found}) == len(found)
    assert sorted(item.code for item in found) == [
        "unknown-choice",
        "unknown-choice",
        "unknown-field",
        "unknown-field",
        "unknown-field",
        "unknown-reference",
        "wrong-date",
        "wrong-date",
        "wrong-date",
        "wrong-form",
        "yaml-syntax",
    ]


Mutation = Callable[[random.Random, bytes], bytes]


def flip_bytes(dice: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def cut_off(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data))]


def cut_out(dice: random.Random, data: bytes) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randint(1, 40) :]


def swap_lines(dice: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def double_a_line(dice: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    return b"\n".join(lines)


def indent_a_line(dice: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    lines[at] = dice.choice([b" ", b"  ", b"\t", b"- ", "　".encode()]) + lines[at]
    return b"\n".join(lines)


KEY = re.compile(rb"([a-z_]+)(?=: )")
VALUE = re.compile(rb"(?<=: )[^\n{\[,}\]]+")
ODD = [
    b"", b"~", b"[]", b"{}", b"[a, b]", b"{a: b}", b"no", b"1e400", b".nan", b"2024-02-30", b"-0", b"9" * 40, b"'", b'"', b"|", b"&a b",
    b"*a", b"!!int 1", b"<<", b"@x", b"a: b", b"\xff", b"\xef\xbb\xbf", b"\\", b"\xee\x80\x80", b"# x", b"x" * 30_000, b"[" * 30, b"{x: ",
]  # fmt: skip


def swap_keys(dice: random.Random, data: bytes) -> bytes:
    keys = [match.span() for match in KEY.finditer(data)]
    (start, end), (other, last) = sorted((dice.choice(keys), dice.choice(keys)))
    if other < end:
        return data[:start] + b"x" + data[end:]
    return data[:start] + data[other:last] + data[end:other] + data[start:end] + data[last:]


def swap_types(dice: random.Random, data: bytes) -> bytes:
    start, end = dice.choice([match.span() for match in VALUE.finditer(data)])
    return data[:start] + dice.choice(ODD) + data[end:]


MUTATIONS: list[Mutation] = [
    flip_bytes,
    cut_off,
    cut_out,
    swap_lines,
    double_a_line,
    indent_a_line,
    swap_keys,
    swap_types,
]


def shipped() -> dict[str, bytes]:
    paths = [
        *ROOT.glob("content/facts.yml"),
        *ROOT.glob("content/policies/*/*.yml"),
        *ROOT.glob("rosters/*.yml"),
    ]
    paths += sorted(ROOT.glob("rosters/3*/**/office.yml"))[:20]
    held = {str(path.relative_to(ROOT)): path.read_bytes() for path in sorted(paths)}
    return held | {path: text.encode() for path, text in PRIVATE_TREE.items()}


def mutate(root: Path, seeds: range) -> None:
    """Put one mutated file after another into a small tree that is right, and look at all of it."""
    files = shipped()
    for seed in seeds:
        dice = random.Random(seed)
        path = dice.choice(list(files))
        data = dice.choice(MUTATIONS)(dice, files[path])
        target = root / path
        before = target.read_bytes() if target.exists() else None
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        try:
            held(checked(root, DAY, root / PRIVATE), root)
        except Exception as error:
            error.add_note(f"seed {seed}, {path}")
            raise
        if before is None:
            target.unlink()
        else:
            target.write_bytes(before)


def test_mutations_of_shipped_files(tmp_path: Path) -> None:
    mutate(write_tree(tmp_path, PRIVATE_TREE), range(150))


@pytest.mark.trust
def test_ten_thousand_mutations_of_shipped_files(tmp_path: Path) -> None:
    mutate(write_tree(tmp_path, PRIVATE_TREE), range(150, 10_150))
