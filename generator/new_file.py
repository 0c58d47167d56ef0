"""Where the git host makes a new file: an address with {folder}, {name} and {text} to fill in."""

import re
from collections.abc import Mapping

SETTING = "private_repository"
"""The key under `extra:` of `mkdocs.internal.yml`; without it no page offers the host."""

_FORMS = {
    "GitHub": "{address}/new/{branch}/{{folder}}?filename={{name}}&value={{text}}",
    "GitLab": "{address}/-/new/{branch}/{{folder}}?file_name={{name}}&content={{text}}",
    "Gitee": "{address}/new/{branch}/{{folder}}",
}
"""The form of each host. Gitee takes neither a name nor a text, so a page copies the text first and says the name."""

_KEYS = ("address", "host", "branch", "folder")


def new_file_address(settings: object) -> str:
    """The address of the host's “new file” page from the setting, or "" where there is none.

    `address` of the repository, `host` (GitHub, GitLab or Gitee), `branch` (main) and `folder` in which the
    folders of the offices lie (the top). Raises `ValueError`, with what to write, for anything else.
    """
    if settings is None:
        return ""
    if not isinstance(settings, Mapping) or not settings.keys() <= set(_KEYS):
        message = f"{SETTING} 只写 {'、'.join(_KEYS)}"
        raise ValueError(message)
    host, address = str(settings.get("host")), str(settings.get("address"))
    if host not in _FORMS:
        message = f"{SETTING} 的 host 写 {'、'.join(_FORMS)} 里的一个"
        raise ValueError(message)
    if not address.startswith(("https://", "http://")):
        message = f"{SETTING} 的 address 写仓库的网址，以 https:// 开头"
        raise ValueError(message)
    made = _FORMS[host].format(address=address.rstrip("/"), branch=settings.get("branch", "main"))
    folder = str(settings.get("folder") or "").strip("/")
    return made.replace("{folder}", f"{folder}/{{folder}}") if folder else made


def new_file_below(edit_base: str) -> str:
    """The address of the host's “new file” page for a file of the repository that it edits below `edit_base`.

    GitLab's addresses have `/-/`, GitHub's its name; every other host gets no more than the folder. "" without a base.
    """
    found = re.fullmatch(r"(https?://[^/]+/.+?)(/-)?/(?:_?edit)/([^/]+)/(.*)", edit_base)
    if not found:
        return ""
    address, dashed, branch, folder = found[1], found[2], found[3], found[4]
    host = "GitLab" if dashed else "GitHub" if address.startswith("https://github.com/") else "Gitee"
    return new_file_address({"host": host, "address": address, "branch": branch, "folder": folder})
