"""Experts, resources, activities, cases, 权益保护 and the “四个一”: what their pages show of a small tree."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from test_portal import benefit, policy, portal_of
from tree import ACTIVITY, RESOURCE, edited

from generator.markdown import paragraphs
from generator.pages.activities import activities
from generator.pages.cases import cases
from generator.pages.experts import experts
from generator.pages.four import insets
from generator.pages.home import home
from generator.pages.policy import policy_view
from generator.pages.resources import resources
from generator.pages.rights import rights
from generator.portal import Portal
from generator.shell import with_insets
from generator.templates import Templates

EXPERTS = "rosters/experts/service.yml"
MADE = (home, experts, resources, activities, cases, rights)


def view(portal: Portal, path: str) -> Any:
    """The view of the page at an address."""
    (found,) = (page for make in MADE for page in make(portal) if page.path == path)
    return found.context["view"]


def counts(portal: Portal, path: str, key: str) -> dict[str, int]:
    """The numbers beside the boxes of a facet, by their words."""
    (found,) = (facet for facet in view(portal, path).facets if facet.key == key)
    return {value.words: value.total for value in found.values}


def helped(name: str, helps: str) -> str:
    """A benefit that experts and resources help with."""
    return benefit(name) + f"    helps: {helps}\n"


def expert(name: str, regions: str, more: str = "") -> str:
    return (
        f"  - {{id: {name}, name: 示例{name}, institution: 示例所, institution_kind: 省级示范平台, "
        f"domains: [技术支持], regions: [{regions}], work_phone: 000-99000012{more}}}\n"
    )


def more_experts(*others: str) -> dict[str, str]:
    return edited(
        EXPERTS, ("    work_phone: 000-99000011\n", f"    work_phone: 000-99000011\n{''.join(others)}")
    )


OTHER_CITY = {
    "rosters/regions.yml": """\
- {code: "990000", name: 示例省, level: 省级, slug: sample}
- {code: "990100", name: 甲市, level: 市级, parent: "990000", slug: jia}
- {code: "990102", name: 乙区, level: 县级, parent: "990100", slug: yi}
- {code: "990200", name: 丙市, level: 市级, parent: "990000", slug: bing}
"""
}


def test_an_expert_of_a_county_is_found_in_its_city_and_one_of_the_province_everywhere(
    tmp_path: Path, as_of: date
) -> None:
    added = more_experts(expert("county", '"990102"'), expert("city", '"990200"'))
    portal = portal_of(tmp_path, as_of, OTHER_CITY, added)
    assert counts(portal, "experts/", "region") == {"甲市": 2, "丙市": 2}
    assert counts(portal, "experts/", "domain") == {"管理咨询": 1, "技术支持": 3}
    assert counts(portal, "experts/", "kind") == {
        "国家级示范平台": 0,
        "省级示范平台": 2,
        "优质服务机构": 1,
    }
    assert [row.values for row in view(portal, "experts/").rows] == [
        "domain-0 domain-1 kind-2 region-0 region-1",
        "domain-1 kind-1 region-0",
        "domain-1 kind-1 region-1",
    ]


def test_an_expert_without_industries_is_for_all_of_them(tmp_path: Path, as_of: date) -> None:
    added = more_experts(expert("shops", '"990000"', ", industries: [零售业]"))
    portal = portal_of(tmp_path, as_of, added)
    assert counts(portal, "experts/", "industry") == {"零售业": 2}
    assert [row.reach for row in view(portal, "experts/").rows] == ["全省，不限行业", "全省，零售业"]


def test_an_expert_shows_the_policies_whose_benefits_ask_for_the_domain(tmp_path: Path, as_of: date) -> None:
    asking = policy("asks", helped("one", "{experts: [技术支持], resources: [loan]}"))
    silent = policy("silent", helped("one", "{experts: [法律维权], resources: [other]}"))
    portal = portal_of(tmp_path, as_of, asking, silent)
    shown = view(portal, "experts/expert-1/")
    assert [row.id for row in shown.policies] == ["asks"]
    assert [link.path for link in shown.domains] == [
        "experts/?domain=%E7%AE%A1%E7%90%86%E5%92%A8%E8%AF%A2",
        "experts/?domain=%E6%8A%80%E6%9C%AF%E6%94%AF%E6%8C%81",
    ]
    assert [row.id for row in view(portal, "resources/loan/").named_by] == ["asks"]
    (benefit_shown,) = policy_view(portal, portal.policy_by_id["asks"]).benefits
    assert [link.words for link in benefit_shown.experts] == ["技术支持"]
    assert [(link.path, link.words) for link in benefit_shown.resources] == [("resources/loan/", "示例贷款")]


def resource(name: str, *lines: str) -> dict[str, str]:
    text = edited(RESOURCE, ("id: loan", f"id: {name}"))[RESOURCE]
    return {f"content/resources/{name}.yml": text + "".join(f"{line}\n" for line in lines)}


@pytest.mark.parametrize(
    ("last", "kind", "sentence"),
    [
        ("2026-11-23", "ended", "11-23失效，已过1天"),
        ("2026-11-24", "soon", "11-24截止，就是今天"),
        ("2027-11-24", "always", "有效至2027-11-24，还剩365天"),
    ],
)
def test_a_resource_says_until_when_it_is_offered(
    tmp_path: Path, as_of: date, last: str, kind: str, sentence: str
) -> None:
    portal = portal_of(tmp_path, as_of, resource("dated", f"valid_until: {last}"))
    shown = view(portal, "resources/dated/")
    assert (shown.tag.kind, shown.deadline.sentence) == (kind, sentence)
    ids = [row.path for row in view(portal, "resources/").rows]
    ended = kind == "ended"
    assert ids == [f"resources/{name}/" for name in (("loan", "dated") if ended else ("dated", "loan"))]


def test_needs_of_resources_are_domains_and_themes(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(tmp_path, as_of, resource("advice", "domains: [管理咨询]"))
    assert counts(portal, "resources/", "need") == {"管理咨询": 1, "技术创新": 2}
    assert counts(portal, "resources/", "fee") == {"免费": 2, "优惠": 0, "收费": 0}


@pytest.mark.parametrize(
    ("register", "held", "words"),
    [
        ("{opens_on: 2026-11-25}", ("2026-12-08", "2026-12-09"), "报名未开始"),
        ("{opens_on: 2026-11-24, closes_on: 2026-12-31}", ("2027-12-08", "2027-12-09"), "报名中"),
        ("{closes_on: 2026-12-08}", ("2026-12-20", "2026-12-20"), "即将截止"),
        ("{}", ("2026-12-01", "2026-12-31"), "即将截止"),
        ("{closes_on: 2026-11-23}", ("2026-12-20", "2026-12-20"), "报名截止"),
        ("{closes_on: 2026-11-01}", ("2026-11-24", "2026-11-24"), "进行中"),
        ("{closes_on: 2026-11-01}", ("2026-11-22", "2026-11-23"), "已结束"),
    ],
)
def test_an_activity_is_in_one_state(
    tmp_path: Path, as_of: date, register: str, held: tuple[str, str], words: str
) -> None:
    changed = edited(
        ACTIVITY,
        ("{opens_on: 2026-11-01, closes_on: 2026-12-01}", register),
        ("{from: 2026-12-08, to: 2026-12-09}", f"{{from: {held[0]}, to: {held[1]}}}"),
    )
    portal = portal_of(tmp_path, as_of, changed)
    listed = view(portal, "activities/")
    (row,) = listed.past if words == "已结束" else listed.rows
    assert row.tag.words == view(portal, "activities/clinic/").tag.words == words
    assert {key for key, count in counts(portal, "activities/", "status").items() if count} == {words}


def test_activities_to_come_stand_in_order_and_the_past_behind_them(tmp_path: Path, as_of: date) -> None:
    files = {}
    for name, day in (
        ("b", "2027-01-05"),
        ("a", "2026-12-05"),
        ("old", "2026-01-05"),
        ("older", "2025-01-05"),
    ):
        files[f"content/activities/{day[:4]}/{name}.yml"] = edited(
            ACTIVITY,
            ("id: clinic", f"id: {name}"),
            ("{opens_on: 2026-11-01, closes_on: 2026-12-01}", "{}"),
            ("{from: 2026-12-08, to: 2026-12-09}", f"{{from: {day}, to: {day}}}"),
        )[ACTIVITY]
    shown = view(portal_of(tmp_path, as_of, files, {ACTIVITY: None}), "activities/")
    assert [row.path for row in shown.rows] == ["activities/a/", "activities/b/"]
    assert [row.path for row in shown.past] == ["activities/old/", "activities/older/"]
    assert [row.year for row in shown.rows] == ["", "2027年"]


def test_no_heading_stands_over_nothing(tmp_path: Path, as_of: date, root: Path) -> None:
    templates = Templates(root / "site_templates" / "pages")
    over = edited(ACTIVITY, ("{from: 2026-12-08, to: 2026-12-09}", "{from: 2026-11-08, to: 2026-11-09}"))
    for changes, nothing in ((over, True), ({}, False)):
        (page, *_) = activities(portal_of(tmp_path / str(nothing), as_of, changes))
        body = templates.body(page, assets="assets/x")
        to_come, past = re.findall(r'<section class="z-sec[^"]*" data-group( hidden)?>', body)
        assert (bool(to_come), bool(past)) == (nothing, not nothing)
        assert ("现在没有要举办的活动。" in body) is nothing


def test_a_case_is_paragraphs_and_its_policies(tmp_path: Path, as_of: date) -> None:
    portal = portal_of(tmp_path, as_of)
    shown = view(portal, "cases/first/")
    assert [row.id for row in shown.policies] == ["miit-2026-2"]
    assert shown.region == "甲市乙区"
    assert counts(portal, "cases/", "kind") == {"先进典型": 0, "经验做法": 0, "惠企案例": 1}
    assert counts(portal, "cases/", "policy") == {"优质中小企业梯度培育管理办法": 1}


def test_paragraphs_are_parted_by_empty_lines_and_wrapped_lines_join() -> None:
    assert paragraphs("一行\n接着\n\n**二**\n \n\nthird\nline <b>") == (
        "一行接着",
        "<strong>二</strong>",
        "third\nline &lt;b&gt;",
    )


def test_rights_are_computed_from_the_laws_in_force(tmp_path: Path, as_of: date) -> None:
    law = policy("law", helped("pay", "{experts: [技术支持], resources: [loan, over]}"))
    past = policy("past", benefit("old"), more="ends_on: 2026-01-01\n")
    files = [
        {path: text.replace("topics: [融资]", "topics: [权益保护]") for path, text in each.items()}
        for each in (law, past)
    ]
    portal = portal_of(tmp_path, as_of, *files, resource("over", "valid_until: 2026-11-23"))
    shown = view(portal, "rights/")
    assert [(right.name, right.link.path) for right in shown.rights] == [("pay的事项", "policies/law/#pay")]
    assert [link.words for link in shown.experts] == ["技术支持"]
    assert [link.path for link in shown.resources] == ["resources/loan/"]
    assert [row.id for row in shown.policies] == ["law", "past"]
    assert [(office.link.words, bool(office.counties)) for office in shown.offices] == [
        ("示例省", False),
        ("甲市", True),
    ]
    assert shown.days == portal.scheme.progress_days


def test_the_four_ones_are_counted(tmp_path: Path, as_of: date) -> None:
    sessions = """\
sessions:
  - {id: one, level: 省级, date: 2025-06-01, topics: [惠企政策], host: 示例厅}
  - {id: two, level: 县级, date: 2025-07-01, topics: [法律法规], host: 示例局}
"""
    planned = """\
sessions:
  - {id: three, level: 省级, date: 2026-12-01, topics: [惠企政策, 财税金融, 法律法规, 创新和知识产权保护], host: 示例厅}
"""
    commended = """\
- {year: 2025, unit: 乙区工业和信息化局, for: 示例事迹}
- {year: 2025, commissioner: 990102-001, for: 示例事迹}
"""
    portal = portal_of(
        tmp_path,
        as_of,
        {
            "content/trainings/2025.yml": sessions,
            "content/trainings/2026.yml": planned,
            "rosters/commendations.yml": commended,
        },
    )
    made = insets(portal)
    shown: Any = made["four"].context["view"]
    assert (shown.commissioners, shown.serving, shown.enterprises, shown.experts) == (2, 2, 2, 1)
    assert [(link.words, count) for link, count in shown.domains] == [("管理咨询", 1), ("技术支持", 1)]
    assert [group.offices for group in shown.groups] == ["甲市，共2个专员办"]
    newest, before = shown.trainings
    assert (newest.sessions, newest.missing) == (("2026年12月1日，示例厅（计划）",), "")
    assert (before.topics, before.missing, before.local) == (
        "惠企政策",
        "财税金融、法律法规、创新和知识产权保护",
        1,
    )
    (year,) = shown.commended
    assert [(row.who, row.link.path if row.link else "") for row in year.rows] == [
        ("乙区工业和信息化局", ""),
        ("", "commissioners/990102-001/"),
    ]


def test_a_comment_of_a_guide_is_filled_and_no_other() -> None:
    html = "<p>a</p><!-- data: four --><!-- note -->"
    assert with_insets(html, lambda name: f"[{name}]") == "<p>a</p>[four]<!-- note -->"


HOSTILE = "<script>alert(1)</script>{{7*7}}"
FREE_TEXT: Mapping[str, tuple[str, ...]] = {
    EXPERTS: ("name: 示例郑三", "institution: 示例咨询中心", "group: 示例省服务专家组"),
    RESOURCE: ("name: 示例贷款", "provider: 示例省服务中心", "what: 一笔示例贷款。"),
    ACTIVITY: ("name: 示例巡诊", "place: 甲市", "for: 专精特新中小企业"),
    "content/cases/first.yml": ("title: 示例案例", "text: 服务专员送去政策，企业办成认定。"),
    "rosters/task-force.yml": ("name: 示例省服务专班", "leader: 示例陈厅长", "office_unit: 服务体系建设处"),
    "rosters/contact-groups.yml": ("name: 示例省服务专员群",),
}
INLINE: Mapping[str, tuple[str, ...]] = {
    RESOURCE: ("打电话说明需要。", "unit: 示例省服务中心"),
    ACTIVITY: ("打电话报名。",),
    EXPERTS: ("管理咨询, ",),
    "rosters/task-force.yml": ("unit: 融资促进处", "role: 投融资服务"),
    "content/trainings/2026.yml": ("topics: [惠企政策,", "host: 示例省工业和信息化厅"),
}


def hostile() -> dict[str, str]:
    """The tree with markup in every free text of these kinds."""
    files: dict[str, str] = {}
    for path, lines in FREE_TEXT.items():
        pairs = [(line, f"{line.partition(':')[0]}: '{HOSTILE}'") for line in lines]
        for inline in INLINE.get(path, ()):
            key, colon, _ = inline.rpartition(": ")
            pairs.append((inline, f"{key}{colon}'{HOSTILE}'" + (", " if inline.endswith(", ") else "")))
        files |= edited(path, *pairs)
    return files


def test_markup_in_any_text_is_shown_as_text(tmp_path: Path, as_of: date, root: Path) -> None:
    portal = portal_of(
        tmp_path,
        as_of,
        hostile(),
        {"rosters/commendations.yml": f"- {{year: 2025, unit: '{HOSTILE}', for: '{HOSTILE}'}}\n"},
    )
    templates = Templates(root / "site_templates" / "pages")
    pages = [*chain.from_iterable(make(portal) for make in MADE), *insets(portal).values()]
    shown = {page.template: templates.body(page, assets="assets/0") for page in pages}
    for template, html in shown.items():
        assert "<script>alert" not in html, template
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}"
    expected = {
        "experts.html.j2": 4,
        "expert.html.j2": 3,
        "resources.html.j2": 3,
        "resource.html.j2": 5,
        "activities.html.j2": 2,
        "activity.html.j2": 4,
        "cases.html.j2": 2,
        "case.html.j2": 2,
        "inset-four.html.j2": 7,
        "inset-commendations.html.j2": 2,
    }
    assert {name: shown[name].count(escaped) >= least for name, least in expected.items()} == dict.fromkeys(
        expected, True
    )
