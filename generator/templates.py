"""Page templates: the one place that knows Jinja. Autoescape is on and every undefined name an error."""

import re
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from generator.page import Page

if TYPE_CHECKING:
    from types import CodeType

_BASE: ContextVar[str] = ContextVar("_BASE")
_ASSETS: ContextVar[str] = ContextVar("_ASSETS")


def url(path: str) -> str:
    """The address of a path of the site, from the page that is being rendered; #anchors stay as they are."""
    return path if path.startswith("#") else _BASE.get() + path


def asset(name: str) -> str:
    """The address of a file of `site_templates/assets/`, from the page that is being rendered."""
    return f"{_BASE.get()}{_ASSETS.get()}/{name}"


_SPECIAL = re.compile("[&<>'\"]").search


def escaped(value: object) -> str:
    """A value as HTML: as it is where it is markup, or text without special characters, which most is."""
    if type(value) is Markup or (type(value) is str and not _SPECIAL(value)):
        return value
    return escape(value)


class _Generator(CodeGenerator):
    """Templates as plain Python: three things that Jinja does for every value are a quarter of a page's time.

    They escape with `escaped`, a name behind a dot is an attribute and nothing else, and what is called is no
    function that asks for the context.
    """

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 -- Jinja's signature
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.visit(keyword, frame)
            self.write(", ")
        self.write(")")


class Compiled(BytecodeCache):
    """Templates compiled once in a process, as long as their text is the same: a preview makes its environment anew."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is known of it."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = Compiled()


class _Environment(Environment):
    code_generator_class = _Generator
    escaped = staticmethod(escaped)


class Templates:
    """The templates of a folder, each compiled once; `m` in all of them is what `_macros.html.j2` holds."""

    def __init__(self, folder: Path) -> None:
        self._environment = _Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self._environment.globals.update(url=url, asset=asset)
        del self._environment.filters["safe"]
        self._environment.globals["m"] = self._environment.get_template("_macros.html.j2").module
        self._template = cache(self._environment.get_template)

    def body(self, page: Page, *, assets: str) -> str:
        """The HTML of a page's body; `assets` is the folder below the site's base that holds the assets."""
        template = self._template(page.template)
        base_before, assets_before = _BASE.set("../" * page.depth or "./"), _ASSETS.set(assets)
        try:
            return template.render(**page.context)
        finally:
            _BASE.reset(base_before)
            _ASSETS.reset(assets_before)
