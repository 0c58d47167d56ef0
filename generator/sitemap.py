"""The site map for search engines (sitemaps.org): addresses only, no dates that a build would change."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from generator.page import SiteFile

MOST = 50_000
"""Addresses that one site map may hold."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(paths: Sequence[str], site_url: str) -> Iterator[SiteFile]:
    """`sitemap.xml`; above 50,000 addresses it is an index of numbered site maps."""
    parts = [paths[start : start + MOST] for start in range(0, len(paths), MOST)]
    if len(parts) <= 1:
        yield _urls("sitemap.xml", paths, site_url)
        return
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, 1)]
    for name, part in zip(names, parts, strict=True):
        yield _urls(name, part, site_url)
    rows = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
    yield SiteFile(
        path="sitemap.xml", data=f"{_HEAD}<sitemapindex {_XMLNS}>\n{rows}</sitemapindex>\n".encode()
    )


def _urls(name: str, paths: Sequence[str], site_url: str) -> SiteFile:
    rows = "".join(f"<url><loc>{escape(site_url + path)}</loc></url>\n" for path in paths)
    return SiteFile(path=name, data=f"{_HEAD}<urlset {_XMLNS}>\n{rows}</urlset>\n".encode())
