"""The values of the forms with which a clerk writes a record or a change of the public files."""

from typing import NamedTuple

from generator.pages.views import Link


class ClerkFormView(NamedTuple):
    """A form: its name, its heading, what it is for, and the file that it reads.

    `new_file` is the address of the git host's “new file” page with {folder}, {name} and {text}, `edit_base` the
    address below which it edits files; each "" where the deployment does not name its repository.
    """

    crumbs: tuple[Link, ...]
    form: str
    title: str
    lead: str
    data: str
    new_file: str
    edit_base: str
