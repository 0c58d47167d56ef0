"""The figures of a period: what was done for whom, by commissioner, by office, by enterprise and by region (rule 31).

    tallies = Tallies(dataset)                     # once: every row at its place (placing.py); 200,000 rows in a second
    period = tallies.between(first, last)          # a span of days, both included; kept, so asking again is free
    period.region("990100")                        # a `Tally`: 市本级 and its counties; the province: all cities
    period.office("990100")                        # 市本级 alone: what the office of that code arranged itself
    period.commissioner("990102-001")              # over all offices for which they served
    period.enterprise(code)
    period.unplaced                                # rows of the span that count nowhere, each with the reason
    tallies.records.between(first, last)           # the rows behind the numbers: day, place, entry (placing.Row)
    total([...])                                   # tallies added up, field by field

A row counts at the office that arranged the pairing of its day. People count at their home office, served enterprises
at the office that arranges. The span ends on `as_of` where the period is still running: `period.until`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from generator.coverage import Coverage, level_on, post_on
from generator.dataset import Dataset
from generator.placing import (
    Place,
    Row,
    Unplaced,
    known_offices,
    named,
    placed_records,
    placed_requests,
    placed_uptake,
)
from generator.records.client import Uptake
from generator.records.request import RequestKind, ServiceRequest, StepKind
from generator.records.service import Service, ServiceChannel, ServiceRecord
from generator.records.types import Level

_K = TypeVar("_K")

_LEDGER_KINDS = {"record": "服务记录", "request": "诉求", "uptake": "兑现"}


class Tally(NamedTuple):
    """Counts that can be added up (`total`); `amount` in whole 元.

    As of the end of the span: `commissioners` in post, `national` and `provincial` enterprises in scope that have one.
    Of the span: `contacts` (all records; a visit is one), `visits`, `deliveries` (惠企政策速递), `matches`
    (助企资源对接), `granted` benefits and their `amount`. Of the requests collected in it, with the steps up to its end:
    `collected` of all kinds, `problems` (困难问题) among them; `solved` (办结), `rigid` (政策刚性约束, not closed: not
    counted as unresolved, rule 9) and `unsolved` add up to `collected`; `raised` (列入问题清单) may be any of them.
    """

    commissioners: int = 0
    national: int = 0
    provincial: int = 0
    contacts: int = 0
    visits: int = 0
    collected: int = 0
    problems: int = 0
    solved: int = 0
    raised: int = 0
    unsolved: int = 0
    rigid: int = 0
    deliveries: int = 0
    matches: int = 0
    granted: int = 0
    amount: int = 0

    @property
    def enterprises(self) -> int:
        """The enterprises served, of both levels."""
        return self.national + self.provincial


NOTHING = Tally()


def total(tallies: Iterable[Tally]) -> Tally:
    """Tallies added up, field by field."""
    return Tally(*map(sum, zip(NOTHING, *tallies, strict=True)))


@dataclass(frozen=True)
class PeriodTally:
    """The figures of a span. `by_desk`: those of each commissioner for each office, from which all others are made."""

    first: date
    until: date
    by_place: Mapping[Place, Tally]
    posts: Mapping[str, str]
    codes_within: Mapping[str, tuple[str, ...]]
    unplaced: tuple[Unplaced, ...]

    @cached_property
    def by_desk(self) -> Mapping[tuple[str, str], Tally]:
        """By office and commissioner; a commissioner in post without any service stands at their home office."""
        served = _grouped(
            ((place.office, place.commissioner), tally) for place, tally in self.by_place.items()
        )
        people = (((office, person), Tally(commissioners=1)) for person, office in self.posts.items())
        return _grouped((*served.items(), *people))

    @cached_property
    def _by_office(self) -> Mapping[str, Tally]:
        return _grouped((office, tally) for (office, _), tally in self.by_desk.items())

    @cached_property
    def _by_commissioner(self) -> Mapping[str, Tally]:
        return _grouped((person, tally) for (_, person), tally in self.by_desk.items())

    @cached_property
    def _by_enterprise(self) -> Mapping[str, Tally]:
        return _grouped((place.enterprise, tally) for place, tally in self.by_place.items())

    def office(self, code: str) -> Tally:
        """What the office of a place arranged itself: of a city, 市本级."""
        return self._by_office.get(code, NOTHING)

    def region(self, code: str) -> Tally:
        """A place with all below it."""
        return total(self.office(within) for within in self.codes_within.get(code, ()))

    def commissioner(self, name: str) -> Tally:
        """A commissioner, over all offices for which they served."""
        return self._by_commissioner.get(name, NOTHING)

    def enterprise(self, code: str) -> Tally:
        """An enterprise, whoever served it."""
        return self._by_enterprise.get(code, NOTHING)


class Tallies:
    """The figures of a dataset, made once; it need not be free of faults."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.records = placed_records(dataset)
        self.requests = placed_requests(dataset)
        self.uptake = placed_uptake(dataset)
        self._kept: dict[tuple[date, date], PeriodTally] = {}

    def between(self, first: date, last: date) -> PeriodTally:
        """The figures of a span, as far as it has passed on the dataset's day."""
        if (first, last) not in self._kept:
            self._kept[first, last] = self._between(first, last)
        return self._kept[first, last]

    def _between(self, first: date, last: date) -> PeriodTally:
        until = min(last, self.dataset.as_of)
        known = known_offices(self.dataset)
        return PeriodTally(
            first=first,
            until=until,
            by_place=_grouped((*self._done(first, until), *self._served(known, until))),
            posts={
                entry.record.id: entry.folder
                for entry in self.dataset.commissioners
                if entry.folder in known and post_on(entry.record, until)
            },
            codes_within=self.dataset.codes_within,
            unplaced=tuple(self._unplaced(known, first, until, last)),
        )

    def _done(self, first: date, until: date) -> Iterator[tuple[Place, Tally]]:
        """What each row adds at its place."""
        contacts: dict[Place, list[ServiceRecord]] = {}
        for row in self.records.between(first, until):
            contacts.setdefault(row.place, []).append(row.entry.record)
        for place, records in contacts.items():
            yield place, _of_records(records)
        for asked in self.requests.between(first, until):
            yield asked.place, _of_request(asked.entry.record, until)
        for grant in self.uptake.between(first, until):
            yield grant.place, Tally(granted=1, amount=grant.entry.record.amount or 0)

    def _served(self, known: frozenset[str], day: date) -> Iterator[tuple[Place, Tally]]:
        """The enterprises in scope that are served on a day, each once."""
        coverage = Coverage(self.dataset)
        for code in coverage.of_enterprise:
            serving = coverage.covering(code, day)
            enterprise = self.dataset.enterprise_by_code.get(code)
            level = level_on(enterprise.record, day) if enterprise else None
            if serving and level and serving.folder in known:
                national = level is Level.NATIONAL
                place = Place(serving.folder, serving.record.commissioner, code)
                yield place, Tally(national=national, provincial=not national)

    def _unplaced(self, known: frozenset[str], first: date, until: date, last: date) -> Iterator[Unplaced]:
        for kind, name in sorted(self.dataset.broken):
            if kind in _LEDGER_KINDS:
                yield Unplaced(f"{_LEDGER_KINDS[kind]} {name}", None, "", "写错了，没有读出来")
        for kind in sorted(self.dataset.lost & _LEDGER_KINDS.keys()):
            yield Unplaced(_LEDGER_KINDS[kind], None, "", "有一个文件没有读出来，或有一条没有编号")
        for entry in self.dataset.commissioners:
            if entry.folder not in known:
                reason = f"文件夹 {entry.folder} 不在 regions.yml 里"
                yield Unplaced(f"服务专员 {entry.record.id}", None, entry.path, reason)
        for rows in (self.records, self.requests, self.uptake):
            for row in rows.unplaced:
                if row.day and first <= row.day <= last:
                    yield row
            yield from (_later(row, until) for row in rows.between(first, last) if row.day > until)


def _later(row: Row[ServiceRecord] | Row[ServiceRequest] | Row[Uptake], until: date) -> Unplaced:
    reason = f"日期在{until}以后，还没有到"
    return Unplaced(named(row.entry.record), row.day, row.entry.path, reason, row.place.office)


def _of_records(records: Sequence[ServiceRecord]) -> Tally:
    return Tally(
        contacts=len(records),
        visits=sum(record.channel is ServiceChannel.VISIT for record in records),
        deliveries=sum(Service.POLICIES in record.services for record in records),
        matches=sum(Service.RESOURCES in record.services for record in records),
    )


def _of_request(request: ServiceRequest, day: date) -> Tally:
    """A request with its steps up to a day."""
    steps = {step.do for step in request.steps if step.date <= day}
    solved = StepKind.CLOSED in steps
    rigid = not solved and request.rigid is not None and request.rigid.confirmed_on <= day
    return Tally(
        collected=1,
        problems=request.kind is RequestKind.PROBLEM,
        solved=solved,
        raised=StepKind.LISTED in steps,
        unsolved=not solved and not rigid,
        rigid=rigid,
    )


def _grouped(found: Iterable[tuple[_K, Tally]]) -> Mapping[_K, Tally]:
    """The tallies of each key, added up."""
    groups: dict[_K, list[Tally]] = {}
    for key, tally in found:
        groups.setdefault(key, []).append(tally)
    return {key: tallies[0] if len(tallies) == 1 else total(tallies) for key, tallies in groups.items()}
