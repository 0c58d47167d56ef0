"""The page of an enterprise in the internal edition: the public one, and within it all that the offices know."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.answers import Option
from generator.days import iso, plus
from generator.desk import Case
from generator.dossier import Dossier
from generator.dossier import dossiers as known
from generator.eligibility.facts import read_facts
from generator.eligibility.reasons import reasons, value_words
from generator.matching import Match
from generator.page import Page
from generator.pages.deferred import Deferred
from generator.pages.desks import cell, last_contact, visit_words
from generator.pages.dossier_view import (
    BriefRow,
    DossierView,
    FactRow,
    HelpGroup,
    HelpRow,
    OfferGroup,
    OfferRow,
    PersonRow,
    RecordRow,
    RequestRow,
    UptakeRow,
)
from generator.pages.enterprises import enterprises
from generator.pages.ledger_forms import RECORD, REQUEST
from generator.pages.request_words import stage_words, told_words
from generator.pages.rows import tagged
from generator.pages.views import Link
from generator.pages.words import deadline, joined, phone, prose_date, spell
from generator.portal import Portal
from generator.records.client import Person, Profile, Uptake
from generator.records.expert import Expert
from generator.records.service import ServiceRecord
from generator.requests_now import RequestState
from generator.roster import EnterpriseFacts
from generator.rules.recognitions import REVIEW_DAYS, continued
from generator.suggesting import Suggestion

_SHOWN = 10
"""Rows of the ledger that are open; older ones are folded."""

_ASKS = 8

_PRINTED = 4
"""Undecided benefits in the brief on paper, which is one page; all that are shown are on the page of the site."""


def dossiers(portal: Portal) -> Iterator[Page]:
    """One page an enterprise, at the address of its public page."""
    pages = zip(portal.roster.enterprises, enterprises(portal), strict=True)
    for facts, page in pages:
        public = page.context
        yield replace(
            page,
            template="dossier.html.j2",
            context=Deferred(partial(public.__getitem__, "view"), partial(_inside, portal, facts)),
        )


def _inside(portal: Portal, facts: EnterpriseFacts) -> DossierView:
    found = known(portal).of(facts)
    rows = [_record(portal, record) for record in found.records]
    requests = [_request(portal, request) for request in found.requests]
    return DossierView(
        day=prose_date(portal.as_of),
        progress_days=portal.scheme.progress_days,
        tools=tuple(_tools(facts)),
        people=tuple(person_row(person) for person in found.case.people),
        months=tuple(cell(portal, number, found.case) for number in range(1, len(found.case.months) + 1)),
        visits=visit_words(found.case),
        brief=tuple(_brief(portal, found.case)),
        offers=tuple(_offers(portal, found)),
        asks=tuple(portal.terms.labels[key] for key, _ in found.missing[:_ASKS]),
        open_requests=tuple(row for row in requests if not row.closed),
        closed_requests=tuple(row for row in requests if row.closed),
        records=tuple(rows[:_SHOWN]),
        older=tuple(rows[_SHOWN:]),
        uptakes=tuple(_uptake(portal, uptake) for uptake in found.uptakes),
        helps=tuple(_helps(found)),
        profile_day=prose_date(found.profile.date) if found.profile else "",
        profile=tuple(_profile(portal, found.profile)) if found.profile else (),
    )


def _tools(facts: EnterpriseFacts) -> Iterator[Link]:
    """What its commissioner writes down; nothing where nobody serves it."""
    if facts.pairing:
        asked = f"?commissioner={facts.pairing.commissioner}&enterprise={facts.record.code}"
        yield Link(path=RECORD + asked, words="记一条服务")
        yield Link(path=REQUEST + asked, words="记一条诉求")


def person_row(person: Person) -> PersonRow:
    """Whom to call at an enterprise."""
    return PersonRow(person.name, person.role, phone(person.mobile), person.wechat or "")


def _brief(portal: Portal, case: Case) -> Iterator[BriefRow]:
    """What to know on the way: the last contact, and a recognition that ends soon on the day of reading."""
    yield BriefRow("上次联系", last_contact(portal, case, ""))
    record = case.enterprise.record
    for held in record.recognitions:
        if portal.as_of <= held.valid_until and not continued(record, held):
            review = f"，复核{held.review.value}" if held.review else "，提醒准备复核"
            due = max(held.awarded_on, plus(held.valid_until, -REVIEW_DAYS))
            yield BriefRow(
                heading="复核",
                words=f"{held.tier.value}{prose_date(held.valid_until)}到期{review}。",
                spell=spell(due, held.valid_until, portal.as_of),
            )


def _offers(portal: Portal, found: Dossier) -> Iterator[OfferGroup]:
    """Only the groups that have something in them; 待核实 says how many more there are."""
    case = found.case
    if case.fits:
        yield OfferGroup("符合", tuple(_offer(portal, option, ()) for option in case.fits), "", "")
    if case.near:
        rows = (_offer(portal, option, _lacks(portal, option)) for option in case.near)
        yield OfferGroup("差一点", tuple(rows), "", "")
    if case.unsure:
        rows = (
            _offer(portal, each, _unknown(portal, each), printed=place < _PRINTED)
            for place, each in enumerate(found.open)
        )
        more = len(case.unsure) - len(found.open)
        yield OfferGroup(
            "待核实",
            tuple(rows),
            f"还有{more}项待核实，企业画像填全了就能判断。" if more else "",
            f"共{len(case.unsure)}项，见网页。" if len(found.open) > _PRINTED else "",
        )


def _offer(portal: Portal, item: Option | Match, why: Iterable[str], *, printed: bool = True) -> OfferRow:
    record = item.benefit.record
    return OfferRow(
        link=Link(path=f"{item.policy.path}#{record.id}", words=record.name),
        policy=item.policy.name,
        deadline=deadline(item.benefit.term, item.benefit.state, portal.as_of),
        sample=tagged(record.name, sample=item.policy.record.sample),
        why=tuple(why),
        printed=printed,
    )


def _lacks(portal: Portal, option: Option) -> Iterator[str]:
    """What is lacking of a near miss."""
    for reason in reasons(option.near, portal.terms) if option.near else ():
        yield f"{reason.asked}，{reason.lacks}"


def _unknown(portal: Portal, item: Match) -> Iterator[str]:
    """What is still to be known."""
    for reason in reasons(item.verdict.trace, portal.terms) if item.verdict else ():
        if not reason.has:
            yield f"要核实：{reason.asked}"


def _request(portal: Portal, state: RequestState) -> RequestRow:
    request = state.request
    return RequestRow(
        id=request.id,
        text=request.text,
        kind=f"{request.kind.value}，{request.category}",
        stage=stage_words(portal, state),
        told=told_words(portal, state),
        told_on=iso(state.told_on),
        late=state.untold(portal.as_of, portal.scheme.progress_days),
        closed=not state.open,
    )


def _record(portal: Portal, record: ServiceRecord) -> RecordRow:
    by = portal.roster.commissioner_by_id[record.by or record.commissioner]
    return RecordRow(
        date=record.date.isoformat(),
        channel=record.channel.value,
        person=by.record.name,
        services=joined(service.value for service in record.services),
        content=record.content,
        outcome=record.outcome or "",
    )


def _uptake(portal: Portal, uptake: Uptake) -> UptakeRow:
    policy_id, _, benefit_id = uptake.benefit.partition("#")
    policy = portal.policy_by_id[policy_id]
    benefit = next(item.record for item in policy.benefits if item.record.id == benefit_id)
    days = (
        ("告知", uptake.told_on),
        ("申报", uptake.applied_on),
        ("获批", uptake.granted_on),
    )
    result = (
        f"没有获批：{uptake.refused_because}"
        if uptake.refused_because
        else f"{uptake.amount:,}元"
        if uptake.amount is not None
        else ""
    )
    return UptakeRow(
        link=Link(path=f"{policy.path}#{benefit.id}", words=benefit.name),
        days="，".join(f"{prose_date(day)}{word}" for word, day in days if day),
        result=result,
    )


def _helps(found: Dossier) -> Iterator[HelpGroup]:
    texts = {state.request.id: state.request.text for state in found.requests}
    for each in found.suggested:
        rows = tuple(_help(item) for item in (*each.experts, *each.resources))
        if rows:
            yield HelpGroup(f"为诉求“{texts[each.request]}”" if each.request else "为企业", rows)


def _help(item: Suggestion) -> HelpRow:
    record = item.record
    folder = "experts" if isinstance(record, Expert) else "resources"
    return HelpRow(Link(path=f"{folder}/{record.id}/", words=record.name), "；".join(item.reasons))


def _profile(portal: Portal, profile: Profile) -> Iterator[FactRow]:
    """The facts as they are written, in the words of their units."""
    values, _ = read_facts(profile.facts, portal.dataset.fact_by_key, portal.dataset.codes_above)
    for key, value in values.items():
        yield FactRow(portal.terms.labels[key], value_words(key, value, portal.terms))
