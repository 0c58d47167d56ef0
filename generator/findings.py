"""The findings of a whole tree, as they were the last time while nothing has changed since."""

import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from generator.cache import FOUND, key_of, read_cache, write_cache
from generator.checking import check_read
from generator.diagnostics import Diagnostic, Severity
from generator.loading import Read
from generator.parsing import pays
from generator.reading import read_sources

_PACKING = TypeAdapter(tuple[Diagnostic, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All findings on a tree, in order, and the text of each file that a report may draw, by path."""

    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    @property
    def faulty(self) -> bool:
        """Whether there is an error among them."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def findings(root: Path, as_of: date, private: Path | None = None) -> Findings:
    """Check the data below a root, and the private kinds where their folder is given.

    For a large tree they are kept beside what was parsed of it: in the private folder where one is given, since a
    message quotes the data. The same files on the same day, read by the same code, are not checked twice.
    """
    read = read_sources(root, private)
    texts = {source.path: source.text for source in read[0]}
    if not pays(read[0]):
        return Findings(diagnostics=check_read(read, root, as_of, private).diagnostics, texts=texts)
    key = _key(read, as_of, private)
    folder = private or root
    kept = read_cache(folder, FOUND).get(key)
    if kept is not None:
        return Findings(diagnostics=_PACKING.validate_json(kept), texts=texts)
    found = check_read(read, root, as_of, private).diagnostics
    write_cache(folder, FOUND, {key: _PACKING.dump_json(found)})
    return Findings(diagnostics=found, texts=texts)


def _key(read: Read, as_of: date, private: Path | None) -> bytes:
    """A name for all that findings depend on: the files, what could not be read, the day and the code."""
    sources, unread = read
    paths_and_texts = (part for source in sources for part in (source.path, source.text))
    faults = _PACKING.dump_json(tuple(unread)).decode()
    ours = code(Path(__file__).parent, Path(sysconfig.get_path("purelib")))
    return key_of(ours, str(as_of), str(private is not None), faults, *paths_and_texts)


def code(package: Path, libraries: Path) -> str:
    """A name for the code of a package and the libraries in a folder: where one changes, it is another name."""
    modules = (
        path.read_text("utf-8") for path in sorted(package.rglob("*")) if path.suffix in {".py", ".json"}
    )
    return key_of(*modules, *(path.name for path in sorted(libraries.glob("*.dist-info")))).hex()
