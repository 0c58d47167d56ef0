"""A commissioner who left while pairings are open: what is handed over stays at the desk, the public is sent to the office."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from private_tree import PRIVATE_TREE
from tree import COMMISSIONERS, ENTERPRISES, TREE, edited, write_tree

from generator.board import Boards
from generator.checking import checked
from generator.exports.tables import sheets
from generator.pages.board_view import BoardCell
from generator.pages.boards import boards
from generator.pages.cards import cards
from generator.pages.commissioners import commissioners
from generator.pages.desks import desks
from generator.pages.dossiers import dossiers
from generator.pages.enterprises import enterprises
from generator.pages.feeds import feeds
from generator.pages.four import insets
from generator.pages.handovers import handovers
from generator.pages.home import home
from generator.pages.ledger_forms import ledger_form_files, ledger_forms
from generator.pages.offices import offices
from generator.pages.people_index import people_index
from generator.portal import Portal, derive
from generator.requests_now import requests_now
from generator.source import PRIVATE
from generator.templates import Templates

FIRST = "91990102MA0000001D"
LEFT = edited(COMMISSIONERS, ("since: 2022-05-01}", "since: 2022-05-01, until: 2026-11-23}"))
LAPSED = edited(ENTERPRISES, ("valid_until: 2028-11-30", "valid_until: 2026-11-20"))

Make = Callable[..., Portal]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The portal of the day after 990102-001 left."""

    def portal(changes: Mapping[str, str] = {}) -> Portal:
        root = write_tree(tmp_path, {**PRIVATE_TREE, **LEFT, **changes})
        found = checked(root, date(2026, 11, 24), root / PRIVATE)
        assert not found.faulty
        return derive(found.dataset)

    return portal


def view(pages: Any, path: str) -> Any:
    (page,) = (page for page in pages if page.path == path)
    return page.context["view"]


def test_desk_handover_and_form_stay(make: Make) -> None:
    portal = make()
    (case,) = view(handovers(portal), "desk/990102-001/handover/").cases
    assert (case.code, len(case.requests)) == (FIRST, 1)
    desk = view(desks(portal), "desk/990102-001/")
    assert [row.name for row in desk.cases] == ["示例精密机械有限公司"]
    files = {file.path: file for file in (*ledger_form_files(portal), *feeds(portal))}
    own = json.loads(files["desk/990102-001/form.json"].make())
    assert [each["code"] for each in own["enterprises"]] == [FIRST]
    made = {page.path for each in (handovers, ledger_forms, cards) for page in each(portal)} | files.keys()
    assert {link.path.partition("?")[0] for link in desk.tools} <= made


def test_a_form_stays_while_a_lapsed_enterprise_leads_to_it(make: Make) -> None:
    portal = make(LAPSED)
    (page,) = (page for page in dossiers(portal) if page.path == f"enterprises/{FIRST}/")
    inside: Any = page.context["inside"]
    (record, _) = inside.tools
    assert record.path == f"desk/record/?commissioner=990102-001&enterprise={FIRST}"
    assert "desk/990102-001/form.json" in {file.path for file in ledger_form_files(portal)}


def test_the_public_is_sent_to_the_office(make: Make, root: Path) -> None:
    portal = make()
    shown = view(enterprises(portal), f"enterprises/{FIRST}/")
    assert (shown.scopes[0].server, shown.scopes[0].why) == (None, "服务专员现在不在任，有事找专员办。")
    left = view(commissioners(portal), "commissioners/990102-001/")
    assert [(row.name, row.person and row.person.words, row.phone.words) for row in left.served] == [
        ("示例新材料有限公司", "示例周一", "000-99010011"),
        ("示例精密机械有限公司", None, "000-99010201"),
    ]
    templates = Templates(root / "site_templates" / "pages")
    (page,) = (page for page in commissioners(portal) if page.path == "commissioners/990102-001/")
    assert "服务专员不在任，找专员办</td>" in templates.body(page, assets="assets/0")
    (index,) = people_index(portal)
    assert json.loads(index.data)["enterprises"]["people"] == [0, 1]


def test_it_counts_as_not_served_wherever_coverage_is_told(make: Make) -> None:
    portal = make()
    tiles = {tile.words: tile.number for tile in view(home(portal), "").tiles}
    assert tiles["对接覆盖：2家企业，1家有服务专员"] == "50"
    (row,) = view(commissioners(portal), "commissioners/").table
    assert (row.share, row.words) == ("50%", "缺1家")
    for office in ("990000", "990100", "990102"):
        assert "企业2家（国家级1家，省级1家），缺1家；" in view(offices(portal), f"offices/{office}/").figures
    board = view(boards(portal), "board/990102/")
    assert [(line.number, line.words, line.near) for line in board.headlines[:2]] == [
        ("50", "对接覆盖，1 / 2家", ""),
        ("1", "待配专员", "，其中1家服务专员不在任"),
    ]
    places = view(boards(portal), "board/990100/").tiles_table
    assert places.rows[1][2] == BoardCell("1", "board/990102/#vacant", near=True)
    four: Any = insets(portal)["four"].context["view"]
    assert (four.commissioners, four.serving) == (1, 1)
    figures = portal.tallies.between(date(2026, 7, 1), date(2026, 12, 31))
    assert (figures.region("990000").enterprises, figures.office("990102").enterprises) == (1, 0)
    (sheet,) = (sheet for sheet in sheets(portal) if sheet.name == "pairings")
    place = [heading.label for heading in sheet.headings].index("在服务")
    assert [row[place] for row in sheet.rows] == ["否", "否", "是"]


def test_the_lists_behind_the_numbers_say_why(make: Make) -> None:
    portal = make()
    (vacant,) = (table for table in view(boards(portal), "board/990102/").lists if table.anchor == "vacant")
    ((name, *_, since, days, office),) = vacant.rows
    assert (name.path, since.words, days) == (f"enterprises/{FIRST}/", "11-24", BoardCell("0", near=True))
    assert (office.words, office.note) == ("甲市乙区", "服务专员不在任")
    found = view(offices(portal), "offices/990102/").enterprises
    assert [row.instead for row in found] == ["服务专员不在任，找专员办", ""]


def test_no_waiver_covers_it(make: Make) -> None:
    """A waiver is for enterprises without a pairing."""
    waiver = '- {rule: uncovered-enterprise, region: "990102", until: 2026-12-31, reason: 人员调整}\n'
    (vacancy,) = Boards(make({"rosters/waivers.yml": waiver})).vacancies_in(("990102",))
    assert (vacancy.waived_until, vacancy.overdue(date(2026, 11, 24))) == (None, True)


@pytest.mark.parametrize(
    ("post", "awarded", "since"),
    [
        ("since: 2022-05-01, until: 2026-11-03}", "2025-12-01", date(2026, 11, 4)),
        ("since: 2022-05-01, until: 2025-11-30}", "2025-12-01", date(2025, 12, 1)),
        ("since: 2027-01-01}", "2025-12-01", date(2025, 12, 1)),
        ("since: 2022-05-01, until: 2026-06-30}", "2026-07-20", date(2026, 7, 20)),
    ],
)
def test_nobody_serves_since_all_three_are_so(make: Make, post: str, awarded: str, since: date) -> None:
    """In scope, paired, and the commissioner without a post."""
    changes = {
        **edited(COMMISSIONERS, ("since: 2022-05-01}", post)),
        **edited(ENTERPRISES, ("awarded_on: 2025-12-01", f"awarded_on: {awarded}")),
    }
    (vacancy,) = Boards(make(changes)).vacancies_in(("990102",))
    assert vacancy.since == since


def test_where_pairings_are_not_public_no_row_says_why(make: Make) -> None:
    hidden = {"rosters/scheme.yml": TREE["rosters/scheme.yml"] + "publish_pairings: false\n"}
    found = view(offices(make(hidden)), "offices/990102/").enterprises
    assert [row.instead for row in found] == ["找专员办", "找专员办"]


def test_an_open_request_of_who_left_is_the_offices(tmp_path: Path) -> None:
    """A request that the commissioner held is named by the check, and its move is the office's on every page."""
    file = f"{PRIVATE}/990100-jia/990102-yi/requests/2026.yml"
    asked = (
        f'- {{id: q-2026-0009, enterprise: "{FIRST}", commissioner: 990102-001, collected_on: 2026-11-20, '
        "kind: 困难问题, category: 融资, text: 缺技工。}\n"
    )
    root = write_tree(tmp_path, {**PRIVATE_TREE, file: PRIVATE_TREE[file] + asked})
    for day, mover, told in ((23, "", []), (24, "990102", ["request-without-commissioner"])):
        root = write_tree(tmp_path, LEFT)
        found = checked(root, date(2026, 11, day), root / PRIVATE)
        (state,) = (each for each in requests_now(found.dataset) if each.request.id == "q-2026-0009")
        assert state.mover == mover
        codes = [each.code for each in found.diagnostics if each.message.startswith("诉求没有办结")]
        assert sorted(set(codes)) == told
