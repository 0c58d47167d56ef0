"""Old addresses of records that were renamed: a small page each that leads to the new one."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Protocol

from markupsafe import escape

from generator.page import MadeFile
from generator.portal import Portal

_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=../{new}/">
<title>地址已更换</title>
</head>
<body>
<main>
<h1>地址已更换</h1>
<p><a href="../{new}/">看新的页面</a></p>
</main>
</body>
</html>
"""


def aliases(portal: Portal) -> Iterator[MadeFile]:
    """A page for each old id; it is no page of the site map or of the search."""
    for folder, new, olds in _renamed(portal):
        for old in olds:
            yield MadeFile(path=f"{folder}/{old}/index.html", make=partial(_page, new))


def _page(new: str) -> bytes:
    return _PAGE.format(new=escape(new)).encode()


class _Named(Protocol):
    """A record with an id and former ones."""

    @property
    def id(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


def _renamed(portal: Portal) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every record that may have old ids: the folder of its kind's pages, its id, and the old ones."""
    data = portal.dataset
    for enterprise in data.enterprises:
        yield "enterprises", enterprise.record.code, enterprise.record.aliases
    kinds: dict[str, Iterable[_Named]] = {
        "policies": (entry.record for entry in data.policies),
        "commissioners": (entry.record for entry in data.commissioners),
        "experts": (entry.record for entry in data.experts),
        "resources": (entry.record for entry in data.resources),
        "activities": (entry.record for entry in data.activities),
        "cases": (entry.record for entry in data.cases),
    }
    for folder, records in kinds.items():
        for record in records:
            yield folder, record.id, record.aliases
