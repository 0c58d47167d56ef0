"""Days of contact: one each served month, visits in each third of the year, and a few that were forgotten."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from generator.coverage import level_on
from generator.dataset import Dataset, Entry
from generator.records.enterprise import Enterprise
from generator.records.holiday import HolidayYear
from generator.records.pairing import Pairing
from generator.workdays import calendar, is_working
from seed.careers import TODAY

_YEAR = TODAY.year


@dataclass(frozen=True, slots=True)
class Client:
    """An enterprise with its chance, and where it is."""

    chance: Random
    dataset: Dataset
    enterprise: Enterprise
    region: str
    city: str

    @property
    def product(self) -> str:
        """One of its products, drawn anew."""
        return self.chance.choice(self.enterprise.products)


def contacts(client: Client, *, careful: bool) -> Iterator[tuple[date, bool, Entry[Pairing]]]:
    """The days of contact in order, whether each is a visit, and the pairing of that day."""
    chance, years = client.chance, calendar(client.dataset)
    months = [
        found for month in range(1, TODAY.month + 1) if (found := list(_workdays(client, month, years)))
    ]
    visited = {_visit_month(chance, months, third) for third in range(3)} - {None}
    for days in months:
        if not careful and chance.random() < (0.6 if days[0][0].month == TODAY.month - 1 else 0.25):
            continue
        now = days[0][0].month == TODAY.month
        if now and chance.random() < 0.2:
            continue
        chosen = sorted(chance.sample(days, min(len(days), 2 if chance.random() < 0.12 else 1)))
        for place, (day, pairing) in enumerate(chosen):
            visit = place == 0 and days[0][0].month in visited and (careful or chance.random() < 0.5)
            yield day, visit, client.dataset.pairings_by_enterprise[client.enterprise.code][pairing]


def _visit_month(chance: Random, months: list[list[tuple[date, int]]], third: int) -> int | None:
    """A month of a third of the year in which the enterprise is served; the last third is not over yet."""
    held = [days[0][0].month for days in months if (days[0][0].month - 1) // 4 == third]
    return chance.choice(held) if held else None


def _workdays(client: Client, month: int, years: Mapping[int, HolidayYear]) -> Iterator[tuple[date, int]]:
    """The working days of a month on which the enterprise is served, with the place of the pairing."""
    pairings = client.dataset.pairings_by_enterprise.get(client.enterprise.code, ())
    day = date(_YEAR, month, 1)
    while day.month == month and day <= TODAY:
        place = next((at for at, entry in enumerate(pairings) if entry.record.holds_on(day)), None)
        if place is not None and is_working(day, years) and level_on(client.enterprise, day):
            yield day, place
        day += timedelta(days=1)


def deputy_of(client: Client, commissioner: str, day: date) -> str | None:
    """The one who stands in that day, unless it is one who steps aside for this enterprise."""
    person = client.dataset.commissioner_by_id[commissioner].record
    for deputy in person.deputies:
        if deputy.since <= day <= deputy.until:
            other = client.dataset.commissioner_by_id[deputy.commissioner].record
            if client.enterprise.code not in {recusal.enterprise for recusal in other.recuses}:
                return other.id
    return None
