"""Free text of records: Markdown within a line, and nothing that runs, loads or leaves the allowed schemes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.markdown import markdown

CASES = (
    ("上年度营业收入5000万元以上。", "上年度营业收入5000万元以上。"),
    ("**只收**原件", "<strong>只收</strong>原件"),
    ("看*第三条*", "看<em>第三条</em>"),
    ("填 `rd_last_year`", "填 <code>rd_last_year</code>"),
    (
        "[官网](https://example.org/a?b=1&c=2)",
        '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">官网</a>',
    ),
    ("[电话](tel:000-1234567)", '<a href="tel:000-1234567" rel="noopener noreferrer">电话</a>'),
    ("https://example.org 不变成链接", "https://example.org 不变成链接"),
    ("<b>粗</b>", "&lt;b&gt;粗&lt;/b&gt;"),
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
    ("引号\"和'", "引号&#34;和&#39;"),
    ("", ""),
)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![图](https://example.org/x.png)",
    "[点](javascript:alert(1))",
    "[点](JaVaScRiPt:alert(1))",
    "[点](data:text/html,<script>alert(1)</script>)",
    "[点](vbscript:x)",
    "<javascript:alert(1)>",
    '[点](https://example.org "onmouseover=alert(1)")',
    "<svg onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>`{onclick=x}",
    "**<iframe src=//example.org>**",
)


@pytest.mark.parametrize(("text", "html"), CASES)
def test_line(text: str, html: str) -> None:
    assert str(markdown(text)) == html


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_or_loads(text: str) -> None:
    html = str(markdown(text)).lower()
    for bad in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        'href="javascript',
        'href="data',
        'href="vbscript',
        "title=",
    ):
        assert bad not in html


@given(st.text(alphabet="政策万元，。（）〔〕“”0123456789.%-+:;/()\"'<>&*_`[]!#~|\\ \n", max_size=40))
def test_the_short_way_equals_the_parser(text: str) -> None:
    """A text without marks skips the parser: it must say what the parser would have said."""
    plain = MarkdownIt("commonmark", {"html": False}).disable("image").renderInline(text)
    if not any(tag in plain for tag in ("<em>", "<strong>", "<code>", "<a ", "<br")):
        unescaped = str(markdown(text)).replace("&#34;", "&quot;").replace("&#39;", "'")
        assert unescaped.replace('"', "&quot;") == plain
