"""Running MkDocs from our own commands, quietly and into a folder of our choice."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands import build, serve
from mkdocs.config import load_config

from generator.build import Checked, Progress

CONFIG = "mkdocs.yml"


def build_with_mkdocs(found: Checked, root: Path, out: Path, *, jobs: int, progress: Progress) -> None:
    """Build the site of checked data into a folder. MkDocs ends the process where it fails, having said why."""
    with _quietly():
        config = load_config(str(root / CONFIG), site_dir=str(out), strict=True)
        plugin = config.plugins["portal"]
        plugin.found, plugin.jobs, plugin.progress = found, jobs, progress  # type: ignore[attr-defined]
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build.build(config)
        finally:
            config.plugins.on_shutdown()


def serve_with_mkdocs(root: Path, port: int) -> None:
    """Serve a live preview on 127.0.0.1 until Ctrl-C."""
    with _quietly():
        serve.serve(str(root / CONFIG), dev_addr=f"127.0.0.1:{port}")


@contextmanager
def _quietly() -> Iterator[None]:
    """Let MkDocs say only what is wrong."""
    log = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.removeHandler(handler)
