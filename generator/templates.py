"""Page templates: the one place that knows Jinja. Autoescape is on and every undefined name an error."""

from contextvars import ContextVar
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.page import Page

_BASE: ContextVar[str] = ContextVar("_BASE")
_ASSETS: ContextVar[str] = ContextVar("_ASSETS")


def url(path: str) -> str:
    """The address of a path of the site, from the page that is being rendered; #anchors stay as they are."""
    return path if path.startswith("#") else _BASE.get() + path


def asset(name: str) -> str:
    """The address of a file of `site_templates/assets/`, from the page that is being rendered."""
    return f"{_BASE.get()}{_ASSETS.get()}/{name}"


class Templates:
    """The templates of a folder, each compiled once."""

    def __init__(self, folder: Path) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update(url=url, asset=asset)
        del self._environment.filters["safe"]
        self._template = cache(self._environment.get_template)

    def body(self, page: Page, *, assets: str) -> str:
        """The HTML of a page's body; `assets` is the folder below the site's base that holds the assets."""
        template = self._template(page.template)
        base_before, assets_before = _BASE.set("../" * page.depth or "./"), _ASSETS.set(assets)
        try:
            return template.render(**page.context)
        finally:
            _BASE.reset(base_before)
            _ASSETS.reset(assets_before)
