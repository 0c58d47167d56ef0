"""Gaps (rules 0, 1, 22): places without an office, enterprises without a commissioner, what lacks of the “四个一”."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.coverage import Coverage, changes, level_on, level_since
from generator.dataset import Dataset, Entry
from generator.days import plus
from generator.kinds import KIND, identity
from generator.nearest import Nearest
from generator.records.enterprise import Enterprise
from generator.records.pairing import Pairing
from generator.records.region import Region
from generator.rules.codes import meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An enterprise in scope and served by nobody from `since` on, to the day before `following` begins.

    `left_by` is the pairing whose `until` makes the gap; None where nobody was paired since the enterprise
    came in scope. `day` is the day on which the gap is judged: as of now, or the first of a planned one.
    """

    enterprise: Entry[Enterprise]
    since: date
    day: date
    left_by: Entry[Pairing] | None
    following: Entry[Pairing] | None


FOUR_ONES = ("commissioner", "task-force", "expert", "contact-group")
"""The kinds of the “四个一” (notice part 四(一))."""


def missing_ones(dataset: Dataset) -> tuple[str, ...]:
    """The kinds of the “四个一” of which there is no record, also no broken one."""
    unsure = dataset.lost | {kind for kind, _ in dataset.broken}
    return tuple(kind for kind in FOUR_ONES if not dataset.entries.get(kind) and kind not in unsure)


def missing_domains(dataset: Dataset) -> Iterator[tuple[int, str]]:
    """The domains of the scheme that no expert has, with their places in it; none where not all experts are known."""
    experts = dataset.experts
    if not dataset.schemes or not experts or "expert" in dataset.lost | {kind for kind, _ in dataset.broken}:
        return  # without any expert, one of the “四个一” is missing
    known = {domain for entry in experts for domain in entry.record.domains}
    for place, domain in enumerate(dataset.scheme.record.expert_domains):
        if domain not in known:
            yield place, domain


def without_office(dataset: Dataset) -> Iterator[Entry[Region]]:
    """Every place for which no office stands, also no broken one."""
    if "office" in dataset.lost:
        return
    kind = KIND["office"]
    standing = dataset.ids["office"] | {identity(kind, entry.path) for entry in dataset.offices}
    yield from (entry for entry in dataset.regions if entry.record.code not in standing)


def without_commissioner(dataset: Dataset) -> Iterator[Gap]:
    """Every gap that is open as of the day, or planned; none where not all pairings are known."""
    if "pairing" in dataset.lost:
        return
    coverage, unsure = Coverage(dataset), _unsure(dataset)
    for entry in dataset.enterprises:
        if entry.record.code in unsure:
            continue
        paired = coverage.of_enterprise.get(entry.record.code, ())
        yield from _of_enterprise(entry, paired, dataset.as_of)


def _unsure(dataset: Dataset) -> frozenset[str]:
    """The enterprises of which a pairing is wrong by itself: it has an old or mistyped code, or wrong dates."""
    pairings = [entry.record for entry in dataset.pairings]
    unsure = {pairing.enterprise for pairing in pairings if pairing.until and pairing.until < pairing.since}
    strange = {pairing.enterprise for pairing in pairings} - dataset.ids["enterprise"]
    if strange:
        known = Nearest(entry.record.code for entry in dataset.enterprises)
        unsure |= {code for name in strange if (code := meant(name, known))}
        unsure |= {entry.record.code for entry in dataset.enterprises if strange & set(entry.record.aliases)}
    return frozenset(unsure)


def _of_enterprise(entry: Entry[Enterprise], paired: Sequence[Entry[Pairing]], as_of: date) -> Iterator[Gap]:
    record, open_now = entry.record, not any(pairing.record.holds_on(as_of) for pairing in paired)
    for last, until, following in _holes(paired):
        since = plus(until, 1)
        now = since <= as_of and open_now and (following is None or following.record.since > as_of)
        if (since > as_of or now) and _in_scope(record, until, max(since, as_of)):
            yield Gap(enterprise=entry, since=since, day=max(since, as_of), left_by=last, following=following)
            open_now = open_now and not now
    if open_now and (came := level_since(record, as_of)):
        following = next((pairing for pairing in paired if pairing.record.since > as_of), None)
        yield Gap(enterprise=entry, since=came, day=as_of, left_by=None, following=following)


def _holes(paired: Sequence[Entry[Pairing]]) -> Iterator[tuple[Entry[Pairing], date, Entry[Pairing] | None]]:
    """The pairings, oldest first, behind which there is a day without any: each with its end and the next one."""
    if not paired:
        return
    last, until = paired[0], paired[0].record.until or date.max
    for following in paired[1:]:
        if following.record.since > plus(until, 1):
            yield last, until, following
        if (ends := following.record.until or date.max) > until:
            last, until = following, ends
    if until < date.max:
        yield last, until, None


def _in_scope(enterprise: Enterprise, first: date, last: date) -> bool:
    """Whether an enterprise is in scope on every day from the first to the last."""
    days = (first, *(day for day in changes(enterprise) if first < day <= last))
    return all(level_on(enterprise, day) for day in days)
