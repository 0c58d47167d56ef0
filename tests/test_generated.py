"""What `make generate` writes and the repository keeps is not stale; the schemas have a test of their own."""

import json
import re
import struct
from pathlib import Path

from generate.pictures import PAGES, PICTURES

LARGEST = 150 * 1024


def test_the_third_parties_are_those_of_the_lock(root: Path) -> None:
    text = (root / "THIRD_PARTY.md").read_text(encoding="utf-8")
    rows = [tuple(row.split(" | ")) for row in re.findall(r"^\| (.+) \|$", text, re.MULTILINE)]
    named = [(row[0], version) for row in rows for version in row[1].split("、") if row[0] != "名称"]
    locked = re.findall(
        r"^(\S+?)==(\S+)", (root / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    vendored = [
        (name, file["version"])
        for folder in ("site_templates", "tests")
        for listing in sorted((root / folder).rglob("VENDOR.json"))
        for name, file in json.loads(listing.read_text(encoding="utf-8")).items()
    ]
    assert named == locked + vendored, "运行 make generate"
    assert all(row[2] for row in rows)


def test_the_readme_shows_each_picture_that_is_made(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r'<img src="([^"]+)" width="[\d.]+%" alt="([^"]{10,})">', readme)
    made = pictures("images")
    assert len(shown) == readme.count("<img") == len(made)
    assert {root / source for source, _ in shown} == made == set((PAGES / "images").iterdir())


def pictures(folder: str) -> set[Path]:
    """The pictures of a folder that are made."""
    return {PAGES / picture.name for picture in PICTURES if picture.name.startswith(f"{folder}/")}


def test_each_picture_is_a_small_png_of_its_size() -> None:
    for picture in PICTURES:
        data = (PAGES / picture.name).read_bytes()
        assert data.startswith(b"\x89PNG\r\n\x1a\n"), picture.name
        assert struct.unpack(">II", data[16:24]) == (picture.width, picture.height), picture.name
        assert len(data) <= LARGEST, picture.name


def test_one_command_makes_all_that_is_generated(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\ngenerate:")[2].partition("\n\n")[0]
    makers = {
        path.stem for path in (root / "tests/generate").glob("*.py") if "__main__" in path.read_text("utf-8")
    }
    assert set(re.findall(r"-m generate\.(\w+)", recipe)) == makers
    assert "portal schema\n" in recipe
