"""A look over a workbook before it is read: how far its sheets reach, and which cells hide what they are.

A sheet with one cell in its last corner would be read as seventeen thousand million cells.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import normpath
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from generator.importing.values import UnreadableError

MOST_ROWS, MOST_COLUMNS = 50_000, 200
"""So far a sheet may reach; a province's enterprises are 17,000 rows."""

_BLOCK = 1 << 18
_LETTERS = 26
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PERCENT_FORMATS = frozenset({"9", "10"})


@dataclass(slots=True)
class Survey:
    """What was seen of a sheet; places are (row, column) from 0."""

    rows: int = 0
    columns: int = 0
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    empty: set[tuple[int, int]] = field(default_factory=set)
    shares: set[tuple[int, int]] = field(default_factory=set)
    unseen: set[int] = field(default_factory=set)


def surveys(book: ZipFile) -> Mapping[str, Survey]:
    """Each sheet of an .xlsx by its name. Raises `UnreadableError` where one is too large, `KeyError` where parts lack."""
    shares = _share_styles(book) if "xl/styles.xml" in book.namelist() else frozenset()
    return {name: _surveyed(book, part, shares, name) for name, part in _parts(book)}


def _parts(book: ZipFile) -> Iterator[tuple[str, str]]:
    """The names of the sheets with the parts that hold them."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def related(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship" and given.get("Type", "").endswith("/worksheet"):
            targets[given["Id"]] = normpath(f"/xl/{given['Target']}").removeprefix("/xl/xl/")

    def named(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            bare = {_bare(key): value for key, value in given.items()}
            sheets.append((bare["name"], bare["id"]))

    _parse(book, "xl/_rels/workbook.xml.rels", related)
    _parse(book, "xl/workbook.xml", named)
    for name, identity in sheets:
        if identity in targets:  # else a chart
            target = targets[identity].removeprefix("/xl/").removeprefix("/")
            yield name, f"xl/{target}"


def counts_from_1904(book: ZipFile) -> bool:
    """Whether the days of a workbook are counted from 1904."""
    found: list[bool] = []

    def seen(tag: str, given: dict[str, str]) -> None:
        if tag == "workbookPr":
            found.append(given.get("date1904") in {"1", "true"})

    _parse(book, "xl/workbook.xml", seen)
    return any(found)


def _share_styles(book: ZipFile) -> frozenset[str]:
    """The numbers of the styles that show a number as a percentage."""
    formats, styles = set(_PERCENT_FORMATS), []
    above: list[str] = []

    def seen(tag: str, given: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in given.get("formatCode", ""):
            formats.add(given["numFmtId"])
        elif tag in {"cellXfs", "cellStyleXfs", "dxfs"}:
            above[:] = [tag]
        elif tag == "xf" and above == ["cellXfs"]:
            styles.append(given.get("numFmtId", ""))

    _parse(book, "xl/styles.xml", seen)
    return frozenset(str(place) for place, form in enumerate(styles) if form in formats)


@dataclass(slots=True)
class _Looking:
    """Where in a sheet the parser is."""

    found: Survey
    shares: frozenset[str]
    name: str
    row: int = -1
    column: int = -1
    formula: bool = False
    error: bool = False
    words: bool = False
    text: list[str] | None = None

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self.row = int(given["r"]) - 1 if "r" in given else self.row + 1
            self.column = -1
            if given.get("hidden") in {"1", "true"}:
                self.found.unseen.add(self.row)
        elif tag == "c":
            place = _PLACE.fullmatch(given.get("r", ""))
            self.column = _number(place[1]) if place else self.column + 1
            self.row = int(place[2]) - 1 if place else self.row
            form = given.get("t")
            self.formula, self.error, self.words = False, form == "e", form == "str"
            if given.get("s") in self.shares:
                self.found.shares.add((self.row, self.column))
        elif tag == "f":
            self.formula = True
            self._reach()
            self.found.empty.add((self.row, self.column))
        elif tag in {"v", "is"}:
            self._reach()
            self.text = [] if self.error or self.formula else None

    def end(self, tag: str) -> None:
        if tag == "v" and self.text is not None:
            written = "".join(self.text)
            if written or self.words:
                self.found.empty.discard((self.row, self.column))
            if self.error:
                self.found.broken[self.row, self.column] = written
            self.text = None

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _reach(self) -> None:
        """Note how far the sheet reaches; only cells with a value or a formula count."""
        if self.row < self.found.rows and self.column < self.found.columns:
            return
        self.found.rows = max(self.found.rows, self.row + 1)
        self.found.columns = max(self.found.columns, self.column + 1)
        if self.found.rows > MOST_ROWS or self.found.columns > MOST_COLUMNS:
            message = (
                f"“{self.name}”写到了第{self.found.rows}行、第{self.found.columns}列，一张表最多{MOST_ROWS}行、{MOST_COLUMNS}列。"
                "删掉多余的行和列；确实有这么多，就拆成几个文件，分几次导入"
            )
            raise UnreadableError(message)


def _surveyed(book: ZipFile, part: str, shares: frozenset[str], name: str) -> Survey:
    looking = _Looking(Survey(), shares, name)
    _parse(book, part, looking.start, looking.end, looking.data)
    return looking.found


@lru_cache(maxsize=1000)
def _number(letters: str) -> int:
    """A column from its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


@lru_cache(maxsize=1000)
def _bare(name: str) -> str:
    """A name without its prefix: sheet for x:sheet."""
    return name.rpartition(":")[2]


def _parse(
    book: ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> None:
    """Read a part of a workbook, tags without their prefixes. Raises `UnreadableError` for an entity."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refused(*_: object) -> None:
        message = "文件里有表格程序不会写的内容（实体）。在表格软件里打开，另存为 .xlsx 再导入"
        raise UnreadableError(message)

    parser.EntityDeclHandler = refused
    parser.StartElementHandler = lambda tag, given: start(_bare(tag), given)
    if end:
        parser.EndElementHandler = lambda tag: end(_bare(tag))
    if data:
        parser.CharacterDataHandler = data
    with book.open(part) as stream:
        _feed(parser, stream)


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    while block := stream.read(_BLOCK):
        parser.Parse(block, False)  # noqa: FBT003 -- expat takes it by position only
    parser.Parse(b"", True)  # noqa: FBT003 -- as above
