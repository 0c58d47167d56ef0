"""Rules 4, 5 and 7: which office arranges a pairing, and whom it may send."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.coverage import changes, held_on, level_on, level_since, region_on
from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.document import Document, Loc
from generator.records.enterprise import Enterprise
from generator.records.pairing import Pairing
from generator.records.region import Region
from generator.records.types import Level
from generator.rules.finding import Finding
from generator.rules.grace import owed_since
from generator.rules.territory import ARRANGES, arranges, arranging, chain, home


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A pairing that goes on or is planned, with its enterprise in scope, and the place of its office.

    `arranges` are the levels that are the office's; `day` is the day on which it is judged: as of now, or its
    first where it is planned.
    """

    pairing: Entry[Pairing]
    enterprise: Entry[Enterprise]
    office: Region
    arranges: frozenset[Level]
    day: date
    level: Level

    @property
    def fits(self) -> bool:
        """Whether the office arranges a pairing of this level."""
        return self.level in self.arranges

    @property
    def promoted(self) -> bool:
        """Whether the level changed after the pairing began, and its office was right before."""
        enterprise, since = self.enterprise.record, self.pairing.record.since
        days = (since, *(day for day in changes(enterprise) if day > since))
        first = next((level for day in days if (level := level_on(enterprise, day))), self.level)
        return first in self.arranges

    @property
    def recognised(self) -> tuple[Document, Loc, str]:
        """The recognition that makes the level."""
        held = held_on(self.enterprise.record, self.day)[0]
        way = ("recognitions", self.enterprise.record.recognitions.index(held), "tier")
        return self.enterprise.document, (*self.enterprise.loc, *way), "决定级别的认定"


def wrong_tier_office(dataset: Dataset) -> Iterator[Finding]:
    """国家级企业由设区市专员办安排结对，省级企业由县(市、区)专员办安排；两级认定都有的按国家级（通知一(二)）。

    不设县(市、区)的市，两级都由市专员办安排。
    """
    for placed in _placed(dataset):
        if not placed.fits and not placed.promoted:
            right = arranging(dataset, placed.enterprise.record, placed.day)
            yield Finding(
                document=placed.pairing.document,
                loc=(*placed.pairing.loc, "enterprise"),
                message=f"“{placed.enterprise.record.name}”是{placed.level}企业，由{ARRANGES[placed.level]}专员办安排，这里是{placed.office.level}",
                help=f"把这一行移到 {home(dataset, right, 'pairings.yml')}"
                if right
                else "核对企业的 located，写明所在的县(市、区)",
                others=(placed.recognised,),
            )


def promotion_not_handed_over(dataset: Dataset) -> Iterator[Finding]:
    """企业从省级升为国家级（或相反），从认定那天起换一级专员办安排结对；宽限天数内是提醒，过后是待办。"""
    for placed in _placed(dataset) if dataset.schemes else ():
        since = level_since(placed.enterprise.record, placed.day)
        if placed.fits or not placed.promoted or since is None:
            continue
        right = arranging(dataset, placed.enterprise.record, placed.day)
        taker = f"{right.name}专员办" if right else "所在地的专员办"
        where = home(dataset, right, "pairings.yml") if right else "它的 pairings.yml"
        yield Finding(
            document=placed.pairing.document,
            loc=(*placed.pairing.loc, "enterprise"),
            message=f"“{placed.enterprise.record.name}”从{since}起是{placed.level}企业，应由{taker}接手",
            help=f"商定交接的日子：这条写 until 和 reason: 晋级，{where} 里加一条，since 写第二天",
            severity=owed_since(dataset, since),
            others=(placed.recognised,),
        )


def outside_territory(dataset: Dataset) -> Iterator[Finding]:
    """安排结对的专员办，所在地区包括企业所在的地区；企业迁走后，宽限天数内是提醒，过后是待办。"""
    for placed in _placed(dataset) if dataset.schemes else ():
        enterprise = placed.enterprise.record
        here = region_on(enterprise, placed.day)
        above = chain(dataset, here)
        if not placed.fits or not above or placed.office.code in above:
            continue  # wrong-tier-office, promotion-not-handed-over or unknown-reference says so
        left = _left_on(dataset, placed)
        right = arranging(dataset, enterprise, placed.day)
        where = home(dataset, right, "pairings.yml") if right else "所在地专员办的 pairings.yml"
        place = dataset.region_by_code[here].name
        index = max(
            (index for index, located in enumerate(enterprise.located) if located.region == here),
            key=lambda index: enterprise.located[index].since,
        )
        yield Finding(
            document=placed.pairing.document,
            loc=(*placed.pairing.loc, "enterprise"),
            message=f"“{enterprise.name}”{left}迁到{place}（{here}），不在{placed.office.name}"
            if left
            else f"“{enterprise.name}”在{place}（{here}），不在{placed.office.name}",
            help=f"商定交接的日子：这条写 until 和 reason: 迁址，{where} 里加一条，since 写第二天"
            if left
            else f"把这一行移到 {where}；企业其实在{placed.office.name}，就改它的 located",
            severity=owed_since(dataset, left) if left else Severity.ERROR,
            others=(
                (
                    placed.enterprise.document,
                    (*placed.enterprise.loc, "located", index, "region"),
                    "企业所在的地区",
                ),
            ),
        )


def commissioner_from_elsewhere(dataset: Dataset) -> Iterator[Finding]:
    """服务专员来自安排结对的专员办，或它上级、下级地区的专员办；来自别处的，多半是编号写错了。"""
    for entry in dataset.pairings:
        person = dataset.commissioner_by_id.get(entry.record.commissioner)
        if person is None or person.folder == entry.folder or entry.record.ended_by(dataset.as_of):
            continue
        of_person, of_office = chain(dataset, person.folder), chain(dataset, entry.folder)
        far = of_person and of_office and person.folder not in of_office and entry.folder not in of_person
        if far and _rightly_arranged(dataset, entry):
            at, by = (dataset.region_by_code[code].name for code in (person.folder, entry.folder))
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "commissioner"),
                message=f"{person.record.name}（{person.record.id}）在{at}，这条结对由{by}安排",
                help=f"核对专员编号，{by}的编号以 {entry.folder} 开头；确实由外地的专员服务的，不用改",
                severity=Severity.WARNING,
                others=((person.document, (*person.loc, "id"), "这名服务专员"),),
            )


def _rightly_arranged(dataset: Dataset, entry: Entry[Pairing]) -> bool:
    """Whether a pairing stands with the office that arranges it; of others the findings above say more."""
    enterprise = dataset.enterprise_by_code.get(entry.record.enterprise)
    day = max(dataset.as_of, entry.record.since)
    right = arranging(dataset, enterprise.record, day) if enterprise else None
    return right is not None and right.code == entry.folder


def _left_on(dataset: Dataset, placed: _Placed) -> date | None:
    """The day on which an enterprise left the place of its office for good; None where it never was there."""
    enterprise, since = placed.enterprise.record, placed.pairing.record.since
    if placed.office.code not in chain(dataset, region_on(enterprise, since)):
        return None
    left: date | None = None
    for located in sorted(enterprise.located, key=lambda located: located.since):
        if since < located.since <= placed.day:
            inside = placed.office.code in chain(dataset, located.region)
            left = None if inside else left or located.since
    return left


@lru_cache(maxsize=1)
def _placed(dataset: Dataset) -> tuple[_Placed, ...]:
    """The pairings of enterprises in scope that go on or are planned: three rules ask for them."""
    return tuple(_each_placed(dataset))


def _each_placed(dataset: Dataset) -> Iterator[_Placed]:
    for entry in dataset.pairings:
        pairing = entry.record
        enterprise = dataset.enterprise_by_code.get(pairing.enterprise)
        office = dataset.region_by_code.get(entry.folder)
        if enterprise is None or office is None or pairing.ended_by(dataset.as_of):
            continue
        day = max(dataset.as_of, pairing.since)
        level = level_on(enterprise.record, day)
        if level:
            yield _Placed(
                pairing=entry,
                enterprise=enterprise,
                office=office,
                arranges=arranges(dataset, office),
                day=day,
                level=level,
            )
