"""专员办: the division that runs the scheme in one region (notice part 三(三); office.yml)."""

from dataclasses import dataclass

from generator.records.base import Record
from generator.records.types import Email, Flag, Phone, RegionCode, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Record):
    """The columns of annex 1: 单位, 处(科)室, 分管领导, 联系人, 办公电话. `sample`: an invented example."""

    region: RegionCode
    unit: Text
    division: Text
    leader: Text
    contact: Text
    work_phone: Phone
    email: Email | None = None
    address: Text | None = None
    hours: Text | None = None
    sample: Flag = False
