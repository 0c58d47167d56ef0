"""The search index: what a reader's browser loads, part by part, to answer a query."""

from generator.search.index import SearchDoc, build_index
from generator.search.tokens import normalise

__all__ = ["SearchDoc", "build_index", "normalise"]
