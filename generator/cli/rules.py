"""`portal rules`: what the codes of a report mean."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from generator.cli.help_page import Command, helped
from generator.nearest import closest
from generator.report.lines import cells
from generator.report.summary import WORDS
from generator.rules.explained import Explanation, Passage, explanations


def _explained(_context: click.Context, _parameter: click.Parameter, code: str | None) -> Explanation | None:
    """The explanation of a code; a code that there is not is wrong use."""
    if code is None or code in explanations():
        return explanations()[code] if code else None
    near = closest(code, explanations())
    message = f"没有“{code[:60]}”这个代码" + (
        f"，要写的可能是 {near}" if near else "，运行 portal rules 列出全部"
    )
    raise click.BadParameter(message)


@click.command(cls=Command)
@helped
@click.argument("code", required=False, metavar="[代码]", callback=_explained)
def rules(code: Explanation | None) -> int:
    """列出检查代码；写一个代码，说明它的要求，错的写法、报告的样子和对的写法。"""
    for line in _page(code) if code else _list():
        click.echo(line)
    return 0


def _list() -> Iterator[str]:
    """Each code with what it may weigh and its first paragraph, below the heading of its group."""
    width = max(map(len, explanations()))
    weighs = max(cells(_weighs(made)) for made in explanations().values())
    for group, found in groupby(explanations().values(), key=lambda made: made.group):
        yield group
        for made in found:
            severities = _weighs(made)
            yield f"  {made.code:{width}}  {severities}{' ' * (weighs - cells(severities))}  {made.text[0]}"
        yield ""
    yield "看一个代码的说明和例子：portal rules 代码"


def _page(made: Explanation) -> Iterator[str]:
    yield f"{made.code}（{_weighs(made)}）"
    yield from made.text
    yield ""
    yield f"错的写法：{made.about}"
    yield from _passages(made.wrong)
    yield ""
    yield "报告："
    yield from (f"  {line}".rstrip() for line in made.report)
    yield ""
    yield "对的写法："
    yield from _passages(made.right)
    yield from (f"  {mend}" for mend in made.mends)


def _passages(passages: Sequence[Passage]) -> Iterator[str]:
    """The lines with their numbers; `>` stands before those that matter."""
    for path, found in groupby(passages, key=lambda passage: passage.path):
        yield f"  {path}"
        for number, passage in enumerate(found):
            if number:
                yield "         …"
            for place, line in enumerate(passage.lines, passage.first):
                yield f"  {'>' if place in passage.marked else ' '}{place:5} | {line}"


def _weighs(made: Explanation) -> str:
    return "、".join(WORDS[severity] for severity in made.severities)
