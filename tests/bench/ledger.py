"""A fictitious ledger for a province's pairings: service records in the private folder, as a year of work leaves them."""

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from operator import itemgetter
from pathlib import Path

from generator.dataset import Entry
from generator.loading import load
from generator.records.pairing import Pairing
from generator.source import PRIVATE

TODAY = date(2026, 11, 24)
HALVES = {"2026-h1": (date(2026, 1, 1), date(2026, 6, 30)), "2026-h2": (date(2026, 7, 1), TODAY)}

_CHANNELS = ("电话", "电话", "微信", "微信", "现场走访", "其他")
_SERVICES = ("涉企诉求受理", "惠企政策速递", "助企资源对接", "促企能力提升", "护企权益保障")
_DELIVERING = "惠企政策速递"
_DELIVERIES = ("精准推送", "政策解读", "咨询辅导")
_TOPICS = (
    "设备更新贷款",
    "研发费用加计扣除",
    "用工招聘",
    "数字化改造",
    "厂房扩建",
    "专利质押",
    "市场开拓",
    "人才公寓",
)
_DONE = ("介绍", "讲解", "询问", "核对", "跟进", "对接")
_AFTER = (
    "企业准备材料",
    "已报专员办汇总",
    "企业表示清楚了",
    "约好下月再谈",
    "已转给对口的处室",
    "已递交申请",
)

_RECORD = """\
- id: r-{number:06d}
  enterprise: "{enterprise}"
  commissioner: {commissioner}
  date: {day}
  channel: {channel}
  services: [{services}]
{delivered}  content: {content}
  outcome: {outcome}
"""


def write_ledger(province: Path, many: int, seed: int = 179) -> Path:
    """Write about so many records below a province's private folder; the same seed makes the same files."""
    chance = random.Random(seed)
    dataset, _ = load(province, TODAY)
    spans = [span for entry in dataset.pairings for span in _spans(entry)]
    days = sum((until - since).days + 1 for _, _, since, until in spans)
    policies = sorted((entry.record.dated or date.min, entry.record.id) for entry in dataset.policies)
    numbers = count(1)
    texts: dict[str, list[str]] = {}
    for entry, half, since, until in spans:
        share = many * ((until - since).days + 1) / days
        folder = entry.path.removeprefix("rosters/").rpartition("/")[0]
        texts.setdefault(f"{PRIVATE}/{folder}/records/{half}.yml", []).extend(
            _record(chance, next(numbers), entry.record, since + timedelta(days=day), policies)
            for day in sorted(_days(chance, share, (until - since).days))
        )
    for path, records in texts.items():
        target = province / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("".join(records), encoding="utf-8")
    return province / PRIVATE


def _spans(entry: Entry[Pairing]) -> Iterator[tuple[Entry[Pairing], str, date, date]]:
    """The part of each half-year in which a pairing holds."""
    for half, (first, last) in HALVES.items():
        since, until = max(first, entry.record.since), min(last, entry.record.until or last)
        if since <= until:
            yield entry, half, since, until


def _days(chance: random.Random, share: float, length: int) -> Sequence[int]:
    """Days for a share of records, a part of one by chance; never none, so that no file is empty."""
    whole = max(int(share + chance.random()), 1)
    return [chance.randint(0, length) for _ in range(whole)]


def _record(
    chance: random.Random, number: int, pairing: Pairing, day: date, policies: Sequence[tuple[date, str]]
) -> str:
    """A record in a file; of the policies, the oldest first, one that is out on its day."""
    topics = chance.sample(_TOPICS, chance.randint(1, 3))
    services = chance.sample(_SERVICES, chance.randint(1, 2))
    _, policy = policies[chance.randrange(bisect_right(policies, day, key=itemgetter(0)))]
    sent = f"  policies: [{policy}]\n  delivery: {chance.choice(_DELIVERIES)}\n"
    return _RECORD.format(
        number=number,
        enterprise=pairing.enterprise,
        commissioner=pairing.commissioner,
        day=day,
        channel=chance.choice(_CHANNELS),
        services=", ".join(services),
        delivered=sent if _DELIVERING in services else "",
        content="，".join(f"{chance.choice(_DONE)}{topic}的办法和条件" for topic in topics) + "。",
        outcome=f"{chance.choice(_AFTER)}，{chance.choice(_AFTER)}。",
    )
