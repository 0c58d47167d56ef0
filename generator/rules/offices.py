"""Rule 0: every region has exactly one office."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.kinds import KIND, identity
from generator.rules.finding import Finding
from generator.rules.gaps import without_office
from generator.rules.territory import home
from generator.rules.waivers import Waivers

if TYPE_CHECKING:
    from generator.records.office import Office


def region_without_office(dataset: Dataset) -> Iterator[Finding]:
    """每个设区市、县(市、区)和按县管理的开发区都要有一个专员办，写明承担处(科)室（通知三(三)）。

    机构改革等已知的缺口可以写进 rosters/waivers.yml；豁免到期以后是待办。
    """
    waivers = Waivers(dataset)
    for entry in without_office(dataset):
        region = entry.record
        over = waivers.over_region(region.code)
        if any(dataset.as_of <= waiver.record.until for waiver in over):
            continue
        yield Finding(
            document=entry.document,
            loc=(*entry.loc, "code"),
            message=f"{region.name}（{region.code}）没有专员办",
            help=f"新建 {home(dataset, region)}，写明单位、处(科)室、分管领导和电话",
            severity=Severity.OVERDUE if over else Severity.ERROR,
            others=tuple((waiver.document, (*waiver.loc, "until"), "豁免只到这一天") for waiver in over),
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
