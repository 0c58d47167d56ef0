"""服务台账: what a commissioner did for an enterprise (private records/<half-year>.yml; rules 8 to 16)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from generator.records.base import Record
from generator.records.types import CommissionerId, CreditCode, Date, RecordId, RequestId, Slug, Text, Whole


class ServiceChannel(StrEnum):
    """服务方式; a visit counts as a contact too (rule 14)."""

    PHONE = "电话"
    WECHAT = "微信"
    VISIT = "现场走访"
    OTHER = "其他"


class Service(StrEnum):
    """The five services of the notice (rule 8)."""

    REQUESTS = "涉企诉求受理"
    POLICIES = "惠企政策速递"
    RESOURCES = "助企资源对接"
    ABILITIES = "促企能力提升"
    RIGHTS = "护企权益保障"


class Delivery(StrEnum):
    """How a policy was delivered (rule 10)."""

    SENT = "精准推送"
    EXPLAINED = "政策解读"
    ADVISED = "咨询辅导"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpedBy(Record):
    """The expert or the resource that helped."""

    one_of: ClassVar = (("expert", "resource"),)
    expert: Slug | None = None
    resource: Slug | None = None

    def __post_init__(self) -> None:
        """Hold that one of both is named."""
        if not self.has_one(*self.one_of):
            raise PydanticCustomError("one_helper", "one helper")


@dataclass(frozen=True, slots=True, kw_only=True)
class Infringement(Record):
    """Interference or infringement: to whom it was reported, what was done at once (rule 13)."""

    reported_to: Text | None = None
    done: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverduePayment(Record):
    """拖欠账款: the amount in whole 元, and where the enterprise complains (rule 13)."""

    debtor: Text
    amount: Whole
    due_on: Date
    complaint_channel: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord(Record):
    """One row of the ledger. `by`: the deputy who served that day; `corrects`: the record that it replaces."""

    id: RecordId
    enterprise: CreditCode
    commissioner: CommissionerId
    by: CommissionerId | None = None
    date: Date
    channel: ServiceChannel
    services: Annotated[tuple[Service, ...], Field(min_length=1)]
    policies: tuple[Slug, ...] = ()
    delivery: Delivery | None = None
    helped_by: HelpedBy | None = None
    themes: tuple[Text, ...] = ()
    requests: tuple[RequestId, ...] = ()
    activities: tuple[Slug, ...] = ()
    content: Text
    outcome: Text | None = None
    infringement: Infringement | None = None
    overdue_payment: OverduePayment | None = None
    corrects: RecordId | None = None
