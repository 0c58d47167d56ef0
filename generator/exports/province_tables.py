"""The tables of what stands over the roster: 专班, 联系群, 表扬, 豁免, and the lists that data refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.exports.table import Column, Table, listed, places, yes
from generator.kinds import KIND
from generator.portal import Portal
from generator.records.fact import Fact
from generator.records.province import (
    Commendation,
    ContactGroup,
    Retired,
    TaskForce,
    TaskForceMember,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class _Member:
    force: TaskForce
    member: TaskForceMember


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    working: bool
    notice: str
    provisional: bool


def _members(portal: Portal) -> Iterator[_Member]:
    for entry in portal.dataset.task_forces:
        for member in entry.record.members:
            yield _Member(entry.record, member)


def _groups(portal: Portal) -> list[ContactGroup]:
    return sorted((entry.record for entry in portal.dataset.contact_groups), key=lambda group: group.id)


def _commendations(portal: Portal) -> list[Commendation]:
    return sorted(
        (entry.record for entry in portal.dataset.commendations),
        key=lambda record: (record.year, record.unit or "", record.commissioner or "", record.for_),
    )


def _waivers(portal: Portal) -> list[Waiver]:
    return sorted(
        (entry.record for entry in portal.dataset.waivers),
        key=lambda record: (
            record.rule,
            record.region or "",
            record.enterprise or "",
            str(record.awarded_on or ""),
            record.until,
        ),
    )


def _retired(portal: Portal) -> list[Retired]:
    return sorted(
        (entry.record for entry in portal.dataset.retired), key=lambda record: (record.kind, record.id)
    )


def _facts(portal: Portal) -> list[Fact]:
    return sorted((entry.record for entry in portal.dataset.facts), key=lambda fact: fact.key)


def _days(portal: Portal) -> list[_Day]:
    days = (
        _Day(day, working, year.notice, year.provisional)
        for year in (entry.record for entry in portal.dataset.holidays)
        for working, days in ((False, year.closed), (True, year.working))
        for day in days
    )
    return sorted(days, key=lambda day: day.day)


def _honoured(portal: Portal, row: Commendation) -> str | None:
    person = portal.roster.commissioner_by_id.get(row.commissioner or "")
    return person.record.name if person else None


def _waived(portal: Portal, row: Waiver) -> str | None:
    enterprise = portal.roster.enterprise_by_code.get(row.enterprise or "")
    return enterprise.record.name if enterprise else None


TASK_FORCE = Table(
    name="task-force",
    label="服务专班",
    about="专班的一个成员单位一行",
    rows=_members,
    columns=(
        Column("专班", lambda _, row: row.force.name),
        Column("牵头", lambda _, row: row.force.leader),
        Column("办公室所在处室", lambda _, row: row.force.office_unit),
        Column("成员单位", lambda _, row: row.member.unit),
        Column("职责", lambda _, row: row.member.role),
    ),
)

CONTACT_GROUPS = Table(
    name="contact-groups",
    label="服务工作联系群",
    about="一个群一行；成员是这些专员办的专员",
    rows=_groups,
    columns=(
        Column("群编号", lambda _, row: row.id),
        Column("名称", lambda _, row: row.name),
        Column("群的种类", lambda _, row: row.channel.value),
        Column("功能", lambda _, row: listed(row.functions)),
        Column("专员办", lambda portal, row: places(portal, row.offices)),
    ),
)

COMMENDATIONS = Table(
    name="commendations",
    label="表扬",
    about="一次表扬一行，单位和专员写一个",
    rows=_commendations,
    columns=(
        Column("年份", lambda _, row: row.year),
        Column("单位", lambda _, row: row.unit),
        Column("专员编号", lambda _, row: row.commissioner, code=True),
        Column("专员姓名", _honoured),
        Column("事由", lambda _, row: row.for_),
    ),
)

WAIVERS = Table(
    name="waivers",
    label="豁免",
    about="一条豁免一行：暂时允许的缺口",
    rows=_waivers,
    columns=(
        Column("规则代码", lambda _, row: row.rule),
        Column("地区", lambda portal, row: places(portal, filter(None, [row.region]))),
        Column("统一社会信用代码", lambda _, row: row.enterprise, code=True),
        Column("企业名称", _waived),
        Column("认定日期", lambda _, row: row.awarded_on, "豁免这一批认定的企业"),
        Column("豁免到", lambda _, row: row.until, "当天仍有效"),
        Column("原因", lambda _, row: row.reason.value),
    ),
)

RETIRED = Table(
    name="retired",
    label="停用编号",
    about="已经删除、不再使用的编号",
    rows=_retired,
    columns=(
        Column("种类", lambda _, row: KIND[row.kind].label),
        Column("编号", lambda _, row: row.id, code=True),
    ),
)

FACTS = Table(
    name="facts",
    label="企业指标",
    about="申报条件用到的指标，一个一行",
    rows=_facts,
    columns=(
        Column("指标的键", lambda _, row: row.key),
        Column("指标名称", lambda _, row: row.label),
        Column("值的种类", lambda _, row: row.kind.value, "money是整数元，percent是百分比"),
        Column("单位", lambda _, row: row.unit),
        Column("可选的值", lambda _, row: listed(row.values)),
        Column("填法", lambda _, row: row.asked_as),
    ),
)

HOLIDAYS = Table(
    name="holidays",
    label="放假安排",
    about="一个放假或补班的日子一行",
    rows=_days,
    columns=(
        Column("日期", lambda _, row: row.day),
        Column("安排", lambda _, row: "补班" if row.working else "放假"),
        Column("通知文号", lambda _, row: row.notice),
        Column("暂定", lambda _, row: yes(row.provisional), "通知还没有公布"),
    ),
)
