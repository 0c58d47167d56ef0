"""The seed: what it makes is valid whenever one looks, and what is shipped is enough, and plainly invented."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from seed.__main__ import write
from seed.files import files
from seed.profiles import profile_files

from generator.checking import checked
from generator.checksums import credit_code_holds
from generator.coverage import Coverage, level_on
from generator.dataset import Dataset
from generator.diagnostics import Severity
from generator.loading import load
from generator.records.activity import Activity
from generator.records.case import CaseKind
from generator.records.expert import InstitutionKind
from generator.records.pairing import PairingReason
from generator.records.resource import Fee, ResourceKind, Supply
from generator.records.types import Level
from generator.rules.recognitions import recognition_ends_soon
from generator.source import PRIVATE

_DAYS = (date(2026, 11, 24), date(2027, 2, 24), date(2027, 11, 24), date(2029, 11, 24))


@pytest.fixture(scope="module")
def shipped(root: Path, as_of: date) -> Dataset:
    return load(root, as_of)[0]


@pytest.fixture(scope="module")
def fresh(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped tree with the rosters of sixty enterprises in place of its own."""
    folder = tmp_path_factory.mktemp("fresh")
    for name in ("rosters", "content"):
        shutil.copytree(root / name, folder / name)
    write(folder, 60, 3)
    return folder


@pytest.mark.parametrize("day", _DAYS)
def test_a_fresh_seed_has_no_errors(fresh: Path, day: date) -> None:
    found = checked(fresh, day)
    assert len(found.dataset.enterprises) == 60
    assert [one for one in found.diagnostics if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("day", _DAYS)
def test_the_shipped_data_has_no_errors(root: Path, day: date) -> None:
    assert [one for one in checked(root, day).diagnostics if one.severity is Severity.ERROR] == []


def test_every_enterprise_in_scope_has_a_fictitious_profile(
    root: Path, as_of: date, shipped: Dataset
) -> None:
    private, _ = load(root, as_of, root / PRIVATE)
    with_profile = {entry.record.enterprise for entry in private.profiles}
    in_scope = {entry.record.code for entry in shipped.enterprises if level_on(entry.record, as_of)}
    assert with_profile == in_scope
    assert len(in_scope) > 400
    for path, text in profile_files(shipped, 179):
        assert (root / path).read_text(encoding="utf-8") == text
        assert "示例" in text.splitlines()[1]


def test_the_shipped_private_data_has_no_errors(root: Path, as_of: date) -> None:
    found = checked(root, as_of, root / PRIVATE).diagnostics
    assert [one for one in found if one.severity is Severity.ERROR] == []


def test_the_same_seed_makes_the_same_bytes(shipped: Dataset) -> None:
    first, again = (dict(files(shipped, 60, 3)) for _ in range(2))
    assert first == again
    assert first != dict(files(shipped, 60, 4))


def test_many_enterprises_are_in_all_cities(shipped: Dataset) -> None:
    made = [path for path, _ in files(shipped, 2600, 3) if path.endswith("/pairings.yml")]
    cities = {entry.record.code for entry in shipped.regions if entry.record.level is Level.CITY}
    assert {path.split("/")[1][:6] for path in made} == cities


def test_enough_is_shipped(shipped: Dataset) -> None:
    assert len(shipped.enterprises) >= 400
    assert len(shipped.commissioners) >= 120
    assert len(shipped.experts) >= 40
    assert len(shipped.resources) >= 12
    assert len(shipped.activities) >= 6
    assert len(shipped.cases) >= 4
    assert len({entry.record.date.year for entry in shipped.sessions}) >= 2
    assert len({entry.record.year for entry in shipped.commendations}) >= 2


def test_all_kinds_are_shipped(shipped: Dataset) -> None:
    resources = [entry.record for entry in shipped.resources]
    assert {kind for resource in resources for kind in resource.kinds} == set(ResourceKind)
    assert {resource.supply for resource in resources} == set(Supply)
    assert {resource.fee for resource in resources} >= set(Fee)
    assert {entry.record.kind for entry in shipped.cases} == set(CaseKind)
    assert {entry.record.institution_kind for entry in shipped.experts} == set(InstitutionKind)
    domains = {domain for entry in shipped.experts for domain in entry.record.domains}
    assert domains == set(shipped.scheme.record.expert_domains)


def test_three_cities_are_whole(shipped: Dataset) -> None:
    served = {entry.folder for entry in shipped.commissioners}
    for city in ("320100", "320300", "320500"):
        counties = {entry.record.code for entry in shipped.regions if entry.record.parent == city}
        assert counties | {city} <= served
        assert counties <= {entry.folder for entry in shipped.enterprises}


def test_all_that_happens_to_enterprises_is_shipped(shipped: Dataset) -> None:
    records = [entry.record for entry in shipped.enterprises]
    assert {level_on(record, shipped.as_of) for record in records} == {Level.NATIONAL, Level.PROVINCIAL, None}
    assert any(record.former_names for record in records)
    assert any(len(record.located) > 1 for record in records)
    assert {entry.record.reason for entry in shipped.pairings} >= set(PairingReason) - {PairingReason.OTHER}
    assert any(recognition_ends_soon(shipped))


def test_all_that_happens_to_commissioners_is_shipped(shipped: Dataset) -> None:
    records = [entry.record for entry in shipped.commissioners]
    coverage = Coverage(shipped)
    left = [record for record in records if record.posts[-1].until]
    assert left
    assert not any(any(coverage.served_by(record.id, shipped.as_of)) for record in left)
    assert any(len(record.posts) > 1 for record in records)
    assert any(record.deputies for record in records)
    assert any(record.recuses for record in records)
    assert all(record.strengths for record in records)


def test_activities_are_in_all_states(shipped: Dataset) -> None:
    states = {_state(entry.record, shipped.as_of) for entry in shipped.activities}
    assert states >= {"later", "open", "closed", "held", "over"}


def _state(activity: Activity, day: date) -> str:
    if activity.held.to < day:
        return "over"
    if activity.held.from_ <= day:
        return "held"
    opens, closes = activity.register.opens_on, activity.register.closes_on
    if opens and day < opens:
        return "later"
    return "closed" if closes and closes < day else "open"


def test_what_is_shipped_is_plainly_invented(shipped: Dataset) -> None:
    assert [name for name in _names(shipped) if not name.startswith("示例")] == []
    assert [phone for phone in _phones(shipped) if not phone.startswith("000-")] == []
    codes = [entry.record.code for entry in shipped.enterprises]
    assert [code for code in codes if not (code[8:].startswith("YY") and credit_code_holds(code))] == []
    assert list(_unmarked(shipped)) == []


def _unmarked(dataset: Dataset) -> Iterator[str]:
    yield from (entry.record.id for entry in dataset.resources if not entry.record.sample)
    yield from (entry.record.id for entry in dataset.activities if not entry.record.sample)
    yield from (entry.record.id for entry in dataset.cases if not entry.record.sample)
    yield from (entry.record.id for entry in dataset.sessions if not entry.record.sample)


def _names(dataset: Dataset) -> Iterator[str]:
    for enterprise in dataset.enterprises:
        yield enterprise.record.name
        yield from (former.name for former in enterprise.record.former_names)
    yield from (entry.record.name for entry in dataset.commissioners)
    for expert in dataset.experts:
        yield from (expert.record.name, expert.record.institution)
    yield from (entry.record.provider for entry in dataset.resources)


def _phones(dataset: Dataset) -> Iterator[str]:
    yield from (post.work_phone for entry in dataset.commissioners for post in entry.record.posts)
    yield from (entry.record.work_phone for entry in dataset.experts)
    yield from (entry.record.contact.work_phone for entry in dataset.resources)
