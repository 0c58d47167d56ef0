"""The map of the package is true: it names every module, and every name in it exists."""

import re
from pathlib import Path


def test_the_map_names_what_is_there(root: Path) -> None:
    package = root / "generator"
    rooms = re.findall(r"^\| (`.+?`) \|", (package / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    folder, named = "", set()
    for row in rooms:
        for name in re.findall(r"`([^`]+)`", row):
            here = package / name if (package / name).exists() else package / folder / name
            assert here.exists(), f"generator/README.md names {name}"
            folder = name.rpartition("/")[0] or folder
            named.add(here.relative_to(package).as_posix().split("/")[0])
    there = {
        path.name for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert there - named == {"__init__.py"}


def test_the_two_commands_stand_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z]+)", readme):
        assert f"\n{target}:" in makefile, f"README.md names make {target}"
    assert readme.count("make site") >= 2
    assert readme.count("make test") >= 2
