"""YAML to data: scalars stay text, every key and value has its place, every slip has its words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Severity
from generator.document import MOST_FAULTS, Document, Loc, parse
from generator.hygiene import UNSEEN
from generator.reading import read_sources
from generator.source import PRIVATE, Source, Span
from generator.yaml_reader import MAX_DEPTH, MAX_PRIVATE_VALUES, MAX_VALUES


def read(text: str) -> tuple[Document | None, list[Diagnostic]]:
    return parse(Source(path="x.yml", text=text))


def data(text: str) -> object:
    document, faults = read(text)
    assert faults == []
    assert document
    return document.data


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(fault.code, fault.span.line, fault.span.column) for fault in read(text)[1]]


@pytest.mark.parametrize(
    "scalar",
    ["no", "on", "Yes", "0510", "1_000", "12:30", "1e3", "1.10", "2024-02-30", "~", ".inf", ".nan", "=", "null", "0x1F", "0o17"],
)  # fmt: skip
def test_scalars_stay_text(scalar: str) -> None:
    assert data(f"a: {scalar}\n{scalar}: b") == {"a": scalar, scalar: "b"}


def test_shapes() -> None:
    assert data("a:\n  - b\n  - [c, {d: e}]\n") == {"a": ["b", ["c", {"d": "e"}]]}
    assert data("a: |\n  甲\n  乙\nb: >\n  甲\n  乙\n") == {"a": "甲\n乙\n", "b": "甲 乙\n"}
    assert data("a: ''\nb: \"\"") == {"a": "", "b": ""}
    assert data("--- \na: b\n...\n") == {"a": "b"}
    assert data("- '<<'\n- '*a'\n- '!a'") == ["<<", "*a", "!a"]
    assert data("'<<': a") == {"<<": "a"}


def test_places() -> None:
    document, _ = read("甲: 乙\nlist:\n  - {键: 值, b: c}\n  - 长文\n    续行\n")
    assert document
    assert document.place(("甲",)) == Span(path="x.yml", line=1, column=4, width=1)
    assert document.place(("甲",), on_key=True) == Span(path="x.yml", line=1, column=1, width=1)
    assert document.place(("list", 0)) == Span(path="x.yml", line=3, column=5, width=1)
    assert document.place(("list", 0, "键"), on_key=True) == Span(path="x.yml", line=3, column=6, width=1)
    assert document.place(("list", 0, "b")) == Span(path="x.yml", line=3, column=15, width=1)
    assert document.place(("list", 1)) == Span(path="x.yml", line=4, column=5, width=1)
    assert document.place(("list", 9, "x")) == document.place(("list",))
    assert document.place(()) == Span(path="x.yml", line=1, column=1, width=1)
    assert document.place((), on_key=True) == document.place(())


ROOT = Path(__file__).parent.parent

ITEMS = """# 注释
list:
  # 甲的注释
  - id: 甲
    名: "长
      续行"
    inner:
      - {a: b}
      - - c
        - d: e

  -
    id: 乙

  - {id: 丙, 名: 丁}
  - 戊
  - ? id
    : 己
    块: |
      - id: 不是项
      庚
list:
  - id: 写了两次
other:
- id: 辛
  名:
- 名: &x 壬
  !t 名二: *x
flow: [子: 丑, {寅: 卯}]
end: 癸
"""


def ways(data: object, loc: Loc = ()) -> Iterator[Loc]:
    """Every way into a document, and one that is not there."""
    yield from (loc, (*loc, "没有"))
    if isinstance(data, dict | list):
        for key, item in data.items() if isinstance(data, dict) else enumerate(data):
            yield from ways(item, (*loc, key))


def items_of(document: Document) -> set[Loc]:
    """The ways to the mappings of which the reader noted where they begin."""
    return {
        (*way, place // 2)
        for way, starts in document.items.items()
        for place, number in enumerate(starts)
        if place % 2 == 0 and number >= 0
    }


@pytest.mark.parametrize("text", [ITEMS, ITEMS.replace("\n", "\r\n"), ITEMS.replace("名: ", "名:\t")])
def test_an_item_read_alone_has_the_places_of_the_whole(text: str) -> None:
    document, _ = read(text)
    assert document
    assert items_of(document) == {
        ("list", 0),
        ("list", 1),
        ("list", 2),
        ("list", 4),
        ("other", 0),
        ("other", 1),
    }
    whole = replace(document, items={})
    for loc in ways(document.data):
        for on_key in (False, True):
            assert document.place(loc, on_key=on_key) == whole.place(loc, on_key=on_key), loc


def test_an_item_of_a_list_at_the_top_read_alone() -> None:
    document, _ = read("- id: 甲\n  list:\n    - a: b\n# 注释\n- {id: 乙, list: [c]}\n- - d: e\n")
    assert document
    assert items_of(document) == {(0,), (1,), (2, 0)}
    whole = replace(document, items={})
    for loc in ways(document.data):
        assert document.place(loc) == whole.place(loc), loc


def test_shipped_items_read_alone_have_the_places_of_the_whole() -> None:
    documents = [document for source in read_sources(ROOT)[0] if (document := parse(source)[0])]
    read_alone = 0
    for document in documents:
        whole = replace(document, items={})
        items = items_of(document)
        for loc in [way for way in ways(document.data) if way[:2] in items][::7]:
            assert document.place(loc) == whole.place(loc), (document.path, loc)
            read_alone += 1
    assert read_alone > 1000


def test_places_of_a_file_that_could_not_be_read() -> None:
    document = Document(Source(path="x.yml", text="a: [\n"), None)
    assert document.place(("a",)).path == "x.yml"
    for text in ("[", "'", ""):
        assert Document(Source(path="x.yml", text=text), None).place(("a",)) == Span(path="x.yml")


def test_the_place_of_the_first_of_two_keys_counts() -> None:
    document, faults = read("a: b\na: {c: d}\n")
    assert document
    assert document.data == {"a": "b"}
    assert [fault.code for fault in faults] == ["duplicate-key"]
    assert document.place(("a",)).line == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("empty-file", 1, 1)]),
        ("# x\n", [("empty-file", 1, 1)]),
        ("---\n", [("empty-file", 1, 1)]),
        ("a:\n", [("empty-value", 1, 1)]),
        ("- a\n-\n", [("empty-value", 2, 2)]),
        ("a: b\n---\nc: d\n", [("several-documents", 2, 1)]),
        ("a: b\na: c\n", [("duplicate-key", 2, 1)]),
        ("{a: b, a: c}", [("duplicate-key", 1, 8)]),
        ("a: &x b\n", [("yaml-anchor", 1, 4)]),
        ("&x a: b\n", [("yaml-anchor", 1, 1)]),
        ("&x\na: b\n", [("yaml-anchor", 1, 1)]),
        ("a: *x\n", [("yaml-alias", 1, 4)]),
        ("*x\n", [("yaml-alias", 1, 1)]),
        ("*x : b\n", [("complex-key", 1, 1), ("yaml-alias", 1, 1)]),
        ("a: !!int 1\n", [("yaml-tag", 1, 4)]),
        ("a: !!python/object/apply:os.system [id]\n", [("yaml-tag", 1, 4)]),
        ("!!str a: b\n", [("yaml-tag", 1, 1)]),
        ("<<: {a: b}\n", [("yaml-merge-key", 1, 1)]),
        ("? [a]\n: b\n", [("complex-key", 1, 3)]),
        ("? {a: b}\n: c\n", [("complex-key", 1, 3)]),
        ("a:\tb\n", [("tab-character", 1, 3)]),
        ("\ta: b\n\tc: d\n", [("tab-character", 1, 1), ("tab-character", 2, 1)]),
        ("a: b\n\tc: d\n", [("tab-character", 2, 1)]),
        ("a: b\u200bc\u200b\n", [("unseen-character", 1, 5)]),
        ("a:\u00a0b\n", [("unseen-character", 1, 3)]),
        ("a: \ufffdb\n", [("unseen-character", 1, 4)]),
        ("\ue000: b\n", [("unseen-character", 1, 1)]),
        ("a: b\x00c\n", [("unseen-character", 1, 5)]),
        ("a: b\x85c\n", [("unseen-character", 1, 5)]),
        ("a: b\u2028c\n", [("unseen-character", 1, 5)]),
        ("a: b\rc: d\n", [("unseen-character", 1, 5)]),
        ("a: b\r", [("unseen-character", 1, 5)]),
        ("a: b\U000f0000\n", [("unseen-character", 1, 5)]),
        ("a: b\U0010ffff\n", [("unseen-character", 1, 5)]),
        ("a: b\ufffe\n", [("unseen-character", 1, 5)]),
        ('a: "b\\ue000"\n', [("unseen-character", 1, 4)]),
        ('a: "b\\tc\\u202e"\n', [("unseen-character", 1, 4)]),
        ('"\\ue000": b\n', [("unseen-character", 1, 1)]),
        ("a: b\r\nc: d\r\n", [("windows-line-ends", 1, 5)]),
        ("a: e\u0301\n", [("not-nfc", 1, 4)]),
        ("a: b\ne\u0301: e\u0301\n", [("not-nfc", 2, 1)]),
        ("a: \u2126\n", [("not-nfc", 1, 4)]),
    ],
)
def test_faults_at_their_places(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert codes(text) == expected


COLON = "这里不该有冒号，或上一行缩进不对"
ALIGN = "这里和上面的键对不齐"
QUOTE = "引号没有合上"
START = "这个字符不能开头"
OTHER = "YAML 写法不对，从这里读不下去"
BRACKET = "括号里缺逗号，或括号没有合上"
UNCLOSED = "从这里开始的括号或引号没有合上"
PAIR = "这里缺一个值，或括号没有配对"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("id：x\ntitle: y\n", (1, 1), "这一行的冒号是全角的"),
        ("id: x\ntitle：y\nlevel: z\n", (2, 1), "这一行的冒号是全角的"),
        ("a:\n  - id: x\n    name：y\n    z: x\n", (3, 5), "这一行的冒号是全角的"),
        ("id:\u3000x\ntitle: y\n", (1, 1), "冒号后面是全角空格"),
        ("id:x\ntitle: y\n", (1, 1), "冒号后面缺一个空格"),
        ("id: x\n title: y\n", (2, 2), ALIGN),
        ("a: b: c\n", (1, 5), COLON),
        ("a:\n  - b\n - c\n", (3, 2), ALIGN),
        ('a: "x "y" z"\n', (1, 8), ALIGN),
        ("a: b\n- c\n", (2, 1), ALIGN),
        ("a:\n  - {b: 1}\n  {b: 2}\n", (3, 3), "这一条前面少了“- ”"),
        ("a:\n  - b: 1\n    c: 2\n  b: 2\n", (4, 3), "这一条前面少了“- ”"),
        ("- b: 1\n  c: 2\nb: 2\n", (3, 1), "这一条前面少了“- ”"),
        ("a:\n  - b: 1\n  c: 2\n", (3, 3), ALIGN),
        ("- a\nb: c\n", (2, 1), ALIGN),
        ("a: [x, y\nb: c\n", (1, 4), UNCLOSED),
        ("a: {x: 1\nb: c\n", (1, 4), UNCLOSED),
        ('a: {x: "1" y: 2}\n', (1, 12), BRACKET),
        ('a: {x: "1"，y: 2}\n', (1, 11), "这个逗号是全角的"),
        ("a: [\n", (2, 1), PAIR),
        ("a: ]\n", (1, 4), PAIR),
        ('a: "x\nb: c\n', (1, 4), QUOTE),
        ("a: 'x\nb: c\n", (1, 4), QUOTE),
        ("a: 'x\n---\nb: c'\n", (2, 1), QUOTE),
        ("a: @x\n", (1, 4), START),
        ("a: %x\n", (1, 4), START),
        ("a: [!部委 y]\n", (1, 6), START),
        ("a: !< x\n", (1, 6), START),
        ("a: !a!b x\n", (1, 4), START),
        ("a: >=5\n", (1, 5), "“>”和“|”后面不能直接写文字"),
        ('a: "\\d"\n', (1, 5), "双引号里的反斜杠写法不对"),
        ('a: "\\ud800"\n', (1, 7), "双引号里的反斜杠写法不对"),
        ("a: |\n x\ny\n", (3, 1), "这一行缺冒号"),
        ("%YAML 9.9\n---\na: b\n", (1, 1), OTHER),
    ],
)
def test_slips_of_syntax(text: str, place: tuple[int, int], message: str) -> None:
    document, (fault,) = read(text)
    assert document is None
    assert fault.code == "yaml-syntax"
    assert ((fault.span.line, fault.span.column), fault.message) == (place, message)


def test_the_mend_of_a_colon_shows_the_line() -> None:
    assert read("标: 甲\nid：x y\n")[1][0].help == "写作 id: x y"
    assert read("id：\n  a: b\n")[1][0].help == "写作 id:"


def test_a_syntax_error_behind_a_tab_is_not_said_twice() -> None:
    assert codes("a:\n\tb: c\n  d: e\n    f: g\n") == [("tab-character", 2, 1)]
    assert codes("a: [\nb: c\n\td: e\n")[-1][0] == "tab-character"


def test_an_unseen_character_does_not_hide_the_rest() -> None:
    document, faults = read("a: 甲\u200b乙\nb: &x c\n")
    assert document
    assert document.data == {"a": "甲□乙", "b": "c"}
    assert [fault.code for fault in faults] == ["unseen-character", "yaml-anchor"]


def test_limits() -> None:
    nested = ["[" * depth + "]" * depth for depth in (MAX_DEPTH, MAX_DEPTH + 1)]
    assert read(nested[0])[1] == []
    assert [fault.code for fault in read(nested[1])[1]] == ["too-deep"]
    assert read("{" * 30_000)[1][-1].code == "too-deep"
    many = read("- a\n" * (MAX_VALUES + 1))
    assert many[0] is None
    assert [fault.code for fault in many[1]] == ["too-many-values"]
    assert read("- a\n" * (MAX_VALUES - 1))[1] == []


def test_faults_are_not_without_end() -> None:
    assert len(read("a: b\n" * 10_000)[1]) == MOST_FAULTS + 1
    assert len(read("- \u200b\n" * 10_000)[1]) == MOST_FAULTS + 1


def test_every_character_that_the_parser_refuses_is_named() -> None:
    refused = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF)]
    assert all(UNSEEN.fullmatch(char) for char in refused if char != "\n")


def test_a_ledger_may_hold_more_values_than_other_files() -> None:
    text = "- a\n" * MAX_VALUES
    assert [fault.code for fault in read(text)[1]] == ["too-many-values"]
    assert parse(Source(path=f"{PRIVATE}/x.yml", text=text))[1] == []
    too_many = parse(Source(path=f"{PRIVATE}/x.yml", text="- a\n" * MAX_PRIVATE_VALUES))[1]
    assert [fault.code for fault in too_many] == ["too-many-values"]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("{a: 350,000}", "逗号把前一项断开了：数字不写逗号（350000），一段文字整段加引号，几项写成 [甲, 乙]"),
        ("{a: 送去办法, 听取难处。}", "逗号把前一项断开了：数字不写逗号（350000），一段文字整段加引号，几项写成 [甲, 乙]"),
        ("{do：反馈, date: 2026-02-18}", "冒号用半角，后面空一格：do: 反馈"),
        ("{do:反馈, date: 2026-02-18}", "冒号用半角，后面空一格：do: 反馈"),
        ("{a: , b: c}", "在冒号后面填上值，或删掉这一行"),
        ("a:\nb: c", "在冒号后面填上值，或删掉这一行"),
    ],
)  # fmt: skip
def test_the_mend_for_a_key_without_a_value(text: str, mend: str) -> None:
    (fault,) = read(text)[1]
    assert (fault.code, fault.help) == ("empty-value", mend)


def test_a_text_that_a_hash_cuts_off() -> None:
    document, (fault,) = read(
        "甲: 企业反映 #2 生产线货款拖欠。\n乙: 丙 # 注释\n丁: '戊 #己'\n庚: a#b\n# 辛\n"
    )
    assert document
    assert document.data == {"甲": "企业反映", "乙": "丙", "丁": "戊 #己", "庚": "a#b"}
    assert (fault.code, fault.severity, fault.span.line) == ("text-cut-off", Severity.WARNING, 1)
