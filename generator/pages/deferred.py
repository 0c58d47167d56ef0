"""The context of a page whose values are built when the page is rendered, and not before."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deferred(Mapping[str, object]):
    """A mapping with the key `view`, and `inside` for what only the internal edition shows of the same record.

    A value is made anew each time it is asked for.
    """

    make: Callable[[], object]
    inside: Callable[[], object] | None = None

    def __getitem__(self, key: str) -> object:
        """A value of the page."""
        if key == "view":
            return self.make()
        if key == "inside" and self.inside:
            return self.inside()
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter(("view", "inside") if self.inside else ("view",))

    def __len__(self) -> int:
        """How many keys there are."""
        return 2 if self.inside else 1
