"""The rows behind the numbers of a board: enterprises, commissioners and offices by name, in the order of their ids."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.board import Boards
from generator.exports.scope import words_of
from generator.pages.board_links import VISITS_BEFORE, board_path, load_anchor, month_anchor
from generator.pages.board_view import BoardCell, BoardTable
from generator.pages.words import joined, line_date
from generator.roster import CommissionerFacts, EnterpriseFacts

ROWS = 300
"""Rows of a list at most; the rest is counted. An office serves fewer."""

_POLICIES = 50
"""Policies that were not delivered, at most."""

_NAMES = 20
"""Names in a cell at most."""


def listing(
    anchor: str,
    title: str,
    heads: Sequence[str],
    rows: Iterable[tuple[BoardCell, ...]],
    *,
    note: str = "",
    numbers: frozenset[int] = frozenset(),
) -> BoardTable:
    """A list with its first rows; how many there are stands in the title, how many are left out below."""
    found = tuple(rows)
    table = BoardTable(
        anchor=anchor,
        title=f"{title}（{len(found)}）",
        note=note,
        heads=tuple(heads),
        rows=found,
        numbers=numbers,
    )
    return _cut(table, ROWS)


def _cut(table: BoardTable, most: int) -> BoardTable:
    """A table with its first rows, and how many are left out."""
    left = len(table.rows) - most
    return table._replace(rows=table.rows[:most], more=f"还有{left}行没有列出。") if left > 0 else table


def lists(boards: Boards, code: str) -> tuple[BoardTable, ...]:
    """The lists of a board that have rows: vacancies, meetings, reports and the visits of the last year of all below, the rest of the office itself."""
    portal = boards.portal
    all_lists = (
        _vacancies(boards, code),
        *(_uncontacted(boards, code, month) for month in reversed(boards.progress.months)),
        _behind(boards, code),
        _behind_before(boards, code),
        _undelivered(boards, code),
        _delivered(boards, code),
        _people(boards, code),
        _persons(
            boards, "training", f"没有参加{portal.as_of.year}年省级培训的专员", _untrained(boards, code)
        ),
        _persons(boards, "certificates", "没有证书的专员", boards.uncertified.get(code, ())),
        _profiles(boards, code),
        _meetings(boards, code),
        _reports(boards, code),
    )
    return tuple(table for table in all_lists if table.rows)


def enterprise(facts: EnterpriseFacts) -> BoardCell:
    """An enterprise by name."""
    return BoardCell(facts.record.name, facts.path)


def enterprises_of(enterprises: Iterable[EnterpriseFacts], most: int = _NAMES) -> str:
    """Enterprises by name in one cell, the first ones where they are many."""
    names = [facts.record.name for facts in enterprises]
    return joined(names[:most]) + (f"等{len(names)}家" if len(names) > most else "")


def person(boards: Boards, name: str) -> BoardCell:
    """A commissioner by name; the desk is open to those in post."""
    facts = boards.portal.roster.commissioner_by_id[name]
    return BoardCell(facts.record.name, f"desk/{name}/" if facts.post else facts.path)


def place(boards: Boards, code: str) -> BoardCell:
    """A place, which leads to its board."""
    portal = boards.portal
    return BoardCell(portal.place_names[code], board_path(code) if code in portal.office_by_region else "")


def _vacancies(boards: Boards, code: str) -> BoardTable:
    today = boards.portal.as_of

    def rows() -> Iterator[tuple[BoardCell, ...]]:
        for vacancy in boards.vacancies_in(boards.within(code)):
            late = vacancy.overdue(today)
            waived = vacancy.waived_until
            left = "服务专员不在任" if vacancy.enterprise.left else ""
            state = f"豁免到{line_date(waived, today)}" if waived else left
            grace = f"宽限到{line_date(vacancy.grace_until, today)}"
            yield (
                enterprise(vacancy.enterprise),
                BoardCell(boards.portal.place_names[vacancy.enterprise.region]),
                BoardCell(vacancy.enterprise.level or ""),
                BoardCell(line_date(vacancy.since, today)),
                BoardCell(str((today - vacancy.since).days), near=late),
                place(boards, vacancy.office)._replace(
                    note=state or ("已过宽限期" if late else grace),
                ),
            )

    heads = ("企业", "所在地", "级别", "缺从", "空缺天数", "应由谁配")
    return listing("vacant", "待配专员的企业", heads, rows(), numbers=frozenset({4}))


def _uncontacted(boards: Boards, code: str, month: date) -> BoardTable:
    """Those that lack their contact in a month, with the other months of both half-years in which they did."""
    today = boards.portal.as_of
    running = "还没联系" if month == today.replace(day=1) else "没有联系"
    title = f"{month.year}年{month.month}月{running}的企业"
    missed = (row for row in boards.progress.missed.get(code, ()) if month in row.months)
    rows = (
        (
            enterprise(row.enterprise),
            _server(boards, row.enterprise),
            BoardCell(line_date(row.last, today) if row.last else "没有记录"),
            BoardCell(joined(f"{each.month}月" for each in row.months)),
        )
        for row in missed
    )
    return listing(month_anchor(month), title, ("企业", "专员", "上次联系", "没有联系的月份"), rows)


def _behind(boards: Boards, code: str) -> BoardTable:
    rows = (
        (
            enterprise(pace.enterprise),
            _server(boards, pace.enterprise),
            BoardCell(str(pace.visits)),
            BoardCell(str(pace.by_now)),
            BoardCell(str(pace.due)),
        )
        for pace in boards.progress.paces.get(code, ())
        if pace.behind
    )
    heads = ("企业", "专员", "已走访", "到现在应有", "全年应有")
    return listing("visits", "走访落后的企业", heads, rows, numbers=frozenset({2, 3, 4}))


def _behind_before(boards: Boards, code: str) -> BoardTable:
    rows = (
        (
            enterprise(pace.enterprise),
            BoardCell(boards.portal.place_names[pace.enterprise.region]),
            _server(boards, pace.enterprise),
            BoardCell(str(pace.visits)),
            BoardCell(str(pace.due)),
        )
        for pace in boards.progress.before(boards.within(code))
        if pace.behind
    )
    title = f"{boards.portal.as_of.year - 1}年走访不够的企业"
    heads = ("企业", "所在地", "现在的专员", "走访", "应走访")
    return listing(VISITS_BEFORE, title, heads, rows, numbers=frozenset({3, 4}))


def _undelivered(boards: Boards, code: str) -> BoardTable:
    found = (row for row in boards.deliveries.get(code, ()) if row.waiting)
    heads = ("政策", "没有送到的企业", "家数", "最多等了")
    rows = (
        (
            BoardCell(row.policy.name, row.policy.path),
            BoardCell(enterprises_of(waiting.enterprise for waiting in row.waiting)),
            BoardCell(str(len(row.waiting))),
            BoardCell(f"{max(waiting.days for waiting in row.waiting)}天"),
        )
        for row in found
    )
    note = "企业画像符合条件，还没有一条惠企政策速递的记录写到这份政策。"
    title, numbers = "没有送到的新政策", frozenset({2, 3})
    return _cut(listing("undelivered", title, heads, rows, note=note, numbers=numbers), _POLICIES)


def _delivered(boards: Boards, code: str) -> BoardTable:
    heads = ("政策", "已经送到的企业", "家数", "最久用了")
    rows = (
        (
            BoardCell(row.policy.name, row.policy.path),
            BoardCell(enterprises_of(told.enterprise for told in row.told)),
            BoardCell(str(len(row.told))),
            BoardCell(f"{max(told.days for told in row.told)}天"),
        )
        for row in boards.deliveries.get(code, ())
        if row.told
    )
    title, numbers = "已经送到的新政策", frozenset({2, 3})
    return _cut(listing("delivered", title, heads, rows, numbers=numbers), _POLICIES)


def _people(boards: Boards, code: str) -> BoardTable:
    """The commissioners by how many enterprises they serve, the most first; a bar of the load leads to its first one."""
    most = boards.portal.roster.most
    people = sorted(boards.people_in((code,)), key=lambda facts: -len(facts.serving))
    first = {len(facts.serving): facts.record.id for facts in reversed(people)}
    rows = (
        (
            person(boards, facts.record.id)._replace(
                anchor=load_anchor(len(facts.serving)) if first[len(facts.serving)] == facts.record.id else ""
            ),
            BoardCell(facts.record.id),
            BoardCell(facts.post.unit if facts.post else ""),
            BoardCell(str(len(facts.serving))),
            BoardCell(str(max(0, most - len(facts.serving)))),
        )
        for facts in people
    )
    heads = ("专员", "编号", "工作单位", "对接企业", "还可再接")
    return listing("people", "服务专员", heads, rows, numbers=frozenset({3, 4}))


def _untrained(boards: Boards, code: str) -> Iterator[CommissionerFacts]:
    return (facts for facts in boards.people_in((code,)) if boards.turnouts[facts.record.id].missed)


def _persons(boards: Boards, anchor: str, title: str, people: Iterable[CommissionerFacts]) -> BoardTable:
    rows = (
        (
            person(boards, facts.record.id),
            BoardCell(facts.record.id),
            BoardCell(facts.post.unit if facts.post else ""),
        )
        for facts in people
    )
    return listing(anchor, title, ("专员", "编号", "工作单位"), rows)


def _profiles(boards: Boards, code: str) -> BoardTable:
    today = boards.portal.as_of
    rows = (
        (
            enterprise(state.enterprise),
            _server(boards, state.enterprise),
            BoardCell(line_date(state.date, today) if state.date else "没有画像"),
        )
        for state in boards.profiles.get(code, ())
    )
    return listing("profiles", "画像没有或超过一年的企业", ("企业", "专员", "画像日期"), rows)


def _meetings(boards: Boards, code: str) -> BoardTable:
    today = boards.portal.as_of

    def rows() -> Iterator[tuple[BoardCell, ...]]:
        for each in boards.within(code):
            held = boards.meetings.of(each)
            if each in boards.portal.dataset.keeping and (held.last is None or held.late(today)):
                yield (
                    place(boards, each),
                    BoardCell(line_date(held.last, today) if held.last else "没有记录"),
                    BoardCell(line_date(held.due, today) if held.due else "", near=True),
                )

    return listing("meetings", "该开例会的专员办", ("专员办", "上次例会", "应不晚于"), rows())


def _reports(boards: Boards, code: str) -> BoardTable:
    today = boards.portal.as_of
    _, *past = boards.reports
    rows = (
        (
            place(boards, report.office),
            BoardCell(words_of(report.period)),
            BoardCell(line_date(report.due.day, today), near=True),
        )
        for made in past
        for each in boards.within(code)
        if (report := made.get(each)) and report.overdue(today)
    )
    return listing("reports", "逾期没有报送的专员办", ("专员办", "报表", "应不晚于"), rows)


def _server(boards: Boards, facts: EnterpriseFacts) -> BoardCell:
    return person(boards, facts.pairing.commissioner) if facts.pairing else BoardCell("")
