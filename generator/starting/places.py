"""The places of a province from the rows of a table: what it leaves out is read from the codes, what is wrong is named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.importing.cells import IDENTIFIER, LINE, PHONES, REGION_CODES, choice
from generator.importing.columns import Column, Shape
from generator.importing.values import Reject, Row
from generator.records.region import Region
from generator.records.types import Level
from generator.rules.unfilled import TO_FILL
from generator.starting.slugs import slug

PROVINCE_CODE = re.compile(r"[1-9][0-9]0000")


class _Rank(StrEnum):
    """The levels of places; the state is none."""

    PROVINCE = Level.PROVINCIAL.value
    CITY = Level.CITY.value
    COUNTY = Level.COUNTY.value


class _YesOrNo(StrEnum):
    """Whether a place is a zone."""

    YES = "是"
    NO = "否"


_WORDS_OF_RANKS = {
    **dict.fromkeys(("省", "自治区", "直辖市"), "省级"),
    **dict.fromkeys(("市", "地级", "地市级", "地级市", "设区市", "自治州", "盟", "地区"), "市级"),
    **dict.fromkeys(("县", "区", "县级市", "区县", "区县级", "县(市、区)", "市辖区", "旗", "自治县"), "县级"),
}

PLACES = Shape(
    kind="region",
    row="一个地区",
    columns=(
        Column(
            field="code",
            label="区划代码",
            names=("代码", "行政区划代码", "地区代码", "统计用区划代码", "code"),
            form=REGION_CODES,
        ),
        Column(
            field="name",
            label="名称",
            names=("地区", "地区名称", "区划名称", "行政区划", "行政区划名称", "name"),
            form=LINE,
        ),
        Column(
            field="level",
            label="级别",
            names=("层级", "行政级别", "level"),
            form=choice(_Rank, _WORDS_OF_RANKS),
        ),
        Column(
            field="parent",
            label="上一级代码",
            names=("上级代码", "上级区划代码", "上级", "所属代码", "parent"),
            form=REGION_CODES,
        ),
        Column(field="slug", label="拼音", names=("文件夹名", "slug"), form=IDENTIFIER),
        Column(
            field="zone",
            label="开发区",
            names=("是否开发区", "zone"),
            form=choice(_YesOrNo, {"true": "是", "false": "否", "1": "是", "0": "否"}),
        ),
        Column(field="unit", label="单位名称", names=("单位", "unit"), form=LINE),
        Column(
            field="division",
            label="承担处(科)室",
            names=("处(科)室", "处室", "科室", "承担处室", "division"),
            form=LINE,
        ),
        Column(field="leader", label="分管领导", names=("leader",), form=LINE),
        Column(field="contact", label="联系人", names=("contact",), form=LINE),
        Column(field="work_phone", label="办公电话", names=("电话", "联系电话", "work_phone"), form=PHONES),
        Column(field="email", label="邮箱", names=("电子邮箱", "email"), form=LINE),
        Column(field="address", label="地址", names=("办公地址", "address"), form=LINE),
    ),
    needed=(("code",), ("name",)),
)
"""A table of places: codes and names are enough; the columns of annex 1 tell their offices too."""

OF_OFFICE = ("unit", "division", "leader", "contact", "work_phone")
_MORE_OF_OFFICE = ("email", "address")

_NO_PLACES = re.compile("市辖区|县|(?:省|自治区)直辖县级行政(?:区划|单位)")
"""Rows of official tables under which places are listed, and that are none themselves."""

_ZONE = re.compile("(?:开发区|园区|高新区|保税区)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with what is known of its office, by field."""

    region: Region
    office: Mapping[str, str]


def places(rows: Sequence[Row], province: str, name: str) -> tuple[list[Place], list[Reject]]:
    """The province and the places in it, in the order of their codes, and what of the rows is wrong.

    A place directly below the province is a city of the scheme, whatever its rank: its office reports to the
    province. `name` is that of the province where the table does not have it.
    """
    known: dict[str, Row] = {}
    wrong: list[Reject] = []
    for row in rows:
        if fault := _fault(row, province, known.get(row.value("code") or "")):
            wrong.append(fault)
        else:
            known[row.value("code") or ""] = row
    found = [_province(province, name, known.pop(province, None))]
    headings = {code for code, row in known.items() if _NO_PLACES.fullmatch(row.value("name") or "")}
    above = {code: _above(row, province, known) for code, row in known.items()}
    above = {
        code: province if over in headings else over for code, over in above.items() if code not in headings
    }
    for code in sorted(above):
        if fault := _misplaced(known[code], province, above):
            wrong.append(fault)
        else:
            found.append(_place(known[code], above[code], province))
    return found, sorted(wrong, key=lambda reject: reject.rows)


def _fault(row: Row, province: str, before: Row | None) -> Reject | None:
    """What is wrong with a row by itself, or beside one with its code."""
    code, name, level = (row.value(field) for field in ("code", "name", "level"))
    if not code or not name:
        lacks = "名称" if code else "区划代码"
        return _reject(row, "code" if code else "name", f"这一行没有{lacks}", "补上，或删掉这一行")
    if code[:2] != province[:2]:
        return _reject(row, "code", f"“{name}”的代码{code}不在{province}这个省", "删掉这一行，或核对代码")
    if before is not None:
        first = before.address("code")
        return _reject(
            row, "code", f"代码{code}和 {first} 的“{before.value('name')}”重复", "核对代码，留下一行"
        )
    if level and (level == Level.PROVINCIAL) is not (code == province):
        right = "省级只有这个省自己" if code != province else "这是省自己，写省级"
        return _reject(row, "level", f"“{name}”（{code}）的级别写成了{level}", right)
    return None


def _above(row: Row, province: str, known: Mapping[str, Row]) -> str:
    """The code of the place above one: as written, else the city of its first four digits, else the province."""
    code = row.value("code") or ""
    city = f"{code[:4]}00"
    is_city = row.value("level") == Level.CITY or code == city
    return row.value("parent") or (city if not is_city and city in known else province)


def _misplaced(row: Row, province: str, above: Mapping[str, str]) -> Reject | None:
    """What is wrong with the place above one."""
    name, code = row.value("name"), row.value("code") or ""
    over = above[code]
    if over == province:
        return None
    if over not in above:
        return _reject(row, "parent", f"“{name}”的上一级{over}不在表里", "补上那一行，或核对上一级代码")
    if row.value("level") == Level.CITY:
        return _reject(
            row, "parent", f"“{name}”是市级，上一级却是{over}", f"市级的上一级写省的代码{province}"
        )
    if above[over] != province:
        return _reject(
            row, "parent", f"“{name}”的上一级{over}不是市", f"写所在的市；直接由省管的写{province}"
        )
    return None


def _province(code: str, name: str, row: Row | None) -> Place:
    said = (row.value("name") if row else None) or name
    region = Region(
        code=code,
        name=said or TO_FILL,
        level=Level.PROVINCIAL,
        slug=(row.value("slug") if row else None) or slug(said) or "province",
    )
    return Place(region=region, office=_office(row) if row else {})


def _place(row: Row, above: str, province: str) -> Place:
    code, name, zone = row.value("code") or "", row.value("name") or "", row.value("zone")
    region = Region(
        code=code,
        name=name,
        level=Level.CITY if above == province else Level.COUNTY,
        parent=above,
        slug=row.value("slug") or slug(name) or code,
        zone=above != province and (zone == _YesOrNo.YES if zone else bool(_ZONE.search(name))),
    )
    return Place(region=region, office=_office(row))


def _office(row: Row) -> Mapping[str, str]:
    values = ((field, row.value(field)) for field in (*OF_OFFICE, *_MORE_OF_OFFICE))
    return {field: value for field, value in values if value}


def _reject(row: Row, field: str, message: str, mend: str) -> Reject:
    return Reject(rows=(row.number,), address=row.address(field, "code", "name"), message=message, mend=mend)


def written(region: Region) -> Mapping[str, str]:
    """A place as regions.yml holds it."""
    return dict(_fields(region))


def _fields(region: Region) -> Iterator[tuple[str, str]]:
    yield "code", region.code
    yield "name", region.name
    yield "level", region.level.value
    if region.parent:
        yield "parent", region.parent
    yield "slug", region.slug
    if region.zone:
        yield "zone", "true"
