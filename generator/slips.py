"""What a syntax error of YAML most likely comes from, in words: the parser's own say nothing to a clerk."""

import re
from collections.abc import Sequence

_COLON = "mapping values are not allowed"
_NO_COLON = "could not find expected ':'"
_COMMA = "did not find expected ',' or"
_UNALIGNED = ("这里和上面的键对不齐", "同级的键左边对齐，每级缩进两个空格")
_NO_END = "end of stream"
_SLIP = ("YAML 写法不对，从这里读不下去", "检查这一行和上一行的缩进、冒号、引号和括号")
_SLIPS = (
    (_COLON, ("这里不该有冒号，或上一行缩进不对", "含冒号的文字加引号；同级的键左边对齐")),
    (_NO_COLON, ("这一行缺冒号", "写成“键: 值”，冒号是半角的，后面空一格")),
    (
        "did not find expected key",
        ("这里和上面的键对不齐", "同级的键左边对齐，每级缩进两个空格；引号里的引号换成“”"),
    ),
    ("did not find expected '-'", _UNALIGNED),
    (
        _COMMA,
        ("括号里缺逗号，或括号没有合上", "{ } 和 [ ] 成对写，各项用半角逗号分开"),
    ),
    (
        "did not find expected node",
        ("这里缺一个值，或括号没有配对", "{ } 和 [ ] 成对写；以括号或逗号开头的文字要加引号"),
    ),
    ("cannot start any token", ("这个字符不能开头", "以 @ ` % 等开头的文字要加引号")),
    (_NO_END, ("引号没有合上", "给这段文字补上另一半引号")),
    ("document indicator", ("引号没有合上", "给这段文字补上另一半引号")),
    ("expected comment or line break", ("“>”和“|”后面不能直接写文字", "以 > 或 | 开头的文字要加引号")),
    ("tag URI", ("这个字符不能开头", "以 ! 开头的文字要加引号")),
    ("expected whitespace", ("这个字符不能开头", "以 ! & * 开头的文字要加引号")),
    ("undefined tag", ("这个字符不能开头", "以 ! 开头的文字要加引号")),
    ("escape", ("双引号里的反斜杠写法不对", "改用单引号，或把 \\ 写成 \\\\")),
)
_FIRST_KEY = re.compile(r"[\s-]*[A-Za-z_]+")
_ITEM = re.compile(r"\s*- |[A-Za-z_]+:")
_BEGIN = re.compile(r"\{|[A-Za-z_]+:")
_WIDE_COLON = re.compile(r"[\s-]*([A-Za-z_]+)\s*：\s*(.*)")
_WIDE_SPACE = re.compile(r"[\s-]*([A-Za-z_]+)\s*:\u3000\s*(.*)")
_NO_SPACE = re.compile(r"[\s-]*([A-Za-z_]+):([^\s/].*)")


def slip_of(problem: str, places: Sequence[tuple[int, int]], text: str) -> tuple[int, int, str, str]:
    """Line and column from 1, the likely slip and its mend.

    `problem` is what the parser says; `places`, lines and columns from 0: where it gave up, where it began.
    """
    lines = text.split("\n")
    began = problem == _NO_COLON or problem.endswith(_NO_END)
    row, column = (*places[:: -1 if began else 1], (0, 0))[0]
    row = min(row, len(lines) - 1)
    for line in (row, max(row - 1, 0)) if _COLON in problem else (row,):
        key = _key_slip(lines[line])
        if key:
            return line + 1, _indent(lines[line]) + 1, *key
    if mend := _dash_slip(lines, row):
        return row + 1, _indent(lines[row]) + 1, "这一条前面少了“- ”", mend
    if _COMMA in problem and (bracket := _bracket_slip(lines, (row, column), places)):
        return bracket
    if _COLON in problem and _FIRST_KEY.fullmatch(lines[row][:column]):
        return row + 1, _indent(lines[row]) + 1, *_UNALIGNED
    slip = next((slip for words, slip in _SLIPS if words in problem), _SLIP)
    return row + 1, min(column, len(lines[row])) + 1, *slip


def _bracket_slip(
    lines: Sequence[str], gave_up: tuple[int, int], places: Sequence[tuple[int, int]]
) -> tuple[int, int, str, str] | None:
    """A full-width comma between two items, or a bracket or quote left open up to the next line."""
    row, column = gave_up
    if lines[row][column : column + 1] == "，":
        return row + 1, column + 1, "这个逗号是全角的", "改成半角逗号，后面空一格"
    line, start = places[-1]
    if line < row and _ITEM.match(lines[row]):
        return line + 1, start + 1, "从这里开始的括号或引号没有合上", "引号、{ } 和 [ ] 都成对写"
    return None


def _dash_slip(lines: Sequence[str], row: int) -> str | None:
    """A line as an item of a list, where one above it is an item and begins in the same way."""
    line = lines[row].lstrip(" ")
    begin = _BEGIN.match(line)
    dash = f"{lines[row][: len(lines[row]) - len(line)]}- {begin[0]}" if begin else ""
    above = any(other.startswith(dash) for other in lines[:row]) if begin else False
    return f"这一行开头加“- ”，和上面的各条对齐，写作 - {line.rstrip()[:24]}…" if above else None


def _key_slip(line: str) -> tuple[str, str] | None:
    """What is wrong behind the key of a line, and the line as it should be."""
    for pattern, message in (
        (_WIDE_COLON, "这一行的冒号是全角的"),
        (_WIDE_SPACE, "冒号后面是全角空格"),
        (_NO_SPACE, "冒号后面缺一个空格"),
    ):
        if found := pattern.fullmatch(line):
            return message, f"写作 {found[1]}: {found[2].strip()[:60]}".rstrip()
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))
