"""Rows to experts, each in the file of a group."""

import re
from collections.abc import Mapping, Sequence

from generator.dataset import Entry
from generator.editing.homes import group_of
from generator.importing.columns import Shape
from generator.importing.ground import Ground
from generator.importing.making import Draft, agreed, hold_new
from generator.importing.places import folded
from generator.importing.values import Cell, Item, RefusedError, Row, Same
from generator.kinds import KIND
from generator.records.expert import Expert
from generator.records.types import SLUG
from generator.source import is_reserved

_NEEDED = ("name", "institution", "institution_kind", "domains", "work_phone")
_NUMBER = 2


def expert_of(row: Row) -> str | None:
    """What names an expert: the id, or name and institution."""
    if identity := row.value("id"):
        return identity
    return f"{folded(row.value('name') or '')} {folded(row.value('institution') or '')}"


def make_expert(rows: Sequence[Row], ground: Ground, shape: Shape) -> Item | Same:
    """The expert of a row. Raises `RefusedError`."""
    row = rows[0]
    entry = _known(row, ground)
    if entry is None:
        hold_new(rows, shape, _NEEDED, "这是新专家")
    _hold_name(rows, entry)
    identity, path, group = _home(row, ground, entry)
    draft = Draft(rows)
    draft.put("id", identity, row.address("id", "name"))
    for name in (*_NEEDED, "industries", "profile"):
        if cell := agreed(rows, name):
            draft.put(name, cell.value, cell.address)
    if cell := agreed(rows, "regions"):
        draft.put("regions", _regions(cell, ground, entry), cell.address)
    elif entry is None:
        draft.put("regions", [ground.region.code], row.address("name"))
    return draft.item("expert", path, {"id": identity}, entry, {"group": group})


def _hold_name(rows: Sequence[Row], entry: Entry[Expert] | None) -> None:
    """Hold that an id is written beside the name that is known by it."""
    name = agreed(rows, "name")
    if entry and name and folded(str(name.value)) != folded(entry.record.name):
        raise RefusedError(
            name.address,
            f"编号{entry.record.id}是“{entry.record.name}”，这里写的是“{name.value}”",
            f"核对编号，新专家的编号空着；确实改了姓名的，直接改 {entry.path}",
        )


def _known(row: Row, ground: Ground) -> Entry[Expert] | None:
    for entry in ground.dataset.experts:
        expert = entry.record
        if identity := row.value("id"):
            if expert.id == identity:
                return entry
        elif (expert.name, expert.institution) == (row.value("name"), row.value("institution")):
            return entry
    return None


def _regions(cell: Cell, ground: Ground, entry: Entry[Expert] | None) -> list[str]:
    """The codes of places by name; where several have it, those that the expert serves already."""
    now = entry.record.regions if entry else ()
    words = cell.value if isinstance(cell.value, list) else []
    return [ground.place_of(str(word), cell.address, anywhere=True, of=now) for word in words]


def _home(row: Row, ground: Ground, entry: Entry[Expert] | None) -> tuple[str, str, str]:
    """The id, the file and the name of the group."""
    if entry:
        return entry.record.id, entry.path, ""
    groups = _groups(ground)
    written, identity = row.value("group"), row.value("id")
    stem = next(
        (stem for stem, name in groups.items() if written and folded(written) in {stem, folded(name)}), None
    )
    if stem is None and written is None and identity:
        stem = group_of(identity, groups)
    if stem is None and written:  # a new group, named for its first expert where its own name is no file's
        stem = (written if re.fullmatch(SLUG, written) else (identity or "").rpartition("-")[0]) or None
    if stem is None:
        listed = "、".join(f"{name}（{stem}）" for stem, name in groups.items())
        raise RefusedError(
            row.address("group", "name"),
            f"没有“{written}”这个专家组" if written else "没有写专家组",
            f"{f'写其中一个：{listed}；' if listed else ''}要建新组的，写英文名，或专家编号写成 英文名-01",
        )
    if is_reserved(stem):
        raise RefusedError(
            row.address("group", "id"), f"专家组不能叫“{stem}”", "换一个英文名，Windows 不让文件叫这个名字"
        )
    identity = identity or f"{stem}-{ground.next_number(stem, ground.used('expert')):0{_NUMBER}}"
    return identity, f"{KIND['expert'].home}{stem}.yml", groups.get(stem, written or stem)


def _groups(ground: Ground) -> Mapping[str, str]:
    """The names of the groups by the names of their files."""
    home = KIND["expert"].home
    return {
        document.path.removeprefix(home).removesuffix(".yml"): str(document.at(("group",)) or "")
        for document in ground.dataset.documents
        if document.path.startswith(home)
    }
