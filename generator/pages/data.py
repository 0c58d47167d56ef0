"""数据与订阅: what can be downloaded, what is in it, and how to read it."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.exports.api import INDEX
from generator.exports.downloads import ALL, Downloads, downloads
from generator.exports.table import Heading, Sheet
from generator.page import Page, SiteFile
from generator.pages.deferred import Deferred
from generator.pages.words import prose_date
from generator.portal import Portal

PATH = "data/"

_KIB = 1024
_UNKNOWN_BASE = "https://本站网址/"


class FileLink(NamedTuple):
    """A file to download: its form, address and size."""

    form: str
    path: str
    size: str


class KindRow(NamedTuple):
    """A kind: how many rows it has, its files, and its columns; `anchor` is the id of its columns."""

    anchor: str
    label: str
    about: str
    total: int
    files: tuple[FileLink, ...]
    columns: tuple[Heading, ...]


class DataView(NamedTuple):
    """The page. `invented`: some records are; `python` and `script` are lines to copy."""

    as_of: str
    publisher: str
    invented: bool
    pairings: bool
    all: FileLink
    directory: FileLink
    kinds: tuple[KindRow, ...]
    python: tuple[str, ...]
    script: tuple[str, ...]
    example: str


def data(portal: Portal) -> Iterator[Page]:
    """The one page of the section; the files are made for it when it is rendered, or before."""
    yield Page(
        path=PATH,
        title="数据与订阅",
        description="本站的公开数据：Excel表格、CSV和JSON接口，各列的意思和读取的方法。",
        template="data.html.j2",
        context=Deferred(partial(_view, portal)),
    )


def _view(portal: Portal) -> DataView:
    made = downloads(portal)
    base = portal.site_url or _UNKNOWN_BASE
    return DataView(
        as_of=prose_date(portal.as_of),
        publisher=portal.scheme.site.publisher,
        invented=_invented(portal),
        pairings=portal.scheme.publish_pairings,
        all=_link("Excel", f"{PATH}{ALL}", len(made.tables[ALL])),
        directory=_file("JSON", made.index),
        kinds=tuple(_kind(sheet, made) for sheet in made.sheets),
        python=(
            "import pandas",
            f'policies = pandas.read_excel("{base}{PATH}policies.xlsx", dtype=str)',
        ),
        script=(
            "import json, urllib.request",
            f'index = json.load(urllib.request.urlopen("{base}{INDEX}"))',
        ),
        example='{"kind":"policies","revision":"…","as_of":"' + portal.as_of.isoformat() + '","records":[…]}',
    )


def _invented(portal: Portal) -> bool:
    """Whether some records are flagged as invented."""
    records = portal.dataset
    return any(
        entry.record.sample
        for entries in (
            records.policies,
            records.offices,
            records.resources,
            records.activities,
            records.cases,
            records.sessions,
        )
        for entry in entries
    )


def _kind(sheet: Sheet, made: Downloads) -> KindRow:
    name = sheet.name
    files = [
        _link("Excel", f"{PATH}{name}.xlsx", len(made.tables[f"{name}.xlsx"])),
        _link("CSV", f"{PATH}{name}.csv", len(made.tables[f"{name}.csv"])),
    ]
    files.extend(_file("JSON", kind.file) for kind in made.api if kind.name == name)
    return KindRow(
        anchor=f"columns-{name}",
        label=sheet.label,
        about=sheet.about,
        total=len(sheet.rows),
        files=tuple(files),
        columns=sheet.headings,
    )


def _file(form: str, file: SiteFile) -> FileLink:
    return _link(form, file.path, len(file.data))


def _link(form: str, path: str, size: int) -> FileLink:
    return FileLink(form=form, path=path, size=size_words(size))


def size_words(size: int) -> str:
    """Bytes as KB or MB, rounded up to a tenth of a MB."""
    if size < _KIB * _KIB:
        return f"{-(-size // _KIB)} KB"
    tenths = -(-10 * size // (_KIB * _KIB))
    return f"{tenths // 10}.{tenths % 10} MB"
