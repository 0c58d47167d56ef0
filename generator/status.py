"""What a policy, a benefit or a window is on a given day (rule 34), computed and never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from generator.days import iso, plus

_FAR = 10_000_000
"""An ordinal after every date: no closing day sorts behind all closing days."""


class Status(StrEnum):
    """The states of rule 34, the most useful first.

    `有效` is a document in force that grants nothing; `看通知` is a window whose days a notice of its own sets.
    """

    SOON = "即将截止"
    OPEN = "申报中"
    ALWAYS = "长期受理"
    LATER = "未开始"
    NOTICE = "看通知"
    VALID = "有效"
    PENDING = "未生效"
    CLOSED = "已截止"
    ENDED = "已失效"
    REPLACED = "已废止"


_RANK = {status: rank for rank, status in enumerate(Status)}

IN_FORCE = frozenset(
    {
        Status.SOON,
        Status.OPEN,
        Status.ALWAYS,
        Status.LATER,
        Status.NOTICE,
        Status.VALID,
        Status.CLOSED,
    },
)
"""The states of a policy that is in force, whatever its windows."""

RECEIVING = frozenset({Status.SOON, Status.OPEN, Status.ALWAYS})
"""The states in which a benefit can be had today."""


class Grants(StrEnum):
    """What there is to apply for: nothing, something at any time, or something in its windows only."""

    NOTHING = "n"
    ALWAYS = "a"
    WINDOWS = "w"


class Subject(StrEnum):
    """Whose term it is: a policy's (all its benefits together), one benefit's, or an activity's.

    An activity is in force while it is held (`VALID`: 进行中), and its one window is the registration.
    """

    POLICY = "p"
    BENEFIT = "b"
    ACTIVITY = "a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A window: both days included; a missing day is open-ended, and without both a notice sets them."""

    opens_on: date | None = None
    closes_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Term:
    """All dates that decide a state; `soon` is `closing_soon_days`.

    `replaced_on` is the first day of the successor and stays empty for a benefit under `except`.
    `ends_unknown`: without `ends_on` nobody may say that there is no last day.
    """

    subject: Subject
    effective_on: date | None = None
    ends_on: date | None = None
    ends_unknown: bool = False
    replaced_on: date | None = None
    grants: Grants = Grants.NOTHING
    spans: tuple[Span, ...] = ()
    soon: int

    @property
    def last_on(self) -> date | None:
        """The last day on which it is in force, as far as one is known."""
        before = plus(self.replaced_on, -1) if self.replaced_on else None
        return min(filter(None, (self.ends_on, before)), default=None)

    def next_close(self, today: date) -> date | None:
        """The next day on which something that is or will be open closes; None where nothing does."""
        closing = {span.closes_on or self.ends_on for span in self.spans}
        if self.grants is Grants.ALWAYS:
            closing.add(self.ends_on)
        last = self.last_on
        return min(
            (day for day in closing if day and today <= day and (not last or day <= last)), default=None
        )

    @cached_property
    def text(self) -> str:
        """The term in one attribute, for the same computation in the browser.

        `subject|effective|ends|replaced|grants|opens/closes opens/closes|soon`, days ISO or empty; an
        unknown end is `?`.
        """
        spans = " ".join(f"{_written(span.opens_on)}/{_written(span.closes_on)}" for span in self.spans)
        ends = "?" if self.ends_unknown and self.ends_on is None else _written(self.ends_on)
        days = f"{_written(self.effective_on)}|{ends}|{_written(self.replaced_on)}"
        return f"{self.subject}|{days}|{self.grants}|{spans}|{self.soon}"


def _written(day: date | None) -> str:
    return iso(day) if day else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A term on one day: the state, and the day that it turns on (closing, opening, end), if any.

    `days` is the distance from the day asked for to that day, negative in the past.
    """

    status: Status
    day: date | None = None
    days: int | None = None
    near: bool = False

    @property
    def order(self) -> tuple[int, int]:
        """The place in a list by closing day: what can be had first, the past last and latest first."""
        if self.status in RECEIVING:
            return 0, self.day.toordinal() if self.day else _FAR
        rank = _RANK[self.status]
        if self.status in {Status.LATER, Status.PENDING, Status.VALID}:
            return rank, self.day.toordinal() if self.day else _FAR
        return rank, -self.day.toordinal() if self.day else 0


def judge(term: Term, today: date) -> State:
    """The state of a term on a day.

    Replacement comes before the end, the end before the beginning, and windows count only in force.
    A benefit without a window is 长期受理 to its last day; a policy in a list is 即将截止 then.
    """
    if term.replaced_on is not None and term.replaced_on <= today:
        return _state(Status.REPLACED, term.replaced_on, today)
    if term.ends_on is not None and term.ends_on < today:
        return _state(Status.ENDED, term.ends_on, today)
    if term.subject is Subject.ACTIVITY:
        return _activity(term, today)
    if term.effective_on is not None and term.effective_on > today:
        return _state(Status.PENDING, term.effective_on, today)
    if term.grants is Grants.NOTHING:
        return _state(Status.VALID, term.ends_on, today)
    return min(_offers(term, today), key=_usefulness)


def _activity(term: Term, today: date) -> State:
    """Registration while it is open, else the activity while it is held, else what registration is."""
    registration = min(_offers(term, today), key=_usefulness)
    begun = term.effective_on is None or term.effective_on <= today
    if begun and registration.status not in RECEIVING:
        return _state(Status.VALID, term.ends_on, today)
    return registration


def _offers(term: Term, today: date) -> Iterator[State]:
    """The states of everything that a term in force offers."""
    if term.grants is Grants.ALWAYS:
        near = _within(term.ends_on, today, term.soon)
        soon = near and term.subject is Subject.POLICY
        yield _state(Status.SOON if soon else Status.ALWAYS, term.ends_on, today, near=near)
    for span in term.spans:
        closes_on = span.closes_on or term.ends_on
        if span.opens_on is None and span.closes_on is None:
            yield _state(Status.NOTICE, None, today)
        elif span.opens_on is not None and span.opens_on > today:
            yield _state(Status.LATER, span.opens_on, today)
        elif closes_on is not None and closes_on < today:
            yield _state(Status.CLOSED, closes_on, today)
        elif _within(closes_on, today, term.soon):
            yield _state(Status.SOON, closes_on, today, near=True)
        else:
            yield _state(Status.OPEN, closes_on, today)


def _usefulness(state: State) -> tuple[int, tuple[int, int]]:
    """Open before always before later before closed, and among equals the nearest day."""
    return _RANK[state.status], state.order


def _within(day: date | None, today: date, soon: int) -> bool:
    """Whether a day still to come is no further than `soon` days away."""
    return day is not None and (day - today).days <= soon


def _state(status: Status, day: date | None, today: date, *, near: bool = False) -> State:
    """A state with the distance to its day."""
    return State(status=status, day=day, days=(day - today).days if day else None, near=near)
