"""Pages: addresses, finished values, rendered bodies, and the list's index."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from test_portal import benefit, policy, portal_of
from tree import OFFICE, edited

from generator.exports.downloads import downloads
from generator.loading import load
from generator.page import Page
from generator.pages import NAV, SECTIONS
from generator.pages.deferred import Deferred
from generator.pages.home import home
from generator.pages.home_view import HomeView
from generator.pages.office_view import OfficeView
from generator.pages.offices import offices
from generator.pages.policies import ROWS
from generator.pages.policy import policy_view, title_parts
from generator.pages.policy_index import PATH, policy_index
from generator.pages.qr import qr
from generator.pages.rows import policy_row
from generator.pages.ruler import ruler
from generator.pages.words import amount_words, money, phone
from generator.portal import Portal, derive
from generator.records.policy import Amount
from generator.templates import Templates


@pytest.fixture(scope="module")
def portal(root: Path, as_of: date) -> Portal:
    dataset, _ = load(root, as_of)
    return derive(
        dataset, site_url="https://example.org/below", edit_base="https://example.org/repo/-/edit/main/"
    )


@pytest.fixture(scope="module")
def pages(portal: Portal) -> tuple[Page, ...]:
    return tuple(chain.from_iterable(section(portal) for section in SECTIONS))


@pytest.fixture(scope="module")
def templates(root: Path) -> Templates:
    return Templates(root / "site_templates" / "pages")


@pytest.fixture(scope="module")
def bodies(pages: tuple[Page, ...], templates: Templates) -> dict[str, str]:
    return {page.path: templates.body(page, assets="assets/0") for page in pages}


class _Anchors(HTMLParser):
    """The addresses and ids of a body, and the texts that stand outside tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.links.extend(filter(None, (named.get("href"), named.get("action"))))
        self.ids.extend(filter(None, (named.get("id"),)))
        assert "style" not in named
        assert not any(name.startswith("on") for name in named)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_addresses_are_the_contract(pages: tuple[Page, ...], portal: Portal) -> None:
    paths = {page.path for page in pages}
    assert len(paths) == len(pages)
    assert {"", "policies/miit-2026-2/", "offices/320102/", "rights/", "search/", "data/"} <= paths
    dataset = portal.dataset
    records = {
        "policies": dataset.policies,
        "offices": dataset.offices,
        "commissioners": dataset.commissioners,
        "experts": dataset.experts,
        "resources": dataset.resources,
        "activities": dataset.activities,
        "cases": dataset.cases,
    }
    found = Counter(path.partition("/")[0] for path in paths)
    assert {name: found[name] for name in records} == {name: len(all_) + 1 for name, all_ in records.items()}
    assert {f"{name}/" for name in records} <= paths
    assert found["enterprises"] == len(dataset.enterprises)


def test_every_page_has_a_title_and_one_sentence(pages: tuple[Page, ...]) -> None:
    assert all(page.title and page.description for page in pages)


def guides(root: Path) -> set[str]:
    """The addresses of the hand-written pages."""
    folder = root / "content/pages"
    names = (path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.md"))
    return {f"{name.removesuffix('index').rstrip('/')}/" for name in names}


def test_every_link_between_pages_leads_to_a_page_and_its_anchor(
    bodies: dict[str, str], portal: Portal, root: Path
) -> None:
    known = {item.path for item in NAV} | {file.path for file in downloads(portal).files} | guides(root)
    anchors = {path: _Anchors(html) for path, html in bodies.items()}
    for path, found in anchors.items():
        for link in found.links:
            target = unquote(urljoin(f"https://site/{path}", link))
            if not target.startswith("https://site/"):
                continue
            address, _, anchor = target.removeprefix("https://site/").partition("#")
            address = address.partition("?")[0]
            assert address in bodies or address in known, f"{path}: {link}"
            if anchor and address in anchors:
                assert anchor in anchors[address].ids, f"{path}: {link}"


def test_ids_are_unique_within_a_page(bodies: dict[str, str]) -> None:
    for path, html in bodies.items():
        ids = _Anchors(html).ids
        assert len(ids) == len(set(ids)), path


def test_a_call_may_spread_its_arguments(tmp_path: Path) -> None:
    (tmp_path / "_macros.html.j2").write_text("{% macro said(a, b, c) %}{{ a }}{{ b }}{{ c }}{% endmacro %}")
    (tmp_path / "page.html.j2").write_text(
        "{{ m.said('<', *given, **named) }} {{ m.said(*given, b=2, c=3) }}"
    )
    context = {"given": ("1",), "named": {"c": "&"}}
    page = Page(path="", title="", description="", template="page.html.j2", context=context)
    assert Templates(tmp_path).body(page, assets="") == "&lt;1&amp; 123"


def test_a_title_that_is_markup_is_shown_as_text(tmp_path: Path, as_of: date, templates: Templates) -> None:
    hostile = "</title><b>&"
    files = policy("hostile", benefit("one"))
    text = files["content/policies/sample/hostile.yml"].replace("title: hostile的标题", f"title: {hostile}")
    portal = portal_of(tmp_path, as_of, {"content/policies/sample/hostile.yml": text})
    for page in chain.from_iterable(section(portal) for section in SECTIONS):
        html = templates.body(page, assets="assets/0")
        assert "</title>" not in html
        assert "<b>&" not in html
        if page.path == "policies/hostile/":
            assert hostile in "".join(_Anchors(html).texts)


def test_pages_of_the_list_hold_every_policy_once(tmp_path: Path, as_of: date, templates: Templates) -> None:
    count = 2 * ROWS + 3
    portal = portal_of(tmp_path, as_of, *(policy(f"p-{number}") for number in range(count)))
    found = [
        page
        for page in chain.from_iterable(section(portal) for section in SECTIONS)
        if "policies.html" in page.template
    ]
    assert [page.path for page in found] == ["policies/", "policies/page/2/", "policies/page/3/"]
    assert {page.section for page in found} == {"policies"}
    html = "".join(templates.body(page, assets="assets/0").partition("<template")[0] for page in found)
    assert [html.count(f"/p-{number}/") for number in range(count)] == [1] * count


def test_a_list_without_policies_says_so(tmp_path: Path, as_of: date, templates: Templates) -> None:
    case = "content/cases/first.yml"
    portal = portal_of(tmp_path, as_of, {"content/policies/miit/miit-2026-2.yml": None, case: None})
    assert not portal.policies
    for page in chain.from_iterable(section(portal) for section in SECTIONS):
        templates.body(page, assets="assets/0")


def test_the_index_holds_what_the_rows_show(portal: Portal) -> None:
    (file,) = policy_index(portal)
    index = json.loads(file.data)
    assert file.path == PATH
    assert len(index["rows"]) == len(portal.policies)
    for values, item in zip(index["rows"], portal.policies, strict=True):
        row = policy_row(portal, item)
        assert values[:3] == [row.id, row.title, row.number]
        assert "、".join(index["issuers"][place] for place in values[3]) == row.issuers
        assert "、".join(index["claims"][place] for place in values[8]) == row.claims
        assert values[9] == row.tag.term == row.deadline.term
        assert values[13] == [row.figure.number, row.figure.unit, row.figure.note]
        assert values[14] == row.summary
        assert bool(values[16]) == item.record.sample
        assert (values[11], bool(values[12])) == (row.mark.iso, row.mark.official)
        assert values[18] == row.note


def test_samples_carry_their_flag_in_every_file(portal: Portal) -> None:
    samples = {item.record.id for item in portal.policies if item.record.sample}
    assert samples
    for file in policy_index(portal):
        flagged = {row[0] for row in json.loads(file.data)["rows"] if row[16]}
        assert flagged == samples


def test_the_browser_finds_one_blank_row_to_clone(templates: Templates, pages: tuple[Page, ...]) -> None:
    (page,) = (page for page in pages if page.path == "policies/")
    assert templates.body(page, assets="assets/0").count("<template") == 1


def test_a_replaced_policy_leads_to_the_one_in_force(portal: Portal) -> None:
    view = policy_view(portal, portal.policy_by_id["miit-2022-63"])
    (banner,) = view.banners
    assert banner.kind == "replaced"
    assert banner.link
    assert banner.link.path == "policies/miit-2026-2/"
    assert "继续适用" in banner.words
    assert [entry.filled.now for entry in view.chain if entry.filled] == [False, True]
    assert [item.tag.kind for item in view.benefits] == ["replaced", "notice", "replaced"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("effective_on: 2026-12-15\n", [("pending", "/2026-12-14")]),
        ("ends_on: 2026-12-15\n", [("ended", "2026-12-16/")]),
        (
            "effective_on: 2026-12-15\nreplaced_by: {policy: b, date: 2026-12-05}\n",
            [("pending", "/2026-12-04"), ("replaced", "2026-12-05/")],
        ),
        (
            "ends_on: 2026-12-15\nreplaced_by: {policy: b, date: 2027-01-01}\n",
            [("ended", "2026-12-16/2026-12-31"), ("replaced", "2027-01-01/")],
        ),
        ("ends_on: 2026-12-15\nreplaced_by: {policy: b, date: 2026-11-20}\n", [("replaced", "2026-11-20/")]),
    ],
)
def test_what_a_document_will_be_is_told_one_at_a_time(
    tmp_path: Path, as_of: date, more: str, told: list[tuple[str, str]]
) -> None:
    later = policy(
        "b", more="written_on: 2024-01-01\n" + ("replaces: [a]\n" if "replaced_by" in more else "")
    )
    portal = portal_of(tmp_path, as_of, policy("a", more=f"written_on: 2024-01-01\n{more}"), later)
    found = policy_view(portal, portal.policy_by_id["a"])
    assert [(each.kind, each.spell.text) for each in found.banners if each.spell] == told
    ends = [entry.date for entry in found.chain if entry.words == "本文件有效期满"]
    assert len(ends) == ("ends_on" in more and "2026-11-20" not in more)


def test_the_line_of_a_successor_starts_with_what_it_replaced(portal: Portal) -> None:
    view = policy_view(portal, portal.policy_by_id["miit-2026-2"])
    assert [entry.link.path if entry.link else entry.words for entry in view.chain] == [
        "policies/miit-2022-63/",
        "本文件发布",
        "本文件施行，替代《优质中小企业梯度培育管理暂行办法》",
    ]


def test_a_line_of_three_is_told_from_every_link(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(
        tmp_path,
        as_of,
        policy("a", more="written_on: 2020-01-01\nreplaced_by: {policy: b, date: 2022-01-01}\n"),
        policy(
            "b", more="written_on: 2022-01-01\nreplaces: [a]\nreplaced_by: {policy: c, date: 2024-01-01}\n"
        ),
        policy("c", more="written_on: 2024-01-01\nreplaces: [b]\n"),
    )
    for name, others in (("a", ["b", "c"]), ("b", ["a", "c"]), ("c", ["a", "b"])):
        line = policy_view(portal, portal.policy_by_id[name]).chain
        assert [entry.link.path for entry in line if entry.link] == [f"policies/{other}/" for other in others]
        assert [entry.filled.now for entry in line if entry.filled] == [False, False, True]


def test_who_answers(tmp_path: Path, as_of: date) -> None:
    own = benefit("own") + "    contact: {unit: 示例单位, work_phone: 000-1234}\n"
    office = benefit("office") + '    office: "990102"\n'
    portal = portal_of(
        tmp_path,
        as_of,
        policy("many", own, office, benefit("other")),
        policy("local", benefit("one"), more='regions: ["990100"]\n', level="市级"),
    )
    many = policy_view(portal, portal.policy_by_id["many"]).contacts
    assert [(contact.unit, contact.about, contact.path) for contact in many] == [
        ("示例单位", "own的事项", ""),
        ("乙区工业和信息化局", "office的事项", "offices/990102/"),
        ("示例省工业和信息化厅", "other的事项", "offices/990000/"),
    ]
    (local,) = policy_view(portal, portal.policy_by_id["local"]).contacts
    assert (local.path, local.about, local.sample) == ("offices/990100/", "", True)


def test_a_place_without_an_office_leads_to_the_one_above(tmp_path: Path, as_of: date) -> None:
    local = policy("local", benefit("one"), more='regions: ["990102"]\n', level="县级")
    portal = portal_of(tmp_path, as_of, local, {"rosters/990100-jia/990102-yi/office.yml": None})
    (contact,) = policy_view(portal, portal.policy_by_id["local"]).contacts
    assert contact.path == "offices/990100/"


def test_where_no_place_is_named_the_own_office_is_asked_first(bodies: dict[str, str]) -> None:
    for path, first in (
        ("mof-sta-2023-7", "先问企业所在地的专员办"),
        ("ks-sample-2026-1", "昆山市工业和信息化局"),
    ):
        rail = "".join(_Anchors(bodies[f"policies/{path}/"].partition("<h2>问谁</h2>")[2]).texts)
        assert rail.strip().startswith(first)


def test_an_office_lists_the_policies_of_its_region_and_of_its_city(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(
        tmp_path,
        as_of,
        policy("county", more='regions: ["990102"]\n', level="县级"),
        policy("city", more='regions: ["990100"]\n', level="市级"),
        policy("province", level="省级"),
    )
    listed = {
        page.path: [row.id for row in view.policies]
        for page in offices(portal)
        if isinstance(view := page.context["view"], OfficeView)
    }
    assert listed["offices/990102/"] == ["city", "county"]
    assert listed["offices/990100/"] == ["city"]
    assert "province" in listed["offices/990000/"]


def test_a_policy_not_yet_in_force_says_when(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(tmp_path, as_of, policy("next", benefit("one"), more="effective_on: 2027-01-01\n"))
    (banner,) = policy_view(portal, portal.policy_by_id["next"]).banners
    assert banner.words == "2027年1月1日起施行，现在还不能申报。"


def test_a_view_is_made_when_it_is_asked_for() -> None:
    made: list[str] = []
    context = Deferred(lambda: made.append("view"))
    assert dict.fromkeys(context) == {"view": None}
    assert len(context) == 1
    assert not made
    assert context["view"] is None
    assert made == ["view"]
    with pytest.raises(KeyError):
        context["other"]


def test_exclusions_link_to_the_other_benefit(tmp_path: Path, as_of: date) -> None:
    one = benefit("one") + '    excludes:\n      - {benefit: "two#two", clause: 第三条}\n'
    portal = portal_of(tmp_path, as_of, policy("one", one), policy("two", benefit("two")))
    (shown,) = policy_view(portal, portal.policy_by_id["one"]).benefits
    (exclusion,) = shown.exclusions
    assert (exclusion.link.path, exclusion.clause) == ("policies/two/#two", "第三条")


def test_windows_of_places_are_rows_and_the_deadline_says_who_closes_first(
    tmp_path: Path, as_of: date
) -> None:
    windows = """\
      - {opens_on: 2026-10-20, closes_on: 2026-12-04}
      - {closes_on: 2026-11-27, regions: ["990100"]}
      - {opens_on: 2027-01-01, regions: ["990102"]}
"""
    portal = portal_of(tmp_path, as_of, policy("batch", benefit("one", windows)))
    view = policy_view(portal, portal.policy_by_id["batch"])
    assert [(row.where, row.when, row.tag.words) for row in view.benefits[0].windows if row.tag] == [
        ("其他地区", "2026-10-20至2026-12-04", "即将截止"),
        ("甲市", "至2026-11-27", "即将截止"),
        ("甲市乙区", "2027-01-01起", "未开始"),
    ]
    assert (view.deadline.sentence, view.early) == ("12-04截止，还剩10天", "甲市11-27先行截止")
    assert view.bar
    assert (view.bar.passed, view.bar.start, view.bar.end, view.bar.near) == (
        77.8,
        "10-20开始",
        "12-04",
        True,
    )


def test_source_names_the_file_and_where_to_change_it(portal: Portal) -> None:
    source = policy_view(portal, portal.policy_by_id["mof-sta-2023-7"]).source
    assert source.mark.official
    assert source.words == "2026年11月24日核对，以发文机关公布的原文为准。"
    assert source.edit_address == f"https://example.org/repo/-/edit/main/{source.path}"


def test_without_a_repository_the_file_is_named(root: Path, as_of: date) -> None:
    bare = derive(load(root, as_of)[0])
    source = policy_view(bare, bare.policy_by_id["mof-sta-2023-7"]).source
    assert (source.edit_address, source.path) == ("", "content/policies/mof-sta/mof-sta-2023-7.yml")


def test_an_office_page_shows_the_mail_address_and_where_to_change_it(
    tmp_path: Path, as_of: date, templates: Templates
) -> None:
    office = edited(OFFICE, ("sample: true", "email: service@example.org"))
    bare = portal_of(tmp_path, as_of, office)
    for portal, edit in (
        (bare, f"改这一页：<code>{OFFICE}</code>"),
        (
            replace(bare, edit_base="https://example.org/edit/"),
            f'<a href="https://example.org/edit/{OFFICE}">',
        ),
    ):
        (page,) = (page for page in offices(portal) if page.path == "offices/990102/")
        html = templates.body(page, assets="assets/0")
        assert '<a href="mailto:service@example.org">service@example.org</a>' in html
        assert edit in html
        assert "z-banner--sample" not in html


def test_the_page_of_every_record_leads_to_its_file(
    tmp_path: Path, as_of: date, templates: Templates
) -> None:
    portal = replace(portal_of(tmp_path, as_of), edit_base="https://example.org/edit/")
    of_records = [page for section in SECTIONS for page in section(portal) if page.source]
    assert {page.section for page in of_records} >= {"policies", "offices", "enterprises", "experts", "cases"}
    for page in of_records:
        link = f'<a href="https://example.org/edit/{page.source}">改这一页</a>'
        assert link in templates.body(page, assets="assets/0"), page.path


def test_an_invented_example_claims_no_check(portal: Portal, bodies: dict[str, str]) -> None:
    sample = portal.policy_by_id["ks-sample-2026-1"]
    source = policy_view(portal, sample).source
    assert (source.mark.words, source.words) == ("", "这份政策是编写的样例，没有原文可以核对。")
    assert policy_row(portal, sample).mark.words == ""
    assert re.search("(官网|转载)核对", "".join(_Anchors(bodies[sample.path]).texts)) is None
    rows = bodies["offices/320583/"].partition('href="../../policies/ks-sample')[2].partition("</li>")[0]
    assert 'data-f="mark" hidden' in rows
    (index,) = policy_index(portal)
    (row,) = (row for row in json.loads(index.data)["rows"] if row[0] == sample.record.id)
    assert row[11:13] == ["", 0]


def test_the_share_of_official_checks_leaves_examples_out(tmp_path: Path, as_of: date) -> None:
    none = {"content/policies/miit/miit-2026-2.yml": None}
    real = {path: text.replace("官网", "转载") for path, text in policy("real").items()}
    portal = portal_of(tmp_path, as_of, none, real, policy("sample", more="sample: true\n"))
    (page,) = (page for page in home(portal) if page.path == "")
    view = page.context["view"]
    assert isinstance(view, HomeView)
    assert [tile.number for tile in view.tiles if "官网" in tile.words] == ["0"]


def test_a_name_that_says_it_needs_no_tag(tmp_path: Path, as_of: date) -> None:
    contact = "    contact: {{unit: {}, work_phone: 000-1234}}\n"
    quiet = policy("quiet", benefit("one") + contact.format("某单位"), more="sample: true\n")
    said = policy("said", benefit("one") + contact.format("某单位（示例）"), more="sample: true\n")
    said = {path: text.replace("said的标题", "标题（示例）") for path, text in said.items()}
    portal = portal_of(tmp_path, as_of, quiet, said)
    for name, tags in (("quiet", True), ("said", False)):
        item = portal.policy_by_id[name]
        view = policy_view(portal, item)
        assert ("示例" in [tag.words for tag in view.tags]) is tags
        assert policy_row(portal, item).sample is tags
        assert [contact.sample for contact in view.contacts] == [tags]
        assert view.banners[0].kind == "sample"


@pytest.mark.parametrize(
    ("kind", "issuer", "event"),
    [
        ("法律法规", "全国人大常委会", "通过"),
        ("法律法规", "国务院", "成文"),
        ("政策文件", "全国人大常委会", "成文"),
    ],
)
def test_a_congress_passes_a_law(tmp_path: Path, as_of: date, kind: str, issuer: str, event: str) -> None:
    files = policy("law", more="written_on: 2025-04-30\neffective_on: 2025-05-20\n")
    (path, text), *_ = files.items()
    text = text.replace("kind: 政策文件", f"kind: {kind}").replace("[示例机关]", f"[{issuer}]")
    portal = portal_of(tmp_path, as_of, {path: text})
    view = policy_view(portal, portal.policy_by_id["law"])
    assert [day.words for day in view.dates] == [f"2025年4月30日{event}", "2025年5月20日施行"]
    assert [entry.words for entry in view.chain] == [f"本文件{event}", "本文件施行"]


def test_days_that_a_notice_sets_are_not_called_open(tmp_path: Path, as_of: date) -> None:
    batch = benefit("batch", "      - {note: 分批认定，起止日期看当批申报通知}\n")
    portal = portal_of(tmp_path, as_of, policy("rules", batch, more="ends_on: 2026-12-01\n"))
    item = portal.policy_by_id["rules"]
    view = policy_view(portal, item)
    (shown,) = view.benefits
    (window,) = shown.windows
    assert (shown.tag.words, shown.deadline.sentence) == ("看通知", "申报期看通知")
    assert (window.where, window.when, window.tag) == ("", "", None)
    assert window.note == "分批认定，起止日期看当批申报通知"
    assert [tag.words for tag in view.tags] == ["有效至2026-12-01", "看通知"]
    assert view.bar is None


def test_a_place_that_closes_first_in_another_year_says_the_year(tmp_path: Path, as_of: date) -> None:
    windows = """\
      - {opens_on: 2026-11-01, closes_on: 2027-01-31}
      - {closes_on: 2027-01-15, regions: ["990100"]}
"""
    portal = portal_of(tmp_path, as_of, policy("batch", benefit("one", windows)))
    assert policy_view(portal, portal.policy_by_id["batch"]).early == "甲市2027-01-15先行截止"


def test_the_tag_of_the_day_waits_beside_that_of_the_document(tmp_path: Path, as_of: date) -> None:
    open_now = benefit("one", "      - {opens_on: 2026-11-01, closes_on: 2027-01-31}\n")
    portal = portal_of(
        tmp_path,
        as_of,
        policy("near", benefit("one"), more="ends_on: 2026-12-01\n"),
        policy("far", benefit("one"), more="ends_on: 2027-12-01\n"),
        policy("batch", open_now),
        policy("list"),
    )

    def tags(name: str) -> list[tuple[str, bool]]:
        return [(tag.words, tag.beside) for tag in policy_view(portal, portal.policy_by_id[name]).tags]

    assert tags("near") == [("有效至2026-12-01", False), ("即将截止", True)]
    assert tags("far") == [("有效至2027-12-01", False), ("", True)]
    assert tags("batch") == [("申报中", False)]
    assert tags("list") == [("长期有效", False)]


def test_an_end_that_nobody_confirmed_is_not_called_lasting(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(tmp_path, as_of, policy("plan", more="ends_unknown: true\n"), policy("law"))
    words = [policy_view(portal, portal.policy_by_id[name]).tags[0].words for name in ("plan", "law")]
    assert words == ["有效期不详", "长期有效"]


def test_a_benefit_without_an_amount_is_worth_its_kind(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(tmp_path, as_of, policy("one", benefit("one")))
    figure = policy_row(portal, portal.policy_by_id["one"]).figure
    assert (figure.number, figure.unit, figure.note) == ("资金", "", "")


def test_every_guide_has_a_section_of_its_own_in_the_search(root: Path) -> None:
    found = {
        path.parent.name: re.findall(r"^label: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in (root / "content" / "pages").glob("*/index.md")
    }
    assert found == {"scheme": ["制度"], "help": ["帮助"], "about": ["关于"]}


def test_a_code_is_printed_only_where_the_site_has_an_address(
    portal: Portal, root: Path, as_of: date
) -> None:
    item = portal.policy_by_id["miit-2026-2"]
    assert policy_view(portal, item).address == "https://example.org/below/policies/miit-2026-2/"
    assert policy_view(portal, item).qr == qr("https://example.org/below/policies/miit-2026-2/")
    bare = derive(load(root, as_of)[0])
    assert policy_view(bare, bare.policy_by_id["miit-2026-2"]).qr is None


def test_a_qr_code_is_square_with_a_white_edge() -> None:
    code = qr("https://example.org/")
    bars = [tuple(map(int, bar)) for bar in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.d)]
    assert min(min(x, y) for x, y, _ in bars) == 4
    assert max(max(x + length, y + 1) for x, y, length in bars) == code.size - 4


def test_the_ruler_shows_a_flag_a_day_without_overlap(portal: Portal, as_of: date) -> None:
    closing = [item for item in portal.policies if item.state.days is not None and 0 <= item.state.days <= 48]
    shown = ruler(closing[:6], as_of, 14)
    assert shown
    assert [flag.day for flag in shown.flags] == ["12-02", "12-18", "12-31"]
    assert [tick.words for tick in shown.ticks if tick.words] == ["12月", "1月"]
    assert shown.flags[-1].left
    assert shown.flags[-1].path == "policies/?sort=closing"
    assert ruler([], as_of, 14) is None


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("优质中小企业梯度培育管理暂行办法", ("优质", "中小企业梯度培育", "管理暂行办法")),
        ("关于支持中小企业发展的通知", ("关于", "支持", "中小企业发展的", "通知")),
        ("江苏省智能化改造三年行动计划", ("江苏省", "智能化改造", "三年行动计划")),
        ("先进制造业企业增值税加计抵减", ("先进制造业企业", "增值税加计抵减")),
        ("贷款贴息申报通知（示例）", ("贷款贴息", "申报通知（示例）")),
        ("科技型中小企业评价办法", ("科技型", "中小企业评价", "办法")),
        ("民营经济促进法", ("民营经济促进法",)),
    ],
)
def test_title_parts(title: str, parts: tuple[str, ...]) -> None:
    assert title_parts(title) == parts


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (6_000_000, ("600", "万元")),
        (12_345, ("1.2345", "万元")),
        (9_999, ("9999", "元")),
        (150_000_000, ("1.5", "亿元")),
        (0, ("0", "元")),
    ],
)
def test_money(amount: int, words: tuple[str, str]) -> None:
    assert money(amount) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(text="1.5个百分点"), ("1.5", "个百分点")),
        (Amount(text="6%–10%"), ("6%–10%", "")),
        (Amount(text="入库编号"), ("入库编号", "")),
        (Amount(up_to=500_000), ("最高50", "万元")),
        (Amount(fixed=200_000), ("20", "万元")),
    ],
)
def test_amounts(amount: Amount, words: tuple[str, str]) -> None:
    assert amount_words(amount) == words


def test_phones_link_to_their_digits() -> None:
    assert phone("025-8888 0000").href == "tel:02588880000"
