"""`portal init`: a project of its own for another province, made whole or not at all."""

import shlex
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from generator.checking import checked
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.importing.headers import headed
from generator.importing.rows import passed_words, read_rows
from generator.importing.text_tables import text_table
from generator.importing.values import Reject, UnreadableError
from generator.importing.workbooks import LARGEST, is_workbook, workbook_tables
from generator.loading import load
from generator.owners import code_owners
from generator.records.types import Level
from generator.report import FORMATS
from generator.staging import staged
from generator.starting.files import first_files
from generator.starting.places import PLACES, PROVINCE_CODE, Place, places
from generator.starting.program import BEGINNINGS, PROGRAM, beginning, readme

_MOST_SHOWN = 50


@click.command(cls=Command)
@common
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
@click.option("--province", required=True, metavar="代码", help="省的六位行政区划代码，例如 430000")
@click.option(
    "--regions",
    type=click.Path(path_type=Path),
    default=None,
    metavar="表格",
    help="本省的行政区划，.xlsx 或 .csv，至少有区划代码和名称两列；不写就只有省一级",
)
@click.option("--name", default="", metavar="省名", help="省的名称，表格里没有这一行时写")
def init(root: Path, as_of: date, folder: Path, province: str, regions: Path | None, name: str) -> int:
    """给另一个省新建一个项目：程序、版式、工作流和国家级政策照搬，区划、专员办和制度参数换成那个省的。"""
    target = _free(folder.resolve(), root)
    if not PROVINCE_CODE.fullmatch(province):
        message = f"“{province}”不是省的代码，写六位，后四位是0，例如 430000"
        raise click.BadParameter(message, param_hint="--province")
    found, wrong = _places(regions, province, name.strip())
    if wrong:
        _say_wrong(wrong)
        return 1
    dataset, _ = load(root, as_of)
    if not dataset.schemes:
        message = f"{root} 的 rosters/scheme.yml 有错误，先用 portal check 改好"
        raise click.UsageError(message)
    with staged(target) as made:
        _copy(root, made)
        _write(made, {"README.md": readme(found[0].region.name), **first_files(dataset, found)})
        result = checked(made, as_of)
        if result.faulty:
            click.echo(FORMATS["full"](result.diagnostics, result.texts, as_of), nl=False)
            click.echo(
                f"新项目的文件有上面的问题，没有新建 {folder}；改好表格，或者这个项目里照搬的文件，再运行",
                err=True,
            )
            raise click.exceptions.Exit(1)  # a return would put the folder in its place
        (made / "CODEOWNERS").write_text(code_owners(result.dataset), encoding="utf-8")
    click.echo(_closing(folder, found, len(result.dataset.policies)))
    return 0


def _free(target: Path, root: Path) -> Path:
    """The folder to make: empty or not there yet, and outside of the project. Anything else is wrong use."""
    if not (root / "generator").is_dir():
        message = f"{root} 里没有程序，换到下载的仓库里运行，或用 --root 指定"
        raise click.UsageError(message)
    if target.is_relative_to(root) or root.is_relative_to(target):
        message = (
            f"新项目不能在这个项目里面，也不能包着它，例如写 ../{target.name if target != root else 'hunan'}"
        )
        raise click.UsageError(message)
    if target.is_file() or (target.is_dir() and any(target.iterdir())):
        message = (
            f"{target} {'是文件' if target.is_file() else '里已有文件'}，没有改动；换一个空的或还没有的文件夹"
        )
        raise click.UsageError(message)
    return target


def _places(table: Path | None, province: str, name: str) -> tuple[list[Place], list[Reject]]:
    """The places of a table, and what is wrong in it; wrong use where the file is no table of places."""
    if table is None:
        return places((), province, name)
    if not table.is_file():
        message = f"没有 {table} 这个文件"
        raise click.UsageError(message)
    if table.stat().st_size > LARGEST:
        message = f"{table} 超过{LARGEST >> 20}MB，不是一个省的区划表"
        raise click.UsageError(message)
    data = table.read_bytes()
    try:
        tables = workbook_tables(data) if is_workbook(data) else [text_table(table.stem, data)]
        table_of_places = headed(tables, PLACES, (), None)
    except UnreadableError as error:
        why, _, _ = str(error).partition("。空白表")  # there is none of places
        message = f"{table}：{why}"
        raise click.UsageError(message) from None
    reading = read_rows(table_of_places)
    if table_of_places.unknown:
        unused = "、".join(
            f"{address.rpartition('!')[2]}“{header}”" for address, header, _ in table_of_places.unknown
        )
        click.echo(f"没有用到的列：{unused}")
    for words in passed_words(reading.passed):
        click.echo(words)
    found, wrong = places(reading.rows, province, name)
    return found, sorted([*reading.rejects, *wrong], key=lambda reject: reject.rows)


def _say_wrong(wrong: Sequence[Reject]) -> None:
    for reject in wrong[:_MOST_SHOWN]:
        click.echo(f"{reject.address}：{reject.message}\n    改法：{reject.mend}")
    more = f"，上面是前{_MOST_SHOWN}处" if len(wrong) > _MOST_SHOWN else ""
    click.echo(f"表格有{len(wrong)}处问题{more}；没有新建，改好表格再运行", err=True)


def _copy(root: Path, made: Path) -> None:
    """Take over the program."""
    for name in PROGRAM:
        source, place = root / name, made / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        elif source.is_file():
            shutil.copy2(source, place)
    _write(made, {name: beginning(name, (root / name).read_text(encoding="utf-8")) for name in BEGINNINGS})


def _write(made: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(text, encoding="utf-8")


def _closing(folder: Path, found: Sequence[Place], policies: int) -> str:
    """What was made, and what comes next."""
    regions = [place.region for place in found]
    counties = sum(region.level is Level.COUNTY for region in regions)
    cities = sum(region.level is Level.CITY for region in regions)
    with_counties = {region.parent for region in regions if region.level is Level.COUNTY}
    alone = [region for region in regions if region.level is Level.CITY and region.code not in with_counties]
    places_made = f"{regions[0].name}，{cities}个市，{counties}个县（市、区）"
    lines = [f"新建 {folder}：{places_made}，{len(regions)}个专员办的文件夹，{policies}份国家级政策"]
    if alone:
        names = "、".join(region.name for region in alone[:5]) + ("等" if len(alone) > 5 else "")  # noqa: PLR2004 -- enough to see which
        lines.append(
            f"{names}{len(alone)}个地方下面没有县（市、区），按市办：国家级和省级企业都由它的专员办安排"
        )
    lines += [
        "下一步：",
        f"  cd {shlex.quote(str(folder))}",
        "  make site                # 安装，检查，生成网站",
        "  .venv/bin/portal due     # 还要填什么",
    ]
    return "\n".join(lines)
