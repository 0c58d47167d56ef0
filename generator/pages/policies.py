"""找政策: the list of all policies, fifty a page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from generator.page import Page
from generator.pages.deferred import Deferred
from generator.pages.list_view import Facet, FacetValue, ListView, Sort
from generator.pages.policy_index import supports
from generator.pages.reach import listed_under, reach
from generator.pages.rows import blank_row, claims, policy_row
from generator.pages.views import Link
from generator.pages.words import prose_date
from generator.portal import Portal
from generator.records.policy import ClaimMode, Support, Topic
from generator.records.types import Level
from generator.status import Status

ROWS = 50
"""Rows on a page of the list."""

SORTS = (
    Sort(key="closing", words="截止近的在前"),
    Sort(key="published", words="新发布在前"),
    Sort(key="checked", words="新核对在前"),
)


def policies(portal: Portal) -> Iterator[Page]:
    """The pages of the list; the first is /policies/, the others are for readers without script."""
    facets = _facets(portal)
    count = max(1, -(-len(portal.policies) // ROWS))
    for number in range(1, count + 1):
        yield Page(
            path=_path(number),
            title="找政策" if number == 1 else f"找政策（第{number}页）",
            description="按级别、主题、支持方式、兑现方式、状态和地区查惠企政策，看得到什么、什么时候截止、怎么办。",
            template="policies.html.j2",
            context=Deferred(partial(_view, portal, facets, number, count)),
        )


def _path(number: int) -> str:
    return "policies/" if number == 1 else f"policies/page/{number}/"


def _view(portal: Portal, facets: tuple[Facet, ...], number: int, count: int) -> ListView:
    start = ROWS * (number - 1)
    rows = tuple(policy_row(portal, policy) for policy in portal.policies[start : start + ROWS])
    return ListView(
        total=len(portal.policies),
        first=start + 1 if rows else 0,
        last=start + len(rows),
        number=number,
        rows=rows,
        blank=blank_row(),
        facets=facets,
        sorts=SORTS,
        pages=_pager(number, count),
        previous=Link(path=_path(number - 1), words="上一页") if number > 1 else None,
        next=Link(path=_path(number + 1), words="下一页") if number < count else None,
        as_of=prose_date(portal.as_of),
        as_of_iso=portal.as_of.isoformat(),
    )


def _pager(number: int, count: int) -> tuple[Link, ...]:
    """The first, the last and the pages around the current one, whose path is empty."""
    shown = sorted({1, count, *range(max(1, number - 2), min(count, number + 2) + 1)})
    return tuple(Link(path="" if page == number else _path(page), words=str(page)) for page in shown)


def _facets(portal: Portal) -> tuple[Facet, ...]:
    """The six facets with the counts of all policies; places only where a policy names them."""
    found = portal.policies
    places = sorted({code for policy in found for code in policy.places})
    regions = Counter(policy.record.regions for policy in found)
    return (
        _facet("status", "状态", Status, (policy.state.status for policy in found)),
        _facet("support", "支持方式", Support, (value for policy in found for value in supports(policy))),
        _facet("level", "级别", Level, (policy.record.level for policy in found)),
        _facet("claim", "兑现方式", ClaimMode, (value for policy in found for value in claims(policy))),
        _facet("topic", "主题", Topic, (value for policy in found for value in policy.record.topics)),
        Facet(
            key="region",
            label="地区",
            values=tuple(
                FacetValue(
                    value=code,
                    words=reach(portal, [code]),
                    total=sum(count for codes, count in regions.items() if listed_under(portal, codes, code)),
                )
                for code in places
            ),
        ),
    )


def _facet(key: str, label: str, values: Iterable[str], found: Iterable[str]) -> Facet:
    counts = Counter(map(str, found))
    return Facet(
        key=key,
        label=label,
        values=tuple(
            FacetValue(value=str(value), words=str(value), total=counts[str(value)]) for value in values
        ),
    )
