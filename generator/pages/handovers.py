"""交接单: what a commissioner who leaves or is away hands over, one sheet with all their enterprises."""

from collections.abc import Iterator
from functools import partial

from generator.desk import Case, ledger
from generator.page import Page
from generator.pages.deferred import Deferred
from generator.pages.desks import contact_words, desk_path, last_contact
from generator.pages.dossiers import person_row
from generator.pages.handover_view import HandoverCase, HandoverRequest, HandoverView
from generator.pages.request_words import last_told, stage_words
from generator.pages.rows import until
from generator.pages.views import Link
from generator.pages.words import joined, prose_date
from generator.portal import Portal
from generator.roster import CommissionerFacts


def handovers(portal: Portal) -> Iterator[Page]:
    """One page for each commissioner who has a desk."""
    for facts in portal.roster.desk_holders:
        yield Page(
            path=f"{desk_path(facts)}handover/",
            title=f"{facts.record.name}的交接单",
            description=f"{facts.record.name}对接的企业、没有办结的诉求和接下来要做的事。",
            template="handover.html.j2",
            context=Deferred(partial(_view, portal, facts)),
        )


def _view(portal: Portal, facts: CommissionerFacts) -> HandoverView:
    return HandoverView(
        name=facts.record.name,
        desk=desk_path(facts),
        unit=facts.post.unit if facts.post else "",
        day=prose_date(portal.as_of),
        standin=_standin(portal, facts),
        cases=tuple(_case(portal, case) for case in ledger(portal).cases(facts)),
    )


def _standin(portal: Portal, facts: CommissionerFacts) -> str:
    if facts.deputy is None:
        return ""
    other = portal.roster.commissioner_by_id[facts.deputy.commissioner]
    return (
        f"{prose_date(facts.deputy.since)}到{prose_date(facts.deputy.until)}由{other.record.name}代为服务。"
    )


def _case(portal: Portal, case: Case) -> HandoverCase:
    record = case.enterprise.record
    return HandoverCase(
        link=Link(path=case.enterprise.path, words=record.name),
        code=record.code,
        place=portal.place_names[case.enterprise.region],
        people=tuple(map(person_row, case.people)),
        last=last_contact(portal, case, ""),
        requests=tuple(
            HandoverRequest(state.request.text, stage_words(portal, state), last_told(portal, state))
            for state in case.requests
        ),
        next_steps=tuple(_next_steps(portal, case)),
    )


def _next_steps(portal: Portal, case: Case) -> Iterator[str]:
    """The contact of the month, the visits that the year still asks for, and what it can apply for."""
    if case.months[portal.as_of.month - 1].owed:
        yield f"本月{contact_words(case, portal.as_of.month, '还没有联系')}。"
    if case.keeps and case.visits < case.due:
        yield f"今年还要走访{case.due - case.visits}次，已走访{case.visits}次。"
    for item in sorted(case.fits, key=lambda item: item.benefit.state.order):
        yield f"能办：{item.benefit.record.name}，{until(item.benefit, portal.as_of)}。"
    for item in case.near:
        yield f"差一点：{item.benefit.record.name}。"
    if case.unsure:
        yield f"待核实{len(case.unsure)}项：{joined(item.benefit.record.name for item in case.unsure)}。"
