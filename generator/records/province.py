"""“四个一” beside the roster, and what stands over all of it: 专班, 联系群, waivers, retired ids, 表扬."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from generator.records.base import Record
from generator.records.types import CommissionerId, CreditCode, Date, RegionCode, Slug, Text, Year


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForceMember(Record):
    """A unit of the 服务专班 and what it does there."""

    unit: Text
    role: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForce(Record):
    """服务专班 (notice part 四(一)): who leads it, where its office is, who belongs to it."""

    name: Text
    leader: Text
    office_unit: Text
    members: Annotated[tuple[TaskForceMember, ...], Field(min_length=1)]


class Channel(StrEnum):
    """Where a contact group lives."""

    WECHAT = "微信群"
    DINGTALK = "钉钉群"
    OTHER = "其他"


class GroupFunction(StrEnum):
    """What a contact group is for (rule 22)."""

    EXCHANGE = "工作交流"
    TASKS = "任务交办"
    POLICIES = "政策宣传"
    MATCHING = "服务对接"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGroup(Record):
    """服务工作联系群: its members are the commissioners of its offices."""

    id: Slug
    name: Text
    channel: Channel
    functions: Annotated[tuple[GroupFunction, ...], Field(min_length=1)]
    offices: Annotated[tuple[RegionCode, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGroupFile(Record):
    """rosters/contact-groups.yml."""

    groups: tuple[ContactGroup, ...]


class WaiverReason(StrEnum):
    """Why a gap is accepted for a time."""

    REFORM = "机构改革"
    STAFF = "人员调整"
    UNASSIGNED = "新认定待分配"
    OTHER = "其他"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """A known gap, accepted to the day `until`: for a region, an enterprise or a batch by its day of award."""

    rule: Text
    region: RegionCode | None = None
    enterprise: CreditCode | None = None
    awarded_on: Date | None = None
    until: Date
    reason: WaiverReason
    note: Text | None = None


class RetiredKind(StrEnum):
    """The kinds that have ids."""

    POLICY = "policy"
    RESOURCE = "resource"
    ACTIVITY = "activity"
    CASE = "case"
    EXPERT = "expert"
    COMMISSIONER = "commissioner"
    ENTERPRISE = "enterprise"
    CONTACT_GROUP = "contact-group"
    TRAINING_SESSION = "training-session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired(Record):
    """An id that was removed and may not come back (rule 35)."""

    kind: RetiredKind
    id: Text
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commendation(Record):
    """表扬 of a unit or of a commissioner (rule 27)."""

    one_of: ClassVar = (("unit", "commissioner"),)
    year: Year
    unit: Text | None = None
    commissioner: CommissionerId | None = None
    for_: Annotated[Text, Field(alias="for")]

    def __post_init__(self) -> None:
        """Hold that it is said who is commended."""
        if not self.has_one(*self.one_of):
            raise PydanticCustomError("one_commended", "one commended")
