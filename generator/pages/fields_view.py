"""What inset-fields.html.j2 shows, as `view`."""

from typing import NamedTuple


class FieldRow(NamedTuple):
    """A field as a file names it.

    `must` is 必填, 选一 or ""; `known` is what to know, `form` what can be written, each may be "". `below`
    is the group of what stands inside it, or "".
    """

    key: str
    must: str
    name: str
    known: str
    form: str
    below: str


class FieldGroup(NamedTuple):
    """The fields that stand together; `title` says where."""

    id: str
    title: str
    rows: tuple[FieldRow, ...]


class FieldsView(NamedTuple):
    """All fields of a kind of file, from the outermost inwards."""

    groups: tuple[FieldGroup, ...]
