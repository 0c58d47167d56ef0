"""企业档案: all that the offices know of an enterprise, for the commissioner who is about to visit it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from generator.answers import answers
from generator.desk import Case, ledger
from generator.matching import Match, profile_of
from generator.portal import Portal
from generator.records.client import Profile, Uptake
from generator.records.service import ServiceRecord
from generator.requests_now import RequestState, of_enterprise, requests_now
from generator.roster import EnterpriseFacts
from generator.service import records_by_enterprise
from generator.suggested import Suggested, suggested
from generator.suggesting import Suggester

_OPEN = 10
"""So many undecided benefits are looked at; where there is no profile, none: nearly all would be open."""


class Dossier(NamedTuple):
    """An enterprise with everything that is kept of it; records, requests and uptakes with the newest first.

    `open`: the verdicts of the first benefits of today that more facts would decide; `missing`: those facts, the ones
    that decide most first, with how many they decide.
    """

    case: Case
    profile: Profile | None
    open: tuple[Match, ...]
    missing: tuple[tuple[str, int], ...]
    suggested: tuple[Suggested, ...]
    records: tuple[ServiceRecord, ...]
    requests: tuple[RequestState, ...]
    uptakes: tuple[Uptake, ...]


class _OfEnterprise(Protocol):
    @property
    def enterprise(self) -> str: ...


_R = TypeVar("_R", bound=_OfEnterprise)


@lru_cache(maxsize=1)
def dossiers(portal: Portal) -> "Dossiers":
    """The dossiers of a portal, made once for all pages that ask."""
    return Dossiers(portal)


class Dossiers:
    """What all dossiers read, grouped once."""

    def __init__(self, portal: Portal) -> None:
        dataset = portal.dataset
        self._ledger, self._answers = ledger(portal), answers(portal)
        self._suggester = Suggester(dataset)
        self._facts = dataset.fact_by_key
        self._profiles = profile_of(dataset)
        self._records = records_by_enterprise(dataset)
        self._requests = of_enterprise(requests_now(dataset))
        self._uptakes = _grouped(entry.record for entry in dataset.uptakes)

    def of(self, enterprise: EnterpriseFacts) -> Dossier:
        """The dossier of an enterprise, as of the portal's day."""
        code, case = enterprise.record.code, self._ledger.case(enterprise)
        profile = self._profiles.get(code)
        unsure = tuple(self._answers.matched(code, case.unsure[: _OPEN if profile else 0]))
        needed = Counter(need for item in unsure for need in item.needs if need in self._facts)
        helps = [option.benefit.record.helps for option in (*case.fits, *case.near, *case.unsure)]
        waiting = [state.request for state in case.requests]
        helping = suggested(self._suggester, enterprise.record, enterprise.region, helps, waiting)
        return Dossier(
            case=case,
            profile=profile,
            open=unsure,
            missing=tuple(needed.most_common()),
            suggested=tuple(helping),
            records=tuple(
                sorted(self._records.get(code, ()), key=lambda record: (record.date, record.id), reverse=True)
            ),
            requests=tuple(
                sorted(self._requests.get(code, ()), key=lambda each: each.request.collected_on, reverse=True)
            ),
            uptakes=tuple(self._uptakes.get(code, ())),
        )


def _grouped(records: Iterable[_R]) -> Mapping[str, Sequence[_R]]:
    found: dict[str, list[_R]] = {}
    for record in records:
        found.setdefault(record.enterprise, []).append(record)
    return found
