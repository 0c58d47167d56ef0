"""工作台: what a commissioner has before them, and that only the internal edition has it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import CITY_PAIRINGS, PAIRINGS, TREE, edited, write_tree

from generator.build import prepared
from generator.checking import checked
from generator.desk import Case, Ledger, Month, offers
from generator.pages.board_view import BoardView
from generator.pages.boards import boards
from generator.pages.desk_view import DeskView
from generator.pages.desks import desks
from generator.pages.handover_view import HandoverView
from generator.pages.handovers import handovers
from generator.pages.request_words import told_words
from generator.portal import Portal, derive
from generator.requests_now import requests_now
from generator.roster import CommissionerFacts
from generator.service import visit_owed
from generator.source import PRIVATE

FIRST = "91990102MA0000001D"
PROFILES = next(path for path in PRIVATE_TREE if path.endswith("profiles.yml"))

Make = Callable[..., Portal]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The portal of the small tree with its private folder, some files changed or (None) left out."""

    def portal(changes: Mapping[str, str | None] | None = None, *, day: date = date(2026, 11, 24)) -> Portal:
        root = write_tree(tmp_path, {**PRIVATE_TREE, **(changes or {})})
        found = checked(root, day, root / PRIVATE)
        assert not found.faulty, found.diagnostics
        return derive(found.dataset)

    return portal


def case(portal: Portal) -> Case:
    return Ledger(portal).case(portal.roster.enterprise_by_code[FIRST])


def serving(portal: Portal) -> CommissionerFacts:
    (found,) = (facts for facts in portal.roster.commissioners if FIRST in facts.serving)
    return found


def view(portal: Portal, path: str = "desk/990102-001/") -> DeskView:
    (page,) = (page for page in desks(portal) if page.path == path)
    found = page.context["view"]
    assert isinstance(found, DeskView)
    return found


def test_the_year_of_an_enterprise(make: Make) -> None:
    found = case(make())
    kinds = [
        "visit" if each.visits else "contact" if each.contacts else "owed" if each.owed else ""
        for each in found.months
    ]
    assert kinds == ["visit", *["owed"] * 3, "contact", *["owed"] * 4, "contact", "contact", ""]
    assert (found.visits, found.due, found.contacted_in(11)) == (1, 3, True)
    assert found.last is not None
    assert found.last.id == "r-2026-0102"
    assert [state.request.id for state in found.requests] == ["q-2026-0002"]


def test_what_will_be_is_neither_made_nor_owed(make: Make) -> None:
    assert case(make()).months[11] == Month(0, 0, owed=False)
    assert case(make(day=date(2026, 12, 5))).months[11] == Month(0, 0, owed=True)


def test_without_a_ledger_nothing_is_owed(make: Make) -> None:
    without = {path: None for path in PRIVATE_TREE if "/records/" in path or "/requests/" in path}
    portal = make({**without, **{path: None for path in PRIVATE_TREE if not path.endswith("profiles.yml")}})
    found = case(portal)
    assert not found.keeps
    assert not any(month.owed for month in found.months)
    assert view(portal).todos == ()


def test_what_an_enterprise_can_have_now(make: Make) -> None:
    portal = make()
    (offer,) = offers(Ledger(portal).cases(serving(portal)))
    assert (offer.benefit.record.id, len(offer.fits), len(offer.near)) == ("srdi", 1, 0)
    near = make({PROFILES: PRIVATE_TREE[PROFILES].replace("23000000", "14000000")})
    (offer,) = offers(Ledger(near).cases(serving(near)))
    assert (len(offer.fits), len(offer.near)) == (0, 1)
    (row,) = view(near).deadlines
    (message,) = row.messages
    assert row.whom == "0家符合，1家差一点"
    assert "没达到的是上年度营业收入1,500万元以上，差100万元" in message.lines[0]


def test_a_text_to_send_names_the_policy_the_place_and_the_sender(make: Make) -> None:
    (row,) = view(make()).deadlines
    (message,) = row.messages
    assert message.whom == "示例精密机械有限公司"
    assert message.lines == (
        "示例精密机械有限公司，您好：认定专精特新中小企业（优质中小企业梯度培育管理办法）长期受理，不设截止。按现在掌握的情况，条件都符合，请核对后办理。",
        "条件和材料在门户的政策页。",
        "示例吴二，乙区工业和信息化局，000-99010211",
    )
    about = "commissioner=990102-001&policies=miit-2026-2&enterprise=91990102MA0000001D"
    assert message.record == f"desk/record/?{about}"


def test_a_text_for_several_leads_to_a_record_of_each(make: Make) -> None:
    second = "91990102MA0000002G"
    both = PRIVATE_TREE[PROFILES] + PRIVATE_TREE[PROFILES].replace(FIRST, second)
    served = edited(CITY_PAIRINGS, ("commissioner: 990100-001", "commissioner: 990102-001"))
    (row,) = view(make({PROFILES: both, **served})).deadlines
    (message,) = row.messages
    assert message.lines[0].startswith("各位好：")
    codes = re.findall(r"&enterprise=(\w+)", message.record)
    assert sorted(codes) == [FIRST, second]


def test_what_is_to_be_done_today(make: Make) -> None:
    told = [(todo.action, todo.reason) for todo in view(make()).todos]
    assert told == [
        ("回复示例精密机械有限公司的诉求", "8天没有告知进展"),
        ("走访示例精密机械有限公司", "今年第2次，全年3次"),
    ]
    (first, *_) = view(make(day=date(2026, 12, 5))).todos
    assert (first.action, first.reason, first.near) == ("联系示例精密机械有限公司", "本月还没联系", True)
    assert first.known == "上次11-16其他：已报名。"


def test_a_scheme_without_visits_asks_for_none(make: Make) -> None:
    none = edited("rosters/scheme.yml", ("themes:", "visits_per_year: 0\nthemes:"))
    assert not [todo for todo in view(make(none)).todos if todo.action.startswith("走访")]


REQUESTS = next(path for path in PRIVATE_TREE if "/requests/" in path)
SECOND_HALF = next(path for path in PRIVATE_TREE if path.endswith("records/2026-h2.yml"))
DONE = {
    PAIRINGS: TREE[PAIRINGS].replace("since: 2025-12-01}", "since: 2026-06-01}"),
    **{path: None for path in PRIVATE_TREE if path == REQUESTS or "2026-h1" in path},
    SECOND_HALF: PRIVATE_TREE[SECOND_HALF].replace("channel: 微信", "channel: 现场走访"),
}
"""Seven whole months ask for two visits, the first by the end of August; one is made, and no request is open."""


@pytest.mark.parametrize(
    ("day", "visits"),
    [
        (date(2026, 11, 24), []),
        (date(2026, 12, 1), ["今年第2次，全年2次，12月底以前"]),
        (date(2026, 12, 31), ["今年第2次，全年2次"]),
    ],
)
def test_a_desk_asks_for_the_visits_that_are_due(make: Make, day: date, visits: list[str]) -> None:
    portal = make(DONE, day=day)
    assert [todo.reason for todo in view(portal).todos if todo.action.startswith("走访")] == visits
    assert len(list(visit_owed(portal.dataset))) == sum("以前" not in reason for reason in visits)


NO_LEDGER = {path: None for path in PRIVATE_TREE if not path.endswith("profiles.yml")}
NOBODY = edited(CITY_PAIRINGS, ("commissioner: 990100-001", "commissioner: 990102-001"))


@pytest.mark.parametrize(
    ("changes", "path", "contacted", "sentence"),
    [
        (DONE, "desk/990102-001/", (1, 1), "本月都联系过了，没有等回音的诉求。"),
        (NO_LEDGER, "desk/990102-001/", (0, 1), "没有欠的联系和走访，没有等回音的诉求。"),
        (NOBODY, "desk/990100-001/", (0, 0), "没有对接企业，没有要做的事。"),
    ],
)
def test_a_desk_without_a_to_do_says_only_what_is_so(
    make: Make, changes: Mapping[str, str | None], path: str, contacted: tuple[int, int], sentence: str
) -> None:
    found = view(make(changes), path)
    assert (found.contacted, len(found.cases)) == contacted
    assert (found.todos, found.nothing, found.month_ends) == ((), sentence, "")


def test_a_desk_with_a_to_do_does_not_say_that_there_is_none(make: Make) -> None:
    assert view(make()).nothing == ""


TWICE = edited("rosters/scheme.yml", ("themes:", "contacts_per_month: 2\nthemes:"))


def test_a_month_that_asks_for_two_contacts_has_them_with_the_second(make: Make) -> None:
    portal = make(TWICE)
    found = case(portal)
    assert [found.contacted_in(month) for month in (1, 11)] == [False, False]
    shown = view(portal)
    assert shown.contacted == 0
    assert [(todo.action, todo.reason) for todo in shown.todos][:1] == [
        ("联系示例精密机械有限公司", "本月联系1次，至少2次")
    ]
    (row,) = shown.cases
    assert [(each.kind, each.words) for each in (row.months[0], row.months[1], row.months[10])] == [
        ("missed", "1月联系1次，至少2次"),
        ("missed", "2月没有联系"),
        ("owed", "11月联系1次，至少2次"),
    ]
    (sheet,) = (page for page in handovers(portal) if page.path == "desk/990102-001/handover/")
    sheet_view = sheet.context["view"]
    assert isinstance(sheet_view, HandoverView)
    (held,) = sheet_view.cases
    assert held.next_steps[0] == "本月联系1次，至少2次。"
    board = next(page for page in boards(portal) if page.path == "board/990102/")
    board_view = board.context["view"]
    assert isinstance(board_view, BoardView)
    assert board_view.least == 2


INSIDE = {
    "board",
    "certificates",
    "commendations",
    "desk",
    "meetings",
    "quality",
    "reports",
    "requests",
    "training",
}
"""The sections that only the internal edition has."""


def test_only_the_internal_edition_has_desks(tmp_path: Path, root: Path) -> None:
    tree = write_tree(tmp_path, PRIVATE_TREE)
    (tree / "site_templates").symlink_to(root / "site_templates")
    found = checked(tree, date(2026, 11, 24), tree / PRIVATE)
    public, internal = (
        {page.path for page in prepared(found, tree, site_url="", edit_base="", internal=each).pages}
        for each in (False, True)
    )
    assert public < internal
    assert {path.split("/")[0] for path in internal - public} == INSIDE
    assert "desk/990102-001/" in internal


POLICY = "content/policies/miit/miit-2026-2.yml"


def test_what_closes_within_a_month_stands_first(make: Make) -> None:
    text = TREE[POLICY].replace(
        "    claim: 认定\n",
        "    claim: 认定\n    windows: [{opens_on: 2026-11-01, closes_on: 2026-12-24}]\n",
        1,
    )
    found = view(make({POLICY: text}))
    assert [row.title for row in found.soon] == ["认定专精特新中小企业"]
    assert found.deadlines == ()
    later = view(make({POLICY: text.replace("2026-12-24", "2026-12-25")}))
    assert (later.soon, [row.title for row in later.deadlines]) == ((), ["认定专精特新中小企业"])


@pytest.mark.parametrize(
    ("windows", "until"),
    [
        ("{opens_on: 2026-11-01, closes_on: 2026-12-24}", "2026年12月24日截止。"),
        ("{opens_on: 2026-11-01, closes_on: 2026-11-24}", "2026年11月24日截止。"),
        ("{opens_on: 2026-11-01}", "申报中，不设截止。"),
    ],
)
def test_what_is_sent_or_handed_over_says_the_day_alone(make: Make, windows: str, until: str) -> None:
    """It may be read on a later day than that of the page."""
    portal = make(edited(POLICY, ("    claim: 认定\n", f"    claim: 认定\n    windows: [{windows}]\n")))
    found, (sheet,) = view(portal), handover(portal).cases
    assert f"能办：认定专精特新中小企业，{until}" in sheet.next_steps
    (row,) = (*found.soon, *found.deadlines)
    (message,) = row.messages
    assert f"（优质中小企业梯度培育管理办法）{until}按现在" in message.lines[0]


def test_a_policy_of_the_last_month_is_marked(make: Make) -> None:
    (row,) = view(make()).deadlines
    assert row.fresh == ""
    fresh = re.sub("published_on: [0-9-]+", "published_on: 2026-11-20", TREE[POLICY])
    fresh = re.sub("written_on: [0-9-]+", "written_on: 2026-11-18", fresh)
    assert fresh != TREE[POLICY]
    (row,) = view(make({POLICY: fresh})).deadlines
    assert row.fresh == "11-20发布或变动"
    (row,) = view(make({POLICY: fresh}, day=date(2026, 12, 20))).deadlines
    assert row.fresh == ""


def handover(portal: Portal) -> HandoverView:
    (page,) = (page for page in handovers(portal) if page.path == "desk/990102-001/handover/")
    found = page.context["view"]
    assert isinstance(found, HandoverView)
    return found


def test_the_handover_sheet_says_what_is_open(make: Make) -> None:
    found = handover(make())
    (sheet,) = found.cases
    assert [person.name for person in sheet.people] == ["示例许四"]
    assert [request.told for request in sheet.requests] == ["11-16告知过"]
    assert sheet.requests[0].stage == "商处（科）室，10-23起；等甲市专员办（在甲市工业和信息化局融资科）"
    assert "今年还要走访2次，已走访1次。" in sheet.next_steps
    assert sheet.last == "11-16其他：已报名。"
    assert found.standin == ""


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("", "还没有告知过"),
        ("    - {do: 反馈, date: 2026-11-20}\n", "11-20告知过"),
    ],
)
def test_the_handover_sheet_says_when_the_enterprise_heard_last(make: Make, step: str, words: str) -> None:
    """An answer is word too; that the enterprise asked is none."""
    untold = PRIVATE_TREE[REQUESTS].replace("  told: [2026-11-16]\n", "") + step
    (sheet,) = handover(make({REQUESTS: untold})).cases
    (request,) = sheet.requests
    assert request.told == words


def test_the_last_contact_of_last_year_says_its_year(make: Make) -> None:
    (sheet,) = handover(make(day=date(2027, 1, 5))).cases
    assert sheet.last == "2026-11-16其他：已报名。"


@pytest.mark.parametrize(("told", "words"), [("", "今天刚收集"), ("  told: [2026-11-24]\n", "今天刚告知")])
def test_a_request_of_today_was_told_nothing_yet(make: Make, told: str, words: str) -> None:
    asked = (
        f'- id: q-2026-0009\n  enterprise: "{FIRST}"\n  commissioner: 990102-001\n  kind: 困难问题\n'
        f"  category: 融资\n  collected_on: 2026-11-24\n  text: 缺技工。\n{told}"
    )
    portal = make({REQUESTS: PRIVATE_TREE[REQUESTS] + asked})
    (state,) = (each for each in requests_now(portal.dataset) if each.request.id == "q-2026-0009")
    assert told_words(portal, state) == words


def test_the_handover_sheet_names_the_deputy(make: Make) -> None:
    file = "rosters/990100-jia/990102-yi/commissioners.yml"
    deputy = "    deputies: [{commissioner: 990100-001, since: 2026-11-20, until: 2026-11-30}]\n"
    found = handover(make({file: TREE[file] + deputy}))
    assert found.standin == "2026年11月20日到2026年11月30日由示例周一代为服务。"


@pytest.mark.parametrize(("day", "words"), [(30, "还剩1天"), (31, "今天是本月最后一天")])
def test_how_much_of_the_month_is_left_for_what_it_lacks(make: Make, day: int, words: str) -> None:
    assert view(make(day=date(2026, 12, day))).month_ends == words
    assert view(make(day=date(2026, 11, 29))).month_ends == ""  # all are contacted
