"""Rules 8 to 16 for the rows of the ledger."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.periods import half_year
from generator.records.commissioner import Commissioner
from generator.records.service import Service, ServiceRecord
from generator.rules.finding import Finding
from generator.rules.territory import chain

if TYPE_CHECKING:
    from generator.document import Loc
    from generator.records.request import ServiceRequest


def record_outside_pairing(dataset: Dataset) -> Iterator[Finding]:
    """服务记录的日期在这名服务专员和这家企业的结对期间里（通知三(一)）；由代理人服务的，commissioner 仍写原来的专员。"""
    if "pairing" in dataset.lost:
        return
    for entry in dataset.records:
        record = entry.record
        pairings = dataset.pairings_by_enterprise.get(record.enterprise, ())
        mine = [pairing for pairing in pairings if pairing.record.commissioner == record.commissioner]
        known = record.commissioner in dataset.commissioner_by_id
        if known and not any(pairing.record.holds_on(record.date) for pairing in mine):
            others = ((pairing.document, pairing.loc, "结对的期间") for pairing in mine)
            serving = next((other for other in pairings if other.record.holds_on(record.date)), None)
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "date"),
                message=f"{record.date}这一天，{_name(dataset, record.commissioner)}没有服务这家企业",
                help=f"核对日期；那天服务的是{_name(dataset, serving.record.commissioner)}，是他的记录就改 commissioner"
                if serving
                else "核对日期和企业；结对的日期写错了，就改 pairings.yml",
                others=tuple(others),
            )


def record_by_no_deputy(dataset: Dataset) -> Iterator[Finding]:
    """由代理人（by）服务的，那天是这名服务专员的代理人，写在 commissioners.yml 的 deputies 里。"""
    for entry in dataset.records:
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
    above = {folder: chain(dataset, folder) for folder in {entry.folder for entry in dataset.records}}
    for entry in dataset.records:
        if entry.record.outcome is None:
            period = half_year(entry.record.date)
            made = any((office, period) in reported for office in above[entry.folder])
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "id"),
                message=f"这条记录没有写成效{f'，{period} 的报表已经报出' if made else ''}",
                help="补上 outcome；还没有成效的，写明办到哪一步",
                severity=Severity.ERROR if made else Severity.WARNING,
            )


def delivery_without_policy(dataset: Dataset) -> Iterator[Finding]:
    """惠企政策速递的记录写明送的是哪几份政策（policies），兑现情况从它算起。"""
    for entry in dataset.records:
        if Service.POLICIES in entry.record.services and not entry.record.policies:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "services"),
                message="惠企政策速递没有写送了哪份政策",
                help="补上 policies: [政策编号]；不是送政策的，换一项服务类别",
                severity=Severity.WARNING,
            )


def infringement_not_reported(dataset: Dataset) -> Iterator[Finding]:
    """企业受到干扰或侵害的，写明向谁报告、当场做了什么（通知二(五)），服务类别写护企权益保障。"""
    for entry in dataset.records:
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
    requests = {entry.record.id: entry for entry in dataset.requests}
    records = {entry.record.id: entry for entry in dataset.records}
    for entry in dataset.records:
        record = entry.record
        named: list[tuple[Loc, Entry[ServiceRecord] | Entry[ServiceRequest] | None]] = [
            (("requests", place), requests.get(name)) for place, name in enumerate(record.requests)
        ]
        named.append((("corrects",), records.get(record.corrects or "")))
        for way, other in named:
            if other and (other.record.enterprise != record.enterprise or other.record.id == record.id):
                itself = other.record.id == record.id
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, *way),
                    message="这条记录更正它自己" if itself else f"“{other.record.id}”是另一家企业的",
                    help="写被更正的那条记录的编号" if itself else "核对编号和企业",
                    others=((other.document, (*other.loc, "enterprise"), "它的企业"),),
                )


def _name(dataset: Dataset, commissioner: str) -> str:
    person = dataset.commissioner_by_id.get(commissioner)
    return f"{person.record.name}（{commissioner}）" if person else commissioner
