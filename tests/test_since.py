"""`portal check --since`: what a change brings counts, what was there before does not."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from private_tree import PRIVATE_TREE
from test_cli import CHINESE, ENGLISH, TEN
from tree import (
    ACTIVITY,
    COMMISSIONERS,
    ENTERPRISES,
    FACTS,
    OFFICE,
    POLICY,
    RESOURCE,
    TREE,
    edited,
    write_tree,
)

from generator.changes import checked_since, compared
from generator.checking import Checked, checked
from generator.cli import main
from generator.diagnostics import Diagnostic, Severity
from generator.history import _in_turn, _listed
from generator.reading import LIMITS
from generator.records.province import RetiredKind
from generator.source import PRIVATE, Span

EXPERTS, GROUPS, SESSIONS, CASE = (
    "rosters/experts/service.yml",
    "rosters/contact-groups.yml",
    "content/trainings/2026.yml",
    "content/cases/first.yml",
)
REGIONS, RETIRED = "rosters/regions.yml", "rosters/retired.yml"
DAY = date(2026, 11, 24)
WRONG = edited(FACTS, ("kind: money", "kind: coins"))
"""An error in a file of which others do not speak while it is there."""

OLD = edited(
    POLICY,
    ("      - {facts: {staff: 2000}, answer: 不符合}\n", ""),
    ("checked: {date: 2026-11-24", "checked: {date: 2026-01-24"),
)
"""A warning, and what time alone made owed."""

Changes = Mapping[str, str | bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.out))

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The errors that count, each with its file."""
        found = self.json["diagnostics"]
        return [(item["code"], item["path"]) for item in found if item["severity"] == "error"]

    @property
    def earlier(self) -> list[tuple[str, str]]:
        return [(item["code"], item["path"]) for item in self.json["earlier"]]


Check = Callable[..., Done]


@pytest.fixture(autouse=True)
def _plain_git(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A git that knows no person and no setting, as in a fresh container."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Check:
    """`portal check` in a folder."""

    def run(root: Path, *words: str, form: str = "json") -> Done:
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["portal", "check", "--format", form, *words])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return Done(code=int(end.value.code or 0), out=out, err=err)

    return run


def git(root: Path, *words: str) -> str:
    person = ("-c", "user.name=n", "-c", "user.email=e", "-c", "init.defaultBranch=main")
    command = ("git", *person, *words)
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x")


def repository(root: Path, changes: Changes = MappingProxyType({})) -> Path:
    """A repository with the small tree committed."""
    write_tree(root, changes)
    git(root, "init", "--quiet")
    commit(root)
    return root


def change(root: Path, changes: Changes) -> None:
    """Change the working tree alone."""
    for path, text in changes.items():
        if text is None:
            (root / path).unlink(missing_ok=True)
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_nothing_changed_and_nothing_wrong(check: Check, tmp_path: Path) -> None:
    done = check(repository(tmp_path), "--since", "HEAD", form="full")
    assert (done.code, done.out, done.err) == (0, "检查完毕，没有问题。下一步：portal build\n", "")


def test_a_branch_is_compared_with_where_it_left_the_other(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    git(root, "branch", "mine")
    change(root, {"content/resources/new.yml": TREE[RESOURCE].replace("id: loan", "id: new")})
    commit(root)
    git(root, "checkout", "-q", "mine")
    done = check(root, "--since", "main")
    assert (done.code, done.errors) == (0, [])


def test_what_was_wrong_before_does_not_count(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path, WRONG)
    change(root, {RESOURCE: TREE[RESOURCE].replace("示例贷款", "示例新贷款")})
    assert check(root, form="concise").code == 1
    done = check(root, "--since", "HEAD")
    assert (done.code, done.errors, done.earlier) == (0, [], [("unknown-choice", FACTS)])
    assert done.json["summary"]["errors"] == 0


def test_all_formats_show_it_apart(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path, WRONG)
    change(root, edited(POLICY, ("level: 国家级", "level: 国级")))
    heading = "—— 以前就有的问题，不计入这次改动（1处）——"
    closing = "检查完毕：错误1处。改好后再运行 portal check；以前就有的错误1处，不计入这次改动\n"
    full, concise, github = (
        check(root, "--since", "HEAD", form=form) for form in ("full", "concise", "github")
    )
    assert {full.code, concise.code, github.code} == {1}
    for done in (full, concise, github):
        assert done.out.endswith(closing)
    for done in (full, concise):
        new, old = done.out.split(heading)
        assert (POLICY in new, FACTS in new, POLICY in old, FACTS in old) == (True, False, False, True)
    assert "  --> content/facts.yml:2:40\n" in full.out
    assert "  2 | - {key: revenue, label: 上年度营业收入, kind: coins, unit: 元}\n" in full.out
    assert [line.partition(",")[0] for line in github.out.splitlines() if line.startswith("::")] == [
        f"::error file={POLICY}"
    ]


def test_the_last_line_says_that_a_build_needs_more(check: Check, tmp_path: Path) -> None:
    done = check(repository(tmp_path, WRONG), "--since", "HEAD", form="concise")
    assert done.code == 0
    assert done.out.endswith("检查完毕：这次改动没有带来错误。以前就有的错误1处，改好以后才能 portal build\n")


def test_json_without_since_has_no_list_of_earlier_ones(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    assert set(check(root).json) == {"as_of", "summary", "diagnostics"}
    assert set(check(root, "--since", "HEAD").json) == {"as_of", "summary", "diagnostics", "earlier"}


def test_an_error_in_a_touched_file_counts(check: Check, tmp_path: Path) -> None:
    """Its lines move, and the message is the same."""
    root = repository(tmp_path, WRONG)
    change(root, {FACTS: f"# 注释\n{WRONG[FACTS]}"})
    done = check(root, "--since", "HEAD")
    assert (done.code, done.errors, done.earlier) == (1, [("unknown-choice", FACTS)], [])


def test_a_touched_file_that_cannot_be_read_counts(check: Check, tmp_path: Path) -> None:
    other = "content/policies/miit/miit-2026-9.yml"
    root = repository(tmp_path, {POLICY: "中".encode("gbk"), other: "中".encode("gbk")})
    change(root, {POLICY: "中中".encode("gbk")})
    done = check(root, "--since", "HEAD")
    assert (done.code, done.errors, done.earlier) == (1, [("not-utf-8", POLICY)], [("not-utf-8", other)])


def test_an_error_that_the_change_causes_in_another_file_counts(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path, edited(OFFICE, ("000-99010201", "13812345678")))
    assert check(root, "--since", "HEAD").code == 0
    text = TREE[REGIONS].splitlines(keepends=True)
    change(root, {REGIONS: "".join(text[:2])})
    done = check(root, "--since", "HEAD")
    assert done.code == 1
    assert ("unknown-reference", OFFICE) in done.errors
    assert OFFICE in [path for _, path in done.earlier]


def test_untracked_files_count_and_commits_since_do(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path, {".gitignore": "*-8.yml\n"})
    git(root, "tag", "start")
    change(root, {f"content/policies/miit/miit-2026-{number}.yml": "id: [" for number in (7, 8)})
    assert [path[-5:] for _, path in check(root, "--since", "HEAD").errors] == ["7.yml", "8.yml"]
    commit(root)
    assert [path[-5:] for _, path in check(root, "--since", "HEAD").errors] == ["8.yml"]
    assert [path[-5:] for _, path in check(root, "--since", "start").errors] == ["7.yml", "8.yml"]


def test_a_lost_file_counts(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    change(root, {FACTS: None})
    done = check(root, "--since", "HEAD")
    assert (done.code, done.errors) == (1, [("missing-file", FACTS)])


def test_warnings_are_shown_and_do_not_count(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    change(root, edited(POLICY, ("      - {facts: {staff: 2000}, answer: 不符合}\n", "")))
    done = check(root, "--since", "HEAD")
    severities = {item["severity"] for item in done.json["diagnostics"]}
    assert (done.code, severities, done.earlier) == (0, {"warning"}, [])


def test_warnings_that_were_there_before_stand_apart(check: Check, tmp_path: Path) -> None:
    """Those of time too; one in a touched file, or one that the change brings, is the change's."""
    root = repository(tmp_path, OLD)
    everything = {(item["code"], item["severity"]) for item in check(root).json["diagnostics"]}
    assert everything == {("few-examples", "warning"), ("stale-check", "overdue")}
    change(root, edited(COMMISSIONERS, ("unit_kind: 行政", "unit_kind: 其他")))
    done = check(root, "--since", "HEAD")
    assert {item["code"] for item in done.json["diagnostics"]} == {"unusual-unit-kind"}
    assert {code for code, _ in done.earlier} == {code for code, _ in everything}
    heading = "—— 以前就有的问题，不计入这次改动（2处）——"
    closing = "检查完毕：这次改动没有带来错误，提醒1处。没有错误，可以 portal build；以前就有的待办1处、提醒1处，不计入这次改动\n"
    for form in ("full", "concise", "github"):
        shown = check(root, "--since", "HEAD", form=form).out
        assert shown.endswith(closing)
        new, _, old = shown.partition(heading)
        assert (POLICY in new, COMMISSIONERS in new, COMMISSIONERS in old) == (False, True, False)
        assert (POLICY in old) is (form != "github")
    change(root, {POLICY: f"# 注释\n{OLD[POLICY]}"})
    assert check(root, "--since", "HEAD").earlier == []


def test_of_alike_errors_as_many_as_there_were_are_earlier(tmp_path: Path) -> None:
    dataset = checked(write_tree(tmp_path), DAY).dataset

    def found(lines: int, severity: Severity = Severity.ERROR) -> Checked:
        spans = [Span(path="a", line=line) for line in range(lines)]
        alike = (Diagnostic(code="c", message="m", help="h", span=span, severity=severity) for span in spans)
        return Checked(dataset=dataset, diagnostics=tuple(alike))

    def counted(before: Checked, now: Checked, *, touched: bool = False) -> tuple[int, int]:
        made = compared(before, now, lambda _: touched)
        return len(made.diagnostics), len(made.earlier)

    assert counted(found(1), found(3)) == (2, 1)
    assert counted(found(3), found(1)) == (0, 1)
    assert counted(found(3), found(2), touched=True) == (2, 0)
    assert counted(found(2, Severity.WARNING), found(2)) == (2, 0)
    assert counted(found(2), found(2, Severity.WARNING)) == (2, 0)


RENAMED: dict[RetiredKind, tuple[str, str, str]] = {
    RetiredKind.POLICY: (POLICY, "miit-2026-2", "miit-2026-3"),
    RetiredKind.RESOURCE: (RESOURCE, "loan", "credit"),
    RetiredKind.ACTIVITY: (ACTIVITY, "clinic", "visit"),
    RetiredKind.CASE: (CASE, "first", "second"),
    RetiredKind.EXPERT: (EXPERTS, "expert-1", "expert-2"),
    RetiredKind.COMMISSIONER: (COMMISSIONERS, "990102-001", "990102-002"),
    RetiredKind.ENTERPRISE: (ENTERPRISES, "91990102MA0000001D", "91990102MA0000003X"),
    RetiredKind.CONTACT_GROUP: (GROUPS, "group-1", "group-2"),
    RetiredKind.TRAINING_SESSION: (SESSIONS, "training-2026", "training-b"),
}
"""One record of each kind that has ids: its file, its id and another one."""


def renamed(kind: RetiredKind, *, alias: bool = False) -> dict[str, str | None]:
    path, old, new = RENAMED[kind]
    key = "code" if kind is RetiredKind.ENTERPRISE else "id"
    text = re.sub(f'({key}: "?){old}("?)', rf"\g<1>{new}\g<2>", TREE[path], count=1)
    if alias:
        line = re.search(rf'^( *)(- )?{key}: "?{new}"?\n', text, re.MULTILINE)
        assert line
        indent = line[1] + "  " * bool(line[2])
        text = text[: line.end()] + f'{indent}aliases: ["{old}"]\n' + text[line.end() :]
    there = path if f"{old}.yml" not in path else path.replace(old, new)
    return {path: None, there: text}


def removed(done: Done) -> list[str]:
    """The ids that are said to be removed, by their mends."""
    found = done.json["diagnostics"]
    return [
        item["help"].partition("加一行：")[2].partition("；")[0]
        for item in found
        if item["code"] == "removed-id-not-retired"
    ]


def test_each_kind_that_has_ids_is_looked_at() -> None:
    assert set(RENAMED) == set(RetiredKind)


@pytest.mark.parametrize("kind", RetiredKind)
def test_a_removed_id_is_retired_by_the_line_that_the_help_shows(
    check: Check, tmp_path: Path, kind: RetiredKind
) -> None:
    root = repository(tmp_path, {RETIRED: "- {kind: expert, id: gone}\n"})
    change(root, renamed(kind))
    done = check(root, "--since", "HEAD")
    assert done.code == 1
    assert ("removed-id-not-retired", RETIRED) in done.errors
    (line,) = removed(done)
    old = RENAMED[kind][1]
    shown = f'"{old}"' if kind is RetiredKind.ENTERPRISE else old
    assert line == f"- {{kind: {kind}, id: {shown}}}"
    with (root / RETIRED).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    after = check(root, "--since", "HEAD")
    assert removed(after) == []
    assert RETIRED not in [path for _, path in after.errors]


WITHOUT_ALIASES = {RetiredKind.CONTACT_GROUP, RetiredKind.TRAINING_SESSION}


@pytest.mark.parametrize("kind", sorted(set(RetiredKind) - WITHOUT_ALIASES))
def test_the_old_id_may_be_an_alias(check: Check, tmp_path: Path, kind: RetiredKind) -> None:
    root = repository(tmp_path)
    change(root, renamed(kind, alias=True))
    assert removed(check(root, "--since", "HEAD")) == []
    commit(root)
    change(root, renamed(kind))
    assert len(removed(check(root, "--since", "HEAD"))) == 1  # a dropped alias was an id too
    assert len(removed(check(root, "--since", "HEAD~"))) == 1


def test_only_the_same_kind_helps(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    change(root, {CASE: None, RETIRED: "- {kind: resource, id: first}\n"})
    change(root, edited(RESOURCE, ("name: 示例贷款", "aliases: [first]\nname: 示例贷款")))
    done = check(root, "--since", "HEAD")
    assert removed(done) == ["- {kind: case, id: first}"]
    (item,) = (item for item in done.json["diagnostics"] if item["code"] == "removed-id-not-retired")
    assert item["message"] == f"典型案例编号“first”原来在 {CASE}，现在没有了，也没有停用"


def said(done: Done) -> list[tuple[str, str]]:
    """Where an id is said to be removed, and what is said of it."""
    found = done.json["diagnostics"]
    return [(item["path"], item["message"]) for item in found if item["code"] == "removed-id-not-retired"]


@pytest.mark.parametrize("now", ["[]\n", None, "- {kind: case, id: gone}\n"])
def test_a_retired_id_stays_retired(check: Check, tmp_path: Path, now: str | None) -> None:
    root = repository(tmp_path, {RETIRED: "- {kind: commissioner, id: 990102-002, note: 没有到任}\n"})
    change(root, {RETIRED: now, **renamed(RetiredKind.COMMISSIONER, alias=True)})
    done = check(root, "--since", "HEAD")
    assert said(done) == [(RETIRED, "服务专员编号“990102-002”原来停用，现在这里没有了")]
    (line,) = removed(done)
    change(root, {RETIRED: f"{line}\n"})
    after = check(root, "--since", "HEAD")
    assert removed(after) == []
    assert ("retired-id-used", COMMISSIONERS) in after.errors


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({RETIRED: "- {kind: resource, id: loan}\n"}, {RETIRED: None}),
        ({RETIRED: "- {kind: resource, id: loan}\n", **edited(RESOURCE, ("kinds: [资金]", "kinds: [x]"))}, {RETIRED: None}),
        ({RETIRED: "- {kind: case, id: a}\n- {kind: case, id: b}\n"}, {RETIRED: "- {kind: case, id: b}\n- {kind: x, id: a}\n"}),
        ({RETIRED: "- {kind: case, id: a}\n"}, {RETIRED: "# 注释\n- {kind: case, id: a, note: 撤下}\n"}),
    ],
    ids=["a record that was always there", "and cannot be read", "a row with a fault", "a row with another note"],
)  # fmt: skip
def test_a_row_that_may_leave_the_retired_ids(
    check: Check, tmp_path: Path, before: Changes, now: Changes
) -> None:
    root = repository(tmp_path, before)
    change(root, now)
    assert said(check(root, "--since", "HEAD")) == []


BENEFIT = {POLICY: TREE[POLICY].replace("id: srdi", "id: star")}


def test_a_benefit_keeps_its_id(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    change(root, BENEFIT)
    done = check(root, "--since", "HEAD")
    message = f"事项编号“miit-2026-2#srdi”原来在 {POLICY}，现在没有了"
    assert (done.code, said(done)) == (1, [(POLICY, message)])
    assert (
        done.json["diagnostics"][0]["line"] == TREE[POLICY][: TREE[POLICY].index("benefits:")].count("\n") + 1
    )


def test_a_benefit_keeps_its_id_in_a_renamed_policy(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    change(root, renamed(RetiredKind.POLICY, alias=True))
    assert said(check(root, "--since", "HEAD")) == []
    path = POLICY.replace("2026-2", "2026-3")
    change(root, {path: (root / path).read_text(encoding="utf-8").replace("id: srdi", "id: star")})
    message = f"事项编号“miit-2026-3#srdi”原来在 {POLICY}，现在没有了"
    assert said(check(root, "--since", "HEAD")) == [(path, message)]


@pytest.mark.parametrize(
    "now",
    [
        {POLICY: None, RETIRED: "- {kind: policy, id: miit-2026-2}\n"},
        {POLICY: BENEFIT[POLICY].replace("level: 国家级", "level: 国级")},
    ],
    ids=["a retired policy", "a policy with a fault"],
)
def test_benefits_of_which_nothing_is_said(check: Check, tmp_path: Path, now: Changes) -> None:
    root = repository(tmp_path)
    change(root, now)
    assert said(check(root, "--since", "HEAD")) == []


def test_a_moved_record_is_not_removed(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    moved = POLICY.replace("/miit/", "/other/")
    change(
        root, {POLICY: None, moved: TREE[POLICY], "rosters/experts/more.yml": TREE[EXPERTS], EXPERTS: None}
    )
    assert removed(check(root, "--since", "HEAD")) == []


UNREAD: dict[str, tuple[Changes, Changes]] = {
    "a policy that is no YAML": ({}, {POLICY: "id: ["}),
    "a policy with a fault": ({}, edited(POLICY, ("level: 国家级", "level: 国级"))),
    "a policy that is no text": ({}, {POLICY: b"\xff"}),
    "a renamed policy with a fault": (
        {},
        {POLICY: None, POLICY.replace("-2.", "-3."): TREE[POLICY].replace("level: 国家级", "level: 国级")},
    ),
    "a roster that is no YAML": ({}, {COMMISSIONERS: "region: ["}),
    "a record of a list with a fault": ({}, edited(ENTERPRISES, ("name: 示例精密机械有限公司", "nam: x"))),
    "a record of a list without id": ({}, edited(EXPERTS, ("  - id: expert-1\n    name", "  - name"))),
    "an alias of a record with a fault": (
        edited(RESOURCE, ("id: loan\n", "id: loan\naliases: [old]\n")),
        {RESOURCE: TREE[RESOURCE].replace("fee: 免费", "fee: 不要钱")},
    ),
    "retired ids that are no YAML": (
        {RETIRED: "- {kind: case, id: second}\n"},
        {CASE: None, RETIRED: "- {kind: case, id: first\n"},
    ),
    "a roster lost before, and now another too": (
        {EXPERTS: "experts: [", "rosters/experts/more.yml": TREE[EXPERTS]},
        {"rosters/experts/more.yml": "experts: ["},
    ),
}


@pytest.mark.parametrize("case", UNREAD)
def test_what_cannot_be_read_is_not_removed(check: Check, tmp_path: Path, case: str) -> None:
    before, now = UNREAD[case]
    root = repository(tmp_path, before)
    change(root, now)
    done = check(root, "--since", "HEAD")
    assert done.code == 1
    assert removed(done) == []


def test_what_was_lost_before_hides_no_removal_elsewhere(check: Check, tmp_path: Path) -> None:
    group = TREE[EXPERTS].replace("示例省", "另一")
    more = group.replace("expert-1", "expert-2") + group.partition("experts:\n")[2].replace("-1", "-3")
    root = repository(tmp_path, {EXPERTS: "experts: [", "rosters/experts/more.yml": more})
    change(root, {"rosters/experts/more.yml": group.replace("expert-1", "expert-2")})
    assert removed(check(root, "--since", "HEAD")) == ["- {kind: expert, id: expert-3}"]


ONE_LINE = re.compile(r"[^\n]+\n")


def refused(done: Done) -> str:
    """What is said where a revision cannot be read: one line of Chinese."""
    assert (done.code, done.out) == (2, ""), done.err
    assert ONE_LINE.fullmatch(done.err), done.err
    assert CHINESE.search(done.err)
    assert not ENGLISH.search(done.err), done.err
    return done.err


@pytest.mark.parametrize(
    "rev",
    ["nope", "", "HEAD~9", "HEAD:content", "HEAD..HEAD", "^HEAD", "0" * 40, "a\nb", "HEAD HEAD", ":/zzz"],
)
def test_a_revision_that_is_not_there(check: Check, tmp_path: Path, rev: str) -> None:
    assert "git fetch --unshallow" in refused(check(repository(tmp_path), "--since", rev))


@pytest.mark.parametrize("rev", ["--help", "-", "--output=x", "-c"])
def test_an_option_is_no_revision(check: Check, tmp_path: Path, rev: str) -> None:
    root = repository(tmp_path)
    assert "不能以 - 开头" in refused(check(root, f"--since={rev}"))
    assert not (root / "x").exists()


@pytest.mark.parametrize("rev", ["HEAD", "main", "tag", "HEAD^{/x}", ":/x", "HEAD@{0}", "@"])
def test_all_that_names_a_revision(check: Check, tmp_path: Path, rev: str) -> None:
    root = repository(tmp_path)
    git(root, "tag", "--annotate", "--message", "x", "tag")
    assert check(root, "--since", rev).code == 0


def test_no_repository(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    said = refused(check(write_tree(tmp_path), "--since", "HEAD"))
    assert said.startswith(f"{tmp_path} 不在 git 版本库里，用不了 --since；")


def test_a_repository_without_a_commit(check: Check, tmp_path: Path) -> None:
    git(write_tree(tmp_path), "init", "--quiet")
    assert "没有“HEAD”这个版本" in refused(check(tmp_path, "--since", "HEAD"))


def test_no_git(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(check(root, "--since", "HEAD")).startswith("没有安装 git，用不了 --since；")


def test_a_repository_of_somebody_else(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = refused(check(root, "--since", "HEAD"))
    assert f"git config --global --add safe.directory {root}\n" in said


def test_a_partial_clone_fetches_nothing(check: Check, tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", WRONG)
    git(origin, "config", "uploadpack.allowFilter", "true")
    change(origin, {FACTS: TREE[FACTS]})
    commit(origin)
    root = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", origin.as_uri(), str(root))
    assert check(root, "--since", "HEAD").code == 0
    assert "取回完整的版本库" in refused(check(root, "--since", "HEAD~"))
    git(root, "checkout", "--quiet", "HEAD~")
    assert check(root, "--since", "HEAD").earlier == [("unknown-choice", FACTS)]


def test_git_may_know_a_file_and_not_have_it() -> None:
    assert list(_in_turn(b"aa blob 3\nx\ny\nbb missing\ncc blob 1\nz\n")) == [b"x\ny"]
    assert [blob.size for blob in _listed(b"100644 blob aa     BAD\tcontent/a.yml\0")] == [0]


def everything(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(root)): (path.lstat().st_mtime_ns, path.read_bytes())
        for path in root.rglob("*")
        if path.is_file()
    }


def test_reading_leaves_no_trace(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "root", WRONG)
    change(root, {POLICY: TREE[POLICY] + "# x\n", "content/new.txt": "x"})
    os.utime(root / RESOURCE)  # what git status would write down in the index
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    before = everything(root)
    assert check(root, "--since", "HEAD").code == 0
    assert everything(root) == before
    assert list(temporary.iterdir()) == []


def odd(root: Path) -> None:
    """Names and things that a tree of YAML should not hold, and that git keeps."""
    policies = os.fsencode(root / "content/policies/miit")
    for name in (
        b"a\nb.yml",
        b'"q".yml',
        b"\xff.yml",
        b"\xff" * 200 + b".yml",
        b" x.yml",
        b"-x.yml",
        "中.yml".encode(),
        b"a\tb.yml",
        b"$(x).yml",
    ):
        Path(os.fsdecode(policies + b"/" + name)).write_text("id: [")
    (root / "content/policies/Bad Name").mkdir()
    (root / "content/policies/Bad Name/x.yml").write_text("id: x")
    (root / "content/cases/link.yml").symlink_to("/etc/hostname")
    (root / "content/linked").symlink_to("policies")
    (root / "content/cases/large.yml").write_bytes(b"#" * (LIMITS["content"] + 1))
    (root / "rosters/large.yml").write_bytes(b"#" * (max(LIMITS.values()) + 1))


def test_a_tree_beside_itself_has_no_new_errors(check: Check, tmp_path: Path) -> None:
    write_tree(tmp_path, TEN)
    odd(tmp_path)
    root = repository(tmp_path, TEN)
    every = check(root)
    done = check(root, "--since", "HEAD")
    assert (done.code, done.errors) == (0, [])
    assert done.earlier == every.errors
    codes = {code for code, _ in done.earlier}
    assert codes >= {
        "bad-file-name",
        "not-a-file",
        "file-too-large",
        "not-utf-8",
        "yaml-syntax",
        "wrong-date",
    }


def test_personal_data_in_a_page_is_of_the_change_that_writes_it(check: Check, tmp_path: Path) -> None:
    page = "content/pages/about/index.md"
    root = repository(tmp_path, {page: "打 13812345678\n"})
    assert check(root, "--since", "HEAD").earlier == [("personal-data", page)]
    change(root, {page: "打 13912345678\n"})
    assert check(root, "--since", "HEAD").errors == [("personal-data", page)]


def test_a_link_that_leads_elsewhere_is_touched(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "content/cases/link.yml"
    path.parent.mkdir(parents=True)
    path.symlink_to("nowhere")
    root = repository(tmp_path)
    assert check(root, "--since", "HEAD").earlier == [("not-a-file", "content/cases/link.yml")]
    path.unlink()
    path.symlink_to("elsewhere")
    assert check(root, "--since", "HEAD").errors == [("not-a-file", "content/cases/link.yml")]


def test_a_pipe_is_not_opened(check: Check, tmp_path: Path) -> None:
    root = repository(tmp_path)
    os.mkfifo(root / "content/cases/pipe.yml")
    assert check(root, "--since", "HEAD").errors == [("not-a-file", "content/cases/pipe.yml")]


def test_a_crafted_tree_writes_nothing_outside(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "root")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def tree(*entries: tuple[bytes, bytes, str]) -> str:
        data = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in entries)
        (tmp_path / "object").write_bytes(data)
        return git(root, "hash-object", "-w", "-t", "tree", "--literally", str(tmp_path / "object"))

    blob = git(root, "hash-object", "-w", RESOURCE)
    outside = tree((b"100644", b"planted.yml", blob))
    content = tree((b"40000", b"..", tree((b"40000", b"..", outside))), (b"100644", b"a.yml", blob))
    rev = git(root, "commit-tree", "-m", "x", tree((b"40000", b"content", content)))
    check(root, "--since", rev)
    assert list(tmp_path.rglob("planted.yml")) == []


def test_attributes_and_filters_do_not_matter(check: Check, tmp_path: Path) -> None:
    """`git archive` would leave out the first, and run the second."""
    attributes = "content export-ignore\n*.yml filter=own\n"
    root = repository(tmp_path, {".gitattributes": attributes, **WRONG})
    git(root, "config", "filter.own.smudge", f"touch {tmp_path}/ran; cat")
    done = check(root, "--since", "HEAD")
    assert (done.code, done.earlier) == (0, [("unknown-choice", FACTS)])
    assert not (tmp_path / "ran").exists()


def test_a_root_below_the_top_of_the_repository(check: Check, tmp_path: Path) -> None:
    root = write_tree(tmp_path / "portal", WRONG)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/facts.yml").write_text(TREE[FACTS])
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    done = check(tmp_path, "--root", "portal", "--since", "HEAD")
    assert (done.code, done.earlier) == (0, [("unknown-choice", FACTS)])
    change(root, edited(POLICY, ("level: 国家级", "level: 国级")))
    assert check(root, "--since", "HEAD").errors == [("unknown-choice", POLICY)]


def test_the_environment_names_the_repository(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "root", WRONG)
    (root / ".git").rename(tmp_path / "elsewhere")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    refused(check(root, "--since", "HEAD"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert check(root, "--since", "HEAD").earlier == [("unknown-choice", FACTS)]


def test_data_that_was_not_there_yet_is_new(check: Check, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    write_tree(tmp_path, WRONG)
    assert check(tmp_path, "--since", "HEAD").errors == [("unknown-choice", FACTS)]


CONTACTS = f"{PRIVATE}/990100-jia/990102-yi/contacts.yml"
WRONG_CONTACTS = {**PRIVATE_TREE, CONTACTS: PRIVATE_TREE[CONTACTS].replace("mobile", "mobil")}


def since(root: Path, private: Path) -> tuple[set[str], set[str]]:
    """The files of the errors that count, and of the earlier ones, with the private rosters of a folder."""
    made = checked_since(root, "HEAD", DAY, private)
    errors = [found for found in made.diagnostics if found.severity is Severity.ERROR]
    return {found.span.path for found in errors}, {found.span.path for found in made.earlier}


def test_private_rosters_that_git_keeps_are_compared(tmp_path: Path) -> None:
    root = repository(tmp_path, WRONG_CONTACTS)
    assert since(root, root / PRIVATE) == (set(), {CONTACTS})
    change(root, {CONTACTS: WRONG_CONTACTS[CONTACTS] + "# x\n"})
    assert since(root, root / PRIVATE) == ({CONTACTS}, set())


def test_both_trees_are_judged_on_one_day(tmp_path: Path) -> None:
    root = repository(tmp_path, PRIVATE_TREE)
    made = checked_since(root, "HEAD", date(2026, 1, 1), root / PRIVATE)
    assert not made.faulty
    assert {found.code for found in made.earlier} == {"date-in-future"}


def test_new_private_rosters_are_new(tmp_path: Path) -> None:
    root = repository(tmp_path)
    change(root, WRONG_CONTACTS)
    assert since(root, root / PRIVATE) == ({CONTACTS}, set())


@pytest.mark.parametrize("way", ["ignored", "a repository of its own", "a folder elsewhere"])
def test_private_rosters_that_git_does_not_keep_are_as_they_were(tmp_path: Path, way: str) -> None:
    root = repository(tmp_path / "root", {".gitignore": f"/{PRIVATE}/\n" * (way == "ignored")})
    private = root / PRIVATE
    change(root, WRONG_CONTACTS)
    if way == "a repository of its own":
        git(private, "init", "--quiet")
    if way == "a folder elsewhere":
        private = private.rename(tmp_path / "elsewhere")
    assert since(root, private) == (set(), {CONTACTS})
    change(root, {RESOURCE: None, RETIRED: "- {kind: resource, id: loan}\n"})
    assert since(root, private)[1] == {CONTACTS}
    assert any(path.startswith(PRIVATE) for path in since(root, private)[0])  # a record names the resource
