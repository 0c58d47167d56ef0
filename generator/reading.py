"""The one place that reads the tree: files become sources, and what cannot be read is named."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.source import GUIDES, PRIVATE, Source, Span, is_guide, is_reserved, named_well

FOLDERS = ("content", "rosters")
SKIPPED = (GUIDES, PRIVATE)
"""Markdown is read apart; the private rosters are only read where their folder is given."""

LIMITS = {PRIVATE: 16 * 1024 * 1024, "content": 256 * 1024, "rosters": 4 * 1024 * 1024}
"""The largest file of each folder, in bytes; the first folder that holds a file counts."""

_WINDOWS = "Windows 不让文件叫这个名字，换一个"
_COPY = re.compile(r"副本|copy|[(（][0-9]+[)）]", re.IGNORECASE)
_LOOKS_LIKE_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)
_OTHER_DATA = re.compile(r"\.(?:xlsx?|xlsm|et|csv|docx?|wps)$", re.IGNORECASE)
_MOVE_DATA = "把数据写进 .yml 文件，这个文件移到 content 和 rosters 以外"
_LOCK_OF_AN_EDITOR = ".#"


@dataclass(frozen=True, slots=True)
class _Tree:
    """Where the files of a path lie: below the root, the private ones in any folder. Text: a `Path` takes as long as the file."""

    root: str
    private: str | None

    def at(self, path: str) -> str:
        if self.private and (path == PRIVATE or path.startswith(f"{PRIVATE}/")):
            return self.private + path[len(PRIVATE) :]
        return f"{self.root}/{path}"


def read_sources(root: Path, private: Path | None = None) -> tuple[list[Source], list[Diagnostic]]:
    """Read every YAML file below `content/` and `rosters/`, then those of the folder `private`, in the order of paths.

    The pages of Markdown come last. Wherever the private folder lies, the paths of its files begin with
    `rosters/private/`. What cannot be read is a diagnostic, and the files around it are read all the same. Links and
    special files are never opened.
    """
    tree = _Tree(str(root), str(private) if private else None)
    sources: list[Source] = []
    faults: list[Diagnostic] = []
    for folder in (*FOLDERS, PRIVATE) if private else FOLDERS:
        if os.path.islink(tree.at(folder)):  # noqa: PTH114 -- no `Path` at all
            faults.append(_link(folder))
            continue
        for path in _walk(tree, folder, faults):
            read = _read(tree, path)
            if isinstance(read, Source):
                sources.append(read)
            else:
                faults.append(read)
    sources.extend(_guides(tree, faults))
    return sources, faults


def with_texts(
    read: tuple[list[Source], list[Diagnostic]], texts: Mapping[str, str]
) -> tuple[list[Source], list[Diagnostic]]:
    """What was read, with these texts in place of those of their files, or as new files."""
    sources, unread = read
    there = {source.path: source for source in sources}
    there |= {path: Source(path=path, text=text) for path, text in texts.items()}
    return [there[path] for path in sorted(there)], unread


def _walk(tree: _Tree, folder: str, faults: list[Diagnostic]) -> Iterator[str]:
    """The relative paths of all that is named like YAML below a folder; other folders are named and left."""
    try:
        with os.scandir(tree.at(folder)) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError:
        faults.append(_fault("unreadable-file", folder, "这个文件夹读不了", f"检查权限：chmod u+rx {folder}"))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        yaml = _LOOKS_LIKE_YAML.search(entry.name) is not None
        ours = (
            yaml and folder != PRIVATE
        )  # a repository of its own has hidden files of git and its host at the top
        hidden = entry.name.startswith(_LOCK_OF_AN_EDITOR if ours else ".")
        if path in SKIPPED or hidden:
            continue
        if yaml:
            yield path
        elif _OTHER_DATA.search(entry.name):
            faults.append(_fault("not-a-file", printable(path), "这种文件不读，里面的数据不算", _MOVE_DATA))
        elif entry.is_symlink():
            faults.append(_link(path))
        elif entry.is_dir() and named_well(entry.name):
            yield from _walk(tree, path, faults)
        elif entry.is_dir():
            form = _WINDOWS if is_reserved(entry.name.lower()) else "文件夹名只用小写字母、数字和连字符"
            mend = f"{form}，例如 110101-dongcheng；里面的文件改名后才检查"
            faults.append(_bad_name(path, f"文件夹名“{_shown(entry.name)}”不能用作编号和网址", mend))


def _guides(tree: _Tree, faults: list[Diagnostic]) -> Iterator[Source]:
    """The pages of Markdown; MkDocs itself says where one cannot be read, but it would follow a link."""
    top = tree.at(GUIDES)
    if os.path.islink(top):  # noqa: PTH114 -- no `Path` at all
        faults.append(_link(GUIDES))
        return
    for here, folders, names in os.walk(top):
        folders.sort()
        for name in sorted((*folders, *names)):
            file, path = f"{here}/{name}", f"{GUIDES}{here[len(top) :]}/{name}"
            if name.startswith("."):
                continue
            if os.path.islink(file):  # noqa: PTH114 -- no `Path` at all
                faults.append(_link(path))
            elif is_guide(path) and os.path.isfile(file):  # noqa: PTH113 -- no `Path` at all
                with suppress(OSError, UnicodeDecodeError), open(file, encoding="utf-8-sig") as text:  # noqa: PTH123 -- no `Path` at all
                    yield Source(path=path, text=text.read())


def _read(tree: _Tree, path: str) -> Source | Diagnostic:
    """One file as text, or why it is not read."""
    name = path.rsplit("/", 1)[1]
    if not name.endswith(".yml") or not named_well(name.removesuffix(".yml")):
        return _bad_name(path, f"文件名“{_shown(name)}”不能用作编号和网址", _better_name(name))
    try:
        status = os.lstat(tree.at(path))
        if stat.S_ISLNK(status.st_mode):
            return _link(path)
        if not stat.S_ISREG(status.st_mode):
            return _fault("not-a-file", path, "这里应是文件", "改名或移走；文件夹和管道不能以 .yml 结尾")
        limit = next(limit for folder, limit in LIMITS.items() if path.startswith(f"{folder}/"))
        if status.st_size > limit:
            size = -(-status.st_size // 1024)
            return _fault(
                "file-too-large", path, f"文件有{size}KiB，上限是{limit // 1024}KiB", "拆成几个文件"
            )
        with open(tree.at(path), "rb", buffering=0) as file:  # noqa: PTH123 -- no `Path` at all
            data = file.read()
    except OSError:
        return _fault("unreadable-file", path, "这个文件读不了", f"检查权限：chmod u+r {path}")
    return _decoded(path, data)


def _better_name(name: str) -> str:
    """The mend for the name of a file: its right form, where only capitals or the ending are wrong."""
    right = re.sub(r"\.ya?ml(\.txt)?$", "", name.lower())
    if named_well(right):
        return f"改名为 {right}.yml"
    form = _WINDOWS if is_reserved(right) else "改成小写字母、数字和连字符，以 .yml 结尾"
    return f"是副本就删掉；不是就{form}" if _COPY.search(name) else f"{form}，例如 miit-2026-2.yml"


def _decoded(path: str, data: bytes) -> Source | Diagnostic:
    """The bytes as UTF-8 text, without a byte order mark."""
    if data.startswith(b"\xef\xbb\xbf"):
        return _fault("byte-order-mark", path, "文件开头有看不见的标记（BOM）", "另存为 UTF-8（无 BOM）")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _fault("not-utf-8", path, "文件是 UTF-16 编码", "另存为 UTF-8（无 BOM）")
    try:
        return Source(path=path, text=data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        return _fault(
            "not-utf-8",
            path,
            f"从这里起不是 UTF-8 编码{_guess(data)}",
            "另存为 UTF-8（无 BOM），再核对汉字",
            line=before.count(b"\n") + 1,
            column=len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1,
        )


def _guess(data: bytes) -> str:
    """The likely encoding, said in the message where the whole file reads as GBK."""
    try:
        data.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return "，像是 GBK"


def _fault(code: str, path: str, message: str, mend: str, *, line: int = 1, column: int = 1) -> Diagnostic:
    return Diagnostic(code=code, span=Span(path=path, line=line, column=column), message=message, help=mend)


def _bad_name(path: str, message: str, mend: str) -> Diagnostic:
    return _fault("bad-file-name", printable(path), message, mend)


def _link(path: str) -> Diagnostic:
    return _fault("not-a-file", printable(path), "这是符号链接，程序不打开它", "换成真正的文件或文件夹")


def _shown(name: str) -> str:
    """A name in a message, at most 60 characters of it."""
    shown = printable(name)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"  # noqa: PLR2004 -- said above


def printable(text: str) -> str:
    """The text with all that does not print written as an escape, so that no path can break a report."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
