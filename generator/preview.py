"""The live preview: a page is made when it is asked for, and faults stand in place of every page."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import escape

from generator.build import Site, rendered
from generator.exports.downloads import FOLDERS, downloads
from generator.page import SiteFile
from generator.search import SearchDoc, build_index
from generator.shell import Shell

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


def faults_file(path: str, report: str) -> SiteFile:
    """The report of a check in the place of a page."""
    return SiteFile(path=f"{path}index.html", data=_FAULTS.format(report=escape(report)).encode())


def asked_for(
    path: str, site: Site, shells: Mapping[str, Shell], guides: Sequence[SearchDoc]
) -> Iterator[SiteFile]:
    """The files that an address needs: its page, all downloads, or the whole search index."""
    if path.startswith(_INDEX):
        docs = (rendered(site, page, shells)[1] for page in site.pages)
        yield from build_index([*guides, *filter(None, docs)])
    elif page := site.page_by_path.get(path):
        html, _ = rendered(site, page, shells)
        yield SiteFile(path=f"{path}index.html", data=html.encode())
    elif path.startswith(FOLDERS):
        yield from downloads(site.portal).files
