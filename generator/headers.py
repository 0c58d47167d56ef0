"""What a web server says with every file, from one table: `_headers` for pages hosts, `_headers.conf` for nginx."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256

from generator.page import SiteFile

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'"
)
"""The one policy of every page: nothing inline, nothing from another host."""

IMMUTABLE = "public, max-age=31536000, immutable"
"""For files below a folder that is named after their content."""

_HASHED = ("/assets/*", "/search/index/:version/*")


def page404_csp(css: str) -> str:
    """The policy of 404.html, which carries its style."""
    return CSP.replace("style-src 'self'", f"style-src '{_digest(css)}'")


def headers(css: str) -> Mapping[str, str]:
    """The headers of every file; `css` is the style that 404.html carries. No page may stand in another's frame."""
    csp = CSP.replace("style-src 'self'", f"style-src 'self' '{_digest(css)}'")
    return {
        "Content-Security-Policy": f"{csp}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def header_files(css: str) -> Iterator[SiteFile]:
    """The two files."""
    said = headers(css)
    host = ["/*", *(f"  {name}: {value}" for name, value in said.items())]
    for path in _HASHED:
        host += [path, f"  Cache-Control: {IMMUTABLE}"]
    server = [f'add_header {name} "{value}" always;' for name, value in said.items()]
    for path, lines in (("_headers", host), ("_headers.conf", server)):
        yield SiteFile(path=path, data="".join(f"{line}\n" for line in lines).encode())


def _digest(css: str) -> str:
    return f"sha256-{b64encode(sha256(css.encode()).digest()).decode()}"
