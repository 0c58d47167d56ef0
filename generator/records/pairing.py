"""结对: one commissioner serves one enterprise (pairings.yml)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.records.base import Record
from generator.records.types import CommissionerId, CreditCode, Date, RegionCode


class PairingReason(StrEnum):
    """Why a pairing began or ended."""

    RECOGNISED = "新认定"
    PROMOTED = "晋级"
    STAFF = "人员调整"
    MOVED = "迁址"
    RECUSED = "回避"
    LAPSED = "失去资格"
    OTHER = "其他"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing(Record):
    """A service from `since` to `until`, both days of service; without `until` it goes on."""

    enterprise: CreditCode
    commissioner: CommissionerId
    since: Date
    until: Date | None = None
    reason: PairingReason | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the commissioner serves the enterprise on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def ended_by(self, day: date) -> bool:
        """Whether the service was over before a day."""
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingFile(Record):
    """pairings.yml: the pairings that a region's office arranges."""

    region: RegionCode
    pairings: tuple[Pairing, ...]
