"""培训, 证书, 例会, 表扬 and the card: numbers counted again from the files as they are written."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from private_tree import PRIVATE_TREE
from tree import TREE, write_tree

from generator.build import prepared
from generator.checking import checked
from generator.learning import TAUGHT, untaught
from generator.meetings import Meetings, months_later
from generator.page import Page
from generator.pages.cards import cards
from generator.pages.certificates import certificates
from generator.pages.commendations import commendations
from generator.pages.meetings import meetings
from generator.pages.training import training
from generator.portal import Portal, derive
from generator.source import PRIVATE

Views = Mapping[str, Any]
COUNTY = "rosters/private/990100-jia/990102-yi"
TRAININGS = "content/trainings/2026.yml"


@pytest.fixture(scope="module")
def shipped(root: Path, as_of: date) -> Portal:
    return derive(checked(root, as_of, root / PRIVATE).dataset)


def views(pages: Iterator[Page]) -> Views:
    return {page.path: page.context["view"] for page in pages}


Make = Callable[..., Portal]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def portal(
        changes: Mapping[str, str] | None = None, *, day: date = date(2026, 11, 24), site_url: str = ""
    ) -> Portal:
        root = write_tree(tmp_path, {**PRIVATE_TREE, **(changes or {})})
        found = checked(root, day, root / PRIVATE)
        assert not found.faulty, found.diagnostics
        return derive(found.dataset, site_url=site_url)

    return portal


def written(root: Path, name: str, *, private: bool) -> Iterator[Any]:
    """What the office files of a name hold."""
    for path in sorted((root / "rosters").rglob(f"{name}.yml")):
        if ("private" in path.parts) is private:
            yield yaml.safe_load(path.read_text(encoding="utf-8"))


def present(root: Path, day: date) -> set[str]:
    return {
        person["id"]
        for file in written(root, "commissioners", private=False)
        for person in file["commissioners"]
        if any(post["since"] <= day <= post.get("until", date.max) for post in person["posts"])
    }


def test_who_came_and_who_did_not(shipped: Portal, root: Path, as_of: date) -> None:
    found = views(training(shipped))
    here, then = present(root, as_of), present(root, date(2026, 5, 20))
    came: set[str] = set()
    for file in written(root, "attendance", private=True):
        for row in file:
            came |= set(row["commissioners"]) if row["session"] == "training-2026-province" else set()
    view = found["training/"]
    assert [count.number for count in view.counts[:2]] == [len(here & came), len((here & then) - came)]
    assert len((here & then) - came) > 5
    for row in view.cities:
        city = row.link.path.split("/")[1]
        there = {person for person in here if person[:4] == city[:4]}
        assert (row.people, row.came) == (len(there), len(there & came))
        assert (row.missed, row.later) == (len((there & then) - came), len(there - then - came))
        people = {
            (words, person.link.path.split("/")[1])
            for office in found[row.link.path].offices
            for words, group in office.groups
            for person in group
        }
        assert people == {
            (
                "参加了全省培训"
                if person in came
                else "没有参加全省培训"
                if person in then
                else "全省培训时还没有到任",
                person,
            )
            for person in there
        }
    assert {row.link.words for row in view.cities} == {"南京市", "徐州市", "苏州市"}


def test_provincial_and_local_trainings_stand_apart(shipped: Portal, root: Path) -> None:
    years = {year.year: year for year in views(training(shipped))["training/"].years}
    for year, found in years.items():
        sessions = yaml.safe_load((root / f"content/trainings/{year}.yml").read_text(encoding="utf-8"))[
            "sessions"
        ]
        days = [
            sorted(str(each["date"]) for each in sessions if (each["level"] == "省级") is wanted)
            for wanted in (True, False)
        ]
        assert days == [[row.day for row in rows] for rows in (found.provincial, found.local)]
    assert list(years) == [2026, 2025]


@pytest.mark.parametrize("left_out", TAUGHT)
def test_a_field_that_was_not_taught_is_named(make: Make, left_out: str) -> None:
    rest = "、".join(field for field in TAUGHT if field != left_out)
    text = TREE[TRAININGS].replace(
        "[惠企政策, 财税金融, 法律法规, 创新和知识产权保护]", f"[{rest.replace('、', ', ')}]"
    )
    portal = make({TRAININGS: text})
    (year,) = views(training(portal))["training/"].years
    assert year.missing == left_out
    assert untaught([]) == TAUGHT


def test_a_training_that_is_still_to_come_is_missed_by_nobody(make: Make) -> None:
    attended = {path: None for path in PRIVATE_TREE if path.endswith("attendance.yml")}
    coming = TREE[TRAININGS].replace("2026-05-20", "2026-12-20")
    found = views(training(make({TRAININGS: coming, **attended})))
    (year,) = found["training/"].years
    assert [row.came for row in year.provincial] == [""]
    (city,) = found["training/"].cities
    assert (city.people, city.came, city.missed) == (2, 0, 0)
    assert {words for office in found[city.link.path].offices for words, _ in office.groups} == {
        "今年的全省培训还没有办"
    }
    past = views(training(make({TRAININGS: TREE[TRAININGS], **attended})))["training/"]
    assert [count.number for count in past.counts] == [0, 2, 0]


def test_offices_that_teach_by_themselves_are_told_so(make: Make) -> None:
    own = PRIVATE_TREE[f"{COUNTY}/meetings.yml"] + (
        '- {office: "990102", date: 2026-03-02, kind: 培训, topics: [台账怎么写]}\n'
        '- {office: "990102", date: 2025-03-02, kind: 培训, topics: [前一年的]}\n'
    )
    found = views(training(make({f"{COUNTY}/meetings.yml": own})))["training/990100/"]
    assert {office.anchor: office.own for office in found.offices} == {
        "990100": (),
        "990102": ("03-02 台账怎么写",),
    }


def test_certificates_are_those_of_the_register(shipped: Portal, root: Path, as_of: date) -> None:
    found = views(certificates(shipped))
    (register,) = written(root, "certificates", private=True)
    numbers = {row["commissioner"]: row["number"] for row in register}
    here = present(root, as_of)
    certified, without = found["certificates/"].counts
    assert (certified.number, without.number) == (len(here & set(numbers)), len(here - set(numbers)))
    assert without.number > 5
    sheets = {path.split("/")[1]: view for path, view in found.items() if "-" in path}
    assert {person: view.number for person, view in sheets.items()} == numbers
    assert {person for person, view in sheets.items() if view.away} == set(numbers) - here
    for city in ("320100", "320300", "320500"):
        rows = [
            {
                row.link.path.split("/")[1]
                for office in found[f"certificates/{city}/"].offices
                for row in getattr(office, group)
            }
            for group in ("certified", "without", "left")
        ]
        there = {person for person in here | set(numbers) if person[:4] == city[:4]}
        assert rows == [there & here & set(numbers), there & here - set(numbers), there - here]


def test_a_certificate_says_who_where_and_when(make: Make) -> None:
    found = views(certificates(make()))["certificates/990102-001/"]
    assert (found.name, found.number, found.unit) == ("示例吴二", "示例证字2026001", "乙区工业和信息化局")
    assert (found.issuer, found.day, found.away) == ("示例省工业和信息化厅", "2026年6月1日", "")
    assert found.register.path == "certificates/990100/#990102"


def test_meetings_against_their_interval(shipped: Portal, root: Path, as_of: date) -> None:
    last: dict[str, date] = {}
    upward = set()
    for file in written(root, "meetings", private=True):
        for row in file:
            if row["kind"] == "例会":
                last[row["office"]] = max(row["date"], last.get(row["office"], date.min))
            reported = row.get("reported_upward")
            if reported and reported["date"].year == as_of.year:
                upward.add((reported["category"], row["office"]))
    late = {code for code, day in last.items() if f"{day}" < "2026-05-24"}
    found = views(meetings(shipped))
    view = found["meetings/"]
    offices = len(shipped.offices)
    assert [count.number for count in view.counts] == [len(last) - len(late), len(late), offices - len(last)]
    assert {row.link.path.split("#")[1] for row in view.late} == late != set()
    assert {(row.category, link.path.split("#")[1]) for row in view.common for link in row.offices} == upward
    for row in view.common:
        for link in row.offices:
            page, _, anchor = link.path.partition("#")
            assert anchor in {office.anchor for office in found[page].offices}


def test_an_office_is_late_from_the_day_after(make: Make) -> None:
    """The last 例会 was on 2026-06-15; a training since then is none."""
    own = PRIVATE_TREE[f"{COUNTY}/meetings.yml"] + (
        '- {office: "990102", date: 2026-11-02, kind: 培训, topics: [台账怎么写]}\n'
    )
    days = {}
    for day in (date(2026, 12, 15), date(2026, 12, 16)):
        portal = make({f"{COUNTY}/meetings.yml": own}, day=day)
        held = Meetings(portal).of("990102")
        days[day.day] = (held.late(day), held.due)
        (office,) = (
            each for each in views(meetings(portal))["meetings/990100/"].offices if each.anchor == "990102"
        )
        assert office.late is (day.day == 16)
        assert [row.kind for row in office.meetings] == ["培训", "例会"]
        assert office.meetings[1].upward == "融资，06-16报上级"
    assert days == {15: (0, date(2026, 12, 15)), 16: (1, date(2026, 12, 15))}
    assert views(meetings(portal))["meetings/"].counts[2].number == 2


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(9999, 12, 31), 6, date.max),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_commendations_show_figures_and_never_a_rank(make: Make) -> None:
    file = "rosters/commendations.yml"
    found = views(
        commendations(
            make(
                {
                    file: "- {year: 2026, commissioner: 990102-001, for: 帮助企业融资}\n"
                    "- {year: 2026, commissioner: 990100-001, for: 送政策}\n"
                    "- {year: 2026, unit: 乙区工业和信息化局, for: 走访实}\n"
                    "- {year: 2025, unit: 没有专员办的单位, for: 支持}\n"
                }
            )
        )
    )["commendations/"]
    now, before = found.years
    assert [(row.name, row.figures) for row in now.people] == [
        ("示例周一", "对接企业1家"),
        ("示例吴二", "对接企业1家，联系4次，走访1次，政策速递1次，收集诉求2件，办结1件，参加培训1次"),
    ]
    (unit,) = now.units
    assert (unit.place, unit.figures) == (
        "甲市乙区",
        "对接企业1家，联系4次，走访1次，政策速递1次，收集诉求2件，办结1件",
    )
    assert [(row.link, row.figures) for row in before.units] == [(None, "")]


def test_commended_people_stand_by_place(shipped: Portal, root: Path) -> None:
    rows = yaml.safe_load((root / "rosters/commendations.yml").read_text(encoding="utf-8"))
    for year in views(commendations(shipped))["commendations/"].years:
        people = [row.link.path.split("/")[1] for row in year.people]
        assert people == sorted(people, key=lambda person: list(shipped.region_by_code).index(person[:6]))
        assert sorted(people) == sorted(
            row["commissioner"] for row in rows if row["year"] == year.year and "commissioner" in row
        )
        assert len(year.units) == sum(row["year"] == year.year and "unit" in row for row in rows)


def test_a_card_says_what_the_public_page_says(make: Make) -> None:
    bare = views(cards(make()))["desk/990102-001/card/"]
    assert (bare.qr, bare.address) == (None, "")
    coded = views(cards(make(site_url="https://a.example/b")))["desk/990102-001/card/"]
    assert coded.address == "https://a.example/b/commissioners/990102-001/"
    assert coded.qr is not None
    assert (coded.name, coded.unit, coded.phone) == ("示例吴二", "乙区工业和信息化局", "000-99010211")
    assert [len(group) for group in (coded.roles, coded.services)] == [3, 5]
    assert coded._replace(qr=None, address="") == bare


def test_the_public_edition_has_none_of_them(tmp_path: Path, root: Path) -> None:
    tree = write_tree(tmp_path, PRIVATE_TREE)
    (tree / "site_templates").symlink_to(root / "site_templates")
    found = checked(tree, date(2026, 11, 24), tree / PRIVATE)
    public, internal = (
        {page.path for page in prepared(found, tree, site_url="", edit_base="", internal=each).pages}
        for each in (False, True)
    )
    ours = ("training/", "certificates/", "meetings/", "commendations/")
    assert not [path for path in public if path.startswith(ours) or path.endswith("/card/")]
    assert {*ours, "certificates/990100-001/", "desk/990102-001/card/", "meetings/990000/"} <= internal
