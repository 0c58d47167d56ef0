"""附件的列: which columns each annex of the notice has, in which order, under which words (rosters/annexes/)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.types import Text


class OfficeValue(StrEnum):
    """What a column of annex 1 can say of an office."""

    NUMBER = "序号"
    CITY = "设区市"
    COUNTY = "县(市、区)"
    REGION_CODE = "区划代码"
    LEVEL = "级别"
    UNIT = "单位名称"
    DIVISION = "承担处(科)室"
    LEADER = "分管领导"
    CONTACT = "联系人"
    PHONE = "办公电话"
    EMAIL = "邮箱"
    ADDRESS = "地址"
    HOURS = "办公时间"


class CommissionerValue(StrEnum):
    """What a column of annex 2 can say of a commissioner and of an enterprise that they serve."""

    NUMBER = "序号"
    ID = "专员编号"
    NAME = "姓名"
    UNIT = "工作单位"
    UNIT_KIND = "单位性质"
    POSITION = "职务"
    OFFICE = "所属专员办"
    PHONE = "办公电话"
    ENTERPRISE = "对接企业"
    CREDIT_CODE = "统一社会信用代码"
    LEVEL = "企业级别"
    COUNTY = "企业所在县(市、区)"
    SINCE = "对接起"
    UNTIL = "对接止"
    REASON = "变更原因"
    REPORTED_ON = "变更报送日期"
    TRAININGS = "培训"
    CERTIFICATE = "证书编号"


class LedgerValue(StrEnum):
    """What a column of annexes 3 and 4 can say of a service record or of a request."""

    NUMBER = "序号"
    CITY = "设区市"
    COUNTY = "县(市、区)"
    ID = "记录编号"
    COMMISSIONER = "专员"
    COMMISSIONER_ID = "专员编号"
    ENTERPRISE = "服务企业"
    CREDIT_CODE = "统一社会信用代码"
    DATE = "服务时间"
    CHANNEL = "服务方式"
    SERVICES = "服务类别"
    POLICIES = "速递的政策"
    CONTENT = "服务内容"
    OUTCOME = "取得的成效"
    PROBLEMS = "困难问题"
    REQUESTS = "服务诉求"
    RIGID = "是否政策刚性约束"
    PROGRESS = "办理进展"
    ANSWERED_ON = "反馈时间"


class SummaryValue(StrEnum):
    """What a column of annex 5 can say of an office or of a commissioner."""

    NUMBER = "序号"
    CITY = "设区市"
    COUNTY = "县(市、区)"
    COMMISSIONER = "专员"
    COMMISSIONER_ID = "专员编号"
    COMMISSIONERS = "专员数"
    ENTERPRISES = "对接企业数"
    NATIONAL = "国家级企业数"
    PROVINCIAL = "省级企业数"
    CONTACTS = "联系次数"
    VISITS = "现场走访次数"
    COLLECTED = "收集问题数"
    PROBLEMS = "困难问题数"
    SOLVED = "已解决数"
    RAISED = "上报转办数"
    UNSOLVED = "办理中数"
    RIGID = "政策刚性约束数"
    DELIVERIES = "政策速递次数"
    MATCHES = "资源对接次数"
    GRANTED = "兑现事项数"
    AMOUNT = "兑现金额(元)"
    RESULTS = "主要成效"
    COMMON = "共性问题"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeColumn(Record):
    """A column of annex 1; without `label` its header is the word of its value."""

    value: OfficeValue
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionerColumn(Record):
    """A column of annex 2."""

    value: CommissionerValue
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerColumn(Record):
    """A column of annex 3 or 4."""

    value: LedgerValue
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryColumn(Record):
    """A column of annex 5."""

    value: SummaryValue
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAnnex(Record):
    """附件1 服务专员办信息表: a row an office."""

    title: Text
    note: Text
    columns: Annotated[tuple[OfficeColumn, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionerAnnex(Record):
    """附件2 服务专员库: a row a commissioner and an enterprise that they serve."""

    title: Text
    note: Text
    columns: Annotated[tuple[CommissionerColumn, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAnnex(Record):
    """附件3 服务台账, 附件4 服务台账汇总表: a row a service record."""

    title: Text
    note: Text
    columns: Annotated[tuple[LedgerColumn, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryAnnex(Record):
    """附件5 服务情况汇总表, in two layouts: a row a county, a row a commissioner."""

    title: Text
    note: Text
    by_county: Annotated[tuple[SummaryColumn, ...], Field(min_length=1)]
    by_commissioner: Annotated[tuple[SummaryColumn, ...], Field(min_length=1)]


Annex = OfficeAnnex | CommissionerAnnex | LedgerAnnex | SummaryAnnex
AnnexColumn = OfficeColumn | CommissionerColumn | LedgerColumn | SummaryColumn

ANNEXES: tuple[type[Annex], ...] = (OfficeAnnex, CommissionerAnnex, LedgerAnnex, LedgerAnnex, SummaryAnnex)
"""The record types of the column maps of annexes 1 to 5."""
