"""What all other records name: enterprises, commissioners, places, policies, industries, domains."""

import re
from collections.abc import Iterable, Iterator

from generator.dataset import Dataset, Entry
from generator.document import Loc
from generator.records.base import Record
from generator.records.commissioner import Commissioner
from generator.records.enterprise import Enterprise
from generator.records.expert import Expert
from generator.records.pairing import Pairing
from generator.records.province import ContactGroup, Waiver
from generator.records.region import Region
from generator.records.resource import Resource
from generator.records.types import REGION_CODE
from generator.rules.folders import region_files
from generator.rules.reference import Reference

Named = Iterator[tuple[str, str, Loc]]
"""The kind, the name and the way inside a record of each reference."""


def of_rosters(dataset: Dataset) -> Iterator[Reference]:
    """Every reference of every record that is no policy, with its place."""
    for document, _, code in region_files(dataset):
        if re.fullmatch(REGION_CODE, code):
            yield Reference(kind="region", name=code, document=document, loc=("region",))
    for entry, (kind, name, way) in _all(dataset):
        yield Reference(kind=kind, name=name, document=entry.document, loc=(*entry.loc, *way))


def _all(dataset: Dataset) -> Iterator[tuple[Entry[Record], tuple[str, str, Loc]]]:
    for scheme in dataset.schemes:
        yield scheme, ("region", scheme.record.province, ("province",))
        if scheme.record.notice:
            yield scheme, ("policy", scheme.record.notice, ("notice",))
    yield from ((entry, named) for entry in dataset.regions for named in _of_region(entry.record))
    for office in dataset.offices:
        yield office, ("region", office.record.region, ("region",))
    yield from ((entry, named) for entry in dataset.enterprises for named in _of_enterprise(entry.record))
    yield from ((entry, named) for entry in dataset.commissioners for named in _of_commissioner(entry.record))
    yield from ((entry, named) for entry in dataset.pairings for named in _of_pairing(entry.record))
    yield from ((entry, named) for entry in dataset.experts for named in _of_expert(entry.record))
    yield from ((entry, named) for entry in dataset.contact_groups for named in _of_group(entry.record))
    yield from ((entry, named) for entry in dataset.waivers for named in _of_waiver(entry.record))
    for commended in dataset.commendations:
        if commended.record.commissioner:
            yield commended, ("commissioner", commended.record.commissioner, ("commissioner",))
    yield from ((entry, named) for entry in dataset.resources for named in _of_resource(entry.record))
    for activity in dataset.activities:
        yield from ((activity, named) for named in each("region", "regions", activity.record.regions))
    for case in dataset.cases:
        yield case, ("region", case.record.region, ("region",))
        yield from ((case, named) for named in each("policy", "policies", case.record.policies))


def each(kind: str, field: str, names: Iterable[str]) -> Named:
    """A reference for each name in a list of a record."""
    yield from ((kind, name, (field, place)) for place, name in enumerate(names))


def _of_region(region: Region) -> Named:
    if region.parent:
        yield "region", region.parent, ("parent",)


def _of_enterprise(enterprise: Enterprise) -> Named:
    yield "industry", enterprise.industry, ("industry",)
    for place, located in enumerate(enterprise.located):
        yield "region", located.region, ("located", place, "region")


def _of_commissioner(person: Commissioner) -> Named:
    for place, deputy in enumerate(person.deputies):
        yield "commissioner", deputy.commissioner, ("deputies", place, "commissioner")
    for place, recusal in enumerate(person.recuses):
        yield "enterprise", recusal.enterprise, ("recuses", place, "enterprise")


def _of_pairing(pairing: Pairing) -> Named:
    yield "enterprise", pairing.enterprise, ("enterprise",)
    yield "commissioner", pairing.commissioner, ("commissioner",)


def _of_expert(expert: Expert) -> Named:
    yield from each("domain", "domains", expert.domains)
    yield from each("industry", "industries", expert.industries)
    yield from each("region", "regions", expert.regions)


def _of_group(group: ContactGroup) -> Named:
    yield from each("region", "offices", group.offices)


def _of_waiver(waiver: Waiver) -> Named:
    yield "rule", waiver.rule, ("rule",)
    if waiver.region:
        yield "region", waiver.region, ("region",)
    if waiver.enterprise:
        yield "enterprise", waiver.enterprise, ("enterprise",)


def _of_resource(resource: Resource) -> Named:
    yield from each("domain", "domains", resource.domains)
    yield from each("industry", "industries", resource.industries)
    yield from each("region", "regions", resource.regions)
