"""Rules 8 to 16 for the rows of the ledger."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.kinds import inside_office
from generator.periods import half_year
from generator.records.commissioner import Commissioner
from generator.records.request import ServiceRequest
from generator.records.service import Service, ServiceRecord
from generator.rules.finding import Finding
from generator.rules.territory import chain
from generator.source import PRIVATE

if TYPE_CHECKING:
    from generator.document import Loc


def record_outside_pairing(dataset: Dataset) -> Iterator[Finding]:
    """服务记录和收集诉求的日期，在这名服务专员和这家企业的结对期间里（通知三(一)）；由代理人服务的，commissioner 仍写原来的专员。"""
    if "pairing" in dataset.lost:
        return
    for entry, day, field in _dated(dataset):
        enterprise, commissioner = entry.record.enterprise, entry.record.commissioner
        if enterprise not in dataset.enterprise_by_code or commissioner not in dataset.commissioner_by_id:
            continue  # unknown-reference says so
        pairings = dataset.pairings_by_enterprise.get(enterprise, ())
        mine = [pairing for pairing in pairings if pairing.record.commissioner == commissioner]
        if any(pairing.record.holds_on(day) for pairing in mine):
            continue
        serving = next((other for other in pairings if other.record.holds_on(day)), None)
        yield Finding(
            document=entry.document,
            loc=(*entry.loc, field),
            message=f"{day}这一天，{_name(dataset, commissioner)}没有服务这家企业",
            help=f"核对日期；那天服务的是{_name(dataset, serving.record.commissioner)}，是他的记录就改 commissioner"
            if serving
            else "核对日期和企业；结对的日期写错了，就改 pairings.yml",
            others=tuple((pairing.document, pairing.loc, "结对的期间") for pairing in mine),
        )


def record_in_another_folder(dataset: Dataset) -> Iterator[Finding]:
    """记录和诉求放在安排这条结对的专员办的文件夹里，各级汇总靠它。"""
    for entry, day, field in _dated(dataset):
        pairings = dataset.pairings_by_enterprise.get(entry.record.enterprise, ())
        serving = [
            other
            for other in pairings
            if other.record.commissioner == entry.record.commissioner and other.record.holds_on(day)
        ]
        folders = {other.folder for other in serving}
        if serving and entry.folder not in folders:
            right = serving[0].path.removeprefix("rosters/").rpartition("/")[0]
            inside = inside_office(entry.path)
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, field),
                message=f"那天的结对由{_office(dataset, serving[0].folder)}安排，这里是{_office(dataset, entry.folder)}的文件夹",
                help=f"移到 {PRIVATE}/{right}/{inside}",
                others=((serving[0].document, serving[0].loc, "那天的结对"),),
            )


def _dated(
    dataset: Dataset,
) -> Iterator[tuple[Entry[ServiceRecord] | Entry[ServiceRequest], date, str]]:
    """The records that stand, and the requests, each with its day and the field that holds it."""
    for record in standing(dataset):
        yield record, record.record.date, "date"
    for request in dataset.requests:
        yield request, request.record.collected_on, "collected_on"


def _office(dataset: Dataset, code: str) -> str:
    region = dataset.region_by_code.get(code)
    return f"{region.name}专员办" if region else code


def record_by_no_deputy(dataset: Dataset) -> Iterator[Finding]:
    """由代理人（by）服务的，那天是这名服务专员的代理人，写在 commissioners.yml 的 deputies 里。"""
    for entry in standing(dataset):
        record = entry.record
        person = dataset.commissioner_by_id.get(record.commissioner)
        if record.by is None or person is None or _stands_in(person.record, record):
            continue
        others = tuple(
            (person.document, (*person.loc, "deputies", place), "代理的期间")
            for place, deputy in enumerate(person.record.deputies)
            if deputy.commissioner == record.by
        )
        yield Finding(
            document=entry.document,
            loc=(*entry.loc, "by"),
            message=f"{record.date}这一天，{record.by}不是{person.record.name}的代理人",
            help=f"在 {person.record.id} 的 deputies 里补上这一段，或改 by；他自己去的，删掉 by",
            others=others,
        )


def _stands_in(person: Commissioner, record: ServiceRecord) -> bool:
    return any(
        deputy.commissioner == record.by and deputy.since <= record.date <= deputy.until
        for deputy in person.deputies
    )


def outcome_missing(dataset: Dataset) -> Iterator[Finding]:
    """服务记录写明取得的成效（outcome）：半年内补上，这个半年的报表报出以后不能再缺（通知五）。"""
    reported = {(entry.record.office, entry.record.period) for entry in dataset.submissions}
    above = {folder: chain(dataset, folder) for folder in dataset.keeping}
    for entry in standing(dataset):
        if entry.record.outcome is None and not _written(entry, "outcome"):
            period = half_year(entry.record.date)
            made = any((office, period) in reported for office in above[entry.folder])
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "id"),
                message=f"这条记录没有写成效{f'，{period} 的报表已经报出' if made else ''}",
                help="补上 outcome；还没有成效的，写明办到哪一步",
                severity=Severity.ERROR if made else Severity.WARNING,
            )


def _written(entry: Entry[ServiceRecord], field: str) -> bool:
    """Whether a field stands in the file: without a value, empty-value says so."""
    item = entry.document.at(entry.loc)
    return isinstance(item, dict) and field in item


def delivery_without_policy(dataset: Dataset) -> Iterator[Finding]:
    """惠企政策速递的记录写明送的是哪几份政策（policies），兑现情况从它算起；写了送达方式（delivery）的，服务类别里有惠企政策速递。"""
    for entry in standing(dataset):
        if Service.POLICIES not in entry.record.services:
            if entry.record.delivery:
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, "delivery"),
                    message=f"写了送达方式，服务类别里没有{Service.POLICIES}",
                    help=f"在 services 里补上 {Service.POLICIES}；不是送政策的，删掉 delivery",
                    severity=Severity.WARNING,
                    on_key=True,
                )
        elif not entry.record.policies:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "services"),
                message="惠企政策速递没有写送了哪份政策",
                help="补上 policies: [政策编号]；不是送政策的，换一项服务类别",
                severity=Severity.WARNING,
            )


def infringement_not_reported(dataset: Dataset) -> Iterator[Finding]:
    """企业受到干扰或侵害的，写明向谁报告、当场做了什么（通知二(五)），服务类别写护企权益保障。"""
    for entry in standing(dataset):
        record = entry.record
        found = record.infringement
        missing = [name for name in ("reported_to", "done") if found and getattr(found, name) is None]
        if missing:
            yield _about_rights(
                entry, "infringement", f"没有写 {'、'.join(missing)}", "补上，写明向谁报告、当场做了什么"
            )
        for field in ("infringement", "overdue_payment"):
            if getattr(record, field) and Service.RIGHTS not in record.services:
                mend = f"在 services 里补上 {Service.RIGHTS}"
                yield _about_rights(entry, field, f"服务类别里没有{Service.RIGHTS}", mend)


def _about_rights(entry: Entry[ServiceRecord], field: str, message: str, mend: str) -> Finding:
    return Finding(
        document=entry.document,
        loc=(*entry.loc, field),
        message=message,
        help=mend,
        severity=Severity.WARNING,
        on_key=True,
    )


def record_of_another_enterprise(dataset: Dataset) -> Iterator[Finding]:
    """记录里写到的诉求和更正的记录，是同一家企业的。"""
    naming = [entry for entry in dataset.records if entry.record.requests or entry.record.corrects]
    requests = {entry.record.id: entry for entry in dataset.requests}
    records = {entry.record.id: entry for entry in dataset.records} if naming else {}
    for entry in naming:
        record = entry.record
        named: list[tuple[Loc, Entry[ServiceRecord] | Entry[ServiceRequest] | None]] = [
            (("requests", place), requests.get(name)) for place, name in enumerate(record.requests)
        ]
        named.append((("corrects",), records.get(record.corrects or "")))
        for way, other in named:
            if other and other.record.enterprise != record.enterprise and _both_known(dataset, record, other):
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, *way),
                    message=f"“{other.record.id}”是另一家企业的",
                    help="核对编号和企业",
                    others=((other.document, (*other.loc, "enterprise"), "它的企业"),),
                )


def _both_known(
    dataset: Dataset, record: ServiceRecord, other: Entry[ServiceRecord] | Entry[ServiceRequest]
) -> bool:
    return {record.enterprise, other.record.enterprise} <= dataset.enterprise_by_code.keys()


def corrected_twice(dataset: Dataset) -> Iterator[Finding]:
    """一条记录只更正一次：再要改，更正那条更正；更正不绕回自己。"""
    first: dict[str, Entry[ServiceRecord]] = {}
    correcting = [entry for entry in dataset.records if entry.record.corrects]
    records = {entry.record.id: entry for entry in correcting}
    for entry in correcting:
        target = entry.record.corrects or ""
        before = first.setdefault(target, entry)
        if before is not entry:
            message, mend = f"“{target}”已经更正过", f"改成 corrects: {before.record.id}，或删掉一条"
        elif _comes_back(entry, records):
            message, mend = "更正绕回了自己", "后写的更正先写的；删掉这一圈里不对的 corrects"
        else:
            continue
        yield Finding(
            document=entry.document,
            loc=(*entry.loc, "corrects"),
            message=message,
            help=mend,
            others=((before.document, (*before.loc, "id"), "前一次更正"),) if before is not entry else (),
        )


def _comes_back(entry: Entry[ServiceRecord], records: Mapping[str, Entry[ServiceRecord]]) -> bool:
    passed: set[str] = set()
    current: str | None = entry.record.corrects
    while current and current not in passed:
        passed.add(current)
        current = records[current].record.corrects if current in records else None
    return entry.record.id in passed


def standing(dataset: Dataset) -> Iterator[Entry[ServiceRecord]]:
    """The records that no later one corrects: those that count."""
    corrected = {entry.record.corrects for entry in dataset.records}
    return (entry for entry in dataset.records if entry.record.id not in corrected)


def _name(dataset: Dataset, commissioner: str) -> str:
    person = dataset.commissioner_by_id.get(commissioner)
    return f"{person.record.name}（{commissioner}）" if person else commissioner
