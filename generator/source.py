"""Sources: the files of a tree as text, and places in them."""

import re
from dataclasses import dataclass

PRIVATE = "rosters/private"
"""The folder of the internal kinds (model.md §2): the public edition never opens it."""

GUIDES = "content/pages"
"""The folder of the pages that MkDocs makes from Markdown; here they are only text that will be public."""

_GUIDE = re.compile(rf"{GUIDES}/.*\.(?:md|markdown|mdown|mkdn|mkd)", re.DOTALL)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")


def named_well(name: str) -> bool:
    """Whether a folder, or a file without its ending, may have a name: it is part of ids and addresses."""
    return _NAME.fullmatch(name) is not None and not is_reserved(name)


def is_reserved(name: str) -> bool:
    """Whether Windows lets no file have a name, whatever its ending."""
    return _RESERVED.fullmatch(name) is not None


def is_guide(path: str) -> bool:
    """Whether a file is a page of Markdown, of which MkDocs takes these endings."""
    return _GUIDE.fullmatch(path) is not None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A place in a file: line and column from 1, column and width in characters."""

    path: str
    line: int = 1
    column: int = 1
    width: int = 1

    def meets(self, other: "Span") -> bool:
        """Whether the two places share a character of one line of one file."""
        return (
            (self.path, self.line) == (other.path, other.line)
            and self.column < other.column + other.width
            and other.column < self.column + self.width
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file as text: `path` is relative to the root, with `/`."""

    path: str
    text: str
