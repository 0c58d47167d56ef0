"""Enterprises with their recognitions (enterprises.yml); public facts only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.types import CreditCode, Date, RegionCode, Text


class Tier(StrEnum):
    """梯度: the rungs of the ladder; only `SRDI` and `LITTLE_GIANT` put an enterprise in scope."""

    INNOVATIVE = "创新型中小企业"
    TECH_INNOVATIVE = "科技和创新型中小企业"
    SRDI = "专精特新中小企业"
    LITTLE_GIANT = "专精特新“小巨人”企业"
    CHAMPION = "制造业单项冠军"


RUNGS = ((Tier.INNOVATIVE, Tier.TECH_INNOVATIVE), (Tier.SRDI,), (Tier.LITTLE_GIANT,))
"""The rungs of the ladder from the lowest, each with its titles: the first one was renamed on 2026-04-01."""


class Review(StrEnum):
    """How far the 复核 of a recognition is."""

    NOT_STARTED = "未启动"
    APPLIED = "申报中"
    PASSED = "通过"
    FAILED = "未通过"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName(Record):
    """A name that the enterprise had to the day `until`."""

    name: Text
    until: Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Located(Record):
    """Where the enterprise is registered from `since` on, until the next entry."""

    region: RegionCode
    since: Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition(Record):
    """认定: a tier held from `awarded_on` to `valid_until`, both days included."""

    tier: Tier
    awarded_on: Date
    valid_until: Date
    review: Review | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the recognition is valid on a day."""
        return self.awarded_on <= day <= self.valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise(Record):
    """企业, keyed by its 统一社会信用代码 (GB 32100-2015). `located` and `recognitions` are a history."""

    code: CreditCode
    name: Text
    former_names: tuple[FormerName, ...] = ()
    industry: Text
    products: tuple[Text, ...] = ()
    located: Annotated[tuple[Located, ...], Field(min_length=1)]
    recognitions: tuple[Recognition, ...] = ()
    aliases: tuple[CreditCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseFile(Record):
    """enterprises.yml: the enterprises that are in a region now, national ones too."""

    region: RegionCode
    enterprises: tuple[Enterprise, ...]
