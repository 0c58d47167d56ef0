"""What policies.html.j2 shows, as `view`."""

from typing import NamedTuple

from generator.pages.views import Link, PolicyRow


class FacetValue(NamedTuple):
    """One checkbox: the value in the address, its words, and how many policies have it."""

    value: str
    words: str
    total: int


class Facet(NamedTuple):
    """A group of checkboxes; `key` is its name in the address: level topic support claim status region."""

    key: str
    label: str
    values: tuple[FacetValue, ...]


class Sort(NamedTuple):
    """An order: `key` in the address (closing published checked) and its words; the first is the default."""

    key: str
    words: str


class ListView(NamedTuple):
    """A page of the list: rows `first` to `last` of `total`; `blank` is the empty row inside <template>.

    Facets, box and sorts work with the script only; without it the reader has `previous`, `next` and
    `pages` (links to all pages, the current one with an empty path).
    """

    total: int
    first: int
    last: int
    number: int
    rows: tuple[PolicyRow, ...]
    blank: PolicyRow
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]
    pages: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    as_of: str
    as_of_iso: str
