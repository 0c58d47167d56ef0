"""共性问题 over the turn of a half-year: what was not reported upward stays until the report of that half-year is due."""

from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import edited, write_tree

from generator.board import Boards
from generator.checking import checked
from generator.office_duties import Common
from generator.pages.board_tables import common_table
from generator.portal import derive
from generator.source import PRIVATE

COUNTY = "990102"
FOLDER = f"{PRIVATE}/990100-jia/990102-yi"
REQUESTS, MEETINGS = f"{FOLDER}/requests/2026.yml", f"{FOLDER}/meetings.yml"
ANSWERED = """\
    - {do: 反馈, date: 2026-12-08, office: "990100"}
    - {do: 办结, date: 2026-12-10, office: "990100", result: 已经放款。}
"""


def boards(root: Path, day: str, *, reported: str = "2026-06-16", closed: bool = True) -> Boards:
    """One enterprise is enough for a 共性问题; its request of October is closed in December."""
    changes = {
        **PRIVATE_TREE,
        **edited("rosters/scheme.yml", ("themes:", "common_problem_enterprises: 1\nthemes:")),
        REQUESTS: PRIVATE_TREE[REQUESTS] + (ANSWERED if closed else ""),
        MEETINGS: PRIVATE_TREE[MEETINGS].replace("date: 2026-06-16", f"date: {reported}"),
    }
    tree = write_tree(root, changes)
    return Boards(derive(checked(tree, date.fromisoformat(day), tree / PRIVATE).dataset))


def row(made: Boards) -> Common | None:
    return next(iter(made.common.get(COUNTY, ())), None)


@pytest.mark.parametrize(
    ("day", "reported", "period", "counts"),
    [
        ("2026-12-31", "2026-06-16", "2026-h2", (1, 1)),
        ("2027-01-01", "2026-06-16", "2026-h2", (0, 1)),
        ("2027-01-11", "2026-06-16", "2026-h2", (0, 1)),  # the day on which the report is due
        ("2027-01-12", "2026-06-16", None, None),
        ("2027-01-01", "2026-12-20", None, None),
        ("2027-01-06", "2027-01-05", "2026-h2", (0, 1)),
    ],
)
def test_the_ended_half_year_until_its_report_is_due(
    tmp_path: Path, day: str, reported: str, period: str | None, counts: tuple[int, int] | None
) -> None:
    made = boards(tmp_path, day, reported=reported)
    found = row(made)
    assert (found and found.period, found and (found.now, found.before)) == (period, counts)
    figures = made.figures((COUNTY,))
    assert figures.common == (found is not None)
    assert figures.common_reported == (reported == "2027-01-05")


def test_a_request_that_is_still_open_is_counted_in_both(tmp_path: Path) -> None:
    found = row(boards(tmp_path, "2027-01-01", closed=False))
    assert found
    assert (found.period, found.now, found.before) == ("2027-h1", 1, 1)


def test_the_table_says_of_which_half_year_a_row_is_and_what_is_counted(tmp_path: Path) -> None:
    table = common_table(boards(tmp_path, "2027-01-01"), COUNTY)
    assert table.heads[2:4] == ("这个半年提出或在办", "上个半年提出或在办")
    ((_, category, now, before, upward),) = table.rows
    assert (category.words, category.note) == ("融资", "2026年下半年的")
    assert (now.words, before.words) == ("0家", "1家")
    assert (upward.words, upward.note) == ("2026-06-16", "上个半年还没有报")
