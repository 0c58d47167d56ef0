"""找专员: the page that finds one by enterprise, code, place or name, and a page a commissioner."""

from collections.abc import Iterator
from functools import partial

from generator.page import Listing, Page
from generator.pages.addresses import office_path
from generator.pages.commissioner_view import CommissionerView, FindView, GroupRow, PostRow
from generator.pages.contacts import office_contact
from generator.pages.deferred import Deferred
from generator.pages.edit import edit
from generator.pages.people import load, served_rows, standin
from generator.pages.tiles import city_tiles
from generator.pages.views import Link
from generator.pages.words import joined, phone, prose_date
from generator.portal import Portal
from generator.records.commissioner import Post
from generator.roster import CommissionerFacts, EnterpriseFacts

PATH = "commissioners/"


def commissioners(portal: Portal) -> Iterator[Page]:
    """The page /commissioners/, then one page a commissioner."""
    yield Page(
        path=PATH,
        title="找专员",
        description="输入企业名称、统一社会信用代码、拼音首字母或地名，看由哪位服务专员服务、打哪个电话。",
        template="commissioners.html.j2",
        context=Deferred(partial(_find_view, portal)),
    )
    for facts in portal.roster.commissioners:
        said = _unit_and_phone(facts)
        yield Page(
            path=facts.path,
            title=facts.record.name,
            description=f"{portal.place_names[facts.office]}服务专员{facts.record.name}，{said}。",
            template="commissioner.html.j2",
            context=Deferred(partial(_commissioner_view, portal, facts)),
            source=facts.source,
            listing=Listing(
                section="专员",
                number=facts.record.id,
                summary=said,
                tags=(portal.place_names[facts.office], *facts.record.strengths),
            ),
        )


def _unit_and_phone(facts: CommissionerFacts) -> str:
    return f"{facts.post.unit}，办公电话{facts.post.work_phone}" if facts.post else "现在不在任"


def _find_view(portal: Portal) -> FindView:
    roster = portal.roster
    rows = city_tiles(portal)
    return FindView(
        enterprises=sum(facts.level is not None for facts in roster.enterprises),
        commissioners=sum(facts.post is not None for facts in roster.commissioners),
        published=portal.scheme.publish_pairings,
        days=portal.scheme.grace_days,
        tiles=rows,
        table=tuple(sorted((tile for row in rows for tile in row if tile), key=lambda tile: tile.path)),
        province=office_contact(portal, portal.scheme.province),
    )


def _commissioner_view(portal: Portal, facts: CommissionerFacts) -> CommissionerView:
    record, post, published = facts.record, facts.post, portal.scheme.publish_pairings
    region = portal.region_by_code[facts.office]
    return CommissionerView(
        name=record.name,
        id=record.id,
        unit=post.unit if post else "",
        position=(post.position or "") if post else "",
        kind=post.unit_kind.value if post else "",
        phone=phone(post.work_phone) if post else None,
        away="" if post else _away(portal, facts),
        office=office_contact(portal, facts.office),
        home=Link(path=office_path(region.code), words=portal.place_names[region.code]),
        strengths=joined(record.strengths),
        standin=standin(portal, facts),
        published=published,
        load=load(portal, facts) if published and post else None,
        served=tuple(served_rows(portal, _served(portal, facts))) if published else (),
        posts=tuple(_posts(portal, record.posts)),
        groups=tuple(_groups(portal, facts.office)),
        praise=tuple(
            f"{entry.record.year}年，{entry.record.for_}"
            for entry in portal.dataset.commendations
            if entry.record.commissioner == record.id
        ),
        edit=edit(portal, facts.source),
    )


def _served(portal: Portal, facts: CommissionerFacts) -> tuple[EnterpriseFacts, ...]:
    """Those of today; of one who left, those of the past."""
    past = (pairing.enterprise for pairing in facts.pairings if pairing.since <= portal.as_of)
    codes = facts.serving if facts.post else dict.fromkeys(past)
    return tuple(portal.roster.enterprise_by_code[code] for code in codes)


def _away(portal: Portal, facts: CommissionerFacts) -> str:
    """Since when there is no post, or from when there will be one."""
    coming = [post.since for post in facts.record.posts if post.since > portal.as_of]
    if coming:
        return f"{prose_date(min(coming))}起任职。"
    ended = [post.until for post in facts.record.posts if post.until]
    return f"{prose_date(max(ended))}离任，不再担任服务专员。" if ended else "现在不在任。"


def _posts(portal: Portal, posts: tuple[Post, ...]) -> Iterator[PostRow]:
    """The posts, the newest first; telephones of the past are nobody's any more."""
    for post in sorted(posts, key=lambda post: post.since, reverse=True):
        now = post.holds_on(portal.as_of)
        until = f"，到{prose_date(post.until)}" if post.until else ("至今" if now else "")
        yield PostRow(
            days=f"{prose_date(post.since)}起{until}",
            now=now,
            unit=post.unit,
            position=post.position or "",
            kind=post.unit_kind.value,
        )


def _groups(portal: Portal, office: str) -> Iterator[GroupRow]:
    for entry in portal.dataset.contact_groups:
        if office in entry.record.offices:
            yield GroupRow(
                name=entry.record.name,
                channel=entry.record.channel.value,
                functions=joined(function.value for function in entry.record.functions),
            )
