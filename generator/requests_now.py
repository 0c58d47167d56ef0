"""Where each request stands today: its stage, since when, and who has to move next (rules 9, 17 to 20)."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from generator.coverage import Coverage
from generator.dataset import Dataset, Entry
from generator.days import plus
from generator.records.request import ServiceRequest, StepKind
from generator.rules.requests import last_word


class Stage(StrEnum):
    """How far a request has come, by its last step; in the order of rule 17."""

    COLLECTED = "刚收集"
    SELF = "专员自办"
    LISTED = "等分类"
    CLASSIFIED = "等分办"
    DISCUSSED = "商处（科）室"
    RAISED = "报到上级"
    TRANSFERRED = "转交其他单位"
    ANSWERED = "已反馈"
    CLOSED = "已办结"


_STAGE: Mapping[StepKind, Stage] = {
    StepKind.SELF: Stage.SELF,
    StepKind.LISTED: Stage.LISTED,
    StepKind.CLASSIFIED: Stage.CLASSIFIED,
    StepKind.DISCUSSED: Stage.DISCUSSED,
    StepKind.RAISED: Stage.RAISED,
    StepKind.TRANSFERRED: Stage.TRANSFERRED,
    StepKind.ANSWERED: Stage.ANSWERED,
    StepKind.CLOSED: Stage.CLOSED,
}

_COMMISSIONERS = frozenset({Stage.COLLECTED, Stage.SELF, Stage.ANSWERED})
"""The stages in which the commissioner moves next; in the others of an open request it is an office."""


class RequestState(NamedTuple):
    """A request today. `office` arranged the service, in its folder it stands; `since` is the day of its last step.

    `mover` is the office that has to move next, also where the enterprise has no commissioner any more; "" where it is
    the commissioner, or nobody. `waits_for` is the division or unit to which it went, `told_on` the last day on which
    the enterprise spoke or heard of it.
    """

    request: ServiceRequest
    office: str
    stage: Stage
    since: date
    mover: str
    waits_for: str
    told_on: date

    @property
    def open(self) -> bool:
        """Whether it has not come to its end."""
        return self.stage is not Stage.CLOSED

    @property
    def listed(self) -> bool:
        """Whether it stands on the problem list: what the commissioner settles alone does not (rule 17)."""
        return any(step.do is StepKind.LISTED for step in self.request.steps)

    @property
    def rigid(self) -> bool:
        """Whether it is open and 政策刚性约束: it counts as unresolved no more, but waits for an answer (rule 9)."""
        return self.open and self.request.rigid is not None

    @property
    def heard(self) -> bool:
        """Whether the enterprise was told anything, or had an answer."""
        return bool(self.request.told) or any(step.do is StepKind.ANSWERED for step in self.request.steps)

    def age(self, day: date) -> int:
        """The days from its collection to its end, or to a day while it is open."""
        return ((day if self.open else self.since) - self.request.collected_on).days

    def untold(self, day: date, days: int) -> bool:
        """Whether it is open and the enterprise heard nothing for more than so many days (rule 20)."""
        return self.open and plus(self.told_on, days) < day


def requests_now(dataset: Dataset) -> tuple[RequestState, ...]:
    """All requests as of the dataset's day, in the order of their ids."""
    coverage = Coverage(dataset)
    states = (_state(coverage, entry) for entry in dataset.requests)
    return tuple(sorted(states, key=lambda state: state.request.id))


def of_enterprise(states: Iterable[RequestState]) -> Mapping[str, tuple[RequestState, ...]]:
    """The requests of each enterprise, in their order."""
    groups: dict[str, list[RequestState]] = {}
    for state in states:
        groups.setdefault(state.request.enterprise, []).append(state)
    return {code: tuple(found) for code, found in groups.items()}


def by_office(states: Iterable[RequestState]) -> Mapping[str, tuple[RequestState, ...]]:
    """The requests of each office, in their order."""
    groups: dict[str, list[RequestState]] = {}
    for state in states:
        groups.setdefault(state.office, []).append(state)
    return {code: tuple(found) for code, found in groups.items()}


def _state(coverage: Coverage, entry: Entry[ServiceRequest]) -> RequestState:
    dataset, request, steps = coverage.dataset, entry.record, entry.record.steps
    stage = _STAGE[steps[-1].do] if steps else Stage.COLLECTED
    at = entry.folder
    for step in steps:
        if step.do is StepKind.LISTED:
            at = entry.folder  # listed again, the chain begins again
        elif step.do is StepKind.RAISED:
            at = next(iter(dataset.codes_above.get(at, ())), at)
    served = coverage.in_service(request.enterprise, dataset.as_of)
    by_office = stage is not Stage.CLOSED and not (served and stage in _COMMISSIONERS)
    return RequestState(
        request=request,
        office=entry.folder,
        stage=stage,
        since=steps[-1].date if steps else request.collected_on,
        mover=at if by_office else "",
        waits_for=(steps[-1].to or "") if steps and by_office else "",
        told_on=last_word(request),
    )
