"""What the documents name exists, and what a person can call is named in them."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
from test_vendored import files

from generator.cli import portal
from generator.editing.questions import questions
from generator.kinds import KIND
from generator.report import FORMATS

CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
CALL = re.compile(r"\bportal (export [a-z]+|[a-z]+)((?:[ \[\]]+(?:--[a-z-]+|[^\s`#]+))*)")
TARGET = re.compile(r"\bmake ([a-z]+)")
REPORTED = re.compile(r"(?:错误|待办|提醒|说明|error|overdue|warning|info)?\[([a-z]+(?:-[a-z]+)+)\]")
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.+?)(?: *\{.*\})?$", re.MULTILINE)
PATH = re.compile(r"`((?:[A-Za-z_.][\w.-]*/)+(?:[\w.-]+)?)`")
MADE = (".cache/", "rosters/private/", ".venv/", "site/", "build/")
"""Folders that a clean clone has not."""


def commands() -> dict[str, click.Command]:
    """Every command that does something, by its words."""
    found = {}
    context = click.Context(portal)
    for name in portal.list_commands(context):
        command = portal.get_command(context, name)
        assert command is not None
        below = command.commands if isinstance(command, click.Group) else {"": command}
        found.update({f"{name} {part}".strip(): made for part, made in below.items()})
    return found


COMMANDS = commands()


@pytest.fixture(scope="module")
def documents(root: Path) -> Mapping[str, str]:
    """Every Markdown file of the repository."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in files(root)
        if path.suffix == ".md"
    }


@pytest.fixture(scope="module")
def makefile(root: Path) -> str:
    return (root / "Makefile").read_text(encoding="utf-8")


def calls(documents: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each call of `portal` in code: the document, the command and the rest."""
    for path, text in documents.items():
        for code in CODE.findall(text):
            for command, rest in CALL.findall(code.replace("\\|", "|")):
                yield path, command, rest


def options(command: click.Command) -> dict[str, click.Parameter]:
    return {name: parameter for parameter in command.params for name in parameter.opts}


def test_commands_and_options_in_documents_exist(documents: Mapping[str, str]) -> None:
    named = list(calls(documents))
    assert {path for path, _, _ in named} >= {"README.md", "content/pages/help/index.md"}
    for path, command, rest in named:
        assert command in COMMANDS, f"{path}: portal {command}"
        known = options(COMMANDS[command])
        if command == "new":  # each field of a kind is an option
            kind_named = KIND.get(rest.split()[0] if rest.split() else "")
            fields = questions(kind_named, "2026-11-24") if kind_named else ()
            known |= {f"--{field.name}": known["--region"] for field in fields}
        for option, value in re.findall(r"(--[a-z_.-]+)(?:[ =]([^\s\]]+))?", rest):
            assert option in known, f"{path}: portal {command} {option}"
            kind = known[option].type
            if isinstance(kind, click.Choice):
                assert set(value.split("|")) <= set(kind.choices), f"{path}: {option} {value}"


def test_every_command_and_option_is_in_the_readme(documents: Mapping[str, str]) -> None:
    readme = documents["README.md"]
    for name, command in COMMANDS.items():
        rows = [rest for path, called, rest in calls(documents) if path == "README.md" and called == name]
        assert rows, f"portal {name}"
        for option in (option for option in options(command) if option.startswith("-")):
            if option in {"-h", "--help"}:
                continue
            common = option in {"--root", "--as-of"}
            assert option in (readme if common else " ".join(rows)), f"portal {name} {option}"
    assert f"--format {'|'.join(FORMATS)}" in readme.replace("\\|", "|")


def test_the_exit_codes_are_in_the_readme(documents: Mapping[str, str]) -> None:
    line = next(line for line in documents["README.md"].split("\n") if line.startswith("退出码："))
    assert re.findall(r"[：，）](\d+)", line) == ["0", "1", "2", "3", "130"]


def test_targets_in_documents_exist(documents: Mapping[str, str], makefile: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {
        (path, target)
        for path, text in documents.items()
        for code in CODE.findall(text)
        for target in TARGET.findall(code)
    }
    assert len(named) > 8
    assert {target for _, target in named} <= targets, named


def test_the_help_lists_each_target(root: Path, makefile: str) -> None:
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith("MAKE")
    }  # not a part of a run
    help_ = subprocess.run(
        ["/bin/bash", "-c", "make help"], cwd=root, env=plain, capture_output=True, text=True, check=True
    )
    shown = help_.stdout
    listed = set(re.findall(r"^  make ([a-z]+) ", shown, re.MULTILINE))
    phony = set(re.findall(r"^\.PHONY: ([a-z]+)$", makefile, re.MULTILINE))
    assert listed == phony - {"browser"}  # a step of the others
    assert listed >= {
        *("site", "serve", "test", "check", "bench"),
        *("lint", "generate", "bless", "trust", "help"),
    }
    assert all(re.search(r"[\u4e00-\u9fff]", line) for line in shown.splitlines())


def test_codes_in_documents_exist(documents: Mapping[str, str], root: Path) -> None:
    codes = {path.stem for path in (root / "tests/faults").glob("*.yml")}
    named = {
        (path, code)
        for path, text in documents.items()
        for written in CODE.findall(text)
        for code in REPORTED.findall(written)
        if not path.startswith("site_templates/")  # there the brackets are selectors
    }
    assert named
    assert {code for _, code in named} <= codes, named


def anchors(text: str) -> set[str]:
    """The headings as git hosts and MkDocs make addresses of them."""
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in HEADING.findall(text)
    }


def test_relative_links_resolve(documents: Mapping[str, str], root: Path) -> None:
    followed = 0
    for path, text in documents.items():
        if path.startswith(
            "content/pages/"
        ):  # they link to pages that are made, and a strict build follows them
            continue
        for pair in LINK.findall(CODE.sub("", text)):
            target, _, anchor = "".join(pair).partition("#")
            if target.startswith(("http://", "https://", "mailto:", "tel:")):
                continue
            there = (root / path).parent / target if target else root / path
            assert there.exists(), f"{path}: {target}"
            if anchor and there.suffix == ".md":
                assert anchor in anchors(there.read_text(encoding="utf-8")), f"{path}: {target}#{anchor}"
            followed += 1
    assert followed > 5


def test_paths_in_documents_exist(documents: Mapping[str, str], root: Path) -> None:
    named = 0
    for path, text in documents.items():
        for written in PATH.findall(text):
            if written.startswith(MADE) or "<" in written:
                continue
            places = (root / written, (root / path).parent / written)
            assert any(place.exists() for place in places), f"{path}: {written}"
            named += 1
    assert named > 20
