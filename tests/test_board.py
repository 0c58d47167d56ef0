"""专员办看板: every figure told again from the raw files, added up over the regions, and each number leads to its rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from html.parser import HTMLParser
from math import ceil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from private_tree import PRIVATE_TREE
from test_pages import guides
from tree import ENTERPRISES, PAIRINGS, edited, write_tree

from generator.board import Boards, Figures
from generator.checking import checked
from generator.dataset import Dataset
from generator.deliveries import together
from generator.due import owed
from generator.eligibility.size import with_size
from generator.exports.downloads import downloads
from generator.loading import load
from generator.matching import facts_of, match, profile_of
from generator.page import Page
from generator.pages import INTERNAL_NAV, INTERNAL_SECTIONS, SECTIONS
from generator.pages.board_lists import ROWS, listing
from generator.pages.board_view import BoardCell, BoardTable, BoardView, SheetView
from generator.pages.boards import boards as board_pages
from generator.pages.charts import bars, column
from generator.portal import Portal, derive
from generator.profile_gaps import ProfileGaps
from generator.records.policy import Answer
from generator.records.types import Level
from generator.requests_now import Stage, requests_now
from generator.service import contact_owed, report_owed, visit_owed
from generator.source import PRIVATE
from generator.templates import Templates
from generator.yaml_reader import as_text

PROVINCE, CITY, COUNTY, EMPTY = "320000", "320300", "320115", "320200"
FOLDER = {COUNTY: "320100-nanjing/320115-jiangning", CITY: "320300-xuzhou"}
TODAY = date(2026, 11, 24)
REQUESTS = f"{PRIVATE}/990100-jia/990102-yi/requests/2026.yml"


@pytest.fixture(scope="module")
def portal(root: Path) -> Portal:
    found = checked(root, TODAY, root / PRIVATE)
    assert not found.faulty
    return derive(found.dataset, findings=found.diagnostics)


@pytest.fixture(scope="module")
def boards(portal: Portal) -> Boards:
    return Boards(portal)


@pytest.fixture(scope="module")
def pages(portal: Portal) -> dict[str, Page]:
    return {page.path: page for page in board_pages(portal)}


@pytest.fixture(scope="module")
def bodies(pages: dict[str, Page], root: Path) -> dict[str, str]:
    templates = Templates(root / "site_templates" / "pages")
    return {path: templates.body(page, assets="assets/0") for path, page in pages.items()}


@cache
def raw(path: Path) -> Any:
    return as_text(path.read_text(encoding="utf-8"))


def private(root: Path, place: str, names: str) -> Iterator[dict[str, Any]]:
    """The raw rows of private files at and below a place."""
    for path in sorted((root / PRIVATE / FOLDER[place]).rglob(names)):
        yield from raw(path)


def public(root: Path, names: str, field: str) -> Iterator[dict[str, Any]]:
    """The raw rows of a public kind of all offices."""
    for path in sorted((root / "rosters").rglob(names)):
        if PRIVATE not in str(path):
            yield from raw(path)[field]


def holds(row: Mapping[str, str], day: str, first: str = "since", last: str = "until") -> bool:
    return row[first] <= day <= row.get(last, "9999-12-31")


class Raw:
    """Whom an office serves, told day by day from the raw files."""

    def __init__(self, root: Path, place: str) -> None:
        path = root / "rosters" / FOLDER[place]
        self.pairings: dict[str, list[dict[str, Any]]] = {}
        for pairing in public(root, "pairings.yml", "pairings"):
            self.pairings.setdefault(pairing["enterprise"], []).append(pairing)
        self.held = {
            each["code"]: [
                held
                for held in each["recognitions"]
                if held["tier"] in {"专精特新中小企业", "专精特新“小巨人”企业"}
            ]
            for each in public(root, "enterprises.yml", "enterprises")
        }
        here = [row for file in path.rglob("pairings.yml") for row in raw(file)["pairings"]]
        day = TODAY.isoformat()
        self.served = sorted(
            {row["enterprise"] for row in here if holds(row, day) and self.in_scope(row["enterprise"], day)}
        )
        rows = [row for file in sorted((root / PRIVATE).rglob("records/*.yml")) for row in raw(file)]
        gone = {row.get("corrects") for row in rows}
        self.records: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            if row["id"] not in gone:
                self.records.setdefault(row["enterprise"], []).append(row)

    def in_scope(self, code: str, day: str) -> bool:
        return any(holds(held, day, "awarded_on", "valid_until") for held in self.held[code])

    def throughout(self, code: str, first: date, last: date) -> bool:
        days = [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]
        return all(
            self.in_scope(code, day) and any(holds(row, day) for row in self.pairings[code]) for day in days
        )

    def contacted(self, code: str, month: str) -> bool:
        return any(row["date"].startswith(month) for row in self.records.get(code, ()))

    def visits(self, code: str) -> tuple[int, int]:
        """The visits of the year, and those that are asked for."""
        firsts = [date(2026, month, 1) for month in range(1, 13)]
        lasts = [*(first - timedelta(days=1) for first in firsts[1:]), date(2026, 12, 31)]
        whole = sum(self.throughout(code, *span) for span in zip(firsts, lasts, strict=True))
        return sum(row["channel"] == "现场走访" for row in self.records.get(code, ())), ceil(3 * whole / 12)


@pytest.mark.parametrize("place", [COUNTY, CITY])
def test_contacts_and_visits_told_from_the_files(root: Path, boards: Boards, place: str) -> None:
    told, figures = Raw(root, place), boards.figures(boards.within(place))
    assert figures.served == len(told.served) > 20
    november = [code for code in told.served if told.throughout(code, date(2026, 11, 1), TODAY)]
    assert figures.month.due == len(november)
    assert figures.month.done == sum(told.contacted(code, "2026-11") for code in november)
    visits = {code: told.visits(code) for code in told.served}
    assert figures.visits == sum(min(made, due) for made, due in visits.values())
    assert figures.visits_due == sum(due for _, due in visits.values())
    assert figures.behind == sum(made < max(0, 2 - (3 - due)) for made, due in visits.values()) > 0


@pytest.mark.parametrize("place", [COUNTY, CITY])
def test_requests_told_from_the_files(root: Path, boards: Boards, place: str) -> None:
    words = {"": "刚收集", "自办": "专员自办", "列入问题清单": "等分类", "分类": "等分办", "商处(科)室": "商处（科）室", "报上级专员办": "报到上级", "会商转交": "转交其他单位", "反馈": "已反馈"}  # fmt: skip
    open_now = [
        row
        for row in private(root, place, "requests/*.yml")
        if not any(step["do"] == "办结" for step in row.get("steps", ()))
    ]
    stages = Counter(words[row["steps"][-1]["do"] if row.get("steps") else ""] for row in open_now)
    last = [
        max(
            [
                row["collected_on"],
                *row.get("told", ()),
                *(step["date"] for step in row.get("steps", ()) if step["do"] == "反馈"),
            ]
        )
        for row in open_now
    ]
    figures = boards.figures(boards.within(place))
    assert {stage.value: count for stage, count in figures.stages.items()} == stages
    assert figures.open == len(open_now) > 0
    assert figures.untold == sum((TODAY - date.fromisoformat(day)).days > 30 for day in last)
    assert figures.rigid == sum("rigid" in row for row in open_now)
    assert figures.listed == sum("列入问题清单" in str(row.get("steps")) for row in open_now)


def test_staffing_told_from_the_files(root: Path, boards: Boards) -> None:
    told, figures = Raw(root, COUNTY), boards.figures((COUNTY,))
    day = TODAY.isoformat()
    people = {
        row["id"]
        for row in raw(root / "rosters" / FOLDER[COUNTY] / "commissioners.yml")["commissioners"]
        if any(holds(post, day) for post in row["posts"])
    }
    serving = Counter(
        pairing["commissioner"]
        for code, pairings in told.pairings.items()
        for pairing in pairings
        if holds(pairing, day) and told.in_scope(code, day)
    )
    assert figures.loads == Counter(serving[name] for name in people)
    assert figures.coverage.spare == sum(5 - serving[name] for name in people)
    assert figures.heads == ceil(figures.arranged / 5)
    certified = {row["commissioner"] for row in raw(root / PRIVATE / "320000-jiangsu/certificates.yml")}
    assert figures.uncertified == len(people - certified)


def test_deliveries_told_from_the_files(root: Path, portal: Portal, boards: Boards) -> None:
    told = Raw(root, COUNTY)
    rows = {row.policy.record.id: row for row in boards.deliveries[COUNTY]}
    assert {"jn-sample-2026-1", "nj-sample-2026-1"} <= rows.keys()
    profiles = profile_of(portal.dataset)
    for name, row in rows.items():
        published = row.policy.record.published_on
        assert published
        matching, lags = set(), []
        for code in told.served:
            enterprise = portal.roster.enterprise_by_code[code].record
            facts = with_size(facts_of(portal.dataset, enterprise, profiles.get(code)))
            if not any(
                match(portal, row.policy, each, facts).answer is Answer.YES for each in row.policy.benefits
            ):
                continue
            matching.add(code)
            days = sorted(
                record["date"]
                for record in told.records.get(code, ())
                if "惠企政策速递" in record["services"] and name in record.get("policies", ())
            )
            if days:
                since = next(pairing["since"] for pairing in told.pairings[code] if holds(pairing, days[0]))
                begin = max(published.isoformat(), since)
                lags.append(max(0, (date.fromisoformat(days[0]) - date.fromisoformat(begin)).days))
        assert row.matching == len(matching)
        assert Counter(told.days for told in row.told) == Counter(lags)
        assert {waiting.enterprise.record.code for waiting in row.waiting} <= matching
        assert row.median == sorted(lags)[(len(lags) - 1) // 2] if lags else row.median is None


def test_the_figures_add_up_over_the_regions(portal: Portal, boards: Boards) -> None:
    def plain(figures: Figures) -> list[Any]:
        return [*figures._replace(coverage=figures.coverage.enterprises, month=figures.month.due, month_before=figures.month_before.done)]  # type: ignore[arg-type]  # fmt: skip

    def total(parts: list[Figures]) -> list[Any]:
        first, *rest = [plain(part) for part in parts]
        for part in rest:
            first = [each + other for each, other in zip(first, part, strict=True)]
        return first

    for code in (PROVINCE, *(city.code for city in portal.cities)):
        parts = [
            boards.figures((code,)),
            *(boards.figures(boards.within(each)) for each in boards.below(code)),
        ]
        assert plain(boards.figures(boards.within(code))) == total(parts)


def test_what_is_owed_is_what_the_command_says(portal: Portal, boards: Boards) -> None:
    figures = boards.figures(boards.within(PROVINCE))
    assert figures.behind == sum(1 for _ in visit_owed(portal.dataset))
    assert figures.month_before.missing == sum(1 for _ in contact_owed(portal.dataset))
    late = [report for report in boards.reports[1].values() if report.overdue(portal.as_of)]
    assert len(late) == sum(1 for _ in report_owed(portal.dataset))
    assert sum(1 for _ in boards.vacancies_in(boards.within(PROVINCE))) == figures.coverage.uncovered
    waived = [each for each in boards.vacancies_in(("320371",)) if each.waived_until]
    assert waived
    assert not any(each.overdue(portal.as_of) for each in waived)


def test_common_problems_are_told_with_the_day_of_their_report(root: Path, boards: Boards) -> None:
    asked: dict[tuple[str, str], set[str]] = {}
    for path in sorted((root / PRIVATE).rglob("requests/*.yml")):
        for row in raw(path):
            closed = any(step["do"] == "办结" for step in row.get("steps", ()))
            if row["kind"] != "意见建议" and (row["collected_on"] >= "2026-07-01" or not closed):
                office = path.parent.parent.name.split("-")[0]
                asked.setdefault((office, row["category"]), set()).add(row["enterprise"])
    rows = {(row.office, row.category): row for found in boards.common.values() for row in found}
    assert {key for key, row in rows.items() if row.common} == {
        key for key, who in asked.items() if len(who) >= 3
    }
    assert all(row.now == len(asked.get(key, ())) for key, row in rows.items())
    for category, common, day in (("环保安全", True, date(2026, 9, 21)), ("税费", True, None)):
        found = rows["320582", category]
        assert (found.common, found.reported_on, boards.was_reported(found)) == (common, day, day is not None)
    found = rows["320111", "用工"]  # reported, though it is no common problem
    assert (found.common, boards.was_reported(found)) == (False, True)


def tables(page: Page) -> Iterator[BoardTable]:
    view = page.context["view"]
    if isinstance(view, BoardView):
        yield from (*view.tables, *view.lists, *((view.tiles_table,) if view.tiles_table else ()))
    elif isinstance(view, SheetView):
        yield from view.tables


def numbers(page: Page) -> Iterator[tuple[str, str]]:
    """What is said to stand behind each link of a page: a number with its unit, and the address."""
    view = page.context["view"]
    yield from ((cell.words, cell.path) for table in tables(page) for row in table.rows for cell in row)
    if isinstance(view, BoardView):
        yield from ((bar.number, bar.path) for bar in view.stages)
        yield from ((item.number + item.unit, item.path) for item in view.headlines if item.unit != "%")
        yield from ((cell.words, cell.path) for row in view.months_table.rows for cell in row)
        yield view.behind.words, view.behind.path
        yield view.load_total.words, view.load_total.path
    elif isinstance(view, SheetView):
        yield from ((bar.number, bar.path) for bar in view.bars)


SUMS = {"facts", "undelivered", "delivered", "common", "places", "open"}
"""Anchors of rows that are themselves counted, or of tables of figures."""


def test_each_number_is_the_length_of_its_list(pages: dict[str, Page]) -> None:
    lengths = {
        (path, table.anchor): len(table.rows) for path, page in pages.items() for table in tables(page)
    }
    seen = Counter[str]()
    for path, page in pages.items():
        for words, target in numbers(page):
            address, _, anchor = target.partition("#")
            number = re.fullmatch(r"(\d+)[家名件个类]?", words)
            if number and anchor and anchor not in SUMS:
                assert lengths[address or path, anchor] == int(number[1]), (path, words, target)
                seen[anchor] += 1
    assert {
        "vacant",
        "contact-2026-11",
        "contact-2026-10",
        "contact-2026-03",
        "visits",
        "people",
        "training",
        "certificates",
    } <= seen.keys()
    assert {
        "meetings",
        "untold",
        "closed",
        "closed-before",
        "transferred",
        "now",
        "soon",
        "warnings",
    } <= seen.keys()


def test_a_bar_of_the_load_leads_to_as_many_commissioners(pages: dict[str, Page]) -> None:
    view = pages[f"board/{COUNTY}/"].context["view"]
    assert isinstance(view, BoardView)
    (people,) = (table for table in view.lists if table.anchor == "people")
    loads = [int(row[3].words) for row in people.rows]
    assert loads == sorted(loads, reverse=True)
    seen = 0
    for bar in view.load:
        if bar.path:
            anchor = bar.path.partition("#")[2]
            first = next(place for place, row in enumerate(people.rows) if row[0].anchor == anchor)
            serving = loads[first]
            assert loads.index(serving) == first
            assert bar.number == f"{loads.count(serving)}名"
            seen += loads.count(serving)
    assert seen == len(people.rows)


class _Anchors(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        assert "style" not in named
        self.links.extend(filter(None, (named.get("href"),)))
        self.ids.extend(filter(None, (named.get("id"),)))


def test_every_link_leads_to_a_page_and_its_rows(portal: Portal, bodies: dict[str, str], root: Path) -> None:
    known = {page.path for section in INTERNAL_SECTIONS for page in section(portal)}
    known |= {item.path for item in INTERNAL_NAV} | {file.path for file in downloads(portal).files}
    known |= guides(root)
    found = {path: _Anchors(html) for path, html in bodies.items()}
    for path, anchors in found.items():
        assert len(anchors.ids) == len(set(anchors.ids)), path
        for link in anchors.links:
            address, _, anchor = (
                unquote(urljoin(f"https://site/{path}", link)).removeprefix("https://site/").partition("#")
            )
            assert address.partition("?")[0] in known, f"{path}: {link}"
            if anchor and address in found:
                assert anchor in found[address].ids, f"{path}: {link}"


def test_every_office_has_a_board_and_the_public_edition_none(portal: Portal, pages: dict[str, Page]) -> None:
    assert {f"board/{office.region}/" for office in portal.offices} < pages.keys()
    assert {"board/", "requests/", "quality/"} <= pages.keys()
    public_pages = {page.path for section in SECTIONS for page in section(portal)}
    assert not public_pages & pages.keys()


def test_an_office_without_a_ledger_says_so(bodies: dict[str, str]) -> None:
    assert "这里还没有服务台账" in bodies[f"board/{EMPTY}/"]
    assert "0 / 0" not in bodies[f"board/{EMPTY}/"]
    assert "这里还没有服务台账" in bodies[f"requests/{EMPTY}/"]
    assert "118个专员办里有35个记服务台账" in bodies[f"board/{PROVINCE}/"]


def test_data_quality_says_what_the_command_says(portal: Portal, pages: dict[str, Page]) -> None:
    found = owed(portal.dataset, portal.findings)
    (now,) = (table for table in tables(pages["quality/320500/"]) if table.anchor == "now")
    assert len(now.rows) == sum(item.office == "320500" and not item.soon for item in found) > 0
    (places,) = (table for table in tables(pages["quality/"]) if table.anchor == "places")
    assert sum(int(row[1].words) for row in places.rows) == sum(not item.soon for item in found)
    warned = sum(found.severity.name == "WARNING" for found in portal.findings)
    untold = sum(found.code == "untold-enterprise" for found in portal.findings)
    assert sum(int(row[3].words) for row in places.rows) == warned - untold


def request_with(fields: str) -> str:
    """The requests of the small tree, the second one with these fields."""
    first = PRIVATE_TREE[REQUESTS].partition("- id: q-2026-0002")[0]
    return f"{first}- {{id: q-2026-0002, enterprise: 91990102MA0000001D, commissioner: 990102-001, kind: 服务需求, category: 融资, collected_on: 2026-10-12, text: 想贷款。{fields}}}\n"


def told_of(root: Path, fields: str) -> Dataset:
    return load(write_tree(root, {**PRIVATE_TREE, REQUESTS: request_with(fields)}), TODAY, root / PRIVATE)[0]


LISTED = "{do: 列入问题清单, date: 2026-10-13}, "
RAISED = (
    LISTED
    + '{do: 分类, date: 2026-10-15, class: 工信职能}, {do: 报上级专员办, date: 2026-10-20, office: "990100"}'
)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("", (Stage.COLLECTED, "", "", date(2026, 10, 12))),
        ("{do: 自办, date: 2026-10-13}", (Stage.SELF, "", "", date(2026, 10, 13))),
        (LISTED, (Stage.LISTED, "990102", "", date(2026, 10, 13))),
        (LISTED + "{do: 分类, date: 2026-10-15, class: 同级其他单位}", (Stage.CLASSIFIED, "990102", "", date(2026, 10, 15))),
        (RAISED, (Stage.RAISED, "990100", "", date(2026, 10, 20))),
        (RAISED + ", {do: 分类, date: 2026-10-22, class: 工信职能}, {do: 商处(科)室, date: 2026-10-23, to: 融资科}", (Stage.DISCUSSED, "990100", "融资科", date(2026, 10, 23))),
        (LISTED + "{do: 分类, date: 2026-10-15, class: 同级其他单位}, {do: 会商转交, date: 2026-10-16, to: 银行, approved_by: 孙, approved_on: 2026-10-16}", (Stage.TRANSFERRED, "990102", "银行", date(2026, 10, 16))),
        (RAISED + ", {do: 分类, date: 2026-10-22, class: 工信职能}, {do: 商处(科)室, date: 2026-10-23, to: 融资科}, {do: 反馈, date: 2026-11-02}, {do: 列入问题清单, date: 2026-11-04}", (Stage.LISTED, "990102", "", date(2026, 11, 4))),
        ("{do: 自办, date: 2026-10-13}, {do: 反馈, date: 2026-10-14}", (Stage.ANSWERED, "", "", date(2026, 10, 14))),
        ("{do: 自办, date: 2026-10-13}, {do: 反馈, date: 2026-10-14}, {do: 办结, date: 2026-10-15, result: 好。}", (Stage.CLOSED, "", "", date(2026, 10, 15))),
    ],
)  # fmt: skip
def test_where_a_request_stands(tmp_path: Path, steps: str, expected: tuple[object, ...]) -> None:
    _, state = requests_now(told_of(tmp_path, f", steps: [{steps}]" if steps else ""))
    assert (state.stage, state.mover, state.waits_for, state.since) == expected
    assert state.office == "990102"
    assert (
        state.age(TODAY)
        == ((state.since if state.stage is Stage.CLOSED else TODAY) - date(2026, 10, 12)).days
    )


@pytest.mark.parametrize(
    "ended",
    [
        edited(PAIRINGS, ("since: 2025-12-01}", "since: 2025-12-01, until: 2026-11-20}")),
        edited(ENTERPRISES, ("valid_until: 2028-11-30", "valid_until: 2026-11-20")),
    ],
    ids=["pairing", "recognition"],
)
def test_without_a_commissioner_the_office_moves(tmp_path: Path, ended: Mapping[str, str]) -> None:
    steps = ", steps: [{do: 自办, date: 2026-10-13}]"
    found = checked(
        write_tree(tmp_path, {**PRIVATE_TREE, REQUESTS: request_with(steps), **ended}),
        TODAY,
        tmp_path / PRIVATE,
    )
    _, state = requests_now(found.dataset)
    assert (state.stage, state.mover) == (Stage.SELF, "990102")
    assert "request-without-commissioner" in {item.code for item in found.diagnostics}


def test_what_the_enterprise_was_told(tmp_path: Path) -> None:
    _, state = requests_now(told_of(tmp_path, ", told: [2026-10-25], rigid: {reason: 政策不允许, confirmed_by: 孙, confirmed_on: 2026-10-26}"))  # fmt: skip
    assert state.rigid
    assert not state.untold(TODAY, 30)
    assert state.untold(TODAY + timedelta(days=1), 30)


def test_deliveries_of_several_offices_are_one(boards: Boards) -> None:
    city = together(boards.deliveries.get(code, ()) for code in boards.within("320100"))
    (row,) = (row for row in city if row.policy.record.id == "nj-sample-2026-1")
    parts = [row for code in boards.within("320100") for row in boards.deliveries.get(code, ()) if row.policy.record.id == "nj-sample-2026-1"]  # fmt: skip
    assert len(parts) > 3
    assert (row.matching, len(row.told)) == (
        sum(each.matching for each in parts),
        sum(len(each.told) for each in parts),
    )


def test_the_board_of_a_county_leads_to_its_own_rows(pages: dict[str, Page], portal: Portal) -> None:
    view = pages[f"board/{COUNTY}/"].context["view"]
    assert isinstance(view, BoardView)
    assert portal.region_by_code[COUNTY].level is Level.COUNTY
    assert not view.tiles
    assert [item.path for item in view.headlines][2:] == [
        f"board/{COUNTY}/#contact-2026-11",
        f"requests/{COUNTY}/",
    ]


def test_the_last_day_of_a_month_is_named(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, PRIVATE_TREE)
    for day, words in ((date(2026, 9, 29), "，还剩1天"), (date(2026, 9, 30), "，今天是本月最后一天")):
        portal = derive(load(tree, day, tree / PRIVATE)[0])
        (page,) = (page for page in board_pages(portal) if page.path == "board/990102/")
        view = page.context["view"]
        assert isinstance(view, BoardView)
        assert [item.near for item in view.headlines if "月已联系" in item.words] == [words]


def test_a_vacancy_is_overdue_once_its_grace_is_over(tmp_path: Path) -> None:
    alone = edited(
        PAIRINGS,
        ('  - {enterprise: "91990102MA0000001D", commissioner: 990102-001, since: 2025-12-01}\n', ""),
    )
    for day, overdue in ((date(2025, 12, 31), 0), (date(2026, 1, 1), 1)):
        portal = derive(load(write_tree(tmp_path, alone), day)[0])
        found = Boards(portal)
        assert found.figures(("990102",)).overdue_vacancies == overdue
        (vacancy,) = found.vacancies_in(("990102",))
        assert (vacancy.since, vacancy.grace_until, vacancy.office) == (
            date(2025, 12, 1),
            date(2025, 12, 31),
            "990102",
        )


def test_facts_that_profiles_lack(portal: Portal) -> None:
    profiles, gaps = profile_of(portal.dataset), ProfileGaps(portal).of(COUNTY)
    assert len(gaps) > 10
    for gap in gaps:
        assert gap.key in portal.dataset.fact_by_key
        assert not any(gap.key in profiles[facts.record.code].facts for facts in gap.enterprises)
    asked = {gap.key for gap in gaps}
    said = [
        set(profiles[code].facts)
        for code in profiles
        if portal.roster.enterprise_by_code[code].region == COUNTY
    ]
    assert not any(asked <= facts for facts in said)


@pytest.mark.parametrize(
    ("done", "due", "expected"),
    [(999, 1000, ("99", "0.1", "99.9")), (5, 5, ("100", "0.0", "100.0")), (0, 4, ("0", "100.0", "0.0")), (0, 0, ("", "100", "0"))],
)  # fmt: skip
def test_a_month_in_a_chart(done: int, due: int, expected: tuple[str, str, str]) -> None:
    found = column("5", done, due, running=False)
    assert (found.share, found.top, found.height) == expected


def test_bars_have_one_scale() -> None:
    assert [bar.length for bar in bars([("a", 4, "4", ""), ("b", 1, "1", ""), ("c", 0, "0", "")])] == ["100.0%", "25.0%", "0.0%"]  # fmt: skip
    assert [bar.length for bar in bars([("a", 0, "0", "")])] == ["0%"]


def test_a_long_list_says_what_it_leaves_out() -> None:
    table = listing("many", "很多", ("行",), ((BoardCell(str(number)),) for number in range(ROWS + 7)))
    assert (len(table.rows), table.title, table.more) == (ROWS, f"很多（{ROWS + 7}）", "还有7行没有列出。")
    assert listing("few", "不多", ("行",), [(BoardCell("1"),)]).more == ""
