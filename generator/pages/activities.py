"""活动: the public service activities to come and those that are over, and a page an activity."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from generator.dataset import Entry
from generator.markdown import markdown, paragraphs
from generator.page import Listing, Page
from generator.pages.addresses import narrowed
from generator.pages.contacts import office_contact
from generator.pages.deferred import Deferred
from generator.pages.edit import edit
from generator.pages.facets import Criterion, cities, cities_of, facets, values, words
from generator.pages.filter_view import ActivityRow, FilterView
from generator.pages.help_view import ActivityView
from generator.pages.reach import reach
from generator.pages.rows import tagged
from generator.pages.views import Link
from generator.pages.words import (
    ACTIVITY_WORDS,
    column_date,
    deadline,
    line_date,
    other_year,
    prose_date,
    status_tag,
    window_bar,
)
from generator.portal import Portal
from generator.records.activity import Activity, Series
from generator.status import Grants, Span, State, Status, Subject, Term, judge

PATH = "activities/"


def activities(portal: Portal) -> Iterator[Page]:
    """The list, then one page an activity."""
    yield Page(
        path=PATH,
        title="活动",
        description="巡诊、上市培育、路演、大赛和展会：什么时候办，报名截止到哪天，适合谁，怎样报名。",
        template="activities.html.j2",
        context=Deferred(partial(_list_view, portal)),
    )
    for entry in portal.dataset.activities:
        record = entry.record
        yield Page(
            path=activity_path(record.id),
            title=record.name,
            description=f"{_held(record)}，{record.place}。{record.for_}",
            template="activity.html.j2",
            context=Deferred(partial(_activity_view, portal, entry)),
            source=entry.path,
            listing=Listing(
                section="活动",
                summary=f"{_held(record)}，{record.place}",
                tags=(record.series.value,),
                ends_on=record.held.to.isoformat(),
            ),
        )


def activity_path(name: str) -> str:
    """The page of an activity."""
    return f"{PATH}{name}/"


def activity_term(record: Activity, soon: int) -> Term:
    """When it is held and when one can register; without a last day one can until it begins."""
    window = Span(opens_on=record.register.opens_on, closes_on=record.register.closes_on or record.held.from_)
    return Term(
        subject=Subject.ACTIVITY,
        effective_on=record.held.from_,
        ends_on=record.held.to,
        grants=Grants.WINDOWS,
        spans=(window,),
        soon=soon,
    )


def _judged(portal: Portal, record: Activity) -> tuple[Term, State]:
    term = activity_term(record, portal.scheme.closing_soon_days)
    return term, judge(term, portal.as_of)


def _regions(portal: Portal, record: Activity) -> tuple[str, ...]:
    return record.regions or (portal.scheme.province,)


def _held(record: Activity) -> str:
    """The days in prose: 2026年12月20日, or from one to the other."""
    first, last = prose_date(record.held.from_), prose_date(record.held.to)
    return first if first == last else f"{first}至{last}"


def _criteria(portal: Portal) -> tuple[Criterion[Activity], ...]:
    return (
        Criterion(
            key="status",
            label="状态",
            choices=words(ACTIVITY_WORDS.values()),
            of=lambda record: (ACTIVITY_WORDS[_judged(portal, record)[1].status],),
        ),
        Criterion(
            key="series", label="系列", choices=words(Series), of=lambda record: (record.series.value,)
        ),
        Criterion(
            key="region",
            label="地区",
            choices=cities(portal),
            of=lambda record: cities_of(portal, _regions(portal, record)),
        ),
    )


def _list_view(portal: Portal) -> FilterView[ActivityRow]:
    records = tuple(
        sorted((entry.record for entry in portal.dataset.activities), key=lambda record: record.held.from_)
    )
    criteria = _criteria(portal)
    over = {record for record in records if _judged(portal, record)[1].status is Status.ENDED}
    rows = [(record, _row(portal, record, values(criteria, record))) for record in records]
    return FilterView(
        path=PATH,
        title="活动",
        lead="面向中小企业的公共服务活动。想参加又没有把握，可以请服务专员一起看。",
        others=(Link(path="resources/", words="找资源"), Link(path="experts/", words="找专家")),
        unit="场",
        noun="活动",
        asks="名称、地点或对象",
        facets=facets(criteria, records),
        rows=tuple(row for record, row in rows if record not in over),
        past=tuple(row for record, row in reversed(rows) if record in over),
        total=len(records),
        empty="现在没有要举办的活动。",
        as_of_iso=portal.as_of.isoformat(),
    )


def _row(portal: Portal, record: Activity, held: str) -> ActivityRow:
    term, state = _judged(portal, record)
    first, last = record.held.from_, record.held.to
    return ActivityRow(
        values=held,
        path=activity_path(record.id),
        name=record.name,
        sample=tagged(record.name, sample=record.sample),
        iso=first.isoformat(),
        year=other_year(first, portal.as_of),
        day=column_date(first),
        small="当天结束" if first == last else f"至{line_date(last, first)}",
        tag=status_tag(term, state),
        deadline=deadline(term, state, portal.as_of),
        meta=(record.series.value, record.place, reach(portal, _regions(portal, record))),
    )


def _activity_view(portal: Portal, entry: Entry[Activity]) -> ActivityView:
    record = entry.record
    term, state = _judged(portal, record)
    answering = (office_contact(portal, code) for code in _regions(portal, record))
    return ActivityView(
        name=record.name,
        sample=record.sample,
        series=Link(path=narrowed(PATH, series=[record.series]), words=record.series.value),
        tag=status_tag(term, state),
        held=_held(record),
        place=record.place,
        regions=reach(portal, _regions(portal, record)),
        deadline=deadline(term, state, portal.as_of),
        bar=window_bar(term, term.spans[0], portal.as_of),
        register=_window(record.register.opens_on, term.spans[0].closes_on),
        suits=paragraphs(record.for_),
        steps=tuple(markdown(step) for step in record.how),
        contacts=tuple(dict.fromkeys(filter(None, answering))),
        edit=edit(portal, entry.path),
    )


def _window(opens: date | None, closes: date | None) -> str:
    """The days of registration in prose."""
    last = f"{prose_date(closes)}截止" if closes else ""
    return "，".join(filter(None, (f"{prose_date(opens)}开始" if opens else "", last)))
