"""专员办: the list by region, and a page an office."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from generator.page import Listing, Page
from generator.pages.addresses import office_path, policies_by
from generator.pages.deferred import Deferred
from generator.pages.edit import edit
from generator.pages.office_view import CityGroup, OfficeRow, OfficesView, OfficeView
from generator.pages.people import arranged, person_row, served_rows
from generator.pages.rows import policy_row
from generator.pages.tiles import county_tiles, gap_words
from generator.pages.views import Link
from generator.pages.words import phone
from generator.portal import PolicyFacts, Portal
from generator.records.office import Office
from generator.records.region import Region
from generator.records.types import Level
from generator.rules.territory import arranges

_POLICIES = 10
"""Policies on an office page; the link leads to all."""

_SERVES = {
    Level.PROVINCIAL: "统筹全省服务专员制度，受理市专员办报上来的问题，汇总全省服务情况。",
    Level.CITY: "为本市的国家级专精特新“小巨人”企业安排服务专员，受理县（市、区）专员办报上来的问题。",
    Level.COUNTY: "为本地的省级专精特新中小企业安排服务专员。同时有国家级称号的企业，由市专员办安排。",
}
"""Whom an office serves, by its level (notice part 一; rule 4)."""

_SERVES_BOTH = "为本地的国家级和省级“专精特新”企业安排服务专员。"
"""Whom the office of a city without counties serves."""


def offices(portal: Portal) -> Iterator[Page]:
    """The list, then one page an office."""
    yield Page(
        path="offices/",
        title="专员办",
        description=f"{portal.province.name}各市、县（市、区）专员办的单位、处（科）室和办公电话。",
        template="offices.html.j2",
        context=Deferred(partial(_list_view, portal)),
    )
    for office in portal.offices:
        region = portal.region_by_code[office.region]
        yield Page(
            path=office_path(office.region),
            title=_title(portal, region),
            description=f"{office.unit}{office.division}，办公电话{office.work_phone}。{_serves(portal, region)}",
            template="office.html.j2",
            context=Deferred(partial(_office_view, portal, office)),
            source=portal.office_sources[office.region],
            listing=Listing(
                section="专员办",
                number=office.region,
                summary=f"{office.unit}{office.division}，办公电话{office.work_phone}",
                tags=(region.level.value,),
            ),
        )


def _serves(portal: Portal, region: Region) -> str:
    return _SERVES_BOTH if len(arranges(portal.dataset, region)) > 1 else _SERVES[region.level]


def _title(portal: Portal, region: Region) -> str:
    return f"{portal.place_names[region.code]}专员办"


def _list_view(portal: Portal) -> OfficesView:
    groups = tuple(_groups(portal))
    return OfficesView(
        total=len(portal.offices),
        sample=any(office.sample for office in portal.offices),
        province=_row(portal, portal.province),
        cities=groups,
        toc=tuple(Link(path=f"#{group.anchor}", words=group.name) for group in groups),
        lead="国家级专精特新“小巨人”企业找市专员办，省级专精特新中小企业找县（市、区）专员办。",
    )


def _groups(portal: Portal) -> Iterator[CityGroup]:
    for city in portal.cities:
        yield CityGroup(
            anchor=f"c{city.code}",
            name=city.name,
            office=_row(portal, city),
            counties=tuple(_row(portal, county) for county in portal.counties.get(city.code, ())),
        )


def _row(portal: Portal, region: Region) -> OfficeRow:
    """The office of a region; a region on the list of waivers has none, and its row says so."""
    office = portal.office_by_region.get(region.code)
    return OfficeRow(
        path=office_path(region.code) if office else "",
        region=region.name,
        level=region.level.value,
        unit=office.unit if office else "尚未明确",
        division=office.division if office else "",
        phone=phone(office.work_phone if office else ""),
        zone=region.zone,
    )


def _office_view(portal: Portal, office: Office) -> OfficeView:
    region = portal.region_by_code[office.region]
    above = region.parent if region.parent in portal.office_by_region else None
    policies, more = _policies(portal, region)
    return OfficeView(
        title=_title(portal, region),
        crumbs=(Link(path="", words="首页"), Link(path="offices/", words="专员办")),
        sample=office.sample,
        region=portal.place_names[region.code],
        code=region.code,
        level=region.level.value,
        unit=office.unit,
        division=office.division,
        leader=office.leader,
        contact=office.contact,
        phone=phone(office.work_phone),
        email=office.email or "",
        address=office.address or "",
        hours=office.hours or "",
        serves=_serves(portal, region),
        above=Link(path=office_path(above), words=_title(portal, portal.region_by_code[above]))
        if above
        else None,
        below=tuple(_below(portal, region)),
        tiles=county_tiles(portal, region),
        figures=_figures(portal, region),
        published=portal.scheme.publish_pairings,
        people=tuple(
            person_row(portal, facts) for facts in portal.roster.commissioners_of.get(region.code, ())
        ),
        enterprises=tuple(served_rows(portal, arranged(portal, region.code))),
        policies=tuple(policy_row(portal, policy) for policy in islice(policies, _POLICIES)),
        policies_more=more,
        policies_empty=f"没有单独适用于{region.name}的政策。",
        policies_note=f"{'国家' if region.level is Level.PROVINCIAL else '国家和省'}的政策同样适用。",
        edit=edit(portal, portal.office_sources[office.region]),
    )


def _figures(portal: Portal, region: Region) -> str:
    """Coverage and load of a place with all that lies in it, and the heads that its own office needs (rule 3)."""
    found = portal.roster.figures(portal.dataset.codes_within[region.code])
    words = (
        f"企业{found.enterprises}家（国家级{found.national}家，省级{found.provincial}家），{gap_words(found)}；"
        f"服务专员{found.commissioners}名，还可再接{found.spare}家"
    )
    if region.level is Level.PROVINCIAL:
        return words
    by_level = {Level.NATIONAL: found.national, Level.PROVINCIAL: found.provincial}
    own = sum(by_level[level] for level in arranges(portal.dataset, region))
    least, here = -(-own // portal.roster.most), len(portal.roster.commissioners_of.get(region.code, ()))
    return f"{words}。本专员办安排{own}家，至少要{least}名服务专员，现有{here}名"


def _below(portal: Portal, region: Region) -> Iterator[Link]:
    regions = portal.cities if region.level is Level.PROVINCIAL else portal.counties.get(region.code, ())
    for other in regions:
        if other.code in portal.office_by_region:
            yield Link(path=office_path(other.code), words=other.name)


def _policies(portal: Portal, region: Region) -> tuple[Iterator[PolicyFacts], Link]:
    """The policies that name a region or the city above it (for the province: its own), and where all are."""
    if region.level is Level.PROVINCIAL:
        own = (policy for policy in portal.policies if policy.record.level is Level.PROVINCIAL)
        return own, Link(path=policies_by(level=[Level.PROVINCIAL]), words="全部省级政策")
    places = {region.code, region.parent}
    city = region.parent if region.level is Level.COUNTY and region.parent else region.code
    named = (policy for policy in portal.policies_of.get(city, ()) if places & set(policy.record.regions))
    return named, Link(path="policies/", words="全部政策")
