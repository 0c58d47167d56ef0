"""Typed records, one module a kind."""
