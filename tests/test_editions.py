"""The border of the editions: nothing that only private files say is in any byte of the public one (security.md)."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from private_tree import PRIVATE_TREE
from test_cli import Portal, portal
from test_splice import project

from generator.source import PRIVATE

__all__ = ["portal"]

MARK, MOBILE = "哨兵", "000-7"
"""What no public file says, nor any page that is not made of private ones."""


def unpacked(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and those of what it holds."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield archive.read(name)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project with a private folder, every sentence, name and mobile of which is marked."""
    folder = project(tmp_path)
    for path, text in PRIVATE_TREE.items():
        marked = text.replace("。", f"{MARK}。").replace("示例", f"示例{MARK}").replace("000-0", MOBILE)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(marked, encoding="utf-8")
    return folder


def everything(folder: Path) -> bytes:
    """All bytes below a folder, archives unpacked, and the names of the files."""
    parts = [str(path.relative_to(folder)).encode() for path in folder.rglob("*")]
    for path in folder.rglob("*"):
        parts += unpacked(path.read_bytes()) if path.is_file() else ()
    return b"\n".join(parts)


def test_the_public_edition_has_nothing_private(portal: Portal, tree: Path) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (tree / PRIVATE).rglob("*.yml"))
    assert written.count(MARK) > 15
    assert MOBILE in written
    done = portal("build", "--edition", "all", cwd=tree)
    assert done.returncode == 0, done.stdout + done.stderr
    public, internal = everything(tree / "site/public"), everything(tree / "site/internal")
    assert MARK.encode() not in public
    assert MOBILE.encode() not in public
    assert b"desk/" not in public
    assert MARK.encode() in internal


def test_without_private_files_there_is_no_internal_edition(portal: Portal, tmp_path: Path) -> None:
    folder = project(tmp_path)
    done = portal("build", "--edition", "all", cwd=folder)
    assert done.returncode == 2
    assert "内部版要有内部文件" in done.stderr
    assert not (folder / "site").exists()


def test_faults_of_private_files_stop_the_internal_edition_alone(portal: Portal, tree: Path) -> None:
    profiles = next(tree / path for path in PRIVATE_TREE if path.endswith("profiles.yml"))
    profiles.write_text(profiles.read_text(encoding="utf-8").replace("staff", "stuff"), encoding="utf-8")
    done = portal("build", "--edition", "all", cwd=tree)
    assert done.returncode == 1
    assert "没有生成网站，原来的网站没有改动" in done.stderr
    assert (tree / "site/public/index.html").is_file()
    assert not (tree / "site/internal").exists()


@pytest.fixture
def apart(tree: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project with the shipped internal configuration, its private folder in a place of its own."""
    closed = tmp_path_factory.mktemp("closed") / "private"
    (tree / PRIVATE).rename(closed)
    config = (root / "mkdocs.internal.yml").read_text(encoding="utf-8")
    assert "private: rosters/private" in config
    (tree / "mkdocs.internal.yml").write_text(
        config.replace("private: rosters/private", f"private: {os.path.relpath(closed, tree)}"),
        encoding="utf-8",
    )
    return tree


def test_the_private_folder_may_lie_outside(portal: Portal, apart: Path) -> None:
    done = portal("build", "--edition", "internal", cwd=apart)
    assert done.returncode == 0, done.stdout + done.stderr
    made = everything(apart / "site/internal")
    assert MARK.encode() in made
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        "mkdocs.internal.yml",
        "-d",
        "site/mkdocs",
    ]
    subprocess.run(command, cwd=apart, env=os.environ, check=True)
    assert everything(apart / "site/mkdocs") == made


def test_no_record_of_the_internal_edition_gives_itself_an_address(portal: Portal, apart: Path) -> None:
    config = apart / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub("site_url: .*", "site_url: https://portal.example/", text), encoding="utf-8")
    done = portal("build", "--edition", "internal", cwd=apart)
    assert done.returncode == 0, done.stdout + done.stderr
    site = apart / "site/internal"
    assert not (site / "sitemap.xml").exists()
    records = [
        page for folder in ("desk", "enterprises", "policies") for page in (site / folder).rglob("*.html")
    ]
    assert not [page for page in records if "canonical" in page.read_text(encoding="utf-8")]
    desk = (site / "desk/990102-001/index.html").read_text(encoding="utf-8")
    assert "条件和材料：https://portal.example/policies/" in desk
