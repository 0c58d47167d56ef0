"""`portal due`: what is owed, by office."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator.checking import Checked, checked
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.cli.private_files import as_it_lies, with_private
from generator.cli.region import region_code
from generator.dataset import Dataset
from generator.diagnostics import Severity, renamed
from generator.due import DAYS, Owed, owed
from generator.report.lines import one_line


@click.command(cls=Command)
@common
@with_private
@click.option("--region", metavar="代码或名称", default=None, help="只列这个地区和它下面的；默认列全部")
@click.option("--exit-code", is_flag=True, help="有待办时退出码是 1")
def due(
    root: Path, as_of: date, private: Path | None, region: str | None, *, public_only: bool, exit_code: bool
) -> int:
    """列出待办：已到期的，和 30 天内到期的，按专员办分组；有内部文件的，联系、走访、诉求和报表也在内。"""
    found = checked(root, as_of, None if public_only else private)
    dataset = found.dataset
    chosen = dataset.codes_within[region_code(dataset, region)] if region is not None else None
    name = as_it_lies(root, private)
    listed = [
        replace(item, finding=renamed(item.finding, name))
        for item in owed(dataset, found.diagnostics)
        if chosen is None or item.office in chosen
    ]
    for line in (*_lines(dataset, listed), *_ending(found, listed)):
        click.echo(line)
    return int(found.faulty or (exit_code and any(not item.soon for item in listed)))


def _lines(dataset: Dataset, listed: Sequence[Owed]) -> Iterator[str]:
    """The items of each office below its name, the offices in the order of regions.yml."""
    for code, region in dataset.region_by_code.items():
        mine = [item for item in listed if item.office == code]
        if mine:
            yield f"{region.name}（{code}）"
            yield from (f"  {_line(item)}" for item in mine)
            yield ""


def _line(item: Owed) -> str:
    found = item.finding
    state = f"{DAYS}天内" if item.soon else "待办"
    return one_line(f"{state} {found.span.path}:{found.span.line} {found.message}。{found.help}")


def _ending(found: Checked, listed: Sequence[Owed]) -> Iterator[str]:
    soon = sum(item.soon for item in listed)
    yield (
        f"待办{len(listed) - soon}件，{DAYS}天内到期{soon}件"
        if listed
        else f"没有待办，{DAYS}天内也没有到期的"
    )
    errors = sum(item.severity is Severity.ERROR for item in found.diagnostics)
    if errors:
        yield f"数据有{errors}处错误，这里可能不全；先运行 portal check"
