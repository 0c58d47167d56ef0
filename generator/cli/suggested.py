"""The experts and resources that `portal match` names for an enterprise and its open requests, in words and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.suggested import Suggested


def lines(found: Sequence[Suggested]) -> Iterator[str]:
    """In words: each with its reasons."""
    for each in found:
        about = f"诉求 {each.request} " if each.request else ""
        for title, those in (("可以请的专家", each.experts), ("可以用的资源", each.resources)):
            if those:
                yield ""
                yield f"{about}{title}"
                yield from (
                    f"  {item.record.id}  {item.record.name}：{'；'.join(item.reasons)}" for item in those
                )


def as_json(found: Sequence[Suggested]) -> list[dict[str, Any]]:
    """For programs: ids with reasons."""
    return [
        {
            "request": each.request or None,
            "experts": [{"id": item.record.id, "reasons": list(item.reasons)} for item in each.experts],
            "resources": [{"id": item.record.id, "reasons": list(item.reasons)} for item in each.resources],
        }
        for each in found
    ]
