"""The values of the two forms with which a commissioner records a service or a request.

`new_file` is the address of the git host's “new file” page with {folder}, {name} and {text}, or "" without one.
"""

from typing import NamedTuple


class Choice(NamedTuple):
    """A value that may be chosen, and what to know of it ("" for nothing)."""

    value: str
    hint: str = ""


class RecordFormView(NamedTuple):
    """服务记录."""

    new_file: str
    channels: tuple[Choice, ...]
    services: tuple[Choice, ...]
    deliveries: tuple[Choice, ...]
    themes: tuple[Choice, ...]


class RequestFormView(NamedTuple):
    """诉求."""

    new_file: str
    kinds: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    satisfactions: tuple[Choice, ...]
