"""Everything that the site offers for download, made once a portal."""

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

from generator.exports.api import ApiFile, api, index
from generator.exports.delimited import delimited
from generator.exports.table import Sheet
from generator.exports.tables import sheets
from generator.exports.xlsx import About, workbook
from generator.page import SiteFile
from generator.portal import Portal

FOLDERS = ("data/", "api/")
"""The folders of the site that hold downloads."""

ALL = "tables.xlsx"
"""The workbook that holds every table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloads:
    """The tables with their files by name (`policies.csv`, `policies.xlsx`, `tables.xlsx`), and the API."""

    sheets: tuple[Sheet, ...]
    tables: Mapping[str, bytes]
    api: tuple[ApiFile, ...]
    index: SiteFile

    @property
    def files(self) -> Iterator[SiteFile]:
        """All of them as files of the site."""
        for name, data in self.tables.items():
            yield SiteFile(path=f"data/{name}", data=data)
        yield from (made.file for made in self.api)
        yield self.index


_made: WeakKeyDictionary[Portal, Downloads] = WeakKeyDictionary()


def downloads(portal: Portal, jobs: int = 1) -> Downloads:
    """The downloads of a portal. They are kept, for the page that lists them says how large they are."""
    if portal not in _made:
        _made[portal] = _make(portal, jobs)
    return _made[portal]


def _make(portal: Portal, jobs: int) -> Downloads:
    tables = sheets(portal)
    files = tuple(api(portal))
    return Downloads(
        sheets=tables,
        tables=table_files(portal, tables, jobs),
        api=files,
        index=index(portal, files, ((sheet.name, sheet.label, len(sheet.rows)) for sheet in tables)),
    )


def table_files(portal: Portal, tables: Sequence[Sheet], jobs: int = 1) -> Mapping[str, bytes]:
    """The bytes of each table as CSV and xlsx, and of the workbook of all, by file name."""
    about = _about(portal)
    books = {ALL: tuple(tables)} | {f"{sheet.name}.xlsx": (sheet,) for sheet in tables}
    made = dict(
        zip(
            books,
            _in_parallel([partial(workbook, book, about) for book in books.values()], jobs),
            strict=True,
        )
    )
    return {f"{sheet.name}.csv": delimited(sheet) for sheet in tables} | made


def _about(portal: Portal) -> About:
    """What each workbook says of itself."""
    site = portal.scheme.site
    lines = [
        f"数据截至{portal.as_of.isoformat()}，由{site.publisher}发布",
        "日期都包括当天；编号、代码和电话是文字，不要改成数字",
        "政策以发文机关公布的原文为准；“核对对照”写明是否对照过发文机关网站",
        "“示例”列写“是”的，以及名称里带“示例”的专员办、企业和人员，都是虚构的",
    ]
    return About(
        title=portal.scheme.title,
        as_of=portal.as_of,
        lines=(*lines, portal.site_url) if portal.site_url else tuple(lines),
    )


_inherited: list[Sequence[Callable[[], bytes]]] = []
"""What forked workers find in their copy of the parent's memory, so that no table is sent to them."""


def _in_parallel(works: Sequence[Callable[[], bytes]], jobs: int) -> list[bytes]:
    """What each work gives, done in several processes where that is asked for."""
    if jobs <= 1:
        return [work() for work in works]
    _inherited.append(works)
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            return list(pool.imap(_work_of, range(len(works))))
    finally:
        _inherited.pop()


def _work_of(place: int) -> bytes:
    return _inherited[-1][place]()
