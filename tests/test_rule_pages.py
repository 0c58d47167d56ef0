"""The rule book: whole, true, not stale, and the same in `portal rules` and on the pages of /help/rules/."""

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fault_cases import CASES, before, case_of, mended
from generate.passages import lines_of, passages
from generate.rules import TARGET, document, words_of_codes
from generate.severities import severities
from test_faults import codes_of, reported
from test_portal import portal_of
from tree import write_tree

from generator.cli import portal as command
from generator.diagnostics import Severity
from generator.page import Page
from generator.pages.four import insets
from generator.pages.rules import PATH, rules
from generator.prose import plain_text
from generator.report.lines import cells
from generator.report.summary import WORDS
from generator.rules import RULES
from generator.rules.explained import explanations
from generator.rules.finding import Rule, code_of
from generator.rules.freshness import stale_check
from generator.rules.pairings import outside_territory
from generator.rules.staffing import uncovered_enterprise
from generator.templates import Templates

CODES = tuple(explanations())
BLAMING = re.compile("(?<!申)请|抱歉|非法|无效|失败|！|？|有误")


def test_the_file_is_not_stale() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "运行 make generate"


def test_every_code_has_words(root: Path) -> None:
    known = words_of_codes()
    modules = (root / "generator").rglob("*.py")
    made = {code for path in modules for code in codes_of(ast.parse(path.read_text(encoding="utf-8")))}
    assert made | set(map(code_of, RULES)) == set(known), "补上 generator/rules/sentences.py"
    assert set(CODES) == {path.stem for path in CASES}
    assert [code for code in known if code in {code_of(rule) for rule in RULES}] == list(map(code_of, RULES))


@pytest.mark.parametrize("code", CODES)
def test_words_are_chinese_sentences(code: str) -> None:
    made = explanations()[code]
    assert made.text
    for paragraph in (*made.text, f"{made.about}。"):
        assert re.search(r"[\u4e00-\u9fff]", paragraph)
        assert paragraph.endswith("。")
        assert not BLAMING.search(paragraph)
        assert paragraph == " ".join(paragraph.split())


@pytest.mark.parametrize("code", CODES)
def test_an_example_shows_the_fault_and_the_mend(code: str) -> None:
    made = explanations()[code]
    report = "\n".join(made.report)
    assert f"[{code}]：" in report
    assert made.wrong
    assert made.right or made.mends
    assert all(mend in report for mend in made.mends)
    assert not set(made.wrong) & set(made.right)
    assert made.severities
    for passage in (*made.wrong, *made.right):
        assert set(passage.marked) <= set(range(passage.first, passage.first + len(passage.lines)))
        assert len(passage.lines) < 20


@pytest.mark.parametrize("code", [code for code in CODES if explanations()[code].right])
def test_what_is_shown_as_right_has_not_the_fault(code: str, tmp_path: Path) -> None:
    case = next(case_of(path) for path in CASES if path.stem == code)
    root = write_tree(tmp_path, mended(case))
    _, codes = reported(root, date.fromisoformat(case.get("as_of", "2026-11-24")), before(case))
    assert code not in codes


@pytest.mark.parametrize(
    ("rule", "weighs"),
    [
        (uncovered_enterprise, {Severity.ERROR, Severity.OVERDUE, Severity.WARNING}),
        (outside_territory, {Severity.ERROR, Severity.OVERDUE, Severity.WARNING}),
        (stale_check, {Severity.OVERDUE}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_a_rule_may_weigh_is_read_from_its_code(rule: Rule, weighs: set[Severity]) -> None:
    assert severities(rule) == weighs == set(explanations()[code_of(rule)].severities)


@pytest.mark.parametrize("code", CODES)
def test_each_severity_of_a_report_is_named(code: str) -> None:
    made = explanations()[code]
    shown = {line.partition("[")[0] for line in made.report if f"[{code}]：" in line}
    assert shown <= {WORDS[severity] for severity in made.severities}


LINES = ["a: 1", "b: 2", "c: 3", "d: 4", "e: 5", "f: 6"]


@pytest.mark.parametrize(
    ("wrong", "right", "spots", "seen", "mend"),
    [
        ([*LINES[:2], "c: x", *LINES[3:]], LINES, {3}, [(2, 3, (3,))], [(2, 3, (3,))]),
        ([*LINES[:2], *LINES[3:]], LINES, {1}, [(1, 3, (1,))], [(2, 3, (3,))]),
        (["x", *LINES[1:5], "y"], LINES, {1, 6}, [(1, 2, (1,)), (5, 2, (6,))], [(1, 2, (1,)), (5, 2, (6,))]),
        (LINES, LINES, {6}, [(5, 2, (6,))], []),
        (["x"], LINES, {1}, [(1, 1, (1,))], []),
        (["x"], ["y"], {1}, [(1, 1, (1,))], [(1, 1, (1,))]),
        ([], LINES[:2], {1}, [(1, 0, ())], [(1, 2, (1, 2))]),
        (["x"], [], {9}, [(1, 0, ())], []),
    ],
)
def test_few_lines_tell_what_is_wrong_and_right(
    wrong: list[str], right: list[str], spots: set[int], seen: list[Any], mend: list[Any]
) -> None:
    sides = passages("file.yml", wrong, right, spots)
    assert [[(made.first, len(made.lines), made.marked) for made in side] for side in sides] == [seen, mend]


def test_lines_are_those_that_a_report_draws() -> None:
    assert lines_of("a\tb\u200b\nc\n") == ["a□b□", "c"]
    assert lines_of(b"\xef\xbb\xbfa\r\nb\r\n") == ["a", "b"]
    assert lines_of(None) == []


@pytest.fixture
def pages(tmp_path: Path, as_of: date) -> dict[str, Page]:
    return {page.path: page for page in rules(portal_of(tmp_path, as_of))}


def test_addresses_are_the_contract(pages: dict[str, Page]) -> None:
    assert list(pages) == ["help/rules/", *(f"help/rules/{code}/" for code in CODES)]
    assert {page.listing.section for page in pages.values() if page.listing} == {"帮助"}
    assert all(page.listing and page.source is None for page in pages.values())


def test_the_list_leads_to_every_code(pages: dict[str, Page], root: Path) -> None:
    view: Any = pages[PATH].context["view"]
    assert [group.title for group in view.groups] == list(
        dict.fromkeys(made.group for made in explanations().values())
    )
    assert [row.link.words for group in view.groups for row in group.rows] == list(CODES)
    assert sum(group.total for group in view.groups) == view.total == len(CODES)
    html = Templates(root / "site_templates/pages").body(pages[PATH], assets="assets/0")
    assert re.findall(r'<td><a href="\.\./\.\./help/rules/([a-z0-9-]+)/">\1</a>', html) == list(CODES)
    assert html.count('<section class="z-sec" id="文件">') == 1


def test_a_page_holds_what_the_rule_book_says(pages: dict[str, Page], root: Path) -> None:
    templates = Templates(root / "site_templates/pages")
    for code, made in explanations().items():
        page = pages[f"{PATH}{code}/"]
        html = templates.body(page, assets="assets/0")
        text = plain_text(html)
        assert (page.title, page.description) == (code, made.text[0])
        assert all(paragraph in text for paragraph in made.text)
        assert all(mend in text for mend in made.mends)
        assert "^^" not in text
        assert "style=" not in html
        assert html.count("<figure") == len(made.wrong) + len(made.right)


def marks(page: Page) -> list[tuple[str, str]]:
    """The lines of the report in which something is marked: what stands before it, and what is marked."""
    view: Any = page.context["view"]
    return [(line.before, line.marked) for line in view.report if line.marked]


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("unknown-field", [("  10 | ", "topcs"), ("  16 |     ", "waht")]),
        ("doc-no-form", [("  3 | doc_no: ", "工信部企业[2026]第02号")]),
        ("unknown-choice", [("  5 | level: ", "国家")]),
        ("windows-line-ends", [("  1 | id: miit-2026-2", " ")]),
        ("missing-file", []),
    ],
)
def test_a_mark_stands_where_the_caret_does(
    pages: dict[str, Page], code: str, marked: list[tuple[str, str]]
) -> None:
    assert marks(pages[f"{PATH}{code}/"]) == marked


def test_every_caret_is_a_mark_of_its_width(pages: dict[str, Page]) -> None:
    for code, made in explanations().items():
        carets = [line.count("^") for line in made.report if re.fullmatch(r" +\| +\^+", line)]
        assert [cells(marked) for _, marked in marks(pages[f"{PATH}{code}/"])] == carets, code


def test_the_guide_shows_how_many_codes_there_are(tmp_path: Path, as_of: date, root: Path) -> None:
    inset = insets(portal_of(tmp_path, as_of))["rules"]
    html = Templates(root / "site_templates/pages").body(inset, assets="assets/0")
    assert f"{len(CODES)}个代码" in html
    assert "help/rules/#文件" in html
    assert "<!-- data: rules -->" in (root / "content/pages/help/index.md").read_text(encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command in a folder without data, and on no day."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    return lambda *words: CliRunner().invoke(command, ["rules", *words], standalone_mode=False)


def test_the_command_lists_every_code(run: Callable[..., Result]) -> None:
    done = run()
    assert done.return_value == 0
    listed = re.findall(r"^  ([a-z0-9-]+) +([^ ]+) +(.+)$", done.output, re.MULTILINE)
    assert [code for code, _, _ in listed] == list(CODES)
    for code, severity, sentence in listed:
        made = explanations()[code]
        assert (severity, sentence) == ("、".join(WORDS[each] for each in made.severities), made.text[0])


@pytest.mark.parametrize("code", CODES)
def test_the_command_explains_a_code(run: Callable[..., Result], code: str) -> None:
    done = run(code)
    made = explanations()[code]
    assert done.return_value == 0
    assert done.output.startswith(f"{code}（{WORDS[made.severities[0]]}")
    wrong, report, right = (done.output.index(part) for part in ("\n错的写法：", "\n报告：", "\n对的写法："))
    assert wrong < report < right
    for line in made.report:
        assert f"\n  {line}".rstrip() in done.output[report:right]
    assert all(mend in done.output[right:] for mend in made.mends)


def test_the_lines_of_an_example_have_their_numbers(run: Callable[..., Result]) -> None:
    wrong, _, right = run("unknown-field").output.partition("\n报告：")
    assert "  content/policies/miit/miit-2026-2.yml\n       9 | effective_on: 2026-04-01\n" in wrong
    assert "\n  >   10 | topcs: [梯度培育]\n" in wrong
    assert "\n         …\n" in wrong
    assert "\n  >   16 |     what: 获得省级称号。\n" in right
