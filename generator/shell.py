"""The shell: what Material makes around a record's page, cut at marks and filled once a page."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup, escape

from generator.assets import Assets
from generator.headers import CSP, page404_csp
from generator.page import Page
from generator.pages import INTERNAL_NAV, NAV
from generator.pages.words import prose_date
from generator.portal import Portal
from generator.prose import plain_text
from generator.search import SearchDoc

SLOTS = ("title", "description", "canonical", "content")
"""What changes from page to page inside a shell; `canonical` only where the site's address is known."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private-use characters, which no record can hold."""

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_INSET = re.compile("<!-- data: ([a-z]+(?: [a-z0-9-]+)?) -->")
_MARK = re.compile(f"{_OPEN}([a-z]+){_CLOSE}")


class ShellError(Exception):
    """A theme whose output lacks a slot, or holds one twice; the message names them."""


def mark(slot: str) -> str:
    """The mark that stands for a slot while the theme renders."""
    return f"{_OPEN}{slot}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Shell:
    """The theme's output around a page, encoded once: what stands before, between and behind the slots."""

    parts: tuple[bytes, ...]
    slots: tuple[str, ...]

    @classmethod
    def cut(cls, output: str, *, canonical: bool, name: str) -> "Shell":
        """Cut the theme's output at the marks; `ShellError` unless each expected slot is there once."""
        parts = _MARK.split(output)
        found = parts[1::2]
        expected = [slot for slot in SLOTS if canonical or slot != "canonical"]
        wrong = [
            slot for slot in dict.fromkeys([*expected, *found]) if found.count(slot) != (slot in expected)
        ]
        if wrong:
            counted = "、".join(f"{slot} 出现{found.count(slot)}次" for slot in wrong)
            message = f"主题模板 main.html 在 {name} 的插槽不对：{counted}；每个插槽应恰好出现一次（{'、'.join(expected)}）"
            raise ShellError(message)
        return cls(tuple(part.encode() for part in parts[::2]), tuple(found))

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The whole page in UTF-8; values that are not markup are escaped."""
        first, *others = self.parts
        inside = (escape(values[slot]).encode() + part for slot, part in zip(self.slots, others, strict=True))
        return first + b"".join(inside)


def shell_source(section: str, depth: int) -> str:
    """The virtual Markdown file that makes the shell of a section at a depth."""
    if depth <= 1:
        return f"{section}/index.md" if depth else "index.md"
    return f"{section}/{'_/' * (depth - 2)}_shell.md"


def spliced(page: Page, body: Markup, shell: Shell, site_url: str) -> bytes:
    """A page's body inside its shell, in UTF-8."""
    return shell.fill(
        {
            "title": page.title,
            "description": page.description,
            "canonical": site_url + page.path,
            "content": body,
        }
    )


def dress(page: Any, value: Callable[[str], str], *, canonical: bool) -> None:  # noqa: ANN401 -- MkDocs's page, unnamed here
    """Give a page of MkDocs the values of a record, each by the name of its slot."""
    page.title = value("title")
    page.meta = {"record": True, "description": value("description")}
    page.content = value("content")
    page.canonical_url = value("canonical") if canonical else None


def with_insets(html: str, inset: Callable[[str], str]) -> str:
    """A guide's HTML with what its comments `<!-- data: name -->` ask for."""
    return _INSET.sub(lambda found: inset(found[1]), html)


def scrollable(html: str) -> str:
    """A guide's HTML in which the keyboard can scroll what is too wide."""
    html = html.replace("<pre>", '<pre tabindex="0">')
    return _TABLE.sub(r'<div class="z-scroll" tabindex="0">\g<0></div>', html)


def guide(page: Any) -> SearchDoc:  # noqa: ANN401 -- MkDocs's page, unnamed here
    """A page that MkDocs made, as the search knows it."""
    return SearchDoc(
        url=page.url,
        section=str(page.meta.get("label", "说明")),
        title=str(page.title),
        number="",
        summary=str(page.meta.get("description", "")),
        tags=(),
        text=plain_text(page.content or ""),
        date="",
        ends_on="",
    )


def edit_base(config: Any, root: Path) -> str:  # noqa: ANN401 -- MkDocs's configuration, unnamed here
    """The address below which the git host edits any file of the repository, or "".

    MkDocs's `edit_uri` leads to the folder of the guides (`edit/main/content/pages/`): what stands before it
    leads to the root. Without it, or with one that ends elsewhere, nobody knows where the root is.
    """
    repository, guides = config.repo_url or "", config.edit_uri or ""
    before = guides.removesuffix(f"{os.path.relpath(config.docs_dir, root)}/")
    base = urljoin(f"{repository.rstrip('/')}/", before)
    return base if before != guides and base.startswith(("https://", "http://")) else ""


def shell_values(portal: Portal, assets: Assets, *, guarded: bool, internal: bool = False) -> dict[str, Any]:
    """What the theme's templates read as `config.extra.portal`; without `guarded` there is no CSP.

    The live preview reloads pages by an inline script, so it cannot be guarded.
    """
    css = assets.text("404.css").strip()
    return {
        "nav": [{"path": item.path, "label": item.label} for item in (INTERNAL_NAV if internal else NAV)],
        "assets": assets.prefix,
        "title": portal.scheme.title,
        "short_title": portal.scheme.short_title,
        "province": portal.region_by_code[portal.scheme.province].name + ("，内部版" if internal else ""),
        "site": portal.scheme.site,
        "internal": internal,
        "as_of": prose_date(portal.as_of),
        "as_of_iso": portal.as_of.isoformat(),
        "csp": CSP if guarded else "",
        "page404": {
            "css": css,
            "csp": page404_csp(css) if guarded else "",
        },
    }
