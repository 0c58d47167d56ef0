"""A policy as a row of a list."""

from datetime import date

from generator.days import iso
from generator.pages.views import Deadline, Figure, Link, Mark, PolicyRow, Tag
from generator.pages.words import amount_words, deadline, joined, line_date, prose_date, status_tag
from generator.policy_terms import earlier_windows
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.policy import Against, Policy, PolicyKind
from generator.status import IN_FORCE, RECEIVING, Status

NO_MARK = Mark(official=False, words="", date="", iso="")
"""Nothing is said about a check."""

_OVER = frozenset({Status.ENDED, Status.REPLACED})


def policy_row(portal: Portal, policy: PolicyFacts) -> PolicyRow:
    """The row of one policy, as of the portal's day."""
    record = policy.record
    return PolicyRow(
        id=record.id,
        path=policy.path,
        title=record.title,
        tag=status_tag(policy.term, policy.state),
        sample=tagged(record.title, sample=record.sample),
        summary=record.summary[0],
        number=record.doc_no or "",
        issuers=joined(record.issuers),
        claims=joined(claims(policy)),
        mark=check_mark(record),
        figure=row_figure(policy),
        deadline=deadline(policy.term, policy.state, portal.as_of),
        successor=successor(portal, policy) if policy.state.status is Status.REPLACED else None,
        note=row_note(portal, policy) if is_open(policy) else "",
    )


def blank_row() -> PolicyRow:
    """The row without values, for the browser to clone and fill."""
    return PolicyRow(
        id="",
        path="",
        title="",
        tag=Tag(kind="", words=""),
        sample=True,
        summary="",
        number="",
        issuers="",
        claims="",
        mark=NO_MARK,
        figure=Figure(number="", unit="", note=""),
        deadline=Deadline(kind="", near=False, iso="", year="", day="", small="", sentence="", term=""),
        successor=Link(path="", words="看现行办法"),
        note="",
    )


def claims(policy: PolicyFacts) -> tuple[str, ...]:
    """兑现方式 of its benefits, each once."""
    return tuple(dict.fromkeys(benefit.record.claim.value for benefit in policy.benefits))


def issued(record: Policy) -> tuple[date, str] | None:
    """The day by which the document is known and what happened on it; None where no day is known."""
    days = (
        (record.published_on, "发布"),
        (record.written_on, written_event(record)),
        (record.effective_on, "施行"),
    )
    return next(((day, event) for day, event in days if day is not None), None)


def written_event(record: Policy) -> str:
    """What happened on the document's own day: a congress passes a law, everything else is 成文."""
    passed = record.kind is PolicyKind.LAW and any("人大" in issuer for issuer in record.issuers)
    return "通过" if passed else "成文"


def tagged(name: str, *, sample: bool) -> bool:
    """Whether the tag 示例 stands beside a name: an invented one that does not say so itself."""
    return sample and "示例" not in name


def check_mark(record: Policy) -> Mark:
    """官网核对 or 转载核对, with the day; nothing for an invented example, which has no original."""
    if record.sample:
        return NO_MARK
    checked = record.checked
    return Mark(
        official=checked.against is Against.OFFICIAL,
        words=f"{checked.against.value}核对",
        date=prose_date(checked.date),
        iso=iso(checked.date),
    )


def successor(portal: Portal, policy: PolicyFacts) -> Link | None:
    """The policy in its place, where it was or will be replaced."""
    return next(
        (Link(path=new.path, words="看现行办法") for new in portal.replaced_by[policy.record.id]), None
    )


def row_figure(policy: PolicyFacts) -> Figure:
    """What the policy is worth: its leading benefit, or its kind where it grants nothing."""
    if policy.state.status in _OVER:
        going_on = sum(benefit.state.status in IN_FORCE for benefit in policy.benefits)
        return Figure(number="—", unit="", note=f"{going_on}项继续适用" if going_on else "不再受理")
    if not policy.benefits:
        return Figure(number="—", unit="", note=policy.record.kind.value)
    return figure_with(policy, leading_benefit(policy))


def figure_with(policy: PolicyFacts, benefit: BenefitFacts) -> Figure:
    """What the policy is worth where that benefit leads, and how many it has."""
    figure = benefit_figure(benefit)
    many = f"共{len(policy.benefits)}项" if len(policy.benefits) > 1 else ""
    note = "，".join(filter(None, (figure.note, many)))
    return Figure(number=figure.number, unit=figure.unit, note=note)


def leading_benefit(policy: PolicyFacts) -> BenefitFacts:
    """The first benefit that can be had and names an amount, as far as there is one."""
    return min(policy.benefits, key=_worth)


def benefit_figure(benefit: BenefitFacts) -> Figure:
    """The amount of a benefit, or what kind of support it is."""
    amount = benefit.record.amount
    if amount is not None:
        number, unit = amount_words(amount)
        return Figure(number=number, unit=unit, note=amount.note or "")
    return Figure(number=benefit.record.support[0].value, unit="", note="")


def until(benefit: BenefitFacts, today: date) -> str:
    """Until when it can be had, without the days that are left: for what is sent or printed and read on another day."""
    state = benefit.state
    if state.day is None:
        return deadline(benefit.term, state, today).sentence
    return (
        f"有效至{prose_date(state.day)}" if state.status is Status.ALWAYS else f"{prose_date(state.day)}截止"
    )


def is_open(policy: PolicyFacts) -> bool:
    """Whether a window is open: then it matters which places close earlier."""
    return policy.state.status in {Status.SOON, Status.OPEN}


def row_note(portal: Portal, policy: PolicyFacts) -> str:
    """Which places close before the general deadline: 甲市11-27、乙市12-01先行截止. It is read while `is_open`."""
    closing = {
        (window.closes_on, code): f"{portal.place_names[code]}{line_date(window.closes_on, portal.as_of)}"
        for benefit in policy.benefits
        for window in earlier_windows(benefit.record)
        if window.closes_on is not None
        for code in window.regions
    }
    return joined(closing[key] for key in sorted(closing)) + "先行截止" if closing else ""


def _worth(benefit: BenefitFacts) -> tuple[bool, bool]:
    return benefit.state.status not in RECEIVING, benefit.record.amount is None
