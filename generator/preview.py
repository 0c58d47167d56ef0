"""The live preview: a page is made when it is asked for, and faults stand in place of every page."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from markupsafe import escape

from generator.build import Site, rendered
from generator.exports.downloads import FOLDERS, downloads
from generator.page import MadeFile, SiteFile
from generator.search import SearchDoc, build_index
from generator.shell import Shell
from generator.source import PRIVATE

_INDEX = "search/index/"

_FAULTS = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>数据有错误</title>
</head>
<body>
<h1>数据有错误，页面暂不更新</h1>
<p>改好并保存后，本页自动恢复。</p>
<pre>{report}</pre>
</body>
</html>
"""


def watched(root: Path, private: Path | None) -> Iterator[tuple[Path, bool]]:
    """The folders whose changes make the preview anew, and whether all below them counts.

    What a load itself writes does not: hidden folders hold what is kept between two loads.
    """
    yield from ((root / folder, True) for folder in ("content", "site_templates"))
    for roster in filter(None, (root / "rosters", private)):
        yield roster, False
        for inner in roster.iterdir():
            if inner.is_dir() and not inner.name.startswith(".") and inner != root / PRIVATE:
                yield inner, True


def faults_file(path: str, report: str) -> SiteFile:
    """The report of a check in the place of a page."""
    return SiteFile(path=f"{path}index.html", data=_FAULTS.format(report=escape(report)).encode())


def asked_for(
    path: str, site: Site, shells: Mapping[str, Shell], guides: Sequence[SearchDoc]
) -> Iterator[SiteFile | MadeFile]:
    """The files that an address needs: its page, itself, all downloads, or the whole search index."""
    if path.startswith(_INDEX):
        docs = (rendered(site, page, shells)[1] for page in site.pages)
        yield from build_index([*guides, *filter(None, docs)])
    elif page := site.page_by_path.get(path):
        html, _ = rendered(site, page, shells)
        yield SiteFile(path=f"{path}index.html", data=html)
    elif made := site.made_by_path.get(path) or site.made_by_path.get(f"{path}index.html"):
        yield made
    elif path.startswith(FOLDERS):
        yield from downloads(site.portal).files
