"""What 换专员 reads: who serves whom in a city, and the files in which it stands.

desk/pairing/form.json: {"as_of", "schema", "most": how many one commissioner serves,
 "cities": [[code, name], …], "offices": {code: [name, level, city, path of its pairings.yml], …}}
desk/pairing/<city>.json: {
 "enterprises": [[code, name, levels, places, spells, over], …]: `levels` [[first day, level or ""], …], `places`
   [[first day, code], …], `spells` [[commissioner, since, until or "", office, last day of a record or ""], …], `over`
   the last day of the pairings that are over or "",
 "people": [[id, name, unit, office, posts, serving, recused], …]: `posts` [[first day or "", last or ""], …], `serving`
   [[enterprise, since, until or ""], …] of those in scope, `recused` codes; those of the province stand in every city,
 "files": {code of an office: text of its pairings.yml, "" where there is none}}
An enterprise stands in the city where it is, and in that to which it will move. Who serves it from another city stands
there too, with the file of that office, since the pairing has to be ended in it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain

from generator.coverage import changes, level_on
from generator.dataset import Dataset, Entry
from generator.page import MadeFile
from generator.pages.clerk_data import schema_of, written
from generator.portal import Portal
from generator.records.enterprise import Enterprise
from generator.records.pairing import Pairing
from generator.roster import CommissionerFacts, EnterpriseFacts
from generator.rules.ledger import standing
from generator.rules.territory import home

_FILE = "pairings.yml"


def pairing_form_files(portal: Portal) -> Iterator[MadeFile]:
    """The file for all, and one for each city."""
    city_of = {code: city for city in _cities(portal) for code in portal.dataset.codes_within[city]}
    known = _Known(portal)
    yield MadeFile(path="desk/pairing/form.json", make=partial(_shared, portal, city_of))
    for city in _cities(portal):
        yield MadeFile(path=f"desk/pairing/{city}.json", make=partial(_of_city, known, city, city_of))


def _cities(portal: Portal) -> tuple[str, ...]:
    return tuple(region.code for region in portal.cities)


def _shared(portal: Portal, city_of: Mapping[str, str]) -> bytes:
    dataset = portal.dataset
    return written(
        {
            "as_of": portal.as_of.isoformat(),
            "schema": schema_of("pairing"),
            "most": portal.scheme.max_enterprises,
            "cities": [[city, portal.place_names[city]] for city in _cities(portal)],
            "offices": {
                code: [
                    portal.place_names[code],
                    portal.region_by_code[code].level,
                    city,
                    home(dataset, portal.region_by_code[code], _FILE),
                ]
                for code, city in city_of.items()
            },
        }
    )


class _Known:
    """What the files of all cities read, found once."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self._last: Mapping[tuple[str, str], date] | None = None

    def last(self, enterprise: str, commissioner: str) -> str:
        """The last day of a record or a request of a commissioner at an enterprise, or ""."""
        if self._last is None:
            self._last = _last_days(self.portal.dataset)
        day = self._last.get((enterprise, commissioner))
        return day.isoformat() if day else ""


def _last_days(dataset: Dataset) -> Mapping[tuple[str, str], date]:
    found: dict[tuple[str, str], date] = {}
    served = (
        (entry.record.enterprise, entry.record.commissioner, entry.record.date) for entry in standing(dataset)
    )
    asked = (
        (entry.record.enterprise, entry.record.commissioner, entry.record.collected_on)
        for entry in dataset.requests
    )
    for enterprise, commissioner, day in chain(served, asked):
        key = (enterprise, commissioner)
        found[key] = max(found.get(key, day), day)
    return found


def _of_city(known: _Known, city: str, city_of: Mapping[str, str]) -> bytes:
    portal = known.portal
    texts = portal.dataset.texts
    enterprises = [
        facts
        for facts in portal.roster.enterprises
        if city in {city_of.get(place) for place in _places(facts, portal.as_of)}
        and _matters(facts, portal.as_of)
    ]
    spells = [entry for facts in enterprises for entry in _spells(portal, facts)]
    serving = {entry.record.commissioner for entry in spells}
    people = [
        facts
        for facts in portal.roster.commissioners
        if (city_of.get(facts.office, city) == city or facts.record.id in serving)
        and not _over(facts, portal.as_of)
    ]
    offices = {*portal.dataset.codes_within[city], *(entry.folder for entry in spells)}
    return written(
        {
            "enterprises": [_enterprise(known, facts) for facts in enterprises],
            "people": [_person(portal, facts) for facts in people],
            "files": {
                code: texts.get(home(portal.dataset, portal.region_by_code[code], _FILE), "")
                for code in sorted(offices)
            },
        }
    )


def _places(facts: EnterpriseFacts, as_of: date) -> set[str]:
    """Where an enterprise is, and where it will be."""
    return {facts.region, *(each.region for each in facts.record.located if each.since > as_of)}


def _spells(portal: Portal, facts: EnterpriseFacts) -> Iterator[Entry[Pairing]]:
    """The pairings of an enterprise that go on or will begin."""
    for entry in portal.dataset.pairings_by_enterprise.get(facts.record.code, ()):
        if not entry.record.ended_by(portal.as_of):
            yield entry


def _matters(facts: EnterpriseFacts, as_of: date) -> bool:
    """Whether an enterprise is in scope, or will be, or is served by somebody."""
    in_scope = any(level_on(facts.record, max(day, as_of)) for day in (as_of, *changes(facts.record)))
    return in_scope or any(not pairing.ended_by(as_of) for pairing in facts.pairings)


def _over(facts: CommissionerFacts, as_of: date) -> bool:
    """Whether a commissioner left for good."""
    return all(post.until is not None and post.until < as_of for post in facts.record.posts)


def _enterprise(known: _Known, facts: EnterpriseFacts) -> list[object]:
    record = facts.record
    return [
        record.code,
        record.name,
        [[day.isoformat(), level_on(record, day) or ""] for day in changes(record)],
        [
            [each.since.isoformat(), each.region]
            for each in sorted(record.located, key=lambda each: each.since)
        ],
        [_spell(known, entry) for entry in _spells(known.portal, facts)],
        _day(_over_on(facts, known.portal.as_of)),
    ]


def _over_on(facts: EnterpriseFacts, as_of: date) -> date | None:
    """The last day of the pairings of an enterprise that are over."""
    ends = (pairing.until for pairing in facts.pairings if pairing.ended_by(as_of))
    return max((until for until in ends if until), default=None)


def _spell(known: _Known, entry: Entry[Pairing]) -> list[str]:
    pairing = entry.record
    last = known.last(pairing.enterprise, pairing.commissioner)
    return [pairing.commissioner, pairing.since.isoformat(), _day(pairing.until), entry.folder, last]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _person(portal: Portal, facts: CommissionerFacts) -> list[object]:
    person, dataset = facts.record, portal.dataset
    post = facts.post or person.posts[-1]
    return [
        person.id,
        person.name,
        post.unit,
        facts.office,
        [[_day(each.since), _day(each.until)] for each in person.posts],
        [
            [pairing.enterprise, pairing.since.isoformat(), _day(pairing.until)]
            for pairing in facts.pairings
            if not pairing.ended_by(portal.as_of)
            and _in_scope(
                dataset.enterprise_by_code.get(pairing.enterprise), max(portal.as_of, pairing.since)
            )
        ],
        [each.enterprise for each in person.recuses],
    ]


def _in_scope(enterprise: Entry[Enterprise] | None, day: date) -> bool:
    return enterprise is not None and level_on(enterprise.record, day) is not None
