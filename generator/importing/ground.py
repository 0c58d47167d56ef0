"""What the rows of a sheet are read against: the places of a region, and who and what is known there."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from generator.coverage import post_on
from generator.dataset import Entry
from generator.importing.cells import clean
from generator.importing.places import Places, folded
from generator.importing.values import RefusedError, Row
from generator.nearest import Nearest
from generator.records.client import Profile
from generator.records.commissioner import Commissioner
from generator.records.enterprise import Enterprise
from generator.records.policy import Policy
from generator.records.service import ServiceRecord
from generator.rules.codes import meant

_Of = TypeVar("_Of", ServiceRecord, Profile)


@dataclass(frozen=True)
class Ground(Places):
    """A dataset and the region whose rows are imported.

    `given` are the numbers given to new people and experts, `met` the ids of the service records that rows told of.
    """

    given: dict[str, int] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def enterprise(self, row: Row) -> Entry[Enterprise]:
        """The enterprise that a row names by its code, or by its name. Raises `RefusedError`."""
        name = row.value("enterprise")
        if code := row.value("code"):
            entry = self.dataset.enterprise_by_code.get(code)
            if entry is None:
                raise self._no_enterprise(row, code)
            if name and folded(name) not in set(_enterprise_names(entry.record)):
                raise RefusedError(
                    row.address("enterprise"),
                    f"代码{code}是“{entry.record.name}”，这里写的是“{name}”",
                    "核对这一行的代码和名称",
                )
            return entry
        if name is None:
            raise RefusedError("", "没有写企业", "写统一社会信用代码或企业名称")
        found = self._enterprises.get(folded(name), ())
        within = [entry for entry in found if entry.folder in self.codes] or found
        if len(within) == 1:
            return within[0]
        if within:
            codes = "、".join(entry.record.code for entry in within)
            raise RefusedError(
                row.address("enterprise"), f"叫“{name}”的企业有{len(within)}家：{codes}", "写代码"
            )
        near = self._enterprise_names.closest(folded(name))
        known = self._enterprises[near][0].record if near else None
        raise RefusedError(
            row.address("enterprise"),
            f"没有叫“{name}”的企业",
            f"核对名称，或写代码；名称相近的有“{known.name}”（{known.code}）"
            if known
            else "核对名称；还没有的企业先用 portal import --kind enterprise 导入",
        )

    def _no_enterprise(self, row: Row, code: str) -> RefusedError:
        if ("enterprise", code) in self.dataset.broken:
            return RefusedError(row.address("code"), f"企业“{code}”的资料有错误", "运行 portal check，先改好")
        near = meant(code, self._codes)
        return RefusedError(
            row.address("code"),
            f"没有代码为“{code}”的企业",
            f"是 {near} 就改成它"
            if near
            else "核对代码；还没有的企业先用 portal import --kind enterprise 导入",
        )

    @cached_property
    def _codes(self) -> Nearest:
        return Nearest(self.dataset.enterprise_by_code)

    @cached_property
    def _enterprises(self) -> Mapping[str, Sequence[Entry[Enterprise]]]:
        found: dict[str, list[Entry[Enterprise]]] = {}
        for entry in self.dataset.enterprises:
            for name in dict.fromkeys(_enterprise_names(entry.record)):
                found.setdefault(name, []).append(entry)
        return found

    @cached_property
    def _enterprise_names(self) -> Nearest:
        return Nearest(self._enterprises)

    def commissioner(self, row: Row, *, among: Iterable[str] = ()) -> Entry[Commissioner]:
        """The commissioner that a row names by id, or by name and unit; `among`: ids of those who are likely meant.

        Raises `RefusedError`.
        """
        name = row.value("name")
        if identity := row.value("id"):
            return self._by_id(row, identity, name)
        if name is None:
            raise RefusedError("", "没有写专员", "写专员编号，或姓名")
        unit = row.value("unit")
        found = [
            entry
            for entry in self._people.get(folded(name), ())
            if unit is None or folded(unit) in {folded(post.unit) for post in entry.record.posts}
        ]
        likely = set(among)
        for narrower in (
            [entry for entry in found if entry.record.id in likely],
            [entry for entry in found if entry.folder in self.codes],
            [entry for entry in found if post_on(entry.record, self.dataset.as_of)],
        ):
            found = narrower or found
        if len(found) == 1:
            return found[0]
        if found:
            listed = "、".join(f"{entry.record.id}（{entry.record.posts[-1].unit}）" for entry in found)
            raise RefusedError(
                row.address("name"), f"叫“{name}”的专员有{len(found)}名：{listed}", "写专员编号"
            )
        raise self._nobody(row, name, unit)

    def _by_id(self, row: Row, identity: str, name: str | None) -> Entry[Commissioner]:
        entry = self.dataset.commissioner_by_id.get(identity)
        if entry is None:
            broken = ("commissioner", identity) in self.dataset.broken
            raise RefusedError(
                row.address("id"),
                f"专员{identity}的资料有错误" if broken else f"没有编号为“{identity}”的专员",
                "运行 portal check，先改好"
                if broken
                else "核对编号；还没有的专员先用 portal import --kind commissioner 导入",
            )
        if name and folded(name) != folded(entry.record.name):
            raise RefusedError(
                row.address("name"),
                f"编号{identity}是“{entry.record.name}”，这里写的是“{name}”",
                "核对编号和姓名",
            )
        return entry

    def _nobody(self, row: Row, name: str, unit: str | None) -> RefusedError:
        same = self._people.get(folded(name), ())
        if same and unit:
            units = "、".join(f"{entry.record.posts[-1].unit}（{entry.record.id}）" for entry in same)
            return RefusedError(
                row.address("unit", "name"),
                f"“{unit}”没有叫“{name}”的专员",
                f"叫这个名字的在{units}；写专员编号",
            )
        return RefusedError(
            row.address("name"),
            f"没有叫“{name}”的专员",
            "核对姓名；还没有的专员先用 portal import --kind commissioner 导入",
        )

    @cached_property
    def _people(self) -> Mapping[str, Sequence[Entry[Commissioner]]]:
        found: dict[str, list[Entry[Commissioner]]] = {}
        for entry in self.dataset.commissioners:
            found.setdefault(folded(entry.record.name), []).append(entry)
        return found

    @cached_property
    def records_by_enterprise(self) -> Mapping[str, Sequence[Entry[ServiceRecord]]]:
        """The service records by the code of the enterprise."""
        return _by_enterprise(self.dataset.records)

    def record(self, identity: str, enterprise: str, address: str) -> Entry[ServiceRecord] | None:
        """The service record of an enterprise by its id. Raises `RefusedError` for one of another enterprise."""
        entry = self._records.get(identity)
        if entry is None:
            return None
        if entry.record.enterprise != enterprise:
            raise RefusedError(
                address,
                f"记录{identity}是{entry.record.enterprise}的，这里是{enterprise}",
                "核对记录编号和企业",
            )
        self.hold_here(entry.folder, address, "这条记录归")
        return entry

    @cached_property
    def _records(self) -> Mapping[str, Entry[ServiceRecord]]:
        return {entry.record.id: entry for entry in self.dataset.records}

    @cached_property
    def policies_by_name(self) -> Mapping[str, Sequence[Policy]]:
        """The policies by id, title, short title and document number."""
        found: dict[str, dict[str, Policy]] = {}
        for policy in (entry.record for entry in self.dataset.policies):
            for name in filter(None, (policy.id, policy.title, policy.short_title, policy.doc_no)):
                found.setdefault(folded(name), {})[policy.id] = policy
        return {name: tuple(policies.values()) for name, policies in found.items()}

    @cached_property
    def profiles_by_enterprise(self) -> Mapping[str, Sequence[Entry[Profile]]]:
        """The profiles by the code of the enterprise."""
        return _by_enterprise(self.dataset.profiles)

    def next_number(self, prefix: str, used: Iterable[str]) -> int:
        """The next number behind a prefix that no id has or had, and that was not given before."""
        numbers = [
            int(found[1]) for name in used if (found := re.fullmatch(rf"{prefix}-([0-9]{{1,6}})", name))
        ]
        self.given[prefix] = max([self.given.get(prefix, 0), *numbers]) + 1
        return self.given[prefix]

    def used(self, kind: str) -> Iterator[str]:
        """All ids of a kind: those in use, those that were, and those that may not come back."""
        yield from self.dataset.ids[kind]
        for entry in self.dataset.entries.get(kind, ()):
            yield from getattr(entry.record, "aliases", ())
        yield from (entry.record.id for entry in self.dataset.retired if entry.record.kind.value == kind)


def _by_enterprise(entries: Iterable[Entry[_Of]]) -> Mapping[str, Sequence[Entry[_Of]]]:
    found: dict[str, list[Entry[_Of]]] = {}
    for entry in entries:
        found.setdefault(entry.record.enterprise, []).append(entry)
    return found


def _enterprise_names(enterprise: Enterprise) -> Iterator[str]:
    yield folded(enterprise.name)
    yield from (folded(former.name) for former in enterprise.former_names)


def same(stored: object, given: object) -> bool:
    """Whether a file holds a value already; blanks that a cell would lose are left aside."""
    if isinstance(stored, str) and isinstance(given, str):
        return stored == given or clean(stored) == clean(given)
    if isinstance(stored, list) and isinstance(given, list):
        return len(stored) == len(given) and all(map(same, stored, given))
    return stored == given
