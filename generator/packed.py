"""A clean document as bytes and back: JSON, which can hold nothing but data."""

from pydantic_core import from_json, to_json

from generator.document import Document
from generator.source import Source


def packed(document: Document) -> bytes:
    """The data of a document, and where the items of its lists begin; the source is not packed."""
    starts = {way[0] if way else "": numbers for way, numbers in document.items.items()}
    return to_json([document.data, starts])


def unpacked(source: Source, data: bytes) -> Document:
    """The document of a source."""
    value, starts = from_json(data)
    return Document(source, value, {() if isinstance(value, list) else (key,): starts[key] for key in starts})
