"""The calendar and the feed of each commissioner: read by other programs, and true to the rules and the windows."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from private_tree import PRIVATE_TREE
from tree import ENTERPRISES, POLICY, TREE, edited, write_tree

from generator.build import prepared, write_made
from generator.checking import checked
from generator.eligibility.size import with_size
from generator.exports.atom import Feed, FeedEntry, atom, stable_id
from generator.exports.ics import Event, calendar_file
from generator.fitting import windows_at
from generator.matching import facts_of, match, profile_of
from generator.pages.feeds import MOST, feeds
from generator.portal import Portal, derive
from generator.preview import asked_for
from generator.records.policy import Answer, Window
from generator.source import PRIVATE

HOSTILE = (
    "一行\n又一行\r\n第三行",
    "分号;逗号,反斜线\\n引号\"'和<b>&amp;",
    "👩🏽‍🏭🎉" * 30,
    "长" * 200,
    "x" * 74 + "é" * 80,
    "]]>--><!-- BEGIN:VEVENT",
    "",
)
WINDOW = "    claim: 认定\n"


@pytest.fixture(scope="module")
def shipped(root: Path, as_of: date) -> Portal:
    return derive(checked(root, as_of, root / PRIVATE).dataset)


@pytest.fixture(scope="module")
def files(shipped: Portal) -> Mapping[str, bytes]:
    return {file.path: file.make() for file in feeds(shipped)}


Make = Callable[..., Mapping[str, bytes]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The files of the small tree, some of its files changed."""

    def made(changes: Mapping[str, str], *, day: date = date(2026, 11, 24)) -> Mapping[str, bytes]:
        earlier = edited(POLICY, ("{date: 2026-11-24, against", "{date: 2026-06-01, against"))
        root = write_tree(tmp_path, {**PRIVATE_TREE, **earlier, **changes})
        found = checked(root, day, root / PRIVATE)
        assert not found.faulty, found.diagnostics
        return {
            file.path: file.make() for file in feeds(derive(found.dataset, site_url="https://a.example/b"))
        }

    return made


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def windowed(*windows: str) -> dict[str, str]:
    """The one policy, its benefit in windows."""
    return edited(POLICY, (WINDOW, f"{WINDOW}    windows: [{', '.join(windows)}]\n"))


CALENDAR, FEED = "desk/990102-001/deadlines.ics", "desk/990102-001/feed.atom"


def test_everyone_in_post_has_both(shipped: Portal, files: Mapping[str, bytes]) -> None:
    present = [facts.record.id for facts in shipped.roster.commissioners if facts.post]
    names = ("deadlines.ics", "feed.atom")
    assert sorted(files) == sorted(f"desk/{person}/{name}" for person in present for name in names)


def test_other_programs_read_every_calendar(files: Mapping[str, bytes]) -> None:
    ids = []
    for path, data in files.items():
        if not path.endswith(".ics"):
            continue
        lines = data.split(b"\r\n")
        assert lines.pop() == b""
        assert not [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line]
        assert [line.decode() for line in lines]  # no character is cut
        for event in events(data):
            assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
            assert event["DTSTAMP"].dt.date() == date(2026, 11, 24)
            alarms = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
            assert alarms == [timedelta(days=-30), timedelta(days=-7), timedelta(days=-1)]
            ids.append(event["UID"])
    assert len(set(ids)) == len(ids) > 127


def test_other_programs_read_every_feed(files: Mapping[str, bytes]) -> None:
    ids = []
    for path, data in files.items():
        if not path.endswith(".atom"):
            continue
        feed = feedparser.parse(data)
        assert not feed.bozo, path
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert len(days) <= MOST
        assert all(day[:10] <= "2026-11-24" for day in days)
        assert feed.feed.updated == max(days, default="2026-11-24T00:00:00+08:00")
        ids += [feed.feed.id, *(entry.id for entry in feed.entries)]
    assert len(set(ids)) == len(ids) > 500


def test_deadlines_are_those_that_the_rules_and_the_files_give(
    shipped: Portal, files: Mapping[str, bytes], root: Path
) -> None:
    """The windows from the files as they are written, each rule evaluated for each enterprise."""
    offered = []
    for path in (root / "content/policies").rglob("*.yml"):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        for benefit in written.get("benefits", ()):
            offered += [(written["id"], benefit["id"], window) for window in benefit.get("windows", ())]
    known = profile_of(shipped.dataset)
    seen = 0
    for facts in shipped.roster.commissioners if offered else ():
        expected = set()
        for code in facts.serving if facts.post else ():
            enterprise = shipped.roster.enterprise_by_code[code]
            its = with_size(facts_of(shipped.dataset, enterprise.record, known.get(code)))
            for policy_id, benefit_id, window in offered:
                closes, places = window.get("closes_on"), window.get("regions", ())
                places_above = (enterprise.region, f"{enterprise.region[:4]}00")
                if not closes or closes < shipped.as_of or (places and not set(places) & set(places_above)):
                    continue
                others = [
                    other
                    for *names, other in offered
                    if names == [policy_id, benefit_id] and set(other.get("regions", ())) & set(places_above)
                ]
                if not places and others:
                    continue  # the place has batches of its own, in the shipped policies all at the same time
                policy = shipped.policy_by_id[policy_id]
                benefit = next(each for each in policy.benefits if each.record.id == benefit_id)
                found = match(shipped, policy, benefit, its)
                if found.answer is Answer.YES or found.near:
                    expected.add((closes, f"截止：{benefit.record.name}"))
        if facts.post:
            told = events(files[f"desk/{facts.record.id}/deadlines.ics"])
            summaries = {(event["DTSTART"].dt, str(event["SUMMARY"])) for event in told}
            assert {each for each in summaries if "报表" not in each[1]} == expected
            seen += len(expected)
    assert seen > 50


def test_a_feed_names_what_fits(make: Make) -> None:
    (entry,) = feedparser.parse(make({})[FEED]).entries
    assert entry.title == "优质中小企业梯度培育管理办法：开始施行"
    assert entry.updated == "2026-04-01T00:00:00+08:00"
    assert entry.link == "https://a.example/b/policies/miit-2026-2/"
    assert entry.summary == "符合认定专精特新中小企业的：示例精密机械有限公司"
    opened = make(windowed("{opens_on: 2026-11-02, closes_on: 2026-12-04}"))
    (entry,) = feedparser.parse(opened[FEED]).entries
    assert entry.title.endswith("：认定专精特新中小企业开始申报")
    assert entry.updated == "2026-11-02T00:00:00+08:00"
    failing = PRIVATE_TREE | {path: text.replace('"86"', '"2000"') for path, text in PRIVATE_TREE.items()}
    assert feedparser.parse(make(failing)[FEED]).entries == []


@pytest.mark.parametrize(
    ("link", "words"),
    [("amends", "由另一份通知修改"), ("interprets", "有了解读，另一份通知"), ("based_on", "开始施行")],
)
def test_a_feed_says_that_a_policy_was_changed(make: Make, link: str, words: str) -> None:
    other = TREE[POLICY][: TREE[POLICY].index("benefits:")]
    for old, new in (
        ("miit-2026-2", "miit-2026-9"),
        ("优质中小企业梯度培育管理办法", "另一份通知"),
        ("〔2026〕2号", "〔2026〕9号"),
        ("2026-01-1", "2026-10-1"),
        ("effective_on: 2026-04-01", f"{link}: [miit-2026-2]"),
    ):
        other = other.replace(old, new)
    (entry,) = feedparser.parse(make({"content/policies/miit/miit-2026-9.yml": other})[FEED]).entries
    assert entry.title == f"优质中小企业梯度培育管理办法：{words}"
    assert entry.updated[:10] == ("2026-04-01" if link == "based_on" else "2026-10-17")


def test_a_later_window_and_who_nearly_fits(make: Make) -> None:
    later = windowed("{opens_on: 2026-12-01, closes_on: 2026-12-31, note: 交到乙区}")
    near = {path: text.replace("23000000", "14000000") for path, text in PRIVATE_TREE.items()}
    (event, _) = events(make({**later, **near})[CALENDAR])
    assert event["DTSTART"].dt == date(2026, 12, 31)
    assert str(event["URL"]) == "https://a.example/b/policies/miit-2026-2/#srdi"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "2026年12月1日开始申报",
        "差一点：示例精密机械有限公司",
        "政策：优质中小企业梯度培育管理办法",
        "交到乙区",
    ]


def test_a_deadline_that_moves_is_the_same_event(make: Make) -> None:
    first, second = (
        events(make(windowed(f"{{opens_on: 2026-11-01, closes_on: {day}}}"))[CALENDAR])[0]
        for day in ("2026-12-04", "2026-12-18")
    )
    assert first["UID"] == second["UID"]
    assert first["DTSTART"].dt != second["DTSTART"].dt


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2026, 11, 24), ["2027-01-06 2026年下半年报表（暂定）"]),
        (date(2027, 1, 6), ["2027-01-06 2026年下半年报表（暂定）", "2027-07-06 2027年上半年报表（暂定）"]),
        (date(2027, 1, 7), ["2027-07-06 2027年上半年报表（暂定）"]),
        (date(2026, 7, 3), ["2027-01-06 2026年下半年报表（暂定）"]),
    ],
)
def test_the_county_cut_off_is_told_until_it_is_met_or_past(make: Make, day: date, days: list[str]) -> None:
    """The small tree knows only the calendar of 2026: a weekday works. It reported 2026-h1 (as of 2026-07-06)."""
    quiet = {path: None for path in PRIVATE_TREE if "/records/" in path or "/requests/" in path}
    told = events(make({**quiet, **({} if day.year > 2026 or day.month > 7 else _SOONER)}, day=day)[CALENDAR])
    assert [f"{event['DTSTART'].dt} {event['SUMMARY'].removeprefix('报送截止：')}" for event in told] == days
    assert {str(event["STATUS"]) for event in told} == {"TENTATIVE"}


SECOND_HALF = "2027-01-06 2026年下半年报表（暂定）"


@pytest.mark.parametrize(
    ("begun", "made", "days"),
    [
        ("2026-06-30", "2025-h2", ["2026-07-06 2026年上半年报表", SECOND_HALF]),
        ("2026-07-01", "2025-h2", [SECOND_HALF]),
        ("2026-07-01", None, []),
        ("2026-07-01\nfirst_report_on: 2026-07-03", "2025-h2", ["2026-07-03 首次报送", SECOND_HALF]),
        ("2026-07-01\nfirst_report_on: 2026-07-03", "first", [SECOND_HALF]),
        ("2026-07-01\nfirst_report_on: 2026-07-02", "2025-h2", [SECOND_HALF]),
    ],
)
def test_only_reports_that_are_asked_for_are_told(
    make: Make, begun: str, made: str | None, days: list[str]
) -> None:
    """None of before the scheme, none where no office records any, the first one until its day (rules 28, 30)."""
    reports = f"{PRIVATE}/990100-jia/990102-yi/submissions.yml"
    changes: dict[str, str | None] = {
        **{path: None for path in PRIVATE_TREE if "/records/" in path or "/requests/" in path},
        **_SOONER,
        **edited("rosters/scheme.yml", ("2022-04-21", begun)),
        reports: f'- {{office: "990102", period: {made}, submitted_on: 2026-07-02}}\n' if made else None,
    }
    told = events(make(changes, day=date(2026, 7, 3))[CALENDAR])
    assert [f"{event['DTSTART'].dt} {event['SUMMARY'].removeprefix('报送截止：')}" for event in told] == days


_SOONER: dict[str, str | None] = {
    path: None for path in PRIVATE_TREE if path.endswith(("uptake.yml", "meetings.yml"))
} | {
    path: text.replace("2026-07-06", "2026-07-02")
    for path, text in PRIVATE_TREE.items()
    if path.endswith("submissions.yml")
}


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_come_back_whole(name: str) -> None:
    meant = name.replace("\r\n", "\n")
    event = Event(
        uid="1", day=date(2026, 12, 31), summary=name, description=name, url="https://a.example/?a=1&b=2"
    )
    data = calendar_file(name, [event, event._replace(uid="2")], date(2026, 11, 24))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    first, second = events(data)
    assert str(first["SUMMARY"]) == str(second["DESCRIPTION"]) == meant
    assert first["DTEND"].dt == date(2027, 1, 1)
    entry = FeedEntry(stable_id("a"), date(2026, 11, 2), name, "https://a.example/?a=1&b=2", name)
    feed = feedparser.parse(
        atom(Feed(stable_id("b"), name, name or "机关", "./", "x.atom", [entry]), date.min)
    )
    assert not feed.bozo
    assert feed.entries[0].link == "https://a.example/?a=1&b=2"
    assert feed.entries[0].title == meant.strip()
    assert feed.feed.title == meant.strip()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=120))
def test_any_text_comes_back_whole(text: str) -> None:
    data = calendar_file("", [Event("1", date(2026, 12, 31), text, text)], date(2026, 11, 24))
    assert all(len(line) <= 75 and line.decode() is not None for line in data.split(b"\r\n"))
    (event,) = events(data)
    assert str(event["SUMMARY"]) == str(event["DESCRIPTION"]) == text
    root = ET.fromstring(atom(Feed("urn:a", text, text, "./", "x", []), date(2026, 1, 1)))  # noqa: S314 -- our own
    assert (root.findtext("{*}title"), root.findtext("{*}author/{*}name")) == (text, text)


def test_characters_that_the_formats_forbid_are_left_out() -> None:
    bad = "a\x00b\x0bc\x1fd\ufffee"
    (event,) = events(calendar_file(bad, [Event("1", date(2026, 1, 1), bad, bad)], date(2026, 1, 1)))
    assert str(event["SUMMARY"]) == "abcd\ufffee"
    feed = feedparser.parse(atom(Feed("urn:a", bad, "机关", "./", "x", []), date(2026, 1, 1)))
    assert not feed.bozo
    assert feed.feed.title == "abcde"


OWN, LATER, GENERAL = (
    Window(opens_on=date(2026, 11, 1), closes_on=date(2026, 11, 30), regions=("990102",)),
    Window(opens_on=date(2027, 1, 1), closes_on=date(2027, 1, 31)),
    Window(closes_on=date(2026, 12, 15)),
)


@pytest.mark.parametrize(
    ("windows", "place", "expected"),
    [
        ((OWN, GENERAL), "990102", (OWN,)),
        ((OWN, GENERAL), "990103", (GENERAL,)),
        ((OWN, LATER), "990102", (OWN, LATER)),
        ((GENERAL, LATER), "990102", (GENERAL, LATER)),
        ((OWN,), "990103", ()),
    ],
)
def test_the_windows_of_a_place(
    windows: tuple[Window, ...], place: str, expected: tuple[Window, ...]
) -> None:
    assert windows_at(windows, (place, "990100", "990000")) == expected


def test_the_window_of_another_place_is_neither_a_deadline_nor_news(make: Make) -> None:
    other = edited(
        POLICY, (WINDOW, f"{WINDOW}    windows: [{{closes_on: 2026-12-04, regions: ['990100']}}]\n")
    )
    assert len(events(make(other)[CALENDAR])) == 2
    regions = (
        TREE["rosters/regions.yml"]
        + '- {code: "990200", name: 丙市, level: 市级, parent: "990000", slug: bing}\n'
    )
    waived = "- {rule: region-without-office, region: '990200', until: 2027-06-30, reason: 机构改革}\n"
    elsewhere = {
        POLICY: other[POLICY].replace("990100", "990200"),
        "rosters/regions.yml": regions,
        "rosters/waivers.yml": waived,
    }
    assert len(events(make(elsewhere)[CALENDAR])) == 1


def test_they_are_written_by_a_build_and_made_on_request_by_a_preview(tmp_path: Path, root: Path) -> None:
    tree = write_tree(tmp_path / "tree", {**PRIVATE_TREE, ENTERPRISES: TREE[ENTERPRISES]})
    (tree / "site_templates").symlink_to(root / "site_templates")
    found = checked(tree, date(2026, 11, 24), tree / PRIVATE)
    public, internal = (
        prepared(found, tree, site_url="", edit_base="", internal=each) for each in (False, True)
    )
    assert not {file.path for file in public.made if file.path.startswith("desk/")}
    write_made(internal.made, tmp_path / "out", jobs=2)
    (asked,) = asked_for(CALENDAR, internal, {}, [])
    assert asked.path == CALENDAR
    assert (tmp_path / "out" / CALENDAR).read_bytes() == asked.data
    assert list(asked_for(CALENDAR, public, {}, [])) == []
