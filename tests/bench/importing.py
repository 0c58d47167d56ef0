"""A province whose offices have no enterprises yet, and the one sheet on which they all stand."""

import shutil
from pathlib import Path

from clerk_sheets import write_book
from click.testing import CliRunner

from bench.ledger import TODAY
from generator.cli import portal
from generator.loading import load

SHEET = "名单.xlsx"
_HEAD = (
    "统一社会信用代码",
    "企业名称",
    "区划代码",
    "所属行业",
    "主导产品",
    "所在地起",
    "梯度",
    "认定日期",
    "有效期至",
)
_LEFT_OUT = shutil.ignore_patterns("enterprises.yml", "pairings.yml", "private", ".cache")


def write_bare(province: Path, folder: Path) -> Path:
    """Copy a province without its enterprises, and write the sheet with a row for each beside it."""
    rows: list[list[object]] = [[*_HEAD]]
    dataset, _ = load(province, TODAY)
    for entry in dataset.enterprises:
        enterprise, here = entry.record, entry.record.located[-1]
        held = max(enterprise.recognitions, key=lambda each: each.awarded_on)
        rows.append(
            [
                enterprise.code,
                enterprise.name,
                here.region,
                enterprise.industry,
                "、".join(enterprise.products),
                here.since,
                held.tier.value,
                held.awarded_on,
                held.valid_until,
            ]
        )
    shutil.copytree(province, folder, ignore=_LEFT_OUT)
    write_book(folder / SHEET, {"企业": rows})
    return folder


def import_all(root: Path) -> None:
    """Import the sheet as `portal import --write` does; a row that is refused is no result."""
    scheme = (root / "rosters/scheme.yml").read_text(encoding="utf-8")
    place = scheme.partition('province: "')[2][:6]
    words = [str(root / SHEET), "--kind", "enterprise", "--region", place, "--root", str(root), "--write"]
    done = CliRunner().invoke(portal, ["import", *words, "--as-of", str(TODAY)], standalone_mode=False)
    if done.exception or done.return_value:
        raise RuntimeError(done.output) from done.exception
