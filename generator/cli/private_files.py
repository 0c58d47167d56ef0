"""The options of the commands that read the internal kinds, and where those files lie."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from generator.source import PRIVATE


def _private(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """The private folder that was named, which must be there; else the one below the root, if there is one."""
    if value is None:
        inside = Path(context.params.get("root", Path())) / PRIVATE
        return inside if inside.is_dir() else None
    if not value.is_dir():
        message = f"{value} 不是文件夹；写内部文件所在的文件夹，里面是专员办的文件夹"
        raise click.BadParameter(message)
    return value.resolve()


def with_private(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--private` and `--public-only`, for the commands that read the internal kinds."""
    private = click.option(
        "--private",
        type=click.Path(path_type=Path),
        callback=_private,
        metavar="文件夹",
        help=f"内部文件的文件夹，可以在项目以外；默认是 {PRIVATE}",
    )
    public_only = click.option("--public-only", is_flag=True, help="不读内部文件，和公开版一样")
    return private(public_only(command))


def as_it_lies(root: Path, private: Path | None) -> Callable[[str], str]:
    """A function from the path of a file in the dataset to the path, from the root, at which it lies."""
    return partial(_path, root, private)


def _path(root: Path, private: Path | None, path: str) -> str:
    if private is None or not path.startswith(f"{PRIVATE}/"):
        return path
    return os.path.relpath(private / path.removeprefix(f"{PRIVATE}/"), root)
