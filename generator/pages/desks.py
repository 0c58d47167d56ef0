"""工作台 of the internal edition: the page on which a commissioner finds their own, and a page a commissioner."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.days import iso
from generator.desk import Case, Offer, changed_on, ledger, offers
from generator.due import DAYS
from generator.eligibility.reasons import reasons
from generator.page import Page
from generator.pages.addresses import office_path
from generator.pages.deferred import Deferred
from generator.pages.desk_view import (
    CaseRow,
    Cell,
    DeadlineRow,
    DeskGroup,
    DesksView,
    DeskView,
    Message,
    ToDo,
)
from generator.pages.feeds import CALENDAR, FEED
from generator.pages.ledger_forms import RECORD, REQUEST
from generator.pages.request_words import stage_words, told_words
from generator.pages.rows import tagged, until
from generator.pages.views import Link
from generator.pages.words import deadline, joined, line_date, month_ends
from generator.portal import Portal
from generator.roster import CommissionerFacts
from generator.service import month_of, pace_ends, within_year

PATH = "desk/"

_WEEKDAYS = "一二三四五六日"


def desk_path(commissioner: CommissionerFacts) -> str:
    """The address of a desk."""
    return f"{PATH}{commissioner.record.id}/"


def desks(portal: Portal) -> Iterator[Page]:
    """The page /desk/, then one page for each commissioner who has a desk."""
    yield Page(
        path=PATH,
        title="工作台",
        description="选一次自己的名字，以后直接打开自己的工作台。",
        template="desks.html.j2",
        context=Deferred(partial(_desks, portal)),
    )
    for facts in portal.roster.desk_holders:
        yield Page(
            path=desk_path(facts),
            title=f"{facts.record.name}的工作台",
            description=f"{portal.place_names[facts.office]}服务专员{facts.record.name}今天要做的事、对接的企业和它们能办的政策。",
            template="desk.html.j2",
            context=Deferred(partial(_desk, portal, facts)),
        )


def _desks(portal: Portal) -> DesksView:
    by_office: dict[str, list[tuple[Link, str]]] = {}
    for facts in portal.roster.desk_holders:
        link = Link(path=desk_path(facts), words=facts.record.name)
        by_office.setdefault(facts.office, []).append(
            (link, f"{facts.record.id}，对接{len(facts.serving)}家")
        )
    return DesksView(
        groups=tuple(
            DeskGroup(place=portal.place_names[code], desks=tuple(by_office[code]))
            for code in portal.region_by_code
            if code in by_office
        )
    )


def _desk(portal: Portal, facts: CommissionerFacts) -> DeskView:
    today, post = portal.as_of, facts.post
    cases = ledger(portal).cases(facts)
    left = (month_of(today)[1] - today).days
    soon, others = _by_closing(offers(cases))
    todos = tuple(_todos(portal, cases))
    signed = f"{facts.record.name}，{post.unit}，{post.work_phone}" if post else facts.record.name
    return DeskView(
        name=facts.record.name,
        day=f"{today.month}月{today.day}日 星期{_WEEKDAYS[today.weekday()]}",
        office=Link(path=office_path(facts.office), words=f"{portal.place_names[facts.office]}专员办"),
        contacted=sum(case.contacted_in(today.month) for case in cases),
        visits=sum(min(case.visits, case.due) for case in cases),
        visits_due=sum(case.due for case in cases),
        month_ends=month_ends(left) if any(case.months[today.month - 1].owed for case in cases) else "",
        tools=tuple(_tools(facts)),
        progress_days=portal.scheme.progress_days,
        todos=todos,
        nothing="" if todos else _nothing(portal, cases),
        soon=tuple(_offer(portal, offer, facts.record.id, signed) for offer in soon),
        deadlines=tuple(_offer(portal, offer, facts.record.id, signed) for offer in others),
        cases=tuple(_case(portal, case) for case in cases),
    )


def _by_closing(found: Sequence[Offer]) -> tuple[list[Offer], list[Offer]]:
    """What closes within a month, and the others."""
    soon = [
        offer for offer in found if offer.benefit.state.days is not None and offer.benefit.state.days <= DAYS
    ]
    return soon, [offer for offer in found if offer not in soon]


def _tools(facts: CommissionerFacts) -> Iterator[Link]:
    """What a commissioner does from the desk."""
    desk = desk_path(facts)
    in_office = (
        (f"{desk}card/", "名片"),
        (desk + CALENDAR, "截止日历"),
        (desk + FEED, "政策订阅"),
    )
    for path, words in (
        (f"{RECORD}?commissioner={facts.record.id}", "记一条服务"),
        (f"{REQUEST}?commissioner={facts.record.id}", "记一条诉求"),
        (f"{desk}handover/", "交接单"),
        *(in_office if facts.post else ()),
    ):
        yield Link(path=path, words=words)


def _todos(portal: Portal, cases: Sequence[Case]) -> Iterator[ToDo]:
    """Contacts that the month lacks, requests that wait, visits that are due by now or soon."""
    today, scheme = portal.as_of, portal.scheme
    for case in cases:
        if case.months[today.month - 1].owed:
            name = case.enterprise.record.name
            reason = f"本月{contact_words(case, today.month, '还没联系')}"
            yield ToDo(action=f"联系{name}", reason=reason, near=True, known=last_contact(portal, case))
    for case in cases:
        for state in case.requests:
            yield ToDo(
                action=f"回复{case.enterprise.record.name}的诉求",
                reason=told_words(portal, state),
                near=state.untold(today, scheme.progress_days),
                known=f"{state.request.category}：{state.request.text}（{stage_words(portal, state)}）",
                told=iso(state.told_on),
            )
    for case in cases:
        if case.keeps and case.visits < case.by_soon:
            ends = pace_ends(scheme.visits_per_year, within_year(today, DAYS))
            until = f"，{ends}月底以前" if case.visits >= case.by_now else ""
            yield ToDo(
                action=f"走访{case.enterprise.record.name}",
                reason=f"今年第{case.visits + 1}次，全年{case.due}次{until}",
                near=False,
                known=last_contact(portal, case),
            )


def _nothing(portal: Portal, cases: Sequence[Case]) -> str:
    """That there is nothing to do; that all were contacted only where they were."""
    if not cases:
        return "没有对接企业，没有要做的事。"
    if all(case.contacted_in(portal.as_of.month) for case in cases):
        return "本月都联系过了，没有等回音的诉求。"
    return "没有欠的联系和走访，没有等回音的诉求。"


def contact_words(case: Case, month: int, none: str) -> str:
    """How many contacts a month (from 1) that lacks some has of how many; `none` where it has none."""
    made = case.months[month - 1].contacts
    return f"联系{made}次，至少{case.least}次" if made else none


def last_contact(portal: Portal, case: Case, before: str = "上次") -> str:
    """When and how there was a contact, and what came of it; `before` stands before the day."""
    if case.last is None:
        return "还没有服务记录。"
    day, came_of_it = line_date(case.last.date, portal.as_of), case.last.outcome or case.last.content
    return f"{before}{day}{case.last.channel}：{came_of_it}"


def _offer(portal: Portal, offer: Offer, sender: str, signed: str) -> DeadlineRow:
    record = offer.benefit.record
    near = f"，{len(offer.near)}家差一点" if offer.near else ""
    fresh = changed_on(portal, offer.policy)
    return DeadlineRow(
        path=f"{offer.policy.path}#{record.id}",
        title=record.name,
        policy=offer.policy.name,
        deadline=deadline(offer.benefit.term, offer.benefit.state, portal.as_of),
        sample=tagged(record.name, sample=offer.policy.record.sample),
        fresh=f"{line_date(fresh, portal.as_of)}发布或变动" if fresh else "",
        whom=f"{len(offer.fits)}家符合{near}",
        messages=tuple(_messages(portal, offer, sender, signed)),
    )


def _messages(portal: Portal, offer: Offer, sender: str, signed: str) -> Iterator[Message]:
    """One text for all that it fits, and one for each that nearly fits, with what it lacks."""
    policy = offer.policy.record.id
    anchor = f"{policy}-{offer.benefit.record.id}"
    record = f"{RECORD}?commissioner={sender}&policies={policy}"
    about = f"{offer.benefit.record.name}（{offer.policy.name}）{until(offer.benefit, portal.as_of)}。"
    where = (
        f"条件和材料：{portal.site_url}{offer.policy.path}"
        if portal.site_url
        else "条件和材料在门户的政策页。"
    )
    if offer.fits:
        names = [case.enterprise.record.name for case in offer.fits]
        opening = f"{names[0]}，您好：" if len(names) == 1 else "各位好："
        lines = (f"{opening}{about}按现在掌握的情况，条件都符合，请核对后办理。", where, signed)
        codes = "".join(f"&enterprise={case.enterprise.record.code}" for case in offer.fits)
        yield Message(whom=joined(names), anchor=anchor, lines=lines, record=record + codes)
    for number, case in enumerate(offer.near, 1):
        (missed,) = [item.near for item in case.near if item.benefit is offer.benefit]
        lacks = (
            "，".join(f"{reason.asked}，{reason.lacks}" for reason in reasons(missed, portal.terms))
            if missed
            else ""
        )
        name = case.enterprise.record.name
        lines = (
            f"{name}，您好：{about}按现在掌握的情况，没达到的是{lacks}。请核对账上有没有漏记的。",
            where,
            signed,
        )
        yield Message(
            whom=f"{name}（差一点）",
            anchor=f"{anchor}-{number}",
            lines=lines,
            record=f"{record}&enterprise={case.enterprise.record.code}",
        )


def _case(portal: Portal, case: Case) -> CaseRow:
    facts = case.enterprise
    held = [item.tier.value for item in facts.record.recognitions if item.holds_on(portal.as_of)]
    return CaseRow(
        path=facts.path,
        name=facts.record.name,
        about=f"{portal.place_names[facts.region]}，{joined(dict.fromkeys(held))}",
        months=tuple(cell(portal, number, case) for number in range(1, len(case.months) + 1)),
        visits=visit_words(case),
        last=last_contact(portal, case),
        requests=tuple(f"{state.request.category}：{state.request.text}" for state in case.requests),
    )


def visit_words(case: Case) -> str:
    """2次，全年3次，差1次."""
    lacks = f"，差{case.due - case.visits}次" if case.visits < case.due else ""
    return f"{case.visits}次，全年{case.due}次{lacks}"


def cell(portal: Portal, number: int, case: Case) -> Cell:
    """What a month of the year (from 1) shows of an enterprise."""
    month = case.months[number - 1]
    if month.owed:
        this = number == portal.as_of.month
        words = contact_words(case, number, "还没联系" if this else "没有联系")
        return Cell(kind="owed" if this else "missed", words=f"{number}月{words}")
    if month.visits:
        return Cell(kind="visit", words=f"{number}月走访{month.visits}次")
    if month.contacts:
        return Cell(kind="contact", words=f"{number}月联系{month.contacts}次")
    return Cell(kind="", words="")
