"""Options that every command takes."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator import clock
from generator.cli.help_page import helped
from generator.reading import FOLDERS


class Day(click.ParamType[date]):
    """A day, written YYYY-MM-DD."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """The day, or wrong use."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return self.fail(f"“{value}”不是日期，写成 2026-11-24 这样", param, ctx)


class DayOrRevision(Day):
    """A day, or a revision of git, which nothing that is like a day is taken for."""

    name = "日期或版本"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | str:  # type: ignore[override]  # noqa: ANN401
        """The day, or the revision as it is written."""
        if isinstance(value, date) or _LIKE_A_DAY.fullmatch(value):
            return super().convert(value, param, ctx)
        return str(value)


_LIKE_A_DAY = re.compile(r"\d{4}[-/.年]\d[-/.月日\d]*")


def _root(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    """A folder that holds data; anything else is wrong use."""
    if not any((value / folder).is_dir() for folder in FOLDERS):
        message = f"{value} 里没有 content 和 rosters 文件夹，换到项目文件夹里运行，或用 --root 指定"
        raise click.BadParameter(message)
    return value.resolve()


def _as_of(_context: click.Context, _parameter: click.Parameter, value: date | None) -> date:
    try:
        return value or clock.today()
    except ValueError:
        message = "环境变量 SOURCE_DATE_EPOCH 应是秒数"
        raise click.UsageError(message) from None


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--root`, `--as-of` and the help."""
    root = click.option(
        "--root",
        type=click.Path(path_type=Path),
        default=Path(),
        is_eager=True,  # other options are held against it, wherever it stands
        callback=_root,
        metavar="文件夹",
        help="项目文件夹，默认是当前文件夹",
    )
    as_of = click.option(
        "--as-of", type=Day(), callback=_as_of, metavar="日期", help="按哪一天判断，默认是今天（北京时间）"
    )
    return root(as_of(helped(command)))
