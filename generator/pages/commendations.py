"""表扬 of the internal edition: units and commissioners by year, each with the figures of that year, never ranked."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from generator.learning import Learning
from generator.page import Page
from generator.pages.addresses import office_path
from generator.pages.by_city import OTHERS
from generator.pages.commendation_view import CommendationsView, CommendedRow, YearRow
from generator.pages.deferred import Deferred
from generator.pages.people import person_link
from generator.pages.views import Link
from generator.portal import Portal
from generator.records.province import Commendation
from generator.roster import CommissionerFacts
from generator.service import MONTHS
from generator.tally import PeriodTally, Tallies, Tally

PATH = "commendations/"


def commendations(portal: Portal) -> Iterator[Page]:
    """The one page."""
    yield Page(
        path=PATH,
        title="表扬",
        description="历年受表扬的单位和服务专员，以及当年的服务情况。",
        template="commendations.html.j2",
        context=Deferred(partial(_view, portal)),
    )


def _view(portal: Portal) -> CommendationsView:
    tallies, learning = portal.tallies, Learning(portal)
    by_year: dict[int, list[Commendation]] = {}
    for entry in portal.dataset.commendations:
        by_year.setdefault(entry.record.year, []).append(entry.record)
    return CommendationsView(
        years=tuple(
            _year(portal, tallies, learning, year, by_year[year]) for year in sorted(by_year, reverse=True)
        ),
        cases=len(portal.dataset.cases),
        others=tuple(link for link in OTHERS if link.path != PATH),
    )


def _year(
    portal: Portal, tallies: Tallies, learning: Learning, year: int, given: Sequence[Commendation]
) -> YearRow:
    period = tallies.between(date(year, 1, 1), date(year, MONTHS, 31))
    units = [_unit(portal, period, record, record.unit) for record in given if record.unit]
    people = [
        _person(portal, period, learning, record, facts)
        for record in given
        if (facts := portal.roster.commissioner_by_id.get(record.commissioner or ""))
    ]
    places = {name: place for place, name in enumerate(portal.place_names.values())}
    return YearRow(
        year=year,
        units=tuple(sorted(units, key=lambda row: (places.get(row.place, len(places)), row.name))),
        people=tuple(sorted(people, key=lambda row: (places.get(row.place, len(places)), row.name))),
    )


def _unit(portal: Portal, period: PeriodTally, record: Commendation, unit: str) -> CommendedRow:
    """A unit that has an office is shown with what the office arranged; a unit of a name that many have, with none."""
    places = portal.place_names
    offices = [
        office.region
        for office in portal.offices
        if unit in {office.unit, f"{places[office.region]}{office.unit}"}
    ]
    code = offices[0] if len(offices) == 1 else ""
    return CommendedRow(
        name=unit,
        link=Link(path=office_path(code), words=unit) if code else None,
        place=places.get(code, ""),
        reason=record.for_,
        figures=_figures(period.office(code)) if code else "",
    )


def _person(
    portal: Portal,
    period: PeriodTally,
    learning: Learning,
    record: Commendation,
    facts: CommissionerFacts,
) -> CommendedRow:
    came = sum(
        facts.record.id in learning.came.get(session.id, ())
        for session in learning.by_year.get(record.year, ())
    )
    trained = f"参加培训{came}次" if came else ""
    return CommendedRow(
        name=facts.record.name,
        link=person_link(facts),
        place=portal.place_names[facts.office],
        reason=record.for_,
        figures="，".join(filter(None, (_figures(period.commissioner(facts.record.id)), trained))),
    )


def _figures(tally: Tally) -> str:
    """Those that are not 0: of a year before the ledger was kept here, nothing but the enterprises is known."""
    counted = (
        (tally.enterprises, "对接企业{}家"),
        (tally.contacts, "联系{}次"),
        (tally.visits, "走访{}次"),
        (tally.deliveries, "政策速递{}次"),
        (tally.collected, "收集诉求{}件"),
        (tally.solved, "办结{}件"),
    )
    return "，".join(words.format(number) for number, words in counted if number)
