"""Addresses below the site's base that pages lead to."""

from collections.abc import Iterable
from urllib.parse import quote


def policies_by(key: str, values: Iterable[str]) -> str:
    """The list narrowed to the values of one facet."""
    return "policies/?" + "&".join(f"{key}={quote(value)}" for value in values)


def search_for(words: str) -> str:
    """The search page with its answer."""
    return f"search/?q={quote(words)}"


def office_path(code: str) -> str:
    """The page of an office, by the code of its region."""
    return f"offices/{code}/"
