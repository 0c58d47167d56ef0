"""A MkDocs hook: every record as a page that MkDocs makes itself, one by one, with the same bodies."""

import json
import resource
import sys
import time
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.shell import dress

if TYPE_CHECKING:
    from generator.plugin import PortalPlugin

_state: dict[str, Any] = {}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take the plugin's shells and records out, and put a Markdown page in for every record."""
    plugin = cast("PortalPlugin", config.plugins["portal"])
    site = plugin.site
    plugin.site = None
    assert site is not None
    sources = {page.source for page in site.pages} | set(site.shells)
    for file in list(files):
        if file.src_uri.endswith(".yml") or file.src_uri in sources:
            files.remove(file)
    _state["site"] = site
    _state["pages"] = {}
    for page in site.pages:
        source = f"{page.path}index.md"
        _state["pages"][source] = page
        files.append(File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    _state["wall"], _state["cpu"] = time.perf_counter(), time.process_time()
    return files


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
    """Give a page its record's values."""
    record = _state["pages"].get(page.file.src_uri)
    if record:
        site = _state["site"]
        body = Markup(site.templates.body(record, assets=site.assets.prefix))
        values = {
            "title": record.title,
            "description": record.description,
            "canonical": (config.site_url or "") + record.path,
            "content": body,
        }
        dress(page, values.__getitem__, canonical=bool(config.site_url))
    return context


def on_post_build(**_: Any) -> None:
    """Print what making the pages cost; the plugin has nothing left to write."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cost = {
        "wall": time.perf_counter() - _state["wall"],
        "cpu": time.process_time() - _state["cpu"],
        "peak": peak,
    }
    sys.stdout.write(f"COST {json.dumps(cost)}\n")
