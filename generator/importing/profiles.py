"""Rows to profiles: the facts of an enterprise as of a day."""

from collections.abc import Sequence

from generator.importing.columns import Shape
from generator.importing.ground import Ground
from generator.importing.making import Draft, hold_new, stored_fields
from generator.importing.places import private_file
from generator.importing.values import Item, MisreadError, RefusedError, Row, Same

_FACT = "facts."


def make_profile(rows: Sequence[Row], ground: Ground, shape: Shape) -> Item | Same:
    """The profile of a row. Raises `RefusedError`."""
    row = rows[0]
    hold_new(rows, shape, ("date",), "一份画像")
    enterprise = ground.enterprise(row)
    code, day = enterprise.record.code, str(row.value("date"))
    ground.hold_here(enterprise.folder, row.address("code", "enterprise"), "这家企业在")
    given = {name.removeprefix(_FACT): cell for name, cell in row.cells.items() if name.startswith(_FACT)}
    if not given:
        raise RefusedError("", "这一行没有一项指标", "补上指标，或删掉这一行")
    entry = next(
        (
            other
            for other in ground.profiles_by_enterprise.get(code, ())
            if other.record.date.isoformat() == day
        ),
        None,
    )
    draft = Draft(rows)
    draft.put("enterprise", code, row.address("code", "enterprise"))
    draft.put("date", day, row.address("date"))
    stored = stored_fields(entry)["facts"] if entry else {}
    known = {name: _read(shape, name, value) for name, value in stored.items() if name in given}
    new = {name: cell.value for name, cell in given.items() if cell.value != known.get(name)}
    draft.data["facts"] = {**stored, **new}
    for name, cell in given.items():
        draft.cells["facts", name] = cell.address
    path = entry.path if entry else private_file(enterprise.path, "profiles.yml")
    return draft.item("profile", path, {"enterprise": code, "date": day}, entry, {})


def _read(shape: Shape, key: str, stored: object) -> object:
    """A stored value as a cell would give it: 5.60% is 5.6%."""
    form = next((column.form for column in shape.columns if column.field == f"{_FACT}{key}"), None)
    if form is None:
        return stored
    try:
        return form.read("、".join(stored) if isinstance(stored, list) else str(stored))
    except MisreadError:
        return stored
