"""The visits of a year that has ended: on the board beside those of the new one, and owed no more."""

from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import PAIRINGS, TREE, write_tree

from generator.board import Boards
from generator.loading import load
from generator.pages.board_view import BoardView
from generator.pages.boards import boards
from generator.portal import Portal, derive
from generator.source import PRIVATE

SECOND_HALF = f"{PRIVATE}/990100-jia/990102-yi/records/2026-h2.yml"


def portal(root: Path, day: date, changes: dict[str, str] | None = None) -> Portal:
    tree = write_tree(root, {**PRIVATE_TREE, **(changes or {})})
    return derive(load(tree, day, tree / PRIVATE)[0])


def board(portal: Portal, code: str) -> BoardView:
    (page,) = (page for page in boards(portal) if page.path == f"board/{code}/")
    view = page.context["view"]
    assert isinstance(view, BoardView)
    return view


def visits(portal: Portal, code: str = "990102") -> tuple[int, int, int]:
    found = Boards(portal)
    figures = found.figures(found.within(code))
    return figures.visits_before, figures.visits_due_before, figures.behind_before


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 31), (0, 0, 0)),  # nothing is recorded of 2025
        (date(2027, 1, 1), (1, 3, 1)),
        (date(2027, 11, 24), (1, 3, 1)),
        (date(2028, 1, 1), (0, 0, 0)),
    ],
)
def test_the_visits_of_the_last_year(tmp_path: Path, day: date, expected: tuple[int, int, int]) -> None:
    assert visits(portal(tmp_path, day)) == expected


def test_a_visit_too_many_is_not_counted_and_none_lacks(tmp_path: Path) -> None:
    visited = {SECOND_HALF: PRIVATE_TREE[SECOND_HALF].replace("channel: 微信", "channel: 现场走访")}
    visited[SECOND_HALF] = visited[SECOND_HALF].replace("channel: 其他", "channel: 现场走访")
    assert visits(portal(tmp_path, date(2027, 1, 1), visited)) == (3, 3, 0)


def test_a_year_counts_at_the_office_that_served_at_its_end(tmp_path: Path) -> None:
    ended = {PAIRINGS: TREE[PAIRINGS].replace("since: 2025-12-01}", "since: 2025-12-01, until: 2026-12-31}")}
    assert visits(portal(tmp_path, date(2027, 1, 5), ended)) == (1, 3, 1)
    left = {PAIRINGS: TREE[PAIRINGS].replace("since: 2025-12-01}", "since: 2025-12-01, until: 2026-12-30}")}
    assert visits(portal(tmp_path, date(2027, 1, 5), left)) == (0, 0, 0)


@pytest.mark.parametrize("code", ["990102", "990100", "990000"])
def test_a_board_names_whom_the_last_year_left_short(tmp_path: Path, code: str) -> None:
    found = portal(tmp_path, date(2027, 1, 1))
    view = board(found, code)
    assert view.visits_before == "2026年应走访3次，走访了1次。"
    assert (view.behind_before.words, view.behind_before.path) == ("1家", f"board/{code}/#visits-before")
    (table,) = (table for table in view.lists if table.anchor == "visits-before")
    assert table.title == "2026年走访不够的企业（1）"
    assert [cell.words for cell in table.rows[0]] == [
        "示例精密机械有限公司",
        "甲市乙区",
        "示例吴二",
        "1",
        "3",
    ]


def test_a_board_without_a_ledger_of_the_last_year_does_not_speak_of_it(tmp_path: Path) -> None:
    view = board(portal(tmp_path, date(2026, 12, 31)), "990102")
    assert view.visits_before == ""
    assert "visits-before" not in {table.anchor for table in view.lists}
