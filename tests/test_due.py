"""`portal due`: what is owed now and within a month, by office."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tree import ENTERPRISES, PAIRINGS, TREE, edited, write_tree

from generator.checking import checked
from generator.cli import portal
from generator.due import owed
from generator.source import PRIVATE

WAIVER = "rosters/waivers.yml"
UNPAIRED = edited(
    PAIRINGS, ('  - {enterprise: "91990102MA0000001D", commissioner: 990102-001, since: 2025-12-01}\n', "")
)


def listed(root: Path, day: str, changes: dict[str, str]) -> list[tuple[str, str, bool]]:
    found = checked(write_tree(root, changes), date.fromisoformat(day))
    return [(item.office, item.finding.code, item.soon) for item in owed(found.dataset, found.diagnostics)]


def run(root: Path, day: str, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        portal, ["due", "--root", str(root), "--as-of", day, *options], standalone_mode=False
    )
    if done.exception:
        raise done.exception
    return int(done.return_value), done.output


@pytest.mark.parametrize(
    ("day", "changes", "expected"),
    [
        ("2026-11-24", {}, []),
        ("2027-04-23", {}, []),
        ("2027-04-24", {}, [("990000", "stale-check", True)]),
        ("2027-05-24", {}, [("990000", "stale-check", False)]),
        ("2026-11-24", UNPAIRED, [("990102", "uncovered-enterprise", False)]),
        ("2025-12-10", UNPAIRED, [("990102", "uncovered-enterprise", True)]),
        (
            "2026-11-24",
            {**UNPAIRED, WAIVER: "- {rule: uncovered-enterprise, awarded_on: 2025-12-01, until: 2026-12-20, reason: 其他}\n"},
            [("990102", "uncovered-enterprise", True), ("990000", "expired-waiver", True)],
        ),
        (
            "2026-11-24",
            edited(ENTERPRISES, ("valid_until: 2028-11-30", "valid_until: 2026-12-10")),
            [("990102", "lapsed-recognition", True)],
        ),
    ],
)  # fmt: skip
def test_what_is_owed(
    tmp_path: Path, day: str, changes: dict[str, str], expected: list[tuple[str, str, bool]]
) -> None:
    assert listed(tmp_path, day, changes) == expected


def test_what_is_still_in_its_grace_keeps_its_words(tmp_path: Path) -> None:
    found = checked(write_tree(tmp_path, UNPAIRED), date(2025, 12, 10))
    (item,) = owed(found.dataset, found.diagnostics)
    assert item.finding in found.diagnostics


def test_a_place_and_all_below_it(tmp_path: Path) -> None:
    dataset = checked(write_tree(tmp_path), date(2026, 11, 24)).dataset
    assert dataset.codes_within["990000"] == ("990000", "990100", "990102")
    assert dataset.codes_within["990100"] == ("990100", "990102")
    assert dataset.codes_within["990102"] == ("990102",)


def test_a_county_right_below_the_province_is_in_it(tmp_path: Path) -> None:
    county = '- {code: "990181", name: 丙市, level: 县级, parent: "990000", slug: bing}\n'
    regions = {"rosters/regions.yml": TREE["rosters/regions.yml"] + county}
    dataset = checked(write_tree(tmp_path, regions), date(2026, 11, 24)).dataset
    assert "990181" in dataset.codes_within["990000"]
    assert "990181" not in dataset.codes_within["990100"]


def test_one_line_each_below_its_office(tmp_path: Path) -> None:
    write_tree(tmp_path, UNPAIRED)
    code, output = run(tmp_path, "2027-04-24")
    assert code == 0
    lines = output.splitlines()
    assert [line for line in lines if not line.startswith("  ")] == [
        "示例省（990000）",
        "",
        "乙区（990102）",
        "",
        "待办1件，30天内到期1件",
    ]
    assert lines[1].startswith("  30天内 content/policies/miit/miit-2026-2.yml:12 上次核对是2026-11-24")
    assert lines[4].startswith(f"  待办 {ENTERPRISES}:8 “示例精密机械有限公司”从2025-12-01起")


@pytest.mark.parametrize(
    ("options", "code", "last"),
    [
        (["--exit-code"], 1, "待办1件，30天内到期1件"),
        (["--exit-code", "--region", "990102"], 1, "待办1件，30天内到期0件"),
        (["--exit-code", "--region", "990100"], 1, "待办1件，30天内到期0件"),
        (["--region", "990100"], 0, "待办1件，30天内到期0件"),
        (["--region", "乙区"], 0, "待办1件，30天内到期0件"),
    ],
)
def test_options(tmp_path: Path, options: list[str], code: int, last: str) -> None:
    write_tree(tmp_path, UNPAIRED)
    done, output = run(tmp_path, "2027-04-24", *options)
    assert (done, output.splitlines()[-1]) == (code, last)


def test_nothing_overdue_is_no_exit_code(tmp_path: Path) -> None:
    write_tree(tmp_path)
    assert run(tmp_path, "2027-04-24", "--exit-code") == (0, run(tmp_path, "2027-04-24")[1])
    assert run(tmp_path, "2026-11-24") == (0, "没有待办，30天内也没有到期的\n")


def test_faults_are_said(tmp_path: Path) -> None:
    write_tree(tmp_path, {PAIRINGS: TREE[PAIRINGS] + "  - {}\n"})
    code, output = run(tmp_path, "2026-11-24")
    assert code == 1
    assert output.splitlines()[-1] == "数据有3处错误，这里可能不全；先运行 portal check"


@pytest.mark.parametrize(("parent", "above"), [("990100", "甲市"), ("990900", "990900")])
def test_a_name_of_two_regions(tmp_path: Path, parent: str, above: str) -> None:
    regions = "rosters/regions.yml"
    other = f'- {{code: "990103", name: 乙区, level: 县级, parent: "{parent}", slug: bing}}\n'
    write_tree(tmp_path, {regions: TREE[regions] + other})
    with pytest.raises(Exception, match=f"“乙区”有2个，写代码：990102（甲市）、990103（{above}）"):
        run(tmp_path, "2026-11-24", "--region", "乙区")


def test_a_region_that_is_nowhere(tmp_path: Path) -> None:
    write_tree(tmp_path)
    with pytest.raises(Exception, match="没有行政区划“示例声”，是示例省就写 示例省"):
        run(tmp_path, "2026-11-24", "--region", "示例声")
    with pytest.raises(Exception, match=r"没有行政区划“990109”，核对 rosters/regions\.yml"):
        run(tmp_path, "2026-11-24", "--region", "990109")


@pytest.mark.parametrize(
    ("day", "region", "exit_code", "line"),
    [
        ("2026-12-16", "甲市", 1, "  待办 rosters/990100-jia/office.yml:1 甲市的附件1、2应在2026-12-15以前首次报送"),
        ("2026-12-16", "乙区", 0, ""),
        ("2026-12-10", "甲市", 0, "  30天内 rosters/990100-jia/office.yml:1 甲市的附件1、2应在2026-12-15以前首次报送"),
    ],
)  # fmt: skip
def test_the_first_report_of_a_new_province(
    tmp_path: Path, day: str, region: str, exit_code: int, line: str
) -> None:
    """Owed by region until it is recorded (rule 28); the county sent its one."""
    sent = f"{PRIVATE}/990100-jia/990102-yi/submissions.yml"
    started = TREE["rosters/scheme.yml"].replace("2022-04-21", "2026-11-24")
    scheme = {"rosters/scheme.yml": f"{started}first_report_on: 2026-12-15\n"}
    write_tree(tmp_path, {**scheme, sent: '- {office: "990102", period: first, submitted_on: 2026-12-08}\n'})
    code, output = run(tmp_path, day, "--exit-code", "--region", region)
    assert code == exit_code
    first = [each for each in output.splitlines() if "首次报送" in each]
    mend = "。报送后记进 submissions.yml，period 写 first；早就报过的，写那天的日期"
    assert first == ([f"{line}{mend}"] if line else [])
