"""What axe-core finds on a page."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
"""The colours that the system asks for."""

each_scheme = pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("dark", 390),
        ("light", 1440),
        pytest.param("light", 390, marks=pytest.mark.trust),
        pytest.param("dark", 1440, marks=pytest.mark.trust),
    ],
)
"""A phone in the dark and a desk in the light; in `make trust` the other way round, too."""

_AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
"""Injected through the debugger, which the page's CSP does not govern."""


def found_by_axe(page: Page) -> list[str]:
    """What is not accessible on a page as it stands: the rule, and the first elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {[node['html'][:160] for node in v['nodes'][:3]]}" for v in found["violations"]]
