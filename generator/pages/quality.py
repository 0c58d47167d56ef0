"""数据质量 of the internal edition: what is owed and what is likely a slip, by office, with the rows."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial

from generator.board import Boards
from generator.diagnostics import Diagnostic, Severity
from generator.due import DAYS, owed
from generator.kinds import folder_code
from generator.page import Page
from generator.pages.board_links import PLACES, board_path, number, quality_path, rows_at
from generator.pages.board_lists import enterprises_of, listing
from generator.pages.board_places import OWN
from generator.pages.board_view import BoardCell, BoardTable, SheetView
from generator.pages.deferred import Deferred
from generator.pages.views import Link
from generator.portal import Portal
from generator.profile_gaps import ProfileGaps

_WHAT = "数据质量"

_NAMES = 8
"""Enterprises named at a fact that their profiles lack."""

_Grouped = Mapping[str, tuple[Diagnostic, ...]]


class Quality:
    """What the checks say, by office; computed when a page is first asked for."""

    def __init__(self, boards: Boards) -> None:
        self.boards = boards
        self.gaps = ProfileGaps(boards.portal)

    @cached_property
    def due(self) -> tuple[_Grouped, _Grouped]:
        """What is owed now, and what will be within `DAYS` (as `portal due` says it)."""
        found = owed(self.boards.portal.dataset, self.boards.portal.findings)
        now, soon = (
            _grouped((each.office, each.finding) for each in found if each.soon is late)
            for late in (False, True)
        )
        return now, soon

    @cached_property
    def warnings(self) -> _Grouped:
        """What the check warns of, without what is owed already."""
        portal = self.boards.portal
        owed_now = {found for rows in self.due[0].values() for found in rows}
        return _grouped(
            (
                code
                if (code := folder_code(found.span.path)) in portal.region_by_code
                else portal.province.code,
                found,
            )
            for found in portal.findings
            if found.severity is Severity.WARNING and found not in owed_now
        )


def quality(boards: Boards) -> Iterator[Page]:
    """The page /quality/ of the province, then one for each other office."""
    portal, found = boards.portal, Quality(boards)
    for office in portal.offices:
        name = portal.place_names[office.region]
        yield Page(
            path=quality_path(portal, office.region),
            title=f"{name}{_WHAT}",
            description=f"{name}各专员办要补、要核对的：待办、提醒、30天内到期的、企业画像和证书。",
            template="sheet.html.j2",
            context=Deferred(partial(_view, found, office.region)),
        )


def _view(found: Quality, code: str) -> SheetView:
    boards = found.boards
    name = boards.portal.place_names[code]
    tables = tuple(_tables(found, code))
    return SheetView(
        crumbs=_crumbs(boards.portal, code),
        place=name,
        what=_WHAT,
        lead="要补、要核对的在哪个文件第几行，怎么改；和命令 portal due、portal check 说的一样。",
        links=(
            Link(path=board_path(code), words=f"{name}专员办看板"),
            *(Link(path=f"#{table.anchor}", words=table.title) for table in tables),
        ),
        bars_title="",
        bars=(),
        tables=tables,
        empty="" if tables else "没有要补、要核对的。",
    )


def _crumbs(portal: Portal, code: str) -> tuple[Link, ...]:
    above = [each for each in reversed(portal.dataset.codes_above[code]) if each in portal.office_by_region]
    return (
        Link(path="", words="首页"),
        *(
            Link(path=quality_path(portal, each), words=f"{portal.region_by_code[each].name}数据质量")
            for each in above
        ),
    )


def _tables(found: Quality, code: str) -> Iterator[BoardTable]:
    """The places below, then the rows of the office itself; what is empty is left out."""
    boards = found.boards
    if boards.below(code):
        yield _places(found, code)
    now, soon = found.due
    titles = (
        ("now", "待办", now),
        ("soon", f"{DAYS}天内到期的", soon),
        ("warnings", "提醒", found.warnings),
    )
    for anchor, title, groups in titles:
        table = listing(anchor, title, ("说了什么", "怎么办", "在哪里"), map(_finding, groups.get(code, ())))
        if table.rows:
            yield table
    gaps = listing(
        "facts",
        "画像里没有填的指标",
        ("指标", "企业", "家数"),
        (
            (
                BoardCell(boards.portal.dataset.fact_by_key[gap.key].label),
                BoardCell(enterprises_of(gap.enterprises, _NAMES)),
                BoardCell(str(len(gap.enterprises))),
            )
            for gap in found.gaps.of(code)
        ),
        note="现在能办或将要能办的政策问到的。填了才能判断企业符合不符合。",
        numbers=frozenset({2}),
    )
    if gaps.rows:
        yield gaps


def _finding(found: Diagnostic) -> tuple[BoardCell, ...]:
    return (
        BoardCell(found.message),
        BoardCell(found.help),
        BoardCell(f"{found.span.path}:{found.span.line}", note=found.code),
    )


def _places(found: Quality, code: str) -> BoardTable:
    boards = found.boards
    now, soon = found.due

    def row(name: BoardCell, each: str, codes: Iterable[str], *, own: bool) -> Iterator[BoardCell]:
        codes = tuple(codes)
        base = "" if own else quality_path(boards.portal, each)
        deep = not own and bool(boards.below(each))
        yield name
        for anchor, groups in (("now", now), ("soon", soon), ("warnings", found.warnings)):
            count = sum(len(groups.get(office, ())) for office in codes)
            yield number(count, f"{base}#{PLACES if deep else anchor}", near=anchor == "now")
        missing = sum(len(gap.enterprises) for office in codes for gap in found.gaps.of(office))
        yield number(missing, f"{base}#{PLACES if deep else 'facts'}")
        yield number(
            sum(len(boards.profiles.get(office, ())) for office in codes),
            rows_at(boards, each, "profiles", own=own),
        )
        yield number(
            sum(len(boards.uncertified.get(office, ())) for office in codes),
            rows_at(boards, each, "certificates", own=own),
        )

    def rows() -> Iterator[tuple[BoardCell, ...]]:
        level = boards.portal.region_by_code[code].level
        yield tuple(row(BoardCell(OWN[level]), code, (code,), own=True))
        for each in boards.below(code):
            path = quality_path(boards.portal, each) if each in boards.portal.office_by_region else ""
            name = BoardCell(boards.portal.region_by_code[each].name, path)
            yield tuple(row(name, each, boards.within(each), own=False))

    return BoardTable(
        anchor=PLACES,
        title="按地方",
        note="点开一个数看是哪几条。各地的政策文件记在省本级。",
        heads=("地方", "待办", f"{DAYS}天内到期", "提醒", "缺的指标", "画像没有或超过一年", "没有证书"),
        rows=tuple(rows()),
        numbers=frozenset(range(1, 7)),
    )


def _grouped(pairs: Iterable[tuple[str, Diagnostic]]) -> _Grouped:
    groups: dict[str, list[Diagnostic]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
