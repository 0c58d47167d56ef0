"""The pictures of README.md and of the handbook, made by the browser of the tests on the day of the tests."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from browser.conftest import CHROMIUM, FLAGS, served
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

from generate.palette import smaller
from generator.cli import portal

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ROOT / "content/pages"
DAY = "2026-11-24"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as a reader sees it in a window of this size, in CSS pixels.

    `name` is the path of the picture below `content/pages/`; `steps` are what the reader does first.
    """

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    edition: Literal["public", "internal"] = "public"
    steps: Callable[[Page], None] | None = None


CHECKED = (
    "check/#v1;2026;region=320583;industry=工业;tiers=科技和创新型中小企业;staff=318;revenue_last_year=46000000"
    ";rd_last_year=1290000;high_tech_enterprise=true;on_vat_list=true;manufacturing=true;end"
)
"""A firm that lacks a little."""


def _message(page: Page) -> None:
    """Open the text of the first policy that closes soon."""
    page.locator("#soon summary").first.click()
    _to(page, "#soon")


def _to(page: Page, place: str) -> None:
    page.locator(place).evaluate("place => scrollTo(0, place.getBoundingClientRect().top + scrollY - 8)")


def _visit(page: Page) -> None:
    """Fill in a visit of two minutes."""
    page.wait_for_selector("form[data-ready]")
    for name, value in (
        ("enterprise", FIRM),
        ("channel", "现场走访"),
        ("services", "惠企政策速递"),
    ):
        page.locator(f'[name="{name}"][value="{value}"]').check()
    page.fill("#z-f-policies", "贷款贴息")
    page.get_by_role("button", name="贷款贴息").first.click()
    page.fill('[name="content"]', "讲解流动资金贷款贴息，看了新车间。")
    page.fill('[name="outcome"]', "企业准备下月申报。")
    _to(page, '[data-field="enterprise"]')


def _visited(page: Page) -> None:
    _visit(page)
    page.get_by_role("button", name="检查，生成文件").click()
    page.locator("[data-done]").wait_for()
    _to(page, "[data-done]")


def _asked(page: Page) -> None:
    """Fill in a request."""
    page.wait_for_selector("form[data-ready]")
    for name, value in (("enterprise", FIRM), ("kind", "困难问题"), ("category", "融资")):
        field = page.locator(f'[name="{name}"][value="{value}"]')
        if field.count():
            field.check()
        else:
            page.select_option(f'select[name="{name}"]', value)
    page.fill('[name="text"]', "买设备缺流动资金，想了解贴息贷款。")


def _filtered(page: Page) -> None:
    page.get_by_role("button", name="筛选").first.click()


def _found(page: Page) -> None:
    """Look for who serves in a place."""
    page.fill("main input[type=search]", "昆山")
    page.get_by_text("找到地方").wait_for()


def _large_and_dark(page: Page) -> None:
    page.locator(".z-menu summary").click()
    for switch in ("type", "scheme"):
        page.locator(f'.z-menu [data-z-toggle="{switch}"]').click()


def _paired(page: Page) -> None:
    """Give an enterprise to another commissioner."""
    page.get_by_label("企业在哪个市").select_option("320500")
    page.get_by_label("企业", exact=True).fill("华捷")
    page.get_by_role("button", name="示例华捷汽车电子有限公司").click()
    page.get_by_label("换一名专员").check()
    page.get_by_label("新的专员从哪天起").fill("2026-12-01")
    page.get_by_label("新的专员", exact=True).fill("示例")
    page.locator('[data-field="commissioner"] .z-found__one').nth(1).click()
    page.get_by_label("人员调整").check()
    _to(page, ".z-clerk__now")


def _ruled(page: Page) -> None:
    """Give a policy a benefit with a condition."""
    page.wait_for_selector("form[data-ready]")
    page.get_by_role("button", name="加一个事项").click()
    page.locator('[id="f-benefits/0/conditions?/way=conditions"]').check()
    first = "f-benefits/0/conditions/all/0"
    page.fill(f'[id="{first}/fact"]', "从业")
    page.keyboard.press("Enter")
    page.select_option(f'[id="{first}/operator"]', "at_most")
    page.fill(f'[id="{first}/at_most"]', "1000")
    page.fill(f'[id="{first}/clause"]', "第三条")
    page.locator(f'[id="{first}/clause"]').blur()
    _to(page, '[data-field="benefits/0/conditions?/way"]')


DESK, FIRM = "320500-001", "91320585YY06823350"
"""A commissioner of the shipped data, and an enterprise that they serve."""

PHONE: dict[str, Any] = {"width": 390, "height": 844}
INSIDE: dict[str, Any] = {**PHONE, "edition": "internal"}

PICTURES = (
    Picture(name="images/home.png", page="", width=1440, height=900),
    Picture(name="images/policies.png", page="policies/", width=1440, height=900),
    Picture(name="images/check-dark.png", page=CHECKED, width=1440, height=900, scheme="dark"),
    Picture(name="images/policy-phone.png", page="policies/sz-sample-2026-1/", **PHONE),
    Picture(name="help/enterprise/search.png", page="search/?q=贴息", **PHONE),
    Picture(name="help/enterprise/filter.png", page="policies/", steps=_filtered, **PHONE),
    Picture(name="help/enterprise/policy.png", page="policies/sz-sample-2026-1/", **PHONE),
    Picture(name="help/enterprise/result.png", page=CHECKED, **PHONE),
    Picture(name="help/enterprise/find.png", page="commissioners/", steps=_found, **PHONE),
    Picture(
        name="help/enterprise/large-dark.png",
        page="policies/sz-sample-2026-1/",
        steps=_large_and_dark,
        **PHONE,
    ),
    Picture(name="help/clerk/forms.png", page="board/", **INSIDE),
    Picture(name="help/clerk/policy.png", page="desk/policy/", steps=_ruled, **INSIDE),
    Picture(name="help/clerk/pairing.png", page="desk/pairing/", steps=_paired, **INSIDE),
    Picture(name="help/clerk/reports.png", page="reports/2026-h1/", **INSIDE),
    Picture(name="help/day/desk.png", page=f"desk/{DESK}/", **INSIDE),
    Picture(name="help/day/message.png", page=f"desk/{DESK}/", steps=_message, **INSIDE),
    Picture(name="help/day/brief.png", page=f"enterprises/{FIRM}/", **INSIDE),
    Picture(name="help/day/record.png", page=f"desk/record/?commissioner={DESK}", steps=_visit, **INSIDE),
    Picture(name="help/day/file.png", page=f"desk/record/?commissioner={DESK}", steps=_visited, **INSIDE),
    Picture(name="help/day/request.png", page=f"desk/request/?commissioner={DESK}", steps=_asked, **INSIDE),
)


def take(folder: Path) -> None:
    """Build both editions and take every picture into a folder."""
    with (
        tempfile.TemporaryDirectory() as site,
        _addresses(Path(site)) as addresses,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for picture in PICTURES:
            (folder / picture.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / picture.name).write_bytes(_shot(browser, picture, addresses[picture.edition]))
        browser.close()


@contextmanager
def _addresses(site: Path) -> Iterator[dict[str, str]]:
    """The shipped content as both sites of the day."""
    command = ["build", "--root", str(ROOT), "--as-of", DAY, "--site", str(site), "--edition", "all"]
    done = CliRunner().invoke(portal, command, standalone_mode=False)
    if done.return_value != 0:
        sys.exit(done.output)
    with ExitStack() as stack:
        yield {
            edition: stack.enter_context(contextmanager(served)(site / edition))
            for edition in ("public", "internal")
        }


def _shot(browser: Browser, picture: Picture, address: str) -> bytes:
    with browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    ) as context:
        page = context.new_page()
        page.clock.set_fixed_time(f"{DAY}T09:00:00+08:00")
        page.goto(address + picture.page, wait_until="networkidle")
        if picture.steps:
            picture.steps(page)
            page.mouse.move(0, 0)  # nothing is marked as pointed at
        return smaller(page.screenshot(), context.new_page())


if __name__ == "__main__":
    take(PAGES)
