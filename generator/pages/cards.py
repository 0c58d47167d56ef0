"""The card that a commissioner hands to an enterprise: A6, with a code that leads to the public page."""

from collections.abc import Iterator
from functools import partial

from generator.page import Page
from generator.pages.card_view import CardView
from generator.pages.contacts import office_contact
from generator.pages.deferred import Deferred
from generator.pages.qr import qr
from generator.pages.views import Link
from generator.portal import Portal
from generator.records.commissioner import Post
from generator.records.service import Service
from generator.roster import CommissionerFacts

ROLES = (
    ("惠企政策宣传员", "讲清与您有关的政策、条件和期限"),
    ("企业诉求应答员", "您的困难、需求和建议，都登记，都答复"),
    ("助企发展指导员", "帮您找专家、资金、人才、项目和市场"),
)
"""The three roles (notice, part 二), each in a sentence to the enterprise."""

SERVICES = (
    (Service.REQUESTS.value, "困难、需求、建议"),
    (Service.POLICIES.value, "新政策和截止日期"),
    (Service.RESOURCES.value, "资金、人才、技术、项目、市场"),
    (Service.ABILITIES.value, "智改数转、攻关、育才引才"),
    (Service.RIGHTS.value, "账款拖欠、知识产权"),
)
"""The five services of rule 8, each in a few words."""


def cards(portal: Portal) -> Iterator[Page]:
    """One page for each commissioner who has a post today."""
    for facts in portal.roster.commissioners:
        if facts.post:
            yield Page(
                path=card_path(facts),
                title=f"{facts.record.name}的名片",
                description=f"{facts.record.name}的名片，A6大小，打印后交给企业。",
                template="card.html.j2",
                context=Deferred(partial(_view, portal, facts, facts.post)),
            )


def card_path(facts: CommissionerFacts) -> str:
    """The page of a card."""
    return f"desk/{facts.record.id}/card/"


def _view(portal: Portal, facts: CommissionerFacts, post: Post) -> CardView:
    office = office_contact(portal, facts.office)
    address = f"{portal.site_url}{facts.path}" if portal.site_url else ""
    return CardView(
        name=facts.record.name,
        scheme=portal.scheme.title,
        unit=post.unit,
        position=post.position or "",
        phone=post.work_phone,
        office=f"{office.unit}{office.division}，{office.phone.words}" if office else "",
        roles=ROLES,
        services=SERVICES,
        qr=qr(address) if address else None,
        address=address,
        desk=Link(path=f"desk/{facts.record.id}/", words=f"{facts.record.name}的工作台"),
    )
