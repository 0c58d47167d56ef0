"""报送 of the internal edition: which reports are due, who made them, and annex 5 as the spreadsheet has it (rules 28, 30)."""

import re
from collections.abc import Iterator
from functools import cached_property, partial

from generator.exports.annex_summary import commissioner_rows, county_rows
from generator.exports.annexes import lacking
from generator.exports.scope import Scope, half_year_scope, words_of
from generator.page import Page
from generator.pages.board_view import BoardCell, BoardTable
from generator.pages.deferred import Deferred
from generator.pages.report_changes import adjusted_table, changes_tables
from generator.pages.report_tables import (
    Submitted,
    first_table,
    people_table,
    places_table,
    submitted_table,
)
from generator.pages.reports_view import Command, ReportsView
from generator.pages.views import Link
from generator.pages.words import prose_date
from generator.periods import FIRST, half_year, is_half_year
from generator.portal import Portal
from generator.records.annex import SummaryAnnex
from generator.records.region import Region
from generator.records.types import Level
from generator.tally import Tallies
from generator.workdays import DueDay

PATH = "reports/"
CHANGES = f"{PATH}adjustments/"
_LEDGER = re.compile(r"/records/(\d{4}-h[12])[/.]")
_WHERE = "在项目文件夹里运行。附件3至5从内部文件生成，内部文件不在默认的地方，加 --private 文件夹。"

_PLACE = "--region 写设区市或县（市、区）的代码，只导出那里的。"


def period_path(period: str) -> str:
    """The page of a half-year."""
    return f"{PATH}{period}/"


def city_path(period: str, code: str) -> str:
    """The page of a half-year in a city."""
    return f"{PATH}{period}/{code}/"


class Reports:
    """What all pages of reports read, made when it is first asked for."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal

    @cached_property
    def tallies(self) -> Tallies:
        """The figures."""
        return self.portal.tallies

    @cached_property
    def submitted(self) -> Submitted:
        """What was submitted."""
        return Submitted(self.portal)

    @property
    def annex(self) -> SummaryAnnex | None:
        """The columns of annex 5, where they are there."""
        found = self.portal.dataset.annexes.get(5)
        return found if isinstance(found, SummaryAnnex) else None

    def scope(self, period: str, region: Region) -> Scope:
        """A half-year in a region."""
        return half_year_scope(self.tallies, region, period, internal=True)

    def periods(self) -> tuple[str, ...]:
        """The half-years that have records or reports, and the one that is running; the newest first."""
        dataset = self.portal.dataset
        found = {half_year(dataset.as_of)}
        found |= {entry.record.period for entry in dataset.submissions if is_half_year(entry.record.period)}
        found |= {match[1] for document in dataset.documents if (match := _LEDGER.search(document.path))}
        return tuple(sorted(found, reverse=True))


def reports(portal: Portal) -> Iterator[Page]:
    """The page /reports/, one for each half-year, and one for each city in it."""
    found = Reports(portal)
    yield Page(
        path=PATH,
        title="报送",
        description="每个半年的报表哪天截止、谁报了、谁没有报，调整情况报到哪一天，附件怎么导出。",
        template="reports.html.j2",
        context=Deferred(partial(_index, found)),
    )
    yield Page(
        path=CHANGES,
        title="没有报送的变动",
        description="最近一次报送以后，服务专员和结对有哪些变动还没有报送，按设区市列出。",
        template="reports.html.j2",
        context=Deferred(partial(_changes, portal)),
    )
    if portal.scheme.first_report_on:
        yield Page(
            path=period_path(FIRST),
            title=words_of(FIRST),
            description="各专员办哪天首次报送服务专员办信息表和服务专员库，谁没有报。",
            template="reports.html.j2",
            context=Deferred(partial(_first, found)),
        )
    for period in found.periods():
        words = words_of(period)
        yield Page(
            path=period_path(period),
            title=f"{words}报表",
            description=f"{words}的报送情况和各设区市的服务情况汇总（附件5）。",
            template="reports.html.j2",
            context=Deferred(partial(_period, found, period)),
        )
        for city in portal.cities:
            yield Page(
                path=city_path(period, city.code),
                title=f"{city.name}{words}报表",
                description=f"{city.name}{words}的服务情况汇总（附件5），一个县（市、区）一行和一名专员一行。",
                template="reports.html.j2",
                context=Deferred(partial(_city, found, period, city)),
            )


def _index(found: Reports) -> ReportsView:
    portal = found.portal
    periods = BoardTable(
        anchor="periods",
        title="各期报表",
        note="设区市报省里；县（市、区）先报设区市。",
        heads=("报表", "设区市截止", "县级截止", "设区市已报", "县级已报"),
        rows=tuple(
            _row_of(found, period)
            for period in (*found.periods(), *([FIRST] if portal.scheme.first_report_on else []))
        ),
    )
    return ReportsView(
        crumbs=(Link(path="", words="首页"),),
        place="",
        what="报送",
        lead="半年报表每年6月底和12月底以后报送，服务专员库有变动的及时报送（通知五）。",
        due="",
        tables=(periods, adjusted_table(portal, CHANGES)),
        commands=(*_rosters(portal), _adjustment(portal)),
        commands_note=_WHERE + _PLACE,
        note="",
    )


def _first(found: Reports) -> ReportsView:
    """When each office made its first report."""
    portal, submitted = found.portal, found.submitted
    return ReportsView(
        crumbs=(Link(path="", words="首页"), Link(path=PATH, words="报送")),
        place="",
        what=words_of(FIRST),
        lead="服务专员办信息表（附件1）和服务专员库（附件2）的第一次报送（通知五）。",
        due=f"{submitted.city_due(FIRST).day}截止。",
        tables=(first_table(portal, submitted),),
        commands=_rosters(portal),
        commands_note=_WHERE + _PLACE,
        note="",
    )


def _changes(portal: Portal) -> ReportsView:
    """The changes of all cities that are not reported."""
    tables = changes_tables(portal)
    return ReportsView(
        crumbs=(Link(path="", words="首页"), Link(path=PATH, words="报送")),
        place="",
        what="没有报送的变动",
        lead="最近一次报送以后，专员加入、离开、变动的，结对开始、结束、更换的，企业更名的；离开、结束的写最后一天。",
        due="" if tables else "没有。",
        tables=tables,
        commands=(_adjustment(portal),),
        commands_note=_WHERE + _PLACE,
        note="",
    )


def _rosters(portal: Portal) -> tuple[Command, ...]:
    code = portal.scheme.province
    return (
        Command("附件1 服务专员办信息表", f"portal export annex 1 --region {code} --out 附件1.xlsx"),
        Command("附件2 服务专员库", f"portal export annex 2 --region {code} --out 附件2.xlsx"),
    )


def _adjustment(portal: Portal) -> Command:
    line = f"portal export adjustment --region {portal.scheme.province} --out 调整情况.xlsx"
    return Command("上次报送以后的调整情况", line)


def _row_of(found: Reports, period: str) -> tuple[BoardCell, ...]:
    submitted, path = found.submitted, period_path(period)
    cities, counties = submitted.of(period)
    return (
        BoardCell(words_of(period), path),
        _day(submitted.city_due(period)),
        _day(submitted.county_due(period)),
        submitted.cell(cities, period, Level.CITY, f"{path}#submitted"),
        submitted.cell(counties, period, Level.COUNTY, f"{path}#submitted"),
    )


def _day(due: DueDay) -> BoardCell:
    if not due.provisional:
        return BoardCell(due.day.isoformat())
    return BoardCell(f"{due.day}（暂定）", note=f"{due.day.year}年的放假安排还没有公布")


def _due(submitted: Submitted, period: str) -> str:
    """The due days of a half-year in one sentence."""
    city, county = submitted.city_due(period), submitted.county_due(period)
    days = f"县级{county.day}截止，设区市{city.day}截止"
    if city.provisional:
        return f"{days}。都是暂定的，{city.day.year}年的放假安排还没有公布。"
    return f"{days}。"


def _period(found: Reports, period: str) -> ReportsView:
    portal = found.portal
    scope = found.scope(period, portal.province)
    tables = [submitted_table(portal, found.submitted, period)]
    if found.annex:
        rows = [row for row in county_rows(scope) if row.adds]
        tables.append(
            places_table(found.annex, rows, lambda row: city_path(period, row.code), "设区市", "cities")
        )
    return _view(found, scope, "", tuple(tables), portal.scheme.province, crumbs=())


def _city(found: Reports, period: str, city: Region) -> ReportsView:
    scope = found.scope(period, city)
    tables: list[BoardTable] = []
    if found.annex:
        rows = list(county_rows(scope))
        tables.append(places_table(found.annex, rows, lambda _row: "#people", "县（市、区）", "counties"))
        tables.append(people_table(found.portal, found.annex, list(commissioner_rows(scope))))
    crumbs = (Link(path=period_path(period), words=f"{words_of(period)}报表"),)
    return _view(found, scope, city.name, tuple(tables), city.code, crumbs=crumbs)


def _view(
    found: Reports,
    scope: Scope,
    place: str,
    tables: tuple[BoardTable, ...],
    code: str,
    *,
    crumbs: tuple[Link, ...],
) -> ReportsView:
    period = scope.period or ""
    running = f"数到{prose_date(scope.until)}，半年还没有结束。" if scope.until < scope.last else ""
    submitted = found.submitted
    return ReportsView(
        crumbs=(Link(path="", words="首页"), Link(path=PATH, words="报送"), *crumbs),
        place=place,
        what=f"{words_of(period)}报表",
        lead=f"{running}记录按当天安排结对的专员办统计，专员按所属专员办统计，对接企业和办理情况是期末的。",
        due=_due(submitted, period),
        tables=tables,
        commands=tuple(
            Command(
                f"附件{number} {scope.dataset.annexes[number].title}",
                f"portal export annex {number} --period {period} --region {code} --out 附件{number}.xlsx",
            )
            for number in (3, 4, 5)
            if number in scope.dataset.annexes
        ),
        commands_note=_WHERE,
        note="；".join(lacking(scope)),
    )
