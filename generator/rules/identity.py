"""Rule 35: an id is the name of its file, and is used once."""

from collections.abc import Iterator

from generator.dataset import Dataset, Entry
from generator.document import Loc
from generator.kinds import KINDS
from generator.records.base import Record
from generator.rules.finding import Finding


def id_differs_from_file(dataset: Dataset) -> Iterator[Finding]:
    """政策、资源、活动和案例的 id 就是文件名，服务专员的编号以专员办代码开头：网址、接口和引用都靠它。"""
    for kind in ("policy", "resource", "activity", "case"):
        for entry in dataset.entries.get(kind, ()):
            stem, written = entry.path.rpartition("/")[2].removesuffix(".yml"), next(_names(entry, "id"))[0]
            if written != stem:
                yield Finding(
                    document=entry.document,
                    loc=("id",),
                    message=f"id 是“{written}”，文件名是“{stem}.yml”",
                    help=f"把 id 改成 {stem}，或把文件改名为 {written}.yml",
                )
    for person in dataset.commissioners:
        office, _, number = person.record.id.partition("-")
        if office != person.folder and person.folder in dataset.region_by_code:
            yield Finding(
                document=person.document,
                loc=(*person.loc, "id"),
                message=f"编号“{person.record.id}”不以这个文件夹的代码{person.folder}开头",
                help=f"改成 {person.folder}-{number}（用过就换一个号），原来的编号写进 aliases；或移到{office}的文件夹",
            )


def retired_id_used(dataset: Dataset) -> Iterator[Finding]:
    """rosters/retired.yml 里停用的编号不再使用，也不作曾用编号。"""
    retired = {(entry.record.kind.value, entry.record.id): entry for entry in dataset.retired}
    for kind in KINDS if retired else ():
        for entry in dataset.entries.get(kind.name, ()) if kind.key else ():
            for name, way in _names(entry, kind.key or ""):
                if stopped := retired.get((kind.name, name)):
                    yield Finding(
                        document=entry.document,
                        loc=(*entry.loc, *way),
                        message=f"{kind.label}编号“{name}”已经停用",
                        help="换一个没有用过的编号；记录一直都在、停用写错了的，才删掉 retired.yml 里的那一条",
                        others=((stopped.document, (*stopped.loc, "id"), "停用的编号"),),
                    )


def _names(entry: Entry[Record], key: str) -> Iterator[tuple[str, Loc]]:
    """The id of a record and those that it had, each with its way."""
    yield str(getattr(entry.record, key)), (key,)
    for place, alias in enumerate(getattr(entry.record, "aliases", ())):
        yield alias, ("aliases", place)


_ENTERPRISE_TWICE = "删掉重复的一条；迁走的企业，留下现在所在地区的那一条"


def duplicate_id(dataset: Dataset) -> Iterator[Finding]:
    """同一类里编号只用一次，曾用编号（aliases）也占用编号。"""
    for kind in KINDS:
        if kind.key is None or kind.name == "office":
            continue  # no name, or region-with-two-offices says so
        entries = dataset.entries.get(kind.name, ())
        names = [name for entry in entries for name, _ in _names(entry, kind.key)]
        seen: dict[str, Entry[Record]] = {}
        for entry in entries if len(set(names)) < len(names) else ():
            for name, way in _names(entry, kind.key):
                first = seen.setdefault(name, entry)
                if first is not entry:
                    yield Finding(
                        document=entry.document,
                        loc=(*entry.loc, *way),
                        message=f"{kind.label}编号“{name}”已经用过",
                        help=_ENTERPRISE_TWICE
                        if kind.name == "enterprise"
                        else "换一个编号，或删掉重复的一条",
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
