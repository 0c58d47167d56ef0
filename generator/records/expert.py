"""服务专家: whom commissioners bring in (rosters/experts/<group>.yml)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.types import Phone, RegionCode, Slug, Text


class InstitutionKind(StrEnum):
    """Where an expert comes from (notice part 四(一); rule 24)."""

    NATIONAL_PLATFORM = "国家级示范平台"
    PROVINCIAL_PLATFORM = "省级示范平台"
    INSTITUTION = "优质服务机构"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert(Record):
    """An expert with a work phone; `industries` empty: any."""

    id: Slug
    name: Text
    institution: Text
    institution_kind: InstitutionKind
    domains: Annotated[tuple[Text, ...], Field(min_length=1)]
    industries: tuple[Text, ...] = ()
    regions: Annotated[tuple[RegionCode, ...], Field(min_length=1)]
    work_phone: Phone
    profile: Text | None = None
    aliases: tuple[Slug, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertFile(Record):
    """One file of the 服务专家组; `group` is what readers call it."""

    group: Text
    experts: tuple[Expert, ...]
