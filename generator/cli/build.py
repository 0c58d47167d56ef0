"""`portal build`: check, make the site beside the old one, and swap."""

import os
import resource
import shlex
import sys
import time
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from generator.checking import checked
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.cli.private_files import folder_for, with_private
from generator.mkdocs_run import build_with_mkdocs
from generator.report import FORMATS
from generator.report.summary import summary
from generator.staging import staged


@click.command(cls=Command)
@common
@with_private
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    metavar="文件夹",
    help="网站放在哪里，默认是项目里的 site",
)
@click.option(
    "--edition",
    type=click.Choice(["public", "internal", "all"]),
    default="public",
    help="生成哪一版：public 公开版，internal 内部版（要有内部文件），all 两版都生成",
)
@click.option(
    "--jobs", type=click.IntRange(1), default=None, metavar="数", help="用几个进程，默认是处理器的个数"
)
def build(
    root: Path,
    as_of: date,
    site: Path | None,
    edition: str,
    private: Path | None,
    jobs: int | None,
    *,
    public_only: bool,
) -> int:
    """检查数据并生成网站。有错误时不生成，原来的网站不动。"""
    editions = ("public", "internal") if edition == "all" else (edition,)
    folders = {one: folder_for(one, None if public_only else private) for one in editions}
    for one, inside in folders.items():
        target = ((site or root / "site") / one).resolve()
        if not _built(root, as_of, target, inside, jobs or os.cpu_count() or 1):
            return 1
    return 0


def _built(root: Path, as_of: date, target: Path, private: Path | None, jobs: int) -> bool:
    """Check and make one edition, the internal one where there is a private folder; False where the data is faulty."""
    started = time.perf_counter()
    found = checked(root, as_of, private)
    if found.faulty:
        click.echo(FORMATS["full"](found.diagnostics, found.texts, as_of), nl=False)
        click.echo("没有生成网站，原来的网站没有改动", err=True)
        return False
    click.echo(summary(found.diagnostics))
    console = Console(stderr=True)
    columns = (TextColumn("生成页面"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        staged(target) as folder,
        Progress(*columns, console=console, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task("", total=None)
        build_with_mkdocs(
            found,
            root,
            folder,
            jobs=jobs,
            progress=lambda done, every: bar.update(task, completed=done, total=every),
            private=private,
        )
        pages = sum(1 for _ in folder.rglob("*.html"))
    click.echo(_closing(pages, time.perf_counter() - started, target))
    return True


def _closing(pages: int, seconds: float, target: Path) -> str:
    """What was made, what it cost, and how to open it."""
    shown = os.path.relpath(target)
    opening = (
        f"{shlex.quote(sys.executable)} -m http.server --bind 127.0.0.1 --directory {shlex.quote(shown)} 8000"
    )
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (
        f"生成 {pages} 页，用时 {seconds:.1f} 秒，内存最多 {peak / 1024:.0f} MiB，在 {shown}\n"
        f"打开：{opening}\n      再用浏览器访问 http://127.0.0.1:8000/"
    )
