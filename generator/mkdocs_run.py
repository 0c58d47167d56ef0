"""Running MkDocs from our own commands: quietly, in Chinese, and into a folder of our choice."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands import build, serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException

from generator.build import Progress
from generator.checking import Checked
from generator.mkdocs_fault import CONFIG, INTERNAL_CONFIG, ConfigError, GuideError


def build_with_mkdocs(
    found: Checked, root: Path, out: Path, *, jobs: int, progress: Progress, private: Path | None = None
) -> None:
    """Build an edition of checked data into a folder, the internal one where there is a private folder.

    `GuideError`, `ConfigError`.
    """
    with _quietly():
        config = _config(root, private, site_dir=str(out), strict=True)
        plugin = config.plugins["portal"]
        plugin.found, plugin.jobs, plugin.progress = found, jobs, progress  # type: ignore[attr-defined]
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build.build(config)
        except MkDocsException:
            raise GuideError from None
        finally:
            config.plugins.on_shutdown()


def serve_with_mkdocs(root: Path, port: int, private: Path | None = None) -> None:
    """Serve a live preview on 127.0.0.1 until Ctrl-C, of the internal edition where there is a private folder.

    `ConfigError`.
    """
    with _quietly():
        config = _config(root, private)
        try:
            serve.serve(config.config_file_path, dev_addr=f"127.0.0.1:{port}")
        except MkDocsException:
            raise GuideError from None


def _config(
    root: Path, private: Path | None, *, site_dir: str | None = None, strict: bool | None = None
) -> MkDocsConfig:
    inside = root / INTERNAL_CONFIG
    path = inside if private and inside.exists() else root / CONFIG
    try:
        config = load_config(str(path), site_dir=site_dir, strict=strict)
    except MkDocsException as fault:
        if isinstance(fault, ConfigurationError):  # the others have said it in the log
            logging.getLogger("mkdocs").error("%s", fault)  # noqa: TRY400 -- no traceback
        raise ConfigError from None
    plugin = config.plugins["portal"]  # the same object for each load of the process
    plugin.told, plugin.private = True, private  # type: ignore[attr-defined]
    return config


@contextmanager
def _quietly() -> Iterator[None]:
    """Let MkDocs say only what is wrong."""
    log = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(_Chinese())
    handler.addFilter(
        lambda record: not record.getMessage().startswith("Error ")
    )  # raised as well, and said there
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.removeHandler(handler)


class _Chinese(logging.Formatter):
    """What MkDocs says of a guide's links and of the site's address, in our words; the rest as it is."""

    _LINK = re.compile(
        r"Doc file '(?P<guide>.+?)' contains (?P<kind>.*?)link (?:to )?'(?P<link>.*?)'(?P<why>.*)"
    )

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        if said.startswith("Config value 'site_url'"):
            return "site_url（环境变量 SITE_URL）写完整的网址，例如 https://zjtx.example.cn/"
        found = self._LINK.match(said)
        if not found:
            return f"MkDocs：{said}"
        if "absolute" in found["kind"]:
            mend = "不能以 / 开头，改成从这个文件起的相对路径"
        elif "anchor" in found["why"]:
            mend = "指的标题不在那一页，核对 # 后面的文字"
        else:
            mend = "指的文件不存在，核对路径"
        return f"{found['guide']}：链接“{found['link']}”{mend}"
