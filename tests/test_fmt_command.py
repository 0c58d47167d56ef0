"""`portal fmt` from outside: which files it touches, what it says, and that it touches none halfway."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import DAY, portal, texts_below
from private_tree import PRIVATE_TREE
from tree import COMMISSIONERS, ENTERPRISES, FACTS, PAIRINGS, TREE, edited, write_tree

from generator.editing.formatting import formatted
from generator.kinds import kind_of
from generator.source import PRIVATE

RECORDS = f"{PRIVATE}/990100-jia/990102-yi/records/2026-h1.yml"


def canonical(changes: dict[str, str]) -> dict[str, str]:
    """The tree with changes, its own files in canonical form, those of the changes as they are."""
    made = {}
    for path, text in {**TREE, **PRIVATE_TREE}.items():
        kind = kind_of(path)
        assert kind
        made[path] = formatted(text, kind, path)
    return {**made, **changes}


UGLY = {
    PAIRINGS: TREE[PAIRINGS].replace("since: 2025-12-01", "since:   '2025-12-01'"),
    FACTS: TREE[FACTS],
    RECORDS: PRIVATE_TREE[RECORDS],
}
"""Three files out of form, each clean."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "project", dict(canonical(UGLY)))


def touched(root: Path, before: dict[str, bytes]) -> set[str]:
    after = texts_below(root)
    return {path for path in before | after if before.get(path) != after.get(path)}


def test_all_files(tree: Path) -> None:
    before = texts_below(tree)
    done = portal("fmt", "--check", cwd=tree)
    count = len(canonical({}))
    assert (done.code, done.err) == (1, "")
    assert sorted(done.out.splitlines()) == [
        f"3个文件要整理，运行 portal fmt，{count - 3}个本来就是统一的写法",
        f"要整理：{FACTS}",
        f"要整理：{PAIRINGS}",
        f"要整理：{RECORDS}",
    ]
    assert touched(tree, before) == set()
    done = portal("fmt", cwd=tree)
    assert done.code == 0
    assert min(done.out.splitlines()) == f"3个文件整理过，{count - 3}个本来就是统一的写法"
    assert {line for line in done.out.splitlines() if "：" in line} == {f"整理好了：{path}" for path in UGLY}
    assert touched(tree, before) == set(UGLY)
    assert portal("check", "--as-of", DAY, cwd=tree).code == 0
    done = portal("fmt", "--check", cwd=tree)
    assert (done.code, done.out) == (0, f"0个文件整理过，{count}个本来就是统一的写法\n")


@pytest.mark.parametrize(
    ("named", "made"),
    [
        ((PAIRINGS,), {PAIRINGS}),
        ((f"./{FACTS}", RECORDS), {FACTS, RECORDS}),
        (("rosters",), {PAIRINGS, RECORDS}),
        ((f"{PRIVATE}/990100-jia/", COMMISSIONERS), {RECORDS}),
        ((".",), set(UGLY)),
    ],
)
def test_files_and_folders_that_are_named(tree: Path, named: tuple[str, ...], made: set[str]) -> None:
    before = texts_below(tree)
    assert portal("fmt", "--check", *named, cwd=tree).code == 1
    assert touched(tree, before) == set()
    assert portal("fmt", *named, cwd=tree).code == 0
    assert touched(tree, before) == made
    assert portal("fmt", "--check", *named, cwd=tree).code == 0


def test_files_are_named_from_where_one_stands(tree: Path, tmp_path: Path) -> None:
    before = texts_below(tree)
    (tmp_path / "link").symlink_to(tree)
    named = str(Path(PAIRINGS).relative_to("rosters"))
    done = portal("fmt", "--root", "..", named, cwd=tmp_path / "link/rosters")
    assert done.out.startswith(f"整理好了：{PAIRINGS}\n")
    portal("fmt", "--root", "link", f"link/{FACTS}", cwd=tmp_path)
    assert touched(tree, before) == {PAIRINGS, FACTS}


@pytest.mark.parametrize(
    "named",
    ["rosters/nothing.yml", "mkdocs.yml", "../x.yml", "content/pages", "content/notes.yml", "schemas"],
)
def test_a_name_that_is_no_data(tree: Path, named: str) -> None:
    (tree / "mkdocs.yml").write_text("a:   b\n", encoding="utf-8")
    (tree / "content/notes.yml").write_text("a:   b\n", encoding="utf-8")
    (tree / "content/pages").mkdir()
    before = texts_below(tree)
    done = portal("fmt", PAIRINGS, named, cwd=tree)
    assert done.code == 2
    assert done.err.startswith(
        f"用法不对：没有这样的数据文件：{named}。写 content、rosters 或内部文件夹里的 .yml 文件"
    )
    assert touched(tree, before) == set()


def test_private_files_elsewhere(tree: Path, tmp_path: Path) -> None:
    private = tmp_path / "closed"
    shutil.move(tree / PRIVATE, private)
    name = RECORDS.removeprefix(f"{PRIVATE}/")
    assert FACTS in portal("fmt", "--check", cwd=tree).out
    assert "closed" not in portal("fmt", "--check", cwd=tree).out
    done = portal("fmt", "--private", "../closed", f"../closed/{name}", cwd=tree)
    assert done.out.splitlines() == [f"整理好了：../closed/{name}", "1个文件整理过，0个本来就是统一的写法"]
    assert (private / name).read_text(encoding="utf-8") == canonical({})[RECORDS]


def test_public_files_only(tree: Path) -> None:
    before = texts_below(tree)
    assert portal("fmt", "--public-only", cwd=tree).code == 0
    assert touched(tree, before) == {PAIRINGS, FACTS}
    assert portal("fmt", "--public-only", RECORDS, cwd=tree).code == 2


BROKEN = {
    COMMISSIONERS: TREE[COMMISSIONERS].replace("    name:", "   name:"),
    ENTERPRISES: TREE[ENTERPRISES].replace("\n", "\r\n"),
}


def test_files_that_cannot_be_read_are_left_and_named(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {**canonical(UGLY), **BROKEN, "content/resources/bad.yml": b"\xff\xfe"})
    before = texts_below(tree)
    for options in (("--check",), ()):
        done = portal("fmt", *options, cwd=tree)
        assert done.code == 1
        assert done.err == "有上面问题的文件没有整理，改好后再运行 portal fmt\n"
        found = {line.partition(": ")[0].partition(":")[0] for line in done.out.splitlines() if "[" in line}
        assert found == {*BROKEN, "content/resources/bad.yml"}
        assert f"，{len(canonical({})) - 5}个本来就是统一的写法" in done.out
    assert touched(tree, before) == set(UGLY)
    done = portal("fmt", "content/resources/bad.yml", FACTS, cwd=tree)
    assert done.code == 1
    assert "not-utf-8" in done.out
    assert portal("fmt", FACTS, cwd=tree).code == 0


def test_faults_of_records_do_not_matter(tmp_path: Path) -> None:
    wrong = edited(
        PAIRINGS, ("commissioner: 990102-001, since: 2025-12-01", "commissioner: nobody, note: [1,   2]")
    )
    tree = write_tree(tmp_path, {**canonical({}), **wrong})
    assert portal("fmt", cwd=tree).code == 0
    assert "commissioner: nobody, note: [1, 2]}" in (tree / PAIRINGS).read_text(encoding="utf-8")


def test_permissions_stay(tree: Path) -> None:
    (tree / FACTS).chmod(0o440)
    assert portal("fmt", cwd=tree).code == 0
    assert (tree / FACTS).stat().st_mode & 0o777 == 0o440


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts_below(tree)
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == ".facts.new":
            raise OSError(28, "No space left", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    done = portal("fmt", cwd=tree)
    assert done.code == 2
    assert "磁盘已满" in done.err
    assert "没有写完的文件没有改动" in done.err
    assert touched(tree, before) == set()


def test_ctrl_c_leaves_all_as_it_was(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = texts_below(tree)
    replaced: list[Path] = []
    replace = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        if replaced:
            raise KeyboardInterrupt
        replaced.append(path)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    assert portal("fmt", cwd=tree).code == 130
    assert replaced
    assert touched(tree, before) == set()


def test_what_a_crash_leaves_is_no_data(tree: Path) -> None:
    portal("fmt", cwd=tree)
    for path in (PAIRINGS, FACTS):
        (tree / path).with_name(f".{Path(path).stem}.new").write_text("half", encoding="utf-8")
    assert portal("check", "--as-of", DAY, cwd=tree).code == 0
    (tree / FACTS).write_text(TREE[FACTS], encoding="utf-8")
    assert portal("fmt", cwd=tree).code == 0
    assert not (tree / "content/.facts.new").exists()


def test_more_folders_than_files_may_be_open_are_left_as_they_are(tree: Path) -> None:
    """A lock is held for each folder that changes: all or none, and no more than the system lets be open."""
    for number in range(80):
        folder = tree / f"{PRIVATE}/{990200 + number}-x"
        folder.mkdir()
        (folder / "meetings.yml").write_text("- {office:   '990102'}\n", encoding="utf-8")
    before = texts_below(tree)
    few = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60))"
    program = f"{few}\nfrom generator.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", program, "fmt"], cwd=tree, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("同时打开的文件太多")
    assert done.stderr.endswith("没有写完的文件没有改动，用 ulimit -n 放宽上限再运行\n")
    assert texts_below(tree) == before
