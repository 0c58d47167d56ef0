"""诉求: what an enterprise asks for, and the chain of steps to its end (private requests/<year>.yml; rules 9, 17 to 20)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.types import CommissionerId, CreditCode, Date, RegionCode, RequestId, Text


class RequestKind(StrEnum):
    """What kind of request it is."""

    PROBLEM = "困难问题"
    NEED = "服务需求"
    ADVICE = "意见建议"


class StepKind(StrEnum):
    """What a step does (rule 17)."""

    SELF = "自办"
    LISTED = "列入问题清单"
    CLASSIFIED = "分类"
    DISCUSSED = "商处(科)室"
    RAISED = "报上级专员办"
    TRANSFERRED = "会商转交"
    ANSWERED = "反馈"
    CLOSED = "办结"


class RequestClass(StrEnum):
    """Whose business a request is: of the industry office itself, or of another unit at its level."""

    OWN = "工信职能"
    OTHER_UNIT = "同级其他单位"


class Satisfaction(StrEnum):
    """What the enterprise said at the end."""

    SATISFIED = "满意"
    PARTLY = "基本满意"
    DISSATISFIED = "不满意"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """One step: `office` is the office that takes it, `to` the division or unit it goes to."""

    do: StepKind
    date: Date
    office: RegionCode | None = None
    class_: Annotated[RequestClass | None, Field(alias="class")] = None
    to: Text | None = None
    approved_by: Text | None = None
    approved_on: Date | None = None
    result: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rigid(Record):
    """政策刚性约束: why it cannot be granted, and who at the office confirmed it (rule 9)."""

    reason: Text
    confirmed_by: Text
    confirmed_on: Date


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRequest(Record):
    """A request with its steps so far. `told`: the days on which the enterprise was told how it stands."""

    id: RequestId
    enterprise: CreditCode
    commissioner: CommissionerId
    kind: RequestKind
    category: Text
    collected_on: Date
    text: Text
    rigid: Rigid | None = None
    told: tuple[Date, ...] = ()
    steps: tuple[Step, ...] = ()
    satisfied: Satisfaction | None = None

    @property
    def closed(self) -> bool:
        """Whether it has come to its end."""
        return any(step.do is StepKind.CLOSED for step in self.steps)
