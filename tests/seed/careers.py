"""Careers of enterprises: which recognitions, awarded in batches, and what becomes of them after three years."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from generator.records.enterprise import Recognition, Review, Tier

TODAY = date(2026, 11, 24)
"""The day as of which the rosters are made."""

WAIVED_BATCH = date(2026, 9, 16)
"""A batch that waits for commissioners under a waiver."""

_PROVINCIAL = (
    date(2022, 12, 20),
    date(2023, 12, 8),
    date(2024, 12, 10),
    date(2025, 11, 28),
    date(2026, 11, 10),
)
_PROVINCIAL_SHARES = (2, 4, 5, 5, 0.7)
_NATIONAL = (date(2023, 7, 14), date(2024, 9, 2), date(2025, 10, 20), date(2026, 10, 30))
_NATIONAL_SHARES = (3, 4, 4, 0.4)
_INNOVATIVE = (date(2022, 11, 15), date(2023, 6, 20), date(2024, 6, 18), date(2025, 6, 17))
_TECH_INNOVATIVE = date(2026, 7, 20)
_REVIEWED = {
    date(2022, 12, 20): date(2025, 11, 28),
    date(2023, 12, 8): date(2026, 11, 10),
    date(2023, 7, 14): date(2026, 7, 6),
}
"""The batches whose three years are over or nearly so, and the day on which their 复核 was decided."""

_BEFORE = timedelta(days=200)
"""The least time between two rungs of the ladder."""


def provincial(chance: Random) -> tuple[Recognition, ...]:
    """专精特新中小企业, now and then 创新型中小企业 before."""
    [batch] = chance.choices(_PROVINCIAL, _PROVINCIAL_SHARES)
    earlier = [day for day in _INNOVATIVE if day + _BEFORE <= batch]
    first = [_held(Tier.INNOVATIVE, chance.choice(earlier))] if earlier and chance.random() < 0.25 else []
    return _in_order(*first, *_reviewed(chance, Tier.SRDI, batch, passing=0.88))


def national(chance: Random) -> tuple[Recognition, ...]:
    """专精特新“小巨人”企业, mostly promoted from the provincial rung, now and then 制造业单项冠军 too."""
    [batch] = chance.choices(_NATIONAL, _NATIONAL_SHARES)
    earlier = [day for day in _PROVINCIAL if day + _BEFORE <= batch][-2:]
    promoted = batch == _NATIONAL[-1] or chance.random() < 0.7
    first = _reviewed(chance, Tier.SRDI, chance.choice(earlier), passing=1) if promoted and earlier else ()
    champion = [_held(Tier.CHAMPION, date(2025, 3, 31))] if chance.random() < 0.06 else []
    return _in_order(*first, *_reviewed(chance, Tier.LITTLE_GIANT, batch, passing=0.9), *champion)


def unserved(chance: Random) -> tuple[Recognition, ...]:
    """Recognitions that put nobody in scope."""
    tier, batch = chance.choice(
        (
            *((Tier.INNOVATIVE, day) for day in _INNOVATIVE[1:]),
            (Tier.TECH_INNOVATIVE, _TECH_INNOVATIVE),
            (Tier.CHAMPION, date(2024, 4, 12)),
        )
    )
    return (_held(tier, batch),)


def waived() -> tuple[Recognition, ...]:
    """The career of an enterprise of the batch that waits."""
    return (_held(Tier.SRDI, WAIVED_BATCH),)


def _reviewed(chance: Random, tier: Tier, batch: date, passing: float) -> Iterator[Recognition]:
    """A recognition and, where its three years are over, what the 复核 made of it."""
    decided = _REVIEWED.get(batch)
    if decided is None:
        yield _held(tier, batch)
    elif chance.random() < passing:
        yield _held(tier, batch, Review.PASSED)
        yield _held(tier, decided)
    elif _until(batch) < TODAY:
        yield _held(tier, batch, Review.FAILED)
    else:
        yield _held(tier, batch, chance.choice((Review.APPLIED, Review.APPLIED, Review.NOT_STARTED)))


def _held(tier: Tier, awarded_on: date, review: Review | None = None) -> Recognition:
    return Recognition(tier=tier, awarded_on=awarded_on, valid_until=_until(awarded_on), review=review)


def _until(awarded_on: date) -> date:
    """The last of the three years (优质中小企业梯度培育管理办法)."""
    return awarded_on.replace(year=awarded_on.year + 3) - timedelta(days=1)


def _in_order(*recognitions: Recognition) -> tuple[Recognition, ...]:
    return tuple(sorted(recognitions, key=lambda held: held.awarded_on))
