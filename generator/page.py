"""What every producer of output hands to the build: pages to render and files to write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How a page stands in the search: its kind in Chinese, 发文字号 or code, one sentence, tags, dates.

    `date` is the day by which newer comes first, `ends_on` the last day in force; both ISO or "".
    """

    section: str
    number: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    date: str = ""
    ends_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site: its address below the base, and the template and values that make its body.

    `path` ends in `/` and is "" for the home page. `template` names a file of `site_templates/pages/`;
    `context` holds finished values only. `source` is the YAML file that a reader edits, where there is
    one; `listing` is None for a page that the search leaves out. Pages with `figures` are made from the same
    figures over the whole ledger, which take longer than the pages: one process renders all of them.
    """

    path: str
    title: str
    description: str
    template: str
    context: Mapping[str, object]
    source: str | None = None
    listing: Listing | None = None
    figures: bool = False

    @property
    def section(self) -> str:
        """The first part of the address: the section whose entry in the header is current."""
        return self.path.split("/", 1)[0]

    @property
    def depth(self) -> int:
        """How many folders below the site's base the page lies."""
        return self.path.count("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file of the site as it will be written: a path below the site folder and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file of the site whose bytes are made when it is written: a preview makes it when one asks for it."""

    path: str
    make: Callable[[], bytes]

    @property
    def data(self) -> bytes:
        """Its bytes, made anew each time."""
        return self.make()
