"""What a first visit costs: a policy page over the wire, and the HTML of every policy page."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Request

VISIT, HTML = 40_000, 8_000
"""Bytes over the wire that the issue allows: 40 KB for everything, 8 KB for the HTML."""

HEAVY = "policies/miit-2022-63/"


@pytest.fixture
def requests(context: BrowserContext, address: str) -> list[Request]:
    """Everything that the first visit of the longest policy page asks for."""
    page = context.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108 -- a builtin cannot carry its mark
    page.goto(address + HEAVY)
    page.wait_for_load_state("networkidle")
    return asked


def test_a_first_visit_weighs_little(requests: list[Request]) -> None:
    sizes = {request.url: request.sizes() for request in requests}
    weight = {url: size["responseHeadersSize"] + size["responseBodySize"] for url, size in sizes.items()}
    assert any(url.endswith("site.css") for url in weight)
    assert all(size["responseBodySize"] > 0 for size in sizes.values())
    assert sum(weight.values()) <= VISIT, weight


def test_nothing_is_loaded_twice_or_from_elsewhere(requests: list[Request], address: str) -> None:
    urls = [request.url for request in requests]
    assert len(urls) == len(set(urls))
    assert {urlsplit(url).netloc for url in urls} == {urlsplit(address).netloc}


def test_the_search_waits_until_it_is_asked(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rsplit("/", 1)[1]))
    page.goto(address + HEAVY)
    page.wait_for_load_state("networkidle")
    assert "suggest.mjs" in asked
    assert not {"search-engine.mjs", "manifest.json"} & set(asked)
    with page.expect_response("**/manifest.json"):
        page.locator("#z-q").focus()
    assert asked.count("search-engine.mjs") == 1


def test_the_html_of_every_policy_page_is_small(site: Path) -> None:
    sizes = {
        file.parent.name: len(gzip.compress(file.read_bytes(), 6))
        for file in (site / "policies").glob("*/index.html")
    }
    assert len(sizes) > 30
    assert {name: size for name, size in sizes.items() if size > HTML} == {}
