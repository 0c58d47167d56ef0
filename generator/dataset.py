"""The dataset: every record that decoded, with where it came from, and what is known to be broken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar, cast

from generator.document import Document, Loc
from generator.kinds import KINDS, folder_code
from generator.records.activity import Activity
from generator.records.annex import ANNEXES, Annex
from generator.records.base import Record
from generator.records.case import Case
from generator.records.client import Contacts, Profile, Uptake
from generator.records.commissioner import Commissioner
from generator.records.enterprise import Enterprise
from generator.records.expert import Expert
from generator.records.fact import Fact
from generator.records.holiday import HolidayYear
from generator.records.office import Office
from generator.records.pairing import Pairing
from generator.records.policy import Policy
from generator.records.province import Commendation, ContactGroup, Retired, TaskForce, Waiver
from generator.records.region import Region
from generator.records.reporting import Attendance, Certificate, Meeting, Submission
from generator.records.request import ServiceRequest
from generator.records.resource import Resource
from generator.records.scheme import Scheme
from generator.records.service import ServiceRecord
from generator.records.training import TrainingSession
from generator.source import Source

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A record, and its place: the document and the way inside it."""

    record: R_co
    document: Document
    loc: Loc = ()

    @property
    def path(self) -> str:
        """The YAML file, relative to the root."""
        return self.document.path

    @property
    def folder(self) -> str:
        """The code of the region in whose folder the file lies."""
        return folder_code(self.document.path)


@dataclass(frozen=True, eq=False)
class Dataset:
    """All that decoded, as of a day. `broken` holds (kind, id) of records that did not decode.

    `lost` names the kinds of which a whole file could not be read: nobody is told that a reference
    to one of them is missing.
    """

    as_of: date
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    entries: Mapping[str, tuple[Entry[Record], ...]]
    broken: frozenset[tuple[str, str]] = frozenset()
    lost: frozenset[str] = frozenset()

    def _of(self, name: str) -> tuple[Entry[Record], ...]:
        return self.entries.get(name, ())

    @property
    def schemes(self) -> tuple[Entry[Scheme], ...]:
        """The scheme, where it decoded."""
        return cast("tuple[Entry[Scheme], ...]", self._of("scheme"))

    @property
    def scheme(self) -> Entry[Scheme]:
        """The scheme of a dataset that passed its checks."""
        return self.schemes[0]

    @property
    def regions(self) -> tuple[Entry[Region], ...]:
        """All places, in the order of the file."""
        return cast("tuple[Entry[Region], ...]", self._of("region"))

    @property
    def holidays(self) -> tuple[Entry[HolidayYear], ...]:
        """The State Council's calendars by year."""
        return cast("tuple[Entry[HolidayYear], ...]", self._of("holiday-year"))

    @property
    def facts(self) -> tuple[Entry[Fact], ...]:
        """The dictionary of facts, in the order of the file."""
        return cast("tuple[Entry[Fact], ...]", self._of("fact"))

    @property
    def offices(self) -> tuple[Entry[Office], ...]:
        """The offices, in the order of their files."""
        return cast("tuple[Entry[Office], ...]", self._of("office"))

    @property
    def policies(self) -> tuple[Entry[Policy], ...]:
        """The policies, in the order of their files."""
        return cast("tuple[Entry[Policy], ...]", self._of("policy"))

    @property
    def enterprises(self) -> tuple[Entry[Enterprise], ...]:
        """The enterprises, in the order of their files."""
        return cast("tuple[Entry[Enterprise], ...]", self._of("enterprise"))

    @property
    def commissioners(self) -> tuple[Entry[Commissioner], ...]:
        """The commissioners, in the order of their files."""
        return cast("tuple[Entry[Commissioner], ...]", self._of("commissioner"))

    @property
    def pairings(self) -> tuple[Entry[Pairing], ...]:
        """The pairings, in the order of their files."""
        return cast("tuple[Entry[Pairing], ...]", self._of("pairing"))

    @property
    def experts(self) -> tuple[Entry[Expert], ...]:
        """The experts, in the order of their files."""
        return cast("tuple[Entry[Expert], ...]", self._of("expert"))

    @property
    def task_forces(self) -> tuple[Entry[TaskForce], ...]:
        """The 服务专班, where it decoded."""
        return cast("tuple[Entry[TaskForce], ...]", self._of("task-force"))

    @property
    def contact_groups(self) -> tuple[Entry[ContactGroup], ...]:
        """The contact groups, in the order of the file."""
        return cast("tuple[Entry[ContactGroup], ...]", self._of("contact-group"))

    @property
    def waivers(self) -> tuple[Entry[Waiver], ...]:
        """The waivers, in the order of the file."""
        return cast("tuple[Entry[Waiver], ...]", self._of("waiver"))

    @property
    def retired(self) -> tuple[Entry[Retired], ...]:
        """The ids that may not come back."""
        return cast("tuple[Entry[Retired], ...]", self._of("retired"))

    @property
    def commendations(self) -> tuple[Entry[Commendation], ...]:
        """The commendations, in the order of the file."""
        return cast("tuple[Entry[Commendation], ...]", self._of("commendation"))

    @property
    def resources(self) -> tuple[Entry[Resource], ...]:
        """The resources, in the order of their files."""
        return cast("tuple[Entry[Resource], ...]", self._of("resource"))

    @property
    def activities(self) -> tuple[Entry[Activity], ...]:
        """The activities, in the order of their files."""
        return cast("tuple[Entry[Activity], ...]", self._of("activity"))

    @property
    def cases(self) -> tuple[Entry[Case], ...]:
        """The cases, in the order of their files."""
        return cast("tuple[Entry[Case], ...]", self._of("case"))

    @property
    def sessions(self) -> tuple[Entry[TrainingSession], ...]:
        """The training sessions, in the order of their files."""
        return cast("tuple[Entry[TrainingSession], ...]", self._of("training-session"))

    @property
    def contacts(self) -> tuple[Entry[Contacts], ...]:
        """The people of the enterprises (private, as all below)."""
        return cast("tuple[Entry[Contacts], ...]", self._of("contacts"))

    @property
    def profiles(self) -> tuple[Entry[Profile], ...]:
        """The facts of the enterprises, in the order of their files."""
        return cast("tuple[Entry[Profile], ...]", self._of("profile"))

    @property
    def records(self) -> tuple[Entry[ServiceRecord], ...]:
        """The service records, in the order of their files."""
        return cast("tuple[Entry[ServiceRecord], ...]", self._of("record"))

    @property
    def requests(self) -> tuple[Entry[ServiceRequest], ...]:
        """The requests, in the order of their files."""
        return cast("tuple[Entry[ServiceRequest], ...]", self._of("request"))

    @property
    def uptakes(self) -> tuple[Entry[Uptake], ...]:
        """How far enterprises have come with benefits."""
        return cast("tuple[Entry[Uptake], ...]", self._of("uptake"))

    @property
    def submissions(self) -> tuple[Entry[Submission], ...]:
        """The reports of the offices."""
        return cast("tuple[Entry[Submission], ...]", self._of("submission"))

    @property
    def meetings(self) -> tuple[Entry[Meeting], ...]:
        """The meetings of the offices."""
        return cast("tuple[Entry[Meeting], ...]", self._of("meeting"))

    @property
    def attendances(self) -> tuple[Entry[Attendance], ...]:
        """Who came to the training sessions."""
        return cast("tuple[Entry[Attendance], ...]", self._of("attendance"))

    @property
    def certificates(self) -> tuple[Entry[Certificate], ...]:
        """The certificates of the commissioners."""
        return cast("tuple[Entry[Certificate], ...]", self._of("certificate"))

    @cached_property
    def annexes(self) -> Mapping[int, Annex]:
        """The column maps of the notice's annexes that are there, by number."""
        found = cast("dict[str, tuple[Entry[Annex], ...]]", self.entries)
        named = ((number, found.get(f"annex-{number}", ())) for number in range(1, len(ANNEXES) + 1))
        return {number: entries[0].record for number, entries in named if entries}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The text of each file that was read, by path."""
        return {source.path: source.text for source in self.sources}

    @cached_property
    def region_by_code(self) -> Mapping[str, Region]:
        """Places by 行政区划代码."""
        return {entry.record.code: entry.record for entry in self.regions}

    @cached_property
    def keeping(self) -> frozenset[str]:
        """The codes of the offices that keep a ledger."""
        return frozenset(map(folder_code, {entry.path for entry in self.records}))

    @cached_property
    def codes_within(self) -> Mapping[str, tuple[str, ...]]:
        """For each place its code and those of all places in it, in the order of the file."""
        within: dict[str, list[str]] = {code: [] for code in self.region_by_code}
        for code, above in self.codes_above.items():
            for place in dict.fromkeys((code, *above)):
                within[place].append(code)
        return {code: tuple(codes) for code, codes in within.items()}

    @cached_property
    def codes_above(self) -> Mapping[str, tuple[str, ...]]:
        """For each place the codes of all places above it, nearest first."""
        found: dict[str, tuple[str, ...]] = {}
        for code, region in self.region_by_code.items():
            over: list[str] = []
            above = region.parent
            while above and above in self.region_by_code and above not in over:
                over.append(above)
                above = self.region_by_code[above].parent
            found[code] = tuple(over)
        return found

    @cached_property
    def office_by_region(self) -> Mapping[str, Entry[Office]]:
        """Offices by the code of their region."""
        return {entry.record.region: entry for entry in self.offices}

    @cached_property
    def policy_by_id(self) -> Mapping[str, Entry[Policy]]:
        """Policies by id."""
        return {entry.record.id: entry for entry in self.policies}

    @cached_property
    def enterprise_by_code(self) -> Mapping[str, Entry[Enterprise]]:
        """Enterprises by 统一社会信用代码."""
        return {entry.record.code: entry for entry in self.enterprises}

    @cached_property
    def commissioner_by_id(self) -> Mapping[str, Entry[Commissioner]]:
        """Commissioners by id."""
        return {entry.record.id: entry for entry in self.commissioners}

    @cached_property
    def pairings_by_enterprise(self) -> Mapping[str, tuple[Entry[Pairing], ...]]:
        """The pairings of each enterprise by its code, the oldest first."""
        return _by_time((entry.record.enterprise, entry) for entry in self.pairings)

    @cached_property
    def pairings_by_commissioner(self) -> Mapping[str, tuple[Entry[Pairing], ...]]:
        """The pairings of each commissioner by id, the oldest first."""
        return _by_time((entry.record.commissioner, entry) for entry in self.pairings)

    @cached_property
    def fact_by_key(self) -> Mapping[str, Fact]:
        """Facts by key."""
        return {entry.record.key: entry.record for entry in self.facts}

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The ids of each kind, broken ones included."""
        known: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
        for kind in KINDS:
            if kind.key is not None:
                known[kind.name].update(str(getattr(entry.record, kind.key)) for entry in self._of(kind.name))
        for name, broken in self.broken:
            known[name].add(broken)
        return {name: frozenset(ids) for name, ids in known.items()}


def _by_time(pairs: Iterable[tuple[str, Entry[Pairing]]]) -> Mapping[str, tuple[Entry[Pairing], ...]]:
    groups: dict[str, list[Entry[Pairing]]] = {}
    for key, entry in pairs:
        groups.setdefault(key, []).append(entry)
    return {
        key: tuple(sorted(entries, key=lambda entry: entry.record.since)) for key, entries in groups.items()
    }
