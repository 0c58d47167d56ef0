"""A reference: an id that stands somewhere, and the kind of thing that it names."""

from typing import NamedTuple

from generator.document import Document, Loc


class Reference(NamedTuple):
    """`kind` is the name of a kind of record, or one of benefit, asks, domain, industry, rule."""

    kind: str
    name: str
    document: Document
    loc: Loc
    on_key: bool = False
