"""Enterprises: where they are, what they make, and how they were called before."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from generator.records.enterprise import Enterprise, FormerName, Located, Recognition
from seed import careers, words
from seed.places import Place, Territory
from seed.trades import of_city

_CITY_WEIGHTS = {"320100": 3.2, "320500": 4.0, "320300": 2.2}
_STRONG = {"320115", "320116", "320312", "320371", "320382", "320505", "320571", "320582", "320583"}
"""Counties with twice as many enterprises as their neighbours."""

_WAITING = 2
"""So many enterprises of the weak zone wait for their first commissioner."""


def enterprises(chance: Random, territory: Territory, count: int) -> list[Enterprise]:
    """So many enterprises, the same for the same seed, sorted by code."""
    taken: set[str] = set()
    made = [
        _enterprise(chance, territory, place, serial, taken)
        for serial, place in enumerate(_homes(chance, territory, count), 1)
    ]
    return sorted(made, key=lambda record: record.code)


def _homes(chance: Random, territory: Territory, count: int) -> list[Place]:
    """Where each is: first those that wait, then one a county, then by weight."""
    counties = list(territory.counties.values())
    weights = [
        _CITY_WEIGHTS.get(place.city.code, 2.0)
        * chance.uniform(0.6, 1.4)
        * (1 + (place.code in _STRONG))
        / _siblings(territory, place)
        for place in counties
    ]
    first = [territory.weak_zone] * _WAITING + counties
    return [*first[:count], *chance.choices(counties, weights, k=max(0, count - len(first)))]


def _siblings(territory: Territory, place: Place) -> int:
    return sum(other.city.code == place.city.code for other in territory.counties.values())


def _enterprise(
    chance: Random, territory: Territory, place: Place, serial: int, taken: set[str]
) -> Enterprise:
    trade = chance.choice(of_city(place.city.code))
    word = chance.choice(trade.words)
    waits = serial <= _WAITING
    located = (_founded(chance, place),)
    return Enterprise(
        code=words.credit_code(place.code, serial),
        name=words.enterprise(chance, word, place.short, taken),
        former_names=() if chance.random() < 0.96 else (_former(chance, word, place, taken),),
        industry=trade.industry,
        products=tuple(chance.sample(trade.products, chance.randint(1, 3))),
        located=located if waits else (*located, *_moves(chance, territory, place)),
        recognitions=careers.waived() if waits else _career(chance),
    )


def _career(chance: Random) -> tuple[Recognition, ...]:
    [career] = chance.choices((careers.provincial, careers.national, careers.unserved), (73, 22, 5))
    return career(chance)


def _founded(chance: Random, place: Place) -> Located:
    return Located(region=place.code, since=date(chance.randint(1998, 2017), 1, 1) + _days(chance, 364))


def _moves(chance: Random, territory: Territory, place: Place) -> Iterator[Located]:
    """A move in a spring, mostly inside the city, now and then; else nothing."""
    if chance.random() >= 0.035:
        return
    near = chance.random() < 0.8
    targets = [
        other.code
        for other in territory.counties.values()
        if other is not place and (other.city.code == place.city.code) is near
    ]
    if targets:
        day = date(chance.choice((2024, 2025, 2026)), 3, 1) + _days(chance, 80)
        yield Located(region=chance.choice(targets), since=day)


def _former(chance: Random, word: str, place: Place, taken: set[str]) -> FormerName:
    until = date(chance.randint(2023, 2025), 2, 1) + _days(chance, 300)
    return FormerName(name=words.enterprise(chance, word, place.short, taken), until=until)


def _days(chance: Random, most: int) -> timedelta:
    return timedelta(days=chance.randint(0, most))
