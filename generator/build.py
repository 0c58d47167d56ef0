"""Load, check, derive, render, write: the only place that knows the order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from markupsafe import Markup

from generator.assets import Assets, read_assets
from generator.checking import Checked
from generator.collecting import settled, without_collecting
from generator.exports.downloads import downloads
from generator.headers import header_files
from generator.page import MadeFile, Page, SiteFile
from generator.pages import FILES, INTERNAL_FILES, INTERNAL_SECTIONS, SECTIONS
from generator.portal import Portal, derive
from generator.prose import plain_text
from generator.search import SearchDoc, build_index
from generator.shell import Shell, shell_source, spliced
from generator.sitemap import sitemap
from generator.templates import Templates
from generator.workers import in_workers

Progress = Callable[[int, int], None]
"""Told how many pages of how many are written."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A checked dataset made into pages, not rendered yet; `made` are files that take as long as a page each."""

    portal: Portal
    pages: tuple[Page, ...]
    made: tuple[MadeFile, ...]
    templates: Templates
    assets: Assets
    site_url: str
    """The site's own address, "" where it has none; the internal edition links to that of the public one."""

    @cached_property
    def shells(self) -> frozenset[str]:
        """The virtual sources of the shells that the pages need."""
        return frozenset(shell_source(page.section, page.depth) for page in self.pages)

    @cached_property
    def page_by_path(self) -> Mapping[str, Page]:
        """The pages by address."""
        return {page.path: page for page in self.pages}

    @cached_property
    def made_by_path(self) -> Mapping[str, MadeFile]:
        """The files that are made one by one, by address."""
        return {file.path: file for file in self.made}


def prepared(
    found: Checked,
    root: Path,
    *,
    site_url: str,
    edit_base: str,
    new_file: str = "",
    internal: bool = False,
) -> Site:
    """The pages of a dataset without errors; `internal`: those of the internal kinds too."""
    sections, makers = (INTERNAL_SECTIONS, INTERNAL_FILES) if internal else (SECTIONS, FILES)
    with without_collecting():
        portal = derive(
            found.dataset,
            site_url=site_url,
            edit_base=edit_base,
            new_file=new_file,
            findings=found.diagnostics,
        )
        pages = tuple(chain.from_iterable(section(portal) for section in sections))
        made = tuple(chain.from_iterable(maker(portal) for maker in makers))
    return Site(
        portal=portal,
        pages=pages,
        made=made,
        templates=Templates(root / "site_templates" / "pages"),
        assets=read_assets(root / "site_templates" / "assets"),
        site_url="" if internal else site_url,
    )


def rendered(site: Site, page: Page, shells: Mapping[str, Shell]) -> tuple[bytes, SearchDoc | None]:
    """A page as HTML in UTF-8, and as the search knows it."""
    body = Markup(site.templates.body(page, assets=site.assets.prefix))  # noqa: S704 -- made by our own templates
    html = spliced(page, body, shells[shell_source(page.section, page.depth)], site.site_url)
    return html, searched(page, body)


def searched(page: Page, body: Markup) -> SearchDoc | None:
    """A page as the search knows it; None if it is not listed."""
    if page.listing is None:
        return None
    return SearchDoc(
        url=page.path,
        section=page.listing.section,
        title=page.title,
        number=page.listing.number,
        summary=page.listing.summary,
        tags=page.listing.tags,
        text=plain_text(body),
        date=page.listing.date,
        ends_on=page.listing.ends_on,
    )


def write(
    site: Site,
    shells: Mapping[str, Shell],
    guides: Sequence[SearchDoc],
    out: Path,
    *,
    jobs: int = 1,
    progress: Progress = lambda _done, _all: None,
) -> None:
    """Write the whole site below a folder: downloads, pages, files, search index, site map.

    `guides` are the pages that MkDocs itself made, for the search. Downloads come first: a page says how
    large they are, and forked workers find them made.
    """
    for file in downloads(site.portal, jobs).files:
        write_file(out, file)
    docs = write_pages(site, shells, out, jobs=jobs, progress=progress)
    for file in plain_files(site):
        write_file(out, file)
    for made in (site.made, build_index([*guides, *docs], jobs)):
        write_made(made, out, jobs=jobs)


def write_pages(
    site: Site, shells: Mapping[str, Shell], out: Path, *, jobs: int, progress: Progress
) -> list[SearchDoc]:
    """Render and write every page; returns what the search needs to know of them.

    A page of each other kind is rendered before the workers are there, so that what they share stands in the
    memory that each of them copies.
    """
    docs: list[SearchDoc] = []
    done = 0
    parts = batches(site.pages)
    alike = {page.template: page for page in site.pages if not page.figures}
    for page in alike.values() if jobs > 1 else ():
        rendered(site, page, shells)
    with settled():
        for part in in_workers(lambda place: _part(site, shells, out, parts[place]), len(parts), jobs):
            docs.extend(part.docs)
            done += part.pages
            progress(done, len(site.pages))
    return docs


def batches(pages: Sequence[Page]) -> list[Sequence[Page]]:
    """What a process renders at a time: first all pages that are made from the same figures, then the others by fifty."""
    together = [page for page in pages if page.figures]
    others = [page for page in pages if not page.figures]
    few = (others[start : start + _BATCH] for start in range(0, len(others), _BATCH))
    return [part for part in (together, *few) if part]


def write_made(files: Sequence[MadeFile], out: Path, *, jobs: int) -> None:
    """Make and write files that are made one by one.

    The first is made before the workers are, so that what they share stands in the memory that each of them copies.
    """
    starts = range(1, len(files), _BATCH)
    for file in files[:1]:
        write_file(out, file)
    for _ in in_workers(lambda place: _make(files, out, starts[place]), len(starts), jobs):
        pass


def plain_files(site: Site) -> Iterator[SiteFile]:
    """The files that are there already: assets, headers, the site map."""
    yield from site.assets.files
    yield from header_files(site.assets.text("404.css").strip())
    if site.site_url:
        yield from sitemap([page.path for page in site.pages], site.site_url)


def write_file(out: Path, file: SiteFile | MadeFile) -> None:
    """Write one file, making the folders above it."""
    path = out / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a batch of pages leaves behind."""

    pages: int
    docs: list[SearchDoc]


_BATCH = 50


def _make(files: Sequence[MadeFile], out: Path, start: int) -> None:
    for file in files[start : start + _BATCH]:
        write_file(out, file)


def _part(site: Site, shells: Mapping[str, Shell], out: Path, batch: Sequence[Page]) -> _Part:
    """Render one batch of the pages, then write them: by turns, both take a quarter longer."""
    made = [(page, *rendered(site, page, shells)) for page in batch]
    for page, html, _ in made:
        write_file(out, SiteFile(path=f"{page.path}index.html", data=html))
    return _Part(pages=len(batch), docs=[doc for _, _, doc in made if doc])
