"""Coverage, load, tier and territory by date: the days on which each finding begins, changes its weight and ends."""

from datetime import date
from pathlib import Path

import pytest
from tree import CITY_PAIRINGS, COMMISSIONERS, ENTERPRISES, PAIRINGS, TREE, edited, write_tree

from generator.checking import checked
from generator.diagnostics import Diagnostic

FIRST, SECOND = '"91990102MA0000001D"', '"91990102MA0000002G"'
"""The provincial enterprise of the tree, and the national one."""

OFFICE_3 = "rosters/990100-jia/990103-bing"
THIRD_PLACE = {
    **edited(
        "rosters/regions.yml",
        (
            "slug: yi}\n",
            'slug: yi}\n- {code: "990103", name: 丙区, level: 县级, parent: "990100", slug: bing}\n',
        ),
    ),
    f"{OFFICE_3}/office.yml": 'region: "990103"\nunit: 丙局\ndivision: 科\nleader: 示例\ncontact: 示例\nwork_phone: 000-99010301\n',
}
WAIVER = "rosters/waivers.yml"


def found(root: Path, day: str, changes: dict[str, str]) -> list[Diagnostic]:
    dataset = checked(write_tree(root, changes), date.fromisoformat(day))
    return [item for item in dataset.diagnostics if item.code not in {"stale-check", "recognition-ends-soon"}]


def told(root: Path, day: str, changes: dict[str, str]) -> list[tuple[str, str]]:
    return [(item.code, item.severity.value) for item in found(root, day, changes)]


def pairings(*rows: str, path: str = PAIRINGS, region: str = "990102") -> dict[str, str]:
    listed = "".join(f"  - {{{row}}}\n" for row in rows)
    return {
        path: f'region: "{region}"\npairings:\n{listed}' if rows else f'region: "{region}"\npairings: []\n'
    }


def paired(enterprise: str, dates: str, commissioner: str = "990102-001") -> str:
    return f"enterprise: {enterprise}, commissioner: {commissioner}, {dates}"


OLD = paired(SECOND, "since: 2024-12-01, until: 2025-06-30, reason: 晋级")
"""What the tree says of the national enterprise before its promotion."""

UNCOVERED = "uncovered-enterprise"


@pytest.mark.parametrize(
    ("day", "rows", "expected"),
    [
        ("2025-11-30", [], []),
        ("2025-12-01", [], ["warning"]),
        ("2025-12-31", [], ["warning"]),
        ("2026-01-01", [], ["overdue"]),
        ("2028-11-30", [], ["overdue"]),
        ("2028-12-01", [], []),
        ("2025-12-05", ["since: 2025-12-31"], []),
        ("2025-12-05", ["since: 2026-01-01"], ["warning"]),
        ("2026-11-24", ["since: 2025-12-01, until: 2026-11-23"], ["error"]),
        ("2026-11-24", ["since: 2025-12-01, until: 2026-11-24"], ["error"]),
        ("2026-11-24", ["since: 2025-12-01, until: 2028-11-29"], ["error"]),
        ("2026-11-24", ["since: 2025-12-01, until: 2028-11-30"], []),
        ("2026-11-24", ["since: 2025-12-01, until: 9999-12-31"], []),
        ("2026-11-24", ["since: 2025-12-01, until: 2026-03-31", "since: 2026-05-01"], []),
        ("2026-04-15", ["since: 2025-12-01, until: 2026-03-31", "since: 2026-05-01"], ["error"]),
        ("2026-03-15", ["since: 2025-12-01, until: 2026-03-31", "since: 2026-05-01"], ["error"]),
        ("2026-03-15", ["since: 2025-12-01, until: 2026-03-31", "since: 2026-04-01"], []),
        ("2026-11-24", ["since: 2024-01-01, until: 2025-11-30"], ["overdue"]),
        ("2025-12-20", ["since: 2024-01-01, until: 2025-11-30"], ["warning"]),
    ],
)  # fmt: skip
def test_the_first_enterprise_is_covered(
    tmp_path: Path, day: str, rows: list[str], expected: list[str]
) -> None:
    changes = pairings(OLD, *(paired(FIRST, row) for row in rows))
    told_of = [severity for code, severity in told(tmp_path, day, changes) if code == UNCOVERED]
    assert told_of == expected


def test_a_gap_points_at_the_pairing_that_makes_it(tmp_path: Path) -> None:
    changes = pairings(OLD, paired(FIRST, "since: 2025-12-01, until: 2026-12-31"))
    (gap,) = found(tmp_path, "2026-11-24", changes)
    assert (gap.span.path, gap.span.line) == (PAIRINGS, 4)
    assert [note.span.path for note in gap.notes] == [ENTERPRISES]
    assert PAIRINGS in gap.help
    assert "since: 2027-01-01" in gap.help


def test_a_gap_of_the_national_one_is_the_citys_to_close(tmp_path: Path) -> None:
    (gap,) = found(tmp_path, "2026-11-24", pairings(path=CITY_PAIRINGS, region="990100"))
    assert gap.code == UNCOVERED
    assert f"在 {CITY_PAIRINGS} 里" in gap.help


LEFT = pairings(OLD, paired(FIRST, "since: 2025-12-01, until: 2026-08-31"))
NEW = pairings(OLD)


@pytest.mark.parametrize(
    ("gap", "waiver", "day", "expected"),
    [
        (LEFT, f"enterprise: {FIRST}, until: 2026-10-31", "2026-10-31", []),
        (LEFT, f"enterprise: {FIRST}, until: 2026-10-31", "2026-11-01", [(UNCOVERED, "overdue"), ("expired-waiver", "overdue")]),
        (LEFT, f"enterprise: {FIRST}, until: 2026-10-31", "2026-08-15", []),
        (LEFT, "awarded_on: 2025-12-01, until: 2026-12-31", "2026-11-24", []),
        (LEFT, "awarded_on: 2025-12-02, until: 2026-12-31", "2026-11-24", [(UNCOVERED, "error"), ("unused-waiver", "warning")]),
        (LEFT, 'region: "990102", until: 2026-12-31', "2026-11-24", []),
        (LEFT, 'region: "990100", until: 2026-12-31', "2026-11-24", []),
        (LEFT, 'region: "990100", awarded_on: 2024-12-01, until: 2026-12-31', "2026-11-24", [(UNCOVERED, "error"), ("unused-waiver", "warning")]),
        (LEFT, f"enterprise: {FIRST}, awarded_on: 2024-12-01, until: 2026-12-31", "2026-11-24", [(UNCOVERED, "error"), ("unused-waiver", "warning")]),
        (LEFT, f"enterprise: {SECOND}, until: 2026-12-31", "2026-11-24", [(UNCOVERED, "error"), ("unused-waiver", "warning")]),
        (LEFT, "until: 2026-12-31", "2026-11-24", [(UNCOVERED, "error"), ("unused-waiver", "warning")]),
        (NEW, "awarded_on: 2025-12-01, until: 2026-12-31", "2026-11-24", []),
        (NEW, "awarded_on: 2025-12-01, until: 2026-11-23", "2026-11-24", [(UNCOVERED, "overdue"), ("expired-waiver", "overdue")]),
    ],
)  # fmt: skip
def test_waivers(
    tmp_path: Path, gap: dict[str, str], waiver: str, day: str, expected: list[tuple[str, str]]
) -> None:
    row = f"- {{rule: {UNCOVERED}, {waiver}, reason: 其他}}\n"
    assert told(tmp_path, day, {**gap, WAIVER: row}) == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2026-12-31", []), ("2026-11-24", []), ("2026-11-23", [("region-without-office", "overdue"), ("expired-waiver", "overdue")])],
)  # fmt: skip
def test_a_place_without_an_office_may_be_waived(
    tmp_path: Path, until: str, expected: list[tuple[str, str]]
) -> None:
    changes = {
        "rosters/regions.yml": THIRD_PLACE["rosters/regions.yml"],
        WAIVER: f'- {{rule: region-without-office, region: "990103", until: {until}, reason: 机构改革}}\n',
    }
    assert told(tmp_path, "2026-11-24", changes) == expected


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("since: 2025-12-01, until: 2026-05-31", "since: 2026-06-01", 0),
        ("since: 2025-12-01, until: 2026-06-01", "since: 2026-06-01", 1),
        ("since: 2025-12-01", "since: 2026-06-01", 1),
        ("since: 2025-12-01", "since: 2025-12-01", 1),
        ("since: 2025-12-01", "since: 2027-06-01", 1),
        ("since: 2025-12-01", "since: 2026-01-01, until: 2026-01-01", 1),
    ],
)  # fmt: skip
def test_served_twice(tmp_path: Path, first: str, second: str, count: int) -> None:
    changes = pairings(OLD, paired(FIRST, first), paired(FIRST, second))
    twice = found(tmp_path, "2026-11-24", changes)
    assert [item.code for item in twice] == ["doubly-served-enterprise"] * count
    assert [item.span.line for item in twice] == [5] * count
    assert [note.span.line for item in twice for note in item.notes] == [4] * count


def test_a_long_pairing_over_two_short_ones(tmp_path: Path) -> None:
    dates = (
        "since: 2025-12-01",
        "since: 2026-01-01, until: 2026-01-31",
        "since: 2026-03-01, until: 2026-03-31",
    )
    changes = pairings(OLD, *(paired(FIRST, row) for row in dates))
    twice = found(tmp_path, "2026-11-24", changes)
    assert [(item.code, item.span.line) for item in twice] == [
        ("doubly-served-enterprise", line) for line in (5, 6)
    ]


def six(*dates: str, award: str = "2025-12-01") -> dict[str, str]:
    """The tree with five more enterprises of one commissioner, paired on these dates."""
    codes = ["3K", "4N", "5R", "6W", "70"]
    more = "".join(
        f'  - code: "91990102MA000000{code}"\n    name: 示例{code}有限公司\n    industry: 工业\n'
        '    located: [{region: "990102", since: 2018-01-01}]\n'
        f"    recognitions: [{{tier: 专精特新中小企业, awarded_on: {award}, valid_until: 2028-11-30}}]\n"
        for code in codes[: len(dates)]
    )
    rows = [paired(f'"91990102MA000000{code}"', row) for code, row in zip(codes, dates, strict=False)]
    return {
        ENTERPRISES: TREE[ENTERPRISES] + more,
        **pairings(OLD, paired(FIRST, "since: 2025-12-01"), *rows),
    }


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["since: 2026-01-01"] * 4, []),
        (["since: 2026-01-01"] * 5, [("overloaded-commissioner", "error")]),
        (["since: 2026-01-01"] * 4 + ["since: 2026-12-24"], [("overloaded-commissioner", "error"), (UNCOVERED, "overdue")]),
        (["since: 2026-01-01, until: 2026-11-24"] + ["since: 2026-01-01"] * 4, [("overloaded-commissioner", "error"), (UNCOVERED, "error")]),
        (["since: 2026-01-01, until: 2026-11-23"] + ["since: 2026-01-01"] * 4, [(UNCOVERED, "error")]),
    ],
)  # fmt: skip
def test_load(tmp_path: Path, dates: list[str], expected: list[tuple[str, str]]) -> None:
    assert sorted(told(tmp_path, "2026-11-24", six(*dates))) == sorted(expected)


def test_load_counts_only_enterprises_in_scope(tmp_path: Path) -> None:
    changes = six(*["since: 2026-01-01"] * 5)
    changes[ENTERPRISES] = changes[ENTERPRISES].replace(
        '2028-11-30}]\n  - code: "91990102MA0000002G', '2026-11-23}]\n  - code: "91990102MA0000002G'
    )
    assert told(tmp_path, "2026-11-24", changes) == [("lapsed-recognition", "overdue")]
    assert told(tmp_path, "2026-11-23", changes) == [("overloaded-commissioner", "error")]


def test_load_as_of_a_recognition_that_is_still_to_come(tmp_path: Path) -> None:
    changes = six(*["since: 2026-01-01"] * 5, award="2026-12-01")
    (over,) = [
        item for item in found(tmp_path, "2026-11-24", changes) if item.code == "overloaded-commissioner"
    ]
    assert "从2026-12-01起" in over.message
    assert len(over.notes) == 5


def test_a_pairing_that_is_over_on_several_days_is_told_once(tmp_path: Path) -> None:
    changes = six(*["since: 2026-01-01"] * 4, "since: 2026-11-01")
    later = '  - {enterprise: "91990102MA0000002G", commissioner: 990102-001, since: 2027-01-01}\n'
    changes[PAIRINGS] += later
    over = [item for item in found(tmp_path, "2026-11-24", changes) if item.code == "overloaded-commissioner"]
    assert [item.span.line for item in over] == [9, 10]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-06-30", []),
        ("2025-07-01", ["warning"]),
        ("2025-07-31", ["warning"]),
        ("2025-08-01", ["overdue"]),
    ],
)
def test_a_promotion_is_handed_over(tmp_path: Path, day: str, expected: list[str]) -> None:
    changes = {
        **pairings(paired(SECOND, "since: 2024-12-01")),
        **pairings(path=CITY_PAIRINGS, region="990100"),
    }
    handed = found(tmp_path, day, changes)
    assert [(item.code, item.severity.value) for item in handed] == [
        ("promotion-not-handed-over", severity) for severity in expected
    ]
    assert all("甲市专员办" in item.message and CITY_PAIRINGS in item.help for item in handed)
    assert all(item.notes[0].span.path == ENTERPRISES for item in handed)


@pytest.mark.parametrize(
    ("rows", "path", "region", "expected"),
    [
        ([paired(SECOND, "since: 2025-07-01")], PAIRINGS, "990102", "wrong-tier-office"),
        ([paired(SECOND, "since: 2025-07-01")], CITY_PAIRINGS, "990100", None),
        ([paired(FIRST, "since: 2025-12-01")], CITY_PAIRINGS, "990100", "wrong-tier-office"),
        ([paired(FIRST, "since: 2027-12-01")], CITY_PAIRINGS, "990100", "wrong-tier-office"),
        ([paired(FIRST, "since: 2025-11-01")], CITY_PAIRINGS, "990100", "wrong-tier-office"),
        ([paired(FIRST, "since: 2025-12-01, until: 2026-11-23")], CITY_PAIRINGS, "990100", None),
        ([paired(FIRST, "since: 2025-12-01")], "rosters/990000-sample/pairings.yml", "990000", "wrong-tier-office"),
    ],
)  # fmt: skip
def test_the_tier_of_the_office(
    tmp_path: Path, rows: list[str], path: str, region: str, expected: str | None
) -> None:
    empty = {**pairings(), **pairings(path=CITY_PAIRINGS, region="990100")}
    codes = [
        code
        for code, _ in told(tmp_path, "2026-11-24", {**empty, **pairings(*rows, path=path, region=region)})
    ]
    assert [code for code in codes if code != UNCOVERED] == ([expected] if expected else [])


MOVED = {
    **THIRD_PLACE,
    **edited(
        ENTERPRISES,
        ("since: 2015-03-01}]", 'since: 2015-03-01}, {region: "990103", since: 2026-09-01}]'),
    ),
}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-08-31", []),
        ("2026-09-01", ["warning"]),
        ("2026-10-01", ["warning"]),
        ("2026-10-02", ["overdue"]),
    ],
)
def test_a_move_is_followed_up(tmp_path: Path, day: str, expected: list[str]) -> None:
    assert told(tmp_path, day, MOVED) == [
        (code, severity)
        for severity in expected
        for code in ("region-differs-from-folder", "outside-territory")
    ]


def test_a_pairing_made_after_the_move_is_wrong_at_once(tmp_path: Path) -> None:
    handover = (
        paired(FIRST, "since: 2025-12-01, until: 2026-09-30"),
        paired(FIRST, "since: 2026-10-01"),
    )
    codes = told(tmp_path, "2026-10-01", {**MOVED, **pairings(OLD, *handover)})
    assert ("outside-territory", "error") in codes


def test_a_pairing_of_the_wrong_tier_and_place_is_one_finding(tmp_path: Path) -> None:
    changes = {
        **THIRD_PLACE,
        **pairings(path=CITY_PAIRINGS, region="990100"),
        **pairings(paired(SECOND, "since: 2025-07-01"), path=f"{OFFICE_3}/pairings.yml", region="990103"),
    }
    assert told(tmp_path, "2026-11-24", changes) == [("wrong-tier-office", "error")]


def test_a_city_holds_all_its_counties(tmp_path: Path) -> None:
    changes = {
        **THIRD_PLACE,
        **edited(
            ENTERPRISES, ("since: 2012-06-01}]", 'since: 2012-06-01}, {region: "990103", since: 2026-09-01}]')
        ),
    }
    assert told(tmp_path, "2026-09-02", changes) == [("region-differs-from-folder", "warning")]


@pytest.mark.parametrize(
    ("post", "day", "expected"),
    [
        ("since: 2022-05-01, until: 2026-11-24", "2026-11-24", []),
        ("since: 2022-05-01, until: 2026-11-23", "2026-11-24", [("commissioner-without-post", "overdue")]),
        ("since: 2026-11-25", "2026-11-24", [("commissioner-without-post", "overdue")]),
    ],
)
def test_who_serves_holds_a_post(
    tmp_path: Path, post: str, day: str, expected: list[tuple[str, str]]
) -> None:
    changes = edited(COMMISSIONERS, ("since: 2022-05-01", post))
    assert told(tmp_path, day, changes) == expected


def test_who_serves_nobody_needs_no_post(tmp_path: Path) -> None:
    person = "  - {id: 990102-002, name: 示例郑四, posts: [{unit: 乙局, unit_kind: 事业, work_phone: 000-99010212, since: 2022-05-01, until: 2023-05-01}]}\n"
    assert told(tmp_path, "2026-11-24", {COMMISSIONERS: TREE[COMMISSIONERS] + person}) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2028-11-30", []), ("2028-12-01", [("lapsed-recognition", "overdue")])],
)
def test_a_recognition_that_has_lapsed(tmp_path: Path, day: str, expected: list[tuple[str, str]]) -> None:
    changes = {
        **edited(ENTERPRISES, ("valid_until: 2028-06-30", "valid_until: 2034-06-30")),
    }
    assert told(tmp_path, day, changes) == expected


def test_what_is_broken_draws_no_conclusions(tmp_path: Path) -> None:
    assert told(tmp_path, "2026-11-24", edited(PAIRINGS, ("until: 2025-06-30", "util: 2025-06-30"))) == [
        ("unknown-field", "error")
    ]
    assert told(tmp_path, "2026-11-24", {PAIRINGS: "a: [\n"}) == [("yaml-syntax", "error")]
    waiver = {WAIVER: f"- {{rule: {UNCOVERED}, enterprise: {FIRST}, until: 2027-01-01, reason: 其他}}\n"}
    assert told(tmp_path, "2026-11-24", {ENTERPRISES: "a: [\n", **waiver}) == [("yaml-syntax", "error")]
    assert told(
        tmp_path,
        "2026-11-24",
        edited(ENTERPRISES, ("industry: 工业\n    products", "industri: 工业\n    products")),
    ) == [("unknown-field", "error")]


def test_a_mistyped_code_is_one_finding(tmp_path: Path) -> None:
    changes = pairings(OLD, paired('"91990102MA000001D0"', "since: 2025-12-01"))
    (slip,) = found(
        tmp_path, "2026-11-24", pairings(OLD, paired('"91990102MA0000001K"', "since: 2025-12-01"))
    )
    assert (slip.code, slip.help) == ("unknown-reference", f"改成 {FIRST}")
    assert {code for code, _ in told(tmp_path, "2026-11-24", changes)} == {"unknown-reference", UNCOVERED}


def test_dates_out_of_order_are_one_finding(tmp_path: Path) -> None:
    changes = pairings(OLD, paired(FIRST, "since: 2025-12-01, until: 2024-12-01"))
    assert told(tmp_path, "2026-11-24", changes) == [("dates-out-of-order", "error")]
