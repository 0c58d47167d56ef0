"""What stands twice and counts once: the same event, the same value in a list, the same document."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, cast

from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.document import Loc
from generator.records.base import Record
from generator.rules.finding import Finding

if TYPE_CHECKING:
    from generator.records.policy import Policy


def recorded_twice(dataset: Dataset) -> Iterator[Finding]:
    """同一件事只记一次：一家企业的联系人，一天的画像，同一次申报，一个报送期的报送，一个人到场的一次培训。

    一个列表里，同一项只写一次；一个机关的一个发文字号，只建一份政策。
    """
    seen: dict[tuple[object, ...], tuple[Entry[Record], Loc]] = {}
    for entry, way, key in _counted(dataset):
        first, there = seen.setdefault(key, (entry, way))
        if first is not entry:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, *way),
                message=f"{key[0]}记了两次",
                help="删掉一条，或并成一条；其实不是同一件的，核对编号和日期",
                others=((first.document, (*first.loc, *there), "前一次"),),
            )
    yield from _listed_twice(dataset)
    yield from _same_document(dataset)


def _counted(dataset: Dataset) -> Iterator[tuple[Entry[Record], Loc, tuple[object, ...]]]:
    """What must stand once: the record, the way to what tells it apart, and the term with what tells it apart."""
    for contacts in dataset.contacts:
        yield contacts, ("enterprise",), ("这家企业的联系人", contacts.record.enterprise)
    for profile in dataset.profiles:
        yield profile, ("date",), ("这家企业同一天的画像", profile.record.enterprise, profile.record.date)
    for taken in dataset.uptakes:
        uptake = taken.record
        days = (uptake.told_on, uptake.applied_on, uptake.granted_on)
        yield taken, ("benefit",), ("这家企业的这一项兑现情况", uptake.enterprise, uptake.benefit, days)
    for made in dataset.submissions:
        report = made.record
        yield made, ("period",), ("这个专员办的这次报送", report.office, report.period, report.reported_on)
    for attendance in dataset.attendances:
        for place, person in enumerate(attendance.record.commissioners):
            yield attendance, ("commissioners", place), ("这个人到场", attendance.record.session, person)


_IN_ORDER = frozenset({"summary", "how", "ratio", "sum"})
"""The lists of which order or number say something: sentences, steps, the terms of a calculation."""


def _listed_twice(dataset: Dataset) -> Iterator[Finding]:
    """The values that stand again in a list; every list of values is a set but for those in order."""
    for entry in chain.from_iterable(dataset.entries.values()):
        for way, values in _repeating(entry.document.at(entry.loc)):
            first: dict[str, int] = {}
            for place, value in enumerate(values):
                if first.setdefault(value, place) != place:
                    yield Finding(
                        document=entry.document,
                        loc=(*entry.loc, *way, place),
                        message=f"“{value[:60]}”写了两次",
                        help="去掉重复的",
                        others=((entry.document, (*entry.loc, *way, first[value]), "前一次"),),
                    )


def _repeating(data: object, way: Loc = ()) -> Iterator[tuple[Loc, list[str]]]:
    """The lists at any depth in which a value stands again, each with its way; a list holds values or records."""
    items = data.items() if isinstance(data, dict) else enumerate(cast("list[object]", data))
    for step, inside in items:
        if isinstance(inside, str) or inside is None or step in _IN_ORDER:
            continue
        if isinstance(inside, list) and inside and isinstance(inside[0], str):
            if len(set(inside)) < len(inside):
                yield (*way, step), inside
        else:
            yield from _repeating(inside, (*way, step))


_YEAR = re.compile("[0-9]{4}")


def _same_document(dataset: Dataset) -> Iterator[Finding]:
    """The policies with a 发文字号 that another of the same issuer has; an order without a year counts within its year."""
    seen: dict[tuple[object, ...], Entry[Policy]] = {}
    for entry in dataset.policies:
        policy, number = entry.record, entry.record.doc_no
        if number is None:
            continue
        year = None if _YEAR.search(number) else policy.dated and policy.dated.year
        keys = [(issuer, number, year) for issuer in policy.issuers]
        first = next((seen[key] for key in keys if key in seen), None)
        seen.update((key, entry) for key in keys if key not in seen)
        if first and first.record.id != policy.id:  # else duplicate-id says so
            yield Finding(
                document=entry.document,
                loc=("doc_no",),
                message=f"政策“{first.record.id}”已经用了这个发文字号",
                help="同一份文件并成一条；不是同一份的，对照原文核对文号；一个通知印发的几份办法，不用改",
                severity=Severity.WARNING,
                others=((first.document, ("doc_no",), "前一次使用"),),
            )
