"""Rule 5 for files: what stands in the folder of an office or of a year belongs there."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.coverage import region_on
from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.document import Document
from generator.kinds import folder_code, inside_office, kind_of
from generator.periods import half_year
from generator.records.base import Record
from generator.records.enterprise import Enterprise
from generator.rules.finding import Finding
from generator.rules.grace import owed_since
from generator.rules.territory import home
from generator.source import PRIVATE, Span

_FILES = {"enterprise": "企业", "commissioner": "服务专员", "pairing": "结对"}
"""What the files beside office.yml hold."""


def region_differs_from_folder(dataset: Dataset) -> Iterator[Finding]:
    """专员办的文件夹名是“代码-拼音”，县级的放在所属市的文件夹里；文件里的 region 和文件夹一致，企业放在现在所在地区的文件夹里。

    企业迁走后，宽限天数内是提醒，过后是待办。
    """
    yield from _offices(dataset)
    yield from _files(dataset)
    yield from _enterprises(dataset)


def year_differs_from_folder(dataset: Dataset) -> Iterator[Finding]:
    """活动放在开始那一年的文件夹里，按年查得到。"""
    for entry in dataset.activities:
        folder, name = entry.path.split("/")[-2:]
        year = str(entry.record.held.from_.year)
        if folder != year:
            yield Finding(
                document=entry.document,
                loc=("held", "from"),
                message=f"活动从{entry.record.held.from_}开始，文件在 {folder} 的文件夹里",
                help=f"把文件移到 content/activities/{year}/{name}；日期写错了，就改日期",
            )


def period_differs_from_file(dataset: Dataset) -> Iterator[Finding]:
    """台账按半年分文件（records/2026-h1.yml），诉求按收集的年份分文件（requests/2026.yml）。

    一条或者一起记的几条一个文件的，放在半年或年份的文件夹里：records/2026-h1/<编号>.yml、requests/2026/<编号>.yml。
    """
    for entry, day, field, right in _periods(dataset):
        inside = inside_office(entry.path)
        home, written, *own = inside.removesuffix(".yml").split("/")
        if written != right:
            folder = entry.path.removesuffix(inside)
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, field),
                message=f"{day}不在 {written} 里",
                help=f"移到 {folder}{'/'.join((home, right, *own))}.yml；日期写错了，就改日期",
            )


def _periods(dataset: Dataset) -> Iterator[tuple[Entry[Record], date, str, str]]:
    for record in dataset.records:
        yield record, record.record.date, "date", half_year(record.record.date)
    for request in dataset.requests:
        yield request, request.record.collected_on, "collected_on", str(request.record.collected_on.year)


def private_folder_without_office(dataset: Dataset) -> Iterator[Finding]:
    """内部文件放在和专员办同名的文件夹里：rosters/private/ 后面的路径和 rosters/ 后面的一样。"""
    offices = {
        path.removeprefix("rosters/").removesuffix("/office.yml")
        for path in dataset.texts
        if path.endswith("/office.yml")
    }
    for document in dataset.documents:
        kind = kind_of(document.path) if document.path.startswith(f"{PRIVATE}/") else None
        if kind is None:
            continue
        whole = document.path.removeprefix(f"{PRIVATE}/")
        folder = whole.removesuffix(inside_office(document.path)).rstrip("/")
        region = dataset.region_by_code.get(folder_code(document.path))
        right = home(dataset, region, "").removeprefix("rosters/") if region else ""
        if folder not in offices and f"{folder}/" != right:  # else region-without-office says so
            yield Finding(
                document=document,
                loc=(),
                span=Span(path=document.path),
                message=f"没有文件夹为 {folder} 的专员办",
                help=f"移到 {PRIVATE}/{right}" if right else "核对文件夹名；专员办先在 rosters/ 里建",
            )


def _offices(dataset: Dataset) -> Iterator[Finding]:
    offices = Counter(entry.record.region for entry in dataset.offices)
    for entry in dataset.offices:
        region = dataset.region_by_code.get(entry.record.region)
        if region is None or offices[region.code] > 1:
            continue  # unknown-reference or region-with-two-offices says so
        if entry.path != (right := home(dataset, region)):
            yield Finding(
                document=entry.document,
                loc=("region",),
                message=f"{region.name}（{region.code}）的专员办不在这个文件夹",
                help=f"核对代码；{region.name}的文件是 {right}",
            )


def _files(dataset: Dataset) -> Iterator[Finding]:
    """The files whose `region` is not their folder, and those in a folder that is not an office's."""
    for document, label, code in region_files(dataset):
        region = dataset.region_by_code.get(code)
        if region is None:
            continue  # unknown-reference says so
        folder, name = folder_code(document.path), document.path.rpartition("/")[2]
        right = home(dataset, region, name)
        office = document.path.removesuffix(name) + "office.yml"
        if office in dataset.texts and (folder == code or folder not in dataset.region_by_code):
            continue  # right, or said of the office
        if document.path == right:
            continue
        yield Finding(
            document=document,
            loc=("region",),
            message=f"{region.name}（{code}）的{label}不在这个文件夹",
            help=f'把 region 改成 "{folder}"；确实是{region.name}的，移到 {right}'
            if folder != code
            else f"移到 {right}",
        )


def region_files(dataset: Dataset) -> Iterator[tuple[Document, str, str]]:
    """The files beside office.yml: each with what it holds and the code that it gives as its region."""
    for document in dataset.documents:
        kind = kind_of(document.path) if document.path.startswith("rosters/") else None
        code = document.at(("region",)) if kind and kind.name in _FILES else None
        if kind and isinstance(code, str):
            yield document, _FILES[kind.name], code


def _enterprises(dataset: Dataset) -> Iterator[Finding]:
    for entry in dataset.enterprises if dataset.schemes else ():
        enterprise = entry.record
        code = region_on(enterprise, dataset.as_of)
        region = dataset.region_by_code.get(code)
        if code != entry.folder and region and entry.folder in dataset.region_by_code:
            yield _misplaced(dataset, entry, code, home(dataset, region, "enterprises.yml"))


def _misplaced(dataset: Dataset, entry: Entry[Enterprise], code: str, right: str) -> Finding:
    """The finding for an enterprise that is not where its file says."""
    located = list(enumerate(entry.record.located))
    place, now = max(
        ((place, item) for place, item in located if item.region == code), key=lambda pair: pair[1].since
    )
    was_here = any(item.region == entry.folder and item.since < now.since for _, item in located)
    name, where = entry.record.name, dataset.region_by_code[code].name
    here = dataset.region_by_code[entry.folder].name
    return Finding(
        document=entry.document,
        loc=(*entry.loc, "located", place, "region"),
        message=f"“{name}”{f'{now.since}迁到' if was_here else '在'}{where}（{code}），这个文件夹是{here}的",
        help=f"把这家企业移到 {right}" + ("" if was_here else f"；企业其实在{here}，就改 located"),
        severity=owed_since(dataset, now.since) if was_here else Severity.ERROR,
    )
