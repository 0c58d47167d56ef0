"""The steps of a request from its rows, each put to the step that is there and that it tells of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.importing.ground import Ground
from generator.importing.making import Draft
from generator.importing.values import Cell, RefusedError, Row
from generator.kinds import folder_code
from generator.records.request import StepKind

_STEP = "step."

_Step = Mapping[str, Any]


def put_steps(draft: Draft, rows: Sequence[Row], path: str, stored: _Step, ground: Ground) -> None:
    """Add the steps of the rows to those that are there, or change the ones that they tell of. Raises `RefusedError`."""
    told = list(_told(rows, ground))
    if not told:
        return
    steps = [dict(step) for step in stored.get("steps", ())]
    before = list(_with_offices(steps, folder_code(path), ground))
    met = _met([step for _, step in told], before)
    for number, (cells, step) in enumerate(told):
        if number in met:
            steps[met[number]].update(step)
        else:
            steps.append(step)
            if any(_of_one_day(step, other) for at, other in enumerate(before) if at not in met.values()):
                draft.notes.append(
                    f"{cells['do'].address} {draft.data['id']}在{step['date']}已有“{step['do']}”，经办专员办或转给谁不一样，"
                    f"这一行加成另一步；是同一步写错了的，直接改 {path}"
                )
        for name, cell in cells.items():
            draft.cells["steps", met.get(number, len(steps) - 1), name] = cell.address
    draft.data["steps"] = steps


def _told(rows: Sequence[Row], ground: Ground) -> Iterator[tuple[Mapping[str, Cell], dict[str, object]]]:
    """The steps that the rows tell, with their cells; a row that repeats the one before tells none of its own."""
    before: dict[str, object] | None = None
    for row in rows:
        cells = {name.removeprefix(_STEP): cell for name, cell in row.cells.items() if name.startswith(_STEP)}
        if not cells:
            continue
        if not {"do", "date"} <= cells.keys():
            address = next(iter(cells.values())).address
            raise RefusedError(address, "办理步骤和步骤日期要一起写", "补上另一格")
        step = {name: cell.value for name, cell in cells.items()}
        if office := cells.get("office"):
            step["office"] = ground.place_of(str(office.value), office.address, anywhere=True)
        if step != before:
            yield cells, step
        before = step


def _with_offices(steps: Sequence[_Step], home: str, ground: Ground) -> Iterator[_Step]:
    """The steps with the office of each, where none is written too: the one that the request has come to."""
    at = home
    for step in steps:
        at = home if step["do"] == StepKind.LISTED else at
        raised = step["do"] == StepKind.RAISED
        region = ground.dataset.region_by_code.get(at)
        office = step.get("office") or (region.parent if raised and region else at)
        at = office if raised and office else at
        yield {**step, "office": office}


def _met(told: Sequence[_Step], steps: Sequence[_Step]) -> Mapping[int, int]:
    """The places of the steps that are told of, by the number of who tells: first of those that say the same."""
    met: dict[int, int] = {}
    for tells in (_says_no_more, _is_meant):
        for number, step in enumerate(told):
            free = (at for at, other in enumerate(steps) if at not in met.values() and tells(step, other))
            if number not in met and (at := next(free, None)) is not None:
                met[number] = at
    return met


def _says_no_more(step: _Step, other: _Step) -> bool:
    return step.items() <= other.items()


def _is_meant(step: _Step, other: _Step) -> bool:
    """Whether a step is told of with changes: another office or another unit is another step."""
    return _of_one_day(step, other) and all(
        other.get(name) in {None, step[name]} for name in ("office", "to") if name in step
    )


def _of_one_day(step: _Step, other: _Step) -> bool:
    return bool((step["do"], step["date"]) == (other["do"], other["date"]))
