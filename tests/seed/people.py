"""Commissioners as they come: their unit, their post, how many they take, and when some change or leave."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random

from generator.records.commissioner import Commissioner, Deputy, Post, Recusal, UnitKind
from generator.records.enterprise import Enterprise
from generator.records.types import Level
from seed import words
from seed.places import Place, Territory

_FIRST_POSTS = date(2022, 5, 9)
_MONTH_ENDS = tuple(
    date(year, month, day)
    for year in (2023, 2024, 2025, 2026)
    for month, day in ((3, 31), (6, 30), (9, 30), (10, 31))
)
_SPELL = timedelta(days=300)
"""The least time that somebody keeps a post."""

_POSITIONS = {
    (UnitKind.GOVERNMENT, Level.CITY): ("副处长", "一级主任科员", "二级主任科员", "三级主任科员"),
    (UnitKind.GOVERNMENT, Level.COUNTY): ("科长", "副科长", "四级主任科员", "一级科员"),
    (UnitKind.PUBLIC, Level.CITY): ("副主任", "服务部部长", "项目部副部长", "八级职员"),
    (UnitKind.PUBLIC, Level.COUNTY): ("主任", "副主任", "服务部主管", "九级职员"),
}


@dataclass(eq=False, slots=True)
class Person:
    """A commissioner in the making: `cap` enterprises at most, `leaves` on that day for good."""

    id: str
    name: str
    posts: list[Post]
    strengths: tuple[str, ...]
    cap: int
    leaves: date | None
    aliases: tuple[str, ...] = ()
    recuses: list[Recusal] = field(default_factory=list)
    deputies: list[Deputy] = field(default_factory=list)
    serving: set[str] = field(default_factory=set)

    def may_take(self, enterprise: Enterprise, day: date) -> bool:
        """Whether the commissioner can begin to serve an enterprise on a day."""
        recused = any(recusal.enterprise == enterprise.code for recusal in self.recuses)
        return len(self.serving) < self.cap and not recused and self.serves_on(day)

    def serves_on(self, day: date) -> bool:
        """Whether the commissioner has a post on a day."""
        return self.leaves is None or day <= self.leaves

    @property
    def record(self) -> Commissioner:
        """The commissioner as a roster holds him or her."""
        return Commissioner(
            id=self.id,
            name=self.name,
            posts=tuple(self.posts),
            strengths=self.strengths,
            deputies=tuple(self.deputies),
            recuses=tuple(self.recuses),
            aliases=self.aliases,
        )


class Hiring:
    """Who comes next to an office. `merged` and `retired` are ids that are passed over."""

    def __init__(self, chance: Random, territory: Territory, strengths: tuple[str, ...]) -> None:
        self._chance = chance
        self._strengths = strengths
        self._numbers = {code: count(1) for code in (*territory.cities, *territory.counties)}
        self._phones = {code: count(1) for code in territory.cities}
        self._taken: dict[str, set[str]] = {code: set() for code in territory.cities}
        self.retired = f"{next(iter(territory.cities))}-003"
        self.merged = f"{next(iter(territory.counties))}-002"

    def hire(self, place: Place, day: date) -> Person:
        """Somebody new, who has a post on that day."""
        number = self._number(place)
        chance, identity = self._chance, f"{place.code}-{number:03d}"
        since = (
            _FIRST_POSTS if number == 1 else max(_FIRST_POSTS, day - timedelta(days=chance.randint(0, 20)))
        )
        ends = [end for end in _MONTH_ENDS if end >= day + _SPELL]
        fate = chance.random() if ends else 1
        leaves = chance.choice(ends) if fate < 0.1 else None
        changes = chance.choice(ends) if 0.1 <= fate < 0.22 else None
        first = self._post(place, since, leaves or changes)
        later = [self._post(place, changes + timedelta(days=1), None)] if changes else []
        return Person(
            id=identity,
            name=words.person(chance, self._taken[place.city.code]),
            posts=[first, *later],
            strengths=tuple(chance.sample(self._strengths, chance.randint(1, 3))),
            cap=chance.choice((4, 4, 5)),
            leaves=leaves,
            aliases=(self.merged,) if identity == self.merged[:-1] + "1" else (),
        )

    def _number(self, place: Place) -> int:
        numbers = self._numbers[place.code]
        return next(
            number for number in numbers if f"{place.code}-{number:03d}" not in {self.retired, self.merged}
        )

    def _post(self, place: Place, since: date, until: date | None) -> Post:
        chance = self._chance
        unit, kind = chance.choices(_units(place), (6, 1, 1, 3))[0]
        return Post(
            unit=unit,
            unit_kind=kind,
            position=chance.choice(_POSITIONS[kind, place.region.level]),
            work_phone=words.phone(place.city.code, next(self._phones[place.city.code])),
            since=since,
            until=until,
        )


def _units(place: Place) -> tuple[tuple[str, UnitKind], ...]:
    name = place.region.name
    return (
        (place.unit, UnitKind.GOVERNMENT),
        (f"{name}科学技术局", UnitKind.GOVERNMENT),
        (f"{name}数据局", UnitKind.GOVERNMENT),
        (f"{name}中小企业服务中心（示例）", UnitKind.PUBLIC),
    )
