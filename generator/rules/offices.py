"""Rule 0: every region has exactly one office."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.dataset import Dataset, Entry
from generator.kinds import KIND, identity
from generator.records.region import Region
from generator.rules.finding import Finding

if TYPE_CHECKING:
    from generator.records.office import Office


def region_without_office(dataset: Dataset) -> Iterator[Finding]:
    """每个设区市、县(市、区)和按县管理的开发区都要有一个专员办，写明承担处(科)室（通知三(三)）。"""
    if "office" in dataset.lost:
        return
    kind = KIND["office"]
    standing = dataset.ids["office"] | {identity(kind, entry.path) for entry in dataset.offices}
    for entry in dataset.regions:
        region = entry.record
        if region.code not in standing:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "code"),
                message=f"{region.name}（{region.code}）没有专员办",
                help=f"新建 {home(dataset, region)}，写明单位、处(科)室、分管领导和电话",
            )


def region_with_two_offices(dataset: Dataset) -> Iterator[Finding]:
    """一个地区只有一个专员办；两个文件写了同一个地区时，留下一个。"""
    offices: dict[str, list[Entry[Office]]] = {}
    for entry in dataset.offices:
        offices.setdefault(entry.record.region, []).append(entry)
    for code, entries in offices.items():
        region = dataset.region_by_code.get(code)
        right = home(dataset, region) if region else ""
        first, *others = sorted(entries, key=lambda entry: entry.path != right)
        for entry in others:
            folder = identity(KIND["office"], entry.path)
            yield Finding(
                document=entry.document,
                loc=("region",),
                message=f"地区{code}已有专员办",
                help=f'删掉这个文件，或把 region 改成 "{folder}"' if folder != code else "删掉多余的一个文件",
                others=((first.document, ("region",), "前一个专员办"),),
            )


def region_differs_from_folder(dataset: Dataset) -> Iterator[Finding]:
    """专员办的文件夹名是“代码-拼音”，县级的放在所属市的文件夹里；office.yml 里的 region 和文件夹一致。"""
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


def home(dataset: Dataset, region: Region) -> str:
    """The path of a region's office: a county's folder stands in its city's, a city's beside the province's."""
    above = dataset.region_by_code.get(region.parent or "")
    below_city = above is not None and above.parent is not None
    return f"rosters/{f'{above.folder}/' if above and below_city else ''}{region.folder}/office.yml"
