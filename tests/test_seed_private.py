"""The private files of the seed: every kind and every state of a request is there, and all of it is plainly invented."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from seed.ledger import ledger_files

from generator.board import Boards
from generator.checking import checked
from generator.coverage import level_on
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Severity
from generator.due import owed
from generator.kinds import KINDS, kind_of
from generator.portal import derive
from generator.records.request import RequestClass, RequestKind, Satisfaction, ServiceRequest, StepKind
from generator.records.service import Delivery, Service, ServiceChannel
from generator.rules.ledger import standing
from generator.source import PRIVATE

_SEED = 179
_MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def found(root: Path, as_of: date) -> tuple[Dataset, tuple[Diagnostic, ...]]:
    result = checked(root, as_of, root / PRIVATE)
    return result.dataset, tuple(result.diagnostics)


@pytest.fixture(scope="module")
def shipped(found: tuple[Dataset, tuple[Diagnostic, ...]]) -> Dataset:
    return found[0]


@pytest.fixture(scope="module")
def requests(shipped: Dataset) -> list[ServiceRequest]:
    return [entry.record for entry in shipped.requests]


def test_every_private_kind_is_shipped(shipped: Dataset) -> None:
    assert [kind.name for kind in KINDS if kind.private and not shipped.entries.get(kind.name)] == []


def test_there_are_no_errors(found: tuple[Dataset, tuple[Diagnostic, ...]]) -> None:
    assert [one for one in found[1] if one.severity is Severity.ERROR] == []


def test_warnings_are_few(found: tuple[Dataset, tuple[Diagnostic, ...]]) -> None:
    private = Counter(one.code for one in found[1] if one.span.path.startswith(PRIVATE))
    assert set(private) == {"outcome-missing", "untold-enterprise"}
    assert all(count <= 15 for count in private.values())


def test_the_same_seed_makes_what_is_shipped(root: Path, shipped: Dataset) -> None:
    made = dict(ledger_files(shipped, _SEED))
    there = {path.relative_to(root).as_posix() for path in (root / PRIVATE).glob("**/*.yml")}
    assert there == made.keys() | {path for path in there if path.endswith("/profiles.yml")}
    for path, text in made.items():
        assert (root / path).read_text(encoding="utf-8") == text, path
        assert kind_of(path), path
        assert text.splitlines()[1].startswith("# 示例：虚构的")
    assert sum(len(text.encode()) for text in made.values()) < _MOST_BYTES


def test_most_enterprises_are_served_as_the_scheme_asks(
    found: tuple[Dataset, tuple[Diagnostic, ...]],
) -> None:
    dataset, diagnostics = found
    to_do = Counter(item.finding.code for item in owed(dataset, diagnostics) if not item.soon)
    in_scope = sum(level_on(entry.record, dataset.as_of) is not None for entry in dataset.enterprises)
    assert 0 < to_do["contact-owed"] < in_scope / 10
    assert 0 < to_do["visit-owed"] < in_scope / 10
    assert 0 < to_do["report-owed"] < 5


def test_of_the_common_problems_some_are_reported_upward(shipped: Dataset) -> None:
    boards = Boards(derive(shipped))
    common = [row for found in boards.common.values() for row in found if row.common]
    assert {boards.was_reported(row) for row in common} == {True, False}


def test_all_of_the_ledger_occurs(shipped: Dataset) -> None:
    records = [entry.record for entry in shipped.records]
    assert {service for record in records for service in record.services} == set(Service)
    assert {record.channel for record in records} == set(ServiceChannel)
    assert {record.delivery for record in records} == {None, *Delivery}
    assert {record.date.month > 6 for record in records} == {True, False}
    assert any(record.by for record in records)
    assert any(record.corrects for record in records)
    assert any(record.infringement for record in records)
    assert any(record.overdue_payment for record in records)
    assert any(record.activities for record in records)
    assert any(record.helped_by and record.helped_by.expert for record in records)
    assert any(record.helped_by and record.helped_by.resource for record in records)


def test_nobody_serves_an_enterprise_for_which_they_step_aside(shipped: Dataset) -> None:
    aside = {
        (entry.record.id, recusal.enterprise)
        for entry in shipped.commissioners
        for recusal in entry.record.recuses
    }
    served = {
        (person, entry.record.enterprise, entry.record.date)
        for entry in standing(shipped)
        for person in (entry.record.by or entry.record.commissioner,)
    }
    paired = {
        (pairing.record.commissioner, pairing.record.enterprise): pairing.record.until
        for pairing in shipped.pairings
    }
    after = [
        one
        for one in served
        if one[:2] in aside and ((until := paired.get(one[:2])) is None or one[2] > until)
    ]
    assert after == []


def test_every_state_of_a_request_occurs(requests: list[ServiceRequest]) -> None:
    states = {request.steps[-1].do if request.steps else None for request in requests}
    assert states == {None, *StepKind}
    assert {step.class_ for request in requests for step in request.steps} == {None, *RequestClass}
    assert {request.kind for request in requests} == set(RequestKind)
    assert {request.satisfied for request in requests if request.closed} == {None, *Satisfaction}
    assert {bool(request.rigid) for request in requests} == {True, False}
    assert {bool(request.told) for request in requests} == {True, False}


def test_requests_are_raised_to_the_city_and_to_the_province(
    shipped: Dataset, requests: list[ServiceRequest]
) -> None:
    raised = [[step.office for step in request.steps if step.do is StepKind.RAISED] for request in requests]
    province = shipped.scheme.record.province
    assert any(len(offices) == 1 and offices[0] != province for offices in raised)
    assert any(len(offices) == 2 and offices[1] == province for offices in raised)


def test_every_way_of_a_policy_to_an_enterprise_occurs(shipped: Dataset) -> None:
    uptakes = [entry.record for entry in shipped.uptakes]
    assert any(uptake.told_on and not uptake.applied_on for uptake in uptakes)
    assert any(uptake.applied_on and not uptake.granted_on for uptake in uptakes)
    assert any(uptake.amount for uptake in uptakes)
    assert any(uptake.refused_because for uptake in uptakes)


def test_everything_is_fictitious(shipped: Dataset) -> None:
    people = [person for entry in shipped.contacts for person in entry.record.people]
    assert [person for person in people if not person.name.startswith("示例")] == []
    assert [person for person in people if not person.mobile.startswith("000-")] == []
    assert [person for person in people if person.wechat and not person.wechat.startswith("示例")] == []
    for entry in shipped.requests:
        for step in entry.record.steps:
            assert step.to is None or step.to.endswith("（示例）")
            assert step.approved_by is None or step.approved_by.startswith("示例")
        assert entry.record.rigid is None or entry.record.rigid.confirmed_by.startswith("示例")
    for certificate in shipped.certificates:
        assert certificate.record.number.startswith("示例")
    debtors = [record.overdue_payment for record in (entry.record for entry in shipped.records)]
    assert [owing for owing in debtors if owing and not owing.debtor.startswith("示例")] == []
