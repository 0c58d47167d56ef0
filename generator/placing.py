"""At which office a row of the ledger counts: the one that arranged the pairing of its day; or why it has none."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from generator.dataset import Dataset, Entry
from generator.records.client import Uptake
from generator.records.pairing import Pairing
from generator.records.request import ServiceRequest
from generator.records.service import ServiceRecord
from generator.rules.ledger import standing

R = TypeVar("R", ServiceRecord, ServiceRequest, Uptake)


class Place(NamedTuple):
    """Where a row counts: the office that arranged the pairing, the commissioner and the enterprise of it."""

    office: str
    commissioner: str
    enterprise: str


class Row(NamedTuple, Generic[R]):
    """A row that has its place, and the day on which it counts."""

    day: date
    place: Place
    entry: Entry[R]


class Unplaced(NamedTuple):
    """A row that counts nowhere: what it is called, its day (None: not known), its file, and why.

    `office` is the code of the folder in which it stands, "" where that is no office's.
    """

    name: str
    day: date | None
    path: str
    reason: str
    office: str = ""


class Rows(NamedTuple, Generic[R]):
    """The rows of one kind, sorted by day, and those without a place."""

    placed: Sequence[Row[R]]
    unplaced: Sequence[Unplaced]

    def between(self, first: date, last: date) -> Sequence[Row[R]]:
        """The rows of a span, both days included."""
        low = bisect_left(self.placed, first, key=_day)
        return self.placed[low : bisect_right(self.placed, last, key=_day)]


def placed_records(dataset: Dataset) -> Rows[ServiceRecord]:
    """The records that no later one corrects."""
    return _rows(
        dataset, ((entry, entry.record.date, entry.record.commissioner) for entry in standing(dataset))
    )


def placed_requests(dataset: Dataset) -> Rows[ServiceRequest]:
    """The requests, each on the day on which it was collected."""
    return _rows(
        dataset, ((entry, entry.record.collected_on, entry.record.commissioner) for entry in dataset.requests)
    )


def placed_uptake(dataset: Dataset) -> Rows[Uptake]:
    """What was granted, on its day, at whoever served the enterprise then."""
    return _rows(
        dataset,
        ((entry, entry.record.granted_on, None) for entry in dataset.uptakes if entry.record.granted_on),
    )


def known_offices(dataset: Dataset) -> frozenset[str]:
    """The places whose figures are part of the province's."""
    province = dataset.schemes[0].record.province if dataset.schemes else ""
    return frozenset(dataset.codes_within.get(province, ()))


def named(record: ServiceRecord | ServiceRequest | Uptake) -> str:
    """What a row is called where it is listed."""
    if isinstance(record, Uptake):
        return f"{record.enterprise} 的兑现 {record.benefit}"
    return f"{'诉求' if isinstance(record, ServiceRequest) else '服务记录'} {record.id}"


class _Span(NamedTuple):
    """A pairing as a row asks for it: its days, its commissioner and the place of its rows."""

    since: date
    until: date
    commissioner: str
    place: Place


def _rows(dataset: Dataset, found: Iterable[tuple[Entry[R], date, str | None]]) -> Rows[R]:
    spans = {code: tuple(map(_span, entries)) for code, entries in dataset.pairings_by_enterprise.items()}
    known = known_offices(dataset)
    placed: list[Row[R]] = []
    unplaced: list[Unplaced] = []
    for entry, day, commissioner in found:
        place = _place(spans.get(entry.record.enterprise, ()), commissioner, day)
        if place and place.office in known:
            placed.append(Row(day, place, entry))
        else:
            why = _why(dataset, entry, day, place)
            office = entry.folder if entry.folder in known else ""
            unplaced.append(Unplaced(named(entry.record), day, entry.path, why, office))
    return Rows(sorted(placed, key=_day), tuple(unplaced))


def _span(entry: Entry[Pairing]) -> _Span:
    pairing = entry.record
    place = Place(entry.folder, pairing.commissioner, pairing.enterprise)
    return _Span(pairing.since, pairing.until or date.max, pairing.commissioner, place)


def _place(spans: Sequence[_Span], commissioner: str | None, day: date) -> Place | None:
    for since, until, person, place in spans:
        if since <= day <= until and commissioner in {None, person}:
            return place
    return None


def _why(dataset: Dataset, entry: Entry[R], day: date, place: Place | None) -> str:
    """In words why a row counts nowhere; `place` is that of its pairing where it has one."""
    record = entry.record
    if place:
        return f"结对所在的文件夹 {place.office} 不在 regions.yml 里"
    if record.enterprise not in dataset.enterprise_by_code:
        return f"名册里没有企业 {record.enterprise}"
    who = "没有专员" if isinstance(record, Uptake) else f"{record.commissioner} 没有"
    return f"{day}这一天，{who}服务企业 {record.enterprise}"


def _day(row: Row[R]) -> date:
    return row.day
