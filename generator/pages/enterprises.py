"""A page an enterprise: whom to call, what is public about it, its history, and what is open to it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from generator.coverage import LEVELS, post_on
from generator.days import plus
from generator.page import Listing, Page
from generator.pages.addresses import narrowed, office_path, policies_by
from generator.pages.deferred import Deferred
from generator.pages.edit import edit
from generator.pages.enterprise_view import EnterpriseView, PairingRow, Scope, Server, TierRow
from generator.pages.facets import cities_of
from generator.pages.people import lasting, office_of, person_link, server_of, stages, standin
from generator.pages.views import Link
from generator.pages.words import joined, phone, prose_date, spell
from generator.portal import Portal
from generator.records.enterprise import Enterprise, Recognition
from generator.roster import EnterpriseFacts
from generator.rules.recognitions import REVIEW_DAYS, continued

_BREAKS = re.compile("(?=股份有限公司|有限责任公司|(?<!股份)有限公司)")
"""Where a long name may break."""


def enterprises(portal: Portal) -> Iterator[Page]:
    """One page an enterprise; the way to them is 找专员, the offices and the search."""
    for facts in portal.roster.enterprises:
        record = facts.record
        place, level = portal.place_names[facts.region], _level(facts)
        yield Page(
            path=facts.path,
            title=record.name,
            description=f"{record.name}（{record.code}），{place}，{level}：由哪位服务专员服务，打哪个电话。",
            template="enterprise.html.j2",
            context=Deferred(partial(_view, portal, facts)),
            source=facts.source,
            listing=Listing(
                section="企业",
                number=record.code,
                summary=f"{place}，{record.industry}，{level}",
                tags=(place, *(former.name for former in record.former_names), *record.products),
            ),
        )


def _level(facts: EnterpriseFacts) -> str:
    return f"{facts.level.value}专精特新企业" if facts.level else "不在服务范围"


def _view(portal: Portal, facts: EnterpriseFacts) -> EnterpriseView:
    record = facts.record
    region = facts.region if facts.region in portal.office_by_region else None
    return EnterpriseView(
        name=record.name,
        name_parts=tuple(_BREAKS.split(record.name)),
        code=record.code,
        scopes=tuple(_scopes(portal, facts)),
        crumb=Link(path=office_path(region), words=portal.place_names[region]) if region else None,
        place=portal.place_names[facts.region],
        industry=record.industry,
        products=joined(record.products),
        former=tuple(f"{former.name}（用到{prose_date(former.until)}）" for former in record.former_names),
        moves=_moves(portal, record),
        tiers=tuple(_tiers(portal, record)),
        pairings=tuple(_pairings(portal, facts)) if portal.scheme.publish_pairings else (),
        policies=_policies(portal, facts.region),
        helps=tuple(_helps(portal, facts)),
        edit=edit(portal, facts.source),
    )


def _scopes(portal: Portal, facts: EnterpriseFacts) -> Iterator[Scope]:
    """What it is from today on, then from each day on which that changes, until the next one."""
    for held, scope in lasting(portal, stages(portal, facts, partial(_scope, portal))):
        yield scope._replace(spell=held)


def _scope(portal: Portal, facts: EnterpriseFacts, day: date) -> Scope:
    return Scope(
        spell=None,
        level=facts.level.value if facts.level else "",
        outside="" if facts.level else _outside(facts.record, day),
        server=_server(portal, facts, day),
        why=_why(portal, facts),
        office=office_of(portal, facts, day),
    )


def _server(portal: Portal, facts: EnterpriseFacts, day: date) -> Server | None:
    person = server_of(portal, facts)
    post = post_on(person.record, day) if person else None
    if person is None or post is None or facts.pairing is None:
        return None
    return Server(
        link=person_link(person),
        unit=post.unit,
        phone=phone(post.work_phone),
        since=prose_date(facts.pairing.since),
        standin=standin(portal, person) if day == portal.as_of else None,
    )


def _why(portal: Portal, facts: EnterpriseFacts) -> str:
    """Why no commissioner is named."""
    if facts.level is None:
        return "现在没有服务专员。有事可以找所在地的专员办。"
    if not portal.scheme.publish_pairings:
        return "服务专员由专员办安排。打专员办电话，问由谁服务。"
    if facts.pairing is None:
        return f"还没有服务专员。新认定的企业{portal.scheme.grace_days}天内配齐，这段时间请找专员办。"
    return "" if server_of(portal, facts) else "服务专员现在不在任，有事找专员办。"


def _outside(record: Enterprise, day: date) -> str:
    """Since when an enterprise is not in scope on a day, or from when it will be."""
    held = [held for held in record.recognitions if held.tier in LEVELS]
    coming = [one.awarded_on for one in held if one.awarded_on > day]
    if coming:
        return f"专精特新认定{prose_date(min(coming))}生效，从那天起配服务专员。"
    if held:
        return f"专精特新认定已在{prose_date(max(one.valid_until for one in held))}到期，现在不在服务专员制度的范围内。"
    return "没有有效的专精特新认定，不在服务专员制度的范围内。"


def _moves(portal: Portal, record: Enterprise) -> tuple[str, ...]:
    """Where it was and is, in order; nothing where it never moved."""
    if len(record.located) < 2:  # noqa: PLR2004 -- one place is no move
        return ()
    ordered = sorted(record.located, key=lambda located: located.since)
    return tuple(f"{prose_date(at.since)}起在{portal.place_names[at.region]}" for at in ordered)


def _tiers(portal: Portal, record: Enterprise) -> Iterator[TierRow]:
    """The recognitions, the newest first."""
    for held in sorted(record.recognitions, key=lambda held: held.awarded_on, reverse=True):
        due = None if continued(record, held) else plus(held.valid_until, -REVIEW_DAYS)
        near = held.holds_on(portal.as_of) and due is not None and due <= portal.as_of
        days = (held.awarded_on, held.valid_until, due or "")
        yield TierRow(
            tier=held.tier.value,
            awarded=held.awarded_on.isoformat(),
            until=held.valid_until.isoformat(),
            state=_state(portal, held, near=near),
            near=near,
            review=f"复核{held.review.value}" if held.review else ("准备复核" if near else ""),
            term="|".join(map(str, (*days, held.review or ""))),
        )


def _state(portal: Portal, held: Recognition, *, near: bool) -> str:
    if held.awarded_on > portal.as_of:
        return "未生效"
    if held.valid_until < portal.as_of:
        return "已到期"
    return "即将到期" if near else "有效"


def _pairings(portal: Portal, facts: EnterpriseFacts) -> Iterator[PairingRow]:
    """All pairings, the newest first."""
    for pairing in reversed(facts.pairings):
        yield PairingRow(
            days=f"{prose_date(pairing.since)}起"
            + (f"，到{prose_date(pairing.until)}" if pairing.until else ""),
            spell=spell(pairing.since, pairing.until, portal.as_of),
            person=person_link(portal.roster.commissioner_by_id[pairing.commissioner]),
            reason=pairing.reason.value if pairing.reason else "",
        )


def _helps(portal: Portal, facts: EnterpriseFacts) -> Iterator[Link]:
    """The lists of resources and experts narrowed to its city and industry."""
    city, industry = cities_of(portal, [facts.region]), [facts.record.industry]
    for path, words in (("resources/", "找资源"), ("experts/", "找专家")):
        yield Link(path=narrowed(path, region=city, industry=industry), words=words)


def _policies(portal: Portal, code: str) -> Link:
    """The list of policies narrowed to a place, or to the nearest one above it that policies name."""
    place: str | None = code
    while place and place not in portal.policies_of:
        place = portal.region_by_code[place].parent
    words = f"{portal.place_names[code]}能用的政策"
    return Link(path=policies_by(region=[place]) if place else "policies/", words=words)
