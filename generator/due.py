"""What is owed now, and what will be within a month, by office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.dataset import Dataset
from generator.days import plus
from generator.diagnostics import Diagnostic, Severity, in_order
from generator.kinds import folder_code
from generator.rules import check
from generator.rules.finding import code_of, diagnostic
from generator.rules.requests import untold_enterprise
from generator.service import DUTIES, visit_owed, within_year

DAYS = 30
"""How far ahead is looked."""

_DUTY_CODES = frozenset(map(code_of, DUTIES))
"""The next month's contact is another duty at the same place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Something to do: in which office's folder it stands, and whether it is only owed within `DAYS`."""

    office: str
    finding: Diagnostic
    soon: bool


def owed(dataset: Dataset, found: Sequence[Diagnostic]) -> tuple[Owed, ...]:
    """The overdue findings and duties of today, then those to which time alone will add; in the order of the places.

    `found` is what the check found. What stands in no office's folder belongs to the province's office.
    """
    by_place = {(finding.code, finding.span): finding for finding in found}
    now = in_order(list(_to_do(found, dataset)))
    known = {(finding.code, finding.span, finding.message) for finding in now}
    at = {(finding.code, finding.span) for finding in now if finding.code not in _DUTY_CODES}
    soon = [
        by_place.get((finding.code, finding.span), finding)
        for finding in in_order(list(_to_do_soon(dataset)))
        if (finding.code, finding.span) not in at
        and (finding.code, finding.span, finding.message) not in known
    ]
    return tuple(_of(dataset, now, soon=False)) + tuple(_of(dataset, soon, soon=True))


def _without_ledger(dataset: Dataset) -> Dataset:
    """The dataset without its service records: time alone makes none of them owed, and they are most of the work."""
    return replace(
        dataset, entries={kind: rows for kind, rows in dataset.entries.items() if kind != "record"}
    )


def _to_do(found: Sequence[Diagnostic], dataset: Dataset) -> Iterator[Diagnostic]:
    """What someone has to do about it: what is overdue, the enterprises that wait for word, and the duties."""
    for finding in found:
        if finding.severity is Severity.OVERDUE or finding.code == code_of(untold_enterprise):
            yield finding
    for duty in DUTIES:
        yield from (diagnostic(code_of(duty), finding) for finding in duty(dataset))


def _to_do_soon(dataset: Dataset) -> Iterator[Diagnostic]:
    """What someone will have to do about it in `DAYS`; where the year ends before, with the visits due at its end."""
    ahead = replace(dataset, as_of=plus(dataset.as_of, DAYS))
    yield from _to_do(check(_without_ledger(ahead), []), ahead)
    last = within_year(dataset.as_of, DAYS)
    if last < ahead.as_of:
        lacking = visit_owed(replace(dataset, as_of=last))
        yield from (diagnostic(code_of(visit_owed), finding) for finding in lacking)


def _of(dataset: Dataset, findings: Sequence[Diagnostic], *, soon: bool) -> Iterator[Owed]:
    province = dataset.schemes[0].record.province if dataset.schemes else ""
    for finding in findings:
        code = folder_code(finding.span.path)
        yield Owed(office=code if code in dataset.region_by_code else province, finding=finding, soon=soon)
