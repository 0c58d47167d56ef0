"""What home.html.j2 shows, as `view`."""

from typing import NamedTuple

from generator.pages.views import Deadline, Link


class Tick(NamedTuple):
    """A day's mark at `x`, `height` 6, 3 (weekend) or 14 (first of a month, with `words` "12月", else "")."""

    x: int
    height: int
    words: str


class Flag(NamedTuple):
    """A closing day on the ruler: pole at `x`, `lane` 0 (low) or 1 (high), words right or left of it.

    `left`: the words end at the pole instead of starting there. `day` "12-04", `words` a short title.
    """

    x: int
    lane: int
    left: bool
    near: bool
    iso: str
    day: str
    words: str
    path: str


class Ruler(NamedTuple):
    """时限尺: the days from `start_iso` ("12-04" as `start`) on a scale 0 to `width`, a tick each.

    A month's name nearer to today than `clear` would run into the words there. On a later day than the
    build's the browser moves the scale on; what closes in `soon` days is near.
    """

    width: int
    clear: int
    soon: int
    start_iso: str
    start: str
    ticks: tuple[Tick, ...]
    flags: tuple[Flag, ...]


class LedgerRow(NamedTuple):
    """A row of 即将截止: deadline, title, one line of meta."""

    path: str
    title: str
    deadline: Deadline
    meta: str
    sample: bool


class NewRow(NamedTuple):
    """A row of 最新政策: the day (with `year` where it is not this one), what it is (发布, 成文, 施行)."""

    path: str
    title: str
    iso: str
    year: str
    day: str
    small: str
    meta: str
    sample: bool


class Entrance(NamedTuple):
    """从您的身份开始: a role and where it begins."""

    role: str
    links: tuple[Link, ...]


class Tile(NamedTuple):
    """A figure: number, unit, one line, and the rows behind it."""

    number: str
    unit: str
    words: str
    path: str


class HomeView(NamedTuple):
    """`headline` and `lead` above the search box, `tries` below it, then ruler, ledgers, roles, figures.

    `closing` empty: `closing_empty` says so and `closing_empty_link` leads on. On a later day the browser shows
    the first `closing_most` of these and of `closing_later` that close within `closing_days`. `ruler` is None without flags.
    """

    headline: str
    lead: str
    tries: tuple[Link, ...]
    ruler: Ruler | None
    closing: tuple[LedgerRow, ...]
    closing_later: tuple[LedgerRow, ...]
    closing_most: int
    closing_days: int
    closing_more: Link
    closing_empty: str
    closing_empty_link: Link
    newest: tuple[NewRow, ...]
    newest_more: Link
    entrances: tuple[Entrance, ...]
    tiles: tuple[Tile, ...]
    as_of: str
