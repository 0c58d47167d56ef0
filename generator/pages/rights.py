"""权益保护: what the laws grant, what the 服务专员 does, whom to call and what to have at hand."""

from collections.abc import Iterator
from functools import partial

from generator.markdown import markdown
from generator.page import Listing, Page
from generator.pages.addresses import experts_for, office_path, policies_by, resource_path
from generator.pages.deferred import Deferred
from generator.pages.help_view import CityOffice, Right, RightsView
from generator.pages.rows import benefit_figure, policy_row
from generator.pages.views import Link
from generator.pages.words import phone
from generator.portal import PolicyFacts, Portal
from generator.records.policy import Helps, Topic
from generator.records.region import Region
from generator.records.types import Level
from generator.status import IN_FORCE

_SUMMARY = "款项被拖欠、经营受干扰、知识产权被侵犯时，法规怎样规定，找谁反映，手边备好什么。"


def rights(portal: Portal) -> Iterator[Page]:
    """The one page /rights/."""
    yield Page(
        path="rights/",
        title="权益保护",
        description=_SUMMARY,
        template="rights.html.j2",
        context=Deferred(partial(_view, portal)),
        listing=Listing(section="说明", summary=_SUMMARY, tags=(Topic.RIGHTS.value,)),
    )


def _view(portal: Portal) -> RightsView:
    policies = [policy for policy in portal.policies if Topic.RIGHTS in policy.record.topics]
    in_force = [policy for policy in policies if policy.state.status in IN_FORCE]
    helps = [
        item.record.helps for policy in in_force for item in policy.benefits if item.record.helps is not None
    ]
    return RightsView(
        rights=tuple(right for policy in in_force for right in _rights(policy)),
        experts=tuple(
            Link(path=experts_for(domain), words=domain)
            for domain in dict.fromkeys(name for each in helps for name in each.experts)
        ),
        resources=tuple(_resources(portal, helps)),
        offices=tuple(_offices(portal)),
        days=portal.scheme.progress_days,
        policies=tuple(policy_row(portal, policy) for policy in policies),
        policies_more=Link(path=policies_by(topic=[Topic.RIGHTS]), words="按主题查"),
        sample=any(office.sample for office in portal.offices),
    )


def _rights(policy: PolicyFacts) -> Iterator[Right]:
    """What a law grants, in the words of its record."""
    for item in policy.benefits:
        yield Right(
            name=item.record.name,
            what=markdown(item.record.what),
            figure=benefit_figure(item) if item.record.amount else None,
            link=Link(path=f"{policy.path}#{item.record.id}", words=policy.name),
            number=policy.record.doc_no or "",
        )


def _resources(portal: Portal, helps: list[Helps]) -> Iterator[Link]:
    """The resources that these benefits name, as far as they are still offered."""
    named = {name for each in helps for name in each.resources}
    for entry in portal.dataset.resources:
        if entry.record.id in named and entry.record.holds_on(portal.as_of):
            yield Link(path=resource_path(entry.record.id), words=entry.record.name)


def _offices(portal: Portal) -> Iterator[CityOffice]:
    """The office of the province and those of its cities."""
    for region in (portal.province, *portal.cities):
        office = portal.office_by_region.get(region.code)
        if office is not None:
            yield CityOffice(
                link=Link(path=office_path(region.code), words=region.name),
                unit=office.unit,
                phone=phone(office.work_phone),
                counties=_counties(region),
            )


def _counties(region: Region) -> Link | None:
    if region.level is not Level.CITY:
        return None
    return Link(path=f"offices/#c{region.code}", words="县（市、区）")
