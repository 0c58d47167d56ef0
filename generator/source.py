"""Sources: the YAML files of a tree as text, and places in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A place in a file: line and column from 1, column and width in characters."""

    path: str
    line: int = 1
    column: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file as text: `path` is relative to the root, with `/`."""

    path: str
    text: str

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; "" behind the end."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def span(self, offset: int, width: int = 1) -> Span:
        """The place of a character, given its offset from the start of the text."""
        before = self.text[:offset]
        start = before.rfind("\n") + 1
        return Span(path=self.path, line=before.count("\n") + 1, column=offset - start + 1, width=width)
