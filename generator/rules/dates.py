"""Rules 17 and 34: dates that must follow each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.dataset import Dataset, Entry
from generator.days import plus
from generator.diagnostics import Severity
from generator.document import Loc
from generator.periods import is_half_year, last_day
from generator.records.activity import Activity
from generator.records.base import Record
from generator.records.client import Uptake
from generator.records.commissioner import Commissioner
from generator.records.enterprise import Enterprise
from generator.records.pairing import Pairing
from generator.records.policy import Policy
from generator.records.reporting import Meeting, Submission
from generator.records.request import ServiceRequest
from generator.records.service import Service, ServiceRecord
from generator.rules.finding import Finding
from generator.rules.ledger import standing

_Dated = tuple[date | None, Loc]


@dataclass(frozen=True, slots=True)
class _Order:
    """Two dates with their places, the fault in words, and whether they may also be the same."""

    early: _Dated
    late: _Dated
    words: str
    severity: Severity = Severity.ERROR
    strict: bool = False

    @property
    def broken(self) -> bool:
        """Whether the second date is too early."""
        first, second = self.early[0], self.late[0]
        return bool(first and second and (first > second or (self.strict and first == second)))


def dates_out_of_order(dataset: Dataset) -> Iterator[Finding]:
    """先后有别的日期不能颠倒。

    成文不晚于发布，施行不晚于失效；申报期、报名、活动、任职、代理、认定和结对，开始不晚于结束；
    一名服务专员同一天只有一段任职；迁址按先后写；
    诉求的每一步不早于前一步，批准不晚于转交；告知、申报、获批依次不颠倒；半年报表在半年结束后报送；
    惠企政策速递不早于所送政策的发布，没有发布日期的看成文日期。
    """
    for entry, order in _all(dataset):
        if order.broken:
            (first, first_way), (second, second_way) = order.early, order.late
            how = "和前一个日期相同" if first == second else f"早于{first}"
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, *second_way),
                message=f"{order.words}：{second}{how}",
                help="核对两个日期；写反了就对调",
                severity=order.severity,
                others=((entry.document, (*entry.loc, *first_way), "另一个日期"),),
            )
    for person in dataset.commissioners:
        yield from _overlapping_posts(person)
    for record in standing(dataset):
        if Service.POLICIES in record.record.services:
            yield from _delivered_too_early(dataset, record)


def _all(dataset: Dataset) -> Iterator[tuple[Entry[Record], _Order]]:
    yield from ((entry, order) for entry in dataset.policies for order in _of_policy(entry.record))
    yield from ((entry, order) for entry in dataset.enterprises for order in _of_enterprise(entry.record))
    yield from ((entry, order) for entry in dataset.commissioners for order in _of_commissioner(entry.record))
    yield from ((entry, order) for entry in dataset.pairings for order in _of_pairing(entry.record))
    yield from ((entry, order) for entry in dataset.activities for order in _of_activity(entry.record))
    yield from ((entry, order) for entry in dataset.records for order in _of_record(entry.record))
    yield from ((entry, order) for entry in dataset.requests for order in _of_request(entry.record))
    yield from ((entry, order) for entry in dataset.uptakes for order in _of_uptake(entry.record))
    yield from ((entry, order) for entry in dataset.submissions for order in _of_submission(entry.record))
    yield from ((entry, order) for entry in dataset.meetings for order in _of_meeting(entry.record))


def _of_policy(policy: Policy) -> Iterator[_Order]:
    yield _Order(
        (policy.written_on, ("written_on",)), (policy.published_on, ("published_on",)), "发布早于成文"
    )
    yield _Order((policy.effective_on, ("effective_on",)), (policy.ends_on, ("ends_on",)), "失效早于施行")
    for place, benefit in enumerate(policy.benefits):
        for index, window in enumerate(benefit.windows):
            way = ("benefits", place, "windows", index)
            opens, closes = (window.opens_on, (*way, "opens_on")), (window.closes_on, (*way, "closes_on"))
            yield _Order(opens, closes, "申报截止早于开始")


def _of_enterprise(enterprise: Enterprise) -> Iterator[_Order]:
    for place, held in enumerate(enterprise.recognitions):
        if held.valid_until < held.awarded_on:
            way = ("recognitions", place)
            yield _Order(
                (held.awarded_on, (*way, "awarded_on")),
                (held.valid_until, (*way, "valid_until")),
                "认定的有效期早于认定",
            )
    if len(enterprise.located) > 1:
        yield from _in_turn(
            "located", [item.since for item in enterprise.located], "since", "迁址没有按先后写"
        )
    if len(enterprise.former_names) > 1:
        ends = [item.until for item in enterprise.former_names]
        yield from _in_turn("former_names", ends, "until", "曾用名没有按先后写")


def _in_turn(field: str, days: Sequence[date], key: str, words: str) -> Iterator[_Order]:
    for (place, first), (after, second) in pairwise(enumerate(days)):
        yield _Order((first, (field, place, key)), (second, (field, after, key)), words, strict=True)


def _of_commissioner(person: Commissioner) -> Iterator[_Order]:
    for place, post in enumerate(person.posts):
        yield _spell(("posts", place), post.since, post.until, "离任早于任职")
    for place, deputy in enumerate(person.deputies):
        yield _spell(("deputies", place), deputy.since, deputy.until, "代理的结束早于开始")


def _overlapping_posts(entry: Entry[Commissioner]) -> Iterator[Finding]:
    posts = sorted(enumerate(entry.record.posts), key=lambda post: post[1].since)
    for (place, before), (after, post) in pairwise(posts):
        if before.until is None or post.since <= before.until:
            last = plus(post.since, -1)
            ends = f"换了岗位就把前一段的 until 写成 {last}；" if before.since <= last else ""
            way = (*entry.loc, "posts", place, "until" if before.until else "since")
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "posts", after, "since"),
                message=f"{entry.record.name}从{post.since}起有两段任职，这一天前一段还没有结束",
                help=f"{ends}重复的就删掉一段",
                others=((entry.document, way, "前一段任职"),),
            )


def _delivered_too_early(dataset: Dataset, entry: Entry[ServiceRecord]) -> Iterator[Finding]:
    for name in entry.record.policies:
        policy = dataset.policy_by_id.get(name)
        field = "published_on" if policy and policy.record.published_on else "written_on"
        out = getattr(policy.record, field) if policy else None
        if policy and out and entry.record.date < out:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "date"),
                message=f"送政策早于它的发布：{entry.record.date}早于{out}",
                help="核对两个日期；送的是另一份的，改 policies",
                severity=Severity.WARNING,
                others=((policy.document, (field,), "政策的日期"),),
            )


def _of_pairing(pairing: Pairing) -> Iterator[_Order]:
    if pairing.until:
        yield _spell((), pairing.since, pairing.until, "结对的结束早于开始")


def _spell(way: Loc, since: date, until: date | None, words: str) -> _Order:
    return _Order((since, (*way, "since")), (until, (*way, "until")), words)


def _of_activity(activity: Activity) -> Iterator[_Order]:
    held, register = activity.held, activity.register
    opens, closes = (
        (register.opens_on, ("register", "opens_on")),
        (register.closes_on, ("register", "closes_on")),
    )
    ends = (held.to, ("held", "to"))
    yield _Order((held.from_, ("held", "from")), ends, "活动的最后一天早于第一天")
    yield _Order(opens, closes, "报名截止早于开始")
    if register.closes_on and register.closes_on > held.to:
        yield _Order(closes, ends, "活动结束早于报名截止", Severity.WARNING)


def _of_record(record: ServiceRecord) -> Iterator[_Order]:
    if record.overdue_payment:
        due, day = record.overdue_payment.due_on, record.date
        way = ("overdue_payment", "due_on")
        yield _Order((due, way), (day, ("date",)), "服务日期早于应付日期，还不算拖欠", Severity.WARNING)


def _of_request(request: ServiceRequest) -> Iterator[_Order]:
    collected = (request.collected_on, ("collected_on",))
    days: list[_Dated] = [collected]
    days += [(step.date, ("steps", place, "date")) for place, step in enumerate(request.steps)]
    yield from (_Order(first, second, "这一步早于前一步") for first, second in pairwise(days))
    for place, step in enumerate(request.steps):
        approved = (step.approved_on, ("steps", place, "approved_on"))
        yield _Order(approved, (step.date, ("steps", place, "date")), "这一步早于它的批准")
        yield _Order(collected, approved, "批准早于收集")
    for place, day in enumerate(request.told):
        yield _Order(collected, (day, ("told", place)), "告知早于收集")
    if request.rigid:
        yield _Order(collected, (request.rigid.confirmed_on, ("rigid", "confirmed_on")), "确认早于收集")


def _of_uptake(uptake: Uptake) -> Iterator[_Order]:
    told, applied, granted = (
        (getattr(uptake, field), (field,)) for field in ("told_on", "applied_on", "granted_on")
    )
    yield _Order(told, applied, "申报早于告知", Severity.WARNING)
    yield _Order(applied, granted, "获批早于申报")


def _of_submission(submission: Submission) -> Iterator[_Order]:
    submitted = (submission.submitted_on, ("submitted_on",))
    yield _Order((submission.reported_on, ("reported_on",)), submitted, "报送早于它所报到的日子")
    if is_half_year(submission.period):
        yield _Order((last_day(submission.period), ("period",)), submitted, "报送早于半年的最后一天")


def _of_meeting(meeting: Meeting) -> Iterator[_Order]:
    if meeting.reported_upward:
        upward = (meeting.reported_upward.date, ("reported_upward", "date"))
        yield _Order((meeting.date, ("date",)), upward, "向上级反映早于会议")
