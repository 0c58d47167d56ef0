"""Everything that the site offers for download, made once a portal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from generator.exports.api import ApiFile, api, index
from generator.exports.delimited import delimited
from generator.exports.table import Sheet
from generator.exports.tables import sheets
from generator.exports.xlsx import About, workbook
from generator.page import SiteFile
from generator.portal import Portal
from generator.workers import in_workers

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
    each = list(books.values())
    made = dict(
        zip(books, in_workers(lambda place: workbook(each[place], about), len(each), jobs), strict=True)
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
