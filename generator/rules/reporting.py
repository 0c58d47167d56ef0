"""Rules 10, 26, 28 to 30: figures of enterprises, what came of benefits, reports and certificates."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.eligibility.facts import plain
from generator.eligibility.misfits import misfits, same_value
from generator.records.fact import FactKind
from generator.rules.finding import Finding

if TYPE_CHECKING:
    from generator.records.reporting import Meeting, Submission

_ADJUSTMENT = "adjustment"


def wrong_fact_value(dataset: Dataset) -> Iterator[Finding]:
    """企业画像里的值合乎指标：数目和金额写整数，比例写百分数，是非写 true 或 false，日期写年-月-日，选项写 facts.yml 里有的词。"""
    for entry in dataset.profiles:
        for key, answer in entry.record.facts.items():
            fact = dataset.fact_by_key.get(key)
            for inside, message, mend in misfits(key, fact, answer):
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, "facts", key, *inside),
                    message=message,
                    help=mend,
                    instead=same_value(fact, answer),
                )


def unclear_share(dataset: Dataset) -> Iterator[Finding]:
    """小于1的比例要带百分号：0.12 是万分之十二还是百分之十二，写 0.12% 或 12% 才分得清。"""
    for entry in dataset.profiles:
        for key, answer in entry.record.facts.items():
            fact = dataset.fact_by_key.get(key)
            if fact and fact.kind is FactKind.PERCENT and _FRACTION.fullmatch(str(answer)):
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, "facts", key),
                    message=f"“{fact.label}”写的是{answer}，按{answer}%算",
                    help=f"百分之几写作 {plain(Decimal(str(answer)) * 100)}%；确实是{answer}%的，写作 {answer}%",
                    severity=Severity.WARNING,
                )


_FRACTION = re.compile(r"-?0\.[0-9]+")


def uptake_contradicts_itself(dataset: Dataset) -> Iterator[Finding]:
    """政策兑现情况前后一致：没有获批才写原因（refused_because），获批了才写金额（amount）。"""
    for entry in dataset.uptakes:
        uptake = entry.record
        if uptake.granted_on and uptake.refused_because:
            field, message, mend = "refused_because", "已经获批，又写了没有获批的原因", "留下一个"
        elif uptake.amount is not None and not uptake.granted_on:
            field, message, mend = (
                "amount",
                "写了金额，没有写获批日期",
                "补上 granted_on；还没有获批的，删掉 amount",
            )
        else:
            continue
        yield Finding(document=entry.document, loc=(*entry.loc, field), message=message, help=mend)


def office_of_another_folder(dataset: Dataset) -> Iterator[Finding]:
    """报送和会议记在自己专员办的文件夹里；市级可以代记所属县(市、区)的。"""
    entries: tuple[Entry[Submission] | Entry[Meeting], ...] = (*dataset.submissions, *dataset.meetings)
    for entry in entries:
        within = dataset.codes_within.get(entry.folder, ())
        if within and entry.record.office in dataset.region_by_code and entry.record.office not in within:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "office"),
                message=f"{entry.record.office}不是这个文件夹的专员办，也不在它下面",
                help=f'改成 "{entry.folder}"，或把这一条移到那个专员办的文件夹',
            )


def adjustment_without_day(dataset: Dataset) -> Iterator[Finding]:
    """报送调整情况，写明报到哪一天（reported_on）：以后的变动在下一次报。"""
    for entry in dataset.submissions:
        if entry.record.period == _ADJUSTMENT and entry.record.reported_on is None:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "period"),
                message="调整情况没有写报到哪一天",
                help="补上 reported_on：这次报送包括到哪一天为止的变动",
            )


def certificate_not_from_province(dataset: Dataset) -> Iterator[Finding]:
    """服务专员证书由省里统一发（通知四(二)），编号记在省的文件夹里。"""
    for entry in dataset.certificates if dataset.schemes else ():
        province = dataset.scheme.record.province
        region = dataset.region_by_code.get(province)
        if entry.folder != province and region:
            yield Finding(
                document=entry.document,
                loc=entry.loc,
                message="证书由省里统一发，这里不是省的文件夹",
                help=f"移到 rosters/private/{region.folder}/certificates.yml",
            )
