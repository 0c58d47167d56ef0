"""The tables of the policies: documents, benefits, windows."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.eligibility.text import Line, describe
from generator.exports.table import Column, Table, listed, places, sentences, yes
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.office import Office
from generator.records.policy import Benefit, Contact, Material, Window

_STATUS = "按数据日期计算"


@dataclass(frozen=True, slots=True)
class _Benefit:
    policy: PolicyFacts
    facts: BenefitFacts

    @property
    def record(self) -> Benefit:
        return self.facts.record


@dataclass(frozen=True, slots=True)
class _Window:
    policy: PolicyFacts
    benefit: Benefit
    window: Window


def _policies(portal: Portal) -> list[PolicyFacts]:
    return sorted(portal.policies, key=lambda policy: policy.record.id)


def _benefits(portal: Portal) -> Iterator[_Benefit]:
    for policy in _policies(portal):
        for facts in policy.benefits:
            yield _Benefit(policy, facts)


def _windows(portal: Portal) -> Iterator[_Window]:
    for item in _benefits(portal):
        for window in item.record.windows:
            yield _Window(item.policy, item.record, window)


def _rule(portal: Portal, benefit: Benefit) -> str:
    """The conditions in words, or why there are none."""
    if benefit.conditions is None:
        return benefit.no_conditions_because or ""
    return _words(describe(benefit.conditions, portal.terms))


def _words(line: Line) -> str:
    text = f"{line.text}（{line.clause}）" if line.clause else line.text
    if not line.children:
        return text
    return f"{text}：{sentences(f'［{_words(part)}］' if part.heading else _words(part) for part in line.children)}"


def _material(material: Material) -> str:
    more = (
        f"由{material.from_}出具" if material.from_ else "",
        material.note or "",
        f"注意：{material.trap}" if material.trap else "",
    )
    said = "，".join(filter(None, more))
    return f"{material.name}（{said}）" if said else material.name


def _answering(portal: Portal, benefit: Benefit) -> Contact | Office | None:
    """Whom a benefit names to be asked."""
    return benefit.contact or (portal.office_over(benefit.office) if benefit.office else None)


def _unit(portal: Portal, benefit: Benefit) -> str | None:
    answering = _answering(portal, benefit)
    return answering.unit if answering else None


def _phone(portal: Portal, benefit: Benefit) -> str | None:
    answering = _answering(portal, benefit)
    return answering.work_phone if answering else None


POLICIES = Table(
    name="policies",
    label="政策",
    about="一份政策一行",
    rows=_policies,
    columns=(
        Column("政策编号", lambda _, row: row.record.id),
        Column("标题", lambda _, row: row.record.title),
        Column("简称", lambda _, row: row.record.short_title),
        Column("发文字号", lambda _, row: row.record.doc_no),
        Column("发文机关", lambda _, row: listed(row.record.issuers)),
        Column("级别", lambda _, row: row.record.level.value),
        Column(
            "适用地区", lambda portal, row: places(portal, row.record.regions), "空着就是这一级的全部地区"
        ),
        Column("文件种类", lambda _, row: row.record.kind.value),
        Column("主题", lambda _, row: listed(row.record.topics)),
        Column("状态", lambda _, row: row.state.status.value, _STATUS),
        Column("成文日期", lambda _, row: row.record.written_on),
        Column("发布日期", lambda _, row: row.record.published_on),
        Column("施行日期", lambda _, row: row.record.effective_on),
        Column("失效日期", lambda _, row: row.record.ends_on, "当天仍有效；空着就是没有写明"),
        Column("有效期待核实", lambda _, row: yes(row.record.ends_unknown)),
        Column("能得到什么", lambda _, row: row.record.summary[0]),
        Column("截止时间", lambda _, row: row.record.summary[1]),
        Column("怎么办", lambda _, row: row.record.summary[2]),
        Column("替代了", lambda _, row: listed(row.record.replaces), "政策编号"),
        Column(
            "被谁替代",
            lambda _, row: row.record.replaced_by.policy if row.record.replaced_by else None,
            "政策编号",
        ),
        Column("替代日期", lambda _, row: row.record.replaced_by.date if row.record.replaced_by else None),
        Column("修改了", lambda _, row: listed(row.record.amends), "政策编号"),
        Column("依据", lambda _, row: listed(row.record.based_on), "政策编号"),
        Column("解读了", lambda _, row: listed(row.record.interprets), "政策编号"),
        Column("原文网址", lambda _, row: row.record.source_url),
        Column("核对日期", lambda _, row: row.record.checked.date),
        Column(
            "核对对照",
            lambda _, row: row.record.checked.against.value,
            "官网：对照发文机关网站；转载：对照转载的文本",
        ),
        Column("示例", lambda _, row: yes(row.record.sample), "“是”的为虚构"),
    ),
)

BENEFITS = Table(
    name="benefits",
    label="政策事项",
    about="企业能得到的每一样一行",
    rows=_benefits,
    columns=(
        Column("政策编号", lambda _, row: row.policy.record.id),
        Column("政策", lambda _, row: row.policy.name),
        Column("事项编号", lambda _, row: row.record.id, "在一份政策里不重复"),
        Column("事项", lambda _, row: row.record.name),
        Column("得到什么", lambda _, row: row.record.what),
        Column("支持方式", lambda _, row: listed(row.record.support)),
        Column("兑现方式", lambda _, row: row.record.claim.value),
        Column("状态", lambda _, row: row.facts.state.status.value, _STATUS),
        Column("定额（元）", lambda _, row: row.record.amount.fixed if row.record.amount else None),
        Column("上限（元）", lambda _, row: row.record.amount.up_to if row.record.amount else None),
        Column("比例（%）", lambda _, row: row.record.amount.rate if row.record.amount else None),
        Column("金额文字", lambda _, row: row.record.amount.text if row.record.amount else None),
        Column("金额说明", lambda _, row: row.record.amount.note if row.record.amount else None),
        Column(
            "申报条件",
            lambda portal, row: _rule(portal, row.record),
            "括号里是条款出处；没有条件的写原因",
        ),
        Column("申报材料", lambda _, row: sentences(map(_material, row.record.materials))),
        Column("办理步骤", lambda _, row: sentences(row.record.how)),
        Column("受理单位", lambda portal, row: _unit(portal, row.record)),
        Column("办公电话", lambda portal, row: _phone(portal, row.record), code=True),
        Column("办理网址", lambda _, row: row.record.url),
        Column(
            "不得重复享受",
            lambda _, row: listed(other.benefit for other in row.record.excludes),
            "写作 政策编号#事项编号",
        ),
        Column("示例", lambda _, row: yes(row.policy.record.sample), "“是”的为虚构"),
    ),
)

WINDOWS = Table(
    name="windows",
    label="申报期",
    about="一个申报期一行；没有申报期的事项长期受理，不在表里",
    rows=_windows,
    columns=(
        Column("政策编号", lambda _, row: row.policy.record.id),
        Column("政策", lambda _, row: row.policy.name),
        Column("事项编号", lambda _, row: row.benefit.id),
        Column("事项", lambda _, row: row.benefit.name),
        Column(
            "地区",
            lambda portal, row: places(portal, row.window.regions),
            "空着就是政策适用的全部地区",
        ),
        Column("开始日期", lambda _, row: row.window.opens_on),
        Column("截止日期", lambda _, row: row.window.closes_on, "当天仍可申报"),
        Column("说明", lambda _, row: row.window.note),
        Column("示例", lambda _, row: yes(row.policy.record.sample), "“是”的为虚构"),
    ),
)
