"""找专员: pages of commissioners, enterprises and offices, the index, tiles, and old addresses, of a small tree."""

import json
from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pypinyin import Style, lazy_pinyin
from test_portal import portal_of
from tree import (
    CITY_COMMISSIONERS,
    CITY_PAIRINGS,
    COMMISSIONERS,
    ENTERPRISES,
    PAIRINGS,
    POLICY,
    RESOURCE,
    TREE,
    edited,
)

from generator.days import plus
from generator.exports.downloads import downloads
from generator.pages import FILES, SECTIONS
from generator.pages.aliases import aliases
from generator.pages.commissioners import commissioners
from generator.pages.enterprises import enterprises
from generator.pages.home import home
from generator.pages.initials import initials
from generator.pages.offices import offices
from generator.pages.people_index import people_index
from generator.pages.tiles import city_tiles, share_words
from generator.portal import Portal
from generator.roster import OfficeFigures
from generator.search.tokens import normalise
from generator.templates import Templates

PLAIN, GIANT = "91990102MA0000001D", "91990102MA0000002G"
HIDDEN = {
    "rosters/scheme.yml": TREE["rosters/scheme.yml"] + "publish_pairings: false\n",
}


def view(portal: Portal, path: str) -> Any:
    """The view of the page at an address."""
    pages = chain.from_iterable(make(portal) for make in (home, offices, commissioners, enterprises))
    (found,) = (page for page in pages if page.path == path)
    return found.context["view"]


def bodies(portal: Portal, templates: Templates) -> dict[str, str]:
    """Every page of the site, by address."""
    pages = chain.from_iterable(section(portal) for section in SECTIONS)
    return {page.path: templates.body(page, assets="assets/0") for page in pages}


def index(portal: Portal) -> Any:
    (file,) = people_index(portal)
    return json.loads(file.data)


@pytest.fixture(scope="module")
def templates(root: Path) -> Templates:
    return Templates(root / "site_templates" / "pages")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, as_of: date) -> Portal:
    return portal_of(tmp_path_factory.mktemp("tree"), as_of)


def changed(folder: Path, as_of: date, *files: Mapping[str, str | None]) -> Portal:
    return portal_of(folder, as_of, *files)


# Enterprises


def test_an_enterprise_names_its_commissioner_and_the_office_that_arranged_it(portal: Portal) -> None:
    found = [view(portal, f"enterprises/{code}/") for code in (PLAIN, GIANT)]
    plain, giant = (each.scopes[0] for each in found)
    assert (plain.server.link.words, plain.server.phone.words) == ("示例吴二", "000-99010211")
    assert plain.office.phone.words == "000-99010201"
    assert (giant.server.link.words, giant.server.phone.words) == ("示例周一", "000-99010011")
    assert giant.office.phone.words == "000-99010001"
    assert (plain.level, giant.level) == ("省级", "国家级")
    assert [row.person.words for row in found[1].pairings] == ["示例周一", "示例吴二"]
    assert [(row.days, row.spell.now) for row in found[1].pairings] == [
        ("2025年7月1日起", True),
        ("2024年12月1日起，到2025年6月30日", False),
    ]


def test_an_enterprise_that_nobody_serves_leads_to_its_office(tmp_path: Path, as_of: date) -> None:
    portal = changed(
        tmp_path,
        as_of,
        edited(
            PAIRINGS, (f'  - {{enterprise: "{PLAIN}", commissioner: 990102-001, since: 2025-12-01}}\n', "")
        ),
    )
    found = view(portal, f"enterprises/{PLAIN}/").scopes[0]
    assert found.server is None
    assert "还没有服务专员" in found.why
    assert found.office.phone.words == "000-99010201"


def test_what_an_enterprise_will_be_is_on_its_page_from_the_beginning(tmp_path: Path, as_of: date) -> None:
    """Provincial today, national from a day on, and out of scope after both have ended: so that nobody need build again."""
    held = "awarded_on: 2025-12-01, valid_until: 2028-11-30}"
    more = ", {tier: 专精特新“小巨人”企业, awarded_on: 2027-09-01, valid_until: 2028-08-31}"
    portal = changed(tmp_path, as_of, edited(ENTERPRISES, (held, held + more)))
    scopes = view(portal, f"enterprises/{PLAIN}/").scopes
    assert [(scope.spell.text, scope.spell.now, scope.level) for scope in scopes] == [
        ("/2027-08-31", True, "省级"),
        ("2027-09-01/2028-08-31", False, "国家级"),
        ("2028-09-01/2028-11-30", False, "省级"),
        ("2028-12-01/", False, ""),
    ]
    assert [scope.office.phone.words for scope in scopes] == ["000-99010201", "000-99010001"] + 2 * [
        "000-99010201"
    ]
    assert [scope.server and scope.server.link.words for scope in scopes] == 3 * ["示例吴二"] + [None]
    assert [scope.outside for scope in scopes] == 3 * [""] + [
        "专精特新认定已在2028年11月30日到期，现在不在服务专员制度的范围内。"
    ]


def test_a_planned_handover_a_move_and_a_post_that_ends_are_on_the_page_from_the_beginning(
    tmp_path: Path, as_of: date
) -> None:
    portal = changed(
        tmp_path,
        as_of,
        edited(
            PAIRINGS,
            (
                f'  - {{enterprise: "{PLAIN}", commissioner: 990102-001, since: 2025-12-01}}\n',
                (
                    f'  - {{enterprise: "{PLAIN}", commissioner: 990102-001, since: 2025-12-01, until: 2026-12-10, reason: 人员调整}}\n'
                    f'  - {{enterprise: "{PLAIN}", commissioner: 990100-001, since: 2026-12-11, reason: 人员调整}}\n'
                ),
            ),
        ),
        edited(CITY_COMMISSIONERS, ("since: 2022-05-01}", "since: 2022-05-01, until: 2027-01-31}")),
    )
    scopes = view(portal, f"enterprises/{PLAIN}/").scopes
    assert [(each.spell.text, each.server and each.server.link.words, each.why) for each in scopes] == [
        ("/2026-12-10", "示例吴二", ""),
        ("2026-12-11/2027-01-31", "示例周一", ""),
        ("2027-02-01/2028-11-30", None, "服务专员现在不在任，有事找专员办。"),
        ("2028-12-01/", None, "现在没有服务专员。有事可以找所在地的专员办。"),
    ]
    assert scopes[1].server.since == "2026年12月11日"


def test_an_enterprise_out_of_scope_is_told_so_and_names_nobody(tmp_path: Path, as_of: date) -> None:
    portal = changed(
        tmp_path,
        as_of,
        edited(
            ENTERPRISES,
            (
                "awarded_on: 2025-12-01, valid_until: 2028-11-30",
                "awarded_on: 2023-12-01, valid_until: 2026-11-23",
            ),
        ),
    )
    found = view(portal, f"enterprises/{PLAIN}/")
    (scope,) = found.scopes
    assert scope.outside == "专精特新认定已在2026年11月23日到期，现在不在服务专员制度的范围内。"
    assert (scope.spell, scope.level, scope.server) == (None, "", None)
    assert scope.office.phone.words == "000-99010201"
    assert [row.state for row in found.tiers] == ["已到期"]


@pytest.mark.parametrize(
    ("until", "more", "near", "review"),
    [
        ("2027-05-23", "", True, "准备复核"),
        ("2027-05-23", ", review: 申报中", True, "复核申报中"),
        ("2027-05-24", "", False, ""),
    ],
)
def test_a_recognition_that_ends_within_180_days_is_near(
    tmp_path: Path, as_of: date, until: str, more: str, *, near: bool, review: str
) -> None:
    portal = changed(
        tmp_path, as_of, edited(ENTERPRISES, ("valid_until: 2028-11-30}", f"valid_until: {until}{more}}}"))
    )
    (row,) = view(portal, f"enterprises/{PLAIN}/").tiers
    assert (row.near, row.review) == (near, review)
    assert row.term == f"2025-12-01|{until}|{plus(date.fromisoformat(until), -180)}|{more.rpartition(' ')[2]}"
    assert row.state == ("即将到期" if near else "有效")


def test_names_and_moves_of_the_past_are_told(tmp_path: Path, as_of: date, templates: Templates) -> None:
    portal = changed(
        tmp_path,
        as_of,
        edited(
            ENTERPRISES,
            (
                "name: 示例精密机械有限公司\n",
                "name: 示例精密机械有限公司\n    former_names: [{name: 示例旧名厂, until: 2020-05-01}]\n",
            ),
            (
                'located: [{region: "990102", since: 2015-03-01}]',
                'located: [{region: "990102", since: 2015-03-01}, {region: "990100", since: 2010-01-01}]',
            ),
        ),
    )
    found = view(portal, f"enterprises/{PLAIN}/")
    assert found.former == ("示例旧名厂（用到2020年5月1日）",)
    assert found.moves == ("2010年1月1日起在甲市", "2015年3月1日起在甲市乙区")
    assert "示例旧名厂" in bodies(portal, templates)[f"enterprises/{PLAIN}/"]
    ((place, name),) = index(portal)["enterprises"]["former"]
    assert (index(portal)["enterprises"]["names"].split("\n")[place], name) == (
        "示例精密机械有限公司",
        "示例旧名厂",
    )


def test_an_enterprise_leads_to_help_in_its_city_and_industry(portal: Portal) -> None:
    industry = quote(portal.roster.enterprise_by_code[PLAIN].record.industry)
    assert [(link.path, link.words) for link in view(portal, f"enterprises/{PLAIN}/").helps] == [
        (f"resources/?region=990100&industry={industry}", "找资源"),
        (f"experts/?region=990100&industry={industry}", "找专家"),
    ]


def test_policies_are_narrowed_to_the_places_that_policies_name(portal: Portal) -> None:
    assert view(portal, f"enterprises/{PLAIN}/").policies.path == "policies/?region=990000"


# Commissioners


def test_a_commissioner_shows_the_phone_and_whom_they_serve(portal: Portal) -> None:
    found = view(portal, "commissioners/990100-001/")
    assert (found.phone.href, found.unit, found.position) == (
        "tel:00099010011",
        "甲市工业和信息化局",
        "副处长",
    )
    assert [(row.name, row.level, row.place) for row in found.served] == [
        ("示例新材料有限公司", "国家级", "甲市乙区")
    ]
    assert (found.load.number, found.load.cells) == (1, (True, False, False, False, False))
    assert found.strengths == "技术创新"
    assert [(post.days, post.now) for post in found.posts] == [("2022年5月1日起至今", True)]
    assert [group.name for group in found.groups] == ["示例省服务专员群"]


def test_who_left_says_so_and_who_took_over(tmp_path: Path, as_of: date, templates: Templates) -> None:
    portal = changed(
        tmp_path,
        as_of,
        {
            COMMISSIONERS: TREE[COMMISSIONERS].replace(
                "since: 2022-05-01}]", "since: 2022-05-01, until: 2026-06-30}]"
            )
            + "  - id: 990102-002\n    name: 示例郑三\n    posts: [{unit: 乙区数据局, unit_kind: 行政, work_phone: 000-99010212, since: 2026-07-01}]\n",
            PAIRINGS: TREE[PAIRINGS].replace("since: 2025-12-01}", "since: 2025-12-01, until: 2026-06-30}")
            + f'  - {{enterprise: "{PLAIN}", commissioner: 990102-002, since: 2026-07-01}}\n',
        },
    )
    found = view(portal, "commissioners/990102-001/")
    assert found.phone is None
    assert found.away == "2026年6月30日离任，不再担任服务专员。"
    assert [(post.days, post.now) for post in found.posts] == [("2022年5月1日起，到2026年6月30日", False)]
    assert [(row.name, row.person.words) for row in found.served] == [
        ("示例新材料有限公司", "示例周一"),
        ("示例精密机械有限公司", "示例郑三"),
    ]
    assert "000-99010211" not in bodies(portal, templates)["commissioners/990102-001/"]
    assert [row.name for row in view(portal, "offices/990102/").people] == ["示例郑三"]


def test_who_is_still_to_come_has_served_nobody(tmp_path: Path, as_of: date) -> None:
    files = {
        COMMISSIONERS: TREE[COMMISSIONERS]
        + "  - id: 990102-002\n    name: 示例郑三\n    posts: [{unit: 乙区数据局, unit_kind: 行政, work_phone: 000-99010212, since: 2027-01-01}]\n",
        PAIRINGS: TREE[PAIRINGS].replace("since: 2025-12-01}", "since: 2025-12-01, until: 2026-12-31}")
        + f'  - {{enterprise: "{PLAIN}", commissioner: 990102-002, since: 2027-01-01}}\n',
    }
    found = view(changed(tmp_path, as_of, files), "commissioners/990102-002/")
    assert found.away == "2027年1月1日起任职。"
    assert found.served == ()


def test_a_commissioner_of_the_province_is_at_home_in_it(tmp_path: Path, as_of: date) -> None:
    files = {
        "rosters/990000-sample/commissioners.yml": 'region: "990000"\ncommissioners:\n  - id: 990000-001\n    name: 示例郑三\n    posts: [{unit: 示例省数据局, unit_kind: 行政, work_phone: 000-99000011, since: 2022-05-01}]\n',
    }
    found = view(changed(tmp_path, as_of, files), "commissioners/990000-001/")
    assert found.home.words == "示例省"


def test_a_deputy_is_named_on_both_pages_while_it_lasts(tmp_path: Path, as_of: date) -> None:
    deputy = "    strengths: [技术创新]\n    deputies: [{commissioner: 990102-001, since: 2026-11-20, until: 2026-11-24}]\n"
    files = edited(CITY_COMMISSIONERS, ("    strengths: [技术创新]\n", deputy))
    portal = changed(tmp_path, as_of, files)
    for standin in (
        view(portal, "commissioners/990100-001/").standin,
        view(portal, f"enterprises/{GIANT}/").scopes[0].server.standin,
    ):
        assert (standin.link.words, standin.phone.words, standin.until) == (
            "示例吴二",
            "000-99010211",
            "2026年11月24日",
        )
    later = portal_of(tmp_path / "later", date(2026, 11, 25), files)
    assert view(later, "commissioners/990100-001/").standin is None


def test_praise_is_told(tmp_path: Path, as_of: date) -> None:
    portal = changed(
        tmp_path,
        as_of,
        {"rosters/commendations.yml": "- {year: 2025, commissioner: 990100-001, for: 服务细致}\n"},
    )
    assert view(portal, "commissioners/990100-001/").praise == ("2025年，服务细致",)
    assert view(portal, "commissioners/990102-001/").praise == ()


# Offices, tiles, home


def test_an_office_lists_its_people_and_enterprises(portal: Portal) -> None:
    county, city = view(portal, "offices/990102/"), view(portal, "offices/990100/")
    assert [(row.name, row.names) for row in county.people] == [("示例吴二", "示例精密机械有限公司")]
    assert [(row.name, row.person.words) for row in county.enterprises] == [
        ("示例精密机械有限公司", "示例吴二"),
        ("示例新材料有限公司", "示例周一"),
    ]
    assert [row.name for row in city.enterprises] == ["示例新材料有限公司"]
    assert [(tile.name, tile.words, tile.enterprises, tile.commissioners) for tile in city.tiles] == [
        ("乙区", "已配齐", 2, 1)
    ]
    both = "企业2家（国家级1家，省级1家），已配齐；服务专员"
    assert city.figures == f"{both}2名，还可再接8家。本专员办安排1家，至少要1名服务专员，现有1名"
    assert county.figures == f"{both}1名，还可再接4家。本专员办安排1家，至少要1名服务专员，现有1名"
    assert view(portal, "offices/990000/").figures == f"{both}2名，还可再接8家"


HANDOVER = edited(
    PAIRINGS,
    (
        f'{PLAIN}", commissioner: 990102-001, since: 2025-12-01}}\n',
        f'{PLAIN}", commissioner: 990102-001, since: 2025-12-01, until: 2026-12-10, reason: 人员调整}}\n  - {{enterprise: "{PLAIN}", commissioner: 990100-001, since: 2026-12-11, reason: 人员调整}}\n',
    ),
)
"""Planned for a day to come."""


def test_rows_of_an_office_know_until_when_they_hold(tmp_path: Path, as_of: date) -> None:
    lapsing = edited(ENTERPRISES, ("valid_until: 2028-06-30", "valid_until: 2026-12-07"))
    rows = view(changed(tmp_path, as_of, HANDOVER, lapsing), "offices/990102/").enterprises
    assert [(row.spell.text, row.spell.now, row.level, row.phone.words) for row in rows] == [
        ("/2026-12-10", True, "省级", "000-99010211"),
        ("2026-12-11/2028-11-30", False, "省级", "000-99010011"),
        ("/2026-12-07", True, "国家级", "000-99010011"),
        ("2026-12-08/2027-11-30", False, "省级", "000-99010011"),
    ]


def test_a_share_is_never_rounded_up_to_all() -> None:
    figures = OfficeFigures(enterprises=2000, national=0, served=1999, commissioners=400, spare=1)
    assert share_words(figures) == "99.9%"


def test_cities_stand_where_the_file_puts_them_and_none_is_lost(tmp_path: Path, as_of: date) -> None:
    city = '- {{code: "{}", name: {}, level: 市级, parent: "990000", slug: {}{}}}\n'
    portal = changed(
        tmp_path,
        as_of,
        {
            "rosters/regions.yml": TREE["rosters/regions.yml"].replace(
                "slug: jia}", "slug: jia, tile: {row: 1, column: 3}}"
            )
            + city.format("990200", "丙市", "bing", ", tile: {row: 2, column: 1}")
            + city.format("990300", "丁市", "ding", ", tile: {row: 2, column: 1}")
            + city.format("990400", "戊市", "wu", "")
        },
    )
    names = [[tile.short if tile else "" for tile in row] for row in city_tiles(portal)]
    assert names == [["", "", "甲"], ["丙", "", ""], ["丁", "戊", ""]]


def test_home_shows_coverage_and_load(tmp_path: Path, as_of: date, portal: Portal) -> None:
    tiles = {tile.words: tile.number for tile in view(portal, "").tiles}
    assert tiles["对接覆盖：2家企业，2家有服务专员"] == "100"
    assert tiles["平均每名专员服务的企业，共2名专员"] == "1.0"
    nobody = changed(tmp_path, as_of, {ENTERPRISES: None, PAIRINGS: None, CITY_PAIRINGS: None})
    assert not [tile for tile in view(nobody, "").tiles if "专员服务" in tile.words]


# The index


def test_the_index_says_who_serves_whom(portal: Portal) -> None:
    found = index(portal)
    rows, people = found["enterprises"], found["people"]
    numbers, before = [], 0
    for step in rows["people"]:
        before += step
        numbers.append(before)
    names = people["names"].split("\n")
    assert dict(zip(rows["codes"].split("\n"), (names[number - 1] for number in numbers), strict=True)) == {
        PLAIN: "示例吴二",
        GIANT: "示例周一",
    }
    assert dict(zip(rows["codes"].split("\n"), rows["levels"], strict=True)) == {PLAIN: "1", GIANT: "2"}
    ((region, count),) = rows["regions"]
    assert (found["regions"][region], count) == (
        ["990102", "甲市乙区", 1, "乙区工业和信息化局中小企业科", "000-99010201"],
        2,
    )


def later(portal: Portal) -> dict[str, list[list[object]]]:
    """What the index says of the days to come, by enterprise."""
    rows = index(portal)["enterprises"]
    kinds, places = rows["later"]["kinds"], rows["later"]["rows"]
    return dict(zip(rows["codes"].split("\n"), (kinds[place] for place in places), strict=True))


def test_the_index_knows_when_levels_end(portal: Portal) -> None:
    """The first falls out of scope; the second is national, and was provincial before that."""
    assert later(portal) == {
        PLAIN: [["2028-12-01", "0", 0]],
        GIANT: [["2028-07-01", "0", 0]],
    }


def test_the_index_knows_when_a_higher_level_comes_and_goes(tmp_path: Path, as_of: date) -> None:
    held = "awarded_on: 2025-12-01, valid_until: 2028-11-30}"
    more = ", {tier: 专精特新“小巨人”企业, awarded_on: 2027-09-01, valid_until: 2028-08-31}"
    found = later(changed(tmp_path, as_of, edited(ENTERPRISES, (held, held + more))))
    assert found[PLAIN] == [["2027-09-01", "2", -1], ["2028-09-01", "1", -1], ["2028-12-01", "0", 0]]


@pytest.mark.parametrize(
    ("files", "turn"),
    [
        (HANDOVER, ["2026-12-11", "1", 1]),
        (
            edited(COMMISSIONERS, ("since: 2022-05-01}", "since: 2022-05-01, until: 2026-12-31}")),
            ["2027-01-01", "1", 0],
        ),
        (
            edited(
                COMMISSIONERS,
                (
                    "since: 2022-05-01}",
                    "since: 2022-05-01, until: 2026-12-31}, {unit: 乙区数据局, unit_kind: 行政, work_phone: 000-99010212, since: 2027-01-01}",
                ),
            ),
            ["2027-01-01", "1", None],
        ),
        (
            edited(
                ENTERPRISES,
                ("since: 2015-03-01}", 'since: 2015-03-01}, {region: "990100", since: 2027-01-01}'),
            ),
            ["2027-01-01", "1", -1, 1],
        ),
    ],
    ids=["a handover", "the end of a post", "another post", "a move"],
)
def test_the_index_knows_who_will_serve_and_where_it_will_be(
    tmp_path: Path, as_of: date, files: Mapping[str, str], turn: list[object]
) -> None:
    assert later(changed(tmp_path, as_of, files))[PLAIN][0] == turn


def test_the_index_keeps_unpublished_handovers_to_itself(tmp_path: Path, as_of: date) -> None:
    assert later(changed(tmp_path, as_of, HIDDEN, HANDOVER))[PLAIN] == [["2028-12-01", "0", -1]]


def test_initials_know_words_in_which_a_character_sounds_otherwise() -> None:
    found = initials(["示例重工有限公司", "示例重庆(长江)A1公司"])
    read = "".join(found.letters.get(char, char) for char in "示例重工有限公司")
    assert read == "slzgyxgs"
    assert found.otherwise == {1: "slcqcja1gs"}


@pytest.mark.parametrize(
    "name",
    [
        "长安银行重庆分行",
        "乐清音乐朝阳行长",
        "a重b庆2024长春",
        "重 庆",
        "单于〇零曾国藩",
        "示例 银行（长江）",
    ],
)
def test_words_are_read_as_in_their_name(name: str) -> None:
    found = initials([name])
    letters = "".join(found.letters.get(char, char) for char in normalise(name))
    whole = "".join(lazy_pinyin(normalise(name), style=Style.FIRST_LETTER))
    assert found.otherwise.get(0, letters) == whole


# Who serves whom is not public


TWO = {
    ENTERPRISES: TREE[ENTERPRISES]
    + '  - code: "91990102MA0000003K"\n    name: 示例第三家有限公司\n    industry: 工业\n'
    '    located: [{region: "990102", since: 2015-03-01}]\n'
    "    recognitions: [{tier: 专精特新中小企业, awarded_on: 2025-12-01, valid_until: 2028-11-30}]\n",
    COMMISSIONERS: TREE[COMMISSIONERS] + "  - id: 990102-002\n    name: 示例郑三\n"
    "    posts: [{unit: 乙区数据局, unit_kind: 行政, work_phone: 000-99010212, since: 2022-05-01}]\n",
}


def paired(first: str, second: str) -> dict[str, str]:
    """Two enterprises of a county and who serves which."""
    line = '  - {{enterprise: "{}", commissioner: {}, since: 2025-12-01}}\n'
    return TWO | {
        PAIRINGS: 'region: "990102"\npairings:\n'
        + line.format(PLAIN, first)
        + line.format("91990102MA0000003K", second)
    }


def published_bytes(portal: Portal, templates: Templates) -> dict[str, str | bytes]:
    """Everything that the site says: pages, files and downloads."""
    files = {made.path: made.data for make in FILES for made in make(portal)}
    return {
        **bodies(portal, templates),
        **files,
        **{file.path: file.data for file in downloads(portal).files},
    }


def test_unpublished_pairings_leave_no_trace(tmp_path: Path, as_of: date, templates: Templates) -> None:
    one, other = (
        published_bytes(changed(tmp_path / name, as_of, HIDDEN, paired(*people)), templates)
        for name, people in (("one", ("990102-001", "990102-002")), ("other", ("990102-002", "990102-001")))
    )
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_published_pairings_can_be_told_apart(tmp_path: Path, as_of: date, templates: Templates) -> None:
    one, other = (
        published_bytes(changed(tmp_path / name, as_of, paired(*people)), templates)
        for name, people in (("one", ("990102-001", "990102-002")), ("other", ("990102-002", "990102-001")))
    )
    differing = {path for path in one if one[path] != other[path]}
    assert {
        "commissioners/index.json",
        f"enterprises/{PLAIN}/",
        "commissioners/990102-001/",
        "offices/990102/",
    } <= differing


def test_the_index_has_what_is_public_of_an_enterprise(tmp_path: Path, as_of: date) -> None:
    portal = changed(tmp_path, as_of)
    found = index(portal)["enterprises"]
    for name, told in (("industries", "industry"), ("titles", "recognitions")):
        kinds, rows = found[name]["kinds"], found[name]["rows"]
        assert len(rows) == found["codes"].count("\n") + 1
        for code, row in zip(found["codes"].split("\n"), rows, strict=True):
            value = getattr(portal.roster.enterprise_by_code[code].record, told)
            held = [item.tier for item in value if item.holds_on(as_of)] if told == "recognitions" else value
            assert kinds[row] == held


def test_unpublished_pairings_lead_to_the_office(tmp_path: Path, as_of: date, templates: Templates) -> None:
    portal = changed(tmp_path, as_of, HIDDEN)
    found = view(portal, f"enterprises/{PLAIN}/")
    scope = found.scopes[0]
    assert (scope.server, found.pairings, scope.office.phone.words) == (None, (), "000-99010201")
    assert index(portal)["enterprises"]["people"] is None
    person = view(portal, "commissioners/990102-001/")
    assert (person.served, person.load, person.phone.words) == ((), None, "000-99010211")
    assert [(row.load, row.names) for row in view(portal, "offices/990102/").people] == [(None, "")]
    html = bodies(portal, templates)
    assert "示例吴二" not in html[f"enterprises/{PLAIN}/"]
    assert "示例精密" not in html["commissioners/990102-001/"]
    assert "000-99010211" in html["commissioners/990102-001/"]
    assert "示例精密" in html["offices/990102/"]


# Old addresses


def test_old_addresses_of_every_kind_lead_to_the_new_ones(tmp_path: Path, as_of: date) -> None:
    portal = changed(
        tmp_path,
        as_of,
        edited(
            ENTERPRISES, (f'code: "{PLAIN}"\n', f'code: "{PLAIN}"\n    aliases: ["91990102MA00000047"]\n')
        ),
        edited(COMMISSIONERS, ("id: 990102-001\n", "id: 990102-001\n    aliases: [990102-011]\n")),
        edited(POLICY, ("id: miit-2026-2\n", "id: miit-2026-2\naliases: [miit-old]\n")),
        edited(RESOURCE, ("id: loan\n", "id: loan\naliases: [old-loan]\n")),
        edited(
            "rosters/experts/service.yml", ("id: expert-1\n", "id: expert-1\n    aliases: [old-expert]\n")
        ),
        edited("content/activities/2026/clinic.yml", ("id: clinic\n", "id: clinic\naliases: [old-clinic]\n")),
        edited("content/cases/first.yml", ("id: first\n", "id: first\naliases: [old-first]\n")),
    )
    files = {file.path: file.data.decode() for file in aliases(portal)}
    assert {path: html.split("url=../", 1)[1].split("/", 1)[0] for path, html in files.items()} == {
        "enterprises/91990102MA00000047/index.html": PLAIN,
        "commissioners/990102-011/index.html": "990102-001",
        "policies/miit-old/index.html": "miit-2026-2",
        "resources/old-loan/index.html": "loan",
        "experts/old-expert/index.html": "expert-1",
        "activities/old-clinic/index.html": "clinic",
        "cases/old-first/index.html": "first",
    }
    assert all('content="noindex"' in html for html in files.values())
    pages = {page.path for page in chain.from_iterable(section(portal) for section in SECTIONS)}
    assert not pages & {path.removesuffix("index.html") for path in files}
