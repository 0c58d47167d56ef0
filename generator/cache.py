"""What was made of a folder's files, kept in the folder itself, by the hash of what it was made from.

It may be deleted at any time. One that is damaged, foreign or out of reach is as good as none: nothing here raises.
"""

import fcntl
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from generator.yaml_reader import PARSER

FOLDER = ".cache/portal"
PARSED, FOUND = "parsed", "found"
"""The files: the packed data of each text, and the packed findings of the whole tree."""

_MOST = 1024 * 1024 * 1024
"""The largest cache that is read, in bytes: ten times what a province with 200,000 service records needs."""

_SEAL = 32
_KEY = 16
_LENGTH = 4
_HEAD = _KEY + _LENGTH

READERS = ("source", "diagnostics", "hygiene", "slips", "yaml_reader", "document", "packed", "cache")
"""The modules that make packed data of a text: where one changes, all is read anew."""

Packed = Mapping[bytes, bytes]
"""What is kept, by its key."""


def key_of(*texts: str) -> bytes:
    """The name in the cache of what is made from some texts."""
    key = blake2b(digest_size=_KEY)
    for text in texts:
        data = text.encode()
        key.update(len(data).to_bytes(_LENGTH))
        key.update(data)
    return key.digest()


def read_cache(folder: Path, name: str) -> dict[bytes, bytes]:
    """What a file of the cache keeps in a folder; nothing where there is none of ours, written here and whole."""
    try:
        with open(folder / FOLDER / name, "rb", opener=_unlinked) as file:
            status = os.fstat(file.fileno())
            ours = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
            if not ours or status.st_size > _MOST:
                return {}
            seal, body = file.read(_SEAL), file.read()
            return dict(_entries(body)) if seal == _seal(file, body) else {}
    except OSError:
        return {}


def write_cache(folder: Path, name: str, kept: Packed) -> None:
    """Keep this and nothing else in a file of the cache, for the owner's eyes only, where that can be done."""
    body = b"".join(part for key, data in kept.items() for part in (key, len(data).to_bytes(_LENGTH), data))
    with suppress(OSError), _replaced(_made(folder / FOLDER) / name) as file:
        file.write(_seal(file, body))
        file.write(body)


def _seal(file: BinaryIO, body: bytes) -> bytes:
    """The digest of a cache, bound to the code that reads and to its own file: no copy from elsewhere counts.

    A change that somebody proposes can carry a file, but not the number that this disk will give it.
    """
    status = os.fstat(file.fileno())
    here = Path(__file__)
    known = blake2b(f"{sys.version} {PARSER} {status.st_dev} {status.st_ino}".encode())
    for name in READERS:
        known.update(here.with_name(f"{name}.py").read_bytes())
    return blake2b(body, digest_size=_SEAL, key=known.digest()).digest()


def _entries(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """What a whole cache keeps."""
    at = 0
    while at < len(body):
        start = at + _HEAD
        end = start + int.from_bytes(body[at + _KEY : start])
        yield body[at : at + _KEY], body[start:end]
        at = end


def _unlinked(path: str, flags: int) -> int:
    """Open a file for its owner only, never through a link, and without waiting for a pipe."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)


def _made(folder: Path) -> Path:
    """The folder of a cache, that no version control takes in. Raises `OSError` where it is a link or cannot be."""
    for path in (folder.parent, folder):
        path.mkdir(mode=0o700, exist_ok=True)
        if path.is_symlink():
            raise NotADirectoryError(path)
    with suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as ignored:
        ignored.write("*\n")
    return folder


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of a path when the block ends well. Raises `OSError` while another writes it."""
    beside = path.with_name(f"{path.name}.new")
    with open(beside, "ab", opener=_unlinked) as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(file.fileno()), beside.stat()):
            raise BlockingIOError(beside)  # it took its place between our two steps
        try:
            os.fchmod(file.fileno(), 0o600)
            file.truncate(0)
            yield file
            file.flush()
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
