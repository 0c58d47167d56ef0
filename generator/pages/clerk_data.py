"""What the forms of clerks read of the data: schemas, places, ids that are taken."""

import json
from collections.abc import Sequence

from generator.dataset import Dataset
from generator.kinds import KIND
from generator.portal import Portal
from generator.schemas import schema


def schema_of(name: str) -> object:
    """The schema of a kind's files, as editors have it."""
    return schema(KIND[name])


def places(portal: Portal) -> list[list[str | int]]:
    """All places: code, name that cannot be taken for another, position of the one above or -1."""
    at = {code: place for place, code in enumerate(portal.region_by_code)}
    return [
        [code, portal.place_names[code], at.get(region.parent or "", -1)]
        for code, region in portal.region_by_code.items()
    ]


def taken(dataset: Dataset, kind: str) -> Sequence[str]:
    """The ids of a kind that are in use, were so under another name, or may not come back."""
    aliases = (
        alias for entry in dataset.entries.get(kind, ()) for alias in getattr(entry.record, "aliases", ())
    )
    retired = (entry.record.id for entry in dataset.retired if entry.record.kind == kind)
    return sorted({*dataset.ids[kind], *aliases, *retired})


def written(value: object) -> bytes:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
