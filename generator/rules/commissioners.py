"""Rules 2 and 6: how many a commissioner serves, from which unit, and whom not."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from generator.coverage import Coverage, post_on
from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.document import Document, Loc
from generator.records.commissioner import Commissioner, UnitKind
from generator.records.pairing import Pairing
from generator.rules.finding import Finding

_MOST_NOTES = 5


def overloaded_commissioner(dataset: Dataset) -> Iterator[Finding]:
    """一名服务专员最多服务 max_enterprises（默认 5）家在服务范围内的企业，各级各地合计，已安排的将来日期也算。"""
    if not dataset.schemes:
        return
    most, coverage = dataset.scheme.record.max_enterprises, Coverage(dataset)
    for code, paired in coverage.of_commissioner.items():
        lasting = [entry for entry in paired if not entry.record.ended_by(dataset.as_of)]
        told: set[Loc] = set()
        for day in _days(dataset, lasting) if len(lasting) > most else ():
            serving = list(coverage.served_by(code, day))
            for place, entry in enumerate(serving[most:], most + 1):
                if (key := (entry.path, *entry.loc)) not in told:
                    told.add(key)
                    yield _over(dataset, entry, serving[:most], place, day)


def _days(dataset: Dataset, paired: Sequence[Entry[Pairing]]) -> Sequence[date]:
    """Today, and the later days on which the load of a commissioner may grow."""
    days = {dataset.as_of} | {entry.record.since for entry in paired}
    for entry in paired:
        enterprise = dataset.enterprise_by_code.get(entry.record.enterprise)
        days |= {held.awarded_on for held in enterprise.record.recognitions} if enterprise else set()
    return sorted(day for day in days if day >= dataset.as_of)


def _over(
    dataset: Dataset, entry: Entry[Pairing], others: Sequence[Entry[Pairing]], place: int, day: date
) -> Finding:
    person = dataset.commissioner_by_id.get(entry.record.commissioner)
    name = f"{person.record.name}（{person.record.id}）" if person else entry.record.commissioner
    when = f"从{day}起" if day > dataset.as_of else ""
    return Finding(
        document=entry.document,
        loc=(*entry.loc, "commissioner"),
        message=f"{name}{when}服务第{place}家企业“{_name(dataset, entry.record)}”，最多{len(others)}家",
        help="这一家换一名服务专员，或结束其中一条结对",
        others=tuple(
            (other.document, (*other.loc, "enterprise"), f"第{index}家：{_name(dataset, other.record)}")
            for index, other in enumerate(others, 1)
        ),
    )


def same_person_twice(dataset: Dataset) -> Iterator[Finding]:
    """一个人在全省只有一条服务专员记录；两条记录姓名相同，单位或电话也相同，像是同一个人。"""
    seen: dict[tuple[str, str], Entry[Commissioner]] = {}
    for entry in dataset.commissioners:
        person = entry.record
        traits = {trait for post in person.posts for trait in (post.unit, post.work_phone)}
        same = [seen.setdefault((person.name, trait), entry) for trait in sorted(traits)]
        if first := next((other for other in same if other is not entry), None):
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "name"),
                message=f"{person.name}有两条记录（{first.record.id}、{person.id}），单位或电话相同",
                help=f"是同一个人就合成一条，把 {person.id} 写进留下那条的 aliases；只是同名就不用改",
                severity=Severity.WARNING,
                others=((first.document, (*first.loc, "name"), "前一条记录"),),
            )


def unusual_unit_kind(dataset: Dataset) -> Iterator[Finding]:
    """服务专员原则上来自行政或事业单位（通知一(二)）。"""
    for entry in dataset.commissioners:
        for place, post in enumerate(entry.record.posts):
            if post.unit_kind is UnitKind.OTHER and not (post.until and post.until < dataset.as_of):
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, "posts", place, "unit_kind"),
                    message=f"{entry.record.name}的单位性质是“其他”，原则上是行政或事业单位",
                    help="核对单位性质；确实特殊的，不用改",
                    severity=Severity.WARNING,
                )


def recused_commissioner(dataset: Dataset) -> Iterator[Finding]:
    """服务专员不服务要回避的企业。"""
    recused = {
        (person.record.id, recusal.enterprise): (person, place)
        for person in dataset.commissioners
        for place, recusal in enumerate(person.record.recuses)
    }
    for entry in dataset.pairings if recused else ():
        pairing = entry.record
        found = recused.get((pairing.commissioner, pairing.enterprise))
        if found and not pairing.ended_by(dataset.as_of):
            person, place = found
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "commissioner"),
                message=f"{person.record.name}要回避“{_name(dataset, pairing)}”",
                help="换一名服务专员；不再需要回避的，删掉 recuses 里的这一条",
                others=((person.document, (*person.loc, "recuses", place, "enterprise"), "回避的企业"),),
            )


def commissioner_without_post(dataset: Dataset) -> Iterator[Finding]:
    """正在服务企业的服务专员要有当天的任职；离任的，把企业交给别人。"""
    coverage = Coverage(dataset)
    for entry in dataset.commissioners:
        person = entry.record
        if post_on(person, dataset.as_of):
            continue
        serving = list(coverage.served_by(person.id, dataset.as_of))
        if serving:
            place = max(range(len(person.posts)), key=lambda index: person.posts[index].since)
            until = person.posts[place].until
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "posts", place, "until" if until else "since"),
                message=f"{person.name}（{person.id}）任职{f'到{until}为止' if until else '还没有开始'}，还在服务{len(serving)}家企业",
                help="补上新的任职；已经离任的，结束这些结对，换别的服务专员",
                severity=Severity.OVERDUE,
                others=tuple(islice(_served(dataset, serving), _MOST_NOTES)),
            )


def _served(dataset: Dataset, serving: Sequence[Entry[Pairing]]) -> Iterator[tuple[Document, Loc, str]]:
    for entry in serving:
        yield entry.document, (*entry.loc, "commissioner"), f"结对：{_name(dataset, entry.record)}"


def _name(dataset: Dataset, pairing: Pairing) -> str:
    enterprise = dataset.enterprise_by_code.get(pairing.enterprise)
    return enterprise.record.name if enterprise else pairing.enterprise
