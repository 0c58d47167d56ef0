"""Rules 10, 26, 28 to 30: figures of enterprises, what came of benefits, reports and certificates."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.dataset import Dataset, Entry
from generator.rules.eligibility import misfits
from generator.rules.finding import Finding

if TYPE_CHECKING:
    from generator.records.reporting import Submission

_ADJUSTMENT = "adjustment"


def wrong_fact_value(dataset: Dataset) -> Iterator[Finding]:
    """企业画像里的值合乎指标：数目和金额写整数，比例写百分数，是非写 true 或 false，日期写年-月-日，选项写 facts.yml 里有的词。"""
    for entry in dataset.profiles:
        for key, answer in entry.record.facts.items():
            for inside, message, mend in misfits(key, dataset.fact_by_key.get(key), answer):
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, "facts", key, *inside),
                    message=message,
                    help=mend,
                )


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


def submitted_twice(dataset: Dataset) -> Iterator[Finding]:
    """一个专员办一个报送期只记一次报送；调整情况可以有多次。"""
    seen: dict[tuple[str, str], Entry[Submission]] = {}
    for entry in dataset.submissions:
        submission = entry.record
        first = seen.setdefault((submission.office, submission.period), entry)
        if first is not entry and submission.period != _ADJUSTMENT:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "period"),
                message=f"{submission.office} 的 {submission.period} 已经记过一次报送",
                help="删掉重复的一条；补报的，改前一条的日期",
                others=((first.document, (*first.loc, "period"), "前一次"),),
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
