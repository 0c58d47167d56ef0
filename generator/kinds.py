"""The kinds of record and the files that hold them: the one table that knows."""

import re
from dataclasses import dataclass

from generator.records.base import Record
from generator.records.fact import Fact
from generator.records.holiday import HolidayYear
from generator.records.office import Office
from generator.records.policy import Policy
from generator.records.region import Region
from generator.records.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: its Chinese label, the paths of its files, its record type and the field that names it.

    `many`: a file holds a list of records. `required`: the one file without which nothing can be checked.
    """

    name: str
    label: str
    path: re.Pattern[str]
    record: type[Record]
    key: str
    many: bool = False
    required: str | None = None


KINDS = (
    Kind(
        name="scheme",
        label="制度参数",
        path=re.compile(r"rosters/scheme\.yml"),
        record=Scheme,
        key="province",
        required="rosters/scheme.yml",
    ),
    Kind(
        name="region",
        label="行政区划",
        path=re.compile(r"rosters/regions\.yml"),
        record=Region,
        key="code",
        many=True,
        required="rosters/regions.yml",
    ),
    Kind(
        name="holiday-year",
        label="放假安排",
        path=re.compile(r"rosters/holidays\.yml"),
        record=HolidayYear,
        key="year",
        many=True,
        required="rosters/holidays.yml",
    ),
    Kind(
        name="fact",
        label="企业指标",
        path=re.compile(r"content/facts\.yml"),
        record=Fact,
        key="key",
        many=True,
        required="content/facts.yml",
    ),
    Kind(
        name="office",
        label="专员办",
        path=re.compile(r"rosters/(?:\d{6}-[a-z0-9-]+/){1,2}office\.yml"),
        record=Office,
        key="region",
    ),
    Kind(
        name="policy",
        label="政策",
        path=re.compile(r"content/policies/[a-z0-9-]+/[a-z0-9-]+\.yml"),
        record=Policy,
        key="id",
    ),
)


KIND = {kind.name: kind for kind in KINDS}


def kind_of(path: str) -> Kind | None:
    """The kind that a file of this path holds."""
    return next((kind for kind in KINDS if kind.path.fullmatch(path)), None)


def identity(kind: Kind, path: str) -> str:
    """The id that a file's place promises: the folder's code for an office, else the file's name."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2][:6] if kind.name == "office" else name.partition(".")[0].lower()


def kinds_below(path: str) -> frozenset[str]:
    """The kinds of which records may stand in a folder, or in a file that should be one or is named wrong."""
    homes = {"office": "rosters/", "policy": "content/policies/"}
    inside = f"{path}/"
    return frozenset(
        kind.name
        for kind in KINDS
        if (home := kind.required or homes[kind.name]).startswith(inside) or inside.startswith(home)
    )
