"""CODEOWNERS: whom a git host asks to look at a change, from the maintainers of the offices."""

from collections.abc import Iterator, Sequence

from generator.dataset import Dataset

HEAD = "# 由portal owners写出，不手工修改：改office.yml的maintainers，再运行portal owners\n"
"""The first line, by which a file that a person wrote is told apart."""

_ORDER = "# 后面的行优先：没有写的县（市、区）归所在的市，市没有写的归省\n"


def code_owners(dataset: Dataset) -> str:
    """The whole file. The office of the province owns all that is in no other office's folder.

    A folder is named without what is above it, so that the same file serves the repository of the private files,
    and the last line that fits counts: where an office has no maintainers, those of the one above stand in.
    """
    return "".join([HEAD, _ORDER, "\n", *_lines(dataset)])


def _lines(dataset: Dataset) -> Iterator[str]:
    province = dataset.scheme.record.province
    folders = {entry.path.rpartition("/")[0]: entry for entry in dataset.offices if entry.record.maintainers}
    for folder, entry in sorted(folders.items(), key=lambda item: (item[1].folder != province, item[0])):
        name = folder.rpartition("/")[2]
        yield _line("*" if entry.folder == province else f"{name}/", entry.record.maintainers)


def _line(pattern: str, accounts: Sequence[str]) -> str:
    return " ".join([pattern, *(f"@{account}" for account in accounts)]) + "\n"
