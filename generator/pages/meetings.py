"""例会 of the internal edition: each office against its interval, topics, and what was reported upward; one page a city."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from generator.meetings import Meetings, OfficeMeetings
from generator.page import Page
from generator.pages.by_city import OTHERS, City, Count, cities, office_link
from generator.pages.deferred import Deferred
from generator.pages.meeting_view import (
    CityMeetingsView,
    CityRow,
    CommonRow,
    LateRow,
    MeetingRow,
    MeetingsView,
    OfficeRow,
)
from generator.pages.views import Link
from generator.pages.words import joined, line_date, prose_date
from generator.portal import Portal
from generator.records.reporting import Meeting

PATH = "meetings/"


def meetings(portal: Portal) -> Iterator[Page]:
    """The page /meetings/, then one for each city with an office."""
    held = Meetings(portal)
    yield Page(
        path=PATH,
        title="例会",
        description="各专员办的例会：多久一次，议了什么，哪些共性问题报到了上级，哪里超期了。",
        template="meetings.html.j2",
        context=Deferred(partial(_view, portal, held)),
    )
    for city in cities(portal):
        if _offices(portal, city):
            yield Page(
                path=f"{PATH}{city.code}/",
                title=f"{city.name}的例会",
                description=f"{city.name}各专员办的例会和培训：日期、议题、上报的共性问题。",
                template="meetings-city.html.j2",
                context=Deferred(partial(_city_view, portal, held, city)),
            )


def _offices(portal: Portal, city: City) -> list[str]:
    return [code for code in city.offices if code in portal.office_by_region]


def _view(portal: Portal, held: Meetings) -> MeetingsView:
    rows = tuple(_city_row(portal, held, city) for city in cities(portal) if _offices(portal, city))
    offices, timely, late, unknown = (
        sum(getattr(row, name) for row in rows) for name in ("offices", "timely", "late", "unknown")
    )
    months = portal.scheme.meeting_every_months
    return MeetingsView(
        interval=f"每{months}个月至少一次",
        year=portal.as_of.year,
        counts=(
            Count(timely, "个", f"专员办按期开了例会，共{offices}个"),
            Count(late, "个", "超过期限没有开", rows="late", gap=late > 0),
            Count(unknown, "个", "没有例会的记录"),
        ),
        cities=rows,
        late=tuple(_late(portal, held)),
        common=tuple(_common(portal, held)),
        others=tuple(link for link in OTHERS if link.path != PATH),
    )


def _city_row(portal: Portal, held: Meetings, city: City) -> CityRow:
    offices = [held.of(code) for code in _offices(portal, city)]
    late = sum(office.late(portal.as_of) > 0 for office in offices)
    unknown = sum(office.due is None for office in offices)
    return CityRow(
        link=Link(path=f"{PATH}{city.code}/", words=city.name),
        offices=len(offices),
        timely=len(offices) - late - unknown,
        late=late,
        unknown=unknown,
    )


def _late(portal: Portal, held: Meetings) -> Iterator[LateRow]:
    """In the order of the places, not of the delay."""
    for city in cities(portal):
        for code in _offices(portal, city):
            office = held.of(code)
            if office.late(portal.as_of) and office.last and office.due:
                yield LateRow(
                    link=_anchor(portal, city, code),
                    last=office.last.isoformat(),
                    due=office.due.isoformat(),
                    days=office.late(portal.as_of),
                )


def _anchor(portal: Portal, city: City, code: str) -> Link:
    return Link(path=f"{PATH}{city.code}/#{code}", words=portal.place_names[code])


def _common(portal: Portal, held: Meetings) -> Iterator[CommonRow]:
    """In the order of the scheme's categories."""
    found: dict[str, dict[Link, date]] = {}
    for city in cities(portal):
        for code in _offices(portal, city):
            for meeting in held.of(code).meetings:
                upward = meeting.reported_upward
                if upward and upward.date.year == portal.as_of.year:
                    days = found.setdefault(upward.category, {})
                    link = _anchor(portal, city, code)
                    days[link] = max(days.get(link, upward.date), upward.date)
    for category in dict.fromkeys((*portal.scheme.request_categories, *found)):
        if category in found:
            days = found[category]
            yield CommonRow(
                category=category, offices=tuple(days), last=line_date(max(days.values()), portal.as_of)
            )


def _city_view(portal: Portal, held: Meetings, city: City) -> CityMeetingsView:
    return CityMeetingsView(
        title=f"{city.name}的例会",
        since=portal.as_of.year - 1,
        offices=tuple(_office(portal, code, held.of(code)) for code in _offices(portal, city)),
    )


def _office(portal: Portal, code: str, held: OfficeMeetings) -> OfficeRow:
    today, since = portal.as_of, portal.as_of.year - 1
    shown = [meeting for meeting in held.meetings if meeting.date.year >= since]
    return OfficeRow(
        anchor=code,
        office=office_link(portal, code),
        state=_state(held, today),
        late=held.late(today) > 0,
        meetings=tuple(_meeting(meeting, today) for meeting in shown),
        earlier=len(held.meetings) - len(shown),
    )


def _state(held: OfficeMeetings, today: date) -> str:
    if not held.last or not held.due:
        return "没有例会的记录"
    if days := held.late(today):
        return f"上次例会{prose_date(held.last)}，下次应在{prose_date(held.due)}以前，已经超过{days}天"
    return f"上次例会{prose_date(held.last)}，下次在{prose_date(held.due)}以前"


def _meeting(meeting: Meeting, today: date) -> MeetingRow:
    upward = meeting.reported_upward
    return MeetingRow(
        day=meeting.date.isoformat(),
        kind=meeting.kind.value,
        topics=joined(meeting.topics),
        upward=f"{upward.category}，{line_date(upward.date, today)}报上级" if upward else "",
    )
