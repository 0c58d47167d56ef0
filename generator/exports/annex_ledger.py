"""附件3 服务台账 and 附件4 服务台账汇总表: rows from service records, and requests that no record names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from generator.exports.scope import Scope
from generator.exports.table import Cell, listed, sentences
from generator.placing import Place, Row
from generator.records.annex import LedgerValue
from generator.records.request import RequestKind, ServiceRequest, StepKind
from generator.records.service import Service, ServiceRecord
from generator.tally import Tally, total


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of annex 3: a record with the requests that it names, or a request that none of the span names."""

    ledger: "LedgerRows"
    number: int
    place: Place
    day: date
    record: ServiceRecord | None
    requests: tuple[ServiceRequest, ...]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """What rows add up to: of an enterprise, of a county (`enterprise` is "") or of all (`office` is "" too)."""

    office: str
    enterprise: str
    tally: Tally


class LedgerRows:
    """The rows of a region and a span, made once: by office, and by commissioner or enterprise within it."""

    def __init__(self, scope: Scope) -> None:
        dataset = scope.dataset
        self.scope = scope
        self.until = scope.until
        self.places = {code: scope.city_and_county(code) for code in scope.codes}
        self.people = {entry.record.id: entry.record.name for entry in dataset.commissioners}
        self.enterprises = {code: entry.record.name for code, entry in dataset.enterprise_by_code.items()}
        self.policies = {name: entry.record.title for name, entry in dataset.policy_by_id.items()}
        self._requests = {entry.record.id: entry.record for entry in dataset.requests}
        self._by_office = self._grouped()

    def by_commissioner(self) -> Iterator[LedgerRow]:
        """The rows of annex 3: by office, commissioner, enterprise and day."""
        number = 0
        for code in self.scope.codes:
            rows = self._by_office.get(code, [])
            for row in sorted(rows, key=lambda row: (row[0].commissioner, row[0].enterprise, row[1])):
                number += 1
                yield LedgerRow(self, number, *row)

    def by_enterprise(self, codes: Sequence[str]) -> Iterator[LedgerRow | TotalRow]:
        """The rows of annex 4 for some offices: by office and enterprise, with totals, those of no row too."""
        number, summed = 0, []
        for code in codes:
            totals = self._totals.get(code, {})
            rows: dict[str, list[_Found]] = {name: [] for name in totals}
            for found in self._by_office.get(code, ()):
                rows[found[0].enterprise].append(found)
            for enterprise in sorted(rows):
                for row in sorted(rows[enterprise], key=lambda row: row[1]):
                    number += 1
                    yield LedgerRow(self, number, *row)
                yield TotalRow(code, enterprise, totals[enterprise])
            if rows:
                summed.append(total(totals.values()))
                yield TotalRow(code, "", summed[-1])
        if len(codes) > 1:
            yield TotalRow("", "", total(summed))

    @cached_property
    def _totals(self) -> Mapping[str, Mapping[str, Tally]]:
        """The figures by office and enterprise."""
        found: dict[str, dict[str, list[Tally]]] = {}
        for place, tally in self.scope.figures.by_place.items():
            found.setdefault(place.office, {}).setdefault(place.enterprise, []).append(tally)
        return {
            code: {name: total(tallies) for name, tallies in mine.items()} for code, mine in found.items()
        }

    def _grouped(self) -> Mapping[str, list["_Found"]]:
        tallies, within = self.scope.tallies, set(self.scope.codes)
        found: dict[str, list[_Found]] = {}
        named: set[str] = set()
        for row in tallies.records.between(self.scope.first, self.until):
            if row.place.office in within:
                record = row.entry.record
                named.update(record.requests)
                requests = tuple(self._requests[name] for name in record.requests if name in self._requests)
                found.setdefault(row.place.office, []).append((row.place, row.day, record, requests))
        for asked in tallies.requests.between(self.scope.first, self.until):
            if asked.place.office in within and asked.entry.record.id not in named:
                found.setdefault(asked.place.office, []).append(_alone(asked))
        return found


_Found = tuple[Place, date, ServiceRecord | None, tuple[ServiceRequest, ...]]


def _alone(asked: Row[ServiceRequest]) -> _Found:
    return asked.place, asked.day, None, (asked.entry.record,)


def ledger_cells(row: LedgerRow, values: Sequence[LedgerValue]) -> tuple[Cell, ...]:
    """The cells of a row."""
    return tuple([LEDGER_VALUES[value](row) for value in values])


def total_cells(ledger: LedgerRows, row: TotalRow, values: Sequence[LedgerValue]) -> tuple[Cell, ...]:
    """The cells of a row that adds up others; its name stands where the enterprise does, or else at the front."""
    tally = row.tally
    city, county = ledger.places.get(row.office, ("", ""))
    title = f"小计：{ledger.enterprises.get(row.enterprise, row.enterprise)}" if row.enterprise else ""
    title = title or (f"{county or city}合计" if row.office else "合计")
    words = {
        LedgerValue.CITY: city,
        LedgerValue.COUNTY: county,
        LedgerValue.CHANNEL: f"联系{tally.contacts}次，走访{tally.visits}次",
        LedgerValue.SERVICES: f"政策速递{tally.deliveries}次，资源对接{tally.matches}次",
        LedgerValue.REQUESTS: f"诉求{tally.collected}件，其中困难问题{tally.problems}件",
        LedgerValue.RIGID: f"{tally.rigid}件" if tally.rigid else "",
        LedgerValue.PROGRESS: f"办结{tally.solved}件，办理中{tally.unsolved}件",
    }
    cells = [words.get(value) for value in values]
    at = values.index(LedgerValue.ENTERPRISE) if LedgerValue.ENTERPRISE in values else 0
    cells[at] = title
    return tuple(cells)


def _policies(row: LedgerRow) -> Cell:
    names = row.record.policies if row.record else ()
    return listed(row.ledger.policies.get(name, name) for name in names)


def _texts(row: LedgerRow, *, problems: bool) -> Cell:
    return sentences(
        request.text for request in row.requests if (request.kind is RequestKind.PROBLEM) is problems
    )


def _rigid(row: LedgerRow) -> Cell:
    if not row.requests:
        return None
    until = row.ledger.until
    return "是" if any(each.rigid and each.rigid.confirmed_on <= until for each in row.requests) else "否"


def _progress(row: LedgerRow) -> Cell:
    return sentences(_stage(request, row.ledger.until) for request in row.requests)


def _stage(request: ServiceRequest, until: date) -> str:
    """The last step of a request up to a day, with its result."""
    steps = [step for step in request.steps if step.date <= until]
    if not steps:
        return f"收集（{request.collected_on}）"
    return f"{steps[-1].do}（{steps[-1].date}）{steps[-1].result or ''}"


def _answered(row: LedgerRow) -> Cell:
    """The last day, up to the end of the span, on which the enterprise was told or answered."""
    until = row.ledger.until
    days = [
        day
        for request in row.requests
        for day in (
            *request.told,
            *(step.date for step in request.steps if step.do in {StepKind.ANSWERED, StepKind.CLOSED}),
        )
        if day <= until
    ]
    return max(days, default=None)


LEDGER_VALUES: Mapping[LedgerValue, Callable[[LedgerRow], Cell]] = MappingProxyType(
    {
        LedgerValue.NUMBER: lambda row: row.number,
        LedgerValue.CITY: lambda row: row.ledger.places[row.place.office][0],
        LedgerValue.COUNTY: lambda row: row.ledger.places[row.place.office][1],
        LedgerValue.ID: lambda row: row.record.id if row.record else row.requests[0].id,
        LedgerValue.COMMISSIONER: lambda row: row.ledger.people.get(row.place.commissioner),
        LedgerValue.COMMISSIONER_ID: lambda row: row.place.commissioner,
        LedgerValue.ENTERPRISE: lambda row: row.ledger.enterprises.get(row.place.enterprise),
        LedgerValue.CREDIT_CODE: lambda row: row.place.enterprise,
        LedgerValue.DATE: lambda row: row.day,
        LedgerValue.CHANNEL: lambda row: row.record.channel if row.record else None,
        LedgerValue.SERVICES: lambda row: listed(row.record.services) if row.record else Service.REQUESTS,
        LedgerValue.POLICIES: _policies,
        LedgerValue.CONTENT: lambda row: row.record.content if row.record else "收集诉求（没有写进服务记录）",
        LedgerValue.OUTCOME: lambda row: row.record.outcome if row.record else None,
        LedgerValue.PROBLEMS: lambda row: _texts(row, problems=True),
        LedgerValue.REQUESTS: lambda row: _texts(row, problems=False),
        LedgerValue.RIGID: _rigid,
        LedgerValue.PROGRESS: _progress,
        LedgerValue.ANSWERED_ON: _answered,
    }
)
