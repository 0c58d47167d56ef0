"""Where a new record goes: the file of its kind, what that file begins with, and an id that nobody has."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256

from generator import forms
from generator.coverage import level_on, region_on
from generator.dataset import Dataset
from generator.kinds import Kind
from generator.records.types import Level
from generator.source import PRIVATE, is_reserved, named_well

Data = Mapping[str, object]


class HomelessError(Exception):
    """Where a record goes, or what its id is, cannot be told; the message says what to add."""


_FILES = {
    "contacts": "contacts.yml",
    "profile": "profiles.yml",
    "uptake": "uptake.yml",
    "submission": "submissions.yml",
    "meeting": "meetings.yml",
    "attendance": "attendance.yml",
    "certificate": "certificates.yml",
}
_JUNE = 6
_NUMBER = re.compile(r"([0-9]{4})[〕年]\s*第?([0-9]{1,5})号")
_IN_GROUP = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)-[0-9]+")


def home_of(kind: Kind, data: Data, dataset: Dataset, region: str | None) -> tuple[str, Mapping[str, str]]:
    """The path of the file of a new record, and its head where the file is new; `region` where one was named.

    Raises `HomelessError`.
    """
    if kind.path is None:
        return kind.home, {}
    if kind.private:
        office = region or _private_office(kind, data, dataset)
        folder = _folder(dataset, office).removeprefix("rosters/")
        return f"{PRIVATE}/{folder}/{_private_file(kind, _day_of(data, dataset.as_of))}", {}
    if kind.home == "rosters/":
        return _of_an_office(kind, data, dataset, region)
    path = f"{kind.home}{_inside(kind, data, dataset)}.yml"
    parts = path.removesuffix(".yml").split("/")
    if not kind.holds(path) or not all(map(named_well, parts)):
        taken = any(map(is_reserved, parts))
        form = "换一个，Windows 不让文件叫这个名字" if taken else "只用小写字母、数字和连字符"
        message = f"编号“{data.get('id', '')}”不能用，--id {form}"
        raise HomelessError(message)
    return path, {"group": parts[-1]} if kind.name == "expert" else {}


def _of_an_office(
    kind: Kind, data: Data, dataset: Dataset, region: str | None
) -> tuple[str, Mapping[str, str]]:
    if kind.name == "office":
        message = "专员办的文件夹要先建好：rosters/<代码>-<拼音>/，在里面写 office.yml"
        raise HomelessError(message)
    code = region or _region_of(kind, data, dataset)
    if code is None:
        message = "写上 --region，是哪个专员办的"
        raise HomelessError(message)
    return f"{_folder(dataset, code)}/{kind.under}.yml", {"region": code}


def _region_of(kind: Kind, data: Data, dataset: Dataset) -> str | None:
    """Where an enterprise is, and which office arranges a pairing (rule 4); a commissioner's must be named."""
    if kind.name == "enterprise":
        located = data.get("located")
        return str(located[-1]["region"]) if isinstance(located, list) and located else None
    if kind.name == "pairing":
        return _arranging(str(data.get("enterprise")), dataset, _day(data.get("since"), dataset.as_of))
    return str(data.get("id", ""))[:6] or None


def _arranging(code: str, dataset: Dataset, day: date) -> str | None:
    """The office that arranges for an enterprise on a day: the city's for a national-level one, else the county's."""
    entry = dataset.enterprise_by_code.get(code)
    if entry is None:
        return None
    place = region_on(entry.record, day)
    national = level_on(entry.record, day) is Level.NATIONAL
    region = dataset.region_by_code.get(place)
    return region.parent if region and national and region.level is Level.COUNTY else place


def _private_office(kind: Kind, data: Data, dataset: Dataset) -> str:
    """The ledger's: the office that arranges the service; facts of an enterprise: where it is; else the own one."""
    if kind.name in {"record", "request"}:
        return _office_that_serves(data, dataset)
    if kind.name == "certificate":
        return dataset.scheme.record.province
    entry = dataset.enterprise_by_code.get(str(data.get("enterprise")))
    if entry:
        return region_on(entry.record, dataset.as_of)
    if named := data.get("office") or str(data.get("commissioner", ""))[:6]:
        return str(named)
    message = "写上 --region，是哪个专员办的"
    raise HomelessError(message)


def _office_that_serves(data: Data, dataset: Dataset) -> str:
    """The office that arranges the pairing of a record's enterprise, on the day of the record."""
    spells = dataset.pairings_by_enterprise.get(str(data.get("enterprise")), ())
    day = _day_of(data, dataset.as_of)
    held = [entry for entry in spells if entry.record.holds_on(day)]
    if not held:
        message = "这家企业那天没有结对，写上 --region，是哪个专员办的"
        raise HomelessError(message)
    return held[-1].folder


def _day(written: object, otherwise: date) -> date:
    """The day that is written; another one where none is, which the check then says."""
    return date.fromisoformat(forms.day(str(written)) or otherwise.isoformat())


def _day_of(data: Data, otherwise: date) -> date:
    return _day(data.get("date") or data.get("collected_on"), otherwise)


def _private_file(kind: Kind, day: date) -> str:
    if kind.name == "record":
        return f"records/{day.year}-h{1 if day.month <= _JUNE else 2}.yml"
    if kind.name == "request":
        return f"requests/{day.year}.yml"
    return _FILES[kind.name]


def _folder(dataset: Dataset, code: str) -> str:
    office = dataset.office_by_region.get(code)
    if office is None:
        message = f"没有代码是 {code} 的专员办，写六位区划代码，核对 rosters/regions.yml"
        raise HomelessError(message)
    return office.path.rpartition("/")[0]


def _inside(kind: Kind, data: Data, dataset: Dataset) -> str:
    """The path below the home of a kind, without its ending."""
    name = str(data.get("id", ""))
    if kind.name == "policy":
        folders = {entry.path.split("/")[2] for entry in dataset.policies}
        known = [folder for folder in folders if name.startswith(f"{folder}-")]
        return f"{max(known, key=len) if known else re.split(r'-[0-9]{4}', name)[0]}/{name}"
    if kind.name == "activity":
        held = data.get("held")
        first = held.get("from") if isinstance(held, Mapping) else None
        return f"{_day(first, dataset.as_of).year}/{name}"
    if kind.name == "training-session":
        return str(_day_of(data, dataset.as_of).year)
    if kind.name == "expert":
        return _group(name, dataset)
    return name


def _group(name: str, dataset: Dataset) -> str:
    """The file of an expert's group, which the id begins with."""
    groups = sorted({entry.path.rpartition("/")[2].removesuffix(".yml") for entry in dataset.experts})
    group = group_of(name, groups)
    if group is None:
        known = f"{groups[0]}-99；现有的组：{'、'.join(groups)}" if groups else "law-01"
        message = f"编号以专家组的文件名开头，后面是序号，例如 {known}"
        raise HomelessError(message)
    return group


def group_of(identity: str, groups: Collection[str]) -> str | None:
    """The group whose file an expert's id begins with, or the new one that it begins with a number: law of law-01."""
    known = [group for group in groups if identity.startswith(f"{group}-")]
    begun = _IN_GROUP.fullmatch(identity)
    return max(known, key=len) if known else begun and begun[1]


def new_id(kind: Kind, data: Data, dataset: Dataset, region: str | None) -> str:
    """An id for a new record that has none. Raises `HomelessError` where a clerk has to give it."""
    if kind.name == "commissioner" and region:
        return _next(f"{region}-", _taken("commissioner", dataset), 3)
    if kind.name in {"record", "request"}:
        digest = sha256(repr(sorted(data.items())).encode()).hexdigest()[:8]
        return f"{'r' if kind.name == 'record' else 'q'}-{_day_of(data, dataset.as_of):%Y%m%d}-{digest}"
    if kind.name == "policy" and (made := _policy_id(data, dataset)):
        return made
    message = {
        "policy": "写上 --id：发文机关的代字加年份和序号，例如 miit-2026-2",
        "commissioner": "写上 --region，是哪个专员办的",
    }.get(kind.name, "写上 --id：小写字母、数字和连字符")
    raise HomelessError(message)


def _policy_id(data: Data, dataset: Dataset) -> str | None:
    """The folder of the issuer, and the year and the number of the 发文字号."""
    issuers = data.get("issuers")
    number = _NUMBER.search(str(data.get("doc_no", "")))
    if number is None or not isinstance(issuers, list):
        return None
    same = [entry for entry in dataset.policies if list(entry.record.issuers) == issuers]
    if not same:
        return None
    folder = Counter(entry.path.split("/")[2] for entry in same).most_common(1)[0][0]
    made = f"{folder}-{number[1]}-{int(number[2])}"
    return None if made in _taken("policy", dataset) else made


def _next(prefix: str, taken: frozenset[str], digits: int) -> str:
    numbers = [
        int(name.removeprefix(prefix)) for name in taken if re.fullmatch(rf"{re.escape(prefix)}[0-9]+", name)
    ]
    return f"{prefix}{max(numbers, default=0) + 1:0{digits}}"


def _taken(kind: str, dataset: Dataset) -> frozenset[str]:
    """The ids that records have or had, and those that were retired."""
    earlier = (
        name for entry in dataset.entries.get(kind, ()) for name in getattr(entry.record, "aliases", ())
    )
    retired = (entry.record.id for entry in dataset.retired if entry.record.kind.value == kind)
    return dataset.ids[kind] | {*earlier, *retired}
