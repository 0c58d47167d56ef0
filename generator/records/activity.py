"""公共服务活动: visits of experts, road shows, contests, fairs, camps (content/activities/<year>/<id>.yml)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.types import Date, Flag, RegionCode, Slug, Text


class Series(StrEnum):
    """The standing series of activities."""

    CLINIC = "巡诊"
    LISTING = "上市培育"
    ROAD_SHOW = "路演环省行"
    CONTEST = "创客中国"
    FAIR = "中博会"
    TALENT = "英才名匠"
    OTHER = "其他"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Record):
    """The days of an activity, both included."""

    from_: Annotated[Date, Field(alias="from")]
    to: Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Record):
    """The days on which one can register, both included."""

    opens_on: Date | None = None
    closes_on: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """An activity: when, where, for whom, how to register. `regions` empty: the whole province."""

    id: Slug
    name: Text
    series: Series = Series.OTHER
    held: Held
    register: Registration
    place: Text
    for_: Annotated[Text, Field(alias="for")]
    how: Annotated[tuple[Text, ...], Field(min_length=1)]
    regions: tuple[RegionCode, ...] = ()
    sample: Flag = False
    aliases: tuple[Slug, ...] = ()
