"""`portal check`: load and check everything."""

from datetime import date
from pathlib import Path

import click

from generator.changes import Change, checked_since
from generator.cli.fix import fix
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.cli.private_files import as_it_lies, with_private
from generator.diagnostics import renamed
from generator.findings import findings
from generator.report import FORMATS


@click.command(cls=Command)
@common
@with_private
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="full",
    help="full 画出原文；concise 一条一行；github 显示在合并请求里；json 给程序读",
)
@click.option(
    "--since",
    metavar="版本",
    default=None,
    help="只计入从 git 的这个版本以来改动引起的错误，例如 origin/main；以前就有的另外列出",
)
@click.option(
    "--fix",
    "mend",
    is_flag=True,
    help="先改好不影响意思的写法：看不见的字符、日期、数字、代码、电话和发文字号的格式；改了哪里逐处列出",
)
def check(
    root: Path,
    as_of: date,
    private: Path | None,
    form: str,
    since: str | None,
    *,
    public_only: bool,
    mend: bool,
) -> int:
    """检查全部数据。没有错误时退出码是 0，有错误是 1；待办和提醒不影响。"""
    folder = None if public_only else private
    if mend:
        for line in fix(root, as_of, folder):
            click.echo(line, err=True)
    found = findings(root, as_of, folder) if since is None else checked_since(root, since, as_of, folder)
    name = as_it_lies(root, folder)
    diagnostics = [renamed(item, name) for item in found.diagnostics]
    earlier = [renamed(item, name) for item in found.earlier] if isinstance(found, Change) else None
    texts = {name(path): text for path, text in found.texts.items()}
    click.echo(FORMATS[form](diagnostics, texts, as_of, earlier), nl=False)
    return int(found.faulty)
