"""`portal export adjustment --since 版本`: what changed between two revisions of the data, dated or not."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from private_tree import PRIVATE_TREE
from python_calamine import CalamineWorkbook
from test_since import Changes, change, commit, git, repository
from tree import COMMISSIONERS, ENTERPRISES, PAIRINGS, TREE, edited

from generator.cli import main
from generator.source import PRIVATE

CITY = "rosters/990100-jia/commissioners.yml"
CITY_PAIRINGS = "rosters/990100-jia/pairings.yml"
SUBMISSIONS = f"{PRIVATE}/990100-jia/990102-yi/submissions.yml"
FIRST, SECOND = "2026-08-03", "2026-10-12"
"""The days of the revisions `first` and `second`; what is not committed is of 2026-11-24."""

Book = dict[str, list[list[str]]]
Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def _plain_git(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def tag(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str, str], None]:
    """Commit all that is there on a day, under a name."""

    def made(root: Path, day: str, name: str) -> None:
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T23:30:00+08:00")
        commit(root)
        git(root, "tag", name)

    return made


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the small tree and its private rosters at `first`."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{FIRST}T23:30:00+08:00")
    made = repository(tmp_path / "root", PRIVATE_TREE)
    git(made, "tag", "first")
    return made


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Exit code and all that an export said."""

    def export(*words: str) -> tuple[int, str]:
        given = ["portal", "export", "adjustment", "--root", str(root), "--as-of", "2026-11-24"]
        monkeypatch.setattr(sys, "argv", [*given, "--out", str(root.parent / "form.xlsx"), *words])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), "".join(capfd.readouterr())

    return export


def book(run: Run, root: Path, *words: str) -> Book:
    """The rows of a report by sheet, without their number; days as text. Records that do not fit any more are errors."""
    code, said = run(*words)
    assert code in {0, 1}, said
    made = CalamineWorkbook.from_path(root.parent / "form.xlsx")
    rows: dict[str, list[list[Any]]] = {
        name: made.get_sheet_by_name(name).to_python() for name in made.sheet_names
    }
    about = {"说明": [[str(cell) for cell in row] for row in rows.pop("说明")]}
    return {name: [[str(cell) for cell in row[1:]] for row in of[3:]] for name, of in rows.items()} | about


def test_particulars_without_a_date(run: Run, root: Path) -> None:
    """A phone, a unit and a name put right in the same post: each before and after, on the day of the later data."""
    change(root, edited(CITY, ("work_phone: 000-99010011", "work_phone: 000-99010099")))
    change(root, edited(COMMISSIONERS, ("name: 示例吴二", "name: 示例吴贰")))
    made = book(run, root, "--since", "first")
    office, phone = "甲市工业和信息化局，副处长", "乙区工业和信息化局，000-99010211"
    assert made["专员变动"] == [
        [
            "2026-11-24",
            "信息变动",
            "990100-001",
            "示例周一",
            "甲市专员办",
            f"{office}，000-99010011",
            f"{office}，000-99010099",
            "未报送",
        ],
        [
            "2026-11-24",
            "信息变动",
            "990102-001",
            "示例吴贰",
            "甲市乙区专员办",
            f"示例吴二，{phone}",
            f"示例吴贰，{phone}",
            "未报送",
        ],
    ]
    assert {row[2] for row in made["未报送"]} == {"示例周一（990100-001）", "示例吴贰（990102-001）"}
    assert made["结对变动"] == made["企业更名"] == []


def test_an_office_that_changed(run: Run, root: Path) -> None:
    """A commissioner who goes to another office keeps the old id as an alias; both offices see it, pairings do not change."""
    line = TREE[COMMISSIONERS].partition("commissioners:\n")[2]
    moved = line.replace("id: 990102-001\n", 'id: 990100-002\n    aliases: ["990102-001"]\n')
    change(root, {COMMISSIONERS: 'region: "990102"\ncommissioners: []\n', CITY: TREE[CITY] + moved})
    change(root, {PAIRINGS: TREE[PAIRINGS].replace("990102-001", "990100-002")})
    for region in ("甲市", "乙区"):
        made = book(run, root, "--since", "first", "--region", region)
        (row,) = made["专员变动"]
        assert row[1:5] == ["信息变动", "990100-002", "示例吴二", "甲市专员办"]
        assert (row[5][:8], row[6][:6]) == ("甲市乙区专员办，", "甲市专员办，")
        assert made["结对变动"] == []


@pytest.mark.parametrize("dated", [False, True])
def test_a_name_of_an_enterprise(run: Run, root: Path, *, dated: bool) -> None:
    """By its former name where the data has one, else by what the older data says; once."""
    former = "\n    former_names: [{name: 示例精密机械有限公司, until: 2026-09-09}]" if dated else ""
    change(root, edited(ENTERPRISES, ("name: 示例精密机械有限公司", f"name: 示例精工有限公司{former}")))
    words = ["示例精密机械有限公司", "示例精工有限公司", "未报送"]
    day = "2026-09-10" if dated else "2026-11-24"
    row = [day, "示例精工有限公司", "91990102MA0000001D", "甲市乙区专员办", *words]
    assert book(run, root, "--since", "first")["企业更名"] == [row]
    assert book(run, root, "--since", "2026-08-04")["企业更名"] == [row] * dated


def handed_over(until: str, since: str) -> Changes:
    """The first enterprise has another commissioner, who joins that day."""
    ended = edited(PAIRINGS, ("since: 2025-12-01}", f"since: 2025-12-01, until: {until}, reason: 人员调整}}"))
    begun = f'  - {{enterprise: "91990102MA0000001D", commissioner: 990102-002, since: {since}}}\n'
    return {PAIRINGS: ended[PAIRINGS] + begun, **joined(since)}


def joined(since: str) -> Changes:
    """Another commissioner."""
    post = f"{{unit: 乙区发展和改革委员会, unit_kind: 行政, work_phone: 000-99010212, since: {since}}}"
    return {
        COMMISSIONERS: f"{TREE[COMMISSIONERS]}  - id: 990102-002\n    name: 示例郑三\n    posts: [{post}]\n"
    }


@pytest.mark.parametrize(
    ("until", "since"),
    [
        ("2026-05-31", "2026-06-01"),  # written down late
        ("2026-08-02", "2026-08-03"),
        ("2026-08-03", "2026-08-04"),  # the last day of the older data
        ("2026-08-04", "2026-08-05"),
    ],
)
def test_a_change_with_a_date_is_there_once(run: Run, root: Path, until: str, since: str) -> None:
    change(root, handed_over(until, since))
    made = book(run, root, "--since", "first")
    assert [row[:3] for row in made["专员变动"]] == [[since, "加入", "990102-002"]]
    (row,) = made["结对变动"]
    assert row[:2] == [since, "更换专员"]
    assert row[6:] == ["示例吴二（990102-001）", "示例郑三（990102-002）", "人员调整", "未报送"]


def test_a_report_made_before_the_change_was_written_does_not_cover_it(run: Run, root: Path) -> None:
    """乙区 reported on 6 July to 30 June; what was written after 3 August was not in it."""
    change(root, joined("2026-06-01"))
    assert book(run, root, "--since", "2026-05-01")["专员变动"][0][-1] == "2026-07-06"
    assert book(run, root, "--since", "first")["专员变动"][0][-1] == "未报送"
    later = '- {office: "990102", period: adjustment, submitted_on: 2026-11-20, reported_on: 2026-11-20}\n'
    change(root, {SUBMISSIONS: PRIVATE_TREE[SUBMISSIONS] + later})
    assert book(run, root, "--since", "first")["专员变动"][0][-1] == "2026-11-20"


def test_what_is_in_no_file_any_more(run: Run, root: Path) -> None:
    change(root, {COMMISSIONERS: 'region: "990102"\ncommissioners: []\n'})
    change(root, {PAIRINGS: 'region: "990102"\npairings: []\n'})
    made = book(run, root, "--since", "first")
    assert [row[:4] for row in made["专员变动"]] == [["2026-11-24", "离开", "990102-001", "示例吴二"]]
    assert [row[:2] + row[6:8] for row in made["结对变动"]] == [
        ["2026-11-24", "结束结对", "示例吴二（990102-001）", ""]
    ]


def test_between_two_revisions(run: Run, root: Path, tag: Callable[[Path, str, str], None]) -> None:
    """What is changed after the later one is not in it, and its day is the last one."""
    change(root, edited(CITY, ("000-99010011", "000-99010012")))
    tag(root, SECOND, "second")
    change(root, edited(CITY, ("000-99010011", "000-99010013")))
    made = book(run, root, "--since", "first", "--until", "second")
    (row,) = made["专员变动"]
    assert (row[0], row[6][-3:]) == (SECOND, "012")
    assert book(run, root, "--since", "second")["专员变动"][0][5][-3:] == "012"
    assert book(run, root, "--since", "first", "--until", "first")["专员变动"] == []
    assert ["比较的是版本first（2026-08-03）和版本second（2026-10-12）"] in made["说明"]
    assert "--since 的版本是2026-10-12的，比2026-08-03晚" in run("--since", "second", "--until", "first")[1]


def test_a_branch_is_compared_as_it_is(run: Run, root: Path, tag: Callable[[Path, str, str], None]) -> None:
    """Not with where it left this one, as a check does: two reports are compared, not a change judged."""
    git(root, "checkout", "--quiet", "-b", "other")
    change(root, edited(CITY, ("000-99010011", "000-99010012")))
    tag(root, SECOND, "second")
    git(root, "checkout", "--quiet", "main")
    assert book(run, root, "--since", "other")["专员变动"][0][5][-3:] == "012"


def test_a_name_that_begins_with_a_day(run: Run, root: Path) -> None:
    git(root, "tag", "2026-08-03报送")
    assert book(run, root, "--since", "2026-08-03报送")["专员变动"] == []


@pytest.mark.parametrize("way", ["a repository of its own", "a folder elsewhere", "ignored"])
def test_private_rosters_that_git_does_not_keep(run: Run, root: Path, tmp_path: Path, way: str) -> None:
    """What was reported is read as it is today, wherever it lies: no private file of the past is needed."""
    git(root, "rm", "--quiet", "--cached", "-r", PRIVATE)
    git(root, "commit", "--quiet", "--amend", "--message", "x")
    git(root, "tag", "--force", "first")
    words: tuple[str, ...] = ()
    if way == "a repository of its own":
        git(root / PRIVATE, "init", "--quiet")
    elif way == "ignored":
        (root / ".gitignore").write_text(f"/{PRIVATE}/\n")
    else:
        words = ("--private", str((root / PRIVATE).rename(tmp_path / "closed")))
    change(root, edited(COMMISSIONERS, ("000-99010211", "000-99010299")))
    assert len(book(run, root, "--since", "first", *words)["专员变动"]) == 1
    assert book(run, root, "--since", "2026-01-01", "--until", "2026-06-30", *words)["专员变动"] == []


def test_what_the_older_data_cannot_tell_is_said(
    run: Run, root: Path, tag: Callable[[Path, str, str], None]
) -> None:
    change(root, edited(CITY, ("    name: 示例周一\n", "")))
    tag(root, SECOND, "second")
    change(root, {CITY: TREE[CITY]})
    code, said = run("--since", "second")
    assert (code, "版本second的数据有1处读不出来，表里可能不全" in said) == (0, True), said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "nope"), "版本库里没有“nope”这个版本，用 git log 核对写法"),
        (("--since", "first", "--until", "nope"), "版本库里没有“nope”这个版本"),
        (("--since=-x",), "版本写分支、标签或提交号，例如 origin/main，不能以 - 开头"),
        (("--since", "2026/07/01"), "“2026/07/01”不是日期，写成 2026-11-24 这样"),
        (("--since", "2026-13-01"), "“2026-13-01”不是日期"),
        (("--since", "first", "--until", "2026-10-01"), "--since 和 --until 都写日期，或者都写版本"),
        (("--until", "first"), "--since 和 --until 都写日期，或者都写版本"),
        (("--since", "first", "--as-of", "2026-08-02"), "--since 的版本是2026-08-03的，比2026-08-02晚"),
        (("--since", "first", "--public-only"), "报送情况来自内部文件"),
    ],
)
def test_wrong_use(run: Run, root: Path, words: tuple[str, ...], said: str) -> None:
    code, heard = run(*words)
    assert (code, said in heard) == (2, True), heard
    assert not (root.parent / "form.xlsx").exists()


def test_no_repository(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    (root / ".git").rename(root.parent / "gone")
    code, heard = run("--since", "first")
    assert (code, "不在 git 版本库里，用不了 --since；换到版本库里运行，或去掉 --since\n" in heard) == (
        2,
        True,
    )
