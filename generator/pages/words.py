"""Dates, states and amounts in words; the browser makes the same words from the same terms."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache

from generator.days import iso
from generator.pages.views import Bar, Deadline, Phone, Spell, Tag
from generator.records.policy import Amount
from generator.status import RECEIVING, Span, State, Status, Subject, Term

_MYRIAD = 10_000
_MYRIAD_SQUARED = 100_000_000

_WITHOUT_DAY = {
    Status.ALWAYS: ("不设截止", "长期受理", "长期受理，不设截止"),
    Status.OPEN: ("不设截止", "申报中", "申报中，不设截止"),
    Status.NOTICE: ("看通知", "", "申报期看通知"),
    Status.VALID: ("不设期限", "", "长期有效"),
}
"""The states that may have no day: the column, the line below it, the sentence."""

_END_UNKNOWN = _WITHOUT_DAY | {
    Status.ALWAYS: ("期限不详", "长期受理", "长期受理，有效期不详"),
    Status.OPEN: ("期限不详", "申报中", "申报中，截止日期不详"),
    Status.VALID: ("期限不详", "", "有效期不详"),
}
"""The same where a day may exist that is not known."""

_SENTENCES = {
    Status.OPEN: "{day}截止，还剩{days}天",
    Status.ALWAYS: "有效至{day}，还剩{days}天",
    Status.VALID: "有效至{day}",
    Status.LATER: "{day}开始，还有{days}天",
    Status.PENDING: "{day}施行，还有{days}天",
    Status.CLOSED: "{day}截止，已过{days}天",
    Status.ENDED: "{day}失效，已过{days}天",
    Status.REPLACED: "{day}起被替代",
}
_LAST_DAY = "{day}截止，就是今天"

ACTIVITY_WORDS = {
    Status.SOON: "即将截止",
    Status.OPEN: "报名中",
    Status.LATER: "报名未开始",
    Status.VALID: "进行中",
    Status.CLOSED: "报名截止",
    Status.ENDED: "已结束",
}
"""The tags of an activity, the most useful first."""

_ACTIVITY_SENTENCES = {
    Status.OPEN: "{day}截止报名，还剩{days}天",
    Status.LATER: "{day}开始报名，还有{days}天",
    Status.VALID: "正在举办，{day}结束",
    Status.CLOSED: "{day}已截止报名",
    Status.ENDED: "{day}已结束",
}
_LAST_DAY_TO_REGISTER = "{day}截止报名，就是今天"


# A site writes the same days again and again.
@cache
def prose_date(day: date) -> str:
    """2026年11月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


@cache
def column_date(day: date) -> str:
    """11-24, without the year."""
    return iso(day)[5:]


def line_date(day: date, today: date) -> str:
    """11-24 in the year of today, else 2027-11-24."""
    return column_date(day) if day.year == today.year else iso(day)


def other_year(day: date, today: date) -> str:
    """2027年 over a column date that is not of the year of today, else nothing."""
    return "" if day.year == today.year else f"{day.year}年"


def month_ends(left: int) -> str:
    """How many days are left of this month after today."""
    return f"还剩{left}天" if left else "今天是本月最后一天"


def status_tag(term: Term, state: State) -> Tag:
    """The tag of a term: its state, or for a policy that is open at any time how long it is in force."""
    return Tag(kind=state.status.name.lower(), words=_tag_words(term, state), term=term.text)


def _tag_words(term: Term, state: State) -> str:
    if term.subject is Subject.ACTIVITY:
        return ACTIVITY_WORDS[state.status]
    lasting = state.status is Status.ALWAYS and term.subject is Subject.POLICY
    if lasting or state.status is Status.VALID:
        if state.day is None:
            return "有效期不详" if term.ends_unknown else "长期有效"
        return f"有效至{iso(state.day)}"
    return state.status.value


def spell(first: date | None, last: date | None, today: date) -> Spell:
    """The days from `first` to `last`; without one of them it has no beginning or no end."""
    now = (first is None or first <= today) and (last is None or today <= last)
    return Spell(text=f"{iso(first) if first else ''}/{iso(last) if last else ''}", now=now)


def deadline(term: Term, state: State, today: date) -> Deadline:
    """The day that counts for a term in its state of today, in column form and in a line."""
    if state.day is None or state.days is None:
        words = _END_UNKNOWN if term.ends_unknown else _WITHOUT_DAY
        day, small, sentence = words[state.status]
    else:
        day, small = column_date(state.day), _small(state.status, state.days)
        sentence = _sentence(term.subject, state, line_date(state.day, today))
    return Deadline(
        kind=state.status.name.lower(),
        near=state.near,
        iso=iso(state.day) if state.day else "",
        year=other_year(state.day, today) if state.day else "",
        day=day,
        small=small,
        sentence=sentence,
        term=term.text,
    )


def _small(status: Status, days: int) -> str:
    """The line below the day."""
    if status in RECEIVING:
        return f"还剩{days}天" if days else "今天截止"
    after = {Status.LATER: "开始", Status.PENDING: "施行"}.get(status)
    if after is not None:
        return f"{days}天后{after}"
    return {Status.VALID: "到期", Status.REPLACED: "起被替代"}.get(status, f"已过{-days}天")


def _sentence(subject: Subject, state: State, day: str) -> str:
    """The deadline within a line of text; of an activity, until when one can register or where it stands.

    What is near has one wording, whether a window or the document itself comes to its end.
    """
    last, sentences = (
        (_LAST_DAY_TO_REGISTER, _ACTIVITY_SENTENCES)
        if subject is Subject.ACTIVITY
        else (_LAST_DAY, _SENTENCES)
    )
    if state.near:
        return (sentences[Status.OPEN] if state.days else last).format(day=day, days=state.days)
    return sentences[state.status].format(day=day, days=abs(state.days or 0))


def window_bar(term: Term, span: Span, today: date) -> Bar | None:
    """How far a window of two known days has gone; None after it closes, or without days."""
    if span.opens_on is None or span.closes_on is None or span.closes_on < today:
        return None
    days = (span.closes_on - span.opens_on).days
    left = (span.closes_on - max(today, span.opens_on)).days
    return Bar(
        now=span.opens_on <= today,
        passed=round(100 * (days - left) / days, 1) if days else 100.0,
        start=f"{line_date(span.opens_on, today)}开始",
        end=line_date(span.closes_on, today),
        near=left <= term.soon,
        term=Term(subject=term.subject, spans=(span,), grants=term.grants, soon=term.soon).text,
    )


def money(amount: int) -> tuple[str, str]:
    """Whole 元 as number and unit: 6000000 → ("600", "万元"); exact, never rounded."""
    for size, unit in ((_MYRIAD_SQUARED, "亿元"), (_MYRIAD, "万元")):
        if amount >= size:
            return f"{(Decimal(amount) / size).normalize():f}", unit
    return str(amount), "元"


def amount_words(amount: Amount) -> tuple[str, str]:
    """The number and the unit of an amount."""
    if amount.fixed is not None:
        return money(amount.fixed)
    if amount.up_to is not None:
        number, unit = money(amount.up_to)
        return f"最高{number}", unit
    if amount.rate is not None:
        return f"{amount.rate:f}", "%"
    match = re.fullmatch(r"(\+?\d[\d.,%–—~～至-]*)(.*)", amount.text or "")
    return (match[1], match[2]) if match else (amount.text or "", "")


def phone(number: str) -> Phone:
    """A work phone with its link."""
    return Phone(words=number, href="tel:" + re.sub(r"[^\d+]", "", number))


def joined(words: Iterable[str]) -> str:
    """A list in a line: 、 between the words."""
    return "、".join(words)
