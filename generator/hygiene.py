"""Characters that do not belong in a text (rule 38): found in the text as it stands in the file."""

import re
import unicodedata
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.source import Source

UNSEEN = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters; a tab has a message of its own
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # soft hyphen and other fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, bidi, line separators
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # surrogates, tags, private use
    "]"
)
"""What a reader cannot see or a font cannot show; private-use characters also mark the shell's slots."""

STAND_IN = "□"
"""What an unseen character is read as, so that the rest of its file is still checked."""


def unclean(source: Source) -> Iterator[Diagnostic]:
    """One finding for each line with a tab or an unseen character, or that is not in form NFC."""
    lines_seen = set()
    for found in UNSEEN.finditer(source.text):
        span = source.span(found.start())
        if span.line in lines_seen:
            continue
        lines_seen.add(span.line)
        if found[0] == "\t":
            yield Diagnostic(
                code="tab-character", span=span, message="这里有制表符（Tab）", help="换成空格，每级缩进两个"
            )
        else:
            name = f"U+{ord(found[0]):04X}"
            yield Diagnostic(
                code="unseen-character",
                span=span,
                message=f"这里有看不见的字符 {name}",
                help="删掉它；复制来的文字可先粘贴到纯文本编辑器",
            )
    if not unicodedata.is_normalized("NFC", source.text):
        yield from _decomposed(source)


def _decomposed(source: Source) -> Iterator[Diagnostic]:
    """The first character of each line that NFC would write otherwise."""
    offset = 0
    for line in source.text.split("\n"):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            at = next(
                (place for place, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), len(composed)
            )
            yield Diagnostic(
                code="not-nfc",
                span=source.span(offset + at),
                message="这个字用了不常用的编码写法（不是 NFC）",
                help=f"重新输入这个字；这一行应写作：{composed.strip()[:60]}",
            )
        offset += len(line) + 1
