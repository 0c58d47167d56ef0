"""政策体检: answers to a few questions, which never leave the browser, and what they open; a checklist to print."""

from collections.abc import Iterator
from functools import partial

from generator.page import Listing, Page
from generator.pages.check_view import CheckView, Paper, PaperBenefit
from generator.pages.deferred import Deferred
from generator.pages.questions import checkable, questions
from generator.pages.rows import tagged
from generator.pages.words import deadline, prose_date
from generator.portal import Portal
from generator.records.fact import FactKind

PATH = "check/"

_SUMMARY = "答几道题，看企业符合哪些政策、哪些还差一点、差多少。答案只留在您的浏览器里。"

_ON_PAPER = 60
"""So many benefits stand on the checklist; the others are in the list of policies."""

_YES_OR_NO = ("是", "否")
_MONEY = "万元"


def check(portal: Portal) -> Iterator[Page]:
    """The page /check/."""
    yield Page(
        path=PATH,
        title="政策体检",
        description=_SUMMARY,
        template="check.html.j2",
        context=Deferred(partial(_view, portal)),
        listing=Listing(section="说明", summary=_SUMMARY, tags=("自测", "条件")),
    )


def _view(portal: Portal) -> CheckView:
    listed = tuple(checkable(portal))
    asked = tuple(questions(portal, listed))
    return CheckView(
        benefits=len(listed),
        questions=len(asked),
        paper=tuple(
            Paper(
                words=question.words,
                hint=question.hint,
                options=_YES_OR_NO if question.kind is FactKind.BOOL else question.values,
                unit=_unit(question.kind, question.unit),
            )
            for question in asked
        ),
        listed=tuple(
            PaperBenefit(
                path=f"{policy.path}#{benefit.record.id}-conditions",
                name=benefit.record.name,
                policy=policy.name,
                deadline=deadline(benefit.term, benefit.state, portal.as_of).sentence,
                sample=tagged(benefit.record.name, sample=policy.record.sample),
            )
            for policy, benefit in listed[:_ON_PAPER]
        ),
        rest=max(0, len(listed) - _ON_PAPER),
        as_of=prose_date(portal.as_of),
    )


def _unit(kind: FactKind, unit: str) -> str:
    """What stands behind the blank: money is asked in 万元."""
    return {FactKind.MONEY: _MONEY, FactKind.PERCENT: "%"}.get(kind, unit)
