"""The words of a rendered page, for the search: what a reader sees, block by block."""

import re
from html import unescape

_UNREAD = re.compile(
    r"<(script|style|svg|template|noscript)\b.*?</\1>"  # not text
    r"|<(nav)\b.*?</\2>"  # the way around, not the page
    r"|<[^>]*\bdata-nosearch\b[^>]*>.*?</\w+>"  # words of controls
    r"|<!--.*?-->",
    re.DOTALL,
)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|time|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"[ \t\r\f\v]*\n\s*")


def plain_text(markup: str) -> str:
    """The text of a page's body; blocks are parted by line ends, inline elements by nothing."""
    text = _INLINE.sub("", _UNREAD.sub("\n", markup))
    text = unescape(_TAG.sub("\n", text))
    return _BLANK.sub("\n", text).strip()
