"""What all records share: unknown keys are errors."""

from typing import ClassVar

from pydantic import ConfigDict


class Record:
    """A frozen value decoded from YAML; its fields are the keys of the file, and no others."""

    __slots__ = ()
    one_of: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of optional fields of which exactly one is written."""
    __pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=False)

    def has_one(self, group: tuple[str, ...]) -> bool:
        """Whether exactly one of the fields is written."""
        return sum(getattr(self, name) is not None for name in group) == 1
