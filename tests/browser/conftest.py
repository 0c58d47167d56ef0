"""A built site below a sub-path on 127.0.0.1, and a browser to read it with."""

import gzip
import mimetypes
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from generator.cli import portal

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
"""The shell is the same Chromium without its own window, which takes a third of a second to open for each test."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BASE = "/below/a/path/"
"""Every browser test reads the site below a sub-path."""

mimetypes.add_type("text/javascript", ".mjs")


class _Handler(BaseHTTPRequestHandler):
    """Serves a folder below BASE with gzip, as a deployment would; 404.html for what is not there."""

    def __init__(self, *args: Any, folder: Path) -> None:
        self.folder = folder
        super().__init__(*args)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        found = self.folder / path.removeprefix(BASE) if path.startswith(BASE) else self.folder / "\0"
        file = found / "index.html" if "\0" not in str(found) and found.is_dir() else found
        if "\0" in str(file) or not file.is_file():
            self._send(404, self.folder / "404.html")
        else:
            self._send(200, file)

    def _send(self, status: int, file: Path) -> None:
        data = gzip.compress(file.read_bytes(), 6, mtime=0)
        self.send_response(status)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Builds a project for a day."""

    def built(root: Path, day: str) -> Path:
        folder = tmp_path_factory.mktemp("site")
        arguments = ["build", "--root", str(root), "--as-of", day, "--site", str(folder)]
        done = CliRunner().invoke(portal, arguments, standalone_mode=False)
        assert done.return_value == 0, done.output
        return folder / "public"

    return built


@pytest.fixture(scope="session")
def site(build: Callable[[Path, str], Path], root: Path) -> Path:
    """The shipped content, built for the day of the tests."""
    return build(root, "2026-11-24")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves folders until the tests are over; gives the address of each."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(contextmanager(served)(folder))


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """The site's address, below a sub-path."""
    return serve(site)


@pytest.fixture(scope="session")
def published(build: Callable[[Path, str], Path], serve: Callable[[Path], str], root: Path) -> str:
    """The address of a site that knows its own: its 404 page has absolute links, its pages a printed code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", f"https://portal.example{BASE}")
        return serve(build(root, "2026-11-24"))


def served(folder: Path) -> Iterator[str]:
    """Serve a folder until the test is over."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def internal(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The internal edition of the shipped data."""
    folder = tmp_path_factory.mktemp("internal")
    command = [
        "build",
        "--root",
        str(root),
        "--as-of",
        "2026-11-24",
        "--site",
        str(folder),
        "--edition",
        "internal",
    ]
    done = CliRunner().invoke(portal, command, standalone_mode=False)
    assert done.return_value == 0, done.output
    return folder / "internal"


@pytest.fixture(scope="session")
def inside(internal: Path, serve: Callable[[Path], str]) -> str:
    """Its address."""
    return serve(internal)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium from Debian."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: Chinese, in Shanghai."""
    with browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai") as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page."""
    return context.new_page()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def browser_context_without_script(browser: Browser) -> Iterator[BrowserContext]:
    """A reader whose browser runs no script."""
    with browser.new_context(java_script_enabled=False, locale="zh-CN") as context:
        yield context
