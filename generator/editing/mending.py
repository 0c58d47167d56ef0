"""`portal check --fix`: what can be put right without a change of meaning, in the text of a file."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.editing.layout import flat, one_line_scalars
from generator.source import Span

_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_COMMENT = re.compile("(?:^|[ \t])#", re.MULTILINE)
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """What was put right: where, what stood there, and what stands there now."""

    span: Span
    before: str
    after: str


def plain_bytes(data: bytes) -> bytes:
    """The bytes of a file without a byte order mark, and with the line ends of all others."""
    return data.removeprefix(_MARK).replace(b"\r\n", b"\n")


def plain_text(text: str) -> str:
    """The text composed (NFC), with plain spaces and without the characters that nobody sees.

    Tabs stay: how far they were meant to indent is not known.
    """
    return unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", _SPACES.sub(" ", text)))


def means_the_same(text: str, plain: str) -> bool:
    """Whether a text in plain characters has the values that it had: no part of one is a comment or a key by now.

    A text that could not be read before (a wide space behind each colon) has to be readable by now, without a new comment.
    """
    before, after = flat(text), flat(plain)
    if before is None:
        return after is not None and len(_COMMENT.findall(text)) == len(_COMMENT.findall(plain))
    return [(kind, _in_plain(value)) for kind, value in before] == [
        (kind, _in_plain(value)) for kind, value in after or ()
    ]


def _in_plain(value: str) -> str:
    """A value in plain characters, without the spaces at its ends and between its lines."""
    return " ".join(plain_text(value).split())


def mended(text: str, found: Iterable[Diagnostic]) -> tuple[str, list[Mend]]:
    """The text of a file with the right form of each value of which a finding knows it, and what was changed.

    A value that goes over several lines stays.
    """
    lines = text.split("\n")
    whole = one_line_scalars(text)
    by_place = {finding.span: finding.instead for finding in found if finding.instead}
    mends = []
    for span, instead in sorted(by_place.items(), reverse=True):
        if (span.line, span.column, span.width) not in whole:
            continue
        start, line = span.column - 1, lines[span.line - 1]
        before = line[start : start + span.width]
        after = _quoted_like(before, instead)
        lines[span.line - 1] = line[:start] + after + line[start + span.width :]
        mends.append(Mend(span=span, before=before, after=after))
    return "\n".join(lines), mends[::-1]


def _quoted_like(before: str, after: str) -> str:
    """A value in the quotes of the one that it replaces."""
    quote = before[:1] if before[:1] in {"'", '"'} else ""
    return f"{quote}{after}{quote}" if quote and not after.startswith('"') else after
