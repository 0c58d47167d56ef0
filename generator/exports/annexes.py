"""The five annexes of the notice as sheets, by region and period; their columns stand in rosters/annexes/."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from generator.exports.annex_ledger import LedgerRow, LedgerRows, ledger_cells, total_cells
from generator.exports.annex_rosters import (
    COMMISSIONER_VALUES,
    OFFICE_VALUES,
    commissioner_rows,
    office_rows,
)
from generator.exports.annex_summary import SUMMARY_VALUES, SummaryRow, county_rows
from generator.exports.annex_summary import commissioner_rows as by_commissioner
from generator.exports.scope import Form, Scope, due_words, words_of
from generator.exports.table import Cell, Sheet, listed
from generator.exports.xlsx import About
from generator.placing import Unplaced
from generator.records.annex import (
    Annex,
    AnnexColumn,
    CommissionerAnnex,
    CommissionerValue,
    LedgerAnnex,
    LedgerValue,
    OfficeAnnex,
    OfficeValue,
    SummaryAnnex,
    SummaryColumn,
)
from generator.records.types import Level
from generator.tally import NOTHING

NUMBERS = (1, 2, 3, 4, 5)
PRIVATE_NUMBERS = frozenset({3, 4, 5})
"""The annexes that nothing but the private files can fill."""

_SENT_UP = frozenset({4, 5})

_CODES: frozenset[str] = frozenset(
    {
        OfficeValue.REGION_CODE,
        OfficeValue.PHONE,
        CommissionerValue.ID,
        CommissionerValue.CREDIT_CODE,
        CommissionerValue.CERTIFICATE,
        LedgerValue.ID,
    }
)
"""What a spreadsheet must keep as text."""

_MOST_LISTED = 1000
"""So many rows without a place are named one by one."""

_V = TypeVar("_V")
_R = TypeVar("_R")


def annex_sheets(number: int, scope: Scope) -> tuple[Sheet, ...]:
    """The sheets of an annex; annex 4 of a province has one a city, annex 5 has its two layouts.

    The column map is there: `scope.dataset.annexes` has the number.
    """
    annex = scope.dataset.annexes[number]
    match annex:
        case OfficeAnnex():
            form, values = _form(annex, annex.columns, scope), [column.value for column in annex.columns]
            return (form.sheet("附件1", _cells(office_rows(scope), values, OFFICE_VALUES)),)
        case CommissionerAnnex():
            form, people = _form(annex, annex.columns, scope), [column.value for column in annex.columns]
            return (form.sheet("附件2", _cells(commissioner_rows(scope), people, COMMISSIONER_VALUES)),)
        case LedgerAnnex():
            return tuple(_ledgers(number, annex, scope))
        case SummaryAnnex():
            return (
                summary_sheet("按县(市、区)", annex, annex.by_county, scope, county_rows(scope)),
                summary_sheet("按专员", annex, annex.by_commissioner, scope, by_commissioner(scope)),
            )


def about(number: int, scope: Scope, notes: Sequence[str] = ()) -> About:
    """The sheet 说明 of an annex: its columns, region, span, due day, and every row that could not be placed."""
    annex = scope.dataset.annexes[number]
    return About(
        title=f"附件{number} {annex.title}",
        as_of=scope.dataset.as_of,
        lines=(
            annex.note,
            *_lines(number, scope),
            *notes,
            *(lacking(scope) if number in PRIVATE_NUMBERS else ()),
        ),
    )


def summary_sheet(
    label: str,
    annex: SummaryAnnex,
    columns: Sequence[SummaryColumn],
    scope: Scope,
    rows: Iterable[SummaryRow],
) -> Sheet:
    """One layout of annex 5."""
    found = list(rows)
    cells = _cells(found, [column.value for column in columns], SUMMARY_VALUES)
    totals = frozenset(place for place, row in enumerate(found) if row.adds)
    return _form(annex, columns, scope).sheet(label, cells, totals)


def _ledgers(number: int, annex: LedgerAnnex, scope: Scope) -> Iterator[Sheet]:
    form = _form(annex, annex.columns, scope)
    values = [column.value for column in annex.columns]
    if number == NUMBERS[2]:
        rows = LedgerRows(scope).by_commissioner()
        yield form.sheet("附件3", [ledger_cells(row, values) for row in rows])
        return
    ledger = LedgerRows(scope)
    for label, codes in _parts(scope):
        found = list(ledger.by_enterprise(codes))
        cells = [
            ledger_cells(row, values) if isinstance(row, LedgerRow) else total_cells(ledger, row, values)
            for row in found
        ]
        totals = frozenset(place for place, row in enumerate(found) if not isinstance(row, LedgerRow))
        yield form.sheet(label, cells, totals)


def _parts(scope: Scope) -> Iterator[tuple[str, Sequence[str]]]:
    """The sheets of annex 4 with the offices of each: of a province one a city, and its own where it serves any."""
    if scope.region.level is not Level.PROVINCIAL:
        yield "附件4", scope.codes
        return
    if scope.figures.office(scope.region.code)._replace(commissioners=0) != NOTHING:
        yield "省本级", (scope.region.code,)
    for city in scope.below():
        yield city.name, scope.dataset.codes_within[city.code]


def _form(annex: Annex, columns: Sequence[AnnexColumn], scope: Scope) -> Form:
    region = scope.dataset.region_by_code[scope.region.code].name
    return Form(
        title=annex.title,
        note=f"{region}，{_span(scope)}。{annex.note}",
        labels=[column.label or str(column.value) for column in columns],
        codes=frozenset(place for place, column in enumerate(columns) if column.value in _CODES),
    )


def _cells(
    rows: Iterable[_R], values: Sequence[_V], functions: Mapping[_V, Callable[[_R], Cell]]
) -> list[tuple[Cell, ...]]:
    made = [functions[value] for value in values]
    return [tuple(value(row) for value in made) for row in rows]


def _span(scope: Scope) -> str:
    if scope.period is None:
        return f"截至{scope.until}"
    running = f"，数到{scope.until}为止，还没有结束" if scope.until < scope.last else ""
    return f"{words_of(scope.period)}（{scope.first}至{scope.last}{running}）"


def _lines(number: int, scope: Scope) -> Iterator[str]:
    yield f"范围：{scope.region.name}（{scope.region.code}），{_span(scope)}"
    yield f"按{scope.dataset.as_of}的数据生成"
    notice = scope.dataset.policy_by_id.get(scope.dataset.scheme.record.notice or "")
    if notice:
        yield f"通知：{notice.record.doc_no or notice.record.title}"
    yield from due_line(number, scope)
    if number in PRIVATE_NUMBERS:
        yield "记录按当天安排结对的专员办统计；专员按所属专员办统计；对接企业、办理情况是期末的"
        yield "更正过的记录只计更正以后的一条；走访也算联系；政策刚性约束、没有办结的不计入办理中"
    elif not scope.internal:
        yield "没有读内部文件：变更报送日期、培训、证书编号写“（内部）”"


def due_line(number: int, scope: Scope) -> Iterator[str]:
    """When the report of which an annex is a part is due: annexes 4 and 5 are sent up each half-year (rule 30)."""
    if scope.due and number in _SENT_UP:
        yield f"报送截止：{due_words(scope.due)}"


def lacking(scope: Scope) -> Iterator[str]:
    """What the figures of a scope lack: places without a record, rows without a place."""
    yield from _silent(scope)
    yield from _unplaced(scope)


def _silent(scope: Scope) -> Iterator[str]:
    """The places directly within the region that have not one record in the span."""
    names = [place.name for place in scope.below() if not scope.figures.region(place.code).contacts]
    if names:
        yield f"没有服务记录的：{listed(names)}"


def _unplaced(scope: Scope) -> Iterator[str]:
    """The rows of the region that count nowhere, or a line that says that there are none."""
    if not scope.internal:
        return
    found = scope.unplaced
    yield f"没有计入的有{len(found)}条：" if found else "没有归不进去的记录"
    yield from (_named(row) for row in found[:_MOST_LISTED])
    if len(found) > _MOST_LISTED:
        yield f"其余{len(found) - _MOST_LISTED}条没有列出，运行 portal check 看全部"


def _named(row: Unplaced) -> str:
    place = f"（{row.path}）" if row.path else ""
    return f"{row.name}{place}：{row.reason}"
