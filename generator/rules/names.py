"""Rule 36 for what is no code at all: a name that stands where its code belongs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic
from generator.mends import form_of
from generator.nearest import closest
from generator.records.types import COMMISSIONER_ID, CREDIT_CODE, REGION_CODE, SLUG

_ALIKE = 0.6
"""So much of a place's name is right where another place is not meant."""


def with_codes(dataset: Dataset, faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The faults of loading; where the wrong form is a name that is known, the mend is its code.

    Of places also a name that is like the written one is told, and its code with it.
    """
    forms = {form_of(pattern) for pattern in (CREDIT_CODE, COMMISSIONER_ID, REGION_CODE, SLUG)}
    codes = _codes(dataset) if any(fault.help in forms for fault in faults) else {}
    places = sorted({name for form, name in codes if form == form_of(REGION_CODE)})
    for fault in faults:
        name = _written(fault, dataset.texts) if fault.help in forms else ""
        found = codes.get((fault.help, name))
        near = (
            closest(name, places, alike=_ALIKE) if not found and fault.help == form_of(REGION_CODE) else None
        )
        if found:
            yield replace(fault, help=f"写它的代码：{' 或 '.join(found)}")
        elif near:
            yield replace(fault, help=f"是{near}就写 {' 或 '.join(codes[fault.help, near])}")
        else:
            yield fault


def _written(fault: Diagnostic, texts: Mapping[str, str]) -> str:
    """The text at the place of a fault, without its quotes."""
    span = fault.span
    line = texts[span.path].split("\n")[span.line - 1]
    return line[span.column - 1 : span.column - 1 + span.width].strip("\"' ")


def _codes(dataset: Dataset) -> Mapping[tuple[str, str], Sequence[str]]:
    """The codes of enterprises, commissioners, places and what else has an id, by the form they have and by name."""
    codes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for enterprise in dataset.enterprises:
        for name in (enterprise.record.name, *(former.name for former in enterprise.record.former_names)):
            codes[form_of(CREDIT_CODE), name].append(f'"{enterprise.record.code}"')
    for person in dataset.commissioners:
        codes[form_of(COMMISSIONER_ID), person.record.name].append(person.record.id)
    for region in dataset.regions:
        for name in (region.record.name, f"{region.record.name}专员办"):
            codes[form_of(REGION_CODE), name].append(f'"{region.record.code}"')
    for office in dataset.offices:
        codes[form_of(REGION_CODE), office.record.unit].append(f'"{office.record.region}"')
    for key, name in _ids(dataset):
        codes[form_of(SLUG), name].append(key)
    return codes


def _ids(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The ids of policies, resources, experts and activities, each with a name that it goes by."""
    for policy in dataset.policies:
        names = (policy.record.title, policy.record.short_title, policy.record.doc_no)
        yield from ((policy.record.id, name) for name in names if name)
    yield from ((entry.record.id, entry.record.name) for entry in dataset.resources)
    yield from ((entry.record.id, entry.record.name) for entry in dataset.experts)
    yield from ((entry.record.id, entry.record.name) for entry in dataset.activities)
