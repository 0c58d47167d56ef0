"""Rules 32 and 39: the code that names an enterprise, and recognitions that come to their end."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.checksums import check_character, credit_code_holds
from generator.coverage import LEVELS
from generator.dataset import Dataset
from generator.days import plus
from generator.diagnostics import Severity
from generator.records.enterprise import Enterprise, Recognition, Review
from generator.rules.finding import Finding

if TYPE_CHECKING:
    from generator.document import Loc

REVIEW_DAYS = 180
"""Days before the end of a recognition from which its 复核 is due."""

_NEXT = {
    None: ("复核还没有启动", "通知企业准备复核，并写 review: 申报中"),
    Review.NOT_STARTED: ("复核还没有启动", "通知企业准备复核，并写 review: 申报中"),
    Review.APPLIED: ("复核正在申报", "结果公布后，通过的补上新的认定，没有通过的写 review: 未通过"),
    Review.PASSED: ("复核已通过", "补上新的认定，awarded_on 写新的认定日期"),
    Review.FAILED: ("复核没有通过", "到期那天结束结对，reason 写 失去资格"),
}


def credit_code_check(dataset: Dataset) -> Iterator[Finding]:
    """统一社会信用代码的最后一位由前十七位算出（GB 32100-2015）。"""
    for entry in dataset.enterprises:
        codes: list[tuple[str, Loc]] = [(entry.record.code, ("code",))]
        codes += [(alias, ("aliases", place)) for place, alias in enumerate(entry.record.aliases)]
        for code, way in codes:
            if not credit_code_holds(code):
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, *way),
                    message=f"统一社会信用代码“{code}”的校验位不对",
                    help=f"对照营业执照逐位核对；如果前十七位都对，最后一位是 {check_character(code)}",
                )


def recognition_ends_soon(dataset: Dataset) -> Iterator[Finding]:
    """认定在 180 天内到期的企业要复核；已有接续的认定就不提醒。"""
    last = plus(dataset.as_of, REVIEW_DAYS)
    for entry in dataset.enterprises:
        for place, held in enumerate(entry.record.recognitions):
            ends = dataset.as_of <= held.valid_until <= last and held.holds_on(dataset.as_of)
            if ends and held.tier in LEVELS and not continued(entry.record, held):
                words, mend = _NEXT[held.review]
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, "recognitions", place, "valid_until"),
                    message=f"“{entry.record.name}”的{held.tier}认定{held.valid_until}到期，{words}",
                    help=mend,
                    severity=Severity.WARNING,
                )


def continued(enterprise: Enterprise, held: Recognition) -> bool:
    """Whether the same tier is also held on the day after the end."""
    return any(
        other.tier is held.tier and other.holds_on(plus(held.valid_until, 1))
        for other in enterprise.recognitions
    )
