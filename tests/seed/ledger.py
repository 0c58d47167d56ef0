"""The private files of a seed beside the profiles: ledgers, requests, contacts, uptake, and the books of offices."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from generator.coverage import level_on, region_on
from generator.dataset import Dataset
from generator.periods import half_year
from generator.records.base import Record
from generator.records.client import Contacts, Person, Uptake
from generator.records.enterprise import Enterprise
from generator.records.request import ServiceRequest
from generator.records.service import ServiceRecord
from generator.records.types import Level
from generator.source import PRIVATE
from seed import office_books, words
from seed.careers import TODAY
from seed.house_style import listing
from seed.records import served
from seed.wording import LEAFLETS, REFUSED, Leaflet
from seed.working import working_day

KINDS = {
    "contacts": "企业联系人",
    "records": "服务台账",
    "requests": "诉求",
    "uptake": "政策兑现情况",
    "submissions": "报送",
    "meetings": "会议",
    "attendance": "培训出勤",
    "certificates": "证书",
}
"""The files, or folders of files, that are made here, with their Chinese terms."""


_Files = dict[tuple[str, str], list[Record]]
"""Records by the office in whose folder they stand and the name of the file there."""


def ledger_files(dataset: Dataset, seed: int) -> Iterator[tuple[str, str]]:
    """All private files but the profiles: path and text, the same for the same seed."""
    files: _Files = {}
    for entry in sorted(dataset.enterprises, key=lambda entry: entry.record.code):
        _of_enterprise(files, dataset, entry.record, seed)
    keeping = {office for office, _ in files}
    cities = {code if _level(dataset, code) is Level.CITY else _city(dataset, code) for code in keeping}
    for office in sorted(dataset.office_by_region):
        _of_office(files, dataset, office, cities, seed)
    files[dataset.scheme.record.province, "certificates"] = [*office_books.certificates(dataset, seed)]
    for (office, name), records in sorted(files.items()):
        if records:
            yield _file(dataset, office, name, records)


def _file(dataset: Dataset, office: str, name: str, records: Iterable[Record]) -> tuple[str, str]:
    inside = dataset.office_by_region[office].path.removeprefix("rosters/").rpartition("/")[0]
    path = f"{PRIVATE}/{inside}/{name}.yml"
    kind = name.partition("/")[0]
    return path, listing(path, records, f"示例：虚构的{KINDS[kind]}")


def _level(dataset: Dataset, code: str) -> Level:
    return dataset.region_by_code[code].level


def _city(dataset: Dataset, code: str) -> str:
    return dataset.region_by_code[code].parent or ""


def _of_enterprise(files: _Files, dataset: Dataset, enterprise: Enterprise, seed: int) -> None:
    region = region_on(enterprise, TODAY)
    made = served(dataset, enterprise, region, seed)
    for office, record in made.records:
        files.setdefault((office, f"records/{half_year(record.date)}"), []).append(record)
    for office, request in made.requests:
        files.setdefault((office, f"requests/{request.collected_on.year}"), []).append(request)
    if level_on(enterprise, TODAY):
        files.setdefault((region, "contacts"), []).append(_contacts(enterprise, seed))
    taken = _uptakes(dataset, enterprise, [record for _, record in made.records], seed)
    files.setdefault((region, "uptake"), []).extend(taken)


def _of_office(files: _Files, dataset: Dataset, office: str, cities: set[str], seed: int) -> None:
    """The books of an office; where a city keeps no ledger, it notes the reports of its counties too."""
    level = _level(dataset, office)
    if level not in {Level.CITY, Level.COUNTY}:
        files[office, "meetings"] = [*office_books.meetings(office, seed)]
        return
    city = office if level is Level.CITY else _city(dataset, office)
    keeps = city in cities
    reports = office_books.submissions(dataset, office, seed, keeps_all=not keeps)
    files.setdefault((office if keeps else city, "submissions"), []).extend(reports)
    if keeps:
        asked = tuple(_requests(files, office))
        files[office, "meetings"] = [*office_books.meetings(office, seed, asked)]
        files[office, "attendance"] = [*office_books.attendances(dataset, office, seed)]


def _requests(files: _Files, office: str) -> Iterator[ServiceRequest]:
    return (
        record
        for (of, _), records in files.items()
        for record in records
        if of == office and isinstance(record, ServiceRequest)
    )


_CLIMB = "giant"
"""The benefit that only enterprises of the provincial rung can still apply for."""

_ROLES = (
    ("总经理",),
    ("总经理", "财务负责人"),
    ("副总经理", "研发负责人"),
    ("总经理", "财务负责人", "行政主管"),
)


def _contacts(enterprise: Enterprise, seed: int) -> Contacts:
    chance = Random(f"{seed} contacts {enterprise.code}")
    taken: set[str] = set()
    people = tuple(
        Person(
            name=words.person(chance, taken),
            role=role,
            mobile=f"000-{chance.randint(0, 99_999_999):08d}",
            wechat=f"示例微信{chance.randint(0, 9999):04d}" if chance.random() < 0.5 else None,
        )
        for role in chance.choice(_ROLES)
    )
    return Contacts(enterprise=enterprise.code, people=people)


def _uptakes(
    dataset: Dataset, enterprise: Enterprise, records: Iterable[ServiceRecord], seed: int
) -> Iterator[Uptake]:
    """What came of the policies that were brought: told, applied for, granted with an amount, or refused."""
    chance = Random(f"{seed} uptake {enterprise.code}")
    first: dict[str, date] = {}
    for record in records:
        for policy in record.policies:
            first.setdefault(policy, record.date)
    for leaflet in LEAFLETS:
        told = first.get(leaflet.policy)
        climbs = leaflet.benefit != _CLIMB or level_on(enterprise, TODAY) is Level.PROVINCIAL
        if told and leaflet.benefit and climbs and chance.random() < 0.5:
            yield _uptake(_Days(chance, dataset, told), enterprise, leaflet)


def _uptake(days: "_Days", enterprise: Enterprise, leaflet: Leaflet) -> Uptake:
    chance, told = days.chance, days.day
    applied = days.later(8, 40) if chance.random() < 0.7 else None
    decided = days.later(25, 90) if applied and leaflet.decided else None
    refused = decided is not None and chance.random() < 0.15
    granted = None if refused else decided
    return Uptake(
        enterprise=enterprise.code,
        benefit=f"{leaflet.policy}#{leaflet.benefit}",
        told_on=told,
        applied_on=applied,
        granted_on=granted,
        amount=chance.randint(5, 100) * leaflet.most // 100 if leaflet.most and granted else None,
        refused_because=chance.choice(REFUSED) if refused else None,
    )


class _Days:
    """Days one after another, none after today."""

    def __init__(self, chance: Random, dataset: Dataset, day: date) -> None:
        self.chance, self.day, self._dataset = chance, day, dataset

    def later(self, least: int, most: int) -> date | None:
        """So many days later; None where that is not yet."""
        day = self.day + timedelta(days=self.chance.randint(least, most))
        self.day = working_day(self._dataset, day)
        return self.day if self.day <= TODAY else None
