"""`portal check`: load and check everything."""

from datetime import date
from pathlib import Path

import click

from generator.build import checked
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.report import FORMATS


@click.command(cls=Command)
@common
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="full",
    help="full 画出原文；concise 一条一行；github 显示在合并请求里；json 给程序读",
)
def check(root: Path, as_of: date, form: str) -> int:
    """检查全部数据。没有错误时退出码是 0，有错误是 1；待办和提醒不影响。"""
    found = checked(root, as_of)
    click.echo(FORMATS[form](found.diagnostics, found.texts, as_of), nl=False)
    return int(found.faulty)
