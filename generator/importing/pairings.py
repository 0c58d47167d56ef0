"""Rows to pairings: who serves whom, in the folder of the office that arranges it."""

from collections.abc import Sequence
from datetime import date

from generator.dataset import Entry
from generator.importing.columns import Shape
from generator.importing.ground import Ground
from generator.importing.making import Draft
from generator.importing.values import Item, RefusedError, Row, Same
from generator.records.enterprise import Enterprise
from generator.records.pairing import Pairing
from generator.rules.territory import arranging


def serves_nobody(row: Row) -> bool:
    """Whether a row of annex 2 is of a commissioner without an enterprise."""
    return not {"code", "enterprise", "since"} & row.cells.keys()


def make_pairing(rows: Sequence[Row], ground: Ground, _shape: Shape) -> Item | Same:
    """The pairing of a row. Raises `RefusedError`."""
    row = rows[0]
    enterprise = ground.enterprise(row)
    code, since = enterprise.record.code, row.value("since")
    pairings = ground.dataset.pairings_by_enterprise.get(code, ())
    commissioner = ground.commissioner(row, among=[other.record.commissioner for other in pairings])
    if since is None:
        raise RefusedError("", "没有写“对接起”", "补上从哪一天起对接")
    entry = next((other for other in pairings if other.record.since.isoformat() == since), None)
    draft = Draft(rows)
    draft.put("enterprise", code, row.address("code", "enterprise"))
    draft.put("commissioner", commissioner.record.id, row.address("id", "name"))
    for name in ("since", "until", "reason"):
        if name in row.cells:
            draft.put(name, row.value(name), row.address(name))
    if entry and entry.record.commissioner != commissioner.record.id:
        draft.notes.append(
            f"{row.address('id', 'name')} 从{since}起的专员由{entry.record.commissioner}改为{commissioner.record.id}；"
            "是换人的，原来的写“对接止”，新的从第二天起另写一行"
        )
    office = _office(row, ground, enterprise, entry, date.fromisoformat(since))
    path = entry.path if entry else ground.file(office, "pairings.yml")
    item = draft.item("pairing", path, {"enterprise": code, "since": since}, entry, {"region": office})
    if isinstance(item, Item):
        ground.hold_here(office, row.address("code", "enterprise"), "这段对接归")
    return item


def _office(
    row: Row, ground: Ground, enterprise: Entry[Enterprise], entry: Entry[Pairing] | None, since: date
) -> str:
    """The office that arranges: the one that the row names, or the one at the level of the enterprise on the first day."""
    written = row.value("office")
    named = ground.place_of(written, row.address("office"), anywhere=True) if written else None
    if entry:
        if named and named != entry.folder:
            raise RefusedError(
                row.address("office"),
                f"这段对接由{entry.folder}的专员办安排",
                "核对；要移的，移到那个文件夹的 pairings.yml",
            )
        office = entry.folder
    elif named:
        office = named
    else:
        place = arranging(ground.dataset, enterprise.record, since)
        if place is None:
            raise RefusedError(
                row.address("since"),
                f"{since}这一天，“{enterprise.record.name}”没有有效的认定，不在服务范围",
                "核对日期；先补上认定，或写“安排的专员办”",
            )
        office = place.code
    return office
