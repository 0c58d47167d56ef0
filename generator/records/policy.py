"""惠企政策: one published document, and the 政策事项 that an enterprise can get under it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from generator.eligibility.conditions import Conditions
from generator.records.base import Record
from generator.records.enterprise import Tier
from generator.records.types import (
    Count,
    Date,
    Flag,
    Level,
    Percent,
    Phone,
    RegionCode,
    Slug,
    Text,
    WebAddress,
    Whole,
)

BENEFIT_REF = r"^[a-z0-9]+(-[a-z0-9]+)*#[a-z0-9]+(-[a-z0-9]+)*$"

BenefitRef = Annotated[str, StringConstraints(pattern=BENEFIT_REF, max_length=129)]
"""A benefit of a policy, written `policy#benefit`."""

FactAnswer = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[tuple[Text, ...], Tag("<list>")],
    Discriminator(lambda value: "<list>" if isinstance(value, list | tuple) else "<text>"),
]
"""The value of a fact in an example, as written; a list for a set."""


class PolicyKind(StrEnum):
    """What a document is; a law, a list or a plan grants nothing by itself."""

    LAW = "法律法规"
    DOCUMENT = "政策文件"
    ANNOUNCEMENT = "公告"
    LIST = "名单"
    PLAN = "规划"


class Topic(StrEnum):
    """主题."""

    LADDER = "梯度培育"
    SUBSIDY = "财政奖补"
    TAX = "税收优惠"
    FINANCE = "融资"
    INNOVATION = "科技创新"
    DIGITAL = "数字化"
    GREEN = "绿色"
    TALENT = "人才"
    MARKET = "市场"
    INTELLECTUAL_PROPERTY = "知识产权"
    LAND_AND_LABOUR = "用地用工"
    RIGHTS = "权益保护"
    SERVICE_SYSTEM = "服务体系"


class Support(StrEnum):
    """支持方式: what an enterprise gets."""

    FUNDS = "资金"
    TAX = "税收"
    FINANCE = "融资"
    RECOGNITION = "认定"
    SERVICE = "服务"
    MARKET = "市场"
    TALENT = "人才"


class ClaimMode(StrEnum):
    """兑现方式: how a benefit is obtained."""

    AUTOMATIC = "免申即享"
    FAST = "快申快享"
    APPLICATION = "申报"
    RECOGNITION = "认定"


class Against(StrEnum):
    """What a record was checked against."""

    OFFICIAL = "官网"
    REPUBLISHED = "转载"


class Answer(StrEnum):
    """The three answers of a rule: a missing fact is never 'no' and never 'yes'."""

    YES = "符合"
    NO = "不符合"
    OPEN = "待核实"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Record):
    """When the record was last held against its source, and which."""

    date: Date
    against: Against


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement(Record):
    """The policy that takes this one's place from `date` on; benefits under `except` go on."""

    policy: Slug
    date: Date
    except_: Annotated[tuple[Slug, ...], Field(alias="except")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Record):
    """What a benefit is worth: `fixed` and `up_to` in whole 元, `rate` in percent, or a short text."""

    one_of: ClassVar = (("fixed", "up_to", "rate", "text"),)
    fixed: Whole | None = None
    up_to: Whole | None = None
    rate: Percent | None = None
    text: Text | None = None
    note: Text | None = None

    def __post_init__(self) -> None:
        """Hold that the amount is given in one way."""
        if not self.has_one(*self.one_of):
            raise PydanticCustomError("one_amount", "one amount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Record):
    """申报期: both days included; with `regions` it holds there only; without a day a notice sets it."""

    opens_on: Date | None = None
    closes_on: Date | None = None
    note: Text | None = None
    regions: tuple[RegionCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example(Record):
    """A worked case of the rule: facts as written, the answer, and what decides or is missing."""

    facts: dict[str, FactAnswer]
    answer: Answer
    as_of: Date | None = None
    because: Text | None = None
    needs: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Record):
    """A paper to hand in, where it comes from, and the usual trap."""

    name: Text
    from_: Annotated[Text | None, Field(alias="from")] = None
    note: Text | None = None
    trap: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """Whom to call about a benefit."""

    unit: Text
    work_phone: Phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion(Record):
    """不得重复享受: a benefit that cannot be had together with this one."""

    benefit: BenefitRef
    clause: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Helps(Record):
    """Expert domains and resources that help with a benefit."""

    experts: tuple[Text, ...] = ()
    resources: tuple[Slug, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit(Record):
    """政策事项: one thing an enterprise can get; no `windows` means that it is open all the time.

    `grants` is the 梯度 that it awards: the rule by which an enterprise climbs the next rung.
    """

    one_of: ClassVar = (("conditions", "no_conditions_because"),)
    id: Slug
    name: Text
    what: Text
    support: Annotated[tuple[Support, ...], Field(min_length=1)]
    claim: ClaimMode
    grants: Tier | None = None
    amount: Amount | None = None
    windows: tuple[Window, ...] = ()
    conditions: Conditions | None = None
    no_conditions_because: Text | None = None
    examples: tuple[Example, ...] = ()
    materials: tuple[Material, ...] = ()
    how: tuple[Text, ...] = ()
    office: RegionCode | None = None
    contact: Contact | None = None
    url: WebAddress | None = None
    excludes: tuple[Exclusion, ...] = ()
    helps: Helps | None = None

    def __post_init__(self) -> None:
        """Hold that there is a rule, or a reason why there is none."""
        if not self.has_one(*self.one_of):
            raise PydanticCustomError("conditions_or_reason", "conditions or reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Record):
    """惠企政策. `regions` empty: the whole level. `doc_no` (发文字号) is absent where there is none.

    Without `ends_on` the document is 长期有效, unless `ends_unknown` says that nobody has confirmed it.
    """

    id: Slug
    title: Text
    short_title: Text | None = None
    doc_no: Text | None = None
    issuers: Annotated[tuple[Text, ...], Field(min_length=1)]
    level: Level
    regions: tuple[RegionCode, ...] = ()
    kind: PolicyKind
    written_on: Date | None = None
    published_on: Date | None = None
    effective_on: Date | None = None
    ends_on: Date | None = None
    ends_unknown: Flag = False
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    summary: Annotated[tuple[Text, ...], Field(min_length=3, max_length=3)]
    replaces: tuple[Slug, ...] = ()
    replaced_by: Replacement | None = None
    amends: tuple[Slug, ...] = ()
    based_on: tuple[Slug, ...] = ()
    interprets: tuple[Slug, ...] = ()
    source_url: WebAddress | None = None
    checked: Checked
    review_every: Count = 180
    sample: Flag = False
    aliases: tuple[Slug, ...] = ()
    benefits: tuple[Benefit, ...] = ()

    @property
    def dated(self) -> date | None:
        """The day by which lists order: published, else written, else in force."""
        return self.published_on or self.written_on or self.effective_on
