"""The handbook: its examples are read by the loader, what it quotes is said, its pictures and pages are there and found."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from generate.pictures import PAGES, PICTURES
from python_calamine import CalamineWorkbook
from test_schemas import SCHEMAS
from test_since import commit, git

from generator.checking import checked
from generator.cli import portal
from generator.due import owed
from generator.editing.formatting import formatted
from generator.kinds import KIND, KINDS, kind_of
from generator.pages.clerk_forms import FORMS
from generator.pages.due_days import due_view
from generator.pages.file_fields import fields_view
from generator.portal import derive
from generator.report import FORMATS
from generator.schemas import file_name

HELP = PAGES / "help"
EXAMPLE = re.compile(r'^```yaml title="([^"]+)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)
FIELDS = re.compile(r"^<!-- data: fields ([a-z0-9-]+) -->$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+\.md)")
TEXTS = {page.relative_to(HELP).as_posix(): page.read_text(encoding="utf-8") for page in HELP.rglob("*.md")}

EXAMPLES = dict(example for text in TEXTS.values() for example in EXAMPLE.findall(text))
"""The annotated examples of files: path and text."""

POLICY = "content/policies/shili/shili-2026-1.yml"
COUNTY = "rosters/990100-shilishi/990102-shiliqu"
PAIRINGS, ENTERPRISES = f"{COUNTY}/pairings.yml", f"{COUNTY}/enterprises.yml"
LEDGER, REQUESTS = (
    f"rosters/private/990100-shilishi/990102-shiliqu/{name}.yml"
    for name in ("records/2026-h2", "requests/2026")
)
SUBMISSIONS = "rosters/private/990100-shilishi/submissions.yml"
SECOND = '  - {enterprise: "91990102MA0000001D", commissioner: 990102-002, since: 2026-09-01}\n'
OUTCOME = "  outcome: 企业准备申报。\n"

Edit = tuple[str, str, str]


def written(root: Path, *edits: Edit) -> Path:
    """All examples as one tree, with texts replaced; there is one office in them, and its like stand elsewhere."""
    files = dict(EXAMPLES)
    for folder, code in (("990000-shilisheng", "990000"), ("990100-shilishi", "990100")):
        files[f"rosters/{folder}/office.yml"] = EXAMPLES[f"{COUNTY}/office.yml"].replace("990102", code)
    for path, old, new in edits:
        assert files[path].count(old) == 1, old
        files[path] = files[path].replace(old, new)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def found_in(root: Path, as_of: date) -> Any:
    return checked(root, as_of, root / "rosters/private")


def said(page: str, header: str) -> set[str]:
    """The first cells of the tables of a page that begin with this header."""
    tables = re.findall(rf"^ *\| {header} \|.*\n.*\n((?: *\|.*\n)+)", TEXTS[page], re.MULTILINE)
    rows = (row for table in tables for row in table.splitlines())
    return {row.split("|")[1].strip() for row in rows}


def test_the_examples_are_one_tree_in_which_nothing_is_wrong(tmp_path: Path, as_of: date) -> None:
    found = found_in(written(tmp_path), as_of)
    assert [f"{each.span.path}:{each.span.line} {each.message}" for each in found.diagnostics] == []
    assert set(found.dataset.entries) == set(KIND)
    assert all(found.dataset.entries.values())


def test_every_kind_has_one_example_and_its_fields_beside_it() -> None:
    kinds = [kind_of(path) for path in EXAMPLES]
    assert sorted(kind.name for kind in kinds if kind) == sorted(KIND)
    for page, text in TEXTS.items():
        shown = [kind.name for path, _ in EXAMPLE.findall(text) if (kind := kind_of(path))]
        assert FIELDS.findall(text) == shown, page


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_is_annotated_and_in_canonical_form(path: str) -> None:
    kind = kind_of(path)
    assert kind is not None
    assert formatted(EXAMPLES[path], kind, path) == EXAMPLES[path]
    remarks = re.findall(r"^ *# (.+)$", EXAMPLES[path], re.MULTILINE)[1:]
    assert remarks
    assert all(re.search(r"[\u4e00-\u9fff]", remark) for remark in remarks)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_tables_of_fields_are_those_of_the_schema(kind: Any) -> None:
    """The schemas are made by pydantic: another way to the same fields."""
    schema = SCHEMAS[file_name(kind)]
    types = [*schema["definitions"].values()] if kind.many else [schema, *schema["definitions"].values()]
    expected = sorted(
        (key, key in made.get("required", ())) for made in types for key in made.get("properties", ())
    )
    rows = [row for group in fields_view(kind).groups for row in group.rows]
    assert sorted((row.key, row.must == "必填") for row in rows) == expected
    ids = [group.id for group in fields_view(kind).groups]
    assert len(set(ids)) == len(ids)
    assert {row.below for row in rows if row.below} <= set(ids)


REPORTED: tuple[tuple[str, Edit], ...] = (
    ("clerk.md", (POLICY, "level: 县级", "level:县级")),
    ("clerk.md", (POLICY, "level: 县级", "levle: 县级")),
    ("clerk.md", (POLICY, "written_on: 2026-09-01", "written_on: 2026/9/1")),
    ("clerk.md", (POLICY, "[示例区工业和信息化局]", "示例区工业和信息化局")),
    ("clerk.md", (PAIRINGS, "commissioner: 990102-002", "commissioner: 990102-003")),
    ("clerk-policy.md", (POLICY, "id: shili-2026-1", "id: shili-2026-01")),
    ("clerk-policy.md", (POLICY, "示工信〔2026〕1号", "示工信[2026]第01号")),
    ("clerk-policy.md", (POLICY, "fact: revenue_last_year", "fact: revenue")),
    ("clerk-policy.md", (POLICY, "at_most: 400000000", "at_most: 4亿")),
    ("clerk-policy.md", (POLICY, "answer: 不符合, because: tiers", "answer: 符合")),
    ("clerk-policy.md", (POLICY, "  - 2026年12月20日截止。\n", "")),
    ("clerk-pairing.md", (PAIRINGS, "until: 2026-08-31", "until: 2026-09-01")),
    ("clerk-pairing.md", (PAIRINGS, "since: 2026-09-01", "since: 2027-02-01")),
    ("clerk-pairing.md", (PAIRINGS, SECOND, "")),
    ("clerk-pairing.md", (PAIRINGS, "commissioner: 990102-002", "commissioner: 990102-003")),
    ("clerk-pairing.md", (ENTERPRISES, "专精特新中小企业", "专精特新“小巨人”企业")),
    ("clerk-pairing.md", (PAIRINGS, "since: 2026-09-01", "since: 2026-11-01")),
    ("clerk-half-year.md", (LEDGER, OUTCOME, "")),
    ("clerk-half-year.md", (PAIRINGS, "since: 2026-09-01", "since: 2026-11-01")),
)
"""The slips of which a page tells: what it quotes is what the report says."""


def test_what_pages_quote_of_reports_is_what_reports_say(tmp_path: Path, as_of: date) -> None:
    told: dict[str, set[str]] = {}
    for number, (page, edit) in enumerate(REPORTED):
        first, *_ = found_in(written(tmp_path / str(number), edit), as_of).diagnostics
        messages = {each.message for each in found_in(tmp_path / str(number), as_of).diagnostics}
        quoted = said(page, "报告里的话") & messages
        assert quoted, f"{page}: {first.message}"
        told.setdefault(page, set()).update(quoted)
    assert told == {page: said(page, "报告里的话") for page in told}
    assert set(told) == {page for page, text in TEXTS.items() if "| 报告里的话 |" in text}


def test_the_report_that_is_explained_is_whole(tmp_path: Path, as_of: date) -> None:
    found = found_in(written(tmp_path, (POLICY, "level: 县级", "levle: 县级")), as_of)
    report = FORMATS["full"](found.diagnostics, found.texts, as_of)
    (shown,) = re.findall(r"^```text\n(.*?)^```$", TEXTS["clerk.md"], re.DOTALL | re.MULTILINE)
    assert report.startswith(shown)


def test_the_lines_of_a_changed_pairing_are_those_of_the_example() -> None:
    before, after = re.findall(
        r"^```yaml\n# 改以.\n(.*?)^```$", TEXTS["clerk-pairing.md"], re.DOTALL | re.MULTILINE
    )
    assert [f"  {line}" for line in after.splitlines()] == re.findall(
        r"^  - .*$", EXAMPLES[PAIRINGS], re.MULTILINE
    )
    assert after.startswith(before.rstrip("}\n"))


def parts(quoted: str) -> list[str]:
    """What is quoted, without what is left out of it."""
    return [part for part in quoted.split("…") if part]


def stands(quoted: str, line: str) -> bool:
    return re.search(".*".join(map(re.escape, parts(quoted))), line) is not None


def test_what_the_half_year_quotes_of_duties_is_owed(tmp_path: Path) -> None:
    closing = "".join(
        line + "\n" for line in EXAMPLES[REQUESTS].split("\n") if "do: 反馈" in line or "办结" in line
    )
    first, _, last = closing.partition("\n")
    edits = ((REQUESTS, f"{first}\n", ""), (REQUESTS, f"{last}", ""), (REQUESTS, "  satisfied: 满意\n", ""))
    day = date(2027, 1, 4)
    found = found_in(written(tmp_path, *edits), day)
    messages = [item.finding.message for item in owed(found.dataset, found.diagnostics)]
    for quoted in said("clerk-half-year.md", "列出的话"):
        assert any(stands(quoted, message) for message in messages), (quoted, messages)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """A command on the tree of examples, and what it says."""

    def ran(*words: str, edits: tuple[Edit, ...] = ()) -> str:
        root = written(tmp_path / "tree", *edits)
        command = [*words, "--root", str(root), "--as-of", "2027-01-05"]
        done = CliRunner().invoke(portal, command, standalone_mode=False)
        return done.output or str(getattr(done.exception, "message", done.exception))

    return ran


def annex(number: str, period: str, out: Path, region: str = "990102") -> list[str]:
    return ["export", "annex", number, "--period", period, "--region", region, "--out", str(out)]


def test_what_the_half_year_quotes_of_exports_is_said(tmp_path: Path, run: Callable[..., str]) -> None:
    out = tmp_path / "附件4.xlsx"
    lines = [
        run(*annex("4", "2026h1", out)),
        run(*annex("4", "2026-h2", out, region="990171")),
        run(*annex("4", "2026-h2", out)).replace(f"{tmp_path}/", ""),
    ]
    for quoted in said("clerk-half-year.md", "您看到的"):
        assert any(quoted in line for line in lines), (quoted, lines)


def test_what_the_half_year_quotes_of_revisions_is_said(
    tmp_path: Path, run: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("export", "adjustment", "--out", str(tmp_path / "x.xlsx"), "--since")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    lines = [run(*words, "HEAD")]
    git(tmp_path / "tree", "init", "--quiet")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2027-02-01T12:00:00+08:00")
    commit(tmp_path / "tree")
    lines += [run(*words, "HEAD"), run(*words, "x")]
    for quoted in said("clerk-half-year.md", "报出的话"):
        assert any(stands(quoted, line) for line in lines), (quoted, lines)


def test_what_the_half_year_quotes_of_explanations_is_written(
    tmp_path: Path, run: Callable[..., str]
) -> None:
    wrong = (PAIRINGS, "since: 2026-09-01", "since: 2026-11-01")
    lines: list[str] = []
    for number, edits in enumerate(((), (wrong,))):
        out = tmp_path / f"{number}.xlsx"
        run(*annex("5", "2026-h2", out, region="990100"), edits=edits)
        sheet = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("说明")
        lines += [str(row[0]) for row in sheet.to_python()]
    for quoted in said("clerk-half-year.md", "说明里写的"):
        assert any(stands(quoted, line) for line in lines), (quoted, lines)


def test_what_is_quoted_of_an_import_is_said(tmp_path: Path, run: Callable[..., str]) -> None:
    table = tmp_path / "企业.csv"
    table.write_text(
        "统一社会信用代码,企业名称,所属行业,梯度,认定日期,有效期至\n"
        "91990102MA0000002G,示例新材料有限公司,工业,专精特新中小企业,2026-11-01,2029-10-31\n"
        "9.1320E+17,示例坏行有限公司,工业,专精特新中小企业,2026-11-01,2029-10-31\n",
        encoding="utf-8-sig",
    )
    lines = run("import", str(table), "--kind", "enterprise", "--region", "990102")
    assert [quoted for quoted in said("import.md", "列出的") if quoted not in lines] == []


def test_a_report_that_was_made_turns_a_missing_outcome_into_an_error(tmp_path: Path) -> None:
    made = '- {office: "990102", period: 2026-h2, submitted_on: 2027-01-07}\n'
    assert made.strip() in TEXTS["clerk-half-year.md"]
    last = EXAMPLES[SUBMISSIONS].splitlines(keepends=True)[-1]
    root = written(tmp_path, (LEDGER, OUTCOME, ""), (SUBMISSIONS, last, last + made))
    messages = [each.message for each in found_in(root, date(2027, 1, 8)).diagnostics]
    assert messages == ["这条记录没有写成效，2026-h2 的报表已经报出"]
    assert messages[0] in TEXTS["clerk-half-year.md"]


def test_due_days_are_those_of_the_scheme(tmp_path: Path, as_of: date) -> None:
    found = found_in(written(tmp_path), as_of)
    view = due_view(derive(found.dataset))
    assert (view.county_days, view.city_days) == (4, 7)
    assert [(row.period, row.county, row.city) for row in view.rows] == [
        ("2026-h1", "2026年7月6日", "2026年7月9日"),
        ("2026-h2", "2027年1月6日（暂定）", "2027年1月11日（暂定）"),
    ]


def test_pages_name_the_forms_as_they_are_headed() -> None:
    titles = {form: title for form, (title, _) in FORMS.items()}
    assert f"按“{titles['policy']}”" in TEXTS["clerk-policy.md"]
    assert f"按“{titles['pairing']}”" in TEXTS["clerk-pairing.md"]
    assert [title for title in titles.values() if title not in TEXTS["clerk.md"]] == []


def test_pages_show_each_picture_that_is_made() -> None:
    shown = {
        PAGES / "help" / source
        for text in TEXTS.values()
        for source in re.findall(r"^ *!\[[^\]]{10,}\]\(([^)]+)\)$", text, re.MULTILINE)
    }
    assert sum(text.count("![") for text in TEXTS.values()) == len(shown)
    assert shown == {PAGES / picture.name for picture in PICTURES if picture.name.startswith("help/")}
    assert shown == set(HELP.rglob("*.png"))


def linked(page: str) -> Iterator[str]:
    """The pages of the handbook to which one leads."""
    for target in LINK.findall(TEXTS[page]):
        there = (HELP / page).parent.joinpath(target).resolve()
        if there.is_relative_to(HELP):
            yield there.relative_to(HELP).as_posix()


def test_every_page_is_two_steps_from_the_entrance_and_says_what_it_is_for() -> None:
    first = set(linked("index.md"))
    second = {target for page in first for target in linked(page)}
    assert first | second | {"index.md"} == set(TEXTS)
    files = {page for page in TEXTS if page.startswith("files/")} - {"files/index.md"}
    assert files <= set(linked("files/index.md"))
    for page, text in TEXTS.items():
        assert re.match(r"---\ntitle: .+\nlabel: 帮助\ndescription: .{15,}[。]\n---\n", text), page
