"""找资源: the list by kind, need, supply, fee, place and industry, and a page a resource."""

from collections.abc import Iterator
from functools import partial

from generator.dataset import Entry
from generator.markdown import markdown, paragraphs
from generator.page import Listing, Page
from generator.pages.addresses import narrowed, resource_path
from generator.pages.deferred import Deferred
from generator.pages.edit import edit
from generator.pages.facets import Criterion, cities, cities_of, facets, in_order, values, words
from generator.pages.filter_view import FilterView, ResourceRow
from generator.pages.help_view import ResourceView
from generator.pages.reach import industries, industry_choices, industry_words, reach
from generator.pages.rows import policy_row, tagged
from generator.pages.views import Figure, Link
from generator.pages.words import deadline, joined, phone, status_tag
from generator.portal import Portal
from generator.records.resource import Fee, Resource, ResourceKind, Supply
from generator.status import Grants, Subject, Term, judge

PATH = "resources/"


def resources(portal: Portal) -> Iterator[Page]:
    """The list, then one page a resource."""
    yield Page(
        path=PATH,
        title="找资源",
        description="按需要、供给方式、费用、地区和行业查资金、人才、技术、项目和市场资源，看怎样取得、找谁。",
        template="resources.html.j2",
        context=Deferred(partial(_list_view, portal)),
    )
    for entry in portal.dataset.resources:
        record = entry.record
        yield Page(
            path=resource_path(record.id),
            title=record.name,
            description=f"{record.provider}提供，{_fee(record)}。联系{record.contact.unit}，{record.contact.work_phone}。",
            template="resource.html.j2",
            context=Deferred(partial(_resource_view, portal, entry)),
            source=entry.path,
            listing=Listing(
                section="资源",
                summary=f"{record.provider}，{joined(record.kinds)}，{_fee(record)}",
                tags=(*record.kinds, *_needs(record)),
                ends_on=str(record.valid_until or ""),
            ),
        )


def _needs(record: Resource) -> tuple[str, ...]:
    return (*record.domains, *record.themes)


def _fee(record: Resource) -> str:
    return record.fee.value if record.fee else "费用未注明"


def _term(portal: Portal, record: Resource) -> Term:
    return Term(
        subject=Subject.POLICY,
        ends_on=record.valid_until,
        grants=Grants.ALWAYS,
        soon=portal.scheme.closing_soon_days,
    )


def _criteria(portal: Portal, records: tuple[Resource, ...]) -> tuple[Criterion[Resource], ...]:
    known = (*portal.scheme.expert_domains, *portal.scheme.themes)
    needs = in_order(known, [need for record in records for need in _needs(record)])
    choices = industry_choices(portal, [industry for record in records for industry in record.industries])
    return (
        Criterion(key="kind", label="类别", choices=words(ResourceKind), of=lambda record: record.kinds),
        Criterion(key="need", label="需要什么", choices=words(needs), of=_needs),
        Criterion(
            key="fee",
            label="费用",
            choices=words((Fee.FREE, Fee.REDUCED, Fee.PAID)),
            of=lambda record: (record.fee.value,) if record.fee else (),
        ),
        Criterion(
            key="supply",
            label="由谁供给",
            choices=words(Supply),
            of=lambda record: (record.supply.value,),
        ),
        Criterion(
            key="region",
            label="服务地区",
            choices=cities(portal),
            of=lambda record: cities_of(portal, record.regions),
        ),
        Criterion(
            key="industry",
            label="行业",
            choices=words(choices),
            of=lambda record: industries(record.industries, choices),
        ),
    )


def _list_view(portal: Portal) -> FilterView[ResourceRow]:
    offered = sorted(
        (entry.record for entry in portal.dataset.resources),
        key=lambda record: not record.holds_on(portal.as_of),
    )
    records = tuple(offered)
    criteria = _criteria(portal, records)
    return FilterView(
        path=PATH,
        title="找资源",
        lead="资金、人才、技术、项目和市场的服务，先看免费不免费，再看怎样取得。拿不准就请服务专员对接。",
        others=(Link(path="experts/", words="找专家"), Link(path="activities/", words="看活动")),
        unit="项",
        noun="资源",
        asks="名称、提供方或用途",
        facets=facets(criteria, records),
        rows=tuple(_row(portal, record, values(criteria, record)) for record in records),
        total=len(records),
        empty="还没有登记资源。有需要时，请告诉服务专员或本地专员办。",
        as_of_iso=portal.as_of.isoformat(),
    )


def _row(portal: Portal, record: Resource, held: str) -> ResourceRow:
    term = _term(portal, record)
    return ResourceRow(
        values=held,
        path=resource_path(record.id),
        name=record.name,
        sample=tagged(record.name, sample=record.sample),
        tag=status_tag(term, judge(term, portal.as_of)) if record.valid_until else None,
        what=record.what,
        meta=(record.provider, joined(_needs(record)), reach(portal, record.regions)),
        figure=Figure(number=_fee(record), unit="", note=f"{joined(record.kinds)}，{record.supply.value}"),
    )


def _resource_view(portal: Portal, entry: Entry[Resource]) -> ResourceView:
    record = entry.record
    term = _term(portal, record)
    state = judge(term, portal.as_of)
    return ResourceView(
        name=record.name,
        sample=record.sample,
        kinds=tuple(Link(path=narrowed(PATH, kind=[kind]), words=kind.value) for kind in record.kinds),
        supply=record.supply.value,
        tag=status_tag(term, state),
        deadline=deadline(term, state, portal.as_of),
        fee=_fee(record),
        provider=record.provider,
        phone=phone(record.contact.work_phone),
        unit=record.contact.unit,
        what=paragraphs(record.what),
        steps=tuple(markdown(step) for step in record.how),
        needs=tuple(Link(path=narrowed(PATH, need=[need]), words=need) for need in _needs(record)),
        industries=industry_words(record.industries),
        regions=reach(portal, record.regions),
        named_by=tuple(policy_row(portal, policy) for policy in portal.asking.get(record.id, ())),
        edit=edit(portal, entry.path),
    )
