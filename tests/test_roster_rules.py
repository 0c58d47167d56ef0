"""The other rules of the rosters: people, the “四个一”, names and codes, dates, ids."""

from pathlib import Path

import pytest
from tree import (
    ACTIVITY,
    CITY_COMMISSIONERS,
    COMMISSIONERS,
    ENTERPRISES,
    OFFICE,
    PAIRINGS,
    POLICY,
    RESOURCE,
    TREE,
    at_its_days,
    at_its_name,
    edited,
    found_in,
    pointed,
)

from generator.checksums import check_character, credit_code_holds

EXPERTS, GROUPS, CASE = "rosters/experts/service.yml", "rosters/contact-groups.yml", "content/cases/first.yml"


def codes(root: Path, changes: dict[str, str]) -> list[str]:
    return [item.code for item in found_in(root, changes)]


@pytest.mark.parametrize(
    ("path", "edit", "mend"),
    [
        (PAIRINGS, ('{enterprise: "91990102MA0000001D"', "{enterprise: 示例精密机械有限公司"), '写它的代码："91990102MA0000001D"'),
        (PAIRINGS, ("commissioner: 990102-001, since: 2025-12-01", "commissioner: 示例吴二, since: 2025-12-01"), "写它的代码：990102-001"),
        (PAIRINGS, ('{enterprise: "91990102MA0000001D"', "{enterprise: 乙区"), "写十八位统一社会信用代码，不用字母 I、O、Z、S、V"),
        (CASE, ('region: "990102"', "region: 乙区"), '写它的代码："990102"'),
        (CASE, ('region: "990102"', 'region: "乙区"'), '写它的代码："990102"'),
        (CASE, ('region: "990102"', "region: 示例声"), '是示例省就写 "990000"'),
        (CASE, ('region: "990102"', "region: 丙区"), '写成六位行政区划代码并加引号，例如 "110101"'),
        (CASE, ('region: "990102"', "region: 丁区"), '写成六位行政区划代码并加引号，例如 "110101"'),
        (CASE, ("policies: [miit-2026-2]", "policies: [乙区]"), "只用小写字母、数字和连字符，例如 miit-2026-2"),
    ],
)  # fmt: skip
def test_a_name_in_place_of_its_code(tmp_path: Path, path: str, edit: tuple[str, str], mend: str) -> None:
    (found,) = found_in(tmp_path, edited(path, edit))
    assert (found.code, found.help) == ("wrong-form", mend)


def test_a_name_that_two_places_have(tmp_path: Path) -> None:
    twin = '- {code: "990103", name: 乙区, level: 县级, parent: "990100", slug: yi-two}\n'
    office = {
        "rosters/990100-jia/990103-yi-two/office.yml": TREE[
            "rosters/990100-jia/990102-yi/office.yml"
        ].replace("990102", "990103")
    }
    regions = {"rosters/regions.yml": TREE["rosters/regions.yml"] + twin}
    (found,) = found_in(tmp_path, {**edited(CASE, ('region: "990102"', "region: 乙区")), **regions, **office})
    assert found.help == '写它的代码："990102" 或 "990103"'


@pytest.mark.parametrize(
    ("path", "edit", "message", "mend"),
    [
        (ENTERPRISES, ("since: 2015-03-01}]", 'since: 2015-03-01}, {region: "990199", since: 2030-01-01}]'), "没有行政区划“990199”", "核对代码；已有的地区在 rosters/regions.yml 里"),
        (ENTERPRISES, ("industry: 工业\n    products", "industry: 零受业\n    products"), "没有行业“零受业”", "改成 零售业"),
        (EXPERTS, ("[管理咨询, 技术支持]", "[管理咨询, 技术支持, 法律]"), "没有专家领域“法律”", "核对领域；可选：技术支持、管理咨询"),
        (EXPERTS, ('regions: ["990000"]', 'regions: ["990001"]'), "没有行政区划“990001”", "核对代码；已有的地区在 rosters/regions.yml 里"),
        (EXPERTS, ("work_phone", "industries: [工业, 农]\n    work_phone"), "没有行业“农”", "核对行业；可选：工业、零售业"),
        (RESOURCE, ("themes: [技术创新]", "domains: [管理资询]"), "没有专家领域“管理资询”", "改成 管理咨询"),
        (RESOURCE, ('regions: ["990000"]', 'regions: ["990009"]'), "没有行政区划“990009”", "核对代码；已有的地区在 rosters/regions.yml 里"),
        (ACTIVITY, ("sample: true", 'regions: ["990009"]'), "没有行政区划“990009”", "核对代码；已有的地区在 rosters/regions.yml 里"),
        (CASE, ("[miit-2026-2]", "[miit-2026-3]"), "没有政策“miit-2026-3”", "核对编号，或先在 content/policies 里建这份政策"),
        (GROUPS, ('["990100", "990102"]', '["990100", "990102", "990109"]'), "没有行政区划“990109”", "核对代码；已有的地区在 rosters/regions.yml 里"),
        (COMMISSIONERS, ("since: 2022-05-01}]", "since: 2022-05-01}]\n    deputies: [{commissioner: 990102-009, since: 2026-01-01, until: 2026-01-31}]"), "没有服务专员“990102-009”", "核对编号；新来的先写进所在专员办的 commissioners.yml；删掉的找回来，离任只写 until"),
        (COMMISSIONERS, ("since: 2022-05-01}]", 'since: 2022-05-01}]\n    recuses: [{enterprise: "91990999MA0000009G", reason: 亲属}]'), "没有企业“91990999MA0000009G”", "对照营业执照核对代码；新企业先写进所在地区的 enterprises.yml；删掉的找回来，失去资格的也保留"),
    ],
)  # fmt: skip
def test_references(tmp_path: Path, path: str, edit: tuple[str, str], message: str, mend: str) -> None:
    found = [item for item in found_in(tmp_path, edited(path, edit)) if item.code == "unknown-reference"]
    assert [(item.message, item.help) for item in found] == [(message, mend)]
    assert at_its_name(tmp_path, found[0])


def test_a_benefit_names_resources(tmp_path: Path) -> None:
    helps = ("    claim: 认定", "    claim: 认定\n    helps: {resources: [loans]}")
    (found,) = found_in(tmp_path, edited("content/policies/miit/miit-2026-2.yml", helps))
    assert (found.code, found.help) == ("unknown-reference", "改成 loan")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- {year: 2025, commissioner: 990102-009, for: 好}", "没有服务专员“990102-009”"),
        ("- {year: 2025, commissioner: 990102-001, for: 好}", None),
    ],
)
def test_commendations_name_commissioners(tmp_path: Path, line: str, message: str | None) -> None:
    found = found_in(tmp_path, {"rosters/commendations.yml": f"{line}\n"})
    assert [item.message for item in found] == ([message] if message else [])


def test_an_old_code_leads_to_the_new_one(tmp_path: Path) -> None:
    renamed = edited(
        ENTERPRISES,
        ('"91990102MA0000001D"', '"91990102MA0000003K"'),
        ("products: [示例轴承]", 'aliases: ["91990102MA0000001D"]'),
    )
    (found,) = found_in(tmp_path, renamed)
    assert (found.code, found.help) == ("unknown-reference", '改成 "91990102MA0000003K"')


def test_a_mistyped_record_hides_no_other(tmp_path: Path) -> None:
    rows = (
        TREE[PAIRINGS]
        + '  - {enterprise: "91990999MA0000009G", commissioner: 990102-001, since: 2026-01-01}\n'
    )
    typed = edited(ENTERPRISES, ("0000001D", "00000O1D"), ("0000002G", "00000O2G"))
    found = found_in(tmp_path, {**typed, PAIRINGS: rows})
    assert [item.message for item in found if item.code == "unknown-reference"] == [
        "没有企业“91990999MA0000009G”"
    ]


def test_a_code_that_holds_is_never_taken_for_another(tmp_path: Path) -> None:
    found = found_in(tmp_path, edited(PAIRINGS, ('"91990102MA0000001D"', '"91990102MA0000003K"')))
    mends = [item.help for item in found if item.code == "unknown-reference"]
    assert mends == [
        "对照营业执照核对代码；新企业先写进所在地区的 enterprises.yml；删掉的找回来，失去资格的也保留"
    ]


@pytest.mark.parametrize(("code", "check"), [("91350100M000100Y4", "3"), ("91990102MA0000001", "D"), ("91990102MA000000I", None)])  # fmt: skip
def test_the_check_character(code: str, check: str | None) -> None:
    assert check_character(code) == check
    assert check is None or credit_code_holds(code + check)


def test_an_alias_has_a_check_character_too(tmp_path: Path) -> None:
    changes = edited(ENTERPRISES, ("products: [示例轴承]", 'aliases: ["91990102MA0000003D"]'))
    (found,) = found_in(tmp_path, changes)
    assert (found.code, found.help[-3:]) == ("credit-code-check", "是 K")


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        (COMMISSIONERS, ("000-99010211", "13800138000")),
        (ENTERPRISES, ("示例轴承", "示例轴承 13800138000")),
        (EXPERTS, ("000-99000011", "13800138000")),
        (RESOURCE, ("打电话说明需要。", "打13800138000。")),
        (ACTIVITY, ("打电话报名。", "加微信号abc123456。")),
        (CASE, ("服务专员送去政策", "服务专员11010519491231002X送去政策")),
    ],
)
def test_personal_data_in_every_kind(tmp_path: Path, path: str, edit: tuple[str, str]) -> None:
    assert codes(tmp_path, edited(path, edit)) == ["personal-data"]


@pytest.mark.parametrize(
    ("path", "edit", "message"),
    [
        (COMMISSIONERS, ("since: 2022-05-01}]", "since: 2022-05-01, until: 2022-04-30}, {unit: 乙局, unit_kind: 行政, work_phone: 000-99010211, since: 2022-05-01}]"), "离任早于任职"),
        (COMMISSIONERS, ("since: 2022-05-01}]", "since: 2022-05-01}]\n    deputies: [{commissioner: 990100-001, since: 2026-02-01, until: 2026-01-31}]"), "代理的结束早于开始"),
        (ENTERPRISES, ("products: [示例轴承]", "former_names: [{name: 甲厂, until: 2020-01-01}, {name: 乙厂, until: 2019-01-01}]"), "曾用名没有按先后写"),
        (ENTERPRISES, ("since: 2015-03-01}]", 'since: 2015-03-01}, {region: "990102", since: 2015-03-01}]'), "迁址没有按先后写"),
        (ENTERPRISES, ("2024-12-01, valid_until: 2027-11-30", "2024-12-01, valid_until: 2024-11-30"), "认定的有效期早于认定"),
        (ACTIVITY, ("closes_on: 2026-12-01", "closes_on: 2026-10-31"), "报名截止早于开始"),
        (ACTIVITY, ("to: 2026-12-09", "to: 2026-12-07"), "活动的最后一天早于第一天"),
    ],
)  # fmt: skip
def test_dates_out_of_order(tmp_path: Path, path: str, edit: tuple[str, str], message: str) -> None:
    (found,) = found_in(tmp_path, edited(path, edit))
    assert (found.code, found.message.partition("：")[0]) == ("dates-out-of-order", message)
    assert at_its_days(tmp_path, found)


_POST = "{{unit: 乙局, unit_kind: 行政, work_phone: 000-99010211, since: {}}}"


@pytest.mark.parametrize(
    ("first", "second", "mend"),
    [
        ("2022-05-01", "2026-07-01", "换了岗位就把前一段的 until 写成 2026-06-30；重复的就删掉一段"),
        ("2022-05-01, until: 2026-07-01", "2026-07-01", "换了岗位就把前一段的 until 写成 2026-06-30；重复的就删掉一段"),
        ("2026-07-01", "2022-05-01, until: 2026-07-01", "换了岗位就把前一段的 until 写成 2026-06-30；重复的就删掉一段"),
        ("2026-07-01", "2026-07-01", "重复的就删掉一段"),
        ("2022-05-01, until: 2026-06-30", "2026-07-01", None),
        ("2026-07-01", "2022-05-01, until: 2026-06-30", None),
    ],
)  # fmt: skip
def test_posts_that_overlap(tmp_path: Path, first: str, second: str, mend: str | None) -> None:
    posts = f"    posts: [{_POST.format(first)}, {_POST.format(second)}]\n"
    before, _, _ = TREE[COMMISSIONERS].partition("    posts:")
    found = found_in(tmp_path, {COMMISSIONERS: before + posts})
    message = "示例吴二从2026-07-01起有两段任职，这一天前一段还没有结束"
    assert [(item.code, item.message, item.help) for item in found] == (
        [("dates-out-of-order", message, mend)] if mend else []
    )
    assert [pointed(tmp_path, item)[0] for item in found] == ["2026-07-01"] * len(found)


@pytest.mark.parametrize(
    ("unit", "phone", "count"),
    [("乙区工业和信息化局", "000-99010299", 1), ("乙局", "000-99010211", 1), ("乙局", "000-99010299", 0)],
)
def test_the_same_person_twice(tmp_path: Path, unit: str, phone: str, count: int) -> None:
    post = f"posts: [{{unit: {unit}, unit_kind: 事业, work_phone: {phone}, since: 2022-05-01}}]"
    person = f"  - {{id: 990102-002, name: 示例吴二, {post}}}\n"
    assert codes(tmp_path, {COMMISSIONERS: TREE[COMMISSIONERS] + person}) == ["same-person-twice"] * count


@pytest.mark.parametrize(("until", "count"), [("2026-11-23", 0), ("2026-11-24", 1)])
def test_a_post_that_is_over_may_have_been_anywhere(tmp_path: Path, until: str, count: int) -> None:
    old = f"posts: [{{unit: 示例公司, unit_kind: 其他, work_phone: 000-99010212, since: 2020-01-01, until: {until}}}, {{unit: 乙区"
    edits = (("posts: [{unit: 乙区", old), ("since: 2022-05-01", "since: 2026-11-25"))
    found = codes(tmp_path, edited(COMMISSIONERS, *edits))
    assert [each for each in found if each != "commissioner-without-post"] == ["unusual-unit-kind"] * count


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        (", closes_on: 2026-12-09}", []),
        (", closes_on: 2026-12-10}", [("活动结束早于报名截止：2026-12-09早于2026-12-10", "warning")]),
        ("}", []),
    ],
)
def test_registration_ends_before_the_activity(
    tmp_path: Path, closes: str, expected: list[tuple[str, str]]
) -> None:
    found = found_in(tmp_path, edited(ACTIVITY, (", closes_on: 2026-12-01}", closes)))
    assert [(item.message, item.severity.value) for item in found] == expected


def test_a_recusal_counts_for_pairings_that_go_on(tmp_path: Path) -> None:
    recuses = (
        "since: 2022-05-01}]",
        'since: 2022-05-01}]\n    recuses: [{enterprise: "91990102MA0000002G", reason: 亲属}]',
    )
    assert codes(tmp_path, edited(COMMISSIONERS, recuses)) == []
    assert codes(tmp_path, edited(CITY_COMMISSIONERS, recuses)) == ["recused-commissioner"]


def test_a_recusal_from_an_enterprise_that_is_not_known(tmp_path: Path) -> None:
    nobody = '"91990999MA0000009G"'
    recuses = (
        "since: 2022-05-01}]",
        f"since: 2022-05-01}}]\n    recuses: [{{enterprise: {nobody}, reason: 亲属}}]",
    )
    row = f"  - {{enterprise: {nobody}, commissioner: 990102-001, since: 2026-01-01}}\n"
    found = found_in(tmp_path, edited(COMMISSIONERS, recuses) | {PAIRINGS: TREE[PAIRINGS] + row})
    assert [item.message for item in found if item.code == "recused-commissioner"] == [
        "示例吴二要回避“91990999MA0000009G”"
    ]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, [("missing-expert-domain", "error", ())]),
        ("2026-11-24", []),
        (
            "2026-11-23",
            [("missing-expert-domain", "overdue", ("豁免只到这一天",)), ("expired-waiver", "overdue", ())],
        ),
    ],
)
def test_the_waiver_of_the_four_ones_is_for_the_domains_too(
    tmp_path: Path, until: str | None, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    changes = edited(EXPERTS, ("[管理咨询, 技术支持]", "[管理咨询]"))
    if until:
        waiver = f'- {{rule: four-ones-incomplete, region: "990000", until: {until}, reason: 其他}}\n'
        changes["rosters/waivers.yml"] = waiver
    found = found_in(tmp_path, changes)
    assert [
        (item.code, item.severity.value, tuple(note.message for note in item.notes)) for item in found
    ] == expected


@pytest.mark.parametrize("path", ["rosters/task-force.yml", EXPERTS, GROUPS])
def test_each_of_the_four_is_there(tmp_path: Path, path: str) -> None:
    changes: dict[str, str | None] = {path: None}
    (found,) = found_in(tmp_path, changes)
    assert found.code == "four-ones-incomplete"


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        (EXPERTS, ("institution: 示例咨询中心", "institut: 示例咨询中心")),
        (EXPERTS, ("domains: [管理咨询, 技术支持]", "domains: [管理咨询]\n    a: b")),
        (GROUPS, ("channel: 微信群", "chanel: 微信群")),
    ],
)
def test_beside_a_broken_one_none_is_missing(tmp_path: Path, path: str, edit: tuple[str, str]) -> None:
    record = TREE[path][TREE[path].index("  - id") :]
    whole = (
        record.replace("-1\n", "-2\n")
        .replace("管理咨询, ", "")
        .replace("工作交流, ", "")
        .replace('"990100", ', "")
    )
    assert codes(tmp_path, {path: edited(path, edit)[path] + whole}) == ["unknown-field"]


@pytest.mark.parametrize("path", ["rosters/task-force.yml", EXPERTS, GROUPS, COMMISSIONERS])
def test_one_that_cannot_be_read_is_not_missing(tmp_path: Path, path: str) -> None:
    assert codes(tmp_path, {path: "a: [\n"}) == ["yaml-syntax"]


@pytest.mark.parametrize(
    ("until", "review", "message"),
    [
        ("2026-11-23", "", None),
        ("2026-11-24", "", "复核还没有启动"),
        ("2027-05-23", ", review: 申报中", "复核正在申报"),
        ("2027-05-24", ", review: 申报中", None),
        ("2027-05-23", ", review: 通过", "复核已通过"),
        ("2027-05-23", ", review: 未通过", "复核没有通过"),
        ("2027-05-23", "}, {tier: 专精特新中小企业, awarded_on: 2027-05-24, valid_until: 2030-05-23", None),
        ("2027-05-23", "}, {tier: 专精特新中小企业, awarded_on: 2027-05-25, valid_until: 2030-05-23", "复核还没有启动"),
    ],
)  # fmt: skip
def test_recognitions_that_end_soon(tmp_path: Path, until: str, review: str, message: str | None) -> None:
    found = found_in(
        tmp_path, edited(ENTERPRISES, ("valid_until: 2028-11-30", f"valid_until: {until}{review}"))
    )
    soon = [item.message.rpartition("，")[2] for item in found if item.code == "recognition-ends-soon"]
    assert soon == ([message] if message else [])


def test_a_home_office_with_its_file_in_another_folder(tmp_path: Path) -> None:
    moved = {COMMISSIONERS: TREE[COMMISSIONERS].replace('region: "990102"', 'region: "990100"')}
    (found,) = found_in(tmp_path, moved)
    assert (found.code, found.help) == (
        "region-differs-from-folder",
        f'把 region 改成 "990102"；确实是甲市的，移到 {CITY_COMMISSIONERS}',
    )


def test_a_whole_folder_in_the_wrong_place_is_one_finding(tmp_path: Path) -> None:
    here, there = "rosters/990100-jia/990102-yi/", "rosters/990102-yi/"
    names = [path.removeprefix(here) for path in TREE if path.startswith(here)]
    moved: dict[str, str | None] = {f"{there}{name}": TREE[f"{here}{name}"] for name in names}
    moved |= {f"{here}{name}": None for name in names}
    found = found_in(tmp_path, moved)
    assert [(item.code, item.span.path) for item in found] == [
        ("region-differs-from-folder", f"{there}office.yml")
    ]


def test_each_office_and_each_file_is_looked_at(tmp_path: Path) -> None:
    province = "rosters/990000-sample/office.yml"
    unknown = {province: TREE[province].replace('region: "990000"', 'region: "990009"')}
    moved = {OFFICE: None, OFFICE.replace("-yi/", "-yiqu/"): TREE[OFFICE]}
    wrong = {PAIRINGS: TREE[PAIRINGS].replace('region: "990102"', 'region: "990100"')}
    nowhere = {COMMISSIONERS: TREE[COMMISSIONERS].replace('region: "990102"', 'region: "990199"')}
    every: list[dict[str, str | None]] = [
        {**unknown, **moved},
        {**wrong},
        {**nowhere, **wrong},
        {OFFICE: None, **wrong},
    ]
    for at, changes in enumerate(every):
        found = found_in(tmp_path / str(at), changes)
        assert "region-differs-from-folder" in [item.code for item in found], at


def test_files_beside_no_office(tmp_path: Path) -> None:
    text = TREE[COMMISSIONERS].replace("990102-001", "990102-002").replace("吴二", "冯五")
    (found,) = found_in(tmp_path, {"rosters/990102-yi/commissioners.yml": text})
    assert (found.code, found.help) == ("region-differs-from-folder", f"移到 {COMMISSIONERS}")


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        (ACTIVITY, ("id: clinic", "id: clinics")),
        (CASE, ("id: first", "id: second")),
        (RESOURCE, ("id: loan", "id: loans")),
    ],
)
def test_ids_are_the_names_of_files(tmp_path: Path, path: str, edit: tuple[str, str]) -> None:
    assert codes(tmp_path, edited(path, edit)) == ["id-differs-from-file"]


@pytest.mark.parametrize(
    "line", ["- {kind: policy, id: miit-2026-2}", "- {kind: enterprise, id: 91990102MA0000001D}"]
)
def test_retired_ids(tmp_path: Path, line: str) -> None:
    (found,) = found_in(tmp_path, {"rosters/retired.yml": f"{line}\n"})
    assert (found.code, found.notes[0].span.path) == ("retired-id-used", "rosters/retired.yml")


def test_an_id_of_one_kind_is_free_for_another(tmp_path: Path) -> None:
    assert codes(tmp_path, {"rosters/retired.yml": "- {kind: case, id: loan}\n"}) == []


def test_the_group_of_the_province_has_all_functions_itself(tmp_path: Path) -> None:
    whole = f"{TREE[GROUPS]}  - {{id: group-2, name: 示例省群, channel: 其他, functions: [工作交流], offices: ['990000']}}\n"
    (found,) = found_in(tmp_path, {GROUPS: whole})
    assert (found.code, found.message) == (
        "four-ones-incomplete",
        "没有一个全省的联系群用于任务交办、政策宣传、服务对接",
    )
    assert pointed(tmp_path, found) == ["["]


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        (edited(POLICY, ("date: 2026-11-24", "date: 2036-11-24")), "2036-11-24"),
        (edited(CASE, ("date: 2026-06-01", "date: 2027-03-12")), "2027-03-12"),
        ({"rosters/commendations.yml": "- {year: 2030, unit: 甲, for: 乙}\n"}, "2030-01-01"),
        (
            edited(
                ENTERPRISES,
                ("新材料有限公司\n", "新材料有限公司\n    former_names: [{name: 甲, until: 2027-01-01}]\n"),
            ),
            "2027-01-01",
        ),
    ],
)
def test_what_is_public_has_happened_too(tmp_path: Path, changes: dict[str, str], day: str) -> None:
    (found,) = found_in(tmp_path, changes)
    assert (found.code, found.message) == ("date-in-future", f"{day}还没有到，今天是2026-11-24")
    assert pointed(tmp_path, found)[0] in day
