"""A calendar and a feed for each commissioner: the deadlines of their enterprises, and new policies that fit them."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from generator.days import plus
from generator.exports.atom import Feed, FeedEntry, atom, stable_id
from generator.exports.ics import Event, calendar_file
from generator.exports.scope import words_of
from generator.fitting import Closing, Fit, closing, fits, windows_at
from generator.page import MadeFile
from generator.pages.rows import tagged
from generator.pages.words import joined, prose_date
from generator.periods import FIRST, first_day, half_year
from generator.portal import PolicyFacts, Portal
from generator.roster import CommissionerFacts, EnterpriseFacts
from generator.service import reports_asked

CALENDAR, FEED = "deadlines.ics", "feed.atom"

MOST = 50
"""Entries of a feed."""


def feeds(portal: Portal) -> Iterator[MadeFile]:
    """Two files for each commissioner who has a post today."""
    for facts in portal.roster.commissioners:
        if facts.post:
            folder = f"desk/{facts.record.id}/"
            yield MadeFile(path=folder + CALENDAR, make=partial(_calendar, portal, facts))
            yield MadeFile(path=folder + FEED, make=partial(_feed, portal, facts))


def _calendar(portal: Portal, facts: CommissionerFacts) -> bytes:
    events = [_deadline(portal, each, facts) for each in closing(portal, facts.serving)]
    events += _reports(portal, facts)
    name = f"{facts.record.name}的企业和报表的截止日期"
    return calendar_file(name, sorted(events, key=lambda event: (event.day, event.uid)), portal.as_of)


def _deadline(portal: Portal, closes: Closing, facts: CommissionerFacts) -> Event:
    policy, record, window = closes.policy, closes.benefit.record, closes.window
    opens = window.opens_on if window.opens_on and window.opens_on > portal.as_of else None
    lines = (
        f"{prose_date(opens)}开始申报" if opens else "",
        _names("符合", closes.fits),
        _names("差一点", closes.near),
        f"政策：{_named(policy)}",
        window.note or "",
    )
    return Event(
        uid=stable_id(
            portal.scheme.province,
            facts.record.id,
            policy.record.id,
            record.id,
            str(window.opens_on or window.closes_on),
            *window.regions,
        ),
        day=window.closes_on or date.max,
        summary=f"截止：{record.name}",
        description="\n".join(filter(None, lines)),
        url=f"{portal.site_url}{policy.path}#{record.id}" if portal.site_url else "",
    )


def _reports(portal: Portal, facts: CommissionerFacts) -> Iterator[Event]:
    """The days by which the home office makes its first report and those of half-years, where it has not (rules 28, 30)."""
    dataset, today, office = portal.dataset, portal.as_of, facts.office
    level = portal.region_by_code[office].level
    made = {entry.record.period for entry in dataset.submissions if entry.record.office == office}
    running = half_year(today)
    for period in (FIRST, half_year(plus(first_day(running), -1)), running):
        due = reports_asked(dataset, period).get(level)
        if due is None or period in made or due.day < today:
            continue
        first = period == FIRST
        name = words_of(period) if first else f"{words_of(period)}报表"
        what = "首次报送附件1、2" if first else f"报送{name}，台账在这以前填完"
        yield Event(
            uid=stable_id(portal.scheme.province, facts.record.id, "report", period),
            day=due.day,
            summary=f"报送截止：{name}{'（暂定）' if due.provisional else ''}",
            description=f"{portal.place_names[office]}专员办{what}",
            tentative=due.provisional,
        )


def _feed(portal: Portal, facts: CommissionerFacts) -> bytes:
    by_policy: dict[str, list[Fit]] = {}
    for fit in fits(portal, facts.serving):
        by_policy.setdefault(fit.policy.record.id, []).append(fit)
    entries = [_entry(portal, group, facts) for group in by_policy.values()]
    newest = sorted(filter(None, entries), key=lambda entry: (-entry.updated.toordinal(), entry.id))
    return atom(
        Feed(
            id=stable_id(portal.scheme.province, facts.record.id),
            title=f"{facts.record.name}的企业能办的政策",
            author=portal.scheme.site.publisher,
            page="./",
            own=FEED,
            entries=newest[:MOST],
        ),
        empty_since=portal.as_of,
    )


def _entry(portal: Portal, group: list[Fit], facts: CommissionerFacts) -> FeedEntry | None:
    """A policy with all its benefits that fit; None where no day is known on which it was new."""
    policy = group[0].policy
    happened = [
        (day, order, words)
        for order, (day, words) in enumerate(_happened(portal, group))
        if day and day <= portal.as_of
    ]
    if not happened:
        return None
    day, _, words = max(happened)
    lines = (_names(f"符合{fit.benefit.record.name}的", fit.enterprises) for fit in group)
    return FeedEntry(
        id=stable_id(portal.scheme.province, facts.record.id, policy.record.id),
        updated=day,
        title=f"{_named(policy)}：{words}",
        link=f"{portal.site_url or '../../'}{policy.path}",
        summary="；".join(lines),
    )


def _happened(portal: Portal, group: list[Fit]) -> Iterator[tuple[date | None, str]]:
    """The days on which a policy was new or changed, and how; of things of one day the last counts."""
    record = group[0].policy.record
    yield record.dated, "新政策"
    for other in portal.amending.get(record.id, ()):
        yield other.record.dated, f"由{other.name}修改"
    for other in portal.interpreting.get(record.id, ()):
        yield other.record.dated, f"有了解读，{other.name}"
    yield record.effective_on, "开始施行"
    for fit in group:
        places = {facts.region for facts in fit.enterprises}
        above = (code for place in places for code in portal.dataset.codes_above.get(place, ()))
        for window in windows_at(fit.benefit.record.windows, {*places, *above}):
            yield window.opens_on, f"{fit.benefit.record.name}开始申报"


def _named(policy: PolicyFacts) -> str:
    return f"{policy.name}{'（示例）' if tagged(policy.name, sample=policy.record.sample) else ''}"


def _names(words: str, enterprises: Iterable[EnterpriseFacts]) -> str:
    names = joined(facts.record.name for facts in enterprises)
    return f"{words}：{names}" if names else ""
