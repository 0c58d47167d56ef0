"""The four formats of a report: the same findings, each with its whole expected text."""

import json
from datetime import date

import pytest

from generator.diagnostics import Diagnostic, Note, Severity, in_order
from generator.report import FORMATS
from generator.report.lines import around, cells
from generator.source import Span

PLAIN = Diagnostic(
    code="wrong-date",
    span=Span(path="content/a.yml", line=2, column=4, width=2),
    message="日期“甲乙”的写法不对",
    help="写作 2026-04-01",
)
PAIR = Diagnostic(
    code="duplicate-id",
    severity=Severity.WARNING,
    span=Span(path="content/b.yml", line=1, column=1, width=3),
    message="编号“100%”已经用过：甲,乙",
    help="换一个",
    notes=(Note(span=Span(path="content/a.yml", line=1, column=4), message="前一次使用"),),
)
OWED = Diagnostic(
    code="stale-check",
    severity=Severity.OVERDUE,
    span=Span(path="content/a.yml", line=1, column=4),
    message="上次核对是2026-01-01",
    help="核对",
)
HERE = Diagnostic(
    code="missing-file",
    severity=Severity.INFO,
    span=Span(path="x:y,z.yml"),
    message="第一行\n第二行\r",
    help="找回",
)
ALL = in_order([PAIR, PLAIN, OWED, HERE, PLAIN])
TEXTS = {"content/a.yml": "a: 标\nb: 甲乙 c\x1b[31m\n", "content/b.yml": "x" * 150}
DAY = date(2026, 11, 24)

FULL = """\
错误[wrong-date]：日期“甲乙”的写法不对
  --> content/a.yml:2:4
    |
  2 | b: 甲乙 c□[31m
    |    ^^^^
  改法：写作 2026-04-01

提醒[duplicate-id]：编号“100%”已经用过：甲,乙
  --> content/b.yml:1:1
    |
  1 | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
    | ^^^
  改法：换一个
  另见：前一次使用
  --> content/a.yml:1:4
    |
  1 | a: 标
    |    ^^

说明[missing-file]：第一行 第二行
  --> x:y,z.yml:1:1
  改法：找回

—— 待办（因时间到期，不拦截生成）——

待办[stale-check]：上次核对是2026-01-01
  --> content/a.yml:1:4
    |
  1 | a: 标
    |    ^^
  改法：核对

检查完毕：错误1处，待办1处，提醒1处，说明1处。改好后再运行 portal check
"""

CONCISE = """\
content/a.yml:1:4: overdue[stale-check] 上次核对是2026-01-01；核对
content/a.yml:2:4: error[wrong-date] 日期“甲乙”的写法不对；写作 2026-04-01
content/b.yml:1:1: warning[duplicate-id] 编号“100%”已经用过：甲,乙；换一个
x:y,z.yml:1:1: info[missing-file] 第一行 第二行；找回
检查完毕：错误1处，待办1处，提醒1处，说明1处。改好后再运行 portal check
"""

GITHUB = """\
::notice file=content/a.yml,line=1,col=4,title=stale-check::上次核对是2026-01-01。改法：核对
::error file=content/a.yml,line=2,col=4,title=wrong-date::日期“甲乙”的写法不对。改法：写作 2026-04-01
::warning file=content/b.yml,line=1,col=1,title=duplicate-id::编号“100%25”已经用过：甲,乙。改法：换一个
::notice file=x%3Ay%2Cz.yml,line=1,col=1,title=missing-file::第一行%0A第二行%0D。改法：找回
检查完毕：错误1处，待办1处，提醒1处，说明1处。改好后再运行 portal check
"""


@pytest.mark.parametrize(("form", "expected"), [("full", FULL), ("concise", CONCISE), ("github", GITHUB)])
def test_text_formats(form: str, expected: str) -> None:
    assert FORMATS[form](ALL, TEXTS, DAY) == expected


def test_json_is_a_contract() -> None:
    report = json.loads(FORMATS["json"](ALL, TEXTS, DAY))
    assert report["as_of"] == "2026-11-24"
    assert report["summary"] == {"errors": 1, "warnings": 1}
    assert [item["severity"] for item in report["diagnostics"]] == ["overdue", "error", "warning", "info"]
    assert report["diagnostics"][2] == {
        "code": "duplicate-id",
        "severity": "warning",
        "path": "content/b.yml",
        "line": 1,
        "column": 1,
        "message": "编号“100%”已经用过：甲,乙",
        "help": "换一个",
        "notes": [{"path": "content/a.yml", "line": 1, "column": 4, "message": "前一次使用"}],
    }


CLEAN = "检查完毕，没有问题。下一步：portal build\n"
NOTHING = '{\n  "as_of": "2026-11-24",\n  "summary": {\n    "errors": 0,\n    "warnings": 0\n  },\n  "diagnostics": []\n}\n'


@pytest.mark.parametrize(
    ("form", "expected"), [("full", CLEAN), ("concise", CLEAN), ("github", CLEAN), ("json", NOTHING)]
)
def test_nothing_found(form: str, expected: str) -> None:
    assert FORMATS[form]((), {}, DAY) == expected


def test_without_errors_the_next_step_is_to_build() -> None:
    assert FORMATS["concise"]([OWED], {}, DAY).endswith("检查完毕：待办1处。没有错误，可以 portal build\n")


def test_a_long_line_is_shown_around_its_place() -> None:
    far = Diagnostic(code="x", span=Span(path="a", line=1, column=301, width=5), message="甲", help="乙")
    lines = FORMATS["full"]([far], {"a": f"{'中' * 300}here!{'中' * 300}"}, DAY).split("\n")
    shown, caret = lines[3], lines[4]
    start = cells(caret.rstrip("^"))
    assert caret.endswith("^^^^^")
    assert cells(shown[: shown.index("here!")]) == start
    assert shown.startswith("  1 | …")
    assert shown.endswith("…")
    assert cells(shown) <= 108


def test_parts_of_a_long_line() -> None:
    assert around("abc", 1, 1, 10) == ("a", "b", "c")
    assert around("a" * 20, 0, 2, 10) == ("", "aa", "aaaaaaa…")
    assert around("a" * 20, 18, 2, 10) == ("…aaaa", "aa", "")
    assert around("a" * 50, 10, 30, 10) == ("…aaaa", "aaaaa", "…")


def test_a_place_behind_the_end_is_named_and_not_drawn() -> None:
    behind = Diagnostic(code="x", span=Span(path="a", line=9), message="甲", help="乙")
    assert FORMATS["full"]([behind], {"a": "b"}, DAY).startswith("错误[x]：甲\n  --> a:9:1\n  改法：乙\n")


def test_findings_stand_in_order_and_once() -> None:
    assert in_order([PLAIN, OWED, PLAIN]) == (OWED, PLAIN)
