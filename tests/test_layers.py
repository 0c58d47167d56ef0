"""Imports go down only, and each outside library has one border: the order is this list."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = (
    # values
    "source diagnostics mkdocs_fault page clock checksums private_field_names field_names nearest slips prose markdown staging workers days status periods new_file",
    # YAML to data with places
    "collecting hygiene yaml_reader document packed cache parsing reading history report",
    # records, and a dataset of them
    "records kinds fields field_words condition_slips record_slips forms mends schemas decode dataset loading",
    # what is said of a dataset
    "coverage eligibility editing rules workdays placing tally adjustments rewritten service due roster policy_terms portal matching answers fitting requests_now progress vacancies deliveries profile_gaps learning meetings office_duties desk board owners",
    # what a site is made of
    "templates assets headers sitemap search suggesting suggested dossier exports pages shell",
    # the order of the program
    "checking beside findings build changes importing preview starting",
    # the outside
    "mkdocs_run plugin cli",
)
"""Every module or package in an order in which each imports from those before it only."""

WITHIN = {"eligibility.conditions": "records"}
"""Modules that belong to another room than their package: a policy holds the rules of eligibility."""

BORDERS = {
    "click": {"cli"},
    "jinja2": {"templates"},
    "markdown_it": {"markdown"},
    "markupsafe": {"build", "markdown", "pages", "preview", "shell", "templates"},
    "mkdocs": {"mkdocs_run", "plugin"},
    "nh3": {"markdown"},
    "numpy": {"answers", "eligibility", "search"},
    "pydantic": {"decode", "fields", "findings", "records", "schemas"},
    "pydantic_core": {"decode", "mends", "packed", "records", "schemas"},
    "pypinyin": {"pages", "starting"},
    "python_calamine": {"importing"},
    "rich": {"cli"},
    "segno": {"pages"},
    "xlsxwriter": {"exports"},
    "yaml": {"editing", "yaml_reader"},
    # what belongs to the outermost layer, and to the one clock
    "time": {"cli"},
    "subprocess": {"history"},
    "socket": set(),
    "urllib.request": set(),
}
"""The rooms that know a library."""

CLOCKS = {"now", "today", "utcnow", "time", "localtime", "gmtime"}
ENVIRONMENT = {"environ", "getenv", "putenv"}


@pytest.fixture(scope="module")
def trees(root: Path) -> dict[str, ast.Module]:
    """The modules of the package by name, without `generator.`, parsed."""
    package = root / "generator"
    found = {}
    for path in package.rglob("*.py"):
        name = ".".join(path.relative_to(package).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    del found[""]
    return found


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each imported module with the name taken from it, or with "" for the whole of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative"
            yield from ((node.module or "", name.name) for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)


def room(module: str) -> str:
    """The room of a module: its package, or itself."""
    return WITHIN.get(module, module.split(".", maxsplit=1)[0])


def test_imports_go_down_only(trees: dict[str, ast.Module]) -> None:
    order = " ".join(ROOMS).split()
    upward = []
    for module, tree in trees.items():
        above = order.index(room(module))
        for source, name in imported(tree):
            if source.split(".")[0] != "generator":
                continue
            whole = f"{source}.{name}".removeprefix("generator.")
            target = whole if whole in trees else whole.rpartition(".")[0]
            if room(target) != room(module) and order.index(room(target)) >= above:
                upward.append(f"{module} imports {target}")
    assert upward == []


def test_the_order_names_every_room_once(trees: dict[str, ast.Module]) -> None:
    assert sorted(" ".join(ROOMS).split()) == sorted({room(module) for module in trees})


def test_each_library_has_its_border(trees: dict[str, ast.Module]) -> None:
    known: dict[str, set[str]] = {library: set() for library in BORDERS}
    for module, tree in trees.items():
        for source, _ in imported(tree):
            library = source if source in BORDERS else source.split(".")[0]
            if library in known:
                known[library].add(room(module))
    assert known == BORDERS


def test_every_library_is_listed(trees: dict[str, ast.Module], root: Path) -> None:
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    stdlib_and_ours = sys.stdlib_module_names | {"generator"}
    used = {source.split(".")[0] for tree in trees.values() for source, _ in imported(tree)}
    assert used - stdlib_and_ours <= set(BORDERS)
    for library in used - stdlib_and_ours - {"pydantic_core", "yaml", "markdown_it", "python_calamine"}:
        assert f'  "{library}>=' in project.lower()


def test_the_clock_and_the_environment_have_one_reader(trees: dict[str, ast.Module]) -> None:
    clocks, environment = set(), set()
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if node.value.id in {"date", "datetime", "time"} and node.attr in CLOCKS:
                    clocks.add(module)
                if node.value.id == "os" and node.attr in ENVIRONMENT:
                    environment.add(module)
    assert clocks == {"clock", "cli"}  # the second one dates the log of a bug
    assert environment == {"clock", "mkdocs_run"}
