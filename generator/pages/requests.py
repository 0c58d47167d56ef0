"""诉求与问题清单 of the internal edition: what is open and what was closed in this half-year, by office and stage."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.board import Boards
from generator.exports.scope import words_of
from generator.page import Page
from generator.pages.board_links import PLACES, board_path, number, requests_at, requests_path
from generator.pages.board_lists import enterprise, listing, person
from generator.pages.board_places import OWN
from generator.pages.board_view import BoardCell, BoardTable, SheetView
from generator.pages.charts import bars
from generator.pages.deferred import Deferred
from generator.pages.views import Link
from generator.pages.words import line_date
from generator.periods import half_year
from generator.portal import Portal
from generator.requests_now import RequestState, Stage

_OPEN = tuple(stage for stage in Stage if stage is not Stage.CLOSED)

_WHAT = "诉求与问题清单"


def requests(boards: Boards) -> Iterator[Page]:
    """The page /requests/ of the province, then one for each other office."""
    portal = boards.portal
    for office in portal.offices:
        name = portal.place_names[office.region]
        yield Page(
            path=requests_path(portal, office.region),
            title=f"{name}{_WHAT}",
            description=f"{name}在办的诉求办到哪一步、等谁办、多久没有告知企业，和这个半年办结的诉求。",
            template="sheet.html.j2",
            context=Deferred(partial(_view, boards, office.region)),
        )


def _view(boards: Boards, code: str) -> SheetView:
    portal = boards.portal
    name = portal.place_names[code]
    own = sorted(
        boards.states.get(code, ()), key=lambda state: (state.request.collected_on, state.request.id)
    )
    open_now = [state for state in own if state.open]
    every = [state for state in boards.states_in(boards.within(code)) if state.open]
    tables = tuple(_tables(boards, code, own))
    keeping = any(
        each in boards.portal.dataset.keeping or each in boards.states for each in boards.within(code)
    )
    return SheetView(
        crumbs=_crumbs(portal, code),
        place=name,
        what=_WHAT,
        lead=_lead(boards, every),
        links=(
            Link(path=board_path(code), words=f"{name}专员办看板"),
            *(Link(path=f"#{table.anchor}", words=table.title) for table in tables),
        ),
        bars_title="在办的办到哪一步"
        if not boards.below(code)
        else f"{OWN[portal.region_by_code[code].level]}在办的办到哪一步",
        bars=bars(
            [
                (stage.value, count, f"{count}件", f"#{stage.name.lower()}" if count else "")
                for stage in _OPEN
                for count in (sum(state.stage is stage for state in open_now),)
            ]
        )
        if open_now
        else (),
        tables=tables,
        empty="" if keeping else "这里还没有服务台账，没有诉求记录。",
    )


def _crumbs(portal: Portal, code: str) -> tuple[Link, ...]:
    above = [each for each in reversed(portal.dataset.codes_above[code]) if each in portal.office_by_region]
    return (
        Link(path="", words="首页"),
        *(
            Link(path=requests_path(portal, each), words=f"{portal.region_by_code[each].name}诉求")
            for each in above
        ),
    )


def _lead(boards: Boards, open_now: Iterable[RequestState]) -> str:
    found, days = tuple(open_now), boards.portal.scheme.progress_days
    if not found:
        return "没有在办的诉求。"
    untold = sum(state.untold(boards.portal.as_of, days) for state in found)
    offices = sum(bool(state.mover) for state in found)
    oldest = max(state.age(boards.portal.as_of) for state in found)
    return (
        f"在办{len(found)}件：等专员办{offices}件，等服务专员{len(found) - offices}件；"
        f"最久的{oldest}天，超过{days}天没有告知企业的{untold}件。"
    )


def _tables(boards: Boards, code: str, own: list[RequestState]) -> Iterator[BoardTable]:
    """The places below, what waits for this office, and its own requests by stage; empty stages are left out."""
    if boards.below(code):
        yield _places(boards, code)
    heads = ("诉求", "企业", "类别", "收集", "天数", "等谁办", "上次告知")
    row = partial(_open_row, boards)
    turn = (
        state
        for state in boards.states_in(boards.within(code))
        if state.mover == code and state.office != code
    )
    days = boards.portal.scheme.progress_days
    groups: list[tuple[str, str, Iterable[RequestState]]] = [
        ("turn", "下级报来、等本专员办办的", turn),
        (
            "untold",
            f"超过{days}天没有告知企业的",
            (state for state in own if state.untold(boards.portal.as_of, days)),
        ),
        *(
            (stage.name.lower(), stage.value, [state for state in own if state.stage is stage])
            for stage in _OPEN
        ),
    ]
    for anchor, title, states in groups:
        table = listing(anchor, title, heads, map(row, states))
        if table.rows:
            yield table
    halves = boards.halves
    for anchor, period in (("closed", halves.now), ("closed-before", halves.before)):
        closed = [state for state in own if not state.open and half_year(state.since) == period]
        yield listing(
            anchor,
            f"{words_of(period)}办结的",
            ("诉求", "企业", "类别", "收集", "办结", "用了", "企业评价"),
            map(partial(_closed_row, boards), closed),
        )


def _open_row(boards: Boards, state: RequestState) -> tuple[BoardCell, ...]:
    portal = boards.portal
    late = state.untold(portal.as_of, portal.scheme.progress_days)
    return (
        *_about(boards, state),
        BoardCell(f"{state.age(portal.as_of)}天"),
        _mover(boards, state),
        BoardCell(
            line_date(state.told_on, portal.as_of) if state.heard else "还没有告知",
            near=late,
        ),
    )


def _closed_row(boards: Boards, state: RequestState) -> tuple[BoardCell, ...]:
    today, request = boards.portal.as_of, state.request
    return (
        *_about(boards, state),
        BoardCell(line_date(state.since, today), note=request.steps[-1].result or ""),
        BoardCell(f"{state.age(today)}天"),
        BoardCell(request.satisfied or "—"),
    )


def _about(boards: Boards, state: RequestState) -> Iterator[BoardCell]:
    request, portal = state.request, boards.portal
    rigid = "，政策刚性约束" if request.rigid else ""
    yield BoardCell(request.text, note=f"{request.id}，{request.kind}{rigid}")
    yield enterprise(portal.roster.enterprise_by_code[request.enterprise])
    yield BoardCell(request.category)
    yield BoardCell(line_date(request.collected_on, portal.as_of))


def _mover(boards: Boards, state: RequestState) -> BoardCell:
    """Whose move it is: an office with the division or unit to which it went, or the commissioner who serves now."""
    portal = boards.portal
    if state.mover:
        note = f"在{state.waits_for}" if state.waits_for else ""
        return BoardCell(f"{portal.place_names[state.mover]}专员办", note=note)
    pairing = portal.roster.enterprise_by_code[state.request.enterprise].pairing
    return person(boards, pairing.commissioner if pairing else state.request.commissioner)


def _places(boards: Boards, code: str) -> BoardTable:
    portal, days = boards.portal, boards.portal.scheme.progress_days
    level = portal.region_by_code[code].level

    def row(
        states: tuple[RequestState, ...], name: BoardCell, at: Callable[[str], str]
    ) -> Iterator[BoardCell]:
        yield name
        open_now = [state for state in states if state.open]
        for stage in _OPEN:
            yield number(sum(state.stage is stage for state in open_now), at(stage.name.lower()))
        yield number(len(open_now), at("open"))
        yield number(sum(state.untold(portal.as_of, days) for state in open_now), at("untold"), near=True)
        halves = boards.halves
        closed = [state.since for state in states if not state.open]
        yield number(sum(day >= halves.first for day in closed), at("closed"))
        yield number(sum(halves.first_before <= day < halves.first for day in closed), at("closed-before"))

    def rows() -> Iterator[tuple[BoardCell, ...]]:
        yield tuple(row(boards.states.get(code, ()), BoardCell(OWN[level]), lambda anchor: f"#{anchor}"))
        for each in boards.below(code):
            states = tuple(boards.states_in(boards.within(each)))
            path = requests_path(portal, each) if each in portal.office_by_region else ""
            name = BoardCell(portal.region_by_code[each].name, path)
            yield tuple(row(states, name, partial(requests_at, boards, each)))

    return BoardTable(
        anchor=PLACES,
        title="按地方",
        note="点开一个数看是哪些诉求。",
        heads=(
            "地方",
            *(stage.value for stage in _OPEN),
            "在办合计",
            "久未告知",
            "这个半年办结",
            "上个半年办结",
        ),
        rows=tuple(rows()),
        numbers=frozenset(range(1, len(_OPEN) + 5)),
    )
