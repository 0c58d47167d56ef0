"""The roster as pages show it: enterprises, commissioners and who serves whom, as of a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.coverage import Coverage, level_on, post_on, region_on
from generator.dataset import Dataset, Entry
from generator.records.commissioner import Commissioner, Deputy, Post
from generator.records.enterprise import Enterprise
from generator.records.pairing import Pairing
from generator.records.types import Level

_F = TypeVar("_F")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseFacts:
    """An enterprise today: the level at which it is in scope (None: not in scope), its region, its pairings.

    `pairing` is the one of today, `served`: its commissioner holds a post; `pairings` are all, the oldest first.
    """

    record: Enterprise
    source: str
    level: Level | None
    region: str
    pairing: Pairing | None
    served: bool
    pairings: tuple[Pairing, ...]

    @property
    def path(self) -> str:
        """The page, below the site's base."""
        return f"enterprises/{self.record.code}/"

    @property
    def left(self) -> bool:
        """Whether its commissioner holds no post and nobody took over (commissioner-without-post)."""
        return self.pairing is not None and not self.served


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionerFacts:
    """A commissioner today: home office, post (None: none any more), whom they serve, who stands in.

    `serving` are the codes of the enterprises of today in scope; `pairings` are all, the oldest first.
    """

    record: Commissioner
    source: str
    office: str
    post: Post | None
    deputy: Deputy | None
    serving: tuple[str, ...]
    pairings: tuple[Pairing, ...]

    @property
    def path(self) -> str:
        """The page, below the site's base."""
        return f"commissioners/{self.record.id}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFigures:
    """Coverage and load of one office or of several (rules 1 to 3): people at home, enterprises by location.

    `served` are those with a commissioner in post; `spare` places are left at their desks.
    """

    enterprises: int
    national: int
    served: int
    commissioners: int
    spare: int

    @property
    def provincial(self) -> int:
        """In-scope enterprises of the provincial level."""
        return self.enterprises - self.national

    @property
    def uncovered(self) -> int:
        """In-scope enterprises without a commissioner in post."""
        return self.enterprises - self.served


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Everything about who serves whom; enterprises and commissioners in the order of their ids."""

    as_of: date
    enterprises: tuple[EnterpriseFacts, ...]
    commissioners: tuple[CommissionerFacts, ...]
    most: int

    @cached_property
    def enterprise_by_code(self) -> Mapping[str, EnterpriseFacts]:
        """Enterprises by 统一社会信用代码."""
        return {facts.record.code: facts for facts in self.enterprises}

    @cached_property
    def commissioner_by_id(self) -> Mapping[str, CommissionerFacts]:
        """Commissioners by id."""
        return {facts.record.id: facts for facts in self.commissioners}

    @cached_property
    def enterprises_in(self) -> Mapping[str, tuple[EnterpriseFacts, ...]]:
        """In-scope enterprises by the code of the county (or city) in which they are."""
        return _grouped((facts.region, facts) for facts in self.enterprises if facts.level)

    @cached_property
    def commissioners_of(self) -> Mapping[str, tuple[CommissionerFacts, ...]]:
        """Commissioners in office by the code of their home office."""
        return _grouped((facts.office, facts) for facts in self.commissioners if facts.post)

    @cached_property
    def desk_holders(self) -> tuple[CommissionerFacts, ...]:
        """Who has a desk: commissioners in office, and those without a post whose pairings nobody has taken over."""
        return tuple(
            facts
            for facts in self.commissioners
            if facts.post or any(pairing.holds_on(self.as_of) for pairing in facts.pairings)
        )

    def figures(self, codes: Iterable[str]) -> OfficeFigures:
        """The figures of the regions of these codes together."""
        chosen = tuple(codes)
        enterprises = [facts for code in chosen for facts in self.enterprises_in.get(code, ())]
        people = [facts for code in chosen for facts in self.commissioners_of.get(code, ())]
        return OfficeFigures(
            enterprises=len(enterprises),
            national=sum(facts.level is Level.NATIONAL for facts in enterprises),
            served=sum(facts.served for facts in enterprises),
            commissioners=len(people),
            spare=sum(max(0, self.most - len(facts.serving)) for facts in people),
        )


def roster_of(dataset: Dataset) -> Roster:
    """The roster of a dataset that passed its checks, as of its day."""
    coverage = Coverage(dataset)
    return Roster(
        as_of=dataset.as_of,
        enterprises=tuple(sorted(_enterprises(dataset, coverage), key=lambda facts: facts.record.code)),
        commissioners=tuple(sorted(_commissioners(dataset, coverage), key=lambda facts: facts.record.id)),
        most=dataset.scheme.record.max_enterprises,
    )


def _enterprises(dataset: Dataset, coverage: Coverage) -> Iterator[EnterpriseFacts]:
    day = dataset.as_of
    for entry in dataset.enterprises:
        code = entry.record.code
        serving = coverage.serving(code, day)
        yield EnterpriseFacts(
            record=entry.record,
            source=entry.path,
            level=level_on(entry.record, day),
            region=region_on(entry.record, day),
            pairing=serving.record if serving else None,
            served=coverage.covering(code, day) is not None,
            pairings=_records(coverage.of_enterprise.get(code, ())),
        )


def _commissioners(dataset: Dataset, coverage: Coverage) -> Iterator[CommissionerFacts]:
    day = dataset.as_of
    for entry in dataset.commissioners:
        record = entry.record
        yield CommissionerFacts(
            record=record,
            source=entry.path,
            office=entry.folder,
            post=post_on(record, day),
            deputy=next((deputy for deputy in record.deputies if deputy.since <= day <= deputy.until), None),
            serving=tuple(paired.record.enterprise for paired in coverage.served_by(record.id, day)),
            pairings=_records(coverage.of_commissioner.get(record.id, ())),
        )


def _records(entries: Iterable[Entry[Pairing]]) -> tuple[Pairing, ...]:
    return tuple(entry.record for entry in entries)


def _grouped(pairs: Iterable[tuple[str, _F]]) -> Mapping[str, tuple[_F, ...]]:
    groups: dict[str, list[_F]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
