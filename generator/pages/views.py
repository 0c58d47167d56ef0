"""Values that several templates show; every text is finished, templates only loop and choose.

Paths are relative to the site's base ("policies/miit-2026-2/") and go through `url()`. An empty
text means that there is nothing to show. `term` is `Term.text`: the attribute from which the browser
computes the same words for its own day (`data-status`, `data-deadline`, `data-window`); a `Spell` is in `data-shown`.
"""

from typing import NamedTuple


class Link(NamedTuple):
    """A path below the site's base (it may carry `?…` or `#…`) and its words."""

    path: str
    words: str


class Tag(NamedTuple):
    """A status tag.

    `kind` is one of soon, open, always, valid, later, pending, closed, ended, replaced (computed from
    `term`) or sample (without `term`). `words` as shown: 即将截止, 有效至2027-12-31, 示例 …
    `beside`: it stands beside the tag of the document, and only while there is something to say of windows
    and last days; until then it has no words.
    """

    kind: str
    words: str
    term: str = ""
    beside: bool = False


class Spell(NamedTuple):
    """The days on which a part of a page holds: `text` is "first/last" (ISO or "", both included), for the script.

    `now`: whether it does on the day of the build.
    """

    text: str
    now: bool


class Deadline(NamedTuple):
    """The day that counts. `kind` as in `Tag`; `near`: vermilion; `iso`: for <time datetime>, or "".

    Column form: `year` ("2027年" where it is not this year, else ""), `day` ("12-04", or words such as
    不设截止), `small` ("还剩10天"). In a line: `sentence` ("12-04截止，还剩10天").
    """

    kind: str
    near: bool
    iso: str
    year: str
    day: str
    small: str
    sentence: str
    term: str


class Bar(NamedTuple):
    """A window bar, shown while the window is open (`now`: today).

    `passed` is the share of days gone, 0 to 100, where the needle stands.

    `start` and `end` are the words below its ends ("10-20开始", "12-04"); `near` makes the end vermilion.
    """

    now: bool
    passed: float
    start: str
    end: str
    near: bool
    term: str


class Figure(NamedTuple):
    """What a benefit is worth: `number` ("15", "最高600", "认定"), `unit` ("%", "万元"), `note` below."""

    number: str
    unit: str
    note: str


class Phone(NamedTuple):
    """A work phone: `words` as written, `href` for the link (tel:…)."""

    words: str
    href: str


class Mark(NamedTuple):
    """What a record was checked against: `official` a green dot, else a ring; 官网核对 or 转载核对.

    Without `words` nothing was checked and nothing is shown.
    """

    official: bool
    words: str
    date: str
    iso: str


class PolicyRow(NamedTuple):
    """One policy in a list; the same row with empty values is what the browser clones and fills.

    `number` is the 发文字号 or "", `issuers` and `claims` are joined texts, `note` says which places
    close earlier or which benefit goes on, `successor` leads to the policy now in force, `sample` shows the
    tag 示例.
    """

    id: str
    path: str
    title: str
    tag: Tag
    sample: bool
    summary: str
    number: str
    issuers: str
    claims: str
    mark: Mark
    figure: Figure
    deadline: Deadline
    successor: Link | None
    note: str


class Edit(NamedTuple):
    """改这一页: the YAML file, and where the git host edits it, or "" where the site names no repository."""

    path: str
    address: str


class Contact(NamedTuple):
    """问谁: an office or a unit. `path` is its page; `about` names the benefit it answers for, or ""."""

    about: str
    unit: str
    division: str
    person: str
    phone: Phone
    hours: str
    path: str
    sample: bool
