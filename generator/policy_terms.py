"""From the dates and windows of a policy to its term, and that of its benefits (rule 34)."""

from generator.records.policy import Benefit, Policy, Window
from generator.status import Grants, Span, Subject, Term


def general_windows(benefit: Benefit) -> tuple[Window, ...]:
    """The windows that hold everywhere, or all where there is none such."""
    general = tuple(window for window in benefit.windows if not window.regions)
    return general or benefit.windows


def earlier_windows(benefit: Benefit) -> tuple[Window, ...]:
    """The windows of single places that close before the last general one."""
    closing = [window.closes_on for window in benefit.windows if not window.regions and window.closes_on]
    return tuple(
        window
        for window in benefit.windows
        if window.regions and window.closes_on and closing and window.closes_on < max(closing)
    )


def term_of(
    policy: Policy, subject: Subject, soon: int, benefits: tuple[Benefit, ...] = (), *, goes_on: bool = False
) -> Term:
    """The term of benefits under a policy; without benefits, that of the document."""
    spans = {
        (str(window.opens_on or ""), str(window.closes_on or "")): Span(
            opens_on=window.opens_on, closes_on=window.closes_on
        )
        for benefit in benefits
        for window in general_windows(benefit)
    }
    always = any(not benefit.windows for benefit in benefits)
    return Term(
        subject=subject,
        effective_on=policy.effective_on,
        ends_on=policy.ends_on,
        ends_unknown=policy.ends_unknown,
        replaced_on=policy.replaced_by.date if policy.replaced_by and not goes_on else None,
        grants=Grants.ALWAYS if always else Grants.WINDOWS if spans else Grants.NOTHING,
        spans=tuple(spans[key] for key in sorted(spans)),
        soon=soon,
    )
