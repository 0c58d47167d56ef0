"""A policy page: three lines on top, then benefits, conditions, materials, steps, 沿革, source."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from generator.days import iso, plus
from generator.markdown import markdown
from generator.page import Listing, Page
from generator.pages.addresses import policies_by
from generator.pages.benefits import benefit_view
from generator.pages.chain import chain, related
from generator.pages.contacts import contacts
from generator.pages.deferred import Deferred
from generator.pages.policy_view import Banner, BenefitView, DateLine, PolicyView, Source
from generator.pages.qr import qr
from generator.pages.rows import check_mark, is_open, row_note, successor, tagged, written_event
from generator.pages.views import Bar, Link, Tag
from generator.pages.words import deadline, joined, prose_date, spell, status_tag, window_bar
from generator.portal import PolicyFacts, Portal
from generator.records.policy import Policy
from generator.status import RECEIVING, Grants, Span, Status

SAMPLE = Tag(kind="sample", words="示例")
"""The mark of an invented record."""

_NUMERALS = "零一两三四五六七八九十"
_LEADING = re.compile("关于|[的省市]")
_OPENING = re.compile(
    "中小企业|企业所得税|增值税|数字化转型|管理(?:暂行)?办法|暂行办法|实施(?:办法|细则)|三年行动计划|行动计划"
    "|项目|申报(?:通知|指南)|办法|条例|规定|通知|名单"
)
"""A title may break after the leading words and before the opening ones, and nowhere within either."""

_WINDOW_STATES = frozenset({Status.SOON, Status.OPEN, Status.LATER, Status.CLOSED})


def policy_pages(portal: Portal) -> Iterator[Page]:
    """One page a policy; its view is made when it is rendered."""
    for policy in portal.policies:
        record = policy.record
        yield Page(
            path=policy.path,
            title=record.title,
            description=record.summary[0],
            template="policy.html.j2",
            context=Deferred(partial(policy_view, portal, policy)),
            source=policy.source,
            listing=_listing(policy),
        )


def policy_view(portal: Portal, policy: PolicyFacts) -> PolicyView:
    """All that the page shows, as of the portal's day."""
    record = policy.record
    address = portal.site_url + policy.path if portal.site_url else ""
    benefits = tuple(benefit_view(portal, policy, benefit) for benefit in policy.benefits)
    line, relations = chain(portal, policy), tuple(related(portal, policy))
    gets, until, does = (markdown(sentence) for sentence in record.summary)
    return PolicyView(
        id=record.id,
        title=record.title,
        title_parts=title_parts(record.title),
        banners=tuple(_banners(portal, policy)),
        tags=tuple(_tags(policy)),
        level=record.level.value,
        topics=tuple(Link(path=policies_by(topic=[topic]), words=topic.value) for topic in record.topics),
        number=record.doc_no or "",
        issuers=joined(record.issuers),
        dates=tuple(_dates(record)),
        gets=gets,
        until=until,
        deadline=deadline(policy.term, policy.state, portal.as_of),
        bar=_bar(portal, policy),
        early=row_note(portal, policy),
        early_now=is_open(policy),
        does=does,
        benefits_heading=_heading(len(benefits)),
        benefits=benefits,
        with_materials=tuple(benefit for benefit in benefits if benefit.materials),
        with_steps=tuple(benefit for benefit in benefits if benefit.steps),
        nothing="" if benefits else f"这份{record.kind.value}本身不设申报事项，收在这里供查阅。",
        chain=line,
        related=relations,
        everywhere=not record.regions,
        contacts=contacts(portal, policy),
        source=_source(portal, policy),
        toc=tuple(_contents(benefits, has_line=bool(line or relations))),
        address=address,
        qr=qr(address) if address else None,
        as_of=prose_date(portal.as_of),
    )


def title_parts(title: str) -> tuple[str, ...]:
    """A title cut where a line may break: 优质|中小企业梯度培育|管理暂行办法."""
    after = {found.end() for found in _LEADING.finditer(title)}
    before = {found.start() for found in _OPENING.finditer(title)}
    cuts = sorted({0, len(title)} | after | before)
    return tuple(title[start:end] for start, end in pairwise(cuts))


def _listing(policy: PolicyFacts) -> Listing:
    record = policy.record
    return Listing(
        section="政策",
        number=record.doc_no or "",
        summary=record.summary[0],
        tags=(*record.topics, *filter(None, (record.short_title,))),
        date=str(record.dated or ""),
        ends_on=str(policy.document.last_on or ""),
    )


def _banners(portal: Portal, policy: PolicyFacts) -> Iterator[Banner]:
    """What must be read before all else, now or on a later day."""
    if policy.record.sample:
        yield Banner(kind="sample", words="示例：这份政策是编写的样例，不能据此申报。", link=None, spell=None)
    term, today = policy.document, portal.as_of
    begins, ends, replaced = term.effective_on, term.ends_on, term.replaced_on
    before = min(filter(None, (begins, replaced)), default=today)
    if begins and before > today:
        words = f"{prose_date(begins)}起施行，现在还不能申报。"
        yield Banner(kind="pending", words=words, link=None, spell=spell(None, plus(before, -1), today))
    if ends and not (replaced and replaced <= max(today, ends)):
        words = f"{prose_date(ends)}有效期满，不再受理。"
        until = plus(replaced, -1) if replaced else None
        yield Banner(kind="ended", words=words, link=None, spell=spell(plus(ends, 1), until, today))
    if replaced:
        going_on = joined(f"“{item.record.name}”" for item in policy.benefits if item.goes_on)
        words = f"{prose_date(replaced)}起已由新文件替代" + (f"，{going_on}继续适用。" if going_on else "。")
        link = successor(portal, policy)
        yield Banner(kind="replaced", words=words, link=link, spell=spell(replaced, None, today))


def _tags(policy: PolicyFacts) -> Iterator[Tag]:
    """How long the document is in force, and what its windows are today.

    A notice with windows and no last day of its own is known by its windows alone.
    """
    windows = policy.state.status in _WINDOW_STATES
    beside = not windows or policy.document.ends_on is not None or policy.term.grants is Grants.ALWAYS
    if beside:
        yield status_tag(policy.document, policy.document_state)
    if policy.benefits:
        now = status_tag(policy.term, policy.state)
        told = windows or policy.state.status is Status.NOTICE
        yield now._replace(beside=beside, words=now.words if told else "")
    if tagged(policy.record.title, sample=policy.record.sample):
        yield SAMPLE


def _dates(record: Policy) -> Iterator[DateLine]:
    days = (
        (record.written_on, written_event(record)),
        (record.published_on, "发布"),
        (record.effective_on, "施行"),
        (record.ends_on, "到期"),
    )
    for day, event in days:
        if day is not None:
            yield DateLine(iso=iso(day), words=prose_date(day) + event)


def _bar(portal: Portal, policy: PolicyFacts) -> Bar | None:
    """The bar of the window that closes first among those open, of the next to open, or of the document's own term."""
    term, today = policy.term, portal.as_of
    if policy.state.status is Status.LATER:
        spans = [span for span in term.spans if span.opens_on == policy.state.day]
        return window_bar(term, spans[0], today)
    if policy.state.status not in RECEIVING:
        return None
    lasting = Span(opens_on=term.effective_on, closes_on=term.ends_on)
    spans = [span for span in (*term.spans, lasting) if span.closes_on == policy.state.day]
    bars = (window_bar(term, span, today) for span in spans)
    return next(filter(None, bars), None)


def _heading(count: int) -> str:
    if count <= 1:
        return "政策事项"
    return f"{_NUMERALS[count] if count < len(_NUMERALS) else count}项政策事项"


def _source(portal: Portal, policy: PolicyFacts) -> Source:
    mark = check_mark(policy.record)
    checked = f"{mark.date}核对，以发文机关公布的原文为准。"
    return Source(
        mark=mark,
        words=checked if mark.words else "这份政策是编写的样例，没有原文可以核对。",
        address=policy.record.source_url or "",
        path=policy.source,
        edit_address=portal.edit_address(policy.source),
    )


def _contents(benefits: tuple[BenefitView, ...], *, has_line: bool) -> Iterator[Link]:
    """The sections that this page has."""
    if benefits:
        yield Link(path="#benefits", words=_heading(len(benefits)))
        yield Link(path=f"#{benefits[0].conditions_anchor}", words="申报条件")
    if any(benefit.materials for benefit in benefits):
        yield Link(path="#materials", words="准备什么")
    if any(benefit.steps for benefit in benefits):
        yield Link(path="#steps", words="怎么办")
    if has_line:
        yield Link(path="#chain", words="沿革")
