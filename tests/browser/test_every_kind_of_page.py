"""Every kind of page, light and dark, at 390 and 1440 px: accessible, within the CSP, from one host."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe import found_by_axe
from playwright.sync_api import Browser, Page

KINDS = {
    "home": "",
    "list": "policies/",
    "policy": "policies/miit-2026-2/",
    "policy-replaced": "policies/miit-2022-63/",
    "policy-sample": "policies/sz-sample-2026-1/",
    "check": "check/",
    "check-result": "check/#v1;2026;region=320583;staff=318;revenue_last_year=46000000;rd_last_year=1290000;tiers=;end",
    "check-damaged": "check/#v2",
    "offices": "offices/",
    "office": "offices/320500/",
    "office-county": "offices/320102/",
    "find": "commissioners/",
    "find-place": "commissioners/?q=玄武区",
    "find-enterprise": "commissioners/?q=机械",
    "find-nothing": "commissioners/?q=没有这样的词",
    "commissioner": "commissioners/* holds 代理",
    "commissioner-left": "commissioners/* holds 不再担任服务专员",
    "enterprise": "enterprises/* holds 即将到期",
    "enterprise-outside": "enterprises/* holds 不在服务专员制度的范围内",
    "enterprise-unserved": "enterprises/* holds 还没有服务专员",
    "experts": "experts/?domain=法律维权",
    "experts-empty": "experts/?q=没有这样的词",
    "expert": "experts/law-01/",
    "resources": "resources/",
    "resource": "resources/equipment-loan/",
    "activities": "activities/",
    "activity": "activities/road-show-nanjing-spring/",
    "cases": "cases/",
    "case": "cases/kunshan-equipment-loan/",
    "rights": "rights/",
    "search": "search/?q=加计扣除",
    "search-empty": "search/",
    "search-nothing": "search/?q=没有这样的词",
    "data": "data/",
    "scheme": "scheme/",
    "help": "help/",
    "help-tabs": "help/clerk-policy/",
    "help-fields": "help/files/policy/",
    "help-code": "help/deploy/",
    "codes": "help/rules/",
    "code": "help/rules/uncovered-enterprise/",
    "code-of-files": "help/rules/bad-file-name/",
    "about": "about/",
    "404": "no-such-page/",
}
"""Addresses; one with `* holds` stands for the first page of a folder that holds the words."""

VIOLATIONS = """
window.__breaches = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.__breaches.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


def _path(site: Path, kind: str) -> str:
    """The address of the page of a kind."""
    folder, star, words = KINDS[kind].partition("* holds ")
    if not star:
        return folder
    pages = sorted(site.glob(f"{folder}*/index.html"))
    found = next(page for page in pages if words in page.read_text(encoding="utf-8"))
    return f"{found.parent.relative_to(site)}/"


def _open(page: Page, address: str, path: str) -> list[str]:
    """Open a page and wait until its scripts are done; returns what went wrong on the way."""
    wrong: list[str] = []
    host = urlsplit(address).netloc
    page.add_init_script(VIOLATIONS)
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if urlsplit(request.url).netloc == host or request.url.startswith("data:")
            else wrong.append(f"host {request.url}")
        ),
    )
    page.on(
        "response",
        lambda response: (
            None if response.ok or path == KINDS["404"] else wrong.append(f"{response.status} {response.url}")
        ),
    )
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    wrong.extend(page.evaluate("window.__breaches"))
    return wrong


@contextmanager
def _window(browser: Browser, width: int) -> Iterator[Page]:
    """A page in the light, of a width."""
    with browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="light",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    ) as context:
        yield context.new_page()


@pytest.mark.parametrize("kind", KINDS)
def test_page(browser: Browser, site: Path, address: str, kind: str) -> None:
    with _window(browser, 1440) as page:
        assert _open(page, address, _path(site, kind)) == []
        assert page.evaluate("document.contentType") == "text/html"
        assert found_by_axe(page) == []
        _fits(page, 1440)
        _darken(page, kind)
        _fits(page, 390)
        assert found_by_axe(page) == []
        _fits(page, 320)
        if kind != "404":  # it has no menu
            page.locator("summary", has_text="菜单").click()
            page.get_by_role("button", name="大字").locator("visible=true").click()
            _fits(page, 320)
            _fits(page, 390)


@pytest.mark.trust
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_page_opened_at_a_width(browser: Browser, site: Path, address: str, kind: str, width: int) -> None:
    with _window(browser, width) as page:
        assert _open(page, address, _path(site, kind)) == []
        assert found_by_axe(page) == []
        _darken(page, kind)
        assert found_by_axe(page) == []
        _fits(page, width)


def _darken(page: Page, kind: str) -> None:
    """Let the system change to dark, and wait until the colours have."""
    page.emulate_media(color_scheme="dark")
    if kind != "404":  # it has no scripts: the style sheet alone follows the system
        page.wait_for_selector("html[data-md-color-scheme=slate]", state="attached")
    page.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished)).then(() => 0)")


def _fits(page: Page, width: int) -> None:
    """The page does not scroll sideways at a width, at which it is left."""
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
