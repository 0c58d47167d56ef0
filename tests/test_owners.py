"""`portal owners`: who looks at a change of which folder, as a git host reads CODEOWNERS."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tree import OFFICE, TREE, found_in, write_tree

from generator.cli import portal
from generator.loading import load
from generator.owners import HEAD, code_owners

PROVINCE, CITY = "rosters/990000-sample/office.yml", "rosters/990100-jia/office.yml"
PATHS = (
    "content/policies/miit/miit-2026-2.yml",
    "generator/owners.py",
    "rosters/scheme.yml",
    "rosters/990000-sample/office.yml",
    "rosters/990100-jia/office.yml",
    "rosters/990100-jia/990102-yi/pairings.yml",
    "rosters/private/990100-jia/990102-yi/requests/2026/q-2026-0001.yml",
    "990100-jia/meetings.yml",
    "990100-jia/990102-yi/profiles.yml",
)
"""Files of the project, and the last two of the closed repository."""


def kept_by(path: str, *accounts: str) -> dict[str, str]:
    """An office of the tree with its maintainers."""
    return {path: TREE[path] + f"maintainers: [{', '.join(accounts)}]\n"}


def run(root: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(portal, ["owners", "--root", str(root), *options], standalone_mode=False)
    if done.exception:
        raise done.exception
    return int(done.return_value), done.output


def owners(text: str, folder: Path) -> list[str]:
    """The accounts of each path: those of the last pattern that fits, each pattern judged by git."""
    git = ("git", "-c", f"core.excludesFile={folder / 'pattern'}")
    subprocess.run((*git, "init", "--quiet"), cwd=folder, check=True)
    found = dict.fromkeys(PATHS, "")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        pattern, _, accounts = line.partition(" ")
        (folder / "pattern").write_text(f"{pattern}\n", encoding="utf-8")
        ask = (*git, "check-ignore", "--no-index", *PATHS)
        fits = subprocess.run(ask, cwd=folder, capture_output=True, text=True, check=False).stdout.split()
        found.update(dict.fromkeys(fits, accounts))
    return list(found.values())


ALL = {
    **kept_by(PROVINCE, "sheng/portal"),
    **kept_by(CITY, "jia", "jia-2"),
    **kept_by(OFFICE, "sheng/jia/yi"),
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            ALL,
            [*["@sheng/portal"] * 4, "@jia @jia-2", *["@sheng/jia/yi"] * 2, "@jia @jia-2", "@sheng/jia/yi"],
        ),
        (kept_by(PROVINCE, "sheng"), ["@sheng"] * 9),
        (
            kept_by(PROVINCE, "sheng") | kept_by(CITY, "jia"),
            [*["@sheng"] * 4, *["@jia"] * 5],
        ),
        (kept_by(OFFICE, "yi"), [*[""] * 5, "@yi", "@yi", "", "@yi"]),
        ({}, [""] * 9),
    ],
)
def test_the_nearest_office_with_maintainers_owns_a_file(
    tmp_path: Path, as_of: date, changes: Mapping[str, str], expected: Sequence[str]
) -> None:
    dataset, _ = load(write_tree(tmp_path / "tree", changes), as_of)
    (tmp_path / "git").mkdir()
    assert owners(code_owners(dataset), tmp_path / "git") == expected


def test_the_file_says_who_wrote_it_and_how_to_change_it(tmp_path: Path) -> None:
    root = write_tree(tmp_path, ALL)
    assert run(root) == (
        0,
        f"写出 {os.path.relpath(root)}/CODEOWNERS：3个专员办，3个写了maintainers，其余归上级\n",
    )
    text = (root / "CODEOWNERS").read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    assert "office.yml" in HEAD
    before = text
    assert run(root)[0] == 0
    assert (root / "CODEOWNERS").read_text(encoding="utf-8") == before


def test_check_compares_and_writes_nothing(tmp_path: Path) -> None:
    root, place = write_tree(tmp_path / "tree", ALL), tmp_path / "closed/docs/CODEOWNERS"
    code, said = run(root, "--check", "--out", str(place))
    assert (code, "过时" in said, place.exists()) == (1, True, False)
    assert run(root, "--out", str(place))[0] == 0
    assert run(root, "--check", "--out", str(place)) == (0, f"{os.path.relpath(place)} 和专员办一致\n")
    written = place.read_bytes()
    write_tree(root, kept_by(CITY, "another"))
    assert run(root, "--check", "--out", str(place))[0] == 1
    assert place.read_bytes() == written
    assert not (root / "CODEOWNERS").exists()


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_a_file_that_a_person_wrote_stays(tmp_path: Path, options: Sequence[str]) -> None:
    root = write_tree(tmp_path, ALL)
    own = root / "CODEOWNERS"
    own.write_text("* @someone\n", encoding="utf-8")
    with pytest.raises(click.UsageError, match="不是 portal owners 写的"):
        run(root, *options)
    assert own.read_text(encoding="utf-8") == "* @someone\n"


def test_nothing_is_written_from_data_that_is_not_read(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {**ALL, **kept_by(CITY, '"@jia"')})
    code, said = run(root)
    assert code == 1
    assert "写作 jia" in said
    assert "没有改动" in said
    assert not (root / "CODEOWNERS").exists()


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ('"@example/jia"', "写作 example/jia"),
        ("＠example", "写作 example"),
        ("https://git.example/group/jia/", "写作 group/jia"),
        ("name@example.gov.cn", "写代码托管网站的账号或小组，不写 @，例如 example/team"),
        ("示例", "写代码托管网站的账号或小组，不写 @，例如 example/team"),
        ("@example", "以 @ ` % 等开头的文字要加引号"),
        ('"a b"', "写代码托管网站的账号或小组，不写 @，例如 example/team"),
    ],
)
def test_an_account_in_another_form_is_named_with_the_right_one(
    tmp_path: Path, written: str, mend: str
) -> None:
    [found] = found_in(tmp_path, kept_by(CITY, written))
    assert found.help == mend
    assert found.span.line == TREE[CITY].count("\n") + 1


def test_the_shipped_file_is_not_stale(root: Path) -> None:
    code, said = run(root, "--check")
    assert code == 0, said
