"""What is kept of a folder's files makes loading faster and changes nothing, whatever becomes of it."""

import fcntl
import os
import random
import re
import shutil
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fault_cases import SOME_CASES, case_of, faulty
from private_tree import PRIVATE_TREE
from tree import POLICY, TREE, write_tree

from generator import cache, parsing, workers
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, in_order
from generator.document import Document, parse
from generator.loading import load, load_read
from generator.reading import read_sources
from generator.source import Source

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 24)
PRIVATE = "rosters/private"
KEPT = f"{cache.FOLDER}/{cache.PARSED}"
HIDDEN = "示例许四"
"""A name that stands in the private folder only."""


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree of any size is worth a cache; two processes parse it, a file at a time."""
    monkeypatch.setattr(parsing, "PAYS", 0)
    monkeypatch.setattr(parsing, "_BATCH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def loaded(root: Path) -> dict[str, Any]:
    """All that a load gives, as values that compare."""
    return told(*load(root, AS_OF, root / PRIVATE))


def after(before: tuple[Dataset, list[Diagnostic]], root: Path) -> dict[str, Any]:
    """The same of a load after an earlier one."""
    return told(*load_read(read_sources(root, root / PRIVATE), root, AS_OF, root / PRIVATE, before))


def told(dataset: Dataset, faults: list[Diagnostic]) -> dict[str, Any]:
    """What was loaded, as values that compare."""
    return {
        "faults": in_order(faults),
        "sources": dataset.sources,
        "documents": [(document.path, document.data, document.items) for document in dataset.documents],
        "places": [document.place((*way, 0)) for document in dataset.documents for way in document.items],
        "entries": {
            name: [(entry.record, entry.path, entry.loc) for entry in entries]
            for name, entries in dataset.entries.items()
        },
        "unknown": (dataset.broken, dataset.lost),
    }


def plain(root: Path) -> dict[str, Any]:
    """The same without a cache and in one process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "PAYS", 1 << 60)
        return loaded(root)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The small tree with its private folder."""
    return write_tree(tmp_path / "tree", PRIVATE_TREE)


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed, which is done in this process then."""
    paths: list[str] = []

    def noted(source: Source) -> tuple[Document | None, list[Diagnostic]]:
        paths.append(source.path)
        return parse(source)

    monkeypatch.setattr(workers, "may_fork", lambda: False)
    monkeypatch.setattr(parsing, "parse", noted)
    return paths


def test_the_shipped_tree_is_the_same(tmp_path: Path) -> None:
    for folder in ("content", "rosters"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    expected = plain(tmp_path)
    assert not (tmp_path / ".cache").exists()
    assert loaded(tmp_path) == expected
    assert (tmp_path / KEPT).stat().st_size > 100_000
    assert loaded(tmp_path) == expected


@pytest.mark.parametrize("path", SOME_CASES)
def test_a_tree_with_faults_is_the_same(tmp_path: Path, path: Path) -> None:
    root = write_tree(tmp_path, faulty(case_of(path)))
    expected = plain(root)
    assert loaded(root) == expected
    assert loaded(root) == expected


@pytest.mark.parametrize("path", SOME_CASES)
def test_a_tree_after_another_is_the_same(tmp_path: Path, path: Path) -> None:
    sound = write_tree(tmp_path / "sound", PRIVATE_TREE)
    wrong = write_tree(tmp_path / "wrong", {**PRIVATE_TREE, **faulty(case_of(path))})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "PAYS", 1 << 60)
        first, second = (load(root, AS_OF, root / PRIVATE) for root in (sound, wrong))
        assert after(first, wrong) == told(*second)
        assert after(second, sound) == told(*first)
        assert after(second, wrong) == told(*second)


def test_after_another_load_only_what_changed_is_parsed_and_all_stays_kept(
    tree: Path, read_anew: list[str]
) -> None:
    before = load(tree, AS_OF, tree / PRIVATE)
    kept = cache.read_cache(tree, cache.PARSED)
    read_anew.clear()
    (tree / POLICY).write_text(TREE[POLICY] + "# 注释\n", encoding="utf-8")
    dataset, _ = load_read(read_sources(tree, tree / PRIVATE), tree, AS_OF, tree / PRIVATE, before)
    assert read_anew == [POLICY]
    old = {entry.path: entry.record for entry in before[0].offices}
    assert all(entry.record is old[entry.path] for entry in dataset.offices)
    (changed,) = cache.read_cache(tree, cache.PARSED).keys() - kept.keys()
    assert changed == cache.key_of(TREE[POLICY] + "# 注释\n")
    assert kept.keys() - cache.read_cache(tree, cache.PARSED).keys() == {cache.key_of(TREE[POLICY])}


def test_only_what_changed_is_parsed(tree: Path, read_anew: list[str]) -> None:
    loaded(tree)
    assert sorted(read_anew) == sorted({**TREE, **PRIVATE_TREE})
    read_anew.clear()
    loaded(tree)
    assert read_anew == []
    (tree / POLICY).write_text(TREE[POLICY] + "# 注释\n", encoding="utf-8")
    assert loaded(tree) == plain(tree)
    read_anew.clear()
    loaded(tree)
    assert read_anew == []


def test_all_code_that_parses_is_in_the_seal() -> None:
    needed, found = ["packed"], {"cache"}
    while needed:
        found.add(name := needed.pop())
        text = (ROOT / f"generator/{name}.py").read_text(encoding="utf-8")
        needed += set(re.findall(r"^from generator\.(\w+) import", text, re.MULTILINE)) - found
    assert set(cache.READERS) == found


def test_what_is_wrong_is_parsed_each_time(tree: Path, read_anew: list[str]) -> None:
    (tree / POLICY).write_text(TREE[POLICY] + "\tx\n", encoding="utf-8")
    loaded(tree)
    read_anew.clear()
    loaded(tree)
    assert read_anew == [POLICY]


def test_a_file_under_another_name_is_the_same_text(tree: Path, read_anew: list[str]) -> None:
    loaded(tree)
    read_anew.clear()
    (tree / POLICY).rename((tree / POLICY).with_name("miit-2026-3.yml"))
    assert "content/policies/miit/miit-2026-3.yml" in [path for path, *_ in loaded(tree)["documents"]]
    assert read_anew == []


def test_what_is_no_longer_there_is_dropped(tree: Path) -> None:
    loaded(tree)
    before = cache.read_cache(tree, cache.PARSED)
    assert len(before) == len(set(TREE.values()))
    gone = "content/resources/loan.yml"
    (tree / gone).unlink()
    (tree / POLICY).write_text(TREE[POLICY] + "# 注释\n", encoding="utf-8")
    loaded(tree)
    old = {cache.key_of(TREE[path]) for path in (gone, POLICY)}
    assert cache.read_cache(tree, cache.PARSED).keys() == before.keys() - old | {
        cache.key_of(TREE[POLICY] + "# 注释\n")
    }


def test_each_folder_keeps_its_own(tree: Path) -> None:
    loaded(tree)
    assert HIDDEN.encode() in (tree / PRIVATE / KEPT).read_bytes()
    assert HIDDEN.encode() not in (tree / KEPT).read_bytes()
    shutil.copy(tree / PRIVATE / KEPT, tree / KEPT)
    assert cache.read_cache(tree, cache.PARSED) == {}
    dataset, _ = load(tree, AS_OF)
    assert HIDDEN not in repr(dataset)


def test_a_private_folder_elsewhere_keeps_its_own(tree: Path, tmp_path: Path) -> None:
    elsewhere = (tree / PRIVATE).rename(tmp_path / "elsewhere")
    load(tree, AS_OF, elsewhere)
    assert HIDDEN.encode() in (elsewhere / KEPT).read_bytes()
    kept = [path for path in (tree / cache.FOLDER).iterdir() if HIDDEN.encode() in path.read_bytes()]
    assert kept == []


def test_only_the_owner_reads_it_and_no_version_control(tree: Path) -> None:
    mask = os.umask(0)
    try:
        (tree / cache.FOLDER).mkdir(parents=True)
        (tree / f"{KEPT}.new").touch(0o666)
        loaded(tree)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tree / PRIVATE / cache.FOLDER).stat().st_mode) == 0o700
    for folder in (tree, tree / PRIVATE):
        assert stat.S_IMODE((folder / KEPT).stat().st_mode) == 0o600
        assert sorted(path.name for path in (folder / cache.FOLDER).iterdir()) == [".gitignore", cache.PARSED]
        assert (folder / cache.FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"


def damaged(chance: random.Random, data: bytes) -> bytes:
    """Some bytes with bits flipped, cut off, added, left out, doubled or put elsewhere."""
    first, last = sorted(chance.randint(0, len(data)) for _ in range(2))
    noise = chance.randbytes(chance.choice([1, 4, 100]))
    return chance.choice(
        (
            data[:first] + bytes([data[first] ^ 1 << chance.randrange(8)]) + data[first + 1 :]
            if first < len(data)
            else b"",
            data[:first],
            data + noise,
            data[:first] + noise + data[first + len(noise) :],
            data[:first] + data[last:],
            data[:last] + data[first:],
            data[last:] + data[:last],
            noise,
        )
    )


def test_damage_changes_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: False)
    expected = plain(tree)
    chance = random.Random(20261124)
    for _ in range(200):
        assert loaded(tree) == expected
        for folder in (tree, tree / PRIVATE):
            whole = (folder / KEPT).read_bytes()
            (folder / KEPT).write_bytes(damaged(chance, whole))  # in place: the file stays the same one
            assert cache.read_cache(folder, cache.PARSED) == {} or (folder / KEPT).read_bytes() == whole
    assert loaded(tree) == expected


def a_copy(kept: Path, _: pytest.MonkeyPatch) -> None:
    kept.rename(kept.with_name("old"))
    shutil.copy2(kept.with_name("old"), kept)


def other_code(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cache, "PARSER", "another one")


def another_owner(_: Path, patch: pytest.MonkeyPatch) -> None:
    me = os.geteuid()
    patch.setattr(os, "geteuid", lambda: me + 1)


def too_large(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cache, "_MOST", 1000)


def no_code(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cache, "__file__", "/nowhere/cache.py")


def a_pipe(kept: Path, _: pytest.MonkeyPatch) -> None:
    kept.unlink()
    os.mkfifo(kept)


def a_folder(kept: Path, _: pytest.MonkeyPatch) -> None:
    kept.unlink()
    kept.mkdir()


def a_link(kept: Path, _: pytest.MonkeyPatch) -> None:
    kept.rename(kept.with_name("elsewhere"))
    kept.symlink_to(kept.with_name("elsewhere"))


def empty(kept: Path, _: pytest.MonkeyPatch) -> None:
    kept.write_bytes(b"")


@pytest.mark.parametrize(
    "change",
    [a_copy, other_code, another_owner, too_large, no_code, a_pipe, a_folder, a_link, empty],
    ids=lambda change: change.__name__,
)
def test_a_cache_that_is_not_ours_is_as_good_as_none(
    tree: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, pytest.MonkeyPatch], None]
) -> None:
    expected = plain(tree)
    loaded(tree)
    change(tree / KEPT, monkeypatch)
    assert cache.read_cache(tree, cache.PARSED) == {}
    assert loaded(tree) == expected
    assert loaded(tree) == expected


def a_file_as_folder(root: Path) -> None:
    (root / ".cache").write_text("mine", encoding="utf-8")


def a_link_as_folder(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / ".cache").symlink_to(root / "elsewhere")


def a_link_as_inner_folder(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / ".cache").mkdir()
    (root / cache.FOLDER).symlink_to(root / "elsewhere")


def a_pipe_as_new_file(root: Path) -> None:
    (root / cache.FOLDER).mkdir(parents=True)
    os.mkfifo(root / f"{KEPT}.new")


def a_link_as_new_file(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / cache.FOLDER).mkdir(parents=True)
    (root / f"{KEPT}.new").symlink_to(root / "elsewhere" / "parsed")


@pytest.mark.parametrize(
    "change",
    [a_file_as_folder, a_link_as_folder, a_link_as_inner_folder, a_pipe_as_new_file, a_link_as_new_file],
    ids=lambda change: change.__name__,
)
def test_where_nothing_can_be_kept_nothing_is_said(tree: Path, change: Callable[[Path], None]) -> None:
    expected = plain(tree)
    change(tree)
    assert loaded(tree) == expected
    assert not (tree / KEPT).is_file()
    assert list((tree / "elsewhere").glob("*")) == []


def test_a_full_disk_leaves_the_old_one(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(tree)
    before = (tree / KEPT).read_bytes()
    (tree / POLICY).write_text(TREE[POLICY] + "# 注释\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fchmod", full)
        assert loaded(tree) == plain(tree)
    assert (tree / KEPT).read_bytes() == before
    assert not (tree / f"{KEPT}.new").exists()


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_while_another_writes_it_none_is_written(tree: Path) -> None:
    (tree / cache.FOLDER).mkdir(parents=True)
    with (tree / f"{KEPT}.new").open("wb") as theirs:
        fcntl.flock(theirs, fcntl.LOCK_EX)
        assert loaded(tree) == plain(tree)
        assert not (tree / KEPT).exists()
    loaded(tree)
    assert cache.read_cache(tree, cache.PARSED)


def test_a_new_file_that_took_its_place_meanwhile_is_not_touched(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(tree)
    before = (tree / KEPT).read_bytes()
    (tree / POLICY).write_text(TREE[POLICY] + "# 注释\n", encoding="utf-8")
    beside = tree / f"{KEPT}.new"

    def taken(*_: object) -> None:
        if beside.exists():
            beside.rename(beside.with_name("other"))
            beside.write_bytes(b"")

    monkeypatch.setattr(fcntl, "flock", taken)
    assert loaded(tree) == plain(tree)
    assert (tree / KEPT).read_bytes() == before


def test_many_checks_at_once(tree: Path) -> None:
    texts = [TREE[POLICY] + f"# {number}\n" for number in range(4)]
    (tree / POLICY).write_text(texts[0], encoding="utf-8")
    expected = plain(tree)["entries"]
    with ThreadPoolExecutor(4) as pool:
        for text in texts * 3:
            (tree / POLICY).write_text(text, encoding="utf-8")
            assert all(found["entries"] == expected for found in pool.map(loaded, [tree] * 4))
    assert loaded(tree) == plain(tree)
    assert cache.read_cache(tree, cache.PARSED)
