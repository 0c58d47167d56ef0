"""Addresses below the site's base that pages lead to."""

from collections.abc import Iterable
from urllib.parse import quote


def policies_by(**facets: Iterable[str]) -> str:
    """The list of policies narrowed to values of facets."""
    return narrowed("policies/", **facets)


def narrowed(path: str, **facets: Iterable[str]) -> str:
    """A list narrowed to values of facets."""
    return f"{path}?" + "&".join(
        f"{key}={quote(value)}" for key, values in facets.items() for value in values
    )


def experts_for(domain: str) -> str:
    """The experts of a domain."""
    return narrowed("experts/", domain=[domain])


def resource_path(name: str) -> str:
    """The page of a resource."""
    return f"resources/{name}/"


def search_for(words: str) -> str:
    """The search page with its answer."""
    return f"search/?q={quote(words)}"


def office_path(code: str) -> str:
    """The page of an office, by the code of its region."""
    return f"offices/{code}/"
