"""The help of a command, in Chinese."""

import re
from collections.abc import Iterable

import click

from generator.report.lines import cells

_WORDS = {
    "Options": "选项",
    "Commands": "命令",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令",
}


_BEHIND = {
    r"  \[required\]$": "，必须写",
    r"  \[x>=(\d+)\]$": r"，不小于\1",
    r"  \[(\d+)<=x<=(\d+)\]$": r"，\1至\2",
}


class _Page(click.HelpFormatter):
    """Headings in Chinese, and columns in which a Chinese character counts as two."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for theirs, ours in _WORDS.items():
            args = args.replace(theirs, ours)
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{_WORDS.get(heading, heading)}：\n")

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = 30,  # noqa: ARG002 -- click's signature
        col_spacing: int = 2,
    ) -> None:
        listed = list(rows)
        width = max(cells(term) for term, _ in listed) + col_spacing
        for term, text in listed:
            self.write(f"  {term}{' ' * (width - cells(term))}{_in_chinese(text)}\n")


def _in_chinese(text: str) -> str:
    """What an option is for, with what click writes behind it in our words: whether it must be, and which numbers may."""
    for theirs, ours in _BEHIND.items():
        text = re.sub(theirs, ours, text)
    return text


class _Context(click.Context):
    formatter_class = _Page


class Command(click.Command):
    """A command with its help in Chinese."""

    context_class = _Context


class Group(click.Group):
    """A group of commands with its help in Chinese."""

    context_class = _Context


helped = click.help_option("-h", "--help", help="显示这份说明")
"""The option that shows the help."""
