"""案例: what was done well, by kind and place, and a page a case."""

from collections.abc import Iterator
from functools import partial

from generator.dataset import Entry
from generator.markdown import paragraphs
from generator.page import Listing, Page
from generator.pages.addresses import narrowed
from generator.pages.deferred import Deferred
from generator.pages.edit import edit
from generator.pages.facets import Criterion, cities, cities_of, facets, in_order, values, words
from generator.pages.filter_view import CaseRow, FilterView
from generator.pages.help_view import CaseView
from generator.pages.reach import reach
from generator.pages.rows import policy_row, tagged
from generator.pages.views import Link
from generator.pages.words import column_date, other_year, prose_date
from generator.portal import Portal
from generator.records.case import Case, CaseKind

PATH = "cases/"


def cases(portal: Portal) -> Iterator[Page]:
    """The list, then one page a case."""
    yield Page(
        path=PATH,
        title="案例",
        description="服务专员工作的先进典型、经验做法和惠企案例：遇到什么，怎样做的，用了哪些政策。",
        template="cases.html.j2",
        context=Deferred(partial(_list_view, portal)),
    )
    for entry in portal.dataset.cases:
        record = entry.record
        place = reach(portal, [record.region])
        yield Page(
            path=case_path(record.id),
            title=record.title,
            description=f"{place}的{record.kind.value}，{prose_date(record.date)}。",
            template="case.html.j2",
            context=Deferred(partial(_case_view, portal, entry)),
            source=entry.path,
            listing=Listing(
                section="案例",
                summary=f"{place}，{record.kind.value}",
                tags=(record.kind.value,),
            ),
        )


def case_path(name: str) -> str:
    """The page of a case."""
    return f"{PATH}{name}/"


def _criteria(portal: Portal, records: tuple[Case, ...]) -> tuple[Criterion[Case], ...]:
    places = cities(portal)
    there = {code for record in records for code in cities_of(portal, [record.region])}
    used = in_order(portal.policy_by_id, [name for record in records for name in record.policies])
    return (
        Criterion(key="kind", label="类别", choices=words(CaseKind), of=lambda record: (record.kind.value,)),
        Criterion(
            key="region",
            label="地区",
            choices=tuple(place for place in places if place[0] in there),
            of=lambda record: cities_of(portal, [record.region]),
        ),
        Criterion(
            key="policy",
            label="用到的政策",
            choices=tuple((name, portal.policy_by_id[name].name) for name in used),
            of=lambda record: record.policies,
        ),
    )


def _list_view(portal: Portal) -> FilterView[CaseRow]:
    newest = sorted(
        (entry.record for entry in portal.dataset.cases), key=lambda record: record.date, reverse=True
    )
    records = tuple(newest)
    criteria = _criteria(portal, records)
    return FilterView(
        path=PATH,
        title="案例",
        lead="别的企业遇到过什么，专员怎样帮，用了哪些政策。",
        others=(Link(path="policies/", words="找政策"), Link(path="resources/", words="找资源")),
        unit="篇",
        noun="案例",
        asks="标题或内容",
        facets=facets(criteria, records),
        rows=tuple(_row(portal, record, values(criteria, record)) for record in records),
        total=len(records),
        empty="还没有案例。",
        as_of_iso=portal.as_of.isoformat(),
    )


def _row(portal: Portal, record: Case, held: str) -> CaseRow:
    return CaseRow(
        values=held,
        path=case_path(record.id),
        title=record.title,
        sample=tagged(record.title, sample=record.sample),
        iso=record.date.isoformat(),
        year=other_year(record.date, portal.as_of),
        day=column_date(record.date),
        kind=record.kind.value,
        region=reach(portal, [record.region]),
        opening=paragraphs(record.text)[0].striptags(),
    )


def _case_view(portal: Portal, entry: Entry[Case]) -> CaseView:
    record = entry.record
    return CaseView(
        title=record.title,
        sample=record.sample,
        kind=Link(path=narrowed(PATH, kind=[record.kind]), words=record.kind.value),
        region=reach(portal, [record.region]),
        iso=record.date.isoformat(),
        date=prose_date(record.date),
        text=paragraphs(record.text),
        policies=tuple(policy_row(portal, portal.policy_by_id[name]) for name in record.policies),
        edit=edit(portal, entry.path),
    )
