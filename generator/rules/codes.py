"""Rule 36: which credit code was meant by one that no enterprise has."""

from generator.checksums import credit_code_holds
from generator.nearest import Nearest

_MOST_SLIPS = 2
"""So many wrong characters are taken for slips: one mistyped, or two in the wrong order."""


def meant(code: str, known: Nearest) -> str | None:
    """The known code that was meant; None for a code that holds, since it is another enterprise's."""
    near = known.closest(code)
    if near is None or len(near) != len(code) or credit_code_holds(code):
        return None
    return near if sum(one != other for one, other in zip(code, near, strict=True)) <= _MOST_SLIPS else None
