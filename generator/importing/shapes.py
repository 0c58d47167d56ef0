"""The kinds that can be imported, each with its table and with how its rows become records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.importing.annex_rows import asks_nothing, is_no_record
from generator.importing.columns import Shape
from generator.importing.commissioners import make_commissioner, person_of
from generator.importing.enterprises import enterprise_of, make_enterprise
from generator.importing.experts import expert_of, make_expert
from generator.importing.ledger import make_record, make_request, record_of, request_of
from generator.importing.ledger_columns import RECORD, REQUEST
from generator.importing.making import Key, Maker
from generator.importing.pairings import make_pairing, serves_nobody
from generator.importing.profile_columns import profile_shape
from generator.importing.profiles import make_profile
from generator.importing.roster_columns import COMMISSIONER, ENTERPRISE
from generator.importing.serving_columns import EXPERT, PAIRING
from generator.importing.values import Row
from generator.records.fact import Fact


def _alone(row: Row) -> str:
    return f"row {row.number}"


def _never(_row: Row) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the rows of a kind become records: which belong together, what they make, and which say nothing of it."""

    shape: Callable[[Mapping[str, Fact]], Shape]
    key: Key
    make: Maker
    without: Callable[[Row], bool] = _never
    why: str = ""


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "enterprise": Way(shape=lambda _: ENTERPRISE, key=enterprise_of, make=make_enterprise),
        "commissioner": Way(shape=lambda _: COMMISSIONER, key=person_of, make=make_commissioner),
        "pairing": Way(
            shape=lambda _: PAIRING,
            key=_alone,
            make=make_pairing,
            without=serves_nobody,
            why="没有对接企业的专员",
        ),
        "expert": Way(shape=lambda _: EXPERT, key=expert_of, make=make_expert),
        "record": Way(
            shape=lambda _: RECORD,
            key=record_of,
            make=make_record,
            without=is_no_record,
            why="只有诉求、没有服务记录的",
        ),
        "request": Way(
            shape=lambda _: REQUEST,
            key=request_of,
            make=make_request,
            without=asks_nothing,
            why="没有诉求的",
        ),
        "profile": Way(shape=profile_shape, key=_alone, make=make_profile),
    }
)
"""By the name of the kind, in the order in which a new office imports them."""


def all_shapes(facts: Mapping[str, Fact]) -> tuple[Shape, ...]:
    """The tables of all kinds but that of profiles, whose columns are as many as there are facts."""
    return tuple(way.shape(facts) for name, way in WAYS.items() if name != "profile")
