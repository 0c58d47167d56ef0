"""Rule 1: every enterprise in scope has exactly one commissioner."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.coverage import LEVELS, Coverage, held_on, level_on
from generator.dataset import Dataset, Entry
from generator.days import plus
from generator.diagnostics import Severity
from generator.document import Document, Loc
from generator.records.enterprise import Enterprise, Review
from generator.records.pairing import Pairing
from generator.records.province import Waiver
from generator.rules.finding import Finding
from generator.rules.gaps import Gap, without_commissioner
from generator.rules.grace import grace_ends, owed_since
from generator.rules.territory import arranging, home
from generator.rules.waivers import Waivers


def uncovered_enterprise(dataset: Dataset) -> Iterator[Finding]:
    """服务范围内的企业（有效的专精特新中小企业和“小巨人”企业）都要有一名服务专员。

    新认定的企业在宽限天数（scheme.yml 的 grace_days）内是提醒，过后是待办；结对到期而没有人接手，是错误。
    已知的缺口可以写进 rosters/waivers.yml。
    """
    if not dataset.schemes:
        return
    waivers = Waivers(dataset)
    for gap in without_commissioner(dataset):
        over = waivers.over(gap)
        if any(gap.day <= waiver.record.until for waiver in over):
            continue
        if gap.left_by:
            yield _left(dataset, gap, gap.left_by, over)
        elif gap.following is None or gap.following.record.since > grace_ends(dataset, gap.since):
            yield _new(dataset, gap)


def _left(dataset: Dataset, gap: Gap, left_by: Entry[Pairing], over: Iterable[Entry[Waiver]]) -> Finding:
    """The finding for a gap that the end of a pairing makes; `over` are waivers that have run out."""
    name = gap.enterprise.record.name
    ran_out = [(waiver.document, (*waiver.loc, "until"), "豁免只到这一天") for waiver in over]
    if gap.following:
        until = plus(gap.following.record.since, -1)
        message = f"“{name}”从{gap.since}到{until}没有服务专员"
        mend = f"把 until 改成 {until}，或把下一条的 since 改成 {gap.since}"
        others = [(gap.following.document, (*gap.following.loc, "since"), "下一条结对")]
    else:
        message = f"“{name}”从{gap.since}起没有服务专员"
        mend = _to_pair(dataset, gap, gap.since)
        others = [_named(gap.enterprise)]
    return Finding(
        document=left_by.document,
        loc=(*left_by.loc, "until"),
        message=message,
        help=mend,
        severity=Severity.OVERDUE if ran_out else Severity.ERROR,
        others=(*others, *ran_out),
    )


def _new(dataset: Dataset, gap: Gap) -> Finding:
    """The finding for an enterprise to which nobody was given since it came in scope."""
    enterprise = gap.enterprise
    held = held_on(enterprise.record, gap.day)[0]
    way = ("recognitions", enterprise.record.recognitions.index(held), "awarded_on")
    planned = gap.following and (
        gap.following.document,
        (*gap.following.loc, "since"),
        "结对从这一天才开始",
    )
    return Finding(
        document=enterprise.document,
        loc=(*enterprise.loc, *way),
        message=f"“{enterprise.record.name}”从{gap.since}起在服务范围内，还没有服务专员",
        help=_to_pair(dataset, gap, dataset.as_of),
        severity=owed_since(dataset, gap.since),
        others=(planned,) if planned else (),
    )


def _to_pair(dataset: Dataset, gap: Gap, since: date) -> str:
    """In words, who pairs an enterprise, the line to write and in which file; and the line of a waiver."""
    code, region = gap.enterprise.record.code, arranging(dataset, gap.enterprise.record, gap.day)
    who = (
        f"{region.name}专员办安排，在 {home(dataset, region, 'pairings.yml')}"
        if region
        else "所在地专员办安排，在它的 pairings.yml"
    )
    line = f'- {{enterprise: "{code}", commissioner: 专员编号, since: {since}}}'
    waiver = f'- {{rule: uncovered-enterprise, enterprise: "{code}", until: 豁免到哪天, reason: 人员调整}}'
    return f"由{who} 里加一行 {line}；派不出人，就在 rosters/waivers.yml 里加一行 {waiver}"


def doubly_served_enterprise(dataset: Dataset) -> Iterator[Finding]:
    """一家企业同一天只有一名服务专员；since 和 until 当天都算，交接是前一条的 until 和它的第二天。"""
    for every in Coverage(dataset).of_enterprise.values():
        paired = [
            entry for entry in every if entry.record.until is None or entry.record.since <= entry.record.until
        ]
        last = paired[0] if paired else every[0]
        for entry in paired[1:]:
            until, since = last.record.until, entry.record.since
            if until is None or since <= until:
                enterprise = dataset.enterprise_by_code.get(entry.record.enterprise)
                name = enterprise.record.name if enterprise else entry.record.enterprise
                before = plus(since, -1)
                handover = f"换人就把前一条的 until 写成 {before}；" if last.record.since <= before else ""
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, "since"),
                    message=f"“{name}”从{since}起有两名服务专员，这一天前一条结对还没有结束",
                    help=f"{handover}重复的就删掉一条",
                    others=((last.document, (*last.loc, "until" if until else "since"), "前一条结对"),),
                )
            if until and (entry.record.until is None or entry.record.until > until):
                last = entry


def lapsed_recognition(dataset: Dataset) -> Iterator[Finding]:
    """认定到期的企业不再属于服务范围，结对要写明结束；复核通过的，补上新的认定。"""
    for entry in dataset.pairings:
        enterprise = dataset.enterprise_by_code.get(entry.record.enterprise)
        if enterprise is None or not entry.record.holds_on(dataset.as_of):
            continue
        if level_on(enterprise.record, dataset.as_of) is None:
            yield _lapsed(dataset, entry, enterprise)


def _lapsed(dataset: Dataset, entry: Entry[Pairing], enterprise: Entry[Enterprise]) -> Finding:
    held = [
        (held.valid_until, place)
        for place, held in enumerate(enterprise.record.recognitions)
        if held.tier in LEVELS and held.valid_until < dataset.as_of
    ]
    if not held:
        message, mend, other = "没有有效的认定", "补上认定，或删掉这条结对", _named(enterprise)
    else:
        ended, place = max(held)
        review = enterprise.record.recognitions[place].review
        message = f"的认定{ended}到期" + ("，复核还在申报中" if review is Review.APPLIED else "")
        mend = f"复核通过就补上新的认定；没有通过就把 until 写成 {max(ended, entry.record.since)}，reason 写 失去资格"
        other = _named(enterprise, ("recognitions", place, "valid_until"), "到期的认定")
    return Finding(
        document=entry.document,
        loc=(*entry.loc, "enterprise"),
        message=f"“{enterprise.record.name}”{message}，结对还没有结束",
        help=mend,
        severity=Severity.OVERDUE,
        others=(other,),
    )


def _named(
    enterprise: Entry[Enterprise], way: Loc = ("name",), words: str = "这家企业"
) -> tuple[Document, Loc, str]:
    """A place in the record of an enterprise."""
    return enterprise.document, (*enterprise.loc, *way), words
