"""Changes that no date tells (rule 29): what two revisions of the data say otherwise of one day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from generator.adjustments import (
    Adjustments,
    NameChange,
    PairingChange,
    PairingChangeKind,
    StaffChange,
    StaffChangeKind,
    name_on,
)
from generator.dataset import Dataset
from generator.days import plus
from generator.records.pairing import Pairing

_C = TypeVar("_C", bound=StaffChange | PairingChange)
_K = TypeVar("_K", StaffChangeKind, PairingChangeKind)


class Rewritten:
    """Earlier data beside that of now, each as it tells how things stood at the end of the earlier data's day.

    What happened later is told by the dates of now, so nothing is told twice. A change has the day that only the
    data of now gives it, else the day of that data; what was reported by the earlier day does not cover it.
    """

    def __init__(self, earlier: Dataset, now: Dataset) -> None:
        self._earlier, self._now = earlier, now
        self._of_earlier, self._of_now = Adjustments(earlier), Adjustments(now)
        self._ids = _new_names((each.record.id, each.record.aliases) for each in now.commissioners)
        self._codes = _new_names((each.record.code, each.record.aliases) for each in now.enterprises)

    def staff(self) -> Iterator[StaffChange]:
        """Commissioners who are now said to be in post, or not to be, or of whom other particulars are told."""
        then = self._of_earlier.staff(date.min, self._earlier.as_of)
        now = self._of_now.staff(date.min, self._earlier.as_of)
        kinds = StaffChangeKind.JOINED, StaffChangeKind.LEFT, StaffChangeKind.CHANGED
        for old, new in _side_by_side(then, now, lambda each: self._id(each.commissioner.id)):
            last, before, after = new or old, old and old.after, new and new.after
            if last and before != after:
                day = self._day(old, new)
                yield last._replace(
                    day=day,
                    kind=_kind(kinds, begins=before is None, ends=after is None),
                    before=before,
                    after=after,
                    reported_on=self._reported(last.office, day),
                )

    def pairings(self) -> Iterator[PairingChange]:
        """Enterprises that are now said to be served by another person, or by anybody at all, or by nobody."""
        then = self._of_earlier.pairings(date.min, self._earlier.as_of)
        now = self._of_now.pairings(date.min, self._earlier.as_of)
        kinds = PairingChangeKind.BEGUN, PairingChangeKind.ENDED, PairingChangeKind.CHANGED
        for old, new in _side_by_side(then, now, lambda each: self._code(each.enterprise)):
            last, before, after = new or old, old and old.after, new and new.after
            if last and self._server(before) != self._server(after):
                ended = new and new.before
                day = self._day(old, new)
                yield last._replace(
                    day=day,
                    kind=_kind(kinds, begins=before is None, ends=after is None),
                    offices=frozenset[str]().union(*(each.offices for each in (old, new) if each)),
                    before=ended if self._server(ended) == self._server(before) else before,  # it says why
                    after=after,
                    reported_on=self._reported(last.office, day),
                )

    def names(self) -> Iterator[NameChange]:
        """Enterprises of which another name is told now."""
        day = self._earlier.as_of
        old = {self._code(each.record.code): each.record for each in self._earlier.enterprises}
        for each in self._now.enterprises:
            before, after = name_on(old.get(each.record.code, each.record), day), name_on(each.record, day)
            if before != after:
                until = next((had.until for had in each.record.former_names if had.name == before), None)
                since = plus(until, 1) if until else self._now.as_of
                yield from self._of_now.name_change(each.record, since, before, after, written=day)

    def _day(self, old: _C | None, new: _C | None) -> date:
        dated = new and (old is None or old.day != new.day)
        return new.day if new and dated else self._now.as_of

    def _reported(self, office: str, day: date) -> date | None:
        return self._of_now.reported_on(office, day, written=self._earlier.as_of)

    def _server(self, pairing: Pairing | None) -> str | None:
        return self._id(pairing.commissioner) if pairing else None

    def _id(self, commissioner: str) -> str:
        return self._ids.get(commissioner, commissioner)

    def _code(self, enterprise: str) -> str:
        return self._codes.get(enterprise, enterprise)


def _new_names(names: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    """By each name that a record had, the name that it has."""
    return {old: new for new, aliases in names for old in aliases}


def _side_by_side(
    then: Iterable[_C], now: Iterable[_C], key: Callable[[_C], str]
) -> Iterator[tuple[_C | None, _C | None]]:
    """The last change of each in both."""
    old = {key(each): each for each in then}
    new = {key(each): each for each in now}
    return ((old.get(name), new.get(name)) for name in dict.fromkeys((*new, *old)))


def _kind(kinds: tuple[_K, _K, _K], *, begins: bool, ends: bool) -> _K:
    return kinds[0] if begins else kinds[1] if ends else kinds[2]
