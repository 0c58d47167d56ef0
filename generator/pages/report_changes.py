"""The tables of 调整情况: to which day each city reported its changes, and those that no report covers (rule 29)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from generator.adjustments import Adjustments, NameChange, PairingChange, Particulars, StaffChange, reports
from generator.pages.board_lists import listing
from generator.pages.board_view import BoardCell, BoardTable
from generator.portal import Portal
from generator.records.pairing import Pairing

_HEADS = ("日期", "变动", "专员或企业", "专员办", "原来", "现在", "原因")


class _Open(NamedTuple):
    """A change that is not reported: its day, for the order its id, its office and its row."""

    day: date
    name: str
    office: str
    row: tuple[BoardCell, ...]


def unreported(portal: Portal) -> Mapping[str, list[tuple[BoardCell, ...]]]:
    """By city, a row for each change that no report covers, the oldest first."""
    dataset = portal.dataset
    found, start = Adjustments(dataset), dataset.scheme.record.scheme_start_on
    span = start, dataset.as_of
    rows = [
        *(_of_staff(portal, each) for each in found.staff(*span) if not each.reported_on),
        *(_of_pairing(portal, each) for each in found.pairings(*span) if not each.reported_on),
        *(_of_name(portal, each) for each in found.names(*span) if not each.reported_on),
    ]
    rows.sort(key=lambda each: each[:2])
    by_city: dict[str, list[tuple[BoardCell, ...]]] = {city.code: [] for city in portal.cities}
    city_of = {code: city for city in by_city for code in dataset.codes_within[city]}
    for each in rows:
        if each.office in city_of:
            by_city[city_of[each.office]].append(each.row)
    return by_city


def changes_tables(portal: Portal) -> tuple[BoardTable, ...]:
    """A list for each city that has changes to report."""
    found = unreported(portal)
    return tuple(
        listing(anchor(city.code), city.name, _HEADS, found[city.code])
        for city in portal.cities
        if found[city.code]
    )


def anchor(code: str) -> str:
    """The place of a city's list on the page."""
    return f"city-{code}"


def adjusted_table(portal: Portal, path: str) -> BoardTable:
    """A row a city: to which day its changes were reported, and how many are not; the number leads to them."""
    found = unreported(portal)
    return BoardTable(
        anchor="adjustments",
        title="调整情况",
        note="专员加入、离开、变动，结对开始、结束、更换，企业更名。",
        heads=("设区市", "报到哪一天", "报送日期", "没有报送的变动"),
        rows=tuple(_row(portal, city.code, city.name, len(found[city.code]), path) for city in portal.cities),
        numbers=frozenset({3}),
    )


def _row(portal: Portal, code: str, name: str, many: int, path: str) -> tuple[BoardCell, ...]:
    until, made = next(reversed(reports(portal.dataset, code)), (None, None))
    return (
        BoardCell(name, f"offices/{code}/"),
        BoardCell(until.isoformat() if until else "没有报过"),
        BoardCell(made.isoformat() if made else "—"),
        BoardCell(f"{many}条", f"{path}#{anchor(code)}" if many else ""),
    )


def _of_staff(portal: Portal, change: StaffChange) -> _Open:
    person = change.commissioner
    return _Open(
        change.day,
        person.id,
        change.office,
        (
            BoardCell(change.day.isoformat()),
            BoardCell(change.kind),
            BoardCell(person.name, f"commissioners/{person.id}/"),
            BoardCell(portal.place_names.get(change.office, change.office)),
            BoardCell(_post(change.before)),
            BoardCell(_post(change.after)),
            BoardCell("—"),
        ),
    )


def _of_pairing(portal: Portal, change: PairingChange) -> _Open:
    told = _person(portal, change.before), _person(portal, change.after)
    if change.moved_from:
        told = _office(portal, change.moved_from), _office(portal, change.office)
    return _of_enterprise(portal, change, *told, change.reason or "—")


def _of_name(portal: Portal, change: NameChange) -> _Open:
    return _of_enterprise(portal, change, change.before, change.after, "—")


def _of_enterprise(portal: Portal, change: PairingChange | NameChange, *told: str) -> _Open:
    """A change that an enterprise had; `told` is what was before, what came after, and why."""
    return _Open(
        change.day,
        change.enterprise,
        change.office,
        (
            BoardCell(change.day.isoformat()),
            BoardCell(change.kind),
            _enterprise(portal, change.enterprise),
            BoardCell(portal.place_names.get(change.office, change.office)),
            *map(BoardCell, told),
        ),
    )


def _enterprise(portal: Portal, code: str) -> BoardCell:
    facts = portal.roster.enterprise_by_code.get(code)
    return BoardCell(facts.record.name, facts.path) if facts else BoardCell(code)


def _post(told: Particulars | None) -> str:
    return "，".join(filter(None, (told.unit, told.position))) if told else "—"


def _office(portal: Portal, code: str) -> str:
    return f"{portal.place_names.get(code, code)}专员办"


def _person(portal: Portal, pairing: Pairing | None) -> str:
    facts = portal.roster.commissioner_by_id.get(pairing.commissioner) if pairing else None
    return facts.record.name if facts else "—"
