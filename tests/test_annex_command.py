"""`portal export annex` and `portal export adjustment`: files, wrong use, and what changed since the last report."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from private_tree import PRIVATE_TREE
from python_calamine import CalamineWorkbook
from tree import COMMISSIONERS, PAIRINGS, TREE, edited, write_tree

from generator.adjustments import since_last_report
from generator.cli import portal
from generator.cli.wrong_use import wrong_use
from generator.loading import load
from generator.source import PRIVATE

RECORDS = f"{PRIVATE}/990100-jia/990102-yi/records/2026-h1.yml"
SUBMISSIONS = f"{PRIVATE}/990100-jia/990102-yi/submissions.yml"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def tree(root: Path, tmp_path: Path) -> Path:
    maps = {
        f"rosters/annexes/{n}.yml": (root / f"rosters/annexes/{n}.yml").read_text("utf-8")
        for n in range(1, 6)
    }
    return write_tree(tmp_path / "tree", {**PRIVATE_TREE, **maps})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "made" / "form.xlsx"


@pytest.fixture
def run(tree: Path, out: Path) -> Run:
    """Exit code and output of an export; of wrong use the words."""

    def export(*words: str, day: str = "2026-11-24", to: Path = out) -> tuple[int, str]:
        done = CliRunner().invoke(
            portal,
            ["export", *words, "--root", str(tree), "--as-of", day, "--out", str(to)],
            standalone_mode=False,
        )
        if isinstance(done.exception, click.UsageError):
            return 2, wrong_use(done.exception)
        if done.exception:
            raise done.exception
        return int(done.return_value), done.output

    return export


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        ("1", ["附件1"]),
        ("2", ["附件2"]),
        ("3", ["附件3"]),
        ("4", ["甲市"]),
        ("5", ["按县(市、区)", "按专员"]),
    ],
)
def test_each_annex_is_written(run: Run, out: Path, number: str, labels: list[str]) -> None:
    code, said = run("annex", number, "--period", "2026-h1")
    assert code == 0
    assert said.startswith(f"附件{number} ")
    assert "2026年上半年：" in said
    assert list(sheets(out)) == [*labels, "说明"]
    assert list(out.parent.iterdir()) == [out]


def test_rosters_need_no_private_files(run: Run, out: Path) -> None:
    for number in ("1", "2"):
        assert run("annex", number, "--public-only")[0] == 0
    assert "（内部）" in str(sheets(out)["附件2"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("annex", "3", "--period", "2026-h1", "--public-only"),
            "附件3来自内部文件，用 --private 指定它们的文件夹",
        ),
        (("annex", "5"), "附件5要写 --period，例如 --period 2026-h1"),
        (("annex", "5", "--period", "2026-3"), "“2026-3”不是半年，写成 2026-h1"),
        (("annex", "5", "--period", "adjustment"), "“adjustment”不是半年"),
        (("annex", "5", "--period", "2027-h1"), "2027-h1 从2027-01-01开始，还没有到"),
        (("annex", "6", "--period", "2026-h1"), "参数“附件号” 应是整数，1至5"),
        (("annex", "3", "--period", "2025-h1"), "2025-h1 没有服务记录，也没有诉求，没有导出"),
        (("annex", "5", "--period", "2026-h1", "--region", "乙县"), "没有行政区划“乙县”"),
        (("adjustment", "--since", "2027-01-01"), "从2027-01-01到2026-11-24没有一天"),
        (("adjustment", "--public-only"), "报送情况来自内部文件"),
    ],
)
def test_wrong_use_writes_nothing(run: Run, out: Path, words: tuple[str, ...], said: str) -> None:
    out.parent.mkdir()
    out.write_bytes(b"before")
    code, heard = run(*words)
    assert (code, said in heard) == (2, True), heard
    assert out.read_bytes() == b"before"


@pytest.mark.parametrize(
    ("name", "said"), [("form.csv", "文件名以 .xlsx 结尾，例如 form.xlsx"), ("", "是文件夹")]
)
def test_where_to(run: Run, tmp_path: Path, name: str, said: str) -> None:
    code, heard = run("annex", "1", to=tmp_path / name)
    assert code == 2
    assert said in heard


def test_more_rows_than_a_sheet_holds(run: Run, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.annex.MOST_ROWS", 1)
    assert "一张表最多1行，写 --region 分设区市导出" in run("annex", "3", "--period", "2026-h1")[1]
    assert not out.exists()


def test_private_files_from_elsewhere(run: Run, tree: Path, tmp_path: Path) -> None:
    moved = (tree / PRIVATE).rename(tmp_path / "closed")
    assert run("annex", "3", "--period", "2026-h1")[0] == 2
    assert "附件3 示例省" in run("annex", "3", "--period", "2026-h1", "--private", str(moved))[1]


def test_without_the_columns(run: Run, tree: Path) -> None:
    (tree / "rosters/annexes/1.yml").unlink()
    assert "rosters/annexes/1.yml 不在或读不出来" in run("annex", "1")[1]


def test_faults_are_said_and_the_rest_is_exported(run: Run, tree: Path, out: Path) -> None:
    path = tree / RECORDS
    path.write_text(path.read_text("utf-8").replace("channel: 电话", "channel: 信鸽"), "utf-8")
    code, said = run("annex", "5", "--period", "2026-h1", "--region", "乙区")
    assert code == 1
    assert "有1条没有计入，列在“说明”里" in said
    assert "数据有1处错误，表里可能不全" in said
    lines = [row[0] for row in sheets(out)["说明"]]
    assert "服务记录 r-2026-0002：写错了，没有读出来" in lines
    assert "数据有1处错误，表里可能不全；运行 portal check 看是哪些" in lines


def test_a_provisional_year_is_said(run: Run, tree: Path) -> None:
    path = tree / "rosters/holidays.yml"
    assert "year: 2027" not in path.read_text("utf-8")
    assert "（暂定，2027年的放假安排还没有公布）" in run("annex", "5", "--period", "2026-h2")[1]


MOVED: Mapping[str, str] = {
    PAIRINGS: TREE[PAIRINGS].replace(
        "since: 2025-12-01}", "since: 2025-12-01, until: 2026-07-31, reason: 人员调整}"
    )
    + '  - {enterprise: "91990102MA0000001D", commissioner: 990102-002, since: 2026-08-01}\n',
    COMMISSIONERS: TREE[COMMISSIONERS].replace(
        "since: 2022-05-01}]", "since: 2022-05-01, until: 2026-09-30}]"
    )
    + "  - id: 990102-002\n    name: 示例郑三\n    posts:\n"
    "      - {unit: 乙区工业和信息化局, unit_kind: 行政, work_phone: 000-99010212, since: 2026-05-01, until: 2026-08-31}\n"
    "      - {unit: 乙区发展和改革委员会, unit_kind: 行政, work_phone: 000-99010212, since: 2026-09-01}\n",
}


def adjusted(run: Run, tree: Path, out: Path, *words: str) -> dict[str, list[list[Any]]]:
    write_tree(tree, MOVED)
    code, said = run("adjustment", *words)
    assert code in {0, 1}, said
    return sheets(out)


def test_what_changed_since_the_last_report(run: Run, tree: Path, out: Path) -> None:
    """乙区 reported to 30 June: what comes after is new, and the province's office never reported."""
    book = adjusted(run, tree, out, "--region", "乙区")
    assert [row[1:5] for row in book["专员变动"][3:]] == [
        [date(2026, 9, 1), "信息变动", "990102-002", "示例郑三"],
        [date(2026, 9, 30), "离开", "990102-001", "示例吴二"],
    ]
    (change,) = book["结对变动"][3:]
    assert change[1:5] == [date(2026, 8, 1), "更换专员", "示例精密机械有限公司", "91990102MA0000001D"]
    assert change[7:] == ["示例吴二（990102-001）", "示例郑三（990102-002）", "人员调整", "未报送"]
    assert [row[2:4] for row in book["未报送"][3:]] == [
        ["更换专员", "示例精密机械有限公司（91990102MA0000001D）"],
        ["信息变动", "示例郑三（990102-002）"],
        ["离开", "示例吴二（990102-001）"],
    ]


def test_what_changed_between_two_days(run: Run, tree: Path, out: Path) -> None:
    book = adjusted(run, tree, out, "--region", "990102", "--since", "2025-06-01", "--until", "2026-06-30")
    assert [row[1:5] + row[-1:] for row in book["专员变动"][3:]] == [
        [date(2026, 5, 1), "加入", "990102-002", "示例郑三", date(2026, 7, 6)]
    ]
    assert [(row[1], row[2], row[6], row[-1]) for row in book["结对变动"][3:]] == [
        (
            date(2025, 7, 1),
            "更换专员",
            "甲市专员办",
            "未报送",
        ),  # promoted: the city, which reported nothing, took over
        (date(2025, 12, 1), "开始结对", "甲市乙区专员办", date(2026, 7, 6)),
    ]
    assert [row[2] for row in book["未报送"][3:]] == ["更换专员"]


@pytest.mark.parametrize(
    ("until", "kinds"),
    [
        ("2026-08-31", [["2026-07-10", "离开"]]),
        ("2026-11-24", [["2026-07-10", "离开"], ["2026-09-01", "加入"]]),
    ],
)
def test_who_comes_back_left_before(
    run: Run, tree: Path, out: Path, until: str, kinds: list[list[str]]
) -> None:
    """One person is one record: a gap between two posts is a departure and a return (rule 29)."""
    back = "{unit: 乙局, unit_kind: 行政, work_phone: 000-99010211, since: 2026-09-01}"
    write_tree(
        tree, edited(COMMISSIONERS, ("since: 2022-05-01}", f"since: 2022-05-01, until: 2026-07-10}}, {back}"))
    )
    code, said = run("adjustment", "--region", "990102", "--since", "2026-07-01", "--until", until)
    assert code in {0, 1}, said
    rows = sheets(out)["专员变动"][3:]
    assert [[str(row[1]), row[2]] for row in rows] == kinds
    assert [bool(row[6]) for row in rows] == [kind == "离开" for _, kind in kinds]


def test_a_promotion_that_keeps_the_person_names_the_offices(run: Run, tree: Path, out: Path) -> None:
    write_tree(tree, edited("rosters/990100-jia/pairings.yml", ("990100-001", "990102-001")))
    code, said = run("adjustment", "--region", "990102", "--since", "2025-06-01", "--until", "2025-08-01")
    assert code in {0, 1}, said
    (change,), (unreported,) = sheets(out)["结对变动"][3:], sheets(out)["未报送"][3:]
    assert change[2] == unreported[2] == "更换专员办"
    assert change[6:10] == ["甲市专员办", "甲市乙区专员办", "甲市专员办", "晋级"]


def test_since_when(tree: Path) -> None:
    dataset = load(tree, date(2026, 11, 24), tree / PRIVATE)[0]
    assert since_last_report(dataset, "990102") == date(2026, 7, 1)
    assert since_last_report(dataset, "990100") == date(
        2026, 7, 1
    )  # it never did: the earliest of its counties


def test_since_the_start_where_nobody_reported(tree: Path) -> None:
    (tree / SUBMISSIONS).unlink()
    dataset = load(tree, date(2026, 11, 24), tree / PRIVATE)[0]
    for code in ("990000", "990100", "990102"):
        assert since_last_report(dataset, code) == dataset.scheme.record.scheme_start_on


def test_a_report_of_the_city_covers_its_counties(tree: Path) -> None:
    own = '- {office: "990100", period: adjustment, submitted_on: 2026-10-09, reported_on: 2026-09-30}\n'
    (tree / PRIVATE / "990100-jia/submissions.yml").write_text(own, "utf-8")
    dataset = load(tree, date(2026, 11, 24), tree / PRIVATE)[0]
    for code in ("990000", "990100", "990102"):
        assert since_last_report(dataset, code) == date(2026, 10, 1)
