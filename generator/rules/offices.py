"""Rule 0: every region has exactly one office."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.dataset import Dataset, Entry
from generator.rules.finding import Finding

if TYPE_CHECKING:
    from generator.records.office import Office


def region_without_office(dataset: Dataset) -> Iterator[Finding]:
    """每个设区市、县(市、区)和按县管理的开发区都要有一个专员办，写明承担处(科)室（通知三(三)）。"""
    if "office" in dataset.lost:
        return
    for entry in dataset.regions:
        region = entry.record
        if region.code not in dataset.ids["office"]:
            parent = dataset.region_by_code.get(region.parent or "")
            above = f"{parent.folder}/" if parent and parent.parent else ""
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "code"),
                message=f"{region.name}（{region.code}）没有专员办",
                help=f"新建 rosters/{above}{region.folder}/office.yml，写明单位、处(科)室、分管领导和电话",
            )


def region_with_two_offices(dataset: Dataset) -> Iterator[Finding]:
    """一个地区只有一个专员办；两个文件写了同一个地区时，留下一个。"""
    seen: dict[str, Entry[Office]] = {}
    for entry in dataset.offices:
        first = seen.setdefault(entry.record.region, entry)
        if first is not entry:
            yield Finding(
                document=entry.document,
                loc=("region",),
                message=f"地区{entry.record.region}已有专员办",
                help=f"改成这个文件夹的地区代码，或删掉这个文件；另一处在 {first.path}",
                others=((first.document, ("region",), "前一个专员办"),),
            )
