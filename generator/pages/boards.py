"""专员办看板 of the internal edition: where an office finds its own, and a board for the province, each city and county."""

from collections.abc import Iterator
from functools import partial

from generator.board import Boards, Figures
from generator.page import Page
from generator.pages import board_summary as summary
from generator.pages.addresses import office_path
from generator.pages.board_links import (
    BOARD,
    VISITS_BEFORE,
    board_path,
    number,
    quality_path,
    requests_path,
    rows_at,
)
from generator.pages.board_lists import lists
from generator.pages.board_places import parts, places_table
from generator.pages.board_tables import (
    common_table,
    duties_table,
    halves_table,
    months_table,
    policies_table,
)
from generator.pages.board_view import BoardGroup, BoardsView, BoardTable, BoardView
from generator.pages.charts import part
from generator.pages.clerk_forms import FORMS, form_path
from generator.pages.deferred import Deferred
from generator.pages.quality import quality
from generator.pages.reports import PATH as REPORTS
from generator.pages.requests import requests
from generator.pages.views import Link
from generator.pages.words import prose_date
from generator.portal import Portal
from generator.service import visits_by_pace

_WHAT = "专员办看板"


def boards(portal: Portal) -> Iterator[Page]:
    """The boards, the lists of requests and the pages on data quality: all are made from the same figures."""
    found = Boards(portal)
    yield from _boards(found)
    yield from requests(found)
    yield from quality(found)


def _boards(boards: Boards) -> Iterator[Page]:
    """The page /board/, then one for each office."""
    portal = boards.portal
    yield Page(
        path=BOARD,
        title=_WHAT,
        description="找到自己的专员办，看覆盖、负荷、联系走访、诉求和政策送达。",
        template="boards.html.j2",
        context=Deferred(partial(_index, portal)),
    )
    for office in portal.offices:
        yield Page(
            path=board_path(office.region),
            title=f"{portal.place_names[office.region]}{_WHAT}",
            description=f"{portal.place_names[office.region]}专员办的覆盖和负荷、联系和走访、诉求、政策送达，以及每个数背后的名单。",
            template="board.html.j2",
            context=Deferred(partial(_board, boards, office.region)),
        )


def _index(portal: Portal) -> BoardsView:
    def link(code: str, words: str) -> Link:
        return Link(path=board_path(code), words=words)

    return BoardsView(
        province=link(portal.province.code, portal.province.name),
        forms=tuple(Link(path=form_path(form), words=title) for form, (title, _) in FORMS.items()),
        groups=tuple(
            BoardGroup(
                place=city.name,
                boards=(
                    link(city.code, f"{city.name}（全市）"),
                    *(
                        link(county.code, county.name)
                        for county in portal.counties.get(city.code, ())
                        if county.code in portal.office_by_region
                    ),
                ),
            )
            for city in portal.cities
            if city.code in portal.office_by_region
        ),
    )


def _board(boards: Boards, code: str) -> BoardView:
    portal = boards.portal
    codes = boards.within(code)
    figures, below = boards.figures(codes), parts(boards, code)
    return BoardView(
        crumbs=_crumbs(portal, code),
        place=portal.place_names[code],
        what=_WHAT,
        day=prose_date(portal.as_of),
        links=(
            Link(path=requests_path(portal, code), words="诉求与问题清单"),
            Link(path=quality_path(portal, code), words="数据质量"),
            Link(path=REPORTS, words="报送和附件"),
            Link(path=_pairing_path(portal, code), words="换专员"),
            Link(path=office_path(code), words="专员办电话"),
        ),
        ledger=summary.ledger(figures),
        headlines=tuple(summary.headlines(boards, code, figures)),
        tiles_title="各市覆盖" if code == portal.scheme.province else "各县（市、区）覆盖",
        tiles=summary.tiles(portal, code),
        tiles_table=places_table(boards, code, below) if below else None,
        load_note=summary.load_note(portal, figures),
        load=summary.load(boards, code, figures),
        load_total=Link(
            path=rows_at(boards, code, "people") if figures.coverage.commissioners else "",
            words=f"{figures.coverage.commissioners}名",
        ),
        report_link=Link(path=REPORTS, words="各期报表"),
        report_note=summary.report_note(boards, code),
        reports=summary.reports(boards, code),
        least=portal.scheme.contacts_per_month,
        months=summary.months(boards, codes) if figures.keeping else None,
        months_table=months_table(boards, code),
        visits=f"{figures.visits} / {figures.visits_due}次",
        visits_part=part(figures.visits, figures.visits_due),
        visits_pace=part(
            visits_by_pace(portal.scheme.visits_per_year, portal.as_of), portal.scheme.visits_per_year
        ),
        behind=number(figures.behind, rows_at(boards, code, "visits"), "家"),
        visits_before=summary.visits_before(portal, figures),
        behind_before=number(figures.behind_before, rows_at(boards, code, VISITS_BEFORE, own=True), "家"),
        stages_note=summary.stages_note(figures),
        stages=summary.stages(boards, code, figures),
        tables=tuple(_tables(boards, code, figures)),
        lists=lists(boards, code),
    )


def _pairing_path(portal: Portal, code: str) -> str:
    """Where a commissioner is changed, with the city chosen that a place is or lies in."""
    cities = {city.code for city in portal.cities}
    city = next((each for each in (code, *portal.dataset.codes_above[code]) if each in cities), "")
    return f"{form_path('pairing')}{f'?city={city}' if city else ''}"


def _crumbs(portal: Portal, code: str) -> tuple[Link, ...]:
    above = [each for each in reversed(portal.dataset.codes_above[code]) if each in portal.office_by_region]
    return (
        Link(path="", words="首页"),
        Link(path=BOARD, words=_WHAT),
        *(Link(path=board_path(each), words=portal.region_by_code[each].name) for each in above),
    )


def _tables(boards: Boards, code: str, figures: Figures) -> Iterator[BoardTable]:
    if figures.keeping:
        yield policies_table(boards, code)
        yield halves_table(boards, code)
        yield common_table(boards, code)
    yield duties_table(boards, code, figures)
