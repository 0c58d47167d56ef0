"""时限尺: the closing days of the next weeks on a line."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from generator.pages.home_view import Flag, Ruler, Tick
from generator.portal import PolicyFacts

DAYS = 48
"""How far the ruler reaches."""

_WIDTH = 1200
_TITLE = 14
"""Characters of a title that a flag shows."""

_CHARACTER, _DAY_WORDS, _TODAY_WORDS = 15, 72, 120
"""Widths on the ruler's scale: a Chinese character, the day with its gaps, today's words with half a month's."""

_SATURDAY = 5


def ruler(closing: Sequence[PolicyFacts], today: date, soon: int) -> Ruler | None:
    """The ruler with a flag a day; None where nothing closes. `closing` is in the order of the days.

    `soon` is `closing_soon_days`.
    """
    days = [(day, tuple(policies)) for day, policies in groupby(closing, key=_day) if day is not None]
    if not days:
        return None
    return Ruler(
        width=_WIDTH,
        clear=_TODAY_WORDS,
        soon=soon,
        start_iso=today.isoformat(),
        start=f"{today:%m-%d}",
        ticks=tuple(_ticks(today)),
        flags=tuple(_flags(days, today)),
    )


def _day(policy: PolicyFacts) -> date | None:
    return policy.state.day


def _x(days: int) -> int:
    return round(days * _WIDTH / DAYS)


def _ticks(today: date) -> Iterator[Tick]:
    """A tick a day; longer on the first of a month, shorter at weekends."""
    for days in range(DAYS + 1):
        day = today + timedelta(days=days)
        if day.day == 1:
            words = f"{day.month}月" if _x(days) >= _TODAY_WORDS else ""
            yield Tick(x=_x(days), height=14, words=words)
        else:
            yield Tick(x=_x(days), height=3 if day.weekday() >= _SATURDAY else 6, words="")


def _flags(days: Sequence[tuple[date, tuple[PolicyFacts, ...]]], today: date) -> Iterator[Flag]:
    """A flag in the first lane that has room for its words; without room the ledger alone shows it."""
    taken: list[list[tuple[int, int]]] = [[], []]
    for day, policies in days:
        x, words = _x((day - today).days), _words(policies)
        width = _DAY_WORDS + _CHARACTER * len(words)
        left = x + width > _WIDTH
        reach = (x - width, x) if left else (x, x + width)
        lane = next((lane for lane, flags in enumerate(taken) if _free(reach, flags)), None)
        if lane is not None:
            taken[lane].append(reach)
            yield Flag(
                x=x,
                lane=lane,
                left=left,
                near=policies[0].state.near,
                iso=day.isoformat(),
                day=f"{day:%m-%d}",
                words=words,
                path=policies[0].path if len(policies) == 1 else "policies/?sort=closing",
            )


def _free(reach: tuple[int, int], flags: list[tuple[int, int]]) -> bool:
    return all(reach[1] <= start or end <= reach[0] for start, end in flags)


def _words(policies: Sequence[PolicyFacts]) -> str:
    """The title, cut, and how many close on the same day."""
    name = policies[0].name
    short = name if len(name) <= _TITLE else f"{name[: _TITLE - 1]}…"
    return f"{short}等{len(policies)}项" if len(policies) > 1 else short
