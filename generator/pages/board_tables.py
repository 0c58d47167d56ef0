"""The tables of figures on a board: the places below, new policies, both half-years, common problems, other duties."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.board import Boards, Figures
from generator.days import plus
from generator.exports.scope import words_of
from generator.pages.board_links import PLACES, number, requests_at, requests_path, rows_at
from generator.pages.board_lists import place
from generator.pages.board_view import BoardCell, BoardTable
from generator.pages.words import line_date, money, prose_date
from generator.records.types import Level
from generator.tally import Tally

OWN = {Level.PROVINCIAL: "省本级", Level.CITY: "市本级"}

_NONE = BoardCell("—")


class Part(NamedTuple):
    """A place below with its figures; `own` is the office of the board itself."""

    code: str
    own: bool
    figures: Figures


def parts(boards: Boards, code: str) -> tuple[Part, ...]:
    """Where there are places below, each of them, and the office itself if it serves anyone; they add up to the board."""
    below = boards.below(code)
    if not below:
        return ()
    own = Part(code, own=True, figures=boards.figures((code,)))
    at_work = own.figures.keeping or own.figures.arranged or own.figures.coverage.commissioners
    places = (Part(each, own=False, figures=boards.figures(boards.within(each))) for each in below)
    return (*((own,) if at_work else ()), *places)


def places_table(boards: Boards, code: str, below: Sequence[Part]) -> BoardTable:
    """A row a place, each number with the way to its rows."""
    level = boards.portal.region_by_code[code].level
    month = boards.portal.as_of.month
    return BoardTable(
        anchor=PLACES,
        title="各市" if level is Level.PROVINCIAL else "各县（市、区）",
        note="点开一个数看是哪些企业、哪些人。国家级企业由设区市服务，记在市本级。没有服务台账的写“—”。",
        heads=(
            "地方",
            "所在企业",
            "待配",
            "服务企业",
            "专员",
            "至少要",
            f"{month}月未联系",
            "上月漏联系",
            "走访落后",
            "在办诉求",
            "久未告知",
            "政策未送",
            "未参训",
            "无证书",
        ),
        rows=tuple(tuple(_place_row(boards, part)) for part in below),
        numbers=frozenset(range(1, 14)),
    )


def _place_row(boards: Boards, part: Part) -> Iterator[BoardCell]:
    figures, code, own = part.figures, part.code, part.own

    def at(anchor: str) -> str:
        return rows_at(boards, code, anchor, own=own)

    region = boards.portal.region_by_code[code]
    yield BoardCell(OWN[region.level]) if own else place(boards, code)._replace(words=region.name)
    if own:
        yield from (_NONE,) * 2
    else:
        yield BoardCell(str(figures.coverage.enterprises))
        yield number(figures.coverage.uncovered, at("vacant"), near=figures.overdue_vacancies > 0)
    yield BoardCell(str(figures.arranged))
    yield number(figures.coverage.commissioners, at("people"))
    yield BoardCell(str(figures.heads))
    if not figures.keeping:
        yield from (_NONE,) * 6
    else:
        yield number(figures.month.missing, at("contact"))
        yield number(figures.month_before.missing, at("contact-before"), near=True)
        yield number(figures.behind, at("visits"), near=True)
        yield number(figures.open, requests_at(boards, code, "open", own=own))
        yield number(figures.untold, requests_at(boards, code, "untold", own=own), near=True)
        yield number(figures.undelivered, at("undelivered"))
    yield number(figures.untrained, at("training"))
    yield number(figures.uncertified, at("certificates"))


def policies_table(boards: Boards, code: str) -> BoardTable:
    """The new policies, each with whom it fits and who was told within how many days (rule 10)."""
    today = boards.portal.as_of
    to = rows_at(boards, code, "undelivered")
    rows = tuple(
        (
            BoardCell(row.policy.name, row.policy.path),
            BoardCell(line_date(row.policy.record.published_on or today, today)),
            BoardCell(str(row.matching)),
            BoardCell(str(row.told)),
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
    requests = requests_at(boards, code, "closed")
    return BoardTable(
        anchor="halves",
        title="这个半年和上个半年",
        note=f"{words_of(halves.now)}算到{prose_date(boards.portal.as_of)}。",
        heads=("做了什么", words_of(halves.now), words_of(halves.before)),
        rows=tuple(
            (BoardCell(words, requests if words == "其中已办结" else ""), BoardCell(this), BoardCell(last))
            for words, this, last in zip(_DONE, _done(now), _done(before), strict=True)
        ),
        numbers=frozenset({1, 2}),
    )


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
    today, least = boards.portal.as_of, boards.portal.scheme.common_problem_enterprises
    rows = tuple(
        (
            place(boards, row.office),
            BoardCell(row.category),
            number(row.now, requests_path(boards.portal, row.office), "家"),
            BoardCell(f"{row.before}家"),
            BoardCell(
                line_date(row.reported_on, today) if row.reported_on else "还没有报",
                note="" if not row.reported_on or boards.was_reported(row) else "这个半年还没有报",
            ),
        )
        for each in boards.within(code)
        for row in boards.common.get(each, ())
    )
    return BoardTable(
        anchor="common",
        title="共性问题和共性需求",
        note=f"一个专员办里同一类困难问题或服务需求有{least}家以上企业提出的，和这个半年已经报到上级的。",
        heads=("专员办", "类别", "这个半年", "上个半年", "报上级"),
        rows=rows,
        numbers=frozenset({2, 3}),
        empty=f"这个半年没有一类诉求来自{least}家以上企业。",
    )


def duties_table(boards: Boards, code: str, figures: Figures) -> BoardTable:
    """Meetings, reports, training, certificates, profiles and checks: how many are done, and the way to the rest."""
    portal = boards.portal
    people, year = figures.coverage.commissioners, portal.as_of.year
    rows = (
        (
            BoardCell("例会按时", note=f"每{portal.scheme.meeting_every_months}个月至少一次"),
            _of(figures.keeping - figures.meeting_late - figures.meeting_none, figures.keeping, "个"),
            BoardCell(f"这个半年{figures.met}个，上个半年{figures.met_before}个")
            if figures.keeping
            else _NONE,
            number(figures.meeting_late + figures.meeting_none, "#meetings", "个", near=True),
        ),
        (
            BoardCell("参加省级培训", note="每年一次；后来到任的不算缺"),
            _of(figures.trained, people, "名"),
            BoardCell(f"{year}年{figures.trained}名，{year - 1}年{figures.trained_before}名")
            if people
            else _NONE,
            number(figures.untrained, rows_at(boards, code, "training"), "名"),
        ),
        (
            BoardCell("领到证书"),
            _of(people - figures.uncertified, people, "名"),
            _NONE,
            number(figures.uncertified, rows_at(boards, code, "certificates"), "名"),
        ),
        (
            BoardCell("企业画像不超过一年"),
            _of(figures.served - figures.profiles, figures.served, "家"),
            _NONE,
            number(figures.profiles, rows_at(boards, code, "profiles"), "家"),
        ),
        (
            BoardCell("共性问题报上级"),
            _of(figures.common_reported, figures.common, "类"),
            _NONE,
            number(figures.common - figures.common_reported, "#common", "类"),
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
    return BoardCell(f"{done} / {whole}{unit}") if whole else _NONE


def months_table(boards: Boards, code: str) -> BoardTable:
    """The months of both half-years: how many enterprises were to be contacted, and were."""
    codes, months = boards.within(code), boards.progress.months
    this = boards.portal.as_of.replace(day=1)
    last = plus(this, -1).replace(day=1)
    anchors = {this: "contact", last: "contact-before"}

    def rows() -> Iterator[tuple[BoardCell, ...]]:
        for month in months:
            count = boards.progress.month(codes, month)
            missing = number(
                count.missing,
                rows_at(boards, code, anchors[month]) if month in anchors else "",
                near=month == last,
            )
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
