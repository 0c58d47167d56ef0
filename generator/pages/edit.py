"""改这一页: where the record of a page is changed."""

from generator.pages.views import Edit
from generator.portal import Portal


def edit(portal: Portal, source: str) -> Edit:
    """Where a file of the repository is edited."""
    return Edit(path=source, address=portal.edit_address(source))
