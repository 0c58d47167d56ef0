"""THIRD_PARTY.md: what the site is built with, from the lock and what the packages say of themselves."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKED = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)
HEAD = """\
# 用到的第三方软件

本文件由`make generate`写出，不要手工修改。许可一栏按各软件自己的声明。

## 生成网站时用到的软件包

只在生成时运行，版本和哈希锁定在`requirements.lock`，不随本仓库分发。一个名称有几个版本的，按Python的版本选用。

| 名称 | 版本 | 许可 |
|---|---|---|
"""
VENDORED = """
## 随仓库分发的文件

| 名称 | 版本 | 许可 | 文件 |
|---|---|---|---|
"""


def document(root: Path) -> str:
    """The whole file."""
    return "".join([HEAD, *_packages(root), VENDORED, *_vendored(root)])


def _packages(root: Path) -> Iterator[str]:
    versions: dict[str, list[str]] = {}
    for name, version in LOCKED.findall((root / "requirements.lock").read_text(encoding="utf-8")):
        versions.setdefault(name, []).append(version)
    for name, locked in versions.items():
        yield f"| {name} | {'、'.join(locked)} | {_licence(name)} |\n"


def _licence(package: str) -> str:
    """The licence that an installed package declares: as an expression, in a word, or by its class."""
    declared = metadata(package)
    classes = [line for line in declared.get_all("Classifier", []) if line.startswith("License ::")]
    own = [*declared.get_all("License-Expression", []), *declared.get_all("License", [])]
    given: list[str] = [*own, *(line.rpartition(" :: ")[2] for line in classes)]
    return next(text for text in given if text != "UNKNOWN" and "\n" not in text)


def _vendored(root: Path) -> Iterator[str]:
    for listing in sorted([*root.glob("site_templates/**/VENDOR.json"), *root.glob("tests/**/VENDOR.json")]):
        folder = listing.parent.relative_to(root).as_posix()
        for name, file in json.loads(listing.read_text(encoding="utf-8")).items():
            yield f"| {name} | {file['version']} | {file['licence']} | `{folder}/{file['file']}` |\n"


if __name__ == "__main__":
    (ROOT / "THIRD_PARTY.md").write_text(document(ROOT), encoding="utf-8")
