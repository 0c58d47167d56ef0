"""附件5 服务专员服务情况汇总表: a row a county with totals, or a row a commissioner; the numbers are those of `tally.py`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.exports.scope import Scope
from generator.exports.table import Cell, listed
from generator.records.annex import SummaryValue
from generator.records.region import Region
from generator.records.request import RequestKind, ServiceRequest
from generator.records.types import Level
from generator.tally import NOTHING, Tally, total

_COMMON = frozenset({RequestKind.PROBLEM, RequestKind.NEED})
"""The requests that make a common problem or need (rule 21)."""


_WAN = 10_000


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A row of annex 5. `code`: the place, or the home of the commissioner `person`; `adds`: it adds up others.

    `number` is 0 where the row adds up others.
    """

    number: int
    code: str
    city: str
    county: str
    tally: Tally
    common: str
    person: str = ""
    name: str = ""
    adds: bool = False


def county_rows(scope: Scope) -> Iterator[SummaryRow]:
    """A row a county, 市本级 before them, a total under each city of a province, and the total of all."""
    common, number = _Common(scope), 0
    for region in _groups(scope):
        for code in (region.code, *(each.code for each in _parts(scope, region))):
            tally = scope.figures.office(code)
            if code != scope.dataset.scheme.record.province or tally != NOTHING:
                number += 1
                city, county = scope.city_and_county(code)
                yield SummaryRow(number, code, city, county, tally, common.of((code,)))
        if region.level is Level.CITY and region is not scope.region:
            yield _sum(scope, region, common, region.name, "小计")
    yield _sum(scope, scope.region, common, scope.region.name, "合计")


def commissioner_rows(scope: Scope) -> Iterator[SummaryRow]:
    """A row a commissioner and an office for which they served, by office and id, and the total of all."""
    common = _Common(scope)
    people = {entry.record.id: entry.record.name for entry in scope.dataset.commissioners}
    order = {code: place for place, code in enumerate(scope.codes)}
    desks = [desk for desk in scope.figures.by_desk if desk[0] in order]
    desks.sort(key=lambda desk: (order[desk[0]], desk[1]))
    for number, (code, person) in enumerate(desks, 1):
        yield SummaryRow(
            number,
            code,
            *scope.city_and_county(code),
            scope.figures.by_desk[code, person],
            common.of((code,), person),
            person=person,
            name=people.get(person, ""),
        )
    yield _sum(scope, scope.region, common, scope.region.name, "合计")


def _groups(scope: Scope) -> tuple[Region, ...]:
    """The region itself, and of a province its cities."""
    cities = tuple(scope.below()) if scope.region.level is Level.PROVINCIAL else ()
    return (scope.region, *cities)


def _parts(scope: Scope, region: Region) -> Iterator[Region]:
    """The counties of a city; of a province none, for its cities are groups of their own."""
    return scope.at(region).below() if region.level is Level.CITY else iter(())


def _sum(scope: Scope, region: Region, common: "_Common", city: str, words: str) -> SummaryRow:
    codes = scope.dataset.codes_within[region.code]
    tally = total(map(scope.figures.office, codes))
    return SummaryRow(0, region.code, city, words, tally, common.of(codes), adds=True)


class _Common:
    """共性问题: the categories of the requests of a span that came up in enough enterprises of some offices."""

    def __init__(self, scope: Scope) -> None:
        self._least = scope.dataset.scheme.record.common_problem_enterprises
        self._asked: dict[str, list[tuple[str, ServiceRequest]]] = {}
        for row in scope.tallies.requests.between(scope.first, scope.until):
            if row.entry.record.kind in _COMMON:
                mine = self._asked.setdefault(row.place.office, [])
                mine.append((row.place.commissioner, row.entry.record))

    def of(self, codes: tuple[str, ...], person: str = "") -> str:
        """In words, the most common first."""
        enterprises: dict[str, set[str]] = {}
        for code in codes:
            for commissioner, request in self._asked.get(code, ()):
                if person in {"", commissioner}:
                    enterprises.setdefault(request.category, set()).add(request.enterprise)
        found = [(len(each), name) for name, each in enterprises.items() if len(each) >= self._least]
        return listed(
            f"{name}（{many}家）" for many, name in sorted(found, key=lambda each: (-each[0], each[1]))
        )


def _money(amount: int) -> str:
    """An amount as reports write it, exact: 1151.48万元, 9100元."""
    return f"{Decimal(amount) / _WAN:f}万元" if amount >= _WAN else f"{amount}元"


def _results(row: SummaryRow) -> Cell:
    tally = row.tally
    words = [f"办结诉求{tally.solved}件"] if tally.solved else []
    if tally.granted:
        words.append(f"兑现政策事项{tally.granted}项、{_money(tally.amount)}")
    return "；".join(words)


SUMMARY_VALUES: Mapping[SummaryValue, Callable[[SummaryRow], Cell]] = MappingProxyType(
    {
        SummaryValue.NUMBER: lambda row: row.number or None,
        SummaryValue.CITY: lambda row: row.city,
        SummaryValue.COUNTY: lambda row: row.county,
        SummaryValue.COMMISSIONER: lambda row: row.name,
        SummaryValue.COMMISSIONER_ID: lambda row: row.person,
        SummaryValue.COMMISSIONERS: lambda row: row.tally.commissioners,
        SummaryValue.ENTERPRISES: lambda row: row.tally.enterprises,
        SummaryValue.NATIONAL: lambda row: row.tally.national,
        SummaryValue.PROVINCIAL: lambda row: row.tally.provincial,
        SummaryValue.CONTACTS: lambda row: row.tally.contacts,
        SummaryValue.VISITS: lambda row: row.tally.visits,
        SummaryValue.COLLECTED: lambda row: row.tally.collected,
        SummaryValue.PROBLEMS: lambda row: row.tally.problems,
        SummaryValue.SOLVED: lambda row: row.tally.solved,
        SummaryValue.RAISED: lambda row: row.tally.raised,
        SummaryValue.UNSOLVED: lambda row: row.tally.unsolved,
        SummaryValue.RIGID: lambda row: row.tally.rigid,
        SummaryValue.DELIVERIES: lambda row: row.tally.deliveries,
        SummaryValue.MATCHES: lambda row: row.tally.matches,
        SummaryValue.GRANTED: lambda row: row.tally.granted,
        SummaryValue.AMOUNT: lambda row: row.tally.amount,
        SummaryValue.RESULTS: _results,
        SummaryValue.COMMON: lambda row: row.common,
    }
)
