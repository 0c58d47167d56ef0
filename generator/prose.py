"""The words of a rendered page, for the search: what a reader sees, block by block."""

import re
from html import unescape

_UNREAD = re.compile(
    r"<(script|style|svg|template|noscript)\b.*?</\1>"  # not text
    r"|<(nav)\b.*?</\2>"  # the way around, not the page
    r"|<!--.*?-->",
    re.DOTALL,
)
_UNSEARCHED = re.compile(r"data-nosearch\b[^<>]*>")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|time|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"[ \t\r\f\v]*\n\s*")


def plain_text(markup: str) -> str:
    """The text of a page's body; blocks are parted by line ends, inline elements by nothing.

    An element with `data-nosearch` is left out with all that it holds.
    """
    text = _INLINE.sub("", _without_unsearched(_UNREAD.sub("\n", markup)))
    text = unescape(_TAG.sub("\n", text))
    return _BLANK.sub("\n", text).strip()


def _without_unsearched(markup: str) -> str:
    """Cut the elements that are marked, each to the end tag that is its own."""
    kept, start = [], 0
    while found := _UNSEARCHED.search(markup, start):
        opening = markup.rindex("<", start, found.start())
        kept.append(markup[start:opening])
        start = _end(markup, opening, found.end())
    return "\n".join((*kept, markup[start:]))


def _end(markup: str, opening: int, start: int) -> int:
    """Where the element ends whose start tag runs from `opening` to `start`; there, if it has no end tag."""
    name, depth = markup[opening + 1 : start].split(None, 1)[0], 1
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(markup, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return start
