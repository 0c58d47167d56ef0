"""培训 of the internal edition: what was taught, who came and who did not; a page for all, and one a city."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.learning import Learning, Turnout, untaught
from generator.meetings import Meetings
from generator.page import Page
from generator.pages.by_city import OTHERS, City, Count, cities, office_link
from generator.pages.deferred import Deferred
from generator.pages.people import person_link
from generator.pages.rows import tagged
from generator.pages.training_view import (
    CityRow,
    CityTrainingView,
    OfficeRow,
    PersonRow,
    SessionRow,
    TrainingView,
    YearRow,
)
from generator.pages.views import Link
from generator.pages.words import column_date, joined
from generator.portal import Portal
from generator.records.reporting import MeetingKind
from generator.records.training import TrainingSession
from generator.records.types import Level

PATH = "training/"


def training(portal: Portal) -> Iterator[Page]:
    """The page /training/, then one for each city that has commissioners."""
    learning, meetings = Learning(portal), Meetings(portal)
    yield Page(
        path=PATH,
        title="培训",
        description="每年的全省培训和各地学习：讲了什么，谁参加了，谁还没有参加。",
        template="training.html.j2",
        context=Deferred(partial(_view, portal, learning)),
    )
    for city in _peopled(portal):
        yield Page(
            path=f"{PATH}{city.code}/",
            title=f"{city.name}专员的培训",
            description=f"{city.name}各专员办的服务专员今年参加了哪些培训。",
            template="training-city.html.j2",
            context=Deferred(partial(_city_view, portal, learning, meetings, city)),
        )


def _peopled(portal: Portal) -> Iterator[City]:
    of = portal.roster.commissioners_of
    return (city for city in cities(portal) if any(of.get(code) for code in city.offices))


def _turnouts(portal: Portal, learning: Learning, city: City) -> list[Turnout]:
    of = portal.roster.commissioners_of
    return [learning.of(facts) for code in city.offices for facts in of.get(code, ())]


def _view(portal: Portal, learning: Learning) -> TrainingView:
    rows = tuple(_city_row(city, _turnouts(portal, learning, city)) for city in _peopled(portal))
    people, came, missed, local = (
        sum(getattr(row, name) for row in rows) for name in ("people", "came", "missed", "local")
    )
    return TrainingView(
        year=learning.year,
        counts=(
            Count(came, "名", f"今年参加了全省培训，在任的{people}名里"),
            Count(missed, "名", "全省培训时在任，没有参加", gap=missed > 0),
            Count(local, "名", "今年参加了各地的学习"),
        ),
        cities=rows,
        years=tuple(_year(portal, learning, year) for year in learning.by_year),
        others=tuple(link for link in OTHERS if link.path != PATH),
    )


def _city_row(city: City, turnouts: Sequence[Turnout]) -> CityRow:
    return CityRow(
        link=Link(path=f"{PATH}{city.code}/", words=city.name),
        people=len(turnouts),
        came=sum(bool(each.provincial) for each in turnouts),
        missed=sum(each.missed for each in turnouts),
        later=sum(not each.missed and not each.provincial for each in turnouts),
        local=sum(bool(each.local) for each in turnouts),
    )


def _year(portal: Portal, learning: Learning, year: int) -> YearRow:
    provincial, local = (
        [each for each in learning.by_year[year] if (each.level is Level.PROVINCIAL) is wanted]
        for wanted in (True, False)
    )
    return YearRow(
        year=year,
        provincial=tuple(_session(portal, learning, each) for each in provincial),
        missing=joined(untaught(provincial)),
        local=tuple(_session(portal, learning, each) for each in local),
    )


def _session(portal: Portal, learning: Learning, session: TrainingSession) -> SessionRow:
    return SessionRow(
        day=session.date.isoformat(),
        host=session.host,
        topics=joined(session.topics),
        came="" if session.date > portal.as_of else f"{len(learning.came.get(session.id, ()))}名",
        sample=tagged(session.host, sample=session.sample),
    )


def _city_view(portal: Portal, learning: Learning, meetings: Meetings, city: City) -> CityTrainingView:
    of = portal.roster.commissioners_of
    return CityTrainingView(
        title=f"{city.name}专员的培训",
        year=learning.year,
        sessions=tuple(
            f"{column_date(each.date)} {each.level}，{each.host}：{joined(each.topics)}"
            for each in learning.held
        ),
        offices=tuple(_office(portal, learning, meetings, code) for code in city.offices if of.get(code)),
    )


def _office(portal: Portal, learning: Learning, meetings: Meetings, code: str) -> OfficeRow:
    turnouts = [learning.of(facts) for facts in portal.roster.commissioners_of[code]]
    missed = [each for each in turnouts if each.missed]
    came = [each for each in turnouts if each.provincial]
    later = [each for each in turnouts if each not in missed and each not in came]
    others = "全省培训时还没有到任" if learning.provincial else "今年的全省培训还没有办"
    groups = (("没有参加全省培训", missed), (others, later), ("参加了全省培训", came))
    own = (
        meeting
        for meeting in meetings.of(code).meetings
        if meeting.kind is MeetingKind.TRAINING and meeting.date.year == learning.year
    )
    return OfficeRow(
        anchor=code,
        office=office_link(portal, code),
        summary=f"{len(turnouts)}名专员，{len(came)}名参加了全省培训"
        + (f"，{len(missed)}名没有参加" if missed else ""),
        groups=tuple((words, tuple(map(_person, group))) for words, group in groups if group),
        own=tuple(f"{column_date(meeting.date)} {joined(meeting.topics)}" for meeting in own),
    )


def _person(turnout: Turnout) -> PersonRow:
    days = sorted(each.date for each in (*turnout.provincial, *turnout.local))
    return PersonRow(link=person_link(turnout.commissioner), days=joined(map(column_date, days)))
