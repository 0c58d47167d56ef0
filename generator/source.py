"""Sources: the YAML files of a tree as text, and places in them."""

from dataclasses import dataclass

PRIVATE = "rosters/private"
"""The folder of the internal kinds (model.md §2): the public edition never opens it."""


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
