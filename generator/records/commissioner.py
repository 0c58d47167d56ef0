"""服务专员: who serves, from which unit, and who stands in (commissioners.yml)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.types import CommissionerId, CreditCode, Date, Phone, RegionCode, Text


class UnitKind(StrEnum):
    """What kind of unit a commissioner works in (rule 6: 行政 or 事业)."""

    GOVERNMENT = "行政"
    PUBLIC = "事业"
    OTHER = "其他"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Record):
    """A post from `since` to `until`, both days included; without `until` it goes on."""

    unit: Text
    unit_kind: UnitKind
    position: Text | None = None
    work_phone: Phone
    since: Date
    until: Date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy(Record):
    """Who stands in for a commissioner, from `since` to `until`."""

    commissioner: CommissionerId
    since: Date
    until: Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal(Record):
    """回避: an enterprise that this commissioner may not serve."""

    enterprise: CreditCode
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Commissioner(Record):
    """One person, once in the whole province; `id` begins with the code of the home office."""

    id: CommissionerId
    name: Text
    posts: Annotated[tuple[Post, ...], Field(min_length=1)]
    strengths: tuple[Text, ...] = ()
    deputies: tuple[Deputy, ...] = ()
    recuses: tuple[Recusal, ...] = ()
    aliases: tuple[CommissionerId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionerFile(Record):
    """commissioners.yml: the commissioners whose home office is a region's."""

    region: RegionCode
    commissioners: tuple[Commissioner, ...]
