"""A MkDocs hook: MkDocs renders chosen records as pages of its own, for comparison with the spliced ones."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.build import Site
from generator.page import Page as RecordPage
from generator.shell import SLOTS, dress, mark

if TYPE_CHECKING:
    from generator.plugin import PortalPlugin

DEPTHS = ("policies/", "policies/miit-2026-2/")
"""A page at depth 1 and one at depth 2."""


def _site(config: MkDocsConfig) -> Site:
    site = cast("PortalPlugin", config.plugins["portal"]).site
    assert site is not None
    return site


def _record(page: Page, config: MkDocsConfig) -> RecordPage | None:
    pages = _site(config).pages
    return next((record for record in pages if record.path == page.url and record.path in DEPTHS), None)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make a Markdown page where the record's page will be."""
    for path in DEPTHS[1:]:
        for file in [file for file in files if file.url == path]:
            files.remove(file)
        files.append(
            File.generated(config, f"{path}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        )
    return files


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
    """Give the page the record's own values in place of marks."""
    if record := _record(page, config):
        site = _site(config)
        values = {
            "title": record.title,
            "description": record.description,
            "canonical": (config.site_url or "") + record.path,
            "content": Markup(site.templates.body(record, assets=site.assets.prefix)),
        }
        dress(page, values.__getitem__, canonical=bool(config.site_url))
    return context


@event_priority(100)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Keep what MkDocs made; the plugin, which expects marks there, is given some."""
    if record := _record(page, config):
        path = Path(config.site_dir).parent / "whole" / record.path / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(output, encoding="utf-8")
        slots = [slot for slot in SLOTS if config.site_url or slot != "canonical"]
        return "".join(map(mark, slots))
    return output
