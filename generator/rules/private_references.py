"""What the private records name: enterprises, commissioners, policies, offices, and each other."""

from collections.abc import Iterator

from generator.dataset import Dataset, Entry
from generator.document import Loc
from generator.records.base import Record
from generator.records.fact import FactKind
from generator.records.request import ServiceRequest
from generator.records.service import ServiceRecord
from generator.rules.reference import Reference
from generator.rules.roster_references import Named, each


def of_private(dataset: Dataset) -> Iterator[Reference]:
    """Every reference of every private record, with its place."""
    for entry, (kind, name, way) in _all(dataset):
        yield Reference(
            kind=kind,
            name=name,
            document=entry.document,
            loc=(*entry.loc, *way),
            on_key=kind in {"fact", "asks"},
        )


def _all(dataset: Dataset) -> Iterator[tuple[Entry[Record], tuple[str, str, Loc]]]:
    yield from ((entry, named) for entry in dataset.records for named in _of_record(entry.record))
    yield from ((entry, named) for entry in dataset.requests for named in _of_request(entry.record))
    yield from _of_clients(dataset)
    yield from _of_offices(dataset)


def _of_clients(dataset: Dataset) -> Iterator[tuple[Entry[Record], tuple[str, str, Loc]]]:
    for contacts in dataset.contacts:
        yield contacts, ("enterprise", contacts.record.enterprise, ("enterprise",))
    for profile in dataset.profiles:
        yield profile, ("enterprise", profile.record.enterprise, ("enterprise",))
        for key, value in profile.record.facts.items():
            yield profile, ("asks" if "#" in key else "fact", key, ("facts", key))
            fact = dataset.fact_by_key.get(key)
            if fact and fact.kind is FactKind.REGION and isinstance(value, str):
                yield profile, ("region", value, ("facts", key))
    for uptake in dataset.uptakes:
        yield uptake, ("enterprise", uptake.record.enterprise, ("enterprise",))
        yield uptake, ("benefit", uptake.record.benefit, ("benefit",))


def _of_offices(dataset: Dataset) -> Iterator[tuple[Entry[Record], tuple[str, str, Loc]]]:
    for submission in dataset.submissions:
        yield submission, ("office", submission.record.office, ("office",))
    for meeting in dataset.meetings:
        yield meeting, ("office", meeting.record.office, ("office",))
        if upward := meeting.record.reported_upward:
            yield meeting, ("category", upward.category, ("reported_upward", "category"))
    for attendance in dataset.attendances:
        yield attendance, ("training-session", attendance.record.session, ("session",))
        named = each("commissioner", "commissioners", attendance.record.commissioners)
        yield from ((attendance, reference) for reference in named)
    for certificate in dataset.certificates:
        yield certificate, ("commissioner", certificate.record.commissioner, ("commissioner",))


def _of_record(record: ServiceRecord) -> Named:
    yield "enterprise", record.enterprise, ("enterprise",)
    yield "commissioner", record.commissioner, ("commissioner",)
    if record.by:
        yield "commissioner", record.by, ("by",)
    yield from each("policy", "policies", record.policies)
    yield from each("request", "requests", record.requests)
    yield from each("activity", "activities", record.activities)
    if record.helped_by and record.helped_by.expert:
        yield "expert", record.helped_by.expert, ("helped_by", "expert")
    if record.helped_by and record.helped_by.resource:
        yield "resource", record.helped_by.resource, ("helped_by", "resource")
    if record.corrects:
        yield "record", record.corrects, ("corrects",)


def _of_request(request: ServiceRequest) -> Named:
    yield "enterprise", request.enterprise, ("enterprise",)
    yield "commissioner", request.commissioner, ("commissioner",)
    yield "category", request.category, ("category",)
    for place, step in enumerate(request.steps):
        if step.office:
            yield "office", step.office, ("steps", place, "office")
