"""What a syntax error of YAML most likely comes from, in words: the parser's own say nothing to a clerk."""

import re
from collections.abc import Sequence

_SLIP = ("YAML 写法不对，从这里读不下去", "检查这一行和上一行的缩进、冒号、引号和括号")
_SLIPS = (
    ("mapping values are not allowed", ("这里不该有冒号，或上一行缩进不对", "含冒号的文字加引号；同级的键左边对齐")),
    ("could not find expected ':'", ("这一行缺冒号", "写成“键: 值”，冒号是半角的，后面空一格")),
    ("did not find expected key", ("这里和上面的键对不齐", "同级的键左边对齐，每级缩进两个空格；引号里的引号换成“”")),
    ("did not find expected '-'", ("列表的“-”对不齐", "同一列表的“-”左边对齐")),
    ("did not find expected ',' or", ("括号里缺逗号，或括号没有合上", "{ } 和 [ ] 成对写，各项用半角逗号分开")),
    ("cannot start any token", ("这个字符不能开头", "以 @ ` % 等开头的文字要加引号")),
    ("unexpected end of stream", ("引号没有合上", "给这段文字补上另一半引号")),
    ("unexpected document indicator", ("引号没有合上", "给这段文字补上另一半引号")),
    ("undefined alias", ("不能用引用（*名字）", "把被引用的内容原样写在这里；以 * 开头的文字要加引号")),
    ("unknown escape", ("双引号里的反斜杠写法不对", "改用单引号，或把 \\ 写成 \\\\")),
)
_WIDE_COLON = re.compile(r"^([\s-]*)([A-Za-z_]+)\s*：\s*(\S.*|)$")
_WIDE_SPACE = "\u3000"
_BLAMES_THE_NEXT_LINE = "could not find expected ':'"
_BLAMES_THE_END = "end of stream"


def slip_of(problem: str, places: Sequence[tuple[int, int]], text: str) -> tuple[int, int, str, str]:
    """Line and column from 1, the likely slip and its mend.

    `problem` is what the parser says; `places`, lines and columns from 0: where it gave up, where it began.
    """
    lines = text.split("\n")
    early = problem == _BLAMES_THE_NEXT_LINE or problem.endswith(_BLAMES_THE_END)
    row, column = (*places[:: -1 if early else 1], (0, 0))[0]
    row = min(row, len(lines) - 1)
    return row + 1, min(column, len(lines[row])) + 1, *_slip(problem, lines[row])


def _slip(problem: str, line: str) -> tuple[str, str]:
    wide = _WIDE_COLON.match(line)
    if wide:
        return "这一行的冒号是全角的", f"写作 {wide[2]}: {wide[3]}".rstrip()
    if _WIDE_SPACE in line:
        return "这一行有全角空格", "换成普通空格"
    return next((slip for words, slip in _SLIPS if words in problem), _SLIP)
