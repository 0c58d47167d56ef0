"""What the notice asks for in service: contacts each month, visits each year, reports each half-year."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from private_tree import PRIVATE_TREE
from tree import PAIRINGS, TREE, write_tree

from generator.checking import checked
from generator.due import owed
from generator.loading import load
from generator.service import month_of, visits_by_pace, visits_due
from generator.source import PRIVATE
from generator.workdays import calendar, is_working, report_due, working_day_after

COUNTY = f"{PRIVATE}/990100-jia/990102-yi"
SECOND_HALF = f"{COUNTY}/records/2026-h2.yml"

Changes = Mapping[str, str | None]


def to_do(root: Path, day: str, changes: Changes = MappingProxyType({})) -> list[tuple[str, str, bool]]:
    """Code, message and whether it is only owed within a month."""
    found = checked(write_tree(root, {**PRIVATE_TREE, **changes}), date.fromisoformat(day), root / PRIVATE)
    items = owed(found.dataset, found.diagnostics)
    return [(item.finding.code, item.finding.message, item.soon) for item in items]


DUE_DAYS = (
    ("2022-h1", "2022-07-11"),
    ("2022-h2", "2023-01-11"),
    ("2023-h1", "2023-07-11"),
    ("2023-h2", "2024-01-10"),
    ("2024-h1", "2024-07-09"),
    ("2024-h2", "2025-01-10"),
    ("2025-h1", "2025-07-09"),
    ("2025-h2", "2026-01-12"),
    ("2026-h1", "2026-07-09"),
    ("2026-h2", "2027-01-12"),
)
"""The due days of domain.md, rule 30."""


@pytest.mark.parametrize(("period", "day"), DUE_DAYS)
def test_when_reports_are_due(root: Path, period: str, day: str) -> None:
    due = report_due(period, 7, calendar(load(root, date(2026, 11, 24))[0]))
    assert due.day.isoformat() == day
    assert due.provisional is (period == "2026-h2")


def test_working_days_without_a_calendar(tmp_path: Path) -> None:
    years = calendar(load(write_tree(tmp_path), date(2026, 11, 24))[0])
    assert not is_working(date(2026, 1, 1), years)  # closed
    assert is_working(date(2026, 1, 4), years)  # a Sunday on which offices work
    assert not is_working(date(2026, 1, 3), years)
    assert is_working(date(2031, 1, 1), years)  # a Wednesday of an unknown year
    assert working_day_after(date(2031, 1, 3), 1, years).day == date(2031, 1, 6)
    assert working_day_after(date(2031, 1, 3), 1, years).provisional


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 24), date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (date(2028, 2, 1), date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_months(day: date, first: date, last: date) -> None:
    assert month_of(day) == (first, last)


@pytest.mark.parametrize(("months", "visits"), [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (12, 3)])
def test_visits_of_a_part_of_a_year(months: int, visits: int) -> None:
    assert visits_due(3, months) == visits


@pytest.mark.parametrize(
    ("day", "visits"),
    [("01-15", 0), ("04-29", 0), ("04-30", 1), ("05-01", 1), ("08-30", 1), ("08-31", 2), ("12-30", 2), ("12-31", 3)],
)  # fmt: skip
def test_the_pace_of_visits(day: str, visits: int) -> None:
    assert visits_by_pace(3, date.fromisoformat(f"2026-{day}")) == visits


VISITED = PRIVATE_TREE[SECOND_HALF].replace("channel: 微信", "channel: 现场走访")


UNTOLD = ("untold-enterprise", "2026-11-16以后的38天里，没有告诉企业办到哪一步", True)
NOVEMBER = "“示例精密机械有限公司”2026年11月应联系1次，记了0次"
LAST_VISIT = "“示例精密机械有限公司”2026年要走访3次，到12月底应有3次，记了2次"
SILENT = VISITED.replace("2026-11-16", "2026-10-20")


@pytest.mark.parametrize(
    ("day", "records", "expected"),
    [
        ("2026-11-24", VISITED, {UNTOLD}),
        (
            "2026-11-24",
            PRIVATE_TREE[SECOND_HALF],
            {UNTOLD, ("visit-owed", "“示例精密机械有限公司”2026年要走访3次，到8月底应有2次，记了1次", False)},
        ),
        ("2026-11-24", SILENT, {UNTOLD, ("contact-owed", NOVEMBER, True)}),
        (
            "2026-12-17",
            SILENT,
            {
                ("untold-enterprise", "2026-11-16以后的31天里，没有告诉企业办到哪一步", False),
                ("contact-owed", NOVEMBER, False),
                ("contact-owed", NOVEMBER.replace("11月", "12月"), True),
                ("visit-owed", LAST_VISIT, True),
            },
        ),
    ],
)
def test_contacts_and_visits_that_are_owed(
    tmp_path: Path, day: str, records: str, expected: set[tuple[str, str, bool]]
) -> None:
    found = to_do(tmp_path, day, {SECOND_HALF: records})
    assert {item for item in found if item[0] != "report-owed"} == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-30", []),
        ("2026-12-01", [(LAST_VISIT, True)]),
        ("2026-12-20", [(LAST_VISIT, True)]),
        ("2026-12-31", [(LAST_VISIT, False)]),
        ("2027-01-01", []),  # the year is over: it stands on the board as that of the last year
    ],
)
def test_the_last_visit_of_a_year_is_due_at_its_end(
    tmp_path: Path, day: str, expected: list[tuple[str, bool]]
) -> None:
    found = to_do(tmp_path, day, {SECOND_HALF: VISITED})
    assert [(said, soon) for code, said, soon in found if code == "visit-owed"] == expected


def test_a_month_counts_only_where_it_was_served_throughout(tmp_path: Path) -> None:
    later = TREE[PAIRINGS].replace("since: 2025-12-01}", "since: 2026-10-02}")
    records = VISITED.replace("2026-10-12", "2026-11-12")
    changes = {PAIRINGS: later, SECOND_HALF: records, f"{COUNTY}/records/2026-h1.yml": None}
    codes = {code for code, _, _ in to_do(tmp_path, "2026-11-24", changes)}
    assert "contact-owed" not in codes
    assert "visit-owed" not in codes  # two whole months ask for one visit, by the end of the year


def test_a_corrected_record_does_not_count_twice(tmp_path: Path) -> None:
    corrected = VISITED.replace("id: r-2026-0102,", "id: r-2026-0102, corrects: r-2026-0101,")
    codes = {code: message for code, message, _ in to_do(tmp_path, "2026-11-24", {SECOND_HALF: corrected})}
    assert codes["visit-owed"].endswith("应有2次，记了1次")


def test_nothing_is_owed_where_no_ledger_is_kept(tmp_path: Path) -> None:
    found = checked(write_tree(tmp_path), date(2026, 12, 31))
    assert owed(found.dataset, found.diagnostics) == ()


@pytest.mark.parametrize(
    ("day", "submissions", "owing"),
    [
        ("2026-07-06", "2025-h2", []),
        ("2026-07-07", "2025-h2", ["乙区的 2026-h1 报表应在2026-07-06以前报送"]),
        ("2026-07-10", "2025-h2", ["乙区的 2026-h1 报表应在2026-07-06以前报送", "甲市的 2026-h1 报表应在2026-07-09以前报送"]),
        ("2027-01-13", "2026-h1", ["乙区的 2026-h2 报表应在2027-01-06（暂定）以前报送", "甲市的 2026-h2 报表应在2027-01-11（暂定）以前报送"]),
    ],
)  # fmt: skip
def test_reports_that_are_owed(tmp_path: Path, day: str, submissions: str, owing: list[str]) -> None:
    path = f"{COUNTY}/submissions.yml"
    alone: dict[str, str | None] = dict.fromkeys(PRIVATE_TREE)
    alone[path] = f'- {{office: "990102", period: {submissions}, submitted_on: {day}}}\n'
    found = to_do(tmp_path, day, alone)
    assert sorted(message for code, message, soon in found if code == "report-owed" and not soon) == owing


FIRST_DAY = {"rosters/scheme.yml": f"{TREE['rosters/scheme.yml']}first_report_on: 2026-05-15\n"}


@pytest.mark.parametrize(
    ("day", "period", "owing"),
    [
        ("2026-04-15", "2025-h2", []),
        ("2026-04-16", "2025-h2", [("乙区", True), ("甲市", True)]),
        ("2026-05-15", "2025-h2", [("乙区", True), ("甲市", True)]),
        ("2026-05-16", "2025-h2", [("乙区", False), ("甲市", False)]),
        ("2026-11-24", "first", [("甲市", False)]),
    ],
)
def test_first_reports_are_owed_until_they_are_there(
    tmp_path: Path, day: str, period: str, owing: list[tuple[str, bool]]
) -> None:
    """Rule 28: annexes 1 and 2 have a last day, where the scheme sets one."""
    alone: dict[str, str | None] = dict.fromkeys(PRIVATE_TREE)
    alone[f"{COUNTY}/submissions.yml"] = (
        f'- {{office: "990102", period: {period}, submitted_on: 2026-04-01}}\n'
    )
    words = "的附件1、2应在2026-05-15以前首次报送"
    found = to_do(tmp_path, day, {**alone, **FIRST_DAY})
    assert sorted((said.removesuffix(words), soon) for _, said, soon in found if words in said) == owing


def test_no_first_report_is_owed_where_the_scheme_sets_no_day_or_no_report_is_recorded(
    tmp_path: Path,
) -> None:
    reported = {
        f"{COUNTY}/submissions.yml": '- {office: "990102", period: 2025-h2, submitted_on: 2026-01-06}\n'
    }
    alone: dict[str, str | None] = dict.fromkeys(PRIVATE_TREE)
    for name, changes in (("no-day", {**alone, **reported}), ("no-report", {**alone, **FIRST_DAY})):
        assert not any("首次报送" in said for _, said, _ in to_do(tmp_path / name, "2026-11-24", changes))


SINCE = {"rosters/scheme.yml": TREE["rosters/scheme.yml"].replace("2022-04-21", "2026-10-15")}


def test_nothing_is_owed_from_before_the_scheme(tmp_path: Path) -> None:
    """A pairing may be older than the scheme of a new province; its months, visits and reports are not asked for."""
    later = SILENT.replace("2026-10-12", "2026-11-12")
    changes = {
        **SINCE,
        SECOND_HALF: later,
        f"{COUNTY}/records/2026-h1.yml": None,
        f"{COUNTY}/requests/2026.yml": None,
    }
    assert to_do(tmp_path, "2026-11-24", changes) == []
