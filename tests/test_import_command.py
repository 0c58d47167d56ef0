"""`portal import` from end to end: dry first, all files or none, and every bad file with its words and exit code."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from clerk_sheets import credit_code, write_book
from click.testing import CliRunner
from private_tree import PRIVATE_TREE
from test_import_kinds import HANDOVER, W_HEAD
from test_import_sheets import GOOD, OLE, cut
from tree import CITY_COMMISSIONERS, COMMISSIONERS, ENTERPRISES, write_tree

from generator.cli import portal
from generator.importing.shapes import WAYS
from generator.staging import ChangedMeanwhileError, write_together

Run = Callable[..., tuple[int, str]]
HEAD = ["统一社会信用代码", "企业名称", "县(市、区)", "所属行业", "所在地起"]
ROW = [credit_code(1), "示例企业甲有限公司", "乙区", "工业", "2020-01-01"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in the small tree, as `main` runs it."""
    write_tree(tmp_path, PRIVATE_TREE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")

    def run_(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["portal", "import", *words])
        done = CliRunner().invoke(portal, ["import", *words], standalone_mode=False)
        if done.exception and not isinstance(done.exception, SystemExit):
            from generator.cli.wrong_use import wrong_use  # noqa: PLC0415 -- what `main` says

            return 2, wrong_use(done.exception)  # type: ignore[arg-type]
        return int(done.return_value or 0), done.output

    return run_


def tree_bytes(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "rosters").rglob("*"))
        if path.is_file()
    }


def test_it_is_dry_until_it_is_told_to_write(tmp_path: Path, run: Run) -> None:
    write_book(tmp_path / "名单.xlsx", {"企业": [HEAD, ROW]})
    before = tree_bytes(tmp_path)
    code, said = run("名单.xlsx", "--kind", "企业", "--region", "乙区")
    assert code == 0
    assert "企业：新增1条，改动0条，和原来一样0条" in said
    assert f'  +  - {{code: "{ROW[0]}", name: 示例企业甲有限公司, industry: 工业,' in said
    assert "没有写入。看过没有问题，加 --write 写入这1条" in said
    assert tree_bytes(tmp_path) == before
    code, said = run("名单.xlsx", "--kind", "企业", "--region", "乙区", "--write")
    assert (code, "写入了1条，1个文件" in said) == (0, True)
    changed = {path for path, data in tree_bytes(tmp_path).items() if before.get(path) != data}
    assert changed == {ENTERPRISES}
    code, said = run("名单.xlsx", "--kind", "企业", "--region", "乙区", "--write")
    assert (code, "没有写入：和原来一样" in said) == (0, True)


def test_what_is_refused_is_told_and_the_rest_is_written(tmp_path: Path, run: Run) -> None:
    wrong = [credit_code(2)[:-1] + "?", "示例企业乙有限公司", "乙区", "工业", "2020-01-01"]
    write_book(tmp_path / "名单.xlsx", {"企业": [HEAD, ROW, wrong]})
    code, said = run("名单.xlsx", "--kind", "enterprise", "--region", "990102", "--write")
    assert code == 1
    assert "  企业!A3 统一社会信用代码：" in said
    assert "写入了1条，1个文件；拒绝的改好以后再导入一次，已经导入的不会重复" in said
    assert ROW[0] in (tmp_path / ENTERPRISES).read_text(encoding="utf-8")


def test_many_of_the_same_fault_stand_together(tmp_path: Path, run: Run) -> None:
    rows = [[credit_code(number), f"示例{number}", "乙区", "制造业", "2020-01-01"] for number in range(1, 9)]
    write_book(tmp_path / "名单.xlsx", {"企业": [HEAD, *rows]})
    _, said = run("名单.xlsx", "--kind", "企业", "--region", "乙区")
    assert said.count("没有行业“制造业”") == 1
    assert "同样的还有7处：D3、D4、D5、D6、D7、D8、D9" in said


def test_private_kinds_go_to_the_private_folder_wherever_it_lies(tmp_path: Path, run: Run) -> None:
    (tmp_path / "rosters/private").rename(tmp_path / "closed")
    head = ["信用代码", "数据日期", "从业人员"]
    write_book(tmp_path / "画像.xlsx", {"画像": [head, ["91990102MA0000001D", "2026-06-30", 90]]})
    words = ("画像.xlsx", "--kind", "画像", "--region", "乙区", "--write")
    code, said = run(*words)
    assert (code, "用 --private 指定" in said) == (2, True)
    assert run(*words, "--private", "closed")[0] == 0
    text = (tmp_path / "closed/990100-jia/990102-yi/profiles.yml").read_text(encoding="utf-8")
    assert "date: 2026-06-30, facts: {staff: 90}" in text


def test_a_row_that_breaks_a_private_file_is_told_of_it_as_it_lies(tmp_path: Path, run: Run) -> None:
    """A pairing ends, and a service record of a later day lies in a private file."""
    (tmp_path / "rosters/private").rename(tmp_path / "closed")
    write_book(tmp_path / "对接.xlsx", {"对接": [W_HEAD, *HANDOVER]})
    code, said = run("对接.xlsx", "--kind", "对接", "--region", "乙区", "--private", "closed")
    assert (code, "没有服务这家企业（closed/990100-jia/990102-yi/records/2026-h2.yml 第" in said) == (1, True)
    assert "rosters/private" not in said


def test_a_table_that_is_there_is_not_replaced_by_an_empty_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "企业.xlsx").write_bytes(GOOD)
    code, said = run("--template", "企业")
    assert (code, "已经有 企业.xlsx，不换掉它" in said) == (2, True)
    assert (tmp_path / "企业.xlsx").read_bytes() == GOOD


@pytest.mark.parametrize("kind", WAYS)
def test_a_template_is_read_back_and_holds_nothing(run: Run, kind: str) -> None:
    code, said = run("--template", kind, "--out", "空白.xlsx")
    assert (code, f"--kind {kind}" in said) == (0, True)
    code, said = run("空白.xlsx", "--kind", kind, "--region", "示例省")
    assert (code, "示例1行，不导入：第2行" in said, "没有认出" in said) == (0, True, False)
    assert "没有写入：没有可以导入的行" in said


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("坏.xlsx", cut(GOOD), "损坏"),
        ("锁.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("旧.xls", OLE + b"\0" * 600, "旧格式"),
        ("乱.csv", b"\xff\xff\xff\xff", "编码读不出来"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, run: Run, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    code, said = run(name, "--kind", "企业", "--region", "乙区", "--write")
    assert (code, said.startswith(f"{name}：")) == (1, True)
    assert words in said
    assert "没有写入，原来的文件没有改动" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "缺少表格文件、--kind 种类、--region 地区"),
        (("没有.xlsx", "--kind", "企业", "--region", "乙区"), "没有 没有.xlsx 这个文件"),
        (("空.csv", "--kind", "企业", "--region", "乙区"), "空.csv 是空的"),
        (("rosters", "--kind", "企业", "--region", "乙区"), "是文件夹"),
        (("x.xlsx", "--kind", "企业家"), "没有“企业家”这一种，是 企业 就改成它"),
        (("名单.csv", "--kind", "企业", "--region", "丁区"), "没有行政区划“丁区”"),
        (("--template", "企业", "--out", "模板.csv"), "以 .xlsx 结尾，例如 模板.xlsx"),
        (("--template", "企业", "--out", ""), "以 .xlsx 结尾，例如 企业.xlsx"),
    ],
)
def test_wrong_use(tmp_path: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "名单.csv").write_text("信用代码\n", encoding="utf-8")
    (tmp_path / "空.csv").touch()
    code, told = run(*words)
    assert (code, said in told) == (2, True), told


def test_a_table_of_another_kind_is_told_what_it_lacks(tmp_path: Path, run: Run) -> None:
    (tmp_path / "名单.csv").write_bytes("企业,地区\r\n示例甲,乙区\r\n".encode("gbk"))
    code, said = run("名单.csv", "--kind", "企业", "--region", "乙区", "--write")
    assert code == 1
    assert "缺少要有的列" in said
    listed = [line.rpartition("：")[2].split("、") for line in said.splitlines() if "表头可以写：" in line]
    assert all(len(words) == len(set(words)) for words in listed)
    assert "“统一社会信用代码”，表头可以写：统一社会信用代码、信用代码" in said
    assert "没有写入，原来的文件没有改动" in said


def test_files_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_tree(tmp_path)
    paths = [
        root / ENTERPRISES,
        root / COMMISSIONERS,
        root / CITY_COMMISSIONERS,
        root / "rosters/neu/neu.yml",
    ]
    old = [path.read_bytes() if path.exists() else None for path in paths]
    before, replace = tree_bytes(root), Path.replace
    done: list[Path] = []

    def third_fails(self: Path, target: Path) -> Path:
        if len(done) == 3:
            raise OSError(28, "No space left on device", str(target))
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", third_fails)
    files = {path: (text, "neu\n") for path, text in zip(paths, old, strict=True)}
    with pytest.raises(OSError, match="No space"):
        write_together(files)
    assert len(done) == 3
    assert tree_bytes(root) == before
    assert not (root / "rosters/neu").exists()
    monkeypatch.setattr(Path, "replace", replace)
    write_together(files)
    assert {path.read_text(encoding="utf-8") for path in paths} == {"neu\n"}
    assert set(tree_bytes(root)) == {*before, "rosters/neu/neu.yml"}


def test_a_file_that_was_changed_meanwhile_is_left(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yml", tmp_path / "two.yml"
    one.write_text("1", encoding="utf-8")
    two.write_text("another", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError, match=r"two\.yml"):
        write_together({one: (b"1", "new"), two: (b"2", "new")})
    assert sorted(tmp_path.iterdir()) == [one, two]
    assert (one.read_text(), two.read_text()) == ("1", "another")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(PermissionError):
        write_together({folder / "a.yml": (None, "x")})
