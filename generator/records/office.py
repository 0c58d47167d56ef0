"""专员办: the division that runs the scheme in one region (notice part 三(三); office.yml)."""

from dataclasses import dataclass

from generator.records.base import Record
from generator.records.types import Account, Email, Flag, Phone, RegionCode, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Record):
    """The columns of annex 1: 单位, 处(科)室, 分管领导, 联系人, 办公电话. `sample`: an invented example.

    `maintainers` are asked to look at changes in the folder of the office; it stands in CODEOWNERS, on no page.
    """

    region: RegionCode
    unit: Text
    division: Text
    leader: Text
    contact: Text
    work_phone: Phone
    email: Email | None = None
    address: Text | None = None
    hours: Text | None = None
    maintainers: tuple[Account, ...] = ()
    sample: Flag = False
