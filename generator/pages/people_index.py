"""commissioners/index.json: what 找专员 searches; columns, because 17,000 rows of names would repeat their keys.

{"regions": [[code, name, above, office, phone], …]: `above` is a position here or -1, office "" and phone ""
   where a place has none,
 "people": {"names", "ids", "units", "phones": texts with one line a commissioner; a phone is "" for who left},
 "enterprises": {"names", "codes": the same, "levels": one character each, 0 not in scope, 1 省级, 2 国家级,
   "regions": [[position, how many], …] one after the other, "people": null where who serves whom is not
   public, else for each the difference from the one before of the position in `people` plus 1, 0 for nobody,
   "former": [[position, former name], …],
   "industries", "titles" and "later": {"kinds": […], "rows": [position in kinds, …]}; a kind of titles is the list
   of those that an enterprise holds on the day of the build, a kind of later the list of what it will be:
   [first day, level, person, position of its region if it moved], …, where a person is a position plus 1, 0 nobody,
   -1 whom "people" tells, null one whose unit or phone will be another: the office is to be asked},
 "letters": [characters, their pinyin initials], "otherwise": [{position: initials}, the same for people]}

Enterprises stand by region, those in scope first, then by commissioner where that is public, then by code.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from generator.coverage import post_on
from generator.days import iso
from generator.page import MadeFile
from generator.pages.initials import initials
from generator.pages.people import server_of, stages
from generator.portal import Portal
from generator.records.commissioner import Post
from generator.records.types import Level
from generator.roster import EnterpriseFacts

PATH = "commissioners/index.json"

_LEVELS = {None: "0", Level.PROVINCIAL: "1", Level.NATIONAL: "2"}
_SAME = -1


def people_index(portal: Portal) -> Iterator[MadeFile]:
    """The one file."""
    yield MadeFile(path=PATH, make=partial(_index, portal))


def _index(portal: Portal) -> bytes:
    """UTF-8, without spaces between values."""
    places = {code: place for place, code in enumerate(portal.region_by_code)}
    people = portal.roster.commissioners
    numbers = {facts.record.id: number for number, facts in enumerate(people, 1)}
    served = {facts.record.code: _number(portal, facts, numbers) for facts in portal.roster.enterprises}
    ordered = sorted(
        portal.roster.enterprises,
        key=lambda facts: (
            places[facts.region],
            facts.level is None,
            served[facts.record.code],
            facts.record.code,
        ),
    )
    names = [facts.record.name for facts in ordered]
    names_of_people = [facts.record.name for facts in people]
    found = initials([*names, *names_of_people])
    index = {
        "regions": [_region(portal, code, places) for code in portal.region_by_code],
        "people": {
            "names": _lines(names_of_people),
            "ids": _lines(facts.record.id for facts in people),
            "units": _lines(facts.post.unit if facts.post else "" for facts in people),
            "phones": _lines(facts.post.work_phone if facts.post else "" for facts in people),
        },
        "enterprises": {
            "names": _lines(names),
            "codes": _lines(facts.record.code for facts in ordered),
            "levels": "".join(_LEVELS[facts.level] for facts in ordered),
            "regions": list(Counter(places[facts.region] for facts in ordered).items()),
            "people": _differences(served[facts.record.code] for facts in ordered)
            if portal.scheme.publish_pairings
            else None,
            "former": [
                [place, former.name]
                for place, facts in enumerate(ordered)
                for former in facts.record.former_names
            ],
            "industries": _coded([facts.record.industry for facts in ordered]),
            "titles": _coded([_titles(portal, facts) for facts in ordered]),
            "later": _coded([_later(portal, facts, numbers, places) for facts in ordered]),
        },
        "letters": ["".join(found.letters), "".join(found.letters.values())],
        "otherwise": _parted(found.otherwise, len(names)),
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _number(portal: Portal, facts: EnterpriseFacts, numbers: Mapping[str, int]) -> int:
    server = server_of(portal, facts)
    return numbers[server.record.id] if server else 0


def _region(portal: Portal, code: str, places: Mapping[str, int]) -> list[object]:
    region, office = portal.region_by_code[code], portal.office_by_region.get(code)
    return [
        code,
        portal.place_names[code],
        places.get(region.parent or "", -1),
        f"{office.unit}{office.division}" if office else "",
        office.work_phone if office else "",
    ]


def _lines(values: Iterable[str]) -> str:
    return "\n".join(values)


def _differences(numbers: Iterable[int]) -> list[int]:
    return [after - before for before, after in pairwise([0, *numbers])]


def _titles(portal: Portal, facts: EnterpriseFacts) -> tuple[str, ...]:
    held = (item.tier.value for item in facts.record.recognitions if item.holds_on(portal.as_of))
    return tuple(dict.fromkeys(held))


def _later(
    portal: Portal, facts: EnterpriseFacts, numbers: Mapping[str, int], places: Mapping[str, int]
) -> tuple[tuple[object, ...], ...]:
    """What an enterprise will be from which days on, as far as it differs from today."""
    now = _server_on(portal, facts, portal.as_of)

    def told(at: EnterpriseFacts, day: date) -> tuple[object, ...]:
        then = _server_on(portal, at, day)
        person = _SAME if then == now else _number_on(portal, then, numbers)
        moved = (places[at.region],) if at.region != facts.region else ()
        return (_LEVELS[at.level], person, *moved)

    return tuple((iso(day), *said) for day, said in stages(portal, facts, told)[1:])


def _server_on(portal: Portal, facts: EnterpriseFacts, day: date) -> tuple[str, Post] | None:
    """Who serves an enterprise on a day, and in which post."""
    server = server_of(portal, facts)
    post = post_on(server.record, day) if server else None
    return (server.record.id, post) if server and post else None


def _number_on(portal: Portal, then: tuple[str, Post] | None, numbers: Mapping[str, int]) -> int | None:
    """Unit and phone of people are those of today."""
    if then is None:
        return 0
    person, post = then
    return numbers[person] if portal.roster.commissioner_by_id[person].post == post else None


def _coded(values: Sequence[object]) -> dict[str, object]:
    """The values that occur, and for each row the position of its own."""
    kinds = {value: place for place, value in enumerate(dict.fromkeys(values))}
    return {"kinds": list(kinds), "rows": [kinds[value] for value in values]}


def _parted(otherwise: Mapping[int, str], count: int) -> list[dict[int, str]]:
    """Readings by place: those of enterprises, and those of people, who come after them."""
    return [
        {place: read for place, read in otherwise.items() if place < count},
        {place - count: read for place, read in otherwise.items() if place >= count},
    ]
