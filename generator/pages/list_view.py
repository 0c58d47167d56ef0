"""What policies.html.j2 shows, as `view`."""

from dataclasses import dataclass

from generator.pages.views import Link, PolicyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One checkbox: the value in the address, its words, and how many policies have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A group of checkboxes; `key` is its name in the address: level topic support claim status region."""

    key: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """An order: `key` in the address (closing published checked) and its words; the first is the default."""

    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of the list: rows `first` to `last` of `total`; `blank` is the empty row inside <template>.

    Facets, box and sorts work with the script only; without it the reader has `previous`, `next` and
    `pages` (links to all pages, the current one with an empty path).
    """

    total: int
    first: int
    last: int
    number: int
    count: int
    rows: tuple[PolicyRow, ...]
    blank: PolicyRow
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]
    pages: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    as_of: str
    as_of_iso: str
