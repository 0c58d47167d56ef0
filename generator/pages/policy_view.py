"""What policy.html.j2 shows, as `view`."""

from typing import NamedTuple

from generator.pages.views import Bar, Contact, Deadline, Figure, Link, Mark, Spell, Tag


class DateLine(NamedTuple):
    """A date below the title: "2026年1月17日发布"."""

    iso: str
    words: str


class Banner(NamedTuple):
    """A notice above the title: kind sample, replaced, ended or pending; `link` leads to what is in force.

    `spell`: on which days it holds; None: on all.
    """

    kind: str
    words: str
    link: Link | None
    spell: Spell | None


class WindowRow(NamedTuple):
    """One 申报期: where (`全省` or names of places), when, a note, its state; the note alone if it has no day."""

    where: str
    when: str
    note: str
    tag: Tag | None


class Exclusion(NamedTuple):
    """不得重复享受: the other benefit and the clause that says so."""

    link: Link
    clause: str


class ConditionLine(NamedTuple):
    """A condition with its clause, or a group: its heading as `text` and the conditions below as `lines`."""

    text: str
    clause: str
    lines: tuple["ConditionLine", ...]


class Material(NamedTuple):
    """A paper to hand in: where it comes from, a note, the usual trap; each may be ""."""

    name: str
    source: str
    note: str
    trap: str


class BenefitView(NamedTuple):
    """政策事项. `anchor` is the id of its card, `conditions_anchor` of its 申报条件.

    `conditions_lead` says how the lines are joined (“以下6项都要满足”); without a rule it is the reason.
    `experts` are domains, `resources` names; both lead to who can help.
    `note` says that the benefit goes on although the policy was replaced, or "".
    """

    anchor: str
    conditions_anchor: str
    name: str
    what: str
    supports: str
    claim: str
    figure: Figure | None
    tag: Tag
    deadline: Deadline
    windows: tuple[WindowRow, ...]
    exclusions: tuple[Exclusion, ...]
    conditions_lead: str
    conditions: tuple[ConditionLine, ...]
    materials: tuple[Material, ...]
    steps: tuple[str, ...]
    experts: tuple[Link, ...]
    resources: tuple[Link, ...]
    address: str
    note: str


class ChainEntry(NamedTuple):
    """A dot of 沿革, oldest first: filled on the days on which that document is in force (`filled`; None: never).

    `link` is None for the document of this page; `words` says what happened, `number` its 发文字号.
    """

    date: str
    iso: str
    filled: Spell | None
    words: str
    link: Link | None
    tag: Tag | None
    number: str
    note: str


class Related(NamedTuple):
    """依据, 解读, 修改 …: a label and the documents."""

    label: str
    links: tuple[Link, ...]


class Source(NamedTuple):
    """来源: mark and day of the check, or that there is none; the original's address or ""; the YAML file.

    `edit_address` is where to change it (only when the site names its repository), else "".
    """

    mark: Mark
    words: str
    address: str
    path: str
    edit_address: str


class Qr(NamedTuple):
    """A QR code as SVG: `size` modules with the quiet zone (viewBox 0 0 size size) and the path's `d`."""

    size: int
    d: str


class PolicyView(NamedTuple):
    """A policy page. `title_parts`: the h1 with <wbr> between them. `toc`: anchors of this page (path "#…").

    Three lines: `gets`, `until` (with `deadline`, `bar` and `early`: places that close earlier, shown while
    a window is open, `early_now`: today), `does`.
    Sections with nothing in them are empty tuples. `everywhere`: no place is named, so that each enterprise asks
    the office of its own place first. `address` is the page's full address, or "".
    """

    id: str
    title: str
    title_parts: tuple[str, ...]
    banners: tuple[Banner, ...]
    tags: tuple[Tag, ...]
    level: str
    topics: tuple[Link, ...]
    number: str
    issuers: str
    dates: tuple[DateLine, ...]
    gets: str
    until: str
    deadline: Deadline
    bar: Bar | None
    early: str
    early_now: bool
    does: str
    benefits_heading: str
    benefits: tuple[BenefitView, ...]
    with_materials: tuple[BenefitView, ...]
    with_steps: tuple[BenefitView, ...]
    nothing: str
    chain: tuple[ChainEntry, ...]
    related: tuple[Related, ...]
    everywhere: bool
    contacts: tuple[Contact, ...]
    source: Source
    toc: tuple[Link, ...]
    address: str
    qr: Qr | None
    as_of: str
