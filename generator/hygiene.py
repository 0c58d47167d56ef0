"""Characters that do not belong in a text (rule 38): found in the text as it stands in the file."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile

from generator.diagnostics import Diagnostic
from generator.source import Source, Span

UNSEEN = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters; a tab and a line's end have messages of their own
    "\u00a0\u2000-\u200a\u202f\u205f"  # spaces that are not the one that YAML knows
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # soft hyphen and other fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, bidi, line separators
    "\ufdd0-\ufdef\ufffd-\uffff"  # no characters, or what is left of a broken one
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # surrogates, tags, private use
    "]"
)
"""What a reader cannot see or a font cannot show; private-use characters also mark the shell's slots."""

STAND_IN = "□"
"""What an unseen character is read as, so that the rest of its file is still checked."""


def readable(text: str) -> str:
    """The text as YAML reads it: one character for one, but for the ends of lines."""
    return UNSEEN.sub(_as_read, text.replace("\r\n", "\n"))


def _as_read(found: re.Match[str]) -> str:
    """A space for what was meant as one, so that one slip is one finding."""
    return " " if found[0] == "\t" or unicodedata.category(found[0]) == "Zs" else STAND_IN


def name_of(char: str) -> str:
    """The character as a finding names it."""
    return f"U+{ord(char):04X}"


def unclean(source: Source) -> Iterator[Diagnostic]:
    """One finding for each line with an unseen character, or that is not in form NFC."""
    seen = UNSEEN.search(source.text) is not None
    composed = unicodedata.is_normalized("NFC", source.text)
    if not seen and composed:
        return
    if "\r\n" in source.text:
        yield _line_ends(source)
    for number, line in enumerate(source.text.replace("\r\n", "\n").split("\n"), 1):
        found = UNSEEN.search(line)
        if found:
            yield _unseen(Span(path=source.path, line=number, column=found.start() + 1), found[0])
        elif not composed and not unicodedata.is_normalized("NFC", line):
            yield _decomposed(source.path, number, line)


def _line_ends(source: Source) -> Diagnostic:
    before = source.text[: source.text.index("\r\n")]
    return Diagnostic(
        code="windows-line-ends",
        span=Span(path=source.path, line=before.count("\n") + 1, column=len(before) - before.rfind("\n")),
        message="这个文件的换行是 Windows 格式（CRLF）",
        help="在编辑器里把换行改成 LF 后保存",
    )


def _unseen(span: Span, char: str) -> Diagnostic:
    if char == "\t":
        return Diagnostic(
            code="tab-character", span=span, message="这里有制表符（Tab）", help="换成空格，每级缩进两个"
        )
    if char == "\ufffd":
        return Diagnostic(
            code="unseen-character",
            span=span,
            message=f"这里是乱码 {name_of(char)}",
            help="对照原文重新输入这个字",
        )
    if unicodedata.category(char) == "Zs":
        return Diagnostic(
            code="unseen-character",
            span=span,
            message=f"这里是特殊的空格 {name_of(char)}",
            help="换成普通空格；汉字和数字之间不用空格",
        )
    return Diagnostic(
        code="unseen-character",
        span=span,
        message=f"这里有看不见的字符 {name_of(char)}",
        help="删掉它；从网页复制的文字先粘贴到纯文本编辑器",
    )


def _decomposed(path: str, number: int, line: str) -> Diagnostic:
    """The first character of a line that NFC would write otherwise."""
    composed = unicodedata.normalize("NFC", line)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(line, composed, strict=False)))
    at = min(same, len(line) - 1)
    return Diagnostic(
        code="not-nfc",
        span=Span(path=path, line=number, column=at + 1),
        message="这个字的编码写法不标准（不是 NFC）",
        help=f"重新输入这个字；这一行写作：{composed.strip()[:60]}",
    )
