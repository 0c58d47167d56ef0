"""What comes from others is named, licensed and held by its hash, and the repository names no place but its own."""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

NOT_OURS = {
    *(".git", ".venv", ".cache", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
    *("__pycache__", "site", "build"),
}
"""Folders that a working copy has and the repository has not."""

REGISTRIES = re.compile(
    rb"pypi\.org|pythonhosted|npmjs|registry\.|jsdelivr|unpkg|cdnjs|googleapis", re.IGNORECASE
)
MACHINE = re.compile(rb"(?<![\w.}<*])/(?:work|home|root|tmp|Users|mnt)/")
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-mutants.lock")
PINNED = re.compile(r"([a-z0-9.-]+)==(\S+)(?: ; (.+?))?((?: --hash=sha256:[0-9a-f]{64})+)")


def files(folder: Path) -> Iterator[Path]:
    """Every file of the repository below a folder."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in NOT_OURS:
            yield from files(path)
        elif path.is_file() and path.name not in NOT_OURS and not path.name.startswith(".coverage"):
            yield path


@pytest.fixture(scope="module")
def ours(root: Path) -> Mapping[str, bytes]:
    """The repository's files by path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files(root)}


def lists(root: Path) -> list[Path]:
    return [path for path in files(root) if path.name == "VENDOR.json"]


def test_what_is_vendored_is_what_is_listed(root: Path) -> None:
    assert lists(root)
    for listing in lists(root):
        named = {"VENDOR.json"}
        for name, entry in json.loads(listing.read_text(encoding="utf-8")).items():
            file, licence = listing.parent / entry["file"], listing.parent / entry["licence_file"]
            sums = {entry["file"]: entry["sha256"], **entry.get("files", {})}
            held = {name: (listing.parent / name).read_bytes() for name in sums}
            assert {name: sha256(data).hexdigest() for name, data in held.items()} == sums
            heads = b"".join(data[:2000] for data in held.values())
            assert entry["version"].encode() in file.name.encode() + heads, file
            assert re.fullmatch(r"[A-Za-z0-9.-]+(?: (?:AND|OR) [A-Za-z0-9.-]+)*", entry["licence"]), name
            assert len(licence.read_text(encoding="utf-8")) > 500, licence
            named |= {*sums, licence.name}
        assert {path.name for path in listing.parent.iterdir()} == named


def test_what_others_wrote_stands_in_a_list(root: Path, ours: Mapping[str, bytes]) -> None:
    vendored = {listing.parent.relative_to(root).as_posix() for listing in lists(root)}
    banner = re.compile(rb"/\*!|@license|@preserve|(?:copyright|\(c\)) (?:\(c\) )?\d{4}", re.IGNORECASE)
    foreign = {
        path
        for path, data in ours.items()
        if Path(path).suffix in {".js", ".mjs", ".css", ".svg", ".html", ".py", ".json"}
        and path != "tests/test_vendored.py"  # the pattern itself
        and banner.search(data)
    }
    assert foreign
    assert {str(Path(path).parent) for path in foreign} <= vendored


def test_nothing_vendored_for_tests_is_published(root: Path) -> None:
    shipped = {path.read_bytes() for path in files(root / "site_templates")}
    for listing in lists(root / "tests"):
        assert not {path.read_bytes() for path in listing.parent.iterdir()} & shipped


def test_no_file_names_a_registry(ours: Mapping[str, bytes]) -> None:
    named = {path: found[0] for path, data in ours.items() if (found := REGISTRIES.search(data))}
    assert set(named) <= {"tests/test_vendored.py"}


def test_no_shipped_file_names_a_place_of_a_machine(ours: Mapping[str, bytes]) -> None:
    named = {
        path: found[0]
        for path, data in ours.items()
        if not path.startswith("tests/") and (found := MACHINE.search(data))
    }
    assert named == {}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_each_package_by_hash_and_names_no_index(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert "://" not in text
    lines = [
        line
        for line in text.replace(" \\\n    ", " ").split("\n")
        if line.strip() and not line.lstrip().startswith("#")
    ]
    assert len(lines) > 15
    for line in lines:
        assert PINNED.fullmatch(line), line


def test_the_locks_agree(root: Path) -> None:
    texts = [(root / name).read_text(encoding="utf-8") for name in LOCKS]
    site, tests, _ = (set(re.findall(r"^[a-z0-9.-]+==.+?(?= \\$)", text, re.MULTILINE)) for text in texts)
    assert site < tests
    _, tested, mutants = (dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE)) for text in texts)
    assert {name for name in tested.keys() & mutants.keys() if tested[name] != mutants[name]} == set()


INLINE = re.compile(
    rb"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["']|<script(?![^>]*\ssrc=)|javascript:""", re.IGNORECASE
)
ALLOWED = {
    "site_templates/assets/favicon.svg": 1,  # an image of its own, whose style reaches no page
    "site_templates/theme/404.html": 1,  # self-contained; its policy holds the hash of its style
}
"""How often something inline stands in a file, where it may."""


def test_templates_hold_nothing_inline(ours: Mapping[str, bytes]) -> None:
    found = {
        path: len(INLINE.findall(data))
        for path, data in ours.items()
        if path.startswith("site_templates/") and not path.endswith(".md") and INLINE.search(data)
    }
    assert found == ALLOWED


def test_scripts_set_no_style_as_text(ours: Mapping[str, bytes]) -> None:
    """What the policy would refuse at view: styles and handlers as text, code from text."""
    refused = re.compile(
        rb"""setAttribute\(\s*["'](?:style|on[a-z]+)["']|\beval\(|new Function\(|\.cssText\b|document\.write"""
    )
    scripts = {path: data for path, data in ours.items() if Path(path).suffix in {".js", ".mjs"}}
    shipped = {path: data for path, data in scripts.items() if path.startswith("site_templates/")}
    assert shipped
    assert [path for path, data in shipped.items() if refused.search(data)] == []
    assert any(
        refused.search(data) for data in scripts.values()
    )  # the vendored one does: the pattern finds it
