"""The context of a page whose view is built when the page is rendered, and not before."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deferred(Mapping[str, object]):
    """A mapping with the one key `view`; its value is made anew each time it is asked for."""

    make: Callable[[], object]

    def __getitem__(self, key: str) -> object:
        """The view."""
        if key != "view":
            raise KeyError(key)
        return self.make()

    def __iter__(self) -> Iterator[str]:
        """The one key."""
        return iter(("view",))

    def __len__(self) -> int:
        """One."""
        return 1
