"""Commissioners and enterprises as rows, and who is to be called: what several pages show of the roster."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.pages.commissioner_view import Load, PersonRow, ServedRow, Standin
from generator.pages.contacts import office_contact
from generator.pages.views import Contact, Link
from generator.pages.words import joined, phone, prose_date
from generator.portal import Portal
from generator.records.types import Level
from generator.roster import CommissionerFacts, EnterpriseFacts
from generator.rules.territory import arranging


def person_link(facts: CommissionerFacts) -> Link:
    """A commissioner by name."""
    return Link(path=facts.path, words=facts.record.name)


def person_row(portal: Portal, facts: CommissionerFacts) -> PersonRow:
    """A commissioner in office, with those whom they serve where that is public."""
    published = portal.scheme.publish_pairings
    names = tuple(portal.roster.enterprise_by_code[code].record.name for code in facts.serving)
    return PersonRow(
        path=facts.path,
        name=facts.record.name,
        unit=facts.post.unit if facts.post else "",
        phone=phone(facts.post.work_phone if facts.post else ""),
        load=load(portal, facts) if published else None,
        names=joined(names) if published else "",
    )


def load(portal: Portal, facts: CommissionerFacts) -> Load:
    """五格 of a commissioner."""
    number = len(facts.serving)
    return Load(
        cells=tuple(place < number for place in range(max(number, portal.roster.most))), number=number
    )


def served_rows(portal: Portal, enterprises: Iterable[EnterpriseFacts]) -> Iterator[ServedRow]:
    """Enterprises, each with its commissioner of today and the work phone where that is public, else the office's."""
    for facts in enterprises:
        server = server_of(portal, facts)
        office = None if server else office_of(portal, facts, portal.as_of)
        left = portal.scheme.publish_pairings and facts.level and facts.left
        instead = "服务专员不在任，找专员办" if left else "找专员办"
        yield ServedRow(
            path=facts.path,
            name=facts.record.name,
            level=facts.level.value if facts.level else "",
            place=portal.place_names[facts.region],
            person=person_link(server) if server else None,
            instead="" if server else instead,
            phone=phone(server.post.work_phone) if server and server.post else office and office.phone,
        )


def server_of(portal: Portal, facts: EnterpriseFacts) -> CommissionerFacts | None:
    """Who serves an enterprise in scope today; None where nobody in office does or it is not public."""
    public = portal.scheme.publish_pairings and facts.level is not None
    if not public or facts.pairing is None or not facts.served:
        return None
    return portal.roster.commissioner_by_id[facts.pairing.commissioner]


def standin(portal: Portal, facts: CommissionerFacts) -> Standin | None:
    """Who stands in for a commissioner today."""
    if facts.deputy is None:
        return None
    other = portal.roster.commissioner_by_id[facts.deputy.commissioner]
    return Standin(
        link=person_link(other),
        phone=phone(other.post.work_phone) if other.post else None,
        until=prose_date(facts.deputy.until),
    )


def office_of(portal: Portal, facts: EnterpriseFacts, day: date) -> Contact | None:
    """The office that arranges the service of an enterprise on a day; out of scope, the one of its place."""
    region = arranging(portal.dataset, facts.record, day)
    return office_contact(portal, region.code if region else facts.region)


def arranged(portal: Portal, code: str) -> tuple[EnterpriseFacts, ...]:
    """The enterprises in scope on the page of an office: a county's are in it, a city serves the national ones."""
    here = portal.roster.enterprises_in.get(code, ())
    below = (
        facts
        for county in portal.counties.get(code, ())
        for facts in portal.roster.enterprises_in.get(county.code, ())
        if facts.level is Level.NATIONAL
    )
    return (*here, *below)
