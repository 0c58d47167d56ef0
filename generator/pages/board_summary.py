"""The parts of a board above its tables: headlines, tiles, and the charts of load, months, requests and reports."""

from collections.abc import Iterator
from datetime import date

from generator.board import Boards, Figures
from generator.exports.scope import words_of
from generator.office_duties import Report
from generator.pages.board_links import (
    PLACES,
    board_path,
    load_anchor,
    month_anchor,
    requests_at,
    requests_path,
    rows_at,
)
from generator.pages.board_view import Headline
from generator.pages.charts import Bar, Columns, bars, column, part
from generator.pages.tiles import Tile, city_tiles, county_tiles, share_words
from generator.pages.words import joined, line_date, month_ends
from generator.portal import Portal
from generator.records.types import Level
from generator.requests_now import Stage
from generator.service import month_of


def ledger(figures: Figures) -> str:
    """That not all offices keep a ledger, or none; "" where all do."""
    if not figures.keeping:
        return "这里还没有服务台账，联系、走访、诉求和政策送达没有数。"
    if figures.keeping < figures.offices:
        return f"{figures.offices}个专员办里有{figures.keeping}个记服务台账，联系、走访、诉求和政策送达只算这{figures.keeping}个。"
    return ""


def headlines(boards: Boards, code: str, figures: Figures) -> Iterator[Headline]:
    """The four numbers on top; what has no ledger has only two."""
    today, coverage, month = boards.portal.as_of, figures.coverage, figures.month
    days = boards.portal.scheme.progress_days
    people = f"#{PLACES}" if boards.below(code) else "#people" if coverage.commissioners else ""
    if coverage.enterprises:
        served = f"对接覆盖，{coverage.served} / {coverage.enterprises}家"
        yield Headline(share_words(coverage).removesuffix("%"), "%", people, served, "")
    else:
        yield Headline("0", "家", people, "服务范围内的企业", "")
    left = figures.left_vacancies
    late = figures.overdue_vacancies - left
    urgent = (
        f"{late}家过了{boards.portal.scheme.grace_days}天宽限期" if late else "",
        f"{left}家服务专员不在任" if left else "",
    )
    yield Headline(
        number=str(coverage.uncovered),
        unit="家",
        path="#vacant" if coverage.uncovered else "",
        words="待配专员",
        near=f"，其中{joined(filter(None, urgent))}" if late or left else "",
    )
    if not figures.keeping:
        return
    left = (month_of(today)[1] - today).days
    yield Headline(
        number=f"{1000 * month.done // month.due / 10:g}" if month.due else "—",
        unit="%" if month.due else "",
        path=rows_at(boards, code, month_anchor(today.replace(day=1))) if month.missing else "#months",
        words=f"{today.month}月已联系，{month.done} / {month.due}家",
        near=f"，{month_ends(left)}" if month.missing else "",
    )
    yield Headline(
        number=str(figures.untold),
        unit="件",
        path=requests_at(boards, code, "untold") if figures.untold else requests_path(boards.portal, code),
        words=f"诉求超过{days}天没有告知企业",
        near="",
    )


def tiles(portal: Portal, code: str) -> tuple[tuple[Tile | None, ...], ...]:
    """The places below as tiles that lead to their boards."""
    if code == portal.scheme.province:
        return city_tiles(portal, board_path)
    counties = county_tiles(portal, portal.region_by_code[code], board_path)
    return (counties,) if counties else ()


def load_note(portal: Portal, figures: Figures) -> str:
    """The limit, the commissioners that are needed at least, and the places that are left (rules 2 and 3)."""
    coverage, most = figures.coverage, portal.roster.most
    if not coverage.commissioners:
        return f"还没有服务专员，至少要{figures.heads}名。" if figures.heads else "还没有服务专员。"
    over = sum(count for number, count in figures.loads.items() if number > most)
    limit = f"{over}名超限" if over else "无人超限"
    return f"每人上限{most}家，至少要{figures.heads}名；还可再接{coverage.spare}家，{limit}。"


def load(boards: Boards, code: str, figures: Figures) -> tuple[Bar, ...]:
    """How many commissioners serve how many enterprises, the most first; nothing where there are none."""
    most = boards.portal.roster.most
    if not figures.loads:
        return ()
    rows = [
        (
            f"{number}家（已满）" if number == most else f"{number}家" if number else "未对接",
            figures.loads[number],
            f"{figures.loads[number]}名",
            rows_at(boards, code, load_anchor(number)) if figures.loads[number] else "",
        )
        for number in range(max(most, *figures.loads, 0), -1, -1)
    ]
    return bars(rows)


def report_note(boards: Boards, code: str) -> str:
    """When the reports of this half-year are due, and how it stands with those of a city's own office."""
    now, *_ = boards.reports
    due = {boards.portal.region_by_code[office].level: report.due for office, report in now.items()}
    if not due:
        return ""
    days = joined(
        f"{words}{due[level].day}"
        for level, words in ((Level.CITY, "设区市"), (Level.COUNTY, "县级"))
        if level in due
    )
    open_years = dict.fromkeys(day.day.year for day in due.values() if day.provisional)
    provisional = "".join(f"{year}年的放假安排还没有公布，日期暂定。" for year in open_years)
    return f"{words_of(boards.halves.now)}的截止日：{days}。{provisional}{_own(boards, code)}"


def _own(boards: Boards, code: str) -> str:
    """Of a city: the bars tell of its counties."""
    made = [made[code] for made in reversed(boards.reports) if code in made and boards.below(code)]
    said = "；".join(f"{words_of(each.period)}，{_submitted(each, boards.portal.as_of)}" for each in made)
    return f"市本级：{said}。" if said else ""


def reports(boards: Boards, code: str) -> tuple[Bar, ...]:
    """Of the offices whose report goes into that of this place: the cities of the province, a city with its counties."""
    below, today = boards.below(code), boards.portal.as_of
    rows = []
    for made in reversed(boards.reports):
        asked = [made[office] for office in below or (code,) if office in made]
        done = sum(report.submitted_on is not None for report in asked)
        late = any(report.overdue(today) for report in asked)
        if asked:
            said = f"{done} / {len(asked)}个" if below else _submitted(asked[0], today)
            rows.append(
                Bar(words_of(asked[0].period), part(done, len(asked)), said, "#reports" if late else "")
            )
    return tuple(rows)


def _submitted(report: Report, today: date) -> str:
    if report.submitted_on is None:
        return "逾期未报" if report.overdue(today) else "还没有报"
    late = f"，晚{report.days_late}天" if report.days_late else ""
    return f"{line_date(report.submitted_on, today)}报送{late}"


def months(boards: Boards, codes: tuple[str, ...]) -> Columns:
    """The months of both half-years as a chart."""
    groups: dict[str, list[tuple[str, int, int, bool]]] = {}
    this = boards.portal.as_of.replace(day=1)
    for month in boards.progress.months:
        count = boards.progress.month(codes, month)
        period = boards.halves.now if month >= boards.halves.first else boards.halves.before
        groups.setdefault(words_of(period), []).append(
            (f"{month.month}", count.done, count.due, month == this)
        )
    spoken = joined(
        f"{label}月{100 * done // due if due else 0}%"
        for rows in groups.values()
        for label, done, due, _ in rows
    )
    return Columns(
        words=f"每月已联系企业的比例：{spoken}",
        groups=tuple(
            (period, tuple(column(label, done, due, running=running) for label, done, due, running in rows))
            for period, rows in groups.items()
        ),
    )


def visits_before(portal: Portal, figures: Figures) -> str:
    """The visits of the year that ended, beside those of this one."""
    if not figures.visits_due_before:
        return ""
    return f"{portal.as_of.year - 1}年应走访{figures.visits_due_before}次，走访了{figures.visits_before}次。"


def stages(boards: Boards, code: str, figures: Figures) -> tuple[Bar, ...]:
    """The open requests by stage."""
    rows = [
        (
            stage.value,
            figures.stages[stage],
            f"{figures.stages[stage]}件",
            requests_at(boards, code, stage.name.lower()) if figures.stages[stage] else "",
        )
        for stage in Stage
        if stage is not Stage.CLOSED
    ]
    return bars(rows)


def stages_note(figures: Figures) -> str:
    """How many requests are open, and how many of them do not count as unresolved (rule 9)."""
    if not figures.open:
        return "没有在办的诉求。"
    rigid = f"；{figures.rigid}件是政策刚性约束，不算未解决" if figures.rigid else ""
    return f"在办{figures.open}件，{figures.listed}件在问题清单上{rigid}。"
