"""The options of the commands that read the internal kinds, and where those files lie."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from generator.mkdocs_fault import INTERNAL_CONFIG
from generator.source import PRIVATE
from generator.yaml_reader import as_text


def _private(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """The private folder that was named, which must be there; else that of `mkdocs.internal.yml`, if it is there."""
    root: Path = context.params["root"]
    if value is None:
        written = _written(root / INTERNAL_CONFIG) or PRIVATE
        if _public(root, root / written):
            message = f"{INTERNAL_CONFIG} 的 private {written} {_IS_PUBLIC}"
            raise click.UsageError(message)
        return (root / written).resolve() if (root / written).is_dir() else None
    if not value.is_dir():
        message = f"{value} 不是文件夹；写内部文件所在的文件夹，里面是专员办的文件夹"
        raise click.BadParameter(message)
    if _public(root, value):
        message = f"{value} {_IS_PUBLIC}"
        raise click.BadParameter(message)
    return value.resolve()


_IS_PUBLIC = "是公开的文件夹，或者里面有；写内部文件的文件夹，里面只有专员办的文件夹"


def _public(root: Path, folder: Path) -> bool:
    """Whether a folder is that of the public rosters, or holds it."""
    return (root / "rosters").resolve().is_relative_to(folder.resolve())


def _written(config: Path) -> str:
    """What `private:` says there; "" without it, or where MkDocs will say what is wrong with the file."""
    try:
        written: Any = as_text(config.read_text(encoding="utf-8"))
        return str(written["plugins"]["portal"]["private"])
    except (OSError, UnicodeDecodeError, LookupError, TypeError):
        return ""


def with_private(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--private` and `--public-only`, for the commands that read the internal kinds."""
    private = click.option(
        "--private",
        type=click.Path(path_type=Path),
        callback=_private,
        metavar="文件夹",
        help=f"内部文件的文件夹，可以在项目以外；默认是 {INTERNAL_CONFIG} 的 private，没有写就是 {PRIVATE}",
    )
    public_only = click.option("--public-only", is_flag=True, help="不读内部文件，和公开版一样")
    return private(public_only(command))


def folder_for(edition: str, private: Path | None) -> Path | None:
    """The private folder of the internal edition, None for the public one. Wrong use where it is missing."""
    if edition != "internal":
        return None
    if private is None:
        message = f"内部版要有内部文件：放在 {PRIVATE}，或者用 --private 写它的文件夹"
        raise click.UsageError(message)
    return private


def as_it_lies(root: Path, private: Path | None) -> Callable[[str], str]:
    """A function from the path of a file in the dataset to the path, from the root, at which it lies."""
    return partial(_path, root, private)


def _path(root: Path, private: Path | None, path: str) -> str:
    if private is None or not path.startswith(f"{PRIVATE}/"):
        return path
    return os.path.relpath(private / path.removeprefix(f"{PRIVATE}/"), root)
