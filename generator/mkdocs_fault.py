"""How MkDocs can end for reasons of the tree: known without MkDocs, which takes long to import."""

CONFIG = "mkdocs.yml"
INTERNAL_CONFIG = "mkdocs.internal.yml"
"""The internal edition; where it is missing, `CONFIG` is for both."""


class GuideError(Exception):
    """A guide or the theme has a fault, which is named already."""


class ConfigError(Exception):
    """`mkdocs.yml` cannot be used, and why is said already."""
