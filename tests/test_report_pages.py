"""报送 of the internal edition: who submitted, who is overdue, from which day on; and that no other edition has it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import ENTERPRISES, edited, write_tree

from generator.board import Boards
from generator.checking import checked
from generator.pages import INTERNAL_SECTIONS, SECTIONS, figures
from generator.pages.board_lists import lists
from generator.pages.board_summary import report_note
from generator.pages.board_summary import reports as submissions
from generator.pages.board_view import BoardCell, BoardTable
from generator.pages.reports import reports
from generator.pages.reports_view import ReportsView
from generator.portal import Portal, derive
from generator.source import PRIVATE

SUBMISSIONS = f"{PRIVATE}/990100-jia/990102-yi/submissions.yml"
Make = Callable[..., Portal]


@pytest.fixture
def make(root: Path, tmp_path: Path) -> Make:
    maps = {"rosters/annexes/5.yml": (root / "rosters/annexes/5.yml").read_text("utf-8")}

    def portal(changes: Mapping[str, str | None] | None = None, *, day: date = date(2026, 11, 24)) -> Portal:
        tree = write_tree(tmp_path, {**PRIVATE_TREE, **maps, **(changes or {})})
        return derive(checked(tree, day, tree / PRIVATE).dataset)

    return portal


def view(portal: Portal, path: str) -> ReportsView:
    (found,) = (page.context["view"] for page in reports(portal) if page.path == path)
    assert isinstance(found, ReportsView)
    return found


def table(found: ReportsView, anchor: str) -> BoardTable:
    (one,) = (each for each in found.tables if each.anchor == anchor)
    return one


def test_the_half_years(make: Make) -> None:
    rows = table(view(make(), "reports/"), "periods").rows
    assert [row[0] for row in rows] == [
        BoardCell("2026年下半年", "reports/2026-h2/"),
        BoardCell("2026年上半年", "reports/2026-h1/"),
    ]
    second, first = rows
    assert second[1].note == "2027年的放假安排还没有公布"
    assert second[1].words.endswith("（暂定）")
    assert (second[3].words, second[3].near) == ("0 / 1个", False)
    assert (first[3].words, first[3].near, first[3].note) == ("0 / 1个", True, "逾期1个")
    assert (first[4].words, first[4].near) == ("1 / 1个", False)


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2026, 7, 9), BoardCell("还没有报")), (date(2026, 7, 10), BoardCell("逾期未报", near=True))],
)
def test_overdue_from_the_day_after_the_seventh_working_day(make: Make, day: date, state: BoardCell) -> None:
    ((_, shown, counties, missing),) = table(view(make(day=day), "reports/2026-h1/"), "submitted").rows
    assert shown == state
    assert (counties.words, missing.words) == ("1 / 1个", "—")


def test_late_and_missing(make: Make) -> None:
    late = '- {office: "990100", period: 2026-h1, submitted_on: 2026-07-12}\n'
    changes = {f"{PRIVATE}/990100-jia/submissions.yml": late, SUBMISSIONS: None}
    ((_, shown, counties, missing),) = table(view(make(changes), "reports/2026-h1/"), "submitted").rows
    assert shown == BoardCell("2026-07-12", note="晚3天")
    assert (counties.words, missing.words) == ("0 / 1个", "乙区")


FIRST_DAY = edited(
    "rosters/scheme.yml",
    ("scheme_start_on: 2022-04-21", "scheme_start_on: 2022-04-21\nfirst_report_on: 2022-05-16"),
)


@pytest.mark.parametrize(
    ("city", "state", "bar", "late"),
    [
        ("2022-05-16", BoardCell("2022-05-16"), "2022-05-16报送", False),
        ("2022-05-18", BoardCell("2022-05-18", note="晚2天"), "2022-05-18报送，晚2天", False),
        (None, BoardCell("逾期未报", near=True), "逾期未报", True),
    ],
)
def test_the_first_reports(make: Make, city: str | None, state: BoardCell, bar: str, *, late: bool) -> None:
    """Of each office, on the page of reports, on one of its own and on its board (rule 28)."""
    first = '- {{office: "{}", period: first, submitted_on: {}}}\n'
    portal = make(
        {
            **FIRST_DAY,
            SUBMISSIONS: first.format("990102", "2022-05-13"),
            f"{PRIVATE}/990100-jia/submissions.yml": first.format("990100", city) if city else None,
        }
    )
    name, *due, cities, counties = table(view(portal, "reports/"), "periods").rows[-1]
    assert (name, due) == (BoardCell("首次报送", "reports/first/"), [BoardCell("2022-05-16")] * 2)
    assert (cities.words, counties.words) == ("0 / 1个" if late else "1 / 1个", "1 / 1个")
    own, county = table(view(portal, "reports/first/"), "submitted").rows
    assert (own[0].words, own[1]) == ("甲市", state)
    assert county == (BoardCell("甲市乙区", "offices/990102/"), BoardCell("2022-05-13"))
    boards = Boards(portal)
    assert f"市本级：首次报送，{bar}；" in report_note(boards, "990100")
    assert submissions(boards, "990100")[0][::2] == ("首次报送", "1 / 1个")
    assert submissions(boards, "990102")[0][::2] == ("首次报送", "2022-05-13报送")
    found = {each.anchor: each for each in lists(boards, "990100")}
    assert ("首次报送" in str(found["reports"])) is late


@pytest.mark.parametrize(
    ("made", "period", "counties"),
    [
        (None, "first", BoardCell("0 / 1个", "reports/first/#submitted")),
        (None, "2026-h1", BoardCell("0 / 1个", "reports/2026-h1/#submitted")),
        ("2026-07-12", "2026-h1", BoardCell("1 / 1个", "reports/2026-h1/#submitted")),
    ],
)
def test_nobody_is_late_with_what_is_not_asked_for(
    make: Make, made: str | None, period: str, counties: BoardCell
) -> None:
    """No report is recorded at all, or the half-year ended before the scheme began."""
    scheme = FIRST_DAY if made is None else _later(FIRST_DAY, "2026-07-01")
    own = f'- {{office: "990102", period: {period}, submitted_on: {made}}}\n' if made else None
    portal = make({**scheme, SUBMISSIONS: own})
    (row,) = (
        row for row in table(view(portal, "reports/"), "periods").rows if row[0].path.endswith(f"{period}/")
    )
    assert row[3:] == (BoardCell("0 / 1个", f"reports/{period}/#submitted"), counties)
    city = table(view(portal, f"reports/{period}/"), "submitted").rows[0]
    assert city[1] == BoardCell("还没有报")
    if made:
        later = make({**scheme, SUBMISSIONS: own.replace("990102", "990100") if own else None})
        assert table(view(later, "reports/2026-h1/"), "submitted").rows[0][1] == BoardCell(made)


def _later(scheme: Mapping[str, str], day: str) -> dict[str, str]:
    """The scheme, begun on a later day."""
    return {path: text.replace("2022-04-21", day) for path, text in scheme.items()}


def test_without_a_day_there_are_no_first_reports(make: Make) -> None:
    portal = make()
    assert "首次报送" not in str(view(portal, "reports/"))
    assert "reports/first/" not in {page.path for page in reports(portal)}
    assert [each.label for each in submissions(Boards(portal), "990102")] == ["2026年上半年", "2026年下半年"]


def test_a_name_that_is_not_reported(make: Make) -> None:
    former = "\n    former_names: [{name: 示例旧材料有限公司, until: 2026-09-09}]"
    portal = make(edited(ENTERPRISES, ("name: 示例新材料有限公司", f"name: 示例新材料有限公司{former}")))
    *_, renamed = table(view(portal, "reports/adjustments/"), "city-990100").rows
    assert [cell.words for cell in renamed] == [
        "2026-09-10",
        "企业更名",
        "示例新材料有限公司",
        "甲市",
        "示例旧材料有限公司",
        "示例新材料有限公司",
        "—",
    ]


def test_what_is_not_reported(make: Make) -> None:
    ((city, until, made, many),) = table(view(make(), "reports/"), "adjustments").rows
    assert (city.words, until.words, made.words) == ("甲市", "没有报过", "—")
    assert (
        many.words == "2条"
    )  # the city's commissioner joined, and took over one enterprise; the county reported its own


def test_without_the_columns_there_is_no_table(make: Make) -> None:
    found = view(make({"rosters/annexes/5.yml": None}), "reports/2026-h1/")
    assert {each.anchor for each in found.tables} == {"submitted"}


def test_numbers_lead_to_the_city_and_its_commissioners(make: Make) -> None:
    portal = make()
    city, total = table(view(portal, "reports/2026-h1/"), "cities").rows
    assert {cell.path for cell in city if cell.path} == {"reports/2026-h1/990100/"}
    assert not any(cell.path for cell in total)
    own, county, _ = table(view(portal, "reports/2026-h1/990100/"), "counties").rows
    assert [cell.path for cell in county if cell.path] == ["#people"] * sum(
        cell.words not in {"0", "—"} for cell in county[1:13]
    )
    assert own[0].words == "市本级"


def test_only_the_internal_edition_has_them() -> None:
    assert figures in INTERNAL_SECTIONS
    assert not {figures, reports} & {*SECTIONS}


def test_the_changes_behind_the_number(make: Make) -> None:
    portal = make()
    ((*_, many),) = table(view(portal, "reports/"), "adjustments").rows
    assert many.path == "reports/adjustments/#city-990100"
    promoted, joined = table(view(portal, "reports/adjustments/"), "city-990100").rows[::-1]
    assert [cell.words for cell in joined] == [
        "2022-05-01",
        "加入",
        "示例周一",
        "甲市",
        "—",
        "甲市工业和信息化局，副处长",
        "—",
    ]
    assert [cell.words for cell in promoted][1:3] == ["更换专员", "示例新材料有限公司"]
    assert [cell.words for cell in promoted][4:] == ["示例吴二", "示例周一", "晋级"]
    assert promoted[2].path == "enterprises/91990102MA0000002G/"


def test_a_promotion_that_keeps_the_person_names_the_offices(make: Make) -> None:
    portal = make(edited("rosters/990100-jia/pairings.yml", ("990100-001", "990102-001")))
    promoted = table(view(portal, "reports/adjustments/"), "city-990100").rows[-1]
    assert promoted[1].words == "更换专员办"
    assert [cell.words for cell in promoted][4:] == ["甲市乙区专员办", "甲市专员办", "晋级"]


def test_everything_is_reported(make: Make) -> None:
    own = '- {office: "990100", period: adjustment, submitted_on: 2026-11-20, reported_on: 2026-11-19}\n'
    portal = make({f"{PRIVATE}/990100-jia/submissions.yml": own})
    ((_, until, made, many),) = table(view(portal, "reports/"), "adjustments").rows
    assert (until.words, made.words, many) == ("2026-11-19", "2026-11-20", BoardCell("0条"))
    assert view(portal, "reports/adjustments/").due == "没有。"
