"""助企资源: services that an enterprise can be linked to (content/resources/<id>.yml)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.policy import Contact
from generator.records.types import Date, Flag, RegionCode, Slug, Text


class ResourceKind(StrEnum):
    """What a resource brings (rule 11)."""

    FUNDS = "资金"
    PEOPLE = "人才"
    TECHNOLOGY = "技术"
    PROJECTS = "项目"
    MARKET = "市场"


class Supply(StrEnum):
    """Who supplies it (rule 11)."""

    GOVERNMENT = "政府公共服务"
    MARKET = "市场化服务"
    CHARITY = "社会化公益服务"


class Fee(StrEnum):
    """What it costs."""

    FREE = "免费"
    PAID = "收费"
    REDUCED = "优惠"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Record):
    """A service: what it is, how to get it, whom to call. `industries` empty: any; `sample`: invented."""

    id: Slug
    name: Text
    kinds: Annotated[tuple[ResourceKind, ...], Field(min_length=1)]
    supply: Supply
    provider: Text
    domains: tuple[Text, ...] = ()
    themes: tuple[Text, ...] = ()
    industries: tuple[Text, ...] = ()
    regions: Annotated[tuple[RegionCode, ...], Field(min_length=1)]
    what: Text
    how: Annotated[tuple[Text, ...], Field(min_length=1)]
    contact: Contact
    fee: Fee | None = None
    valid_until: Date | None = None
    sample: Flag = False
    aliases: tuple[Slug, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the service is offered on a day."""
        return self.valid_until is None or day <= self.valid_until
