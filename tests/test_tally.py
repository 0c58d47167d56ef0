"""The figures of a period: told again from the raw files, added up over the regions, and no row lost (rule 31)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from private_tree import PRIVATE_TREE
from tree import PAIRINGS, TREE, write_tree

from generator.dataset import Dataset
from generator.loading import load
from generator.rules.ledger import standing
from generator.source import PRIVATE
from generator.tally import NOTHING, PeriodTally, Tallies, Tally, total
from generator.yaml_reader import as_text

PROVINCE, CITY, COUNTY = "320000", "320100", "320102"
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
RECORDS, REQUESTS = (
    f"{PRIVATE}/990100-jia/990102-yi/{name}" for name in ("records/2026-h1.yml", "requests/2026.yml")
)


@pytest.fixture(scope="module")
def shipped(root: Path, as_of: date) -> Dataset:
    return load(root, as_of, root / PRIVATE)[0]


@pytest.fixture(scope="module")
def tallies(shipped: Dataset) -> Tallies:
    return Tallies(shipped)


@pytest.fixture(scope="module")
def half(tallies: Tallies) -> PeriodTally:
    return tallies.between(FIRST, LAST)


def raw(path: Path) -> Any:
    return as_text(path.read_text(encoding="utf-8"))


def rows(root: Path, name: str) -> Iterator[dict[str, Any]]:
    """The raw rows of the county's private files."""
    for path in sorted((root / PRIVATE / "320100-nanjing" / "320102-xuanwu").glob(name)):
        yield from raw(path)


def test_a_county_told_from_its_files(root: Path, half: PeriodTally) -> None:
    def inside(row: Mapping[str, str], field: str) -> bool:
        return "2026-01-01" <= row[field] <= "2026-06-30"

    everything = list(rows(root, "records/*.yml"))
    corrected = {row["corrects"] for row in everything if "corrects" in row}
    records = [row for row in everything if inside(row, "date") and row["id"] not in corrected]
    requests = [row for row in rows(root, "requests/*.yml") if inside(row, "collected_on")]
    steps = [{step["do"] for step in row["steps"] if step["date"] <= "2026-06-30"} for row in requests]
    served = raw(root / "rosters/320100-nanjing/320102-xuanwu/pairings.yml")["pairings"]
    granted = [  # of what stands with the place of the enterprise, what the county's own pairings brought
        row
        for row in rows(root, "uptake.yml")
        if "granted_on" in row
        and inside(row, "granted_on")
        and any(
            pair["enterprise"] == row["enterprise"]
            and pair["since"] <= row["granted_on"] <= pair.get("until", "9999")
            for pair in served
        )
    ]
    services = Counter(service for row in records for service in row["services"])
    found = half.office(COUNTY)
    assert records
    assert requests
    assert (found.contacts, found.visits) == (
        len(records),
        sum(row["channel"] == "现场走访" for row in records),
    )
    assert (found.deliveries, found.matches) == (services["惠企政策速递"], services["助企资源对接"])
    assert (found.collected, found.problems) == (
        len(requests),
        sum(row["kind"] == "困难问题" for row in requests),
    )
    assert found.solved == sum("办结" in done for done in steps)
    assert found.raised == sum("列入问题清单" in done for done in steps)
    assert found.rigid == sum(
        "办结" not in done and "rigid" in row for row, done in zip(requests, steps, strict=True)
    )
    assert (found.granted, found.amount) == (
        len(granted),
        sum(int(row.get("amount", "0")) for row in granted),
    )


def test_the_sums_over_the_regions(shipped: Dataset, half: PeriodTally) -> None:
    def below(code: str) -> list[str]:
        return [entry.record.code for entry in shipped.regions if entry.record.parent == code]

    cities = below(PROVINCE)
    assert len(cities) == 13
    province = half.region(PROVINCE)
    assert province == total([half.office(PROVINCE), *map(half.region, cities)])
    for city in cities:
        assert half.region(city) == total([half.office(city), *map(half.region, below(city))])
    assert province == total(half.by_place.values())._replace(commissioners=len(half.posts))
    assert province == total(map(half.commissioner, {entry.record.id for entry in shipped.commissioners}))
    served = total(map(half.enterprise, shipped.enterprise_by_code))
    assert served == province._replace(commissioners=0)


def test_all_is_the_sum_of_the_records(shipped: Dataset, half: PeriodTally, tallies: Tallies) -> None:
    records = [entry.record for entry in standing(shipped) if FIRST <= entry.record.date <= LAST]
    requests = [entry.record for entry in shipped.requests if FIRST <= entry.record.collected_on <= LAST]
    found = half.region(PROVINCE)
    assert (found.contacts, found.collected) == (len(records), len(requests))
    assert len(tallies.records.between(FIRST, LAST)) == len(records)
    assert found.solved + found.unsolved + found.rigid == found.collected
    assert min(found) > 0
    assert half.unplaced == ()


def test_two_halves_are_a_year(tallies: Tallies, half: PeriodTally) -> None:
    second = tallies.between(date(2026, 7, 1), date(2026, 12, 31)).region(PROVINCE)
    year = tallies.between(FIRST, date(2026, 12, 31)).region(PROVINCE)
    for field in (
        "contacts",
        "visits",
        "collected",
        "problems",
        "deliveries",
        "matches",
        "granted",
        "amount",
    ):
        assert getattr(year, field) == getattr(half.region(PROVINCE), field) + getattr(second, field)


def small(
    tmp_path: Path, changes: Mapping[str, str | None], day: date = date(2026, 11, 24), last: date = LAST
) -> PeriodTally:
    root = write_tree(tmp_path, {**PRIVATE_TREE, **changes})
    return Tallies(load(root, day, root / PRIVATE)[0]).between(FIRST, last)


def test_the_small_tree(tmp_path: Path) -> None:
    found = small(tmp_path, {})
    expected = Tally(
        commissioners=1,
        provincial=1,
        contacts=2,
        visits=1,
        collected=1,
        problems=1,
        solved=1,
        raised=1,
        deliveries=1,
        matches=1,
    )
    assert found.office("990102") == expected
    assert found.commissioner("990102-001") == expected
    assert found.enterprise("91990102MA0000001D") == expected._replace(commissioners=0)
    assert found.region("990100") == total([found.office("990100"), expected])
    assert found.office("990100").contacts == 0
    assert found.office("000000") == found.region("000000") == NOTHING


def test_a_request_stands_as_it_stood_at_the_end_of_the_span(tmp_path: Path) -> None:
    early = small(tmp_path, {}, last=date(2026, 2, 19)).office("990102")
    assert (early.collected, early.solved, early.unsolved, early.raised) == (1, 0, 1, 1)
    first = small(tmp_path, {}, last=date(2026, 1, 15)).office("990102")
    assert (first.collected, first.unsolved, first.raised) == (1, 1, 0)


def test_a_running_period_ends_today(tmp_path: Path) -> None:
    found = small(tmp_path, {}, day=date(2026, 2, 19))
    assert found.until == date(2026, 2, 19)
    assert (found.office("990102").contacts, found.office("990102").solved) == (1, 0)
    assert [(row.name, row.reason) for row in found.unplaced] == [
        ("服务记录 r-2026-0002", "日期在2026-02-19以后，还没有到")
    ]


def test_a_rigid_request_is_not_unresolved(tmp_path: Path) -> None:
    rigid = "  rigid: {reason: 规划不许, confirmed_by: 示例孙局长, confirmed_on: 2026-01-20}\n"
    text = PRIVATE_TREE[REQUESTS].replace("    - {do: 办结, date: 2026-02-20, result: 银行已放款。}\n", "")
    text = text.replace("  satisfied: 满意\n", rigid)
    found = small(tmp_path, {REQUESTS: text}).office("990102")
    assert (found.collected, found.solved, found.unsolved, found.rigid) == (1, 0, 0, 1)


def test_a_row_counts_where_its_day_was_arranged(tmp_path: Path) -> None:
    """After a handover within the half-year each commissioner has their own rows."""
    pairing = TREE[PAIRINGS]
    moved = pairing.replace("since: 2025-12-01}", "since: 2025-12-01, until: 2026-03-31}")
    assert moved != pairing
    moved += '  - {enterprise: "91990102MA0000001D", commissioner: 990102-002, since: 2026-04-01}\n'
    text = PRIVATE_TREE[RECORDS].replace(
        "commissioner: 990102-001, date: 2026-05-20", "commissioner: 990102-002, date: 2026-05-20"
    )
    found = small(tmp_path, {PAIRINGS: moved, RECORDS: text})
    assert found.commissioner("990102-001").contacts == found.commissioner("990102-002").contacts == 1
    assert (found.commissioner("990102-001").enterprises, found.commissioner("990102-002").enterprises) == (
        0,
        1,
    )
    assert found.enterprise("91990102MA0000001D").contacts == 2


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "commissioner: 990102-001, date: 2026-05-20",
            "commissioner: 990100-001, date: 2026-05-20",
            "2026-05-20这一天，990100-001 没有服务企业 91990102MA0000001D",
        ),
        (
            'enterprise: "91990102MA0000001D", commissioner: 990102-001, date: 2026-05-20',
            'enterprise: "91990102MA0000009X", commissioner: 990102-001, date: 2026-05-20',
            "名册里没有企业 91990102MA0000009X",
        ),
    ],
)
def test_a_row_without_a_place_is_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    found = small(tmp_path, {RECORDS: PRIVATE_TREE[RECORDS].replace(old, new)})
    assert found.region("990000").contacts == 1
    (row,) = found.unplaced
    assert (row.name, row.path, row.reason) == ("服务记录 r-2026-0002", RECORDS, reason)


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    found = small(tmp_path, {RECORDS: PRIVATE_TREE[RECORDS].replace("channel: 电话", "channel: 信鸽")})
    assert found.region("990000").contacts == 1
    assert [(row.name, row.reason) for row in found.unplaced] == [
        ("服务记录 r-2026-0002", "写错了，没有读出来")
    ]


def test_a_corrected_row_counts_once(tmp_path: Path) -> None:
    text = PRIVATE_TREE[RECORDS]
    again = text.splitlines()[1].replace("r-2026-0002", "r-2026-0003").replace("电话", "现场走访")
    again = again.replace("outcome:", "corrects: r-2026-0002, outcome:")
    found = small(tmp_path, {RECORDS: f"{text}{again}\n"}).office("990102")
    assert (found.contacts, found.visits) == (2, 2)
