"""What is owed now, and what will be within a month, by office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.dataset import Dataset
from generator.days import plus
from generator.diagnostics import Diagnostic, Severity
from generator.kinds import folder_code
from generator.rules import check

DAYS = 30
"""How far ahead is looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Something to do: in which office's folder it stands, and whether it is only owed within `DAYS`."""

    office: str
    finding: Diagnostic
    soon: bool


def owed(dataset: Dataset, found: Sequence[Diagnostic]) -> tuple[Owed, ...]:
    """The overdue findings of today, then those to which time alone will add; in the order of the places.

    `found` is what the check found. What stands in no office's folder belongs to the province's office.
    """
    later = check(replace(dataset, as_of=plus(dataset.as_of, DAYS)), [])
    by_place = {(finding.code, finding.span): finding for finding in found}
    now = [finding for finding in found if finding.severity is Severity.OVERDUE]
    known = {(finding.code, finding.span) for finding in now}
    soon = [
        by_place.get((finding.code, finding.span), finding)
        for finding in later
        if finding.severity is Severity.OVERDUE and (finding.code, finding.span) not in known
    ]
    return tuple(_of(dataset, now, soon=False)) + tuple(_of(dataset, soon, soon=True))


def _of(dataset: Dataset, findings: Sequence[Diagnostic], *, soon: bool) -> Iterator[Owed]:
    province = dataset.schemes[0].record.province if dataset.schemes else ""
    for finding in findings:
        code = folder_code(finding.span.path)
        yield Owed(office=code if code in dataset.region_by_code else province, finding=finding, soon=soon)
