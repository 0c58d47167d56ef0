"""What all records share: unknown keys are errors."""

from pydantic import ConfigDict


class Record:
    """A frozen value decoded from YAML; its fields are the keys of the file, and no others."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=False)
