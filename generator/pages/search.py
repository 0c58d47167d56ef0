"""搜索: the page that the search's own script fills."""

from collections.abc import Iterator

from generator.page import Page
from generator.portal import Portal


def search(_portal: Portal) -> Iterator[Page]:
    """The page /search/; it is not in its own index."""
    yield Page(
        path="search/",
        title="搜索",
        description="在政策、企业、服务专员、专员办和使用帮助里查找。",
        template="search.html.j2",
        context={},
    )
