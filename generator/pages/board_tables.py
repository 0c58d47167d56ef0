"""The tables of figures on a board: months, new policies, both half-years, common problems, other duties."""

from collections.abc import Iterator

from generator.board import Boards, Figures
from generator.days import plus
from generator.exports.scope import words_of
from generator.office_duties import Common
from generator.pages.board_links import (
    month_anchor,
    number,
    quality_path,
    requests_at,
    requests_path,
    rows_at,
)
from generator.pages.board_lists import place
from generator.pages.board_view import BoardCell, BoardTable
from generator.pages.reports import city_path, period_path
from generator.pages.words import line_date, money, prose_date
from generator.records.types import Level
from generator.rules.finding import code_of
from generator.rules.freshness import stale_check
from generator.tally import Tally

NONE = BoardCell("—")


def policies_table(boards: Boards, code: str) -> BoardTable:
    """The new policies, each with whom it fits and who was told within how many days (rule 10)."""
    today = boards.portal.as_of
    to = rows_at(boards, code, "undelivered")
    rows = tuple(
        (
            BoardCell(row.policy.name, row.policy.path),
            BoardCell(line_date(row.policy.record.published_on or today, today)),
            BoardCell(str(row.matching)),
            number(len(row.told), rows_at(boards, code, "delivered")),
            number(len(row.waiting), to),
            BoardCell("—" if row.median is None else f"{row.median}天"),
        )
        for row in boards.delivered_in(boards.within(code))
    )
    since = prose_date(boards.halves.first_before)
    return BoardTable(
        anchor="policies",
        title="新政策送达",
        note=f"{since}以后公布、现在还能办的政策，按企业画像算适合多少家。"
        "天数从公布和结对两个日期里晚的一个算到第一次惠企政策速递。",
        heads=("政策", "公布", "适合企业", "已送", "未送", "一半企业在几天内送到"),
        rows=rows,
        numbers=frozenset({2, 3, 4, 5}),
        empty="没有适合这里企业的新政策。",
    )


def halves_table(boards: Boards, code: str) -> BoardTable:
    """What was done in this half-year beside the last one."""
    halves = boards.halves
    now, before = (tally.region(code) for tally in boards.tallies)
    ended = [state.since for state in boards.states_in(boards.within(code)) if not state.open]
    closed = (
        BoardCell("办结诉求（不论哪天收集）"),
        number(sum(day >= halves.first for day in ended), requests_at(boards, code, "closed"), "件"),
        number(
            sum(halves.first_before <= day < halves.first for day in ended),
            requests_at(boards, code, "closed-before"),
            "件",
        ),
    )

    def row(words: str, this: str, last: str) -> tuple[BoardCell, ...]:
        return (
            BoardCell(words),
            BoardCell(this, _report(boards, halves.now, code)),
            BoardCell(last, _report(boards, halves.before, code) if before.contacts else ""),
        )

    return BoardTable(
        anchor="halves",
        title="这个半年和上个半年",
        note=f"{words_of(halves.now)}算到{prose_date(boards.portal.as_of)}。点开看报表里各地、每名专员的数。",
        heads=("做了什么", words_of(halves.now), words_of(halves.before)),
        rows=(*map(row, _DONE, _done(now), _done(before)), closed),
        numbers=frozenset({1, 2}),
    )


def _report(boards: Boards, period: str, code: str) -> str:
    """The page of a half-year's report that has the rows of a place: the province's, or its city's."""
    region = boards.portal.region_by_code[code]
    if region.level is Level.PROVINCIAL:
        return period_path(period)
    return city_path(period, code if region.level is Level.CITY else region.parent or code)


_DONE = (
    "联系（含走访）",
    "现场走访",
    "惠企政策速递",
    "助企资源对接",
    "收集诉求",
    "其中列入问题清单",
    "其中已办结",
    "其中未解决",
    "兑现政策",
    "兑现金额",
)


def _done(tally: Tally) -> Iterator[str]:
    yield f"{tally.contacts}次"
    yield f"{tally.visits}次"
    yield f"{tally.deliveries}次"
    yield f"{tally.matches}次"
    yield f"{tally.collected}件"
    yield f"{tally.raised}件"
    yield f"{tally.solved}件"
    yield f"{tally.unsolved}件"
    yield f"{tally.granted}项"
    yield "".join(money(tally.amount))


def common_table(boards: Boards, code: str) -> BoardTable:
    """共性问题 of all offices below, for the level above (rule 21)."""
    least = boards.portal.scheme.common_problem_enterprises
    return BoardTable(
        anchor="common",
        title="共性问题和共性需求",
        note=f"一个专员办里同一类困难问题或服务需求有{least}家以上企业提出的，和这个半年已经报到上级的。"
        "在办的包括更早提出的。上个半年没有报上级的，列到那个半年的报表截止。",
        heads=("专员办", "类别", "这个半年提出或在办", "上个半年提出或在办", "报上级"),
        rows=tuple(
            _common(boards, row) for each in boards.within(code) for row in boards.common.get(each, ())
        ),
        numbers=frozenset({2, 3}),
        empty=f"这个半年没有一类诉求来自{least}家以上企业。",
    )


def _common(boards: Boards, row: Common) -> tuple[BoardCell, ...]:
    today, ended = boards.portal.as_of, row.period == boards.halves.before
    unreported = f"{'上个半年' if ended else '这个半年'}还没有报"
    return (
        _office(boards, row.office),
        BoardCell(row.category, note=f"{words_of(boards.halves.before)}的" if ended else ""),
        number(row.now, requests_path(boards.portal, row.office), "家"),
        BoardCell(f"{row.before}家"),
        BoardCell(
            line_date(row.reported_on, today) if row.reported_on else "还没有报",
            note="" if not row.reported_on or boards.was_reported(row) else unreported,
        ),
    )


def _office(boards: Boards, code: str) -> BoardCell:
    """An office by its place; what a city's own office serves is not the whole city."""
    own = boards.portal.region_by_code[code].level is Level.CITY
    found = place(boards, code)
    return found._replace(words=f"{found.words}本级") if own else found


def duties_table(boards: Boards, code: str, figures: Figures) -> BoardTable:
    """Meetings, reports, training, certificates, profiles and checks: how many are done, and the way to the rest."""
    portal = boards.portal
    people, year = figures.coverage.commissioners, portal.as_of.year
    rows: tuple[tuple[BoardCell, ...], ...] = (
        (
            BoardCell("例会按时", note=f"每{portal.scheme.meeting_every_months}个月至少一次"),
            _of(figures.keeping - figures.meeting_late - figures.meeting_none, figures.keeping, "个"),
            BoardCell(f"这个半年{figures.met}个，上个半年{figures.met_before}个")
            if figures.keeping
            else NONE,
            number(figures.meeting_late + figures.meeting_none, "#meetings", "个", near=True),
        ),
        (
            BoardCell("参加省级培训", note="每年一次；后来到任的不算缺"),
            _of(figures.trained, people, "名"),
            BoardCell(f"{year}年{figures.trained}名，{year - 1}年{figures.trained_before}名")
            if people
            else NONE,
            number(figures.untrained, rows_at(boards, code, "training"), "名"),
        ),
        (
            BoardCell("领到证书"),
            _of(people - figures.uncertified, people, "名"),
            NONE,
            number(figures.uncertified, rows_at(boards, code, "certificates"), "名"),
        ),
        (
            BoardCell("企业画像不超过一年"),
            _of(figures.served - figures.profiles, figures.served, "家"),
            NONE,
            number(figures.profiles, rows_at(boards, code, "profiles"), "家"),
        ),
        (
            BoardCell("共性问题报上级"),
            _of(figures.common_reported, figures.common, "类"),
            NONE,
            number(figures.common - figures.common_reported, "#common", "类"),
        ),
    )
    if code == portal.scheme.province:
        stale = sum(found.code == code_of(stale_check) for found in portal.findings)
        rows = (
            *rows,
            (
                BoardCell("政策按期核对", note="隔几天核对一次写在每份政策里"),
                _of(len(portal.policies) - stale, len(portal.policies), "份"),
                NONE,
                number(stale, quality_path(portal, code), "份", near=True),
            ),
        )
    return BoardTable(
        anchor="duties",
        title="例会、培训、证书和画像",
        note="",
        heads=("事项", "已做到", "和上一期比", "还差"),
        rows=rows,
        numbers=frozenset({1, 3}),
    )


def _of(done: int, whole: int, unit: str) -> BoardCell:
    """How many of how many; nothing is told of nothing."""
    return BoardCell(f"{done} / {whole}{unit}") if whole else NONE


def months_table(boards: Boards, code: str) -> BoardTable:
    """The months of both half-years: how many enterprises were to be contacted, and were."""
    codes, months = boards.within(code), boards.progress.months
    last = plus(boards.portal.as_of.replace(day=1), -1).replace(day=1)

    def rows() -> Iterator[tuple[BoardCell, ...]]:
        for month in months:
            count = boards.progress.month(codes, month)
            to = rows_at(boards, code, month_anchor(month))
            missing = number(count.missing, to, near=month == last)
            yield (
                BoardCell(f"{month.year}年{month.month}月"),
                BoardCell(str(count.due)),
                BoardCell(str(count.done)),
                missing,
            )

    return BoardTable(
        anchor="months",
        title="每月联系的企业",
        note="",
        heads=("月份", "应联系", "已联系", "没有联系"),
        rows=tuple(rows()),
        numbers=frozenset({1, 2, 3}),
    )
