"""政策事项 of a policy page: amount, windows, exclusions, conditions, materials and steps."""

from collections.abc import Iterator
from dataclasses import replace

from generator.days import iso
from generator.eligibility.text import Line, describe
from generator.markdown import markdown
from generator.pages.addresses import experts_for, resource_path
from generator.pages.policy_view import BenefitView, ConditionLine, Exclusion, Material, WindowRow
from generator.pages.reach import reach
from generator.pages.rows import benefit_figure
from generator.pages.views import Link
from generator.pages.words import deadline, joined, prose_date, status_tag
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.policy import Benefit, Window
from generator.status import Grants, Span, judge


def benefit_view(portal: Portal, policy: PolicyFacts, benefit: BenefitFacts) -> BenefitView:
    """One benefit as of the portal's day."""
    record = benefit.record
    lead, lines = _conditions(portal, record)
    return BenefitView(
        anchor=record.id,
        conditions_anchor=f"{record.id}-conditions",
        name=record.name,
        what=markdown(record.what),
        supports=joined(record.support),
        claim=record.claim.value,
        figure=benefit_figure(benefit) if record.amount else None,
        tag=status_tag(benefit.term, benefit.state),
        deadline=deadline(benefit.term, benefit.state, portal.as_of),
        windows=tuple(_window(portal, policy, benefit, window) for window in record.windows),
        exclusions=tuple(_exclusions(portal, policy, record)),
        conditions_lead=lead,
        conditions=lines,
        materials=tuple(
            Material(
                name=material.name,
                source=material.from_ or "",
                note=markdown(material.note or ""),
                trap=markdown(material.trap or ""),
            )
            for material in record.materials
        ),
        steps=tuple(markdown(step) for step in record.how),
        experts=_experts(record),
        resources=_resources(portal, record),
        address=record.url or "",
        note=_going_on(policy, benefit),
    )


def _experts(benefit: Benefit) -> tuple[Link, ...]:
    """The domains of experts that help with it."""
    domains = benefit.helps.experts if benefit.helps else ()
    return tuple(Link(path=experts_for(domain), words=domain) for domain in domains)


def _resources(portal: Portal, benefit: Benefit) -> tuple[Link, ...]:
    """The resources that it names, by their own names."""
    if benefit.helps is None or not benefit.helps.resources:
        return ()
    names = {entry.record.id: entry.record.name for entry in portal.dataset.resources}
    return tuple(Link(path=resource_path(name), words=names[name]) for name in benefit.helps.resources)


def _going_on(policy: PolicyFacts, benefit: BenefitFacts) -> str:
    replacement = policy.record.replaced_by
    if replacement is None or not benefit.goes_on:
        return ""
    return f"文件自{prose_date(replacement.date)}起被替代，这一项继续适用。"


def _conditions(portal: Portal, benefit: Benefit) -> tuple[str, tuple[ConditionLine, ...]]:
    """How the conditions are joined, and each of them; without a rule the reason and nothing."""
    if benefit.conditions is None:
        return markdown(benefit.no_conditions_because or ""), ()
    line = describe(benefit.conditions, portal.terms)
    if line.heading:
        return line.text, tuple(_line(child) for child in line.children)
    return "", (_line(line),)


def _line(line: Line) -> ConditionLine:
    return ConditionLine(
        text=line.text, clause=line.clause or "", lines=tuple(_line(child) for child in line.children)
    )


def _window(portal: Portal, policy: PolicyFacts, benefit: BenefitFacts, window: Window) -> WindowRow:
    span = Span(opens_on=window.opens_on, closes_on=window.closes_on)
    term = replace(benefit.term, grants=Grants.WINDOWS, spans=(span,))
    return WindowRow(
        where=_where(portal, policy, benefit.record, window),
        when=_when(window),
        note=markdown(window.note or ""),
        tag=status_tag(term, judge(term, portal.as_of)) if window.opens_on or window.closes_on else None,
    )


def _where(portal: Portal, policy: PolicyFacts, benefit: Benefit, window: Window) -> str:
    """The places of a window; those of the policy, or what is left of them, for a general one.

    Nothing for the one window of a benefit whose days a notice sets.
    """
    if len(benefit.windows) == 1 and not (window.regions or window.opens_on or window.closes_on):
        return ""
    if not window.regions and any(other.regions for other in benefit.windows):
        return "其他地区"
    codes = window.regions or policy.record.regions or (portal.scheme.province,)
    return reach(portal, codes)


def _when(window: Window) -> str:
    """The days with their years: the page may be read in another year."""
    opens, closes = (iso(day) if day else "" for day in (window.opens_on, window.closes_on))
    if opens and closes:
        return f"{opens}至{closes}"
    return f"{opens}起" if opens else f"至{closes}" if closes else ""


def _exclusions(portal: Portal, policy: PolicyFacts, benefit: Benefit) -> Iterator[Exclusion]:
    for exclusion in benefit.excludes:
        policy_id, _, benefit_id = exclusion.benefit.partition("#")
        other = portal.policy_by_id[policy_id]
        name = next(item.record.name for item in other.benefits if item.record.id == benefit_id)
        words = name if other is policy else f"{other.name}：{name}"
        yield Exclusion(link=Link(path=f"{other.path}#{benefit_id}", words=words), clause=exclusion.clause)
