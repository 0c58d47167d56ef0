"""Where the git host edits a file of the repository, from MkDocs's repo_url and edit_uri."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.shell import edit_base

ROOT = Path("/tree")


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "base"),
    [
        ("https://github.com/a/b", "edit/main/content/pages/", "https://github.com/a/b/edit/main/"),
        (
            "https://gitlab.example/a/b/",
            "-/edit/main/content/pages/",
            "https://gitlab.example/a/b/-/edit/main/",
        ),
        ("https://git.example/a/b", "?edit=content/pages/", "https://git.example/a/b/?edit="),
        (None, "https://git.example/b/edit/main/content/pages/", "https://git.example/b/edit/main/"),
        ("https://github.com/a/b", "edit/master/docs/", ""),
        ("https://github.com/a/b", None, ""),
        (None, "edit/main/content/pages/", ""),
        (None, None, ""),
    ],
)
def test_edit_base(repo_url: str | None, edit_uri: str | None, base: str) -> None:
    config = SimpleNamespace(repo_url=repo_url, edit_uri=edit_uri, docs_dir="/tree/content/pages")
    assert edit_base(config, ROOT) == base
