"""The layout of files: what comes out of `formatted` is canonical, holds the same records, and every comment."""

import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from fault_cases import CASES, Changes, case_of, faulty
from hypothesis import given, settings
from hypothesis import strategies as st
from private_tree import PRIVATE_TREE
from tree import COMMISSIONERS, ENTERPRISES, POLICY, TREE

from generator.document import parse
from generator.editing.canonical import WIDTH, scalar
from generator.editing.changing import whole_file
from generator.editing.formatting import formatted, same_records
from generator.hygiene import UNSEEN
from generator.kinds import KIND, kind_of
from generator.reading import read_sources
from generator.schemas import file_name
from generator.source import PRIVATE, Source

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = read_sources(ROOT, ROOT / PRIVATE)[0]


def data_of(text: str, path: str) -> Any:
    """The data of a text, in which our reader finds no fault."""
    document, faults = parse(Source(path=path, text=text))
    assert document is not None, text
    assert not [fault for fault in faults if fault.code != "text-cut-off"], (faults, text)
    return document.data


def held(text: str, path: str) -> str:
    """The canonical form of a text, after all that holds for every file."""
    kind = kind_of(path)
    assert kind
    made = formatted(text, kind, path)
    assert same_records(data_of(text, path), data_of(made, path), kind)
    assert formatted(made, kind, path) == made
    first = made.partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={'../' * path.count('/')}schemas/{file_name(kind)}"
    assert made.count("# yaml-language-server:") == 1
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    return made


def clean(source: Source) -> bool:
    """Whether `portal fmt` formats a file: it is of a kind, and reads without a fault."""
    document, faults = parse(source)
    return document is not None and not faults and kind_of(source.path) is not None


# ---- the shipped files, and those of the fault cases


@pytest.mark.parametrize("part", range(8))
def test_shipped_files_are_in_canonical_form(part: int) -> None:
    for source in SHIPPED[part::8]:
        if kind := kind_of(source.path):
            assert formatted(source.text, kind, source.path) == source.text, source.path


def test_files_of_fault_cases_keep_their_records() -> None:
    trees: tuple[Changes, ...] = ({**TREE, **PRIVATE_TREE}, *(faulty(case_of(path)) for path in CASES))
    texts = {(name, text) for tree in trees for name, text in tree.items() if isinstance(text, str)}
    sources = [Source(path=name, text=text) for name, text in sorted(texts) if len(text) < 100_000]
    known = [source for source in sources if clean(source)]
    assert len(known) > 120
    for source in known:
        held(source.text, source.path)


# ---- shipped files laid out by chance, with comments everywhere


class Untidy:
    """Plain data as a hundred hands would write them; the comments that it put in are kept."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.comments: list[str] = []

    def text(self, data: Any) -> str:
        lines = [*self.above(0), *self.collection(data, 0), *self.above(0)]
        return "\n".join(lines) + self.chance.choice(["", "\n", "\n\n\n"])

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def comment(self, words: str = "") -> str:
        marks = ["#", "# ", "#  ", "## "]
        said = self.chance.choice(["核对过", "a: b", "- x", "{", "'", '"', "# #", "见附件：第2项", "|", "]"])
        made = f"{self.chance.choice(marks)}{words}{said}{len(self.comments)}"
        self.comments.append(made)
        return made

    def shuffled(self, data: Mapping[str, Any]) -> list[tuple[str, Any]]:
        pairs = list(data.items())
        if self.often(0.3):
            self.chance.shuffle(pairs)
        return pairs

    def above(self, indent: int, words: str = "") -> list[str]:
        """Some blank lines and comments."""
        made = []
        while self.often(0.12):
            made.append("" if self.often(0.4) else " " * indent + self.comment(words))
        return made

    def beside(self) -> str:
        return f"{' ' * self.chance.randint(1, 3)}{self.comment()}" if self.often(0.08) else ""

    def collection(self, data: Any, indent: int) -> Iterator[str]:
        if isinstance(data, Mapping):
            for key, value in self.shuffled(data):
                yield from self.above(indent)
                yield from self.entry(f"{' ' * indent}{self.scalar(key)}:", value, indent, key=True)
        else:
            for value in data:
                yield from self.above(indent)
                yield from self.entry(f"{' ' * indent}-", value, indent, key=False)
        if indent:
            yield from self.above(indent)

    def entry(self, mark: str, value: Any, indent: int, *, key: bool) -> Iterator[str]:
        if isinstance(value, str):
            yield from self.written(mark, value, indent)
            return
        if not value or self.often(0.4):
            yield f"{mark} {self.flow(value, indent + 2)}{self.beside()}"
            return
        inner = indent + self.chance.randint(1 if key else 2, 5)
        if key and isinstance(value, list) and self.often(0.5):
            inner = indent
        lines = list(self.collection(value, inner))
        if not key and not lines[0].lstrip().startswith("#") and lines[0] and self.often(0.7):
            yield f"{mark}{lines[0][len(mark) :]}" if inner > indent else mark
            yield from lines[1:] if inner > indent else lines
        else:
            yield f"{mark}{self.beside()}"
            yield from lines

    def written(self, mark: str, value: str, indent: int) -> Iterator[str]:
        """A text behind its mark: on its line, below it, or as a block."""
        plain_lines = bool(re.fullmatch(r"\S[^\0-\x09\x0b-\x1f\x7f]*\S", value)) and " \n" not in value
        if plain_lines and "\n " not in value and self.often(0.2 if "\n" not in value else 0.7):
            header = self.chance.choice(["|-", "|-", ">-" if "\n" not in value else "|-"])
            space = " " * (indent + self.chance.randint(1, 4))
            yield f"{mark} {header}{self.beside()}"
            yield from (f"{space}{line}" if line else "" for line in value.split("\n"))
            yield from [""] * self.chance.randint(0, 2)
        elif self.often(0.1):
            yield f"{mark}{self.beside()}"
            yield f"{' ' * (indent + 3)}{self.scalar(value)}{self.beside()}"
        else:
            yield f"{mark}{' ' * self.chance.randint(1, 3)}{self.scalar(value)}{self.beside()}"

    def scalar(self, value: str) -> str:
        bare = re.fullmatch(r"[\w()（）〔〕#./%·，。：；“”、-]+( [\w/，。]+)*", value)
        hard = value.startswith(("-", "#", "%", ".")) or value.endswith(":") or value in {"-", ""}
        if bare and not hard and self.often(0.6):
            return value
        if "\n" not in value and "\t" not in value and self.often(0.5):
            return "'" + value.replace("'", "''") + "'"
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'

    def flow(self, value: Any, indent: int) -> str:
        if isinstance(value, str):
            return self.scalar(value)
        opening, closing = "{}" if isinstance(value, Mapping) else "[]"
        parts = (
            [f"{self.scalar(key)}: {self.flow(one, indent)}" for key, one in self.shuffled(value)]
            if isinstance(value, Mapping)
            else [self.flow(one, indent) for one in value]
        )
        made = opening + self.gap(indent)
        for place, part in enumerate(parts):
            last = place == len(parts) - 1
            made += part + ("" if last and self.often(0.8) else self.chance.choice([",", " ,"]))
            made += self.gap(indent) or " "
        return made.rstrip(" ") + closing

    def gap(self, indent: int) -> str:
        """What may stand between two values in brackets."""
        if self.often(0.85):
            return ""
        beside = f" {self.comment()}" if self.often(0.5) else ""
        return f"{beside}\n" + "\n".join([*self.above(0), " " * indent])


SAMPLES = [source for source in SHIPPED if clean(source) and len(source.text) < 20_000]


@pytest.mark.parametrize("seed", range(12))
def test_untidy_files_keep_records_and_comments(seed: int) -> None:
    chance = random.Random(seed)
    for source in chance.sample(SAMPLES, 8):
        untidy = Untidy(chance.randrange(10**9))
        text = untidy.text(data_of(source.text, source.path))
        made = held(text, source.path)
        lost = [one for one in untidy.comments if made.count(one) != text.count(one)]
        assert not lost, (source.path, text, made)


# ---- plain data of any texts

HOSTILE = [
    *("no", "Yes", "oN", "y", "~", "null", "NaN", ".nan", ".inf", "-.INF", "=", "<<", "", " ", " 前", "后 "),
    *(
        "0510",
        "1e3",
        "1_000",
        "0x1F",
        "0o7",
        "0b1",
        "12:30",
        "1:30:00",
        "+1",
        "-1",
        ".5",
        "-3%",
        "12%",
        "1,5",
    ),
    *(
        "2026-01-01",
        "2026-1-1",
        "2026-01-01 10:00:00",
        "91320102MA1",
        "320102-003",
        "a: b",
        "a:",
        ":a",
        "a:b",
    ),
    *("x #y", "x#y", "#x", "- a", "-a", "-", "--- a", "...", "? a", "?a", "a?b", "http://a/b?c=1#d", "a, b"),
    *(
        "[a",
        "a]b",
        "{",
        "}",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "'",
        '"',
        "it's",
        'a "b"',
        "\\n",
        "a\\",
    ),
    *(
        "a\nb",
        "a\n",
        "\na",
        "a\n\n\nb\n",
        "a\n\n",
        " a\nb",
        "a\n b\n",
        "a \nb",
        "# a\n- b: c",
        "a\n#b",
        "😀：，、",
        "“引”",
    ),
    *(
        "a\n\n b",
        "长" * 200,
        "字 " * 90 + "字",
        "true",
        "FALSE",
        "on",
        "Off",
        "a\tb".replace("\t", " "),
        "：",
        "a：b",
    ),
]
_CHARACTERS = st.characters(
    codec="utf-8", categories=["L", "N", "P", "S"], include_characters=" \n#:-,?\"'\\"
).filter(lambda char: not UNSEEN.match(char))
TEXTS = st.sampled_from(HOSTILE) | st.text(_CHARACTERS, max_size=40)
KEYS = st.sampled_from(["note", "reason", "name", "#", "a b", "no", "- x", "1", "a: b", "?"]) | st.text(
    _CHARACTERS, min_size=1, max_size=8
)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)
RECORDS = st.lists(st.dictionaries(KEYS, TREES, min_size=1, max_size=4), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_any_plain_data_is_read_back(records: list[dict[str, Any]]) -> None:
    path = "rosters/waivers.yml"
    made = whole_file(KIND["waiver"], path, records)
    document, _ = parse(Source(path=path, text=made))  # the texts may hold what a clerk may not write
    assert document
    assert document.data == records
    assert formatted(made, KIND["waiver"], path) == made


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=6), st.booleans())
def test_texts_are_texts_to_other_readers(texts: list[str], spread: bool) -> None:  # noqa: FBT001 -- hypothesis
    record = {"id": "first", "title": texts[0], "text": texts[-1], "policies": texts}
    made = whole_file(KIND["case"], "content/cases/first.yml", record)
    if spread:  # in lines
        made = re.sub(
            r"policies: \[.*\]",
            "policies:\n"
            + "\n".join(f"- {scalar(text, flow=False, code=True)}" for text in texts).replace("\\", r"\\"),
            made,
        )
        made = formatted(made, KIND["case"], "content/cases/first.yml")
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(made, loader) == record  # noqa: S506 -- both are safe


# ---- one way of writing after the other

WAIVERS = "rosters/waivers.yml"
LAYOUTS = {
    "blank lines of a text stay": (
        "- note: |\n    甲\n\n\n    乙\n",
        "- note: |\n    甲\n\n\n    乙\n",
    ),
    "blank lines between, at most one": (
        "\n\n- rule: a\n\n\n\n- rule: b\n\n\n",
        "- rule: a\n\n- rule: b\n",
    ),
    "an empty text of several lines": (
        "- note: |\n  # c\n- note: >\n\n- note: >\n# d\n- rule: x # e\n",
        '- note: ""\n  # c\n- note: ""\n\n- note: ""\n# d\n- rule: x  # e\n',
    ),
    "lines behind a text": (
        "- note: |+\n    a\n\n  rule: x\n- note: >+\n    a\n    b\n\n- note: |-\n    a\n    b\n\n\n- note: |\n    a\n    b",
        '- rule: x\n  note: "a\\n\\n"\n- note: "a b\\n\\n"\n\n- note: |-\n    a\n    b\n\n- note: |-\n    a\n    b\n',
    ),
    "indicators of indentation": (
        "- note: |2\n      a\n    b\n  rule: x # c\n- note: >2-\n      a\n    b\n  # d\n",
        '- rule: x  # c\n  note: "  a\\nb\\n"\n- note: "  a\\nb"\n  # d\n',
    ),
    "folded texts stay as they are": (
        "- note: >-   # c\n      甲乙\n      丙丁\n\n        戊\n      己\n",
        "- note: >-  # c\n    甲乙\n    丙丁\n\n      戊\n    己\n",
    ),
    "spaces that count at the end of a line": (
        "- note: >\n    a  \n    b\n- note: |\n    a  \n    b\n",
        '- note: |\n    a   b\n- note: "a  \\nb\\n"\n',
    ),
    "lines of a text that look like comments": (
        "- note: |\n    # a\n    b # c\n  # d\n  rule: x\n",
        "\n# d\n- rule: x\n  note: |\n    # a\n    b # c\n",
    ),
    "texts over several lines": (
        '- note: a\n    b\n\n    c # d\n  rule: "x\\\n    y" # z\n',
        "- rule: xy  # z\n  note: |-  # d\n    a b\n    c\n",
    ),
    "marks of documents": (
        "%YAML 1.1\n# a\n---\n# b\n- rule: x\n...\n# c\n",
        "# a\n# b\n- rule: x\n# c\n",
    ),
    "an empty list": ("# a\n[ # b\n] # c\n# d\n", "# a\n# b\n# c\n# d\n[]\n"),
    "a file in brackets": (
        "# a\n\n# b\n[ # c\n {rule: x}, # d\n {rule: z}\n] # e\n# f\n",
        "# a\n\n# b\n# c\n# d\n# e\n- {rule: x}\n- {rule: z}\n# f\n",
    ),
    "empty values": (
        "- note: [ # c\n  ]\n  rule: {}\n- note: ''\n",
        '- rule: {}\n  # c\n  note: []\n- note: ""\n',
    ),
    "comments between a key and its value": (
        "- note: # a\n    # b\n    甲 # c\n  rule: # d\n  # e\n  - 乙 # f\n  # g\n  - 丙\n    # h\n  until: x\n",
        "- rule:  # d\n    # e\n    - 乙  # f\n    # g\n    - 丙\n    # h\n  until: x\n  # a\n  # b\n  note: 甲  # c\n",
    ),
    "comments at a dash": (
        "-   # a\n  rule: x\n- # b\n  # c\n  rule: z\n-\n\n  rule: v\n",
        "# a\n- rule: x\n# b\n# c\n- rule: z\n\n- rule: v\n",
    ),
    "comments behind ever deeper ends": (
        "- a:\n    b:\n      c:\n        - d: e\n          # 1\n        # 2\n      # 3\n    # 4\n  # 5\n# 6\n",
        "- a:\n    b:\n      c:\n        - d: e\n          # 1\n        # 2\n      # 3\n    # 4\n  # 5\n# 6\n",
    ),
    "a comment behind a record before one in braces": (
        "-   rule: x\n    # a\n\n- {rule: z}\n",
        "- rule: x\n  # a\n\n- {rule: z}\n",
    ),
    "lists in lists": (
        "- - a\n  - - b\n    # c\n    - d\n- [[e]]\n",
        "- - a\n  - - b\n    # c\n    - d\n- [[e]]\n",
    ),
    "the schema twice, wrong and late": (
        "# licence\n\n# yaml-language-server: $schema=a\n# b\n# yaml-language-server: $schema=../b\n- rule: x\n",
        "# licence\n\n# b\n- rule: x\n",
    ),
    "no space between a comment and its value": (
        "- rule: x # c\n  note:    z      # d\n",
        "- rule: x  # c\n  note: z  # d\n",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    before, after = LAYOUTS[name]
    assert held(before, WAIVERS) == f"# yaml-language-server: $schema=../schemas/waivers.json\n{after}"


def test_long_lines_are_broken_at_the_width() -> None:
    head = '- rule: x\n  note: [{a: b}, "'
    for length in (WIDTH - 20, WIDTH + 20):
        made = held(f'{head}{"长" * (length - len(head) + 8)}"]\n', WAIVERS)
        assert (max(map(len, made.split("\n")[1:])) <= WIDTH) is (length < WIDTH)
    fits = "- rule: x\n  note: [" + "长" * (WIDTH - len("  note: []")) + "]  # c\n"
    assert held(fits, WAIVERS).endswith(fits)
    assert held(fits.replace("[", "[长"), WAIVERS).endswith("  note:  # c\n    - " + "长" * 111 + "\n")


def test_fields_stand_in_the_order_of_their_record() -> None:
    text = "commissioners:\n- posts:\n  - {since: 2022-05-01, work_phone: 000-1, unit: 甲, unit_kind: 行政}\n  name: 示例\n  id: 990102-001\n  other: x\nregion: 990102\n"
    assert held(text, COMMISSIONERS).partition("\n")[2] == (
        'region: "990102"\ncommissioners:\n  - id: 990102-001\n    name: 示例\n    posts:\n'
        "      - {unit: 甲, unit_kind: 行政, work_phone: 000-1, since: 2022-05-01}\n    other: x\n"
    )


def test_records_are_sorted_with_their_comments() -> None:
    made = held(
        '# head\n\n# of 2\n- {number: "2", commissioner: 990102-001} # two\n# of 1\n- number: "1"\n  # in 1\n',
        "rosters/private/990100-jia/certificates.yml",
    )
    assert made.partition("\n")[2] == (
        '# head\n\n# of 1\n- number: "1"\n  # in 1\n\n# of 2\n- {commissioner: 990102-001, number: "2"}  # two\n'
    )


def test_texts_are_quoted_by_the_type_of_their_field() -> None:
    text = TREE[ENTERPRISES].replace("示例轴承", "2026").replace("name: 示例新材料有限公司", "name: no")
    made = held(text.replace("since: 2015-03-01", "since: '2015-03-01'"), ENTERPRISES)
    for line in ('products: ["2026"]', 'name: "no"', "since: 2015-03-01", 'region: "990102"'):
        assert line in made
    rule = "        - {fact: staff, in: ['0510', 0510, yes, \"no\"], clause: 1}\n    examples"
    made = held(TREE[POLICY].replace("    examples", rule), POLICY)
    assert (
        '{fact: staff, in: ["0510", 0510, yes, "no"], clause: "1"}' in made
    )  # a limit may be a number or a text


def test_kinds() -> None:
    kinds = {kind.name for source in SHIPPED if (kind := kind_of(source.path))}
    assert kinds == {kind.name for kind in KIND.values()} - {"holiday"}
