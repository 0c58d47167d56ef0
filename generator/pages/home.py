"""首页: search, what closes soon, what is new, where each role begins, and figures."""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial
from heapq import nsmallest
from operator import itemgetter

from generator.page import Page
from generator.pages.addresses import narrowed, policies_by, search_for
from generator.pages.deferred import Deferred
from generator.pages.home_view import Entrance, HomeView, LedgerRow, NewRow, Tile
from generator.pages.rows import benefit_figure, issued, leading_benefit, row_note, tagged
from generator.pages.ruler import DAYS, ruler
from generator.pages.tiles import share_words
from generator.pages.views import Link
from generator.pages.words import ACTIVITY_WORDS, column_date, deadline, joined, other_year, prose_date
from generator.portal import PolicyFacts, Portal, published_order
from generator.records.policy import Against
from generator.status import IN_FORCE, RECEIVING, Status

_CLOSING_ROWS, _NEW_ROWS, _TRIES = 6, 5, 4
_CLOSING_HELD = 2 * _CLOSING_ROWS
"""Rows that stand ready for the days after the build, when the first ones have closed."""

ENTRANCES = (
    Entrance(
        role="企业",
        links=(
            Link(
                path=policies_by(status=[Status.SOON, Status.OPEN, Status.ALWAYS]),
                words="现在能申报哪些政策",
            ),
            Link(path="check/", words="我符合哪些政策"),
            Link(path="commissioners/", words="我的服务专员是谁"),
            Link(path="experts/", words="请一位专家"),
            Link(path="rights/", words="账款被拖欠怎么办"),
            Link(
                path=narrowed(
                    "activities/", status=[ACTIVITY_WORDS[Status.SOON], ACTIVITY_WORDS[Status.OPEN]]
                ),
                words="还能报名的活动",
            ),
        ),
    ),
    Entrance(
        role="服务专员",
        links=(
            Link(path="policies/?sort=published", words="新发布的政策"),
            Link(path="experts/", words="按领域找专家"),
            Link(path="resources/", words="找资金、人才、技术、项目、市场"),
            Link(path="cases/", words="别人怎样做"),
            Link(path="scheme/", words="三种角色和五项服务"),
        ),
    ),
    Entrance(
        role="专员办",
        links=(Link(path="scheme/", words="怎样工作、怎样报送"), Link(path="offices/", words="各地专员办")),
    ),
    Entrance(
        role="数据维护人员",
        links=(
            Link(path="help/clerk-policy/", words="十分钟添加一项政策"),
            Link(path="help/files/", words="每种文件的写法"),
        ),
    ),
)
"""Where each role begins: pages that exist."""

_INSIDE = {
    "服务专员": (Link(path="desk/", words="我的工作台"), Link(path="desk/record/", words="记一条服务")),
    "专员办": (
        Link(path="board/", words="各地的看板"),
        Link(path="requests/", words="诉求办到哪一步"),
        Link(path="reports/", words="报表"),
    ),
    "数据维护人员": (
        Link(path="desk/policy/", words="用表写一份政策"),
        Link(path="desk/pairing/", words="换一家企业的专员"),
    ),
}
"""What comes first in the internal edition."""


def home(portal: Portal) -> Iterator[Page]:
    """The one page at the site's base."""
    yield from _home(portal, ENTRANCES)


def inner_home(portal: Portal) -> Iterator[Page]:
    """The same in the internal edition, where roles begin with what it has for them."""
    entrances = (each._replace(links=(*_INSIDE.get(each.role, ()), *each.links)) for each in ENTRANCES)
    yield from _home(portal, tuple(entrances))


def _home(portal: Portal, entrances: tuple[Entrance, ...]) -> Iterator[Page]:
    yield Page(
        path="",
        title=portal.scheme.title,
        description=f"{portal.province.name}惠企政策：能得到什么、什么时候截止、怎么办，问谁。",
        template="home.html.j2",
        context=Deferred(partial(_view, portal, entrances)),
    )


def _view(portal: Portal, entrances: tuple[Entrance, ...]) -> HomeView:
    closing = [policy for policy in portal.policies if _closes(policy)]
    shown = closing[:_CLOSING_ROWS]
    return HomeView(
        headline="查政策，问条件，找专员",
        lead="写给专精特新企业、准备申报的企业，和服务它们的专员。",
        tries=tuple(_tries(portal)),
        ruler=ruler(closing, portal.as_of, portal.scheme.closing_soon_days),
        closing=tuple(_closing_row(portal, policy) for policy in shown),
        closing_later=tuple(_closing_row(portal, policy) for policy in _closing_later(portal, shown)),
        closing_most=_CLOSING_ROWS,
        closing_days=DAYS,
        closing_more=Link(path="policies/?sort=closing", words="全部按截止时间"),
        closing_empty=f"{DAYS}天内没有要截止的政策。",
        closing_empty_link=Link(path=policies_by(status=[Status.ALWAYS]), words="看长期受理的政策"),
        newest=tuple(_new_row(portal, policy) for policy in _newest(portal)),
        newest_more=Link(path="policies/?sort=published", words="全部按发布时间"),
        entrances=entrances,
        tiles=tuple(_tiles(portal)),
        as_of=prose_date(portal.as_of),
    )


def _closes(policy: PolicyFacts) -> bool:
    state = policy.state
    return state.status in RECEIVING and state.days is not None and state.days <= DAYS


def _closing_later(portal: Portal, shown: Collection[PolicyFacts]) -> list[PolicyFacts]:
    """Those that close next after the ones shown, also those that have not begun."""
    ends = (
        (policy.term.next_close(portal.as_of), policy) for policy in portal.policies if policy not in shown
    )
    closing = ((day, policy) for day, policy in ends if day is not None)
    return [policy for _, policy in nsmallest(_CLOSING_HELD, closing, key=itemgetter(0))]


def _closing_row(portal: Portal, policy: PolicyFacts) -> LedgerRow:
    """Title and deadline; below them the places that close earlier, else number and what it is worth."""
    return LedgerRow(
        path=policy.path,
        title=policy.record.title,
        deadline=deadline(policy.term, policy.state, portal.as_of),
        meta=row_note(portal, policy) or f"{_origin(policy)} {_worth(policy)}",
        sample=tagged(policy.record.title, sample=policy.record.sample),
    )


def _worth(policy: PolicyFacts) -> str:
    """The amount of the leading benefit with its note, or its name where it has no amount."""
    benefit = leading_benefit(policy)
    if benefit.record.amount is None:
        return benefit.record.name
    figure = benefit_figure(benefit)
    return "，".join(filter(None, (f"{figure.number}{figure.unit}", figure.note)))


def _origin(policy: PolicyFacts) -> str:
    return policy.record.doc_no or joined(policy.record.issuers)


def _newest(portal: Portal) -> list[PolicyFacts]:
    known = (policy for policy in portal.policies if policy.record.dated and not policy.record.sample)
    return nsmallest(_NEW_ROWS, known, key=published_order)


def _new_row(portal: Portal, policy: PolicyFacts) -> NewRow:
    issue = issued(policy.record)
    day = issue[0] if issue else portal.as_of
    return NewRow(
        path=policy.path,
        title=policy.record.title,
        iso=day.isoformat(),
        year=other_year(day, portal.as_of),
        day=column_date(day),
        small=issue[1] if issue else "",
        meta=_origin(policy),
        sample=policy.record.sample,
    )


def _tries(portal: Portal) -> Iterator[Link]:
    """Topics with the most policies in force, and the number of the newest document as a search."""
    topics = Counter(
        topic
        for policy in portal.policies
        if policy.state.status in IN_FORCE
        for topic in policy.record.topics
    )
    for topic, _ in topics.most_common(_TRIES):
        yield Link(path=policies_by(topic=[topic]), words=topic.value)
    numbers = (policy.record.doc_no for policy in _newest(portal))
    number = next(filter(None, numbers), None)
    if number:
        yield Link(path=search_for(number), words=number)


def _tiles(portal: Portal) -> Iterator[Tile]:
    """Figures, each with the rows that it counts."""
    in_force = [policy for policy in portal.policies if policy.state.status in IN_FORCE]
    samples = sum(policy.record.sample for policy in in_force)
    yield Tile(
        number=f"{len(in_force):,}",
        unit="份",
        words="现行政策" + (f"，其中示例{samples}份" if samples else ""),
        path=policies_by(status=[status for status in Status if status in IN_FORCE]),
    )
    receiving = [policy for policy in in_force if policy.state.status in RECEIVING]
    benefits = sum(item.state.status in RECEIVING for policy in receiving for item in policy.benefits)
    yield Tile(
        number=f"{len(receiving):,}",
        unit="份",
        words=f"现在可以申报或享受，共{benefits:,}项",
        path=policies_by(status=[status for status in Status if status in RECEIVING]),
    )
    yield Tile(number=f"{len(portal.offices):,}", unit="个", words="专员办，省、市、县都有", path="offices/")
    yield from _roster_tiles(portal)
    checks = [policy.record.checked for policy in portal.policies if not policy.record.sample]
    official = sum(check.against is Against.OFFICIAL for check in checks)
    share = round(100 * official / len(checks)) if checks else 0
    yield Tile(
        number=str(share), unit="%", words="政策对照官网核对过，其余对照转载", path="policies/?sort=checked"
    )


def _roster_tiles(portal: Portal) -> Iterator[Tile]:
    """Coverage of the enterprises in scope and load of the commissioners; nothing without enterprises."""
    found = portal.roster.figures(portal.region_by_code)
    if not found.enterprises:
        return
    rows = "commissioners/#places"
    yield Tile(
        number=share_words(found).removesuffix("%"),
        unit="%",
        words=f"对接覆盖：{found.enterprises:,}家企业，{found.served:,}家有服务专员",
        path=rows,
    )
    if found.commissioners:
        yield Tile(
            number=f"{found.served / found.commissioners:.1f}",
            unit="家",
            words=f"平均每名专员服务的企业，共{found.commissioners:,}名专员",
            path=rows,
        )
