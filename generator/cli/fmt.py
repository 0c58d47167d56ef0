"""`portal fmt`: all data files, or those named, in their canonical form."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from generator.cli.help_page import Command
from generator.cli.options import common
from generator.cli.private_files import as_it_lies, with_private
from generator.diagnostics import in_order, renamed
from generator.editing.whole_trees import all_formatted
from generator.kinds import kind_of
from generator.reading import read_sources
from generator.report import FORMATS
from generator.staging import write_together


@click.command(cls=Command)
@common
@with_private
@click.option("--check", is_flag=True, help="只列出要整理的文件，不改；有的话退出码是 1")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[文件]...")
def fmt(
    root: Path,
    as_of: date,
    private: Path | None,
    files: Sequence[Path],
    *,
    public_only: bool,
    check: bool,
) -> int:
    """把数据文件整理成统一的写法：缩进、引号、字段和条目的次序。内容和注释不变。不写文件或文件夹，就是全部。"""
    folder = None if public_only else private
    name = as_it_lies(root, folder)
    sources, unread = read_sources(root, folder)
    asked = [os.path.relpath(path.parent.resolve() / path.name, root) for path in files]
    wanted = _below(asked, name)
    known = [source for source in sources if kind_of(source.path) and wanted(source.path)]
    faults, changed = [fault for fault in unread if wanted(fault.span.path)], {}
    seen = [
        name(path) for path in (*(source.path for source in known), *(fault.span.path for fault in faults))
    ]
    if strange := [one for one in asked if not any(_is_in(path, one) for path in seen)]:
        message = f"没有这样的数据文件：{'、'.join(strange)}。写 content、rosters 或内部文件夹里的 .yml 文件或文件夹"
        raise click.UsageError(message)
    for found, made in all_formatted(known, os.cpu_count() or 1):
        faults += found
        changed.update(made)
    listed = [renamed(fault, name) for fault in faults]
    if listed:
        texts = {name(source.path): source.text for source in sources}
        click.echo(FORMATS["concise"](in_order(listed), texts, as_of, None), nl=False)
        click.echo("有上面问题的文件没有整理，改好后再运行 portal fmt", err=True)
    if not check:
        old = {source.path: source.text.encode() for source in known}
        write_together({root / name(path): (old[path], text) for path, text in changed.items()})
    for path in changed:
        click.echo(f"{'要整理' if check else '整理好了'}：{name(path)}")
    faulty = {fault.span.path for fault in faults}
    rest = sum(source.path not in changed and source.path not in faulty for source in known)
    click.echo(
        f"{len(changed)}个文件{'要整理，运行 portal fmt' if check and changed else '整理过'}，{rest}个本来就是统一的写法"
    )
    return int(bool(faults) or (check and bool(changed)))


def _below(asked: Sequence[str], name: Callable[[str], str]) -> Callable[[str], bool]:
    """Whether a path is one of those that were asked for, or below one; each is where none was."""
    return lambda path: not asked or any(_is_in(name(path), one) for one in asked)


def _is_in(path: str, above: str) -> bool:
    return above in {".", path} or path.startswith(f"{above}/")
