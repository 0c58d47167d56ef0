"""Reading a tree: which files become sources, and what is said of the rest."""

import gc
import os
from datetime import date
from pathlib import Path

import pytest
from tree import OFFICE, POLICY, TREE, found_in, write_tree

from generator import reading
from generator.checking import checked
from generator.loading import load
from generator.reading import LIMITS, read_sources
from generator.source import PRIVATE


def read(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    sources, faults = read_sources(root)
    return [source.path for source in sources], [(fault.code, fault.span.path) for fault in faults]


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    paths, faults = read(write_tree(tmp_path))
    assert paths == sorted(paths) == sorted(TREE)
    assert faults == []


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) == ([], [])


@pytest.mark.parametrize(
    "name", ["README.md", ".hidden/x.yml", "notes.txt", ".git/config.yml", ".#x.yml", "pages/x.yml"]
)
def test_what_is_no_data_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / "content" / name
    path.parent.mkdir(parents=True)
    path.write_text("a: b")
    assert read(tmp_path) == ([], [])


def test_pages_of_markdown_are_text_and_links_among_them_are_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "content/pages/help"
    folder.mkdir(parents=True)
    (folder / "index.md").write_bytes(b"\xef\xbb\xbf# a\r\n")
    (folder / "latin.md").write_bytes(b"\xff")
    (folder / ".#index.md").symlink_to("nowhere")
    (folder / "picture.png").write_bytes(b"\xff")
    (folder / "secret.txt").symlink_to("/etc/hostname")
    sources, faults = read_sources(tmp_path)
    assert [(source.path, source.text) for source in sources] == [("content/pages/help/index.md", "# a\n")]
    assert [(fault.code, fault.span.path) for fault in faults] == [
        ("not-a-file", "content/pages/help/secret.txt")
    ]


def test_no_folder_of_pages_is_opened_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/pages").symlink_to("/etc")
    sources, faults = read_sources(tmp_path)
    assert (sources, [fault.span.path for fault in faults]) == ([], ["content/pages"])


def test_private_rosters_are_never_opened(tmp_path: Path) -> None:
    private = tmp_path / "rosters" / "private"
    private.mkdir(parents=True)
    (private / "contacts.yml").write_bytes(b"\xff")
    assert read(tmp_path) == ([], [])


BAD_NAMES = [
    "MIIT-2026-2.yml",
    "miit-2026-2.YML",
    "miit-2026-2.yaml",
    "miit-2026-2.yml ",
    " miit-2026-2.yml",
    "miit-2026-2.yml.bak",
    "miit-2026-2.yml~",
    ".miit-2026-2.yml",
    "-miit.yml",
    "mi_it.yml",
    "mi it.yml",
    "mi.it.yml",
    "m\u0456it-2026-2.yml",
    "工信部.yml",
    "con.yml",
    "aux.yml",
    "com1.yml",
    "..yml",
    "%2e%2e.yml",
    "a\\b.yml",
    "a:b.yml",
    "a\nb.yml",
    "a\u202eb.yml",
    "<script>.yml",
    f"{'a' * 81}.yml",
    f"{'a' * 200}.yml",
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_bad_names_are_named_and_not_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "content" / "policies" / "miit"
    folder.mkdir(parents=True)
    (folder / name).write_text("a: b")
    sources, faults = read_sources(tmp_path)
    assert sources == []
    (fault,) = faults
    assert fault.code == "bad-file-name"
    assert fault.span.path.isprintable()
    assert fault.message.isprintable()
    assert len(fault.message) < 100


def test_a_name_that_windows_keeps_is_told_why(tmp_path: Path) -> None:
    (tmp_path / "content/Nul").mkdir(parents=True)
    (tmp_path / "content/Con.yml").touch()
    assert [(fault.message, fault.help) for fault in read_sources(tmp_path)[1]] == [
        (
            "文件名“Con.yml”不能用作编号和网址",
            "Windows 不让文件叫这个名字，换一个，例如 miit-2026-2.yml",
        ),
        (
            "文件夹名“Nul”不能用作编号和网址",
            "Windows 不让文件叫这个名字，换一个，例如 110101-dongcheng；里面的文件改名后才检查",
        ),
    ]


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.yml")).touch()
    (fault,) = read_sources(tmp_path)[1]
    assert fault.span.path == "content/\\udcff\\udcfe.yml"
    fault.message.encode()


@pytest.mark.parametrize("name", ["Mof", "财政部", "a b", "con", "_x", "x_y"])
def test_bad_folders_are_named_and_not_entered(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "content" / "policies" / name
    folder.mkdir(parents=True)
    (folder / "x.yml").write_text("a: b")
    assert read(tmp_path) == ([], [("bad-file-name", f"content/policies/{name}")])


def test_upper_and_lower_twins(tmp_path: Path) -> None:
    write_tree(tmp_path, {POLICY.replace("miit-2026-2", "Miit-2026-2"): TREE[POLICY]})
    paths, faults = read(tmp_path)
    assert POLICY in paths
    assert [code for code, _ in faults] == ["bad-file-name"]


def test_links_and_special_files_are_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text("a: b")
    folder = tmp_path / "root" / "content" / "policies"
    folder.mkdir(parents=True)
    (folder / "linked").symlink_to(outside)
    (folder / "secret.yml").symlink_to(outside / "secret.yml")
    (folder / "nowhere.yml").symlink_to(outside / "nothing")
    (folder / "readme.txt").symlink_to(outside / "secret.yml")
    os.mkfifo(folder / "pipe.yml")
    (folder / "folder.yml").mkdir()
    (folder / "folder.yml" / "x.yml").write_text("a: b")
    paths, faults = read(tmp_path / "root")
    assert paths == []
    assert {code for code, _ in faults} == {"not-a-file"}
    assert len(faults) == 6


def test_a_linked_folder_of_data_is_not_entered(tmp_path: Path) -> None:
    write_tree(tmp_path / "other")
    (tmp_path / "root" / "content").mkdir(parents=True)
    (tmp_path / "root" / "rosters").symlink_to(tmp_path / "other" / "rosters")
    diagnostics = checked(tmp_path / "root", date(2026, 11, 24)).diagnostics
    found = [(item.code, item.span.path) for item in diagnostics]
    assert ("not-a-file", "rosters") in found
    assert not {path for code, path in found if code == "missing-file" and path.startswith("rosters")}


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a")
    assert read(tmp_path) == ([], [("unreadable-file", "content")])


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"\xef\xbb\xbfa: b\n", "byte-order-mark", 1, 1),
        ("a: 中".encode("utf-16"), "not-utf-8", 1, 1),
        ("a: 中".encode("utf-16-be"), None, 0, 0),
        ("甲: 乙\n标题: 中小企业\n".encode("gbk"), "not-utf-8", 1, 1),
        ("甲: 乙\n标题: ".encode() + "中小".encode("gbk"), "not-utf-8", 2, 5),
        (b"a: \xff\xff\xff", "not-utf-8", 1, 4),
        (b"a: \xed\xa0\x80", "not-utf-8", 1, 4),
    ],
)
def test_bytes_that_are_no_utf_8(
    tmp_path: Path, data: bytes, code: str | None, line: int, column: int
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "facts.yml").write_bytes(data)
    faults = read_sources(tmp_path)[1]
    assert [(fault.code, fault.span.line, fault.span.column) for fault in faults] == (
        [(code, line, column)] if code else []
    )


def test_the_size_of_a_file_is_limited(tmp_path: Path) -> None:
    for folder, limit in LIMITS.items():
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "large.yml").write_bytes(b"#" * limit)
        (tmp_path / folder / "larger.yml").write_bytes(b"#" * (limit + 1))
    sources, faults = read_sources(tmp_path, tmp_path / PRIVATE)
    folders = ["content", "rosters", PRIVATE]
    assert [source.path for source in sources] == [f"{folder}/large.yml" for folder in folders]
    larger = [("file-too-large", f"{folder}/larger.yml") for folder in folders]
    assert [(fault.code, fault.span.path) for fault in faults] == larger


def test_the_private_files_are_read_where_their_folder_is_given(tmp_path: Path) -> None:
    (tmp_path / "portal" / PRIVATE).mkdir(parents=True)
    (tmp_path / "portal" / PRIVATE / "inside.yml").write_text("a", encoding="utf-8")
    (tmp_path / "closed" / "990100-jia").mkdir(parents=True)
    (tmp_path / "closed" / "990100-jia" / "contacts.yml").write_text("b", encoding="utf-8")
    assert read_sources(tmp_path / "portal") == ([], [])
    (inside,) = read_sources(tmp_path / "portal", tmp_path / "portal" / PRIVATE)[0]
    assert (inside.path, inside.text) == (f"{PRIVATE}/inside.yml", "a")
    (outside,) = read_sources(tmp_path / "portal", tmp_path / "closed")[0]
    assert (outside.path, outside.text) == (f"{PRIVATE}/990100-jia/contacts.yml", "b")


def test_the_closed_repository_has_hidden_files_of_its_host(tmp_path: Path) -> None:
    office = tmp_path / "closed/320102-xuanwu"
    office.mkdir(parents=True)
    for path in (".gitlab-ci.yml", ".pre-commit-config.yaml", "320102-xuanwu/.contacts.yml"):
        (tmp_path / "closed" / path).write_text("[]\n")
    sources, faults = read_sources(write_tree(tmp_path / "open"), tmp_path / "closed")
    assert [source.path for source in sources if source.path.startswith(PRIVATE)] == []
    assert [fault.span.path for fault in faults] == [f"{PRIVATE}/320102-xuanwu/.contacts.yml"]


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object, **__: object) -> object:
        raise PermissionError(path)

    write_tree(tmp_path)
    monkeypatch.setattr(reading, "open", refuse, raising=False)
    paths, faults = read(tmp_path)
    assert paths == []
    assert faults == [("unreadable-file", path) for path in sorted(TREE)]


@pytest.mark.parametrize("collecting", [True, False])
def test_loading_leaves_the_collector_as_it_was(tmp_path: Path, *, collecting: bool) -> None:
    (gc.enable if collecting else gc.disable)()
    try:
        load(write_tree(tmp_path), date(2026, 11, 24))
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("path", "silent"),
    [
        ("rosters/990100-jia/990102-YI/office.yml", OFFICE),
        ("rosters/990100-jia/990102-yi/office.yaml", OFFICE),
        ("rosters/990100-jia/990102-yi/ofice.yml", OFFICE),
        ("rosters/region.yml", "rosters/regions.yml"),
        ("content/fact.yml", "content/facts.yml"),
        ("content/policies/miit/miit-2026-2.yaml", POLICY),
    ],
)
def test_a_misnamed_file_is_one_finding(tmp_path: Path, path: str, silent: str) -> None:
    newer = (
        TREE[POLICY]
        .replace("miit-2026-2", "miit-2026-3")
        .replace("level:", "based_on: [miit-2026-2]\nlevel:")
    )
    changes = {
        "content/policies/miit/miit-2026-3.yml": newer.replace("2号", "3号"),
        silent: None,
        path: TREE[silent],
    }
    found = found_in(tmp_path, changes)
    assert len(found) == 1, found
    assert found[0].code in {"bad-file-name", "unknown-file"}
