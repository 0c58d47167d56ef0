"""找专家: the list by domain, institution, industry and place, and a page an expert."""

from collections.abc import Iterator
from functools import partial

from generator.dataset import Entry
from generator.markdown import paragraphs
from generator.page import Listing, Page
from generator.pages.addresses import experts_for
from generator.pages.deferred import Deferred
from generator.pages.edit import edit
from generator.pages.facets import Criterion, cities, cities_of, facets, values, words
from generator.pages.filter_view import ExpertRow, FilterView
from generator.pages.help_view import ExpertView
from generator.pages.reach import industries, industry_choices, industry_words, reach
from generator.pages.rows import policy_row
from generator.pages.views import Link
from generator.pages.words import joined, phone
from generator.portal import PolicyFacts, Portal, closing_order
from generator.records.expert import Expert, InstitutionKind

PATH = "experts/"


def experts(portal: Portal) -> Iterator[Page]:
    """The list, then one page an expert."""
    yield Page(
        path=PATH,
        title="找专家",
        description="按领域、机构、行业和地区查服务专家组的专家，看单位、办公电话和能帮的政策事项。",
        template="experts.html.j2",
        context=Deferred(partial(_list_view, portal)),
    )
    for entry in portal.dataset.experts:
        record = entry.record
        yield Page(
            path=expert_path(record.id),
            title=record.name,
            description=f"{record.institution}，{joined(record.domains)}，办公电话{record.work_phone}。",
            template="expert.html.j2",
            context=Deferred(partial(_expert_view, portal, entry)),
            source=entry.path,
            listing=Listing(
                section="专家",
                summary=f"{record.institution}，{joined(record.domains)}",
                tags=record.domains,
            ),
        )


def expert_path(name: str) -> str:
    """The page of an expert."""
    return f"{PATH}{name}/"


def _criteria(portal: Portal, records: tuple[Expert, ...]) -> tuple[Criterion[Expert], ...]:
    named = [industry for record in records for industry in record.industries]
    choices = industry_choices(portal, named)
    domains = (*portal.scheme.expert_domains, *(domain for record in records for domain in record.domains))
    return (
        Criterion(key="domain", label="领域", choices=words(domains), of=lambda record: record.domains),
        Criterion(
            key="kind",
            label="机构",
            choices=words(InstitutionKind),
            of=lambda record: (record.institution_kind.value,),
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


def _list_view(portal: Portal) -> FilterView[ExpertRow]:
    records = tuple(entry.record for entry in portal.dataset.experts)
    criteria = _criteria(portal, records)
    return FilterView(
        path=PATH,
        title="找专家",
        lead="服务专家组的专家，来自示范平台和优质服务机构。可以请您的服务专员约，也可以直接打电话。",
        others=(Link(path="resources/", words="找资源"), Link(path="offices/", words="找专员办")),
        unit="位",
        noun="专家",
        asks="姓名、单位或专长",
        facets=facets(criteria, records),
        rows=tuple(_row(portal, record, values(criteria, record)) for record in records),
        total=len(records),
        empty="还没有登记专家。需要专家时，请问本地专员办。",
        as_of_iso=portal.as_of.isoformat(),
    )


def _row(portal: Portal, record: Expert, held: str) -> ExpertRow:
    return ExpertRow(
        values=held,
        path=expert_path(record.id),
        name=record.name,
        institution=record.institution,
        kind=record.institution_kind.value,
        domains=joined(record.domains),
        profile=paragraphs(record.profile)[0].striptags() if record.profile else "",
        reach="，".join((reach(portal, record.regions), industry_words(record.industries))),
        phone=phone(record.work_phone),
    )


def _expert_view(portal: Portal, entry: Entry[Expert]) -> ExpertView:
    record = entry.record
    return ExpertView(
        name=record.name,
        institution=record.institution,
        kind=record.institution_kind.value,
        phone=phone(record.work_phone),
        domains=tuple(Link(path=experts_for(domain), words=domain) for domain in record.domains),
        industries=industry_words(record.industries),
        regions=reach(portal, record.regions),
        profile=paragraphs(record.profile) if record.profile else (),
        policies=tuple(policy_row(portal, policy) for policy in _asking(portal, record.domains)),
        edit=edit(portal, entry.path),
    )


def _asking(portal: Portal, domains: tuple[str, ...]) -> tuple[PolicyFacts, ...]:
    """The policies a benefit of which asks for experts of one of the domains, in the portal's order."""
    found = {policy.record.id: policy for domain in domains for policy in portal.asking.get(domain, ())}
    return tuple(sorted(found.values(), key=closing_order))
