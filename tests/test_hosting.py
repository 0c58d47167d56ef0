"""The page 自动检查和发布 says what is there: the workflows, their names on the hosts, and examples that would run."""

import re
from pathlib import Path
from typing import Any

import pytest
from test_documented import COMMANDS, options
from test_workflows import FLOWS, data, flow, gitlab_jobs

from generator.yaml_reader import as_text


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "content/pages/help/hosting.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examples(page: str) -> list[Any]:
    """The YAML that a reader copies: maintainers of an office, workflows and hooks of the closed repository."""
    return [as_text(block) for block in re.findall(r"^```yaml\n(.+?)^```$", page, re.MULTILINE | re.DOTALL)]


def test_the_table_names_each_workflow(page: str) -> None:
    rows = [row.strip("| ").split(" | ") for row in page.split("\n") if row.startswith("| ")][1:]
    ours, theirs = ({name for row in rows for name in re.findall("`([a-z]+)`", row[at])} for at in (2, 3))
    assert ours == set(FLOWS)
    assert theirs == set(gitlab_jobs())


def test_what_is_to_be_set_on_a_host_has_the_names_that_it_shows(page: str) -> None:
    assert f"必须通过“{flow('check')['jobs']['check']['name']}”" in page
    assert f"Actions → {flow('publish')['name']}里" in page
    assert f"`{flow('publish')['on']['push']['branches'][0]}`" in page
    assert "变量写`DUE`" in page
    assert "$DUE" in gitlab_jobs()["due"]["rules"][0]["if"]
    assert "最多50KB" in page
    assert "MOST = 50_000;" in flow("report")["jobs"]["comment"]["steps"][1]["with"]["script"]


def test_the_workflow_of_the_closed_repository_runs(examples: list[Any]) -> None:
    made = examples[1]
    assert made["check"]["stage"] in made["stages"]
    assert made["publish"]["stage"] in made["stages"]
    for line in (*made["check"]["script"], *made["publish"]["script"]):
        name, *words = line.removeprefix(".venv/bin/portal ").split()
        asked = {word for word in words if word.startswith("--")}
        assert "--private" in asked
        assert asked <= options(COMMANDS[name]).keys()
    assert made["publish"]["rules"] == gitlab_jobs()["pages"]["rules"][1:]
    assert made["check"]["image"] == data(".gitlab-ci.yml")["default"]["image"]


def test_the_hooks_of_another_repository_are_those_that_there_are(examples: list[Any]) -> None:
    hooks = examples[2]["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == [hook["id"] for hook in data(".pre-commit-hooks.yaml")]
    for hook in hooks:
        assert re.search(hook["files"], "320102-xuanwu/contacts.yml")
        assert not re.search(hook["files"], ".gitlab-ci.yml")
        command = COMMANDS[hook["id"].removeprefix("portal-")]
        assert {word for word in hook["args"] if word.startswith("--")} <= options(command).keys()
