"""Rows to service records and requests: they lie in the private folder of the office that arranges the pairing."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from generator.dataset import Entry
from generator.importing.annex_rows import KIND_OF, as_request
from generator.importing.cells import clean, shown
from generator.importing.columns import Shape
from generator.importing.ground import Ground
from generator.importing.making import Draft, agreed, hold_new, stored_fields
from generator.importing.places import private_file
from generator.importing.policies import policies
from generator.importing.steps import put_steps
from generator.importing.values import Cell, Item, RefusedError, Row, Same
from generator.kinds import folder_code
from generator.periods import half_year
from generator.records.pairing import Pairing
from generator.records.request import ServiceRequest
from generator.records.service import ServiceRecord

_PLAIN = ("date", "channel", "services", "delivery", "themes", "activities", "content", "outcome", "corrects")
_NESTED = ("helped_by", "infringement", "overdue_payment")
_DIGITS = 10


def record_of(row: Row) -> str | None:
    """Each row is a record of its own; an id names one."""
    return row.value("record") or f"row {row.number}"


def make_record(rows: Sequence[Row], ground: Ground, shape: Shape) -> Item | Same:
    """The service record of a row. Raises `RefusedError`."""
    row = rows[0]
    if len(rows) > 1:
        first, second = rows[0].address("record"), rows[1].address("record")
        raise RefusedError(second, f"和 {first} 的记录编号一样", "换一个编号，或空着")
    hold_new(rows, shape, ("date", "channel", "services", "content"), "一条服务记录")
    enterprise, pairing = _paired(row, ground, "date")
    draft = Draft(rows)
    draft.put("enterprise", enterprise, row.address("code", "enterprise"))
    draft.put("commissioner", pairing.record.commissioner, row.address("id", "name"))
    for name in _PLAIN:
        if cell := row.cells.get(name):
            draft.put(name, cell.value, cell.address)
    if by := row.cells.get("by"):
        draft.put("by", _deputy(by, ground), by.address)
    if requests := row.cells.get("requests"):
        draft.put("requests", requests.value, requests.address)
    entry = _known_record(draft, row, ground)
    ground.met.update([entry.record.id] if entry else ())
    if named := row.cells.get("policies"):
        day, held = date.fromisoformat(str(row.value("date"))), entry.record.policies if entry else ()
        draft.put("policies", policies(named, ground, day, held), named.address)
    _nested(draft, row, entry, _NESTED)
    identity = entry.record.id if entry else row.value("record") or _made_id("r", pairing, draft)
    draft.put("id", identity, row.address("record", "date"))
    file = f"records/{half_year(date.fromisoformat(str(row.value('date'))))}.yml"
    path = entry.path if entry else private_file(pairing.path, file)
    return draft.item("record", path, {"id": identity}, entry, {})


def _paired(row: Row, ground: Ground, day: str) -> tuple[str, Entry[Pairing]]:
    """The enterprise of a row and the pairing of its commissioner with it on the day. Raises `RefusedError`."""
    enterprise = ground.enterprise(row)
    code, when = enterprise.record.code, date.fromisoformat(str(row.value(day)))
    pairings = ground.dataset.pairings_by_enterprise.get(code, ())
    serving = [other for other in pairings if other.record.holds_on(when)]
    among = [other.record.commissioner for other in serving or pairings]
    person = ground.commissioner(row, among=among)
    found = next((other for other in serving if other.record.commissioner == person.record.id), None)
    if found is None:
        others = "、".join(other.record.commissioner for other in serving)
        raise RefusedError(
            row.address(day),
            f"{when}这一天，{person.record.name}（{person.record.id}）没有服务“{enterprise.record.name}”",
            f"核对日期；那天服务的是{others}" if others else "核对日期和企业；结对还没有导入的，先导入结对",
        )
    ground.hold_here(found.folder, row.address("code", "enterprise"), "这段对接归")
    return code, found


def _deputy(cell: Cell, ground: Ground) -> str:
    """The id of a deputy, who is named by it or by name."""
    word = str(cell.value)
    known = ground.dataset.commissioner_by_id
    found = [word] if word in known else [name for name, entry in known.items() if entry.record.name == word]
    within = [name for name in found if folder_code(known[name].path) in ground.codes] or found
    if len(within) != 1:
        raise RefusedError(cell.address, f"代理人“{word}”有{len(within)}名", "写专员编号")
    return within[0]


def _known_record(draft: Draft, row: Row, ground: Ground) -> Entry[ServiceRecord] | None:
    """The record that is there: by id, or by who, whom, when, how and what.

    Of several it is one of this outcome, each row another one.
    """
    data = draft.data
    if identity := row.value("record"):
        return ground.record(identity, str(data["enterprise"]), row.address("record"))
    alike = [
        entry
        for entry in ground.records_by_enterprise.get(str(data["enterprise"]), ())
        if (
            entry.record.commissioner,
            entry.record.date.isoformat(),
            entry.record.channel.value,
            clean(entry.record.content),
        )
        == (data["commissioner"], data["date"], data["channel"], data["content"])
    ]
    outcome = data.get("outcome", "")
    alike.sort(key=lambda entry: clean(entry.record.outcome or "") != outcome)
    fitting = [entry for entry in alike if outcome in {"", clean(entry.record.outcome or "")}]
    unmet = (entry for entry in fitting if entry.record.id not in ground.met)
    found = next(unmet, next(iter(alike), None))
    if found and outcome and found.record.outcome and clean(found.record.outcome) != outcome:
        draft.notes.append(
            f"{row.address('outcome')} {found.record.id}的成效由“{shown(found.record.outcome)}”改为“{shown(str(outcome))}”；"
            "是另一次服务的，在“记录编号”写一个 r- 开头的新编号"
        )
    return found


def _nested(draft: Draft, row: Row, entry: Entry[Any] | None, names: Sequence[str]) -> None:
    """Fields within a field; those that the row does not give stay."""
    for outer in names:
        given = {
            name.partition(".")[2]: cell for name, cell in row.cells.items() if name.startswith(f"{outer}.")
        }
        if given:
            stored = stored_fields(entry).get(outer, {}) if entry else {}
            draft.data[outer] = {**stored, **{name: cell.value for name, cell in given.items()}}
            for name, cell in given.items():
                draft.cells[outer, name] = cell.address


def _made_id(letter: str, pairing: Entry[Pairing], draft: Draft) -> str:
    """An id from what stands in the row: the same row gets the same one."""
    words = "\n".join(f"{name}={value}" for name, value in sorted(draft.data.items()))
    digest = hashlib.sha256(f"{draft.data['enterprise']}\n{words}".encode()).hexdigest()
    return f"{letter}-{pairing.folder}-{digest[:_DIGITS]}"


_REQUEST = ("kind", "category", "collected_on", "text", "satisfied")


def request_of(row: Row) -> str | None:
    """What rows about one request share; a row with only a step goes on with the one before."""
    if identity := row.value("request"):
        return identity
    names = ("code", "enterprise", "collected_on", "text", *KIND_OF)
    said = [row.value(name) or "" for name in names]
    return "\n".join(said) if any(said) else None


def make_request(rows: Sequence[Row], ground: Ground, shape: Shape) -> Item | Same:
    """The request of some rows, a step each. Raises `RefusedError`."""
    rows = [as_request(row) for row in rows]
    row = rows[0]
    draft = Draft(rows)
    known = {entry.record.id: entry for entry in ground.dataset.requests}
    entry = known.get(row.value("request") or "")
    for name in _REQUEST:
        if cell := agreed(rows, name):
            draft.put(name, cell.value, cell.address)
    if entry is None:
        hold_new(rows, shape, _REQUEST[:4], "这是新诉求")
        enterprise, pairing = _paired(row, ground, "collected_on")
        draft.put("enterprise", enterprise, row.address("code", "enterprise"))
        draft.put("commissioner", pairing.record.commissioner, row.address("id", "name"))
        entry = None if row.value("request") else _same_request(draft, ground)
        year = str(draft.data["collected_on"])[:4]
        identity = entry.record.id if entry else row.value("request") or _request_id(pairing, draft)
        path = entry.path if entry else private_file(pairing.path, f"requests/{year}.yml")
    else:
        identity, path = entry.record.id, entry.path
        _hold_owner(row, entry, ground)
        ground.hold_here(entry.folder, row.address("request"), "这件诉求归")
    draft.put("id", identity, row.address("request", "collected_on"))
    _nested(draft, row, entry, ("rigid",))
    stored = stored_fields(entry) if entry else {}
    if told := agreed(rows, "told"):
        days = told.value if isinstance(told.value, list) else []
        draft.put("told", sorted({*stored.get("told", ()), *map(str, days)}), told.address)
    put_steps(draft, rows, path, stored, ground)
    return draft.item("request", path, {"id": identity}, entry, {})


def _request_id(pairing: Entry[Pairing], draft: Draft) -> str:
    """The id of a new request from what it asks: what was done since does not change it."""
    asked = Draft(draft.rows, {name: draft.data[name] for name in ("enterprise", "collected_on", "text")})
    return _made_id("q", pairing, asked)


def _hold_owner(row: Row, entry: Entry[ServiceRequest], ground: Ground) -> None:
    """Hold that a row with the id of a request is about its enterprise and its commissioner."""
    if {"code", "enterprise"} & row.cells.keys():
        found = ground.enterprise(row).record.code
        if found != entry.record.enterprise:
            raise RefusedError(
                row.address("code", "enterprise"),
                f"诉求{entry.record.id}是{entry.record.enterprise}的，这里是{found}",
                "核对诉求编号和企业",
            )
    if {"id", "name"} & row.cells.keys():
        person = ground.commissioner(row, among=[entry.record.commissioner]).record
        if person.id != entry.record.commissioner:
            raise RefusedError(
                row.address("id", "name"),
                f"诉求{entry.record.id}由{entry.record.commissioner}收集，这里是{person.id}",
                "收集的专员不变；现在由谁办，看结对",
            )


def _same_request(draft: Draft, ground: Ground) -> Entry[ServiceRequest] | None:
    """The request of the same enterprise and day with the same text."""
    data = draft.data
    return next(
        (
            entry
            for entry in ground.dataset.requests
            if (entry.record.enterprise, entry.record.collected_on.isoformat(), clean(entry.record.text))
            == (data["enterprise"], data["collected_on"], data["text"])
        ),
        None,
    )
