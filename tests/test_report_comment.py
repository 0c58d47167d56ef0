"""The script that posts a report, run as the host runs it: on the right change, as text that does nothing."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import playwright
import pytest

from generator.yaml_reader import as_text

NODE = Path(playwright.__file__).parent / "driver" / "node"
HARNESS = """
const calls = [];
const given = JSON.parse(process.argv[1]);
const called = (name) => (asked) => { calls.push([name, asked]); return { data: given.pulls }; };
const issues = { listComments: "comments", createComment: called("create"), updateComment: called("update") };
const github = {
  rest: { pulls: { list: called("list") }, issues },
  paginate: (what, asked) => { calls.push([what, asked]); return given.comments; },
};
const core = { info: called("info") };
const context = { repo: { owner: "o", repo: "r" }, payload: { workflow_run: given.run } };
const AsyncFunction = (async () => {}).constructor;
new AsyncFunction("github", "context", "core", "require", given.script)(github, context, core, require)
  .then(() => console.log(JSON.stringify(calls)));
"""
RUN: dict[str, Any] = {
    "id": 7,
    "conclusion": "failure",
    "head_sha": "a" * 40,
    "head_branch": "x`$(id)`",
    "head_repository": {"owner": {"login": "someone"}},
    "html_url": "https://git.example/o/r/actions/runs/7",
}
PULLS = [{"number": 3, "head": {"sha": "b" * 40}}, {"number": 4, "head": {"sha": "a" * 40}}]
PLACE = {"owner": "o", "repo": "r"}


@pytest.fixture(scope="module")
def script(root: Path) -> str:
    flow: Any = as_text((root / ".github/workflows/report.yml").read_text(encoding="utf-8"))
    found: str = flow["jobs"]["comment"]["steps"][1]["with"]["script"]
    return found


def posted(script: str, report: Path, **given: object) -> list[Any]:
    """The calls of the host that the script makes, in order."""
    told = {"script": script, "run": RUN, "pulls": PULLS, "comments": [], **given}
    command = (str(NODE), "-e", HARNESS, json.dumps(told))
    done = subprocess.run(command, env={"REPORT": str(report)}, capture_output=True, text=True, check=True)
    calls: list[Any] = json.loads(done.stdout)
    return calls


def body(calls: list[Any]) -> str:
    assert calls[-1][0] in {"create", "update"}
    text: str = calls[-1][1]["body"]
    return text


def shown(text: str) -> str:
    """The report as a reader sees it: a block of code, which nothing in it ends."""
    mark, _, rest = text.partition("\n")
    assert mark == "<!-- portal check -->"
    before, _, inside = rest.partition("\n\n```text\n")
    assert re.fullmatch(r"[^\n<`@]+", before)
    assert inside.endswith("\n```")
    assert "```" not in inside.removesuffix("\n```")
    return inside.removesuffix("\n```")


def test_a_report_stands_on_the_pull_request_of_its_commit(script: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("rosters/x.yml:3:1: 错误[wrong-date] 甲 & 乙\n", encoding="utf-8")
    listed, asked, created = posted(script, report)
    assert listed == ["list", {**PLACE, "state": "open", "head": "someone:x`$(id)`"}]
    assert asked == ["comments", {**PLACE, "issue_number": 4}]
    assert created[0] == "create"
    assert created[1].items() >= {**PLACE, "issue_number": 4}.items()
    assert shown(body([created])) == "rosters/x.yml:3:1: 错误[wrong-date] 甲 & 乙\n"
    assert "没有通过" in body([created])
    assert RUN["html_url"] in body([created])
    passed = posted(script, report, run={**RUN, "conclusion": "success"})
    assert "数据检查通过" in body(passed)


def test_a_later_report_takes_the_place_of_ours_alone(script: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("检查完毕", encoding="utf-8")
    comments = [
        {"id": 1, "user": {"login": "someone"}, "body": "<!-- portal check -->\n"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "别的"},
        {"id": 3, "user": None, "body": None},
    ]
    assert posted(script, report, comments=comments)[-1][0] == "create"
    comments.append({"id": 4, "user": {"login": "github-actions[bot]"}, "body": "<!-- portal check -->\n旧"})
    name, asked = posted(script, report, comments=comments)[-1]
    assert (name, asked["comment_id"]) == ("update", 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("</pre><script>alert(1)</script>", "</pre><script>alert(1)</script>"),
        ("a\n`````\n@everyone #1 <!-- -->", "a\n'''``\n@everyone #1 <!-- -->"),
        ("&lt;b&gt; &#64;", "&lt;b&gt; &#64;"),
        ("\x1b[31m\u202e\u200b\x00", "□[31m□□□"),
        ("${process.env.GITHUB_TOKEN} $& $1", "${process.env.GITHUB_TOKEN} $& $1"),
    ],
)
def test_a_report_is_text_and_nothing_else(script: str, tmp_path: Path, text: str, expected: str) -> None:
    report = tmp_path / "report.txt"
    report.write_text(text, encoding="utf-8")
    assert shown(body(posted(script, report))) == expected


def test_a_long_report_fits_into_a_comment(script: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(b"\xff&" * 5_000_000)
    text = body(posted(script, report))
    assert "太长" in text
    assert len(text) < 65_536


@pytest.mark.parametrize("kind", ["missing", "folder", "link"])
def test_what_is_no_plain_file_is_not_read(script: str, tmp_path: Path, kind: str) -> None:
    secret, report = tmp_path / "secret", tmp_path / "report.txt"
    secret.write_text("SECRET", encoding="utf-8")
    if kind == "folder":
        report.mkdir()
    elif kind == "link":
        report.symlink_to(secret)
    text = body(posted(script, report))
    assert "没有报告" in text
    assert "SECRET" not in text


@pytest.mark.parametrize(
    "given",
    [
        {"pulls": []},
        {"pulls": PULLS[:1]},
        {"run": {**RUN, "head_repository": None}, "pulls": []},
    ],
)
def test_a_run_without_its_pull_request_says_nothing(
    script: str, tmp_path: Path, given: dict[str, object]
) -> None:
    assert [name for name, _ in posted(script, tmp_path / "none", **given)] == ["list", "info"]
