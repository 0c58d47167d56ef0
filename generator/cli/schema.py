"""`portal schema`: the JSON Schemas that editors read."""

from datetime import date
from pathlib import Path

import click

from generator.cli.help_page import Command
from generator.cli.options import common
from generator.schemas import schemas
from generator.staging import placed


@click.command(cls=Command)
@common
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), required=False, metavar="[文件夹]"
)
def schema(root: Path, as_of: date, folder: Path | None) -> int:  # noqa: ARG001 -- every command takes a day
    """写出各种数据文件的 JSON Schema，编辑器用它提示字段和选项。默认写到项目里的 schemas。"""
    target = folder or root / "schemas"
    made = dict(schemas())
    with placed(target) as fresh:
        for name, text in made.items():
            (fresh / name).write_text(text, encoding="utf-8")
    click.echo(f"写出 {len(made)} 份 JSON Schema：{target}")
    return 0
