"""`portal export`: the data as files."""

import os
from datetime import date
from pathlib import Path

import click

from generator.checking import checked
from generator.cli.annex import adjustment, annex
from generator.cli.help_page import Command, Group, helped
from generator.cli.options import common
from generator.exports.downloads import table_files
from generator.exports.table import Sheet
from generator.exports.tables import TABLES, sheets
from generator.portal import derive
from generator.report import FORMATS
from generator.report.summary import summary
from generator.staging import placed


@click.group(cls=Group)
@helped
def export() -> None:
    """导出数据：一种数据一条子命令。"""


export.add_command(annex)
export.add_command(adjustment)


@export.command(cls=Command)
@common
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="文件夹",
    help="写到哪里；同名的旧文件换成新的，其他文件不动",
)
def tables(root: Path, as_of: date, out: Path) -> int:
    """每种公开数据写成一个CSV和一个xlsx，另有一个包含全部表格的xlsx。有错误时不导出。"""
    found = checked(root, as_of)
    if found.faulty:
        click.echo(FORMATS["full"](found.diagnostics, found.texts, as_of), nl=False)
        click.echo("没有导出，原来的文件没有改动", err=True)
        return 1
    click.echo(summary(found.diagnostics))
    portal = derive(found.dataset)
    made = sheets(portal)
    with placed(out) as folder:
        files = table_files(portal, made, os.cpu_count() or 1)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    for sheet in made:
        click.echo(f"  {sheet.name}.csv  {sheet.name}.xlsx  {sheet.label}{len(sheet.rows)}条")
    click.echo(f"写出{len(made)}种数据、{len(files)}个文件，在{out}")
    _name_stale(out, made)
    return 0


def _name_stale(out: Path, made: tuple[Sheet, ...]) -> None:
    """Name tables of an earlier export that are not public any more."""
    names = {table.name for table in TABLES} - {sheet.name for sheet in made}
    stale = [f"{name}.{form}" for name in sorted(names) for form in ("csv", "xlsx")]
    left = [name for name in stale if (out / name).exists()]
    if left:
        click.echo(f"以前导出的{'、'.join(left)}现在不公开，已不再更新，看过后请删除", err=True)
