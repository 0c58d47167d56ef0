"""`portal export annex` and `portal export adjustment`: the reports that the notice asks for, as xlsx."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.adjustments import since_last_report
from generator.cli.help_page import Command
from generator.cli.options import DayOrRevision, common
from generator.cli.private_files import with_private
from generator.cli.region import region_code
from generator.collecting import without_collecting
from generator.dataset import Dataset
from generator.diagnostics import Severity
from generator.exports.adjustment import about_adjustment, adjustment_sheets
from generator.exports.annexes import NUMBERS, PRIVATE_NUMBERS, about, annex_sheets, due_line
from generator.exports.scope import Scope, half_year_scope, words_of
from generator.exports.xlsx import MOST_ROWS, workbook
from generator.findings import Findings, findings
from generator.history import commit_at, day_of, tree_at
from generator.loading import load
from generator.records.region import Region
from generator.records.types import REPORT_PERIOD
from generator.source import PRIVATE
from generator.staging import placed
from generator.tally import Tallies

_LEDGERS = frozenset({3, 4})


def _out(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if value.is_dir():
        message = f"{value} 是文件夹，后面写上文件名"
        raise click.BadParameter(message)
    if value.suffix != ".xlsx":
        message = f"文件名以 .xlsx 结尾，例如 {value.with_suffix('.xlsx').name}"
        raise click.BadParameter(message)
    return value


def _period(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(REPORT_PERIOD.replace("|first|adjustment", ""), value):
        message = f"“{value}”不是半年，写成 2026-h1（上半年）或 2026-h2（下半年）"
        raise click.BadParameter(message)
    return value


def _to_file(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--region` and `--out`."""
    region = click.option(
        "--region", metavar="代码或名称", default=None, help="哪个地区和它下面的；默认是全省"
    )
    out = click.option(
        "--out",
        type=click.Path(path_type=Path),
        callback=_out,
        required=True,
        metavar="文件.xlsx",
        help="写到哪个文件；已有的换成新的",
    )
    return region(out(command))


@click.command(cls=Command)
@common
@with_private
@click.argument("number", type=click.IntRange(NUMBERS[0], NUMBERS[-1]), metavar="附件号")
@click.option("--period", callback=_period, metavar="半年", help="例如 2026-h1；附件1、2不写就是当天的情况")
@_to_file
def annex(
    root: Path,
    as_of: date,
    private: Path | None,
    number: int,
    period: str | None,
    region: str | None,
    out: Path,
    *,
    public_only: bool,
) -> int:
    """导出通知的附件1至5（xlsx），按地区和半年；列写在 rosters/annexes/ 里。附件3至5要有内部文件。"""
    inside = None if public_only else private
    if number in PRIVATE_NUMBERS and inside is None:
        message = f"附件{number}来自内部文件，用 --private 指定它们的文件夹，默认是 {PRIVATE}"
        raise click.UsageError(message)
    if number in PRIVATE_NUMBERS and period is None:
        message = f"附件{number}要写 --period，例如 --period 2026-h1"
        raise click.UsageError(message)
    dataset, found = _read(root, as_of, inside)
    with without_collecting():
        scope = _scope(dataset, region, period, internal=inside is not None)
        _hold(number, scope)
        sheets = annex_sheets(number, scope)
        if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
            message = f"一张表最多{MOST_ROWS}行，写 --region 分设区市导出"
            raise click.UsageError(message)
        data = workbook(sheets, about(number, scope, _faults(found)))
    _write(out, data)
    alone = len(sheets) == 1  # its label is the annex's, and would run into the number of rows
    rows = "、".join(f"{'' if alone else sheet.label}{len(sheet.rows)}行" for sheet in sheets)
    click.echo(f"附件{number} {scope.region.name}{words_of(period) if period else ''}：{rows}，写到{out}")
    for line in (*due_line(number, scope), *_unplaced(scope), *_faults(found)):
        click.echo(line)
    return int(found.faulty)


@click.command(cls=Command)
@common
@with_private
@click.option(
    "--since",
    type=DayOrRevision(),
    metavar="日期或版本",
    help="从哪一天起，默认是上次报送的后一天；写 git 的版本，没有日期的变动也列出，例如电话",
)
@click.option(
    "--until",
    type=DayOrRevision(),
    metavar="日期或版本",
    help="到哪一天为止，默认是今天；或者到 git 的哪个版本，默认是现在的文件",
)
@_to_file
def adjustment(
    root: Path,
    as_of: date,
    private: Path | None,
    since: date | str | None,
    until: date | str | None,
    region: str | None,
    out: Path,
    *,
    public_only: bool,
) -> int:
    """导出调整情况（xlsx）：谁加入、离开、变动，哪些结对开始、结束、更换，哪些还没有报送。报送情况来自内部文件。"""
    inside = None if public_only else private
    if inside is None:
        message = f"报送情况来自内部文件，用 --private 指定它们的文件夹，默认是 {PRIVATE}"
        raise click.UsageError(message)
    if isinstance(since, str) and not isinstance(until, date):
        told = _between_revisions(root, as_of, inside, region, since, until)
    elif isinstance(since, str) or isinstance(until, str):
        message = "--since 和 --until 都写日期，或者都写版本"
        raise click.UsageError(message)
    else:
        told = _between_days(root, as_of, inside, region, since, until)
    scope, notes = told.scope, (*told.notes, *_faults(told.found))
    sheets = adjustment_sheets(scope, told.earlier)
    _write(out, workbook(sheets, about_adjustment(scope, notes)))
    rows = "，".join(f"{sheet.label}{len(sheet.rows)}条" for sheet in sheets)
    click.echo(f"{scope.region.name}{scope.first}至{scope.until}的调整情况：{rows}，写到{out}")
    for line in notes:
        click.echo(line)
    return int(told.found.faulty)


class _Told(NamedTuple):
    """What a report of changes tells of: its scope, what is wrong there, and the earlier data where there is some."""

    scope: Scope
    found: Findings
    earlier: Dataset | None = None
    notes: tuple[str, ...] = ()


def _between_days(
    root: Path, as_of: date, private: Path, region: str | None, since: date | None, until: date | None
) -> _Told:
    dataset, found = _read(root, as_of, private)
    place = _region(dataset, region)
    first, last = since or since_last_report(dataset, place.code), until or as_of
    if first > min(last, as_of):
        message = f"从{first}到{min(last, as_of)}没有一天：" + (
            "核对 --since 和 --until" if since else "上次已经报到这里，要看以前的就写 --since"
        )
        raise click.UsageError(message)
    return _Told(Scope(Tallies(dataset), place, first, last, internal=True), found)


def _between_revisions(
    root: Path, as_of: date, private: Path, region: str | None, since: str, until: str | None
) -> _Told:
    """The data at a revision beside that at a later one, or now. What was reported is read as it is now."""
    start, end = commit_at(root, since), commit_at(root, until) if until is not None else None
    first, last = day_of(root, start), day_of(root, end) if end else as_of
    if first > last:
        message = f"--since 的版本是{first}的，比{last}晚：把早的写在 --since"
        raise click.UsageError(message)
    with tree_at(root, start) as folder:
        earlier, unread = load(folder, first)
    if end is None:
        dataset, found = _read(root, last, private)
    else:
        with tree_at(root, end) as folder:  # its private files may say more than was so then
            dataset, found = load(folder, last, private)[0], findings(folder, last)
    later = f"版本{until}（{last}）" if end else f"{last}的文件"
    notes = [f"比较的是版本{since}（{first}）和{later}"]
    if unread:
        notes.append(f"版本{since}的数据有{len(unread)}处读不出来，表里可能不全")
    scope = Scope(Tallies(dataset), _region(dataset, region), first, last, internal=True)
    return _Told(scope, found, earlier, tuple(notes))


def _read(root: Path, as_of: date, private: Path | None) -> tuple[Dataset, Findings]:
    """The data, which may have errors, and its findings: a tree that was checked today is not checked again."""
    found = findings(root, as_of, private)
    return load(root, as_of, private)[0], found


def _region(dataset: Dataset, region: str | None) -> Region:
    if not dataset.schemes or not dataset.region_by_code:
        message = "rosters/scheme.yml 或 rosters/regions.yml 读不出来，先运行 portal check"
        raise click.UsageError(message)
    code = region_code(dataset, dataset.scheme.record.province if region is None else region)
    return dataset.region_by_code[code]


def _scope(dataset: Dataset, region: str | None, period: str | None, *, internal: bool) -> Scope:
    place, tallies = _region(dataset, region), Tallies(dataset)
    if period is None:
        return Scope(tallies, place, dataset.as_of, dataset.as_of, internal=internal)
    scope = half_year_scope(tallies, place, period, internal=internal)
    if scope.first > dataset.as_of:
        message = f"{period} 从{scope.first}开始，还没有到"
        raise click.UsageError(message)
    return scope


def _hold(number: int, scope: Scope) -> None:
    """Hold that there is something to fill the annex with."""
    if number not in scope.dataset.annexes:
        message = (
            f"rosters/annexes/{number}.yml 不在或读不出来，附件{number}的列写在那里；先运行 portal check"
        )
        raise click.UsageError(message)
    tally = scope.figures.region(scope.region.code)
    if number in _LEDGERS and not tally.contacts and not tally.collected and not scope.unplaced:
        message = f"{scope.region.name} {scope.period} 没有服务记录，也没有诉求，没有导出"
        raise click.UsageError(message)


def _write(out: Path, data: bytes) -> None:
    """Write the file whole, or leave the one that is there."""
    with placed(out.parent) as folder:
        (folder / out.name).write_bytes(data)


def _unplaced(scope: Scope) -> Iterator[str]:
    if scope.internal and scope.unplaced:
        yield f"有{len(scope.unplaced)}条没有计入，列在“说明”里"


def _faults(found: Findings) -> tuple[str, ...]:
    """What to say where the data has errors: the figures may lack something."""
    errors = sum(item.severity is Severity.ERROR for item in found.diagnostics)
    return (f"数据有{errors}处错误，表里可能不全；运行 portal check 看是哪些",) if errors else ()
