"""`--region`: a place by its code or its name."""

import click

from generator.dataset import Dataset
from generator.nearest import closest


def region_code(dataset: Dataset, region: str) -> str:
    """The code of a region given by its code or its name; wrong use where it names none or several."""
    found = [other for other in dataset.region_by_code.values() if region in {other.code, other.name}]
    if len(found) == 1:
        return found[0].code
    names = {other.code: other.name for other in dataset.region_by_code.values()}
    several = "、".join(f"{other.code}（{names.get(other.parent or '', other.parent)}）" for other in found)
    near = closest(region, names.values(), alike=0.6)
    meant = f"是{near}就写 {near}" if near else "核对 rosters/regions.yml"
    message = (
        f"“{region}”有{len(found)}个，写代码：{several}" if found else f"没有行政区划“{region}”，{meant}"
    )
    raise click.BadParameter(message, param_hint="--region")
