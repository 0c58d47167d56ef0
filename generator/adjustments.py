"""调整情况 (rule 29): who joined, left or changed, which pairings did, which enterprises were renamed, and what was reported."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from generator.coverage import Coverage
from generator.dataset import Dataset, Entry
from generator.days import plus
from generator.periods import ADJUSTMENT, FIRST
from generator.records.commissioner import Commissioner, Post, UnitKind
from generator.records.enterprise import Enterprise
from generator.records.pairing import Pairing
from generator.records.reporting import Submission
from generator.rules.territory import chain


class StaffChangeKind(StrEnum):
    """What happened to a commissioner."""

    JOINED = "加入"
    LEFT = "离开"
    CHANGED = "信息变动"


class PairingChangeKind(StrEnum):
    """What happened to the service of an enterprise."""

    BEGUN = "开始结对"
    ENDED = "结束结对"
    CHANGED = "更换专员"
    MOVED = "更换专员办"


class Particulars(NamedTuple):
    """What annex 2 says of a commissioner in a post."""

    name: str
    office: str
    unit: str
    unit_kind: UnitKind
    position: str | None
    work_phone: str


class StaffChange(NamedTuple):
    """A commissioner of an office who joined or changed on a day, or was in post on it for the last time.

    `offices` are those of before and after.
    """

    day: date
    kind: StaffChangeKind
    office: str
    commissioner: Commissioner
    before: Particulars | None
    after: Particulars | None
    reported_on: date | None

    @property
    def offices(self) -> frozenset[str]:
        """The home offices of before and after."""
        return frozenset(each.office for each in (self.before, self.after) if each)


class PairingChange(NamedTuple):
    """A pairing that began on a day, or ended with it; where both follow each other the service changed hands.

    `office` is the one that arranged the new pairing, or the one that ended; `offices` are those of both. Where the
    person stays and only the office is another (a promotion, a move), the service moved.
    """

    day: date
    kind: PairingChangeKind
    office: str
    offices: frozenset[str]
    before: Pairing | None
    after: Pairing | None
    reported_on: date | None

    @property
    def enterprise(self) -> str:
        """The credit code of the enterprise."""
        pairing = self.after or self.before
        return pairing.enterprise if pairing else ""

    @property
    def moved_from(self) -> str | None:
        """The office that arranged it before, where the service moved."""
        moved = self.kind is PairingChangeKind.MOVED
        return next(iter(self.offices - {self.office})) if moved else None

    @property
    def reason(self) -> str | None:
        """Why, as the pairing that ended says it, or the one that began."""
        reasons = (pairing.reason for pairing in (self.before, self.after) if pairing)
        return next((reason for reason in reasons if reason), None)


class NameChange(NamedTuple):
    """An enterprise that has another name from a day on; `office` arranges its pairing of that day."""

    day: date
    office: str
    enterprise: str
    before: str
    after: str
    reported_on: date | None

    @property
    def kind(self) -> str:
        """What happened, in the words of the report."""
        return "企业更名"


def name_on(enterprise: Enterprise, day: date) -> str:
    """The name of an enterprise on a day."""
    former = sorted(enterprise.former_names, key=lambda former: former.until)
    return next((each.name for each in former if day <= each.until), enterprise.name)


def reports(dataset: Dataset, office: str) -> tuple[tuple[date, date], ...]:
    """The reports that cover the changes of an office, its own and those of the offices above: until when, and made when."""
    over = chain(dataset, office)
    found = (entry.record for entry in dataset.submissions if entry.record.office in over)
    return tuple(sorted((_covers(each), each.submitted_on) for each in found if _tells_changes(each)))


def since_last_report(dataset: Dataset, office: str) -> date:
    """The day after the last day that the changes of an office were reported to, by it or by an office above.

    Where none of them ever reported, as the province does not, the earliest such day of the places right below; else
    the start of the scheme.
    """
    start = dataset.scheme.record.scheme_start_on
    own = _after_last(dataset, office)
    below = [region.code for region in dataset.region_by_code.values() if region.parent == office]
    return own or min((_after_last(dataset, code) or start for code in below), default=start)


def _after_last(dataset: Dataset, office: str) -> date | None:
    covered = [until for until, _ in reports(dataset, office)]
    return plus(max(covered), 1) if covered else None


def _tells_changes(report: Submission) -> bool:
    return report.period in {FIRST, ADJUSTMENT}


def _covers(report: Submission) -> date:
    """The day to which a report tells changes; the first report tells all up to its own day."""
    return report.reported_on or report.submitted_on


class Adjustments:
    """The changes of a dataset, with the reports read once an office."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._reports: dict[str, tuple[tuple[date, date], ...]] = {}

    def reported_on(self, office: str, day: date, written: date = date.min) -> date | None:
        """When a change of a day at an office, in no data up to `written`, was reported; None where it was not."""
        if office not in self._reports:
            self._reports[office] = reports(self._dataset, office)
        found = self._reports[office]
        return next((made for until, made in found if day <= until and written < made), None)

    def staff(self, first: date, last: date) -> Iterator[StaffChange]:
        """The changes of commissioners in a span, both days included."""
        for entry in self._dataset.commissioners:
            posts = sorted(entry.record.posts, key=lambda post: post.since)
            for pair in zip([None, *posts], [*posts, None], strict=True):
                for day, before, after in _of_posts(*pair):
                    if first <= day <= last:
                        told = _particulars(entry, before), _particulars(entry, after)
                        reported = self.reported_on(entry.folder, day)
                        yield StaffChange(
                            day, _kind(before, after), entry.folder, entry.record, *told, reported
                        )

    def pairings(self, first: date, last: date) -> Iterator[PairingChange]:
        """The changes of pairings in a span, both days included."""
        for entries in self._dataset.pairings_by_enterprise.values():
            for before, after in zip([None, *entries], [*entries, None], strict=True):
                yield from self._of_pairings(before, after, first, last)

    def names(self, first: date, last: date) -> Iterator[NameChange]:
        """The changes of names in a span, both days included, of enterprises that were served then."""
        for entry in self._dataset.enterprises:
            for former in entry.record.former_names:
                day = plus(former.until, 1)
                if first <= day <= last:
                    yield from self.name_change(entry.record, day, former.name, name_on(entry.record, day))

    def name_change(
        self, enterprise: Enterprise, day: date, before: str, after: str, written: date = date.min
    ) -> Iterator[NameChange]:
        """The change of a name, where the enterprise was served on that day."""
        serving = Coverage(self._dataset).serving(enterprise.code, day)
        if serving:
            reported = self.reported_on(serving.folder, day, written)
            yield NameChange(day, serving.folder, enterprise.code, before, after, reported)

    def _of_pairings(
        self, before: Entry[Pairing] | None, after: Entry[Pairing] | None, first: date, last: date
    ) -> Iterator[PairingChange]:
        ended = before.record.until if before else None
        if before and after and ended and plus(ended, 1) == after.record.since:
            stays = before.record.commissioner == after.record.commissioner and before.folder != after.folder
            kind = PairingChangeKind.MOVED if stays else PairingChangeKind.CHANGED
            if first <= after.record.since <= last:
                yield self._change(after.record.since, kind, before, after)
            return
        if before and ended and first <= ended <= last:
            yield self._change(ended, PairingChangeKind.ENDED, before, None)
        if after and first <= after.record.since <= last:
            yield self._change(after.record.since, PairingChangeKind.BEGUN, None, after)

    def _change(
        self,
        day: date,
        kind: PairingChangeKind,
        before: Entry[Pairing] | None,
        after: Entry[Pairing] | None,
    ) -> PairingChange:
        both = [entry for entry in (after, before) if entry]
        office = both[0].folder if both else ""
        return PairingChange(
            day,
            kind,
            office,
            frozenset(entry.folder for entry in both),
            before.record if before else None,
            after.record if after else None,
            self.reported_on(office, day),
        )


def _particulars(entry: Entry[Commissioner], post: Post | None) -> Particulars | None:
    if post is None:
        return None
    person = entry.record
    return Particulars(person.name, entry.folder, post.unit, post.unit_kind, post.position, post.work_phone)


def _of_posts(before: Post | None, after: Post | None) -> Iterator[tuple[date, Post | None, Post | None]]:
    """The days on which one post gave way to the next, with both; who was in none between them left, and came back."""
    if before and after and (before.until is None or plus(before.until, 1) >= after.since):
        yield after.since, before, after
        return
    if before and before.until:
        yield before.until, before, None
    if after:
        yield after.since, None, after


def _kind(before: Post | None, after: Post | None) -> StaffChangeKind:
    if before and after:
        return StaffChangeKind.CHANGED
    return StaffChangeKind.LEFT if before else StaffChangeKind.JOINED
