"""MkDocs, behind a fence: it renders virtual shells, and the plugin splices the records into them."""

import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.beside import Beside
from generator.build import Site, plain_files, prepared, write, write_file
from generator.checking import Checked, checked
from generator.clock import today
from generator.new_file import SETTING, new_file_address
from generator.pages.four import insets
from generator.preview import asked_for, faults_file, watched
from generator.report import FORMATS
from generator.search import SearchDoc
from generator.shell import (
    Shell,
    ShellError,
    dress,
    edit_base,
    guide,
    mark,
    scrollable,
    shell_values,
    with_insets,
)
from generator.templates import Compiled

T = TypeVar("T")


class _RecordFile(File):
    """A record's YAML as MkDocs sees it: guides link to it, and it is never copied."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 -- MkDocs's signature
        """Do nothing: the record's page is spliced."""


class PortalPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """An edition as a MkDocs plugin; `portal build` adds staging and swap around it.

    It is the internal one where its option `private` names the folder of the internal kinds.
    """

    config_scheme = (("private", config_options.Optional(config_options.Type(str))),)

    def __init__(self) -> None:
        self.jobs = os.cpu_count() or 1
        self.progress = lambda _done, _all: None
        self.serving = False
        self.found: Checked | None = None
        self.beside: Beside | None = None
        self.private: Path | None = None
        self.told = False
        self.building = threading.Lock()
        self.builds = 0
        self.compiled = Compiled()

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 -- MkDocs's signature
        """Learn whether pages are rendered on request; being here also keeps the plugin between rebuilds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check; faults end a build with their report, and a preview shows it as a page."""
        self.building.acquire()
        self.builds += 1
        self.root = Path(config.config_file_path).parent
        self.site: Site | None = None
        self.shells, self.guides = dict[str, Shell](), list[SearchDoc]()
        if not self.told:  # our own commands say which folder; MkDocs's read the option
            written = self.config["private"]
            self.private = self.root / written if written else None
        self.internal = self.private is not None
        if self.beside:
            self.found = self.beside.current()
        elif self.found is None:
            self.found = checked(self.root, today(), self.private)
        if not self._refused(self.found):
            self._tried(partial(self._prepare, self.found, config), None)
        if self.site is None:
            if not self.serving:
                raise PluginError("数据有错误，没有生成网站")
            config.theme.static_templates.clear()
        return config

    def _refused(self, found: Checked) -> bool:
        """Whether data has errors: their report is told, and stands in place of pages."""
        if found.faulty:
            self.site = None
            self.report = FORMATS["full"](found.diagnostics, found.texts, found.dataset.as_of)
            sys.stderr.write(self.report)
        return found.faulty

    def _tried(self, work: Callable[[], T], otherwise: T) -> T:
        """What some work gives; `otherwise` where errors break it that the rules of a preview have yet to tell."""
        try:
            return work()
        except Exception:
            if not self.beside or not self._refused(self.beside.judged()):
                raise
            return otherwise

    def _prepare(self, found: Checked, config: MkDocsConfig) -> None:
        """Make the pages of data without errors."""
        config.theme.static_templates.discard("sitemap.xml")
        self.canonical = bool(config.site_url) and not self.internal
        site_url = "" if self.serving else config.site_url or ""
        base = edit_base(config, self.root)
        self.site = prepared(
            found,
            self.root,
            site_url=site_url,
            edit_base=base,
            new_file=_new_file(config),
            internal=self.internal,
        )
        config.extra["portal"] = shell_values(
            self.site.portal, self.site.assets, guarded=not self.serving, internal=self.internal
        )

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put in the shells and the records, take out what is Material's own: assets and site map."""
        for file in list(files):
            if file.src_uri.startswith(("assets/", "sitemap.xml")) or self.site is None:
                files.remove(file)
        if self.site is None:
            return files
        for source in self.site.shells:
            files.append(File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        pages_of = Counter(page.source for page in self.site.pages)
        for page in self.site.pages:
            if page.source and pages_of[page.source] == 1:  # a file of many records leads to none of them
                source = os.path.relpath(self.root / page.source, config.docs_dir)
                file = _RecordFile(source, None, config.site_dir, use_directory_urls=True)
                file.dest_uri, file.inclusion = f"{page.path}index.html", InclusionLevel.NOT_IN_NAV
                files.append(file)
        return files

    def on_env(self, env: Any, **_: Any) -> Any:  # noqa: ANN401 -- MkDocs's signature
        """Let the theme's templates be compiled once for all rebuilds."""
        env.bytecode_cache = self.compiled
        return env

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:  # noqa: ANN401 -- MkDocs's signature
        """Put in what a guide shows from the data, and let the keyboard scroll what is too wide."""
        return scrollable(with_insets(html, lambda name: self._inset(name, page)))

    def _inset(self, name: str, page: Page) -> str:
        """A part of a guide that is made from the data."""
        if self.site is None:
            return ""
        known = insets(self.site.portal)
        if name not in known:
            message = (
                f"{page.file.src_uri} 的 <!-- data: {name} --> 没有对应的内容，可以写 {'、'.join(known)}"
            )
            raise PluginError(message)
        inset = replace(known[name], path=page.url)
        return self._tried(partial(self.site.templates.body, inset, assets=self.site.assets.prefix), "")

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:  # noqa: ANN401 -- MkDocs's signature
        """Set the marks where a record's values will stand."""
        if self.site and page.file.src_uri in self.site.shells:
            dress(page, mark, canonical=self.canonical)
        return context

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:  # noqa: ANN401 -- MkDocs's signature
        """Keep a shell and write nothing; note a guide for the search."""
        if self.site is None:
            return output
        if page.file.src_uri not in self.site.shells:
            self.guides.append(guide(page))
            return output
        try:
            shell = Shell.cut(output, canonical=self.canonical, name=page.file.src_uri)
        except ShellError as fault:
            raise PluginError(str(fault)) from None
        self.shells[page.file.src_uri] = shell
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all records, or leave them to be rendered on request, now that all is there for it."""
        out = Path(config.site_dir)
        if self.site and self.serving:
            for file in plain_files(self.site):
                write_file(out, file)
        elif self.site:
            write(self.site, self.shells, self.guides, out, jobs=self.jobs, progress=self.progress)
        if self.beside:
            self.beside.ask()
        self.building.release()

    def on_build_error(self, **_: Any) -> None:  # noqa: ANN401 -- MkDocs's signature
        """Let requests through again."""
        if self.building.locked():
            self.building.release()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:  # noqa: ANN401
        """Watch the data, and make a page just before MkDocs looks for its file."""
        for folder, recursive in watched(self.root, self.private):
            server.watch(str(folder), recursive=recursive)
        if self.found:
            self.beside = Beside(self.found, self.root, self.private)
            server.watch(str(self.beside.told))
        inner: Any = server.get_app()
        out, base = Path(config.site_dir), urlsplit(config.site_url or "/").path

        def app(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 -- WSGI
            started: list[tuple[Any, ...]] = []
            builds = answer = None
            while builds != self.builds:  # what was made is gone where the site was built anew
                with self.building:  # a page of a half-built site would stay in the folder
                    builds = self.builds
                    self._make(environ["PATH_INFO"].removeprefix(base), out)
                answer = inner(environ, lambda *words: started.append(words))
            start_response(*started[-1])
            return answer

        server.set_app(app)
        return server

    def on_shutdown(self) -> None:
        """End the process beside a preview."""
        if self.beside:
            self.beside.end()
        self.found = self.beside = None

    def _make(self, path: str, out: Path) -> None:
        """Put what an address asks for into the preview's folder, once between two changes."""
        if ".." in path or (out / path).is_file() or (out / path / "index.html").is_file():
            return
        if self.site:
            self._tried(partial(self._write, path, self.site, out), None)
        if self.site is None and (path.endswith("/") or not path):
            write_file(out, faults_file(path, self.report))

    def _write(self, path: str, site: Site, out: Path) -> None:
        for file in asked_for(path, site, self.shells, self.guides):
            write_file(out, file)


def _new_file(config: MkDocsConfig) -> str:
    """Where the git host makes a new private file, or ""."""
    try:
        return new_file_address(config.extra.get(SETTING))
    except ValueError as fault:
        raise PluginError(str(fault)) from None
