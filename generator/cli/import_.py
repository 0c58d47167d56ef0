"""`portal import`: spreadsheets of a clerk into the files; dry unless `--write` is given."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path

import click

from generator.cli.help_page import Command
from generator.cli.options import common
from generator.cli.private_files import as_it_lies, with_private
from generator.cli.region import region_code
from generator.diagnostics import renamed
from generator.importing.judging import Tree
from generator.importing.plan import Plan, Wanted, planned
from generator.importing.report import (
    change_lines,
    left_lines,
    read_lines,
    reject_lines,
    stopped_lines,
    told_lines,
)
from generator.importing.shapes import WAYS
from generator.importing.template import template as template_of
from generator.importing.text_tables import text_table
from generator.importing.values import Table, UnreadableError
from generator.importing.workbooks import LARGEST, is_workbook, workbook_tables
from generator.kinds import KIND
from generator.loading import load
from generator.nearest import closest
from generator.reading import printable, read_sources
from generator.source import PRIVATE
from generator.staging import placed, write_together

_SHORT = {
    **dict.fromkeys(("专员", "专员库"), "commissioner"),
    **dict.fromkeys(("对接", "结对关系"), "pairing"),
    **dict.fromkeys(("专家", "专家库"), "expert"),
    **dict.fromkeys(("台账", "服务台账", "服务记录"), "record"),
    **dict.fromkeys(("画像", "指标"), "profile"),
}
"""What people call the kinds besides their labels."""

_KINDS = {name: KIND[name].label for name in WAYS}


def _kind(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """The name of a kind, given by it or by its Chinese label."""
    if value is None or value in _KINDS:
        return value
    names = {label: name for name, label in _KINDS.items()}
    if found := names.get(value) or _SHORT.get(value):
        return found
    near = closest(value, (*_KINDS, *names, *_SHORT))
    listed = "、".join(f"{name}（{label}）" for name, label in _KINDS.items())
    message = f"没有“{value}”这一种{f'，是 {near} 就改成它' if near else ''}；可以写 {listed}"
    raise click.BadParameter(message)


@click.command("import", cls=Command)
@common
@with_private
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="文件")
@click.option(
    "--kind", callback=_kind, metavar="种类", help=f"表里是什么：{'、'.join(_KINDS.values())}，或英文名"
)
@click.option("--region", metavar="代码或名称", help="哪个地区和它下面的；表里别处的拒绝")
@click.option("--sheet", metavar="表名", help="有几张表时，读哪一张")
@click.option("--write", is_flag=True, help="写入；不加就只看会改什么")
@click.option("--template", callback=_kind, metavar="种类", help="写一个空白表，每列怎样填写在“说明”里")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件.xlsx",
    help="空白表写到哪里，默认是 种类.xlsx",
)
def import_(
    root: Path,
    as_of: date,
    private: Path | None,
    file: Path | None,
    kind: str | None,
    region: str | None,
    sheet: str | None,
    template: str | None,
    out: Path | None,
    *,
    write: bool,
    public_only: bool,
) -> int:
    """导入xlsx或csv：企业、专员、结对、专家、台账、诉求、画像。先只看会改什么，加 --write 才写入。"""
    if template:
        return _template(root, as_of, template, out)
    if file is None or kind is None or region is None:
        missing = [
            words
            for words, given in (("表格文件", file), ("--kind 种类", kind), ("--region 地区", region))
            if given is None
        ]
        message = f"缺少{'、'.join(missing)}；空白表用 --template 种类 生成"
        raise click.UsageError(message)
    inside = None if public_only else private
    if KIND[kind].private and inside is None:
        message = f"{KIND[kind].label}写进内部文件，用 --private 指定它们的文件夹，默认是 {PRIVATE}"
        raise click.UsageError(message)
    try:
        tables = _tables(file)
    except UnreadableError as fault:
        return _refused(file, fault)
    lies = as_it_lies(root, inside)
    tree = Tree(read=read_sources(root, inside), root=root, as_of=as_of, private=inside, lies=lies)
    dataset, faults = tree.loaded()
    if not dataset.schemes or not dataset.region_by_code:
        message = "rosters/scheme.yml 或 rosters/regions.yml 读不出来，先运行 portal check"
        raise click.UsageError(message)
    wanted = Wanted(tables=tables, kind=kind, region=region_code(dataset, region), sheet=sheet)
    try:
        plan = planned(wanted, tree, dataset, faults)
    except UnreadableError as fault:
        return _refused(file, fault)
    return _done(plan, KIND[kind].label, tree, write=write)


def _tables(file: Path) -> Sequence[Table]:
    """The tables of a file. Raises a usage error where there is no such file, `UnreadableError` for what is no table."""
    name = printable(str(file))
    if not file.is_file():
        message = (
            f"{name} 是文件夹，写一个表格文件" if file.is_dir() else f"没有 {name} 这个文件，核对文件名和路径"
        )
        raise click.UsageError(message)
    size = file.stat().st_size
    if size == 0 or size > LARGEST:
        message = (
            f"{name} 是空的" if size == 0 else f"{name} 有{size >> 20}MB，最多{LARGEST >> 20}MB，拆成几个文件"
        )
        raise click.UsageError(message)
    data = file.read_bytes()
    return workbook_tables(data) if is_workbook(data) else [text_table(file.stem, data)]


def _template(root: Path, as_of: date, kind: str, out: Path | None) -> int:
    """Write the empty table of a kind."""
    dataset, _ = load(root, as_of)
    target = out or Path(f"{_KINDS[kind]}.xlsx")
    if target.suffix != ".xlsx":
        message = f"文件名以 .xlsx 结尾，例如 {target.stem or _KINDS[kind]}.xlsx"
        raise click.BadParameter(message, param_hint="--out")
    if target.exists():
        message = f"已经有 {target}，不换掉它；换一个名字"
        raise click.BadParameter(message, param_hint="--out")
    data = template_of(WAYS[kind].shape(dataset.fact_by_key), dataset)
    with placed(target.parent) as folder:
        (folder / target.name).write_bytes(data)
    click.echo(f"写到{target}。填好后运行：portal import {target} --kind {kind} --region 地区")
    return 0


def _refused(file: Path, fault: UnreadableError) -> int:
    click.echo(f"{printable(str(file))}：{fault}")
    click.echo("没有写入，原来的文件没有改动", err=True)
    return 1


def _done(plan: Plan, label: str, tree: Tree, *, write: bool) -> int:
    """Say what the import does, and do it where it is to be done."""
    lies = tree.lies
    said = (
        read_lines(plan),
        reject_lines(plan),
        told_lines(plan),
        change_lines(plan, label, lies),
        () if tree.private else left_lines(plan),
        stopped_lines([renamed(found, lies) for found in plan.stopped]),
    )
    for line in chain.from_iterable(said):
        click.echo(line)
    faulty = bool(plan.rejects or plan.stopped)
    again = "；拒绝的改好以后再导入一次，已经导入的不会重复" if plan.rejects else ""
    if not plan.items or plan.stopped:
        same = "：和原来一样" if plan.same else "：没有可以导入的行"
        click.echo(f"没有写入{again or ('' if plan.stopped else same)}")
    elif not write:
        click.echo(f"没有写入。看过没有问题，加 --write 写入这{len(plan.items)}条{again}")
    else:
        old = {path: None if text is None else text.encode() for path, text in plan.before.items()}
        files = {tree.root / lies(path): (old[path], text) for path, text in plan.texts.items()}
        write_together(files)
        click.echo(f"写入了{len(plan.items)}条，{len(files)}个文件{again}。用 git diff 看改了什么")
    return int(faulty)
