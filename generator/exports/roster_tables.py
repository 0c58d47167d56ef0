"""The tables of the roster: offices, enterprises, commissioners and who serves whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.dataset import Entry
from generator.exports.table import Column, Table, listed, yes
from generator.portal import Portal
from generator.records.enterprise import Recognition
from generator.records.office import Office
from generator.records.pairing import Pairing
from generator.records.region import Region
from generator.records.types import Level
from generator.roster import CommissionerFacts, EnterpriseFacts

_DAY = "按数据日期计算"


@dataclass(frozen=True, slots=True)
class _Recognition:
    enterprise: EnterpriseFacts
    recognition: Recognition


def _regions(portal: Portal) -> list[Region]:
    return sorted(portal.region_by_code.values(), key=lambda region: region.code)


def _offices(portal: Portal) -> list[Office]:
    return sorted(portal.offices, key=lambda office: office.region)


def _recognitions(portal: Portal) -> Iterator[_Recognition]:
    for enterprise in portal.roster.enterprises:
        for recognition in enterprise.record.recognitions:
            yield _Recognition(enterprise, recognition)


def _pairings(portal: Portal) -> list[Entry[Pairing]]:
    return sorted(
        portal.dataset.pairings,
        key=lambda entry: (entry.record.enterprise, entry.record.since, entry.record.commissioner),
    )


def _city(portal: Portal, code: str) -> str:
    """The city in which a place is; "" for the province and for a county right below it."""
    region = portal.region_by_code[code]
    above = portal.region_by_code.get(region.parent or "")
    return next((place.name for place in (region, above) if place and place.level is Level.CITY), "")


def _county(portal: Portal, code: str) -> str:
    region = portal.region_by_code[code]
    return region.name if region.level is Level.COUNTY else ""


def _level(facts: EnterpriseFacts) -> str:
    return facts.level.value if facts.level else "不在服务范围"


REGIONS = Table(
    name="regions",
    label="行政区划",
    about="省、市、县（市、区）和按县级管理的开发区",
    rows=_regions,
    columns=(
        Column("区划代码", lambda _, row: row.code, code=True),
        Column("名称", lambda _, row: row.name),
        Column("级别", lambda _, row: row.level.value),
        Column("上一级代码", lambda _, row: row.parent, code=True),
        Column("上一级", lambda portal, row: portal.region_by_code[row.parent].name if row.parent else None),
        Column("开发区", lambda _, row: yes(row.zone)),
    ),
)

OFFICES = Table(
    name="offices",
    label="专员办",
    about="一个专员办一行",
    rows=_offices,
    columns=(
        Column("区划代码", lambda _, row: row.region, code=True),
        Column("设区市", lambda portal, row: _city(portal, row.region)),
        Column("县（市、区）", lambda portal, row: _county(portal, row.region)),
        Column("级别", lambda portal, row: portal.region_by_code[row.region].level.value),
        Column("单位名称", lambda _, row: row.unit),
        Column("承担处（科）室", lambda _, row: row.division),
        Column("分管领导", lambda _, row: row.leader),
        Column("联系人", lambda _, row: row.contact),
        Column("办公电话", lambda _, row: row.work_phone, code=True),
        Column("邮箱", lambda _, row: row.email),
        Column("地址", lambda _, row: row.address),
        Column("办公时间", lambda _, row: row.hours),
        Column("示例", lambda _, row: yes(row.sample), "“是”的为虚构"),
    ),
)

ENTERPRISES = Table(
    name="enterprises",
    label="企业",
    about="一家企业一行，写现在的地区和级别",
    rows=lambda portal: portal.roster.enterprises,
    columns=(
        Column("统一社会信用代码", lambda _, row: row.record.code, code=True),
        Column("企业名称", lambda _, row: row.record.name),
        Column("曾用名", lambda _, row: listed(former.name for former in row.record.former_names)),
        Column("区划代码", lambda _, row: row.region, code=True),
        Column("设区市", lambda portal, row: _city(portal, row.region)),
        Column("县（市、区）", lambda portal, row: _county(portal, row.region)),
        Column("所属行业", lambda _, row: row.record.industry),
        Column("主导产品", lambda _, row: listed(row.record.products)),
        Column("企业级别", lambda _, row: _level(row), f"{_DAY}；同时有两级认定的是国家级"),
    ),
)

RECOGNITIONS = Table(
    name="recognitions",
    label="企业认定",
    about="一次认定一行",
    rows=_recognitions,
    columns=(
        Column("统一社会信用代码", lambda _, row: row.enterprise.record.code, code=True),
        Column("企业名称", lambda _, row: row.enterprise.record.name),
        Column("梯度", lambda _, row: row.recognition.tier.value),
        Column("认定日期", lambda _, row: row.recognition.awarded_on),
        Column("有效期至", lambda _, row: row.recognition.valid_until, "当天仍有效"),
        Column("有效", lambda portal, row: yes(row.recognition.holds_on(portal.as_of)), _DAY),
        Column("复核进展", lambda _, row: row.recognition.review and row.recognition.review.value),
    ),
)

COMMISSIONERS = Table(
    name="commissioners",
    label="服务专员",
    about="一名专员一行，写现在的任职",
    rows=lambda portal: portal.roster.commissioners,
    columns=(
        Column("专员编号", lambda _, row: row.record.id, code=True),
        Column("姓名", lambda _, row: row.record.name),
        Column("区划代码", lambda _, row: row.office, "所属专员办的代码", code=True),
        Column("所属专员办", lambda portal, row: portal.place_names[row.office]),
        Column("在任", lambda _, row: yes(row.post is not None), _DAY),
        Column("工作单位", lambda _, row: row.post.unit if row.post else None),
        Column("单位性质", lambda _, row: row.post.unit_kind.value if row.post else None),
        Column("职务", lambda _, row: row.post.position if row.post else None),
        Column("办公电话", lambda _, row: row.post.work_phone if row.post else None, code=True),
        Column("任职日期", lambda _, row: row.post.since if row.post else None),
        Column("熟悉领域", lambda _, row: listed(row.record.strengths)),
        Column(
            "现代理人",
            lambda _, row: row.deputy.commissioner if row.deputy else None,
            f"专员编号；{_DAY}",
            code=True,
        ),
    ),
)


def _enterprise(portal: Portal, row: Entry[Pairing]) -> EnterpriseFacts:
    return portal.roster.enterprise_by_code[row.record.enterprise]


def _commissioner(portal: Portal, row: Entry[Pairing]) -> CommissionerFacts:
    return portal.roster.commissioner_by_id[row.record.commissioner]


def _serves(portal: Portal, row: Entry[Pairing]) -> str:
    return yes(row.record.holds_on(portal.as_of) and _commissioner(portal, row).post is not None)


PAIRINGS = Table(
    name="pairings",
    label="结对",
    about="一段对接一行，包括已经结束的",
    rows=_pairings,
    columns=(
        Column("统一社会信用代码", lambda _, row: row.record.enterprise, code=True),
        Column("企业名称", lambda portal, row: _enterprise(portal, row).record.name),
        Column("企业级别", lambda portal, row: _level(_enterprise(portal, row)), _DAY),
        Column("专员编号", lambda _, row: row.record.commissioner, code=True),
        Column("专员姓名", lambda portal, row: _commissioner(portal, row).record.name),
        Column("安排的专员办", lambda portal, row: portal.place_names[row.folder]),
        Column("对接起", lambda _, row: row.record.since),
        Column("对接止", lambda _, row: row.record.until, "当天仍在服务；空着就是没有结束"),
        Column("在服务", _serves, f"{_DAY}；专员不在任的写“否”"),
        Column("变更原因", lambda _, row: row.record.reason and row.record.reason.value),
    ),
)
