"""The kinds of record and the files that hold them: the one table that knows."""

import re
from dataclasses import KW_ONLY, dataclass
from functools import cache

from generator.records.activity import Activity
from generator.records.annex import ANNEXES
from generator.records.base import Record
from generator.records.case import Case
from generator.records.client import Contacts, Profile, Uptake
from generator.records.commissioner import Commissioner, CommissionerFile
from generator.records.enterprise import Enterprise, EnterpriseFile
from generator.records.expert import Expert, ExpertFile
from generator.records.fact import Fact
from generator.records.holiday import HolidayYear
from generator.records.office import Office
from generator.records.pairing import Pairing, PairingFile
from generator.records.policy import Policy
from generator.records.province import (
    Commendation,
    ContactGroup,
    ContactGroupFile,
    Retired,
    TaskForce,
    Waiver,
)
from generator.records.region import Region
from generator.records.reporting import Attendance, Certificate, Meeting, Submission
from generator.records.request import ServiceRequest
from generator.records.resource import Resource
from generator.records.scheme import Scheme
from generator.records.service import ServiceRecord
from generator.records.training import TrainingFile, TrainingSession
from generator.source import PRIVATE

_NAME = "[a-z0-9-]+"
_OFFICE = rf"rosters/(?:\d{{6}}-{_NAME}/){{1,2}}"
_PRIVATE = rf"{PRIVATE}/(?:\d{{6}}-{_NAME}/){{1,2}}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name, its Chinese label and its record type, and where its files lie.

    `home` is its one file, or with `path` (the form of the paths) the folder of its files. `key` names a
    record, None where records have no name. `many`: a file is a list of records; `under`: it is a mapping
    of the type `file` that holds them under this key. `required`: nothing can be checked without it.
    """

    name: str
    label: str
    record: type[Record]
    _: KW_ONLY
    home: str
    path: str | None = None
    key: str | None = "id"
    many: bool = False
    under: str | None = None
    file: type[Record] | None = None
    required: bool = False

    @property
    def private(self) -> bool:
        """Whether only the internal edition knows the kind."""
        return self.home == f"{PRIVATE}/"

    @property
    def single(self) -> bool:
        """Whether a file holds one record."""
        return not self.many and self.under is None

    def holds(self, path: str) -> bool:
        """Whether a file of this path holds the kind."""
        if self.path is None:
            return path == self.home
        return path.startswith(self.home) and re.fullmatch(self.path, path) is not None


KINDS = (
    Kind("scheme", "制度参数", Scheme, home="rosters/scheme.yml", key="province", required=True),
    Kind("region", "行政区划", Region, home="rosters/regions.yml", key="code", many=True, required=True),
    Kind(
        "holiday-year",
        "放假安排",
        HolidayYear,
        home="rosters/holidays.yml",
        key="year",
        many=True,
        required=True,
    ),
    Kind("fact", "企业指标", Fact, home="content/facts.yml", key="key", many=True, required=True),
    Kind("office", "专员办", Office, path=rf"{_OFFICE}office\.yml", home="rosters/", key="region"),
    Kind(
        "enterprise",
        "企业",
        Enterprise,
        path=rf"{_OFFICE}enterprises\.yml",
        home="rosters/",
        key="code",
        under="enterprises",
        file=EnterpriseFile,
    ),
    Kind(
        "commissioner",
        "服务专员",
        Commissioner,
        path=rf"{_OFFICE}commissioners\.yml",
        home="rosters/",
        under="commissioners",
        file=CommissionerFile,
    ),
    Kind(
        "pairing",
        "结对",
        Pairing,
        path=rf"{_OFFICE}pairings\.yml",
        home="rosters/",
        key=None,
        under="pairings",
        file=PairingFile,
    ),
    Kind(
        "expert",
        "服务专家",
        Expert,
        path=rf"rosters/experts/{_NAME}\.yml",
        home="rosters/experts/",
        under="experts",
        file=ExpertFile,
    ),
    Kind("task-force", "服务专班", TaskForce, home="rosters/task-force.yml", key=None),
    Kind(
        "contact-group",
        "服务工作联系群",
        ContactGroup,
        home="rosters/contact-groups.yml",
        under="groups",
        file=ContactGroupFile,
    ),
    Kind("waiver", "豁免", Waiver, home="rosters/waivers.yml", key=None, many=True),
    Kind("retired", "停用编号", Retired, home="rosters/retired.yml", key=None, many=True),
    Kind("commendation", "表扬", Commendation, home="rosters/commendations.yml", key=None, many=True),
    *(
        Kind(
            f"annex-{number}",
            f"附件{number}的列",
            record,
            path=rf"rosters/annexes/{number}\.yml",
            home="rosters/annexes/",
            key=None,
        )
        for number, record in enumerate(ANNEXES, 1)
    ),
    Kind("policy", "政策", Policy, path=rf"content/policies/{_NAME}/{_NAME}\.yml", home="content/policies/"),
    Kind(
        "resource", "助企资源", Resource, path=rf"content/resources/{_NAME}\.yml", home="content/resources/"
    ),
    Kind(
        "activity",
        "公共服务活动",
        Activity,
        path=rf"content/activities/\d{{4}}/{_NAME}\.yml",
        home="content/activities/",
    ),
    Kind("case", "典型案例", Case, path=rf"content/cases/{_NAME}\.yml", home="content/cases/"),
    Kind(
        "training-session",
        "培训",
        TrainingSession,
        path=r"content/trainings/\d{4}\.yml",
        home="content/trainings/",
        under="sessions",
        file=TrainingFile,
    ),
    *(
        Kind(name, label, record, home=f"{PRIVATE}/", path=f"{_PRIVATE}{files}", key=key, many=True)
        for name, label, record, files, key in (
            ("contacts", "企业联系人", Contacts, r"contacts\.yml", None),
            ("profile", "企业画像", Profile, r"profiles\.yml", None),
            ("record", "服务台账记录", ServiceRecord, rf"records/\d{{4}}-h[12](?:/{_NAME})?\.yml", "id"),
            ("request", "诉求", ServiceRequest, rf"requests/\d{{4}}(?:/{_NAME})?\.yml", "id"),
            ("uptake", "政策兑现情况", Uptake, r"uptake\.yml", None),
            ("submission", "报送", Submission, r"submissions\.yml", None),
            ("meeting", "会议", Meeting, r"meetings\.yml", None),
            ("attendance", "培训出勤", Attendance, r"attendance\.yml", None),
            ("certificate", "证书", Certificate, r"certificates\.yml", "number"),
        )
    ),
)


KIND = {kind.name: kind for kind in KINDS}


def kind_of(path: str) -> Kind | None:
    """The kind that a file of this path holds."""
    return next((kind for kind in KINDS if kind.holds(path)), None)


@cache
def folder_code(path: str) -> str:
    """The code of the region in whose folder, or below it, a file lies."""
    folder = path.rpartition("/")[0]
    name = folder.rpartition("/")[2]
    return name[:6] if name[6:7] == "-" or not folder.startswith(PRIVATE) else folder_code(folder)


@cache
def inside_office(path: str) -> str:
    """A private file's path below the folder of its office: contacts.yml, records/2026-h1.yml."""
    return re.sub(rf"^{_PRIVATE}", "", path)


def identity(kind: Kind, path: str) -> str:
    """The id that a file's place promises: the folder's code for an office, else the file's name."""
    return folder_code(path) if kind.name == "office" else path.rpartition("/")[2].partition(".")[0].lower()


def kinds_below(path: str) -> tuple[Kind, ...]:
    """The kinds of which records may stand in a folder, or in a file that should be one or is named wrong."""
    inside = f"{path}/"
    return tuple(kind for kind in KINDS if kind.home.startswith(inside) or inside.startswith(kind.home))
