"""`portal serve`: a live preview of the site."""

from datetime import date
from pathlib import Path

import click

from generator import clock
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.cli.private_files import folder_for, with_private
from generator.mkdocs_run import serve_with_mkdocs


@click.command(cls=Command)
@common
@with_private
@click.option(
    "--edition",
    type=click.Choice(["public", "internal"]),
    default="public",
    help="预览哪一版：public 公开版，internal 内部版（要有内部文件）",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, metavar="端口", help="默认 8000")
def serve(
    root: Path, as_of: date, edition: str, private: Path | None, port: int, *, public_only: bool
) -> int:
    """在本机预览：保存 YAML，约一秒后页面更新；有错误时终端和页面都会显示。按 Ctrl-C 结束。"""
    inside = folder_for(edition, None if public_only else private)
    clock.pretend(as_of)
    click.echo(f"预览在 http://127.0.0.1:{port}/ ，按 Ctrl-C 结束")
    serve_with_mkdocs(root, port, inside)
    return 0
