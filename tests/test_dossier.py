"""企业档案 of the internal edition: what is known of an enterprise, and how it is said."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from tree import ENTERPRISES, TREE, edited, write_tree

from generator.checking import checked
from generator.dossier import Dossier, Dossiers
from generator.pages.dossier_view import BriefRow, DossierView
from generator.pages.dossiers import dossiers
from generator.portal import Portal, derive
from generator.source import PRIVATE

AS_OF = date(2026, 11, 24)
CODE = "91990102MA0000001D"
COUNTY = "rosters/private/990100-jia/990102-yi"

Make = Callable[..., Portal]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The small tree with private files, some of them replaced."""

    def made(files: Mapping[str, str | None] | None = None, day: date = AS_OF) -> Portal:
        root = write_tree(tmp_path, {**PRIVATE_TREE, **(files or {})})
        found = checked(root, day, root / PRIVATE)
        assert not found.faulty, found.diagnostics
        return derive(found.dataset)

    return made


def dossier(portal: Portal) -> Dossier:
    return Dossiers(portal).of(portal.roster.enterprise_by_code[CODE])


def inside(portal: Portal) -> DossierView:
    page = next(page for page in dossiers(portal) if page.path == f"enterprises/{CODE}/")
    view = page.context["inside"]
    assert isinstance(view, DossierView)
    return view


def test_records_requests_and_uptakes_with_the_newest_first(make: Make) -> None:
    found = dossier(make())
    assert [record.id for record in found.records] == [
        "r-2026-0102",
        "r-2026-0101",
        "r-2026-0002",
        "r-2026-0001",
    ]
    assert [state.request.id for state in found.requests] == ["q-2026-0002", "q-2026-0001"]
    assert [person.name for person in found.case.people] == ["示例许四"]
    assert found.profile is not None
    assert found.profile.date == date(2026, 3, 31)


def test_a_corrected_record_is_not_shown(make: Make) -> None:
    half = f"{COUNTY}/records/2026-h2.yml"
    more = (
        f'- {{id: r-2026-0103, enterprise: "{CODE}", commissioner: 990102-001, date: 2026-11-16, channel: 电话, '
        "services: [促企能力提升], content: 约好参加示例巡诊。, outcome: 改到下月。, corrects: r-2026-0102}\n"
    )
    found = dossier(make({half: PRIVATE_TREE[half] + more}))
    assert [record.id for record in found.records][:2] == ["r-2026-0103", "r-2026-0101"]


def test_facts_that_would_decide_a_benefit_are_asked_for(make: Make) -> None:
    profiles = f"{COUNTY}/profiles.yml"
    without = PRIVATE_TREE[profiles].replace('revenue: "23000000", ', "")
    assert without != PRIVATE_TREE[profiles]
    found = dossier(make({profiles: without}))
    assert "revenue" in dict(found.missing)
    view = inside(make({profiles: without}))
    (group,) = (group for group in view.offers if group.answer == "待核实")
    assert any("营业收入" in line for row in group.rows for line in row.why)
    assert any("营业收入" in label for label in view.asks)


def test_on_paper_the_undecided_benefits_are_the_first_few(make: Make) -> None:
    """The brief is one page: the site shows all of them, paper says how many there are."""
    policy = "content/policies/miit/miit-2026-2.yml"
    head, _, benefit = TREE[policy].partition("benefits:\n")
    ids = [f"srdi-{number}" for number in range(6)]
    benefits = "".join(benefit.replace("id: srdi", f"id: {each}", 1) for each in ids)
    profile = f"{COUNTY}/profiles.yml"
    files = {
        policy: f"{head}benefits:\n{benefits}",
        profile: PRIVATE_TREE[profile].replace('revenue: "23000000", ', ""),
        f"{COUNTY}/uptake.yml": None,
    }
    (group,) = (group for group in inside(make(files)).offers if group.answer == "待核实")
    assert [row.printed for row in group.rows] == [True] * 4 + [False] * 2
    assert (group.more, group.printed) == ("", "共6项，见网页。")


def test_the_page_says_it_in_words(make: Make) -> None:
    view = inside(make())
    assert view.brief[0] == BriefRow("上次联系", "11-16其他：已报名。")
    assert view.records[0].content == "约好参加示例巡诊。"
    (request,) = view.open_requests
    assert request.id == "q-2026-0002"
    assert [row.label for row in view.profile if row.value == "86人"] != []
    assert view.profile_day == "2026年3月31日"


def test_a_contact_without_outcome_is_told_by_its_content(make: Make) -> None:
    half = f"{COUNTY}/records/2026-h2.yml"
    view = inside(make({half: PRIVATE_TREE[half].replace(", outcome: 已报名。", "")}))
    assert view.brief[0] == BriefRow("上次联系", "11-16其他：约好参加示例巡诊。")


def test_without_private_files_there_is_nothing_to_tell(make: Make) -> None:
    view = inside(make(dict.fromkeys(PRIVATE_TREE)))
    assert (view.people, view.records, view.open_requests, view.profile) == ((), (), (), ())


def test_without_a_profile_the_undecided_benefits_are_only_counted(make: Make) -> None:
    view = inside(make({f"{COUNTY}/profiles.yml": None}))
    (group,) = view.offers
    assert (group.answer, group.rows, group.more) == (
        "待核实",
        (),
        "还有1项待核实，企业画像填全了就能判断。",
    )
    assert view.asks == ()


def test_a_dossier_says_its_day_and_from_which_day_the_silence_counts(make: Make) -> None:
    view = inside(make())
    (request,) = view.open_requests
    assert (view.day, request.told, request.told_on) == ("2026年11月24日", "8天没有告知进展", "2026-11-16")
    assert view.progress_days == 30


@pytest.mark.parametrize(
    ("day", "ends", "now"),
    [(AS_OF, "2027-01-31", [True]), (AS_OF, "2028-11-30", [False]), (date(2027, 2, 1), "2027-01-31", [])],
)
def test_a_review_is_in_the_brief_while_it_is_due(make: Make, day: date, ends: str, now: list[bool]) -> None:
    """A page that is read later than it was built shows it then, and no more once the recognition has lapsed."""
    view = inside(make(edited(ENTERPRISES, ("2028-11-30", ends)), day))
    spells = [row.spell for row in view.brief if row.heading == "复核"]
    assert [spell.now for spell in spells if spell] == now
    due = {"2027-01-31": "2026-08-04/2027-01-31", "2028-11-30": "2028-06-03/2028-11-30"}[ends]
    assert [spell.text for spell in spells if spell] == [due] * len(now)
