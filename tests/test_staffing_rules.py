"""Coverage, load, tier and territory by date: the days on which each finding begins, changes its weight and ends."""

from datetime import date
from pathlib import Path

import pytest
from tree import (
    CITY_COMMISSIONERS,
    CITY_PAIRINGS,
    COMMISSIONERS,
    ENTERPRISES,
    PAIRINGS,
    TREE,
    edited,
    pointed,
    write_tree,
)

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
    beside = {"stale-check", "recognition-ends-soon", "date-in-future"}
    return [item for item in dataset.diagnostics if item.code not in beside]


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
        ("2026-11-24", ["since: 2025-12-01, until: 2025-12-01"], ["error"]),
        ("2026-01-15", ["since: 2026-06-01, until: 2026-12-31"], ["overdue", "error"]),
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


@pytest.mark.parametrize(
    ("dates", "message", "mend"),
    [
        (["since: 2025-12-01, until: 2026-03-31", "since: 2026-04-02"], "从2026-04-01到2026-04-01没有服务专员", "把 until 改成 2026-04-01，或把下一条的 since 改成 2026-04-01"),
        (["since: 2025-12-01, until: 2026-03-31", "since: 2026-04-11"], "从2026-04-01到2026-04-10没有服务专员", "把 until 改成 2026-04-10，或把下一条的 since 改成 2026-04-01"),
        (["since: 2025-12-01, until: 2026-02-15", "since: 2026-02-16, until: 2026-03-31"], "从2026-04-01起没有服务专员", "由乙区专员办安排"),
        (["since: 2025-12-01, until: 2026-01-31", "since: 2026-03-25"], "从2026-02-01到2026-03-24没有服务专员", "把 until 改成 2026-03-24，或把下一条的 since 改成 2026-02-01"),
    ],
)  # fmt: skip
def test_the_days_of_a_gap(tmp_path: Path, dates: list[str], message: str, mend: str) -> None:
    (gap,) = found(tmp_path, "2026-03-20", pairings(OLD, *(paired(FIRST, row) for row in dates)))
    assert (gap.code, gap.message) == (UNCOVERED, f"“示例精密机械有限公司”{message}")
    assert gap.help.startswith(mend)


def test_a_pairing_that_begins_too_late_is_shown(tmp_path: Path) -> None:
    (gap,) = found(tmp_path, "2025-12-05", pairings(OLD, paired(FIRST, "since: 2026-01-01")))
    assert pointed(tmp_path, gap) == ["2025-12-01", "2026-01-01"]


def test_each_gap_is_said(tmp_path: Path) -> None:
    nobody = pairings() | pairings(path=CITY_PAIRINGS, region="990100")
    wrong = pairings(paired(FIRST, "since: 2025-12-01, until: 2024-12-01")) | pairings(
        path=CITY_PAIRINGS, region="990100"
    )
    waived = {WAIVER: f"- {{rule: {UNCOVERED}, enterprise: {FIRST}, until: 2026-12-31, reason: 其他}}\n"}
    for at, changes in enumerate((wrong, {**nobody, **waived})):
        gaps = [item for item in found(tmp_path / str(at), "2026-11-24", changes) if item.code == UNCOVERED]
        assert ["示例新材料有限公司" in item.message for item in gaps] == [True]


def test_who_pairs_an_enterprise_of_no_county(tmp_path: Path) -> None:
    changes = edited(
        ENTERPRISES, ('{region: "990102", since: 2015-03-01}', '{region: "990000", since: 2015-03-01}')
    )
    gaps = [
        item for item in found(tmp_path, "2026-11-24", {**changes, **pairings(OLD)}) if item.code == UNCOVERED
    ]
    assert [item.help.startswith("由所在地专员办安排，在它的 pairings.yml 里加一行") for item in gaps] == [
        True
    ]


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
    ("waiver", "message"),
    [
        (f"enterprise: {FIRST}", "“示例精密机械有限公司”的豁免只到2026-11-23"),
        ('region: "990102"', "乙区的豁免只到2026-11-23"),
        ('region: "990102", awarded_on: 2025-12-01', "乙区2025-12-01认定的企业的豁免只到2026-11-23"),
        ("awarded_on: 2025-12-01", "2025-12-01认定的企业的豁免只到2026-11-23"),
        ("", "这一条的豁免只到2026-11-23"),
    ],
)
def test_whose_waiver_has_run_out(tmp_path: Path, waiver: str, message: str) -> None:
    row = ", ".join(filter(None, (f"- {{rule: {UNCOVERED}", waiver, "until: 2026-11-23, reason: 其他}\n")))
    assert [item.message for item in found(tmp_path, "2026-11-24", {WAIVER: row})] == [message]


def test_each_waiver_covers_something(tmp_path: Path) -> None:
    rows = (
        f"- {{rule: {UNCOVERED}, enterprise: {FIRST}, until: 2026-11-23, reason: 其他}}\n"
        f"- {{rule: {UNCOVERED}, enterprise: {FIRST}, until: 2026-11-24, reason: 其他}}\n"
        f"- {{rule: {UNCOVERED}, until: 2026-12-31, reason: 其他}}\n"
        '- {rule: region-without-office, region: "990102", until: 2026-12-31, reason: 其他}\n'
    )
    unused = "删掉这一条；如果本应有缺口，核对写的地区、企业和认定日期"
    told_of = found(tmp_path / "a", "2026-11-24", {WAIVER: rows})
    assert [item.help for item in told_of if item.code == "unused-waiver"] == [
        unused,
        "写 enterprise、awarded_on 或 region",
        unused,
    ]
    for at, path in enumerate((PAIRINGS, "rosters/regions.yml")):
        codes = {code for code, _ in told(tmp_path / str(at), "2026-11-24", {WAIVER: rows, path: "a: [\n"})}
        assert "unused-waiver" not in codes


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
    assert [len(item.notes) for item in found(tmp_path, "2026-11-24", changes)] == [1, 0][: len(expected)]
    more = '- {code: "990104", name: 丁区, level: 县级, parent: "990100", slug: ding}\n'
    changes["rosters/regions.yml"] += more
    assert ("region-without-office", "error") in told(tmp_path, "2026-11-24", changes)


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


@pytest.mark.parametrize(
    ("first", "second", "handover", "shown"),
    [
        ("since: 2025-12-01", "since: 2025-12-02", "换人就把前一条的 until 写成 2025-12-01；", "2025-12-01"),
        ("since: 2025-12-01", "since: 2025-12-01", "", "2025-12-01"),
        ("since: 2025-12-01, until: 2026-06-01", "since: 2026-06-01", "换人就把前一条的 until 写成 2026-05-31；", "2026-06-01"),
    ],
)  # fmt: skip
def test_how_to_serve_once(tmp_path: Path, first: str, second: str, handover: str, shown: str) -> None:
    (twice,) = found(tmp_path, "2026-11-24", pairings(OLD, paired(FIRST, first), paired(FIRST, second)))
    assert twice.help == f"{handover}重复的就删掉一条"
    assert pointed(tmp_path, twice)[1] == shown


def test_served_twice_beside_what_is_wrong(tmp_path: Path) -> None:
    dates = (
        "since: 2025-12-01, until: 2024-12-01",
        "since: 2025-12-02, until: 2026-12-31",
        "since: 2026-01-01",
    )
    told_of = told(tmp_path / "a", "2026-11-24", pairings(OLD, *(paired(FIRST, row) for row in dates)))
    assert ("doubly-served-enterprise", "error") in told_of
    nobody = paired('"91990999MA0000009G"', "since: 2026-01-01")
    twice = found(
        tmp_path / "b", "2026-11-24", pairings(OLD, paired(FIRST, "since: 2025-12-01"), nobody, nobody)
    )
    assert "“91990999MA0000009G”从2026-01-01起有两名服务专员，这一天前一条结对还没有结束" in [
        item.message for item in twice
    ]


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


def test_load_of_somebody_who_is_not_known(tmp_path: Path) -> None:
    changes = six(*["since: 2026-01-01"] * 5)
    changes[PAIRINGS] = changes[PAIRINGS].replace("990102-001", "990102-009")
    (over,) = (
        item for item in found(tmp_path, "2026-11-24", changes) if item.code == "overloaded-commissioner"
    )
    assert over.message == "990102-009服务第6家企业“示例70有限公司”，最多5家"


def test_load_beside_an_enterprise_that_is_not_known(tmp_path: Path) -> None:
    changes = six(*["since: 2026-01-01"] * 5)
    changes[PAIRINGS] += "  - {enterprise: 91990999MA0000009G, commissioner: 990102-001, since: 2026-01-01}\n"
    assert sorted(told(tmp_path, "2026-11-24", changes)) == [
        ("overloaded-commissioner", "error"),
        ("unknown-reference", "error"),
    ]


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
        **pairings(paired(FIRST, "since: 2025-12-01"), paired(SECOND, "since: 2024-12-01")),
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


def test_a_move_there_and_back(tmp_path: Path) -> None:
    moves = '{region: "990103", since: 2026-03-01}, {region: "990102", since: 2026-05-01}, {region: "990103"'
    changes = {**MOVED, ENTERPRISES: MOVED[ENTERPRISES].replace('{region: "990103"', moves)}
    misplaced, outside = found(tmp_path, "2026-09-01", changes)
    assert misplaced.message == "“示例精密机械有限公司”2026-09-01迁到丙区（990103），这个文件夹是乙区的"
    assert outside.message == "“示例精密机械有限公司”2026-09-01迁到丙区（990103），不在乙区"
    assert outside.notes[0].span == misplaced.span
    last = changes[ENTERPRISES].split("\n")[misplaced.span.line - 1].rindex('"990103"')
    assert misplaced.span.column == last + 1


def test_an_enterprise_that_no_office_arranges(tmp_path: Path) -> None:
    county = edited(
        ENTERPRISES, ('{region: "990102", since: 2015-03-01}', '{region: "990000", since: 2015-03-01}')
    )
    row = pairings(paired(FIRST, "since: 2025-12-01"), path=CITY_PAIRINGS, region="990100")
    mends = [
        item.help
        for item in found(tmp_path / "a", "2026-11-24", {**county, **pairings(), **row})
        if item.code == "wrong-tier-office"
    ]
    assert mends == ["核对企业的 located，写明所在的县(市、区)"]
    city = edited(
        ENTERPRISES, ('{region: "990102", since: 2012-06-01}', '{region: "990000", since: 2012-06-01}')
    )
    rows = pairings(paired(SECOND, "since: 2024-12-01")) | pairings(path=CITY_PAIRINGS, region="990100")
    promoted = [
        item
        for item in found(tmp_path / "b", "2026-11-24", {**city, **rows})
        if item.code == "promotion-not-handed-over"
    ]
    assert [item.message.partition("，")[2] for item in promoted] == ["应由所在地的专员办接手"]
    assert "它的 pairings.yml 里加一条" in promoted[0].help


def test_an_enterprise_of_no_city(tmp_path: Path) -> None:
    changes = edited(
        ENTERPRISES, ('{region: "990102", since: 2012-06-01}', '{region: "990000", since: 2012-06-01}')
    )
    outside = [item for item in found(tmp_path, "2026-11-24", changes) if item.code == "outside-territory"]
    assert [item.help for item in outside] == [
        "把这一行移到 所在地专员办的 pairings.yml；企业其实在甲市，就改它的 located"
    ]


def test_a_commissioner_from_elsewhere_who_is_done(tmp_path: Path) -> None:
    person = 'region: "990103"\ncommissioners:\n  - {id: 990103-001, name: 示例冯五, posts: [{unit: 丙局, unit_kind: 行政, work_phone: 000-99010311, since: 2022-05-01}]}\n'
    third = {
        **THIRD_PLACE,
        f"{OFFICE_3}/commissioners.yml": person,
        **edited("rosters/contact-groups.yml", ('"990102"]', '"990102", "990103"]')),
    }
    rows = [
        paired(FIRST, "since: 2025-12-01, until: 2026-01-31", "990103-001"),
        paired(FIRST, "since: 2026-02-01"),
    ]
    assert told(tmp_path / "a", "2026-11-24", {**third, **pairings(OLD, *rows)}) == []
    nobody = paired('"91990999MA0000009G"', "since: 2026-01-01", "990103-001")
    changes = {**third, **pairings(OLD, paired(FIRST, "since: 2025-12-01"), nobody)}
    assert told(tmp_path / "b", "2026-11-24", changes) == [("unknown-reference", "error")]


def test_an_enterprise_that_never_was_here(tmp_path: Path) -> None:
    elsewhere = '{region: "990100", since: 2012-01-01}, {region: "990103", since: 2015-03-01}'
    changes = THIRD_PLACE | edited(ENTERPRISES, ('{region: "990102", since: 2015-03-01}', elsewhere))
    misplaced = found(tmp_path, "2026-09-01", changes)[0]
    assert misplaced.message == "“示例精密机械有限公司”在丙区（990103），这个文件夹是乙区的"
    assert misplaced.help.endswith("；企业其实在乙区，就改 located")
    assert misplaced.severity.value == "error"


def test_without_the_scheme_nothing_that_counts_its_days_is_said(tmp_path: Path) -> None:
    broken = {"rosters/scheme.yml": "a: [\n"}
    unpaired = pairings(paired(SECOND, "since: 2024-12-01")) | pairings(path=CITY_PAIRINGS, region="990100")
    for at, changes in enumerate((MOVED, unpaired, six(*["since: 2026-01-01"] * 5))):
        assert told(tmp_path / str(at), "2026-09-02", {**changes, **broken}) == [("yaml-syntax", "error")]


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


def test_a_post_that_has_not_begun_is_said(tmp_path: Path) -> None:
    (item,) = found(tmp_path, "2026-11-24", edited(COMMISSIONERS, ("since: 2022-05-01", "since: 2026-11-25")))
    assert item.message == "示例吴二（990102-001）任职还没有开始，还在服务1家企业"
    assert pointed(tmp_path, item)[0] == "2026-11-25"


def test_the_last_post_is_shown_wherever_it_stands(tmp_path: Path) -> None:
    ended = "since: 2022-05-01, until: 2026-11-23}, {unit: 乙局, unit_kind: 事业, work_phone: 000-99010212, since: 2020-01-01, until: 2022-04-30"
    (item,) = found(tmp_path, "2026-11-24", edited(COMMISSIONERS, ("since: 2022-05-01", ended)))
    assert pointed(tmp_path, item)[0] == "2026-11-23"


def test_the_post_of_each_commissioner_counts(tmp_path: Path) -> None:
    changes = edited(CITY_COMMISSIONERS, ("since: 2022-05-01", "since: 2022-05-01, until: 2026-11-23"))
    assert told(tmp_path, "2026-11-24", changes) == [("commissioner-without-post", "overdue")]


def test_a_few_of_many_pairings_are_shown(tmp_path: Path) -> None:
    changes = six(*["since: 2026-01-01"] * 5) | edited(
        COMMISSIONERS, ("since: 2022-05-01", "since: 2022-05-01, until: 2026-11-23")
    )
    (item,) = (
        item for item in found(tmp_path, "2026-11-24", changes) if item.code == "commissioner-without-post"
    )
    assert len(item.notes) == 5


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


@pytest.mark.parametrize(
    ("recognitions", "message", "mend"),
    [
        ("tier: 专精特新中小企业, awarded_on: 2023-12-01, valid_until: 2026-11-23", "的认定2026-11-23到期", "复核通过就补上新的认定；没有通过就把 until 写成 2026-11-23，"),
        ("tier: 专精特新中小企业, awarded_on: 2023-12-01, valid_until: 2026-11-23, review: 申报中", "的认定2026-11-23到期，复核还在申报中", "复核通过"),
        ("tier: 创新型中小企业, awarded_on: 2023-12-01, valid_until: 2026-11-23", "没有有效的认定", "补上认定，或删掉这条结对"),
        ("tier: 专精特新中小企业, awarded_on: 2026-11-25, valid_until: 2029-11-24", "没有有效的认定", "补上认定，或删掉这条结对"),
    ],
)  # fmt: skip
def test_what_lapsed(tmp_path: Path, recognitions: str, message: str, mend: str) -> None:
    held = "tier: 专精特新中小企业, awarded_on: 2025-12-01, valid_until: 2028-11-30"
    lapsed = found(tmp_path, "2026-11-24", edited(ENTERPRISES, (held, recognitions)))
    assert [item.message for item in lapsed if item.code == "lapsed-recognition"] == [
        f"“示例精密机械有限公司”{message}，结对还没有结束"
    ]
    assert lapsed[-1].help.startswith(mend)


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
    for written in ("91990102MA0000001K", "91990120MA0000001D"):  # one character, or two in the wrong order
        (slip,) = found(tmp_path, "2026-11-24", pairings(OLD, paired(f'"{written}"', "since: 2025-12-01")))
        assert (slip.code, slip.help) == ("unknown-reference", f"改成 {FIRST}")
    assert {code for code, _ in told(tmp_path, "2026-11-24", changes)} == {"unknown-reference", UNCOVERED}


def test_a_wrong_pairing_and_a_mistyped_one_make_no_gap(tmp_path: Path) -> None:
    wrong = paired(FIRST, "since: 2025-12-01, until: 2024-12-01")
    typed = pairings(
        paired('"91990102MA0000002K"', "since: 2025-07-01", "990100-001"), path=CITY_PAIRINGS, region="990100"
    )
    codes = [code for code, _ in told(tmp_path, "2026-11-24", {**pairings(OLD, wrong), **typed})]
    assert sorted(codes) == ["dates-out-of-order", "unknown-reference"]


def test_dates_out_of_order_are_one_finding(tmp_path: Path) -> None:
    changes = pairings(OLD, paired(FIRST, "since: 2025-12-01, until: 2024-12-01"))
    assert told(tmp_path, "2026-11-24", changes) == [("dates-out-of-order", "error")]
