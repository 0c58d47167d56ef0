"""The tables of what helps beside the policies: experts, resources, activities, cases, trainings."""

from collections.abc import Callable
from typing import TypeVar

from generator.dataset import Entry
from generator.exports.table import Column, Table, listed, places, sentences, yes
from generator.portal import Portal
from generator.records.activity import Activity
from generator.records.case import Case
from generator.records.expert import Expert
from generator.records.resource import Resource
from generator.records.training import TrainingSession

_Identified = TypeVar("_Identified", Expert, Resource, Activity, Case, TrainingSession)
_INVENTED = "“是”的为虚构"


def _sorted(
    entries: Callable[[Portal], tuple[Entry[_Identified], ...]],
) -> Callable[[Portal], list[_Identified]]:
    """The records of a kind by id."""
    return lambda portal: sorted((entry.record for entry in entries(portal)), key=lambda record: record.id)


EXPERTS: Table[Expert] = Table(
    name="experts",
    label="服务专家",
    about="一位专家一行",
    rows=_sorted(lambda portal: portal.dataset.experts),
    columns=(
        Column("专家编号", lambda _, row: row.id),
        Column("姓名", lambda _, row: row.name),
        Column("所在机构", lambda _, row: row.institution),
        Column("机构类别", lambda _, row: row.institution_kind.value),
        Column("领域", lambda _, row: listed(row.domains)),
        Column("适用行业", lambda _, row: listed(row.industries), "空着就是全部行业"),
        Column("服务地区", lambda portal, row: places(portal, row.regions)),
        Column("办公电话", lambda _, row: row.work_phone, code=True),
        Column("简介", lambda _, row: row.profile),
    ),
)

RESOURCES: Table[Resource] = Table(
    name="resources",
    label="助企资源",
    about="一项资源一行",
    rows=_sorted(lambda portal: portal.dataset.resources),
    columns=(
        Column("资源编号", lambda _, row: row.id),
        Column("名称", lambda _, row: row.name),
        Column("资源种类", lambda _, row: listed(row.kinds)),
        Column("供给方式", lambda _, row: row.supply.value),
        Column("提供单位", lambda _, row: row.provider),
        Column("领域", lambda _, row: listed(row.domains)),
        Column("能力主题", lambda _, row: listed(row.themes)),
        Column("适用行业", lambda _, row: listed(row.industries), "空着就是全部行业"),
        Column("服务地区", lambda portal, row: places(portal, row.regions)),
        Column("得到什么", lambda _, row: row.what),
        Column("怎么办理", lambda _, row: sentences(row.how)),
        Column("联系单位", lambda _, row: row.contact.unit),
        Column("办公电话", lambda _, row: row.contact.work_phone, code=True),
        Column("收费", lambda _, row: row.fee and row.fee.value),
        Column("提供到", lambda _, row: row.valid_until, "当天仍提供；空着就是长期提供"),
        Column("示例", lambda _, row: yes(row.sample), _INVENTED),
    ),
)

ACTIVITIES: Table[Activity] = Table(
    name="activities",
    label="公共服务活动",
    about="一场活动一行",
    rows=_sorted(lambda portal: portal.dataset.activities),
    columns=(
        Column("活动编号", lambda _, row: row.id),
        Column("名称", lambda _, row: row.name),
        Column("系列", lambda _, row: row.series.value),
        Column("第一天", lambda _, row: row.held.from_),
        Column("最后一天", lambda _, row: row.held.to),
        Column("报名开始", lambda _, row: row.register.opens_on),
        Column("报名截止", lambda _, row: row.register.closes_on, "当天仍可报名"),
        Column("地点", lambda _, row: row.place),
        Column("面向谁", lambda _, row: row.for_),
        Column("怎么报名", lambda _, row: sentences(row.how)),
        Column("面向地区", lambda portal, row: places(portal, row.regions, portal.province.name)),
        Column("示例", lambda _, row: yes(row.sample), _INVENTED),
    ),
)

CASES: Table[Case] = Table(
    name="cases",
    label="典型案例",
    about="一个案例一行",
    rows=_sorted(lambda portal: portal.dataset.cases),
    columns=(
        Column("案例编号", lambda _, row: row.id),
        Column("种类", lambda _, row: row.kind.value),
        Column("标题", lambda _, row: row.title),
        Column("地区", lambda portal, row: portal.place_names[row.region]),
        Column("日期", lambda _, row: row.date),
        Column("正文", lambda _, row: row.text, "Markdown，空一行分段"),
        Column("用到的政策", lambda _, row: listed(row.policies), "政策编号"),
        Column("示例", lambda _, row: yes(row.sample), _INVENTED),
    ),
)

TRAININGS: Table[TrainingSession] = Table(
    name="trainings",
    label="培训",
    about="一场培训一行",
    rows=_sorted(lambda portal: portal.dataset.sessions),
    columns=(
        Column("培训编号", lambda _, row: row.id),
        Column("级别", lambda _, row: row.level.value),
        Column("日期", lambda _, row: row.date),
        Column("培训内容", lambda _, row: listed(row.topics)),
        Column("举办单位", lambda _, row: row.host),
        Column("示例", lambda _, row: yes(row.sample), _INVENTED),
    ),
)
