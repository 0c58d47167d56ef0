"""Free text of records as Markdown within a line: emphasis, code and links, nothing that runs or loads."""

import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

_PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")
_TAGS = {"a", "br", "code", "em", "strong"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_MARKS = re.compile(r"[\\`*_\[\]<&\n]|  ")
"""What may be Markdown within a line; a text without any of it needs no parser."""

_NOTHING = Markup("")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_WRAPPED = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
"""A line end between full-width characters, which a browser would show as a gap."""


def paragraphs(text: str) -> tuple[Markup, ...]:
    """A text of several paragraphs, parted by empty lines; each is Markdown within a line."""
    return tuple(markdown(_WRAPPED.sub("", part)) for part in _GAP.split(text.strip()))


def markdown(text: str) -> Markup:
    """The text as HTML of one line: raw HTML is shown as text, images and other schemes fall away."""
    if not text:
        return _NOTHING
    if not _MARKS.search(text):
        return escape(text)
    rendered = _PARSER.renderInline(text)
    return Markup(  # noqa: S704 - cleaned in this very call
        nh3.clean(
            rendered,
            tags=_TAGS,
            attributes={"*": set(), "a": {"href"}},
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer",
        )
    )
