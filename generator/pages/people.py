"""Commissioners and enterprises as rows, and who is to be called: what several pages show of the roster."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from generator.coverage import changes, level_on, post_on, region_on
from generator.days import plus
from generator.pages.commissioner_view import Load, PersonRow, ServedRow, Standin
from generator.pages.contacts import office_contact
from generator.pages.views import Contact, Link, Spell
from generator.pages.words import joined, phone, prose_date, spell
from generator.portal import Portal
from generator.records.types import Level
from generator.roster import CommissionerFacts, EnterpriseFacts
from generator.rules.territory import arranging

_T = TypeVar("_T")


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
    """Enterprises, each with its commissioner and the work phone where that is public, else the office's.

    Where that changes on a day to come, another row follows for it; who goes out of scope is listed no more.
    """
    for facts in enterprises:
        for held, row in lasting(portal, stages(portal, facts, partial(_served_row, portal))):
            if row.level or held is None or held.now:
                yield row._replace(spell=held)


def _served_row(portal: Portal, facts: EnterpriseFacts, day: date) -> ServedRow:
    server = server_of(portal, facts)
    post = post_on(server.record, day) if server else None
    office = None if server else office_of(portal, facts, day)
    left = portal.scheme.publish_pairings and facts.level and facts.left
    instead = "服务专员不在任，找专员办" if left else "找专员办"
    return ServedRow(
        spell=None,
        path=facts.path,
        name=facts.record.name,
        level=facts.level.value if facts.level else "",
        place=portal.place_names[facts.region],
        person=person_link(server) if server else None,
        instead="" if server else instead,
        phone=phone(post.work_phone) if post else office and office.phone,
    )


def server_of(portal: Portal, facts: EnterpriseFacts) -> CommissionerFacts | None:
    """Who serves an enterprise in scope today; None where nobody in office does or it is not public."""
    public = portal.scheme.publish_pairings and facts.level is not None
    if not public or facts.pairing is None or not facts.served:
        return None
    return portal.roster.commissioner_by_id[facts.pairing.commissioner]


def stages(
    portal: Portal, facts: EnterpriseFacts, tell: Callable[[EnterpriseFacts, date], _T]
) -> list[tuple[date, _T]]:
    """What is told of an enterprise from today on, and from each day to come on which that changes."""
    days = ((portal.as_of, facts), *coming(portal, facts))
    told = ((day, tell(at, day)) for day, at in days)
    return [next(same) for _, same in groupby(told, itemgetter(1))]


def lasting(portal: Portal, told: Sequence[tuple[date, _T]]) -> Iterator[tuple[Spell | None, _T]]:
    """What is told from days on, each with the days on which it holds; None where it holds on all."""
    today = portal.as_of
    ends = (*(plus(day, -1) for day, _ in told[1:]), None)
    for (day, each), last in zip(told, ends, strict=True):
        yield (spell(None if day == today else day, last, today) if len(told) > 1 else None), each


def coming(portal: Portal, facts: EnterpriseFacts) -> Iterator[tuple[date, EnterpriseFacts]]:
    """An enterprise on each day to come on which its level, place, pairing, post or deputy may change."""
    people = [portal.roster.commissioner_by_id[pairing.commissioner].record for pairing in facts.pairings]
    held = [(each.since, each.until) for each in facts.pairings]
    held += [(post.since, post.until) for person in people for post in person.posts]
    held += [(deputy.since, deputy.until) for person in people for deputy in person.deputies]
    days = {
        *changes(facts.record),
        *(located.since for located in facts.record.located),
        *(since for since, _ in held),
        *(plus(until, 1) for _, until in held if until),
    }
    for day in sorted(day for day in days if day > portal.as_of):
        paired = zip(facts.pairings, people, strict=True)
        pairing, person = next((each for each in paired if each[0].holds_on(day)), (None, None))
        yield (
            day,
            replace(
                facts,
                level=level_on(facts.record, day),
                region=region_on(facts.record, day),
                pairing=pairing,
                served=person is not None and post_on(person, day) is not None,
            ),
        )


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
