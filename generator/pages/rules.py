"""检查代码: what each code of a report means, with an example written wrong and right."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from generator.diagnostics import Severity
from generator.page import Listing, Page
from generator.pages.rule_view import CodeLine, PassageView, RuleGroup, RuleRow, RulesView, RuleView
from generator.pages.views import Link
from generator.pages.words import joined
from generator.portal import Portal
from generator.report.lines import cells
from generator.report.summary import WORDS
from generator.rules.explained import Explanation, Passage, explanations

PATH = "help/rules/"

_SECTION = "帮助"
"""The search knows these pages by the label of the guide above them."""

_EFFECTS = {
    Severity.ERROR: "什么时候看都不对，改好以后才能发布。",
    Severity.OVERDUE: "因为时间过去才出现，照常发布，单独列出。",
    Severity.WARNING: "可能是笔误，照常发布，看一眼再决定改不改。",
    Severity.INFO: "计算得出的数字，照常发布。",
}
_ALL = Link(path=PATH, words="全部检查代码")
_CARETS = re.compile(r"(.*\| )( *)(\^+)")
_MARGIN = re.compile(r" +\|")


def rules(_portal: Portal) -> Iterator[Page]:
    """The list, then one page a code; they are the same on every site."""
    yield Page(
        path=PATH,
        title="检查代码",
        description="检查数据时报告里的代码：每一个是什么意思，错的写法、报告的样子和对的写法。",
        template="rules.html.j2",
        context={"view": rules_view()},
        listing=Listing(section=_SECTION, summary="检查数据时报告里的代码，逐个说明。"),
    )
    for made in explanations().values():
        yield Page(
            path=_path(made.code),
            title=made.code,
            description=made.text[0],
            template="rule.html.j2",
            context={"view": _rule_view(made)},
            listing=Listing(section=_SECTION, summary=made.text[0]),
        )


def rules_view() -> RulesView:
    """The codes by kind of fault, in the order of the rule book."""
    groups = groupby(explanations().values(), key=lambda made: made.group)
    return RulesView(
        link=_ALL,
        groups=tuple(_group(title, tuple(map(_row, found))) for title, found in groups),
        total=len(explanations()),
    )


def _group(title: str, rows: tuple[RuleRow, ...]) -> RuleGroup:
    link = Link(path=f"{PATH}#{title}", words=title)
    return RuleGroup(title=title, link=link, total=len(rows), rows=rows)


def _row(made: Explanation) -> RuleRow:
    return RuleRow(
        link=Link(path=_path(made.code), words=made.code),
        severities=joined(WORDS[severity] for severity in made.severities),
        sentence=made.text[0],
    )


def _rule_view(made: Explanation) -> RuleView:
    return RuleView(
        code=made.code,
        severities=tuple((WORDS[severity], _EFFECTS[severity]) for severity in made.severities),
        lead=made.text[0],
        text=made.text[1:],
        about=made.about,
        wrong=tuple(map(_passage, made.wrong)),
        report=tuple(_report(made.report)),
        right=tuple(map(_passage, made.right)),
        mends=made.mends,
        all=_ALL,
    )


def _passage(passage: Passage) -> PassageView:
    last = passage.first + len(passage.lines) - 1
    return PassageView(
        path=passage.path,
        place=f"第{passage.first}行" if last <= passage.first else f"第{passage.first}至{last}行",
        lines=tuple(
            _line(line, marked=number in passage.marked)
            for number, line in enumerate(passage.lines, passage.first)
        ),
    )


def _line(line: str, *, marked: bool) -> CodeLine:
    """A line; the mark begins behind what indents it."""
    words = line.lstrip() if marked else ""
    return CodeLine(before=line.removesuffix(words), marked=words)


def _report(lines: Sequence[str]) -> Iterator[CodeLine]:
    """A report with marks in place of its lines of carets: no font of a browser keeps Chinese at two cells."""
    for line, below in pairwise([*lines, ""]):
        carets = _CARETS.fullmatch(below)
        if carets:
            yield _pointed(line, cells(carets[1] + carets[2]), len(carets[3]))
        elif not _CARETS.fullmatch(line) and not _MARGIN.fullmatch(line):
            yield CodeLine(before=line)


def _pointed(line: str, start: int, width: int) -> CodeLine:
    """A line with a mark over some cells of a terminal; behind its end there is a space to be marked."""
    starts = list(accumulate(map(cells, line), initial=0))
    there = [place for place, cell in enumerate(starts[:-1]) if start <= cell < start + width]
    if not there:
        return CodeLine(before=line, marked=" ")
    return CodeLine(
        before=line[: there[0]], marked=line[there[0] : there[-1] + 1], after=line[there[-1] + 1 :]
    )


def _path(code: str) -> str:
    """The page of a code: an address that scripts and reports may name."""
    return f"{PATH}{code}/"
