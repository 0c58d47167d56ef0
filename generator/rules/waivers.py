"""Waivers: a known gap may be declared for a time, with a reason; it has to end, and to cover something."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.coverage import held_on, region_on
from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.records.province import Waiver
from generator.rules.finding import Finding
from generator.rules.gaps import (
    FOUR_ONES,
    Gap,
    missing_domains,
    missing_ones,
    without_commissioner,
    without_office,
)
from generator.rules.territory import chain

OFFICE, ENTERPRISE, ONES = "region-without-office", "uncovered-enterprise", "four-ones-incomplete"
WAIVABLE = (OFFICE, ENTERPRISE, ONES)
"""The rules whose findings can be waived."""


@dataclass(frozen=True)
class Waivers:
    """The waivers of a dataset, those that have run out included."""

    dataset: Dataset

    @cached_property
    def _by_aim(self) -> dict[tuple[str, object], list[Entry[Waiver]]]:
        """The waivers by rule and by the narrowest thing that they name."""
        found: dict[tuple[str, object], list[Entry[Waiver]]] = {}
        for entry in self.dataset.waivers:
            waiver = entry.record
            aim = waiver.enterprise or waiver.awarded_on or waiver.region
            found.setdefault((waiver.rule, aim), []).append(entry)
        return found

    def over_region(self, code: str) -> tuple[Entry[Waiver], ...]:
        """The waivers of a place that has no office."""
        return tuple(self._by_aim.get((OFFICE, code), ()))

    def over_ones(self) -> tuple[Entry[Waiver], ...]:
        """The waivers of what lacks of the “四个一” and of the domains of its experts: they name the province."""
        return tuple(
            entry
            for scheme in self.dataset.schemes
            for entry in self._by_aim.get((ONES, scheme.record.province), ())
        )

    def over(self, gap: Gap) -> tuple[Entry[Waiver], ...]:
        """The waivers of a gap: for the enterprise, its batch, or a place in which it is."""
        enterprise = gap.enterprise.record
        places = chain(self.dataset, region_on(enterprise, gap.day))
        awarded = [held.awarded_on for held in held_on(enterprise, gap.day)]
        return tuple(
            entry
            for aim in (enterprise.code, *awarded, *places)
            for entry in self._by_aim.get((ENTERPRISE, aim), ())
            if entry.record.awarded_on in {None, *awarded} and entry.record.region in {None, *places}
        )


def expired_waiver(dataset: Dataset) -> Iterator[Finding]:
    """豁免写到哪一天就到哪一天，当天仍有效；到期后要么补上缺口并删掉它，要么写明新的期限。"""
    for entry in dataset.waivers:
        if entry.record.until < dataset.as_of:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "until"),
                message=f"{_aim(dataset, entry.record)}的豁免只到{entry.record.until}",
                help="缺口已经补上就删掉这一条；还要豁免就改 until，并核对原因",
                severity=Severity.OVERDUE,
            )


def _aim(dataset: Dataset, waiver: Waiver) -> str:
    """What a waiver is for, in words."""
    enterprise = dataset.enterprise_by_code.get(waiver.enterprise or "")
    region = dataset.region_by_code.get(waiver.region or "")
    names = (
        f"“{enterprise.record.name}”" if enterprise else waiver.enterprise,
        region.name if region else waiver.region,
        f"{waiver.awarded_on}认定的企业" if waiver.awarded_on else None,
    )
    return "".join(name for name in names if name) or "这一条"


def unused_waiver(dataset: Dataset) -> Iterator[Finding]:
    """豁免要对应一个缺口：没有专员办的地区，没有服务专员的企业，或缺了一项的“四个一”、缺了领域的服务专家。写 region、enterprise 或认定日期 awarded_on。"""
    unsure = {"pairing", "enterprise", "office", "region", *FOUR_ONES}
    if unsure & (dataset.lost | {kind for kind, _ in dataset.broken}):
        return
    waivers = Waivers(dataset)
    used = {id(entry) for gap in without_commissioner(dataset) for entry in waivers.over(gap)}
    used |= {id(entry) for gap in without_office(dataset) for entry in waivers.over_region(gap.record.code)}
    lacking = missing_ones(dataset) or any(missing_domains(dataset))
    used |= {id(entry) for entry in waivers.over_ones() if lacking}
    for entry in dataset.waivers:
        waiver = entry.record
        if id(entry) in used or waiver.until < dataset.as_of or waiver.rule not in WAIVABLE:
            continue  # expired-waiver or unknown-reference says so
        aimed = (
            waiver.region
            if waiver.rule != ENTERPRISE
            else waiver.enterprise or waiver.awarded_on or waiver.region
        )
        mend = "写 enterprise、awarded_on 或 region" if waiver.rule == ENTERPRISE else "写 region"
        yield Finding(
            document=entry.document,
            loc=(*entry.loc, "rule"),
            message="这条豁免没有对应的缺口" if aimed else "这条豁免没有写豁免谁",
            help="删掉这一条；如果本应有缺口，核对写的地区、企业和认定日期" if aimed else mend,
            severity=Severity.WARNING,
        )
