"""What git hosts run: a change never runs with a right or a secret, every action is pinned, every command exists."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from generate.host_templates import DEFAULT, FORMS, KINDS, PULLS, forms, templates
from test_documented import COMMANDS, options

from generator.kinds import kind_of
from generator.reading import FOLDERS
from generator.records.pairing import PairingReason
from generator.yaml_reader import as_text

ROOT = Path(__file__).resolve().parent.parent
FLOWS = {path.stem: path for path in (ROOT / ".github/workflows").iterdir()}
WRITES = {
    ("report", "comment"): {"pull-requests"},
    ("publish", "deploy"): {"pages", "id-token"},
}
"""The jobs that may write, and what."""

PINNED = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")
CALL = re.compile(r"\.venv/bin/portal ([a-z]+)([^\n>|&]*)")


def data(path: str) -> Any:
    """A file of YAML, each scalar as text (`on` is no flag)."""
    return as_text((ROOT / path).read_text(encoding="utf-8"))


def flow(name: str) -> Any:
    return data(f".github/workflows/{FLOWS[name].name}")


def jobs() -> Iterator[tuple[str, str, Any]]:
    """Each job of each workflow of GitHub."""
    for name in FLOWS:
        yield from ((name, job, made) for job, made in flow(name)["jobs"].items())


def steps() -> Iterator[tuple[str, Any]]:
    for name, job, made in jobs():
        yield from ((f"{name}/{job}", step) for step in made["steps"])


def gitlab_jobs() -> dict[str, Any]:
    """The jobs of GitLab, without those that others extend."""
    words = {"workflow", "stages", "default", "variables"}
    return {
        name: made
        for name, made in data(".gitlab-ci.yml").items()
        if name not in words and not name.startswith(".")
    }


def audited(folder: Path) -> subprocess.CompletedProcess[str]:
    """The workflows below a folder audited with the strictest eyes, without a network."""
    zizmor = Path(sys.executable).with_name("zizmor")
    command = (str(zizmor), "--offline", "--no-config", "--persona=auditor", "--format=plain", str(folder))
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_audit_finds_nothing() -> None:
    done = audited(ROOT / ".github")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout


@pytest.mark.parametrize(
    ("name", "sound", "unsound", "finding"),
    [
        ("check", "permissions: {}\n", "", "excessive-permissions"),
        (
            "check",
            "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
            "actions/checkout@v6",
            "unpinned-uses",
        ),
        ("check", "          persist-credentials: false\n", "", "artipacked"),
        (
            "check",
            '--since "origin/$GITHUB_BASE_REF"\n',
            "--since ${{ github.head_ref }}\n",
            "template-injection",
        ),
        ("report", " # zizmor: ignore[dangerous-triggers]", " # ", "dangerous-triggers"),
    ],
)
def test_an_audit_finds_what_is_unsound(
    tmp_path: Path, name: str, sound: str, unsound: str, finding: str
) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    text = FLOWS[name].read_text(encoding="utf-8")
    assert sound in text
    (folder / FLOWS[name].name).write_text(text.replace(sound, unsound), encoding="utf-8")
    done = audited(tmp_path)
    assert done.returncode != 0
    assert finding in done.stdout


def test_what_an_audit_leaves_aside_has_its_reason() -> None:
    ignored = [
        line for path in FLOWS.values() for line in path.read_text("utf-8").split("\n") if "zizmor:" in line
    ]
    assert len(ignored) == 1
    assert all(re.search(r"# zizmor: ignore\[[a-z-]+\] -- .{10,}$", line) for line in ignored)


def test_each_action_is_pinned_by_one_commit() -> None:
    pins: dict[str, set[tuple[str, str]]] = {}
    for path in FLOWS.values():
        for line in path.read_text(encoding="utf-8").split("\n"):
            if "uses:" in line:
                found = PINNED.search(line)
                assert found, f"{path.name}: {line}"
                pins.setdefault(found[1], set()).add((found[2], found[3]))
    assert len(pins) == 8
    assert all(name.startswith("actions/") and len(known) == 1 for name, known in pins.items())


def test_rights_are_given_job_by_job() -> None:
    assert all(flow(name)["permissions"] == {} for name in FLOWS)
    given = {
        (name, job): {right for right, how in made["permissions"].items() if how != "read"}
        for name, job, made in jobs()
    }
    assert {place: rights for place, rights in given.items() if rights} == WRITES


def test_a_change_runs_without_rights_and_secrets() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FLOWS.values()]
    assert not any("secrets." in text or "pull_request_target" in text for text in texts)
    for name, job, _ in jobs():
        if "pull_request" in flow(name)["on"]:
            assert (name, job) not in WRITES
    checkouts = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == 4
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)
    assert not any("cache" in key for _, step in steps() for key in step.get("with", {}))


def test_no_expression_stands_in_a_script() -> None:
    scripts = [step.get("run", "") + step.get("with", {}).get("script", "") for _, step in steps()]
    assert sum(map(bool, scripts)) > 8
    assert not [script for script in scripts if "${{" in script]


def test_the_job_that_comments_runs_nothing_of_a_change() -> None:
    assert flow("report")["on"] == {
        "workflow_run": {"workflows": [flow("check")["name"]], "types": ["completed"]}
    }
    made = flow("report")["jobs"]["comment"]["steps"]
    assert [step["uses"].split("@")[0] for step in made] == [
        "actions/download-artifact",
        "actions/github-script",
    ]
    uploaded = {
        step["with"]["name"]: step["with"]["path"]
        for place, step in steps()
        if place == "check/check" and "upload-artifact@" in step.get("uses", "")
    }
    assert uploaded == {"report": "build/report.txt", "preview": "site/public"}
    assert made[0]["with"]["name"] == "report"
    assert made[1]["env"] == {"REPORT": f"{made[0]['with']['path']}/report.txt"}


def scripts() -> Iterator[tuple[str, str]]:
    """Everything that a host or a hook runs in a shell."""
    yield from ((place, step["run"]) for place, step in steps() if "run" in step)
    for name, made in gitlab_jobs().items():
        yield from ((f".gitlab-ci.yml/{name}", line) for line in made["script"])
    yield ".gitlab-ci.yml", data(".gitlab-ci.yml")[".portal"]["before_script"][0]
    for hook in data(".pre-commit-config.yaml")["repos"][0]["hooks"]:
        yield f".pre-commit-config.yaml/{hook['id']}", hook["entry"]
    for hook in data(".pre-commit-hooks.yaml"):
        yield f".pre-commit-hooks.yaml/{hook['id']}", f".venv/bin/{hook['entry']}"


def test_each_command_that_is_run_exists() -> None:
    called = set()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
    for place, script in scripts():
        for name, rest in CALL.findall(script):
            called.add(name)
            assert name in COMMANDS, f"{place}: portal {name}"
            for option in re.findall(r"--[a-z-]+", rest):
                assert option in options(COMMANDS[name]), f"{place}: portal {name} {option}"
        for target in re.findall(r"\bmake (\S+)", script):
            assert f"\n{target}:" in makefile, f"{place}: make {target}"
        for path in re.findall(r"(?<!\S)\.ci/\S+", script):
            assert (ROOT / path).stat().st_mode & 0o111, f"{place}: {path}"
    assert called == {"check", "build", "due", "fmt", "owners"}


def not_due() -> dict[str, str]:
    """The rule by which a job of GitLab is in no pipeline that lists what is owed."""
    return {**gitlab_jobs()["due"]["rules"][0], "when": "never"}


def test_what_is_owed_is_mailed_and_publishes_nothing() -> None:
    made = gitlab_jobs()
    assert made["due"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule" && $DUE'}]
    assert not [name for name, job in made.items() if "allow_failure" in job]
    in_a_schedule = {
        name for name, job in made.items() if "merge_request_event" not in job["rules"][-1]["if"]
    }
    assert in_a_schedule == {"build", "pages", "due"}
    assert all(made[name]["rules"][0] == not_due() for name in in_a_schedule - {"due"})


def test_gitlab_publishes_the_default_branch_alone() -> None:
    made = gitlab_jobs()
    change, default = (
        {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'},
        {"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"},
    )
    assert data(".gitlab-ci.yml")["workflow"]["rules"] == [change, default]
    assert made["pages"]["rules"] == [not_due(), default]
    assert made["pages"]["artifacts"]["paths"] == ["public"]
    assert made["check"]["rules"] == [change]
    stages = data(".gitlab-ci.yml")["stages"]
    for name, job in made.items():
        assert job["stage"] in stages, name
        assert all(other in made for other in job.get("needs", ())), name
        assert re.fullmatch(r"[A-Za-z0-9 -]+", job.get("artifacts", {}).get("expose_as", "-")), name
    text = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert not re.search(r"TOKEN|SECRET|PASSWORD|KEY", text)


def test_hooks_are_the_same_here_and_elsewhere() -> None:
    here, elsewhere = data(".pre-commit-config.yaml")["repos"][0]["hooks"], data(".pre-commit-hooks.yaml")
    assert data(".pre-commit-config.yaml")["repos"][0]["repo"] == "local"
    plain = [
        {**hook, "entry": hook["entry"].removeprefix(".venv/bin/"), "language": "python"} for hook in here
    ]
    assert plain == elsewhere
    fmt = re.compile(here[0]["files"])
    assert (here[1]["always_run"], here[1]["pass_filenames"]) == ("true", "false")
    held = [
        path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in (ROOT / folder).rglob("*.yml")
    ]
    assert len(held) > 500
    assert all(fmt.search(path) for path in held if kind_of(path))
    assert not [path for path in ("README.md", "mkdocs.yml", ".gitlab-ci.yml") if fmt.search(path)]


def test_the_forms_are_of_the_form_that_hosts_read() -> None:
    assert {path.name for path in (ROOT / FORMS).iterdir()} == {f"{kind}.yml" for kind in KINDS} | {
        "config.yml"
    }
    assert data(f"{FORMS}/config.yml") == {"blank_issues_enabled": "false"}
    notices = set()
    for kind in KINDS:
        typed = yaml.safe_load((ROOT / FORMS / f"{kind}.yml").read_text(encoding="utf-8"))
        assert list(typed) == ["name", "description", "labels", "body"], kind
        notice, *asked, last = typed["body"]
        assert notice["type"] == "markdown"
        notices.add(notice["attributes"]["value"])
        ids = [element["id"] for element in (*asked, last)]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch("[a-z]+", one) for one in ids)
        for element in asked:
            assert element["type"] in {"input", "textarea", "dropdown"}
            assert element.keys() <= {"type", "id", "attributes", "validations"}
            allowed = {"label", "description", "placeholder"} | (
                {"options"} if element["type"] == "dropdown" else set()
            )
            assert element["attributes"].keys() <= allowed
            texts = [value for name, value in element["attributes"].items() if name != "options"] + element[
                "attributes"
            ].get("options", [])
            assert all(isinstance(text, str) and text for text in texts), element
            assert element.get("validations", {"required": True}) == {"required": True}
        assert [option["required"] for option in last["attributes"]["options"]] == [True]
    assert len(notices) == 1
    assert all(
        word in next(iter(notices)) for word in ("手机号", "身份证号", "微信号", "个人邮箱", "谁都能看到")
    )


def test_a_pairing_changes_for_the_reasons_that_the_data_knows() -> None:
    elements = {element.get("id"): element for element in forms(ROOT)["pairing"]["body"]}
    assert elements["reason"]["attributes"]["options"] == [reason.value for reason in PairingReason]


def test_each_kind_of_change_is_asked_the_same() -> None:
    assert {path.stem for path in (ROOT / PULLS).iterdir()} == set(KINDS)
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / DEFAULT, *sorted((ROOT / PULLS).iterdir()))]
    for text in texts:
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["改了什么", "依据", "核对"]
        checks = re.findall(r"^- \[ \] (.+)$", text, re.MULTILINE)
        assert len(checks) > 2
        assert checks[-2:] == ["`make check`没有错误", "没有手机号、身份证号、微信号、个人邮箱等个人信息"]
    assert len(set(texts)) == len(texts)


def test_the_templates_of_other_hosts_are_not_stale() -> None:
    made = templates(ROOT)
    assert len(made) == 2 * len(KINDS) + 2
    there = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for folder in (".gitlab", ".gitee")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert there == made, "运行 make generate"
