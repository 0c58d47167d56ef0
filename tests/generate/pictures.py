"""The pictures of README.md, made by the browser of the tests on the day of the tests."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from browser.conftest import CHROMIUM, FLAGS, served
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from generate.palette import smaller
from generator.cli import portal

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "content/pages/images"
DAY = "2026-11-24"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as a reader sees it in a window of this size, in CSS pixels."""

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


CHECKED = (
    "check/#v1;2026;region=320583;industry=工业;tiers=科技和创新型中小企业;staff=318;revenue_last_year=46000000"
    ";rd_last_year=1290000;high_tech_enterprise=true;on_vat_list=true;manufacturing=true;end"
)
"""A firm that lacks a little."""

PICTURES = (
    Picture(name="home.png", page="", width=1440, height=900),
    Picture(name="policies.png", page="policies/", width=1440, height=900),
    Picture(name="check-dark.png", page=CHECKED, width=1440, height=900, scheme="dark"),
    Picture(name="policy-phone.png", page="policies/sz-sample-2026-1/", width=390, height=844),
)


def take(folder: Path) -> None:
    """Build the site and take every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as site, _address(Path(site)) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for picture in PICTURES:
            (folder / picture.name).write_bytes(_shot(browser, picture, address))
        browser.close()


@contextmanager
def _address(site: Path) -> Iterator[str]:
    """The shipped content as a site of the day."""
    command = ["build", "--root", str(ROOT), "--as-of", DAY, "--site", str(site)]
    done = CliRunner().invoke(portal, command, standalone_mode=False)
    if done.return_value != 0:
        sys.exit(done.output)
    yield from served(site / "public")


def _shot(browser: Browser, picture: Picture, address: str) -> bytes:
    with browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    ) as context:
        page = context.new_page()
        page.clock.set_fixed_time(f"{DAY}T09:00:00+08:00")
        page.goto(address + picture.page, wait_until="networkidle")
        return smaller(page.screenshot(), context.new_page())


if __name__ == "__main__":
    take(FOLDER)
