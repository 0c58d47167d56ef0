"""Rule 35: an id is the name of its file, and is used once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.dataset import Dataset, Entry
from generator.kinds import KINDS
from generator.rules.finding import Finding

if TYPE_CHECKING:
    from generator.document import Loc
    from generator.records.base import Record


def id_differs_from_file(dataset: Dataset) -> Iterator[Finding]:
    """政策的 id 就是文件名：网址、接口和引用都靠它。"""
    for entry in dataset.policies:
        stem = entry.path.rpartition("/")[2].removesuffix(".yml")
        if entry.record.id != stem:
            yield Finding(
                document=entry.document,
                loc=("id",),
                message=f"id 是“{entry.record.id}”，文件名是“{stem}.yml”",
                help=f"把 id 改成 {stem}，或把文件改名为 {entry.record.id}.yml",
            )


def duplicate_id(dataset: Dataset) -> Iterator[Finding]:
    """同一类里编号只用一次，曾用编号（aliases）也占用编号。"""
    for kind in KINDS:
        if kind.name == "office":
            continue  # region-with-two-offices says so
        seen: dict[str, Entry[Record]] = {}
        for entry in dataset.entries.get(kind.name, ()):
            aliases = getattr(entry.record, "aliases", ())
            names: list[tuple[str, Loc]] = [(str(getattr(entry.record, kind.key)), (kind.key,))]
            names += [(alias, ("aliases", place)) for place, alias in enumerate(aliases)]
            for name, way in names:
                first = seen.setdefault(name, entry)
                if first is not entry:
                    yield Finding(
                        document=entry.document,
                        loc=(*entry.loc, *way),
                        message=f"{kind.label}编号“{name}”已经用过",
                        help="换一个编号，或删掉重复的一条",
                        others=((first.document, (*first.loc, kind.key), "前一次使用"),),
                    )


def duplicate_benefit(dataset: Dataset) -> Iterator[Finding]:
    """一份政策里，事项的 id 只用一次。"""
    for entry in dataset.policies:
        seen: dict[str, int] = {}
        for place, benefit in enumerate(entry.record.benefits):
            first = seen.setdefault(benefit.id, place)
            if first != place:
                yield Finding(
                    document=entry.document,
                    loc=("benefits", place, "id"),
                    message=f"事项编号“{benefit.id}”在这份政策里已经用过",
                    help="换一个编号",
                    others=((entry.document, ("benefits", first, "id"), "前一次使用"),),
                )
