"""Rule 39: what was checked too long ago is owed a new check."""

from collections.abc import Iterator

from generator.dataset import Dataset
from generator.days import plus
from generator.diagnostics import Severity
from generator.rules.finding import Finding


def stale_check(dataset: Dataset) -> Iterator[Finding]:
    """核对日期超过 review_every（默认 180 天）的政策要重新核对；已失效或已被替代的不再要求。"""
    for entry in dataset.policies:
        policy = entry.record
        ended = policy.ends_on is not None and policy.ends_on < dataset.as_of
        replaced = policy.replaced_by is not None and policy.replaced_by.date <= dataset.as_of
        last = plus(policy.checked.date, policy.review_every)
        if dataset.as_of > last and not ended and not replaced:
            yield Finding(
                document=entry.document,
                loc=("checked", "date"),
                message=f"上次核对是{policy.checked.date}，应不晚于{last}再核对",
                help=f"对照原文核对后，把 checked.date 改成核对那天；这份政策每{policy.review_every}天核对一次",
                severity=Severity.OVERDUE,
            )
