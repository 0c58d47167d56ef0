"""Style sheets, scripts and icons: published as they are, in a folder named after their content."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.page import SiteFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """`prefix` is the folder below the site's base; it changes when any file does, so caching is safe."""

    prefix: str
    files: tuple[SiteFile, ...]

    def text(self, name: str) -> str:
        """The text of one asset."""
        return next(file.data.decode() for file in self.files if file.path == f"{self.prefix}/{name}")


def read_assets(folder: Path) -> Assets:
    """Read every file below a folder, except notes for maintainers."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in {".md", ".json"}
    }
    digest = sha256()
    for name, data in found.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    prefix = f"assets/{digest.hexdigest()[:10]}"
    files = tuple(SiteFile(path=f"{prefix}/{name}", data=data) for name, data in found.items())
    return Assets(prefix=prefix, files=files)
