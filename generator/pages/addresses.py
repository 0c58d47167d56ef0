"""Addresses below the site's base that pages lead to."""

from collections.abc import Iterable
from urllib.parse import quote


def policies_by(key: str, values: Iterable[str]) -> str:
    """The list narrowed to the values of one facet."""
    return narrowed("policies/", key, values)


def narrowed(path: str, key: str, values: Iterable[str]) -> str:
    """A list narrowed to the values of one facet."""
    return f"{path}?" + "&".join(f"{key}={quote(value)}" for value in values)


def experts_for(domain: str) -> str:
    """The experts of a domain."""
    return narrowed("experts/", "domain", [domain])


def resource_path(name: str) -> str:
    """The page of a resource."""
    return f"resources/{name}/"


def search_for(words: str) -> str:
    """The search page with its answer."""
    return f"search/?q={quote(words)}"


def office_path(code: str) -> str:
    """The page of an office, by the code of its region."""
    return f"offices/{code}/"
