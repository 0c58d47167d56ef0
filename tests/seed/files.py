"""The files of a seed: paths and texts, the same for the same seed."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from generator.coverage import region_on
from generator.dataset import Dataset
from generator.records.base import Record
from generator.records.commissioner import Deputy
from generator.records.enterprise import Enterprise
from seed import house_style, province
from seed.careers import TODAY
from seed.enterprises import enterprises
from seed.experts import experts
from seed.people import Hiring, Person
from seed.places import Place, Territory, territory
from seed.service import Service

OF_OFFICES = ("enterprises", "commissioners", "pairings")
"""The files that an office has."""

_ABSENCES = (
    (date(2025, 7, 14), date(2025, 8, 22)),
    (date(2026, 11, 9), date(2026, 12, 18)),
    (date(2026, 11, 16), date(2027, 1, 15)),
)


def files(dataset: Dataset, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """The rosters of so many enterprises for the places, offices and domains of a dataset, by path."""
    chance = Random(seed)
    here = territory(dataset, count)
    made = enterprises(chance, here, count)
    scheme = dataset.scheme.record
    hiring = Hiring(chance, here, (*scheme.themes, *scheme.expert_domains))
    service = Service(chance, here, hiring)
    service.run(made)
    _deputise(chance, service.staff)
    yield from _of_offices(here, made, service)
    for name, group in experts(chance, here, count).items():
        path = f"rosters/experts/{name}.yml"
        yield path, house_style.document(path, {"group": group.group}, group.experts)
    yield from _of_province(chance, dataset, here, service, hiring)


def _deputise(chance: Random, staff: dict[str, list[Person]]) -> None:
    """Some are away for weeks, and a colleague stands in."""
    for people in staff.values():
        present = [person for person in people if person.serves_on(TODAY)]
        if len(present) > 1 and chance.random() < 0.3:
            away, colleague = chance.sample(present, 2)
            since, until = chance.choice(_ABSENCES)
            if min(post.since for person in (away, colleague) for post in person.posts) < since:
                away.deputies.append(Deputy(commissioner=colleague.id, since=since, until=until))


def _of_offices(here: Territory, made: list[Enterprise], service: Service) -> Iterator[tuple[str, str]]:
    by_county: dict[str, list[Enterprise]] = {}
    for enterprise in made:
        by_county.setdefault(region_on(enterprise, TODAY), []).append(enterprise)
    for code in (*here.cities, *here.counties):
        place = here[code]
        staff = [person.record for person in service.staff.get(code, [])]
        pairings = sorted(
            service.pairings.get(code, []), key=lambda pairing: (pairing.enterprise, pairing.since)
        )
        people = sorted(staff, key=lambda person: person.id)
        yield from _of_office(place, by_county.get(code, []), people, pairings)


def _of_office(place: Place, *held: Sequence[Record]) -> Iterator[tuple[str, str]]:
    for name, records in zip(OF_OFFICES, held, strict=True):
        if records:
            path = f"{place.folder}/{name}.yml"
            yield path, house_style.document(path, {"region": place.code}, records)


def _of_province(
    chance: Random, dataset: Dataset, here: Territory, service: Service, hiring: Hiring
) -> Iterator[tuple[str, str]]:
    staff = [person for people in service.staff.values() for person in people]
    groups = province.contact_groups(dataset, here)
    path = "rosters/contact-groups.yml"
    yield path, house_style.document(path, {}, groups)
    commended = province.commendations(chance, here, staff)
    for path, records in (
        ("rosters/waivers.yml", province.waivers(here)),
        ("rosters/retired.yml", province.retired(hiring.retired)),
        ("rosters/commendations.yml", commended),
    ):
        yield path, house_style.listing(path, records)
