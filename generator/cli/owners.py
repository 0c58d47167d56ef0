"""`portal owners`: CODEOWNERS from the offices."""

import os
from datetime import date
from pathlib import Path

import click

from generator.cli.help_page import Command
from generator.cli.options import common
from generator.diagnostics import Severity, in_order
from generator.loading import load
from generator.owners import HEAD, code_owners
from generator.report import FORMATS
from generator.staging import write_together

PLACE = "CODEOWNERS"
"""The one place that GitHub, GitLab and Gitee all read."""


@click.command(cls=Command)
@common
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="文件",
    help=f"写到哪里，默认是项目里的 {PLACE}，GitHub、GitLab 和 Gitee 都读",
)
@click.option("--check", is_flag=True, help="只比较，不写；文件过时，退出码是 1")
def owners(root: Path, as_of: date, out: Path | None, *, check: bool) -> int:
    """按专员办的 maintainers 写出 CODEOWNERS：改哪个文件夹，由谁审核。内部仓库用同一份，--out 写到那里。"""
    dataset, faults = load(root, as_of)
    wrong = [fault for fault in faults if fault.severity is Severity.ERROR]
    if wrong:
        click.echo(FORMATS["full"](in_order(wrong), dataset.texts, as_of), nl=False)
        click.echo("数据没有读全，CODEOWNERS没有改动", err=True)
        return 1
    place, text = out or root / PLACE, code_owners(dataset)
    shown, there = os.path.relpath(place), _there(place)
    if check:
        same = there == text
        click.echo(f"{shown} 和专员办一致" if same else f"{shown} 过时了，运行 portal owners 重写")
        return int(not same)
    write_together({place: (place.read_bytes() if place.is_file() else None, text)})
    named = sum(bool(entry.record.maintainers) for entry in dataset.offices)
    click.echo(f"写出 {shown}：{len(dataset.offices)}个专员办，{named}个写了maintainers，其余归上级")
    return 0


def _there(place: Path) -> str:
    """The file that is there, "" where there is none. Wrong use where a person wrote it."""
    if not place.is_file():
        return ""
    text = place.read_text(encoding="utf-8", errors="replace")
    if not text.startswith(HEAD):
        message = (
            f"{os.path.relpath(place)} 不是 portal owners 写的，没有改动；移走它再运行，或用 --out 换一个文件"
        )
        raise click.UsageError(message)
    return text
