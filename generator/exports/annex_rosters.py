"""附件1 服务专员办信息表 and 附件2 服务专员库: rows from the rosters."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from types import MappingProxyType

from generator.adjustments import Adjustments
from generator.coverage import level_on, post_on, region_on
from generator.dataset import Entry
from generator.exports.scope import Scope
from generator.exports.table import Cell, listed
from generator.records.annex import CommissionerValue, OfficeValue
from generator.records.commissioner import Commissioner
from generator.records.enterprise import Enterprise
from generator.records.office import Office
from generator.records.pairing import Pairing

_HELD_BACK = "（内部）"
"""In a cell whose value stands in a private file, where none was read."""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A row of annex 1."""

    scope: Scope
    number: int
    office: Office


class Register:
    """What offices keep of commissioners, by commissioner: sessions and certificates; and what was reported."""

    def __init__(self, scope: Scope) -> None:
        dataset = scope.dataset
        held = {entry.record.id: entry.record for entry in dataset.sessions}
        self.adjustments = Adjustments(dataset)
        self.sessions: dict[str, list[tuple[date, str]]] = {}
        self.certificates: dict[str, list[str]] = {}
        for attendance in dataset.attendances:
            session = held.get(attendance.record.session)
            if session and session.date <= scope.until:
                for person in attendance.record.commissioners:
                    self.sessions.setdefault(person, []).append((session.date, session.level))
        for certificate in dataset.certificates:
            if certificate.record.issued_on <= scope.until:
                self.certificates.setdefault(certificate.record.commissioner, []).append(
                    certificate.record.number
                )


@dataclass(frozen=True, slots=True)
class CommissionerRow:
    """A row of annex 2; without a pairing the commissioner serves nobody in the span."""

    scope: Scope
    register: Register
    number: int
    entry: Entry[Commissioner]
    pairing: Entry[Pairing] | None

    @property
    def enterprise(self) -> Enterprise | None:
        """The enterprise that is served."""
        found = self.scope.dataset.enterprise_by_code
        entry = found.get(self.pairing.record.enterprise) if self.pairing else None
        return entry.record if entry else None

    @property
    def day(self) -> date:
        """The day on which the row is true: the last of the pairing in the span."""
        ended = self.pairing.record.until if self.pairing else None
        return min(ended or self.scope.until, self.scope.until)


def office_rows(scope: Scope) -> Iterator[OfficeRow]:
    """The offices of the region, in the order of regions.yml."""
    offices = (scope.dataset.office_by_region.get(code) for code in scope.codes)
    return (OfficeRow(scope, *each) for each in zip(count(1), (entry.record for entry in offices if entry)))


def commissioner_rows(scope: Scope) -> Iterator[CommissionerRow]:
    """Those whose home office is in the region and who are in post or served in the span, by office and id."""
    order = {code: place for place, code in enumerate(scope.codes)}
    people = [entry for entry in scope.dataset.commissioners if entry.folder in order]
    people.sort(key=lambda entry: (order[entry.folder], entry.record.id))
    numbers, register = count(1), Register(scope)
    for entry in people:
        pairings = [
            pairing
            for pairing in scope.dataset.pairings_by_commissioner.get(entry.record.id, ())
            if pairing.record.since <= scope.until and not pairing.record.ended_by(scope.first)
        ]
        for pairing in pairings:
            yield CommissionerRow(scope, register, next(numbers), entry, pairing)
        if not pairings and post_on(entry.record, scope.until):
            yield CommissionerRow(scope, register, next(numbers), entry, None)


OFFICE_VALUES: Mapping[OfficeValue, Callable[[OfficeRow], Cell]] = MappingProxyType(
    {
        OfficeValue.NUMBER: lambda row: row.number,
        OfficeValue.CITY: lambda row: row.scope.city_and_county(row.office.region)[0],
        OfficeValue.COUNTY: lambda row: row.scope.city_and_county(row.office.region)[1],
        OfficeValue.REGION_CODE: lambda row: row.office.region,
        OfficeValue.LEVEL: lambda row: row.scope.dataset.region_by_code[row.office.region].level,
        OfficeValue.UNIT: lambda row: row.office.unit,
        OfficeValue.DIVISION: lambda row: row.office.division,
        OfficeValue.LEADER: lambda row: row.office.leader,
        OfficeValue.CONTACT: lambda row: row.office.contact,
        OfficeValue.PHONE: lambda row: row.office.work_phone,
        OfficeValue.EMAIL: lambda row: row.office.email,
        OfficeValue.ADDRESS: lambda row: row.office.address,
        OfficeValue.HOURS: lambda row: row.office.hours,
    }
)


def _post(row: CommissionerRow, field: str) -> Cell:
    """Of the post of the day, or of the last one where they left."""
    person = row.entry.record
    post = post_on(person, row.day) or max(person.posts, key=lambda post: post.since)
    value: Cell = getattr(post, field)
    return value


def _paired(row: CommissionerRow, field: str) -> Cell:
    value: Cell = getattr(row.pairing.record, field) if row.pairing else None
    return value


def _county(row: CommissionerRow) -> Cell:
    found = row.enterprise and row.scope.dataset.region_by_code.get(region_on(row.enterprise, row.day))
    return found.name if found else None


def _reported(row: CommissionerRow) -> Cell:
    """When the last change of the pairing was reported."""
    if not row.scope.internal:
        return _HELD_BACK
    if row.pairing is None:
        return None
    pairing = row.pairing.record
    changed = row.day if pairing.until == row.day else pairing.since
    return row.register.adjustments.reported_on(row.pairing.folder, changed)


def _trainings(row: CommissionerRow) -> Cell:
    """The sessions that the commissioner came to, up to the end of the span."""
    came = row.register.sessions.get(row.entry.record.id, ())
    return listed(f"{day}{level}" for day, level in sorted(came)) if row.scope.internal else _HELD_BACK


def _certificate(row: CommissionerRow) -> Cell:
    numbers = row.register.certificates.get(row.entry.record.id, ())
    return listed(numbers) if row.scope.internal else _HELD_BACK


COMMISSIONER_VALUES: Mapping[CommissionerValue, Callable[[CommissionerRow], Cell]] = MappingProxyType(
    {
        CommissionerValue.NUMBER: lambda row: row.number,
        CommissionerValue.ID: lambda row: row.entry.record.id,
        CommissionerValue.NAME: lambda row: row.entry.record.name,
        CommissionerValue.UNIT: lambda row: _post(row, "unit"),
        CommissionerValue.UNIT_KIND: lambda row: _post(row, "unit_kind"),
        CommissionerValue.POSITION: lambda row: _post(row, "position"),
        CommissionerValue.OFFICE: lambda row: row.scope.office_name(row.entry.folder),
        CommissionerValue.PHONE: lambda row: _post(row, "work_phone"),
        CommissionerValue.ENTERPRISE: lambda row: row.enterprise.name if row.enterprise else None,
        CommissionerValue.CREDIT_CODE: lambda row: _paired(row, "enterprise"),
        CommissionerValue.LEVEL: lambda row: level_on(row.enterprise, row.day) if row.enterprise else None,
        CommissionerValue.COUNTY: _county,
        CommissionerValue.SINCE: lambda row: _paired(row, "since"),
        CommissionerValue.UNTIL: lambda row: _paired(row, "until"),
        CommissionerValue.REASON: lambda row: _paired(row, "reason"),
        CommissionerValue.REPORTED_ON: _reported,
        CommissionerValue.TRAININGS: _trainings,
        CommissionerValue.CERTIFICATE: _certificate,
    }
)
