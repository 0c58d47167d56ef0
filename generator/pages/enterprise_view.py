"""What enterprise.html.j2 shows, as `view`."""

from typing import NamedTuple

from generator.pages.commissioner_view import Standin
from generator.pages.views import Contact, Edit, Link, Phone, Spell


class Server(NamedTuple):
    """The commissioner of today; `phone` None where there is none at hand."""

    link: Link
    unit: str
    phone: Phone | None
    since: str
    standin: Standin | None


class TierRow(NamedTuple):
    """A recognition: `state` 有效, 即将到期, 已到期 or 未生效; `near`: it ends soon and nothing follows.

    `term` is what the browser computes the same from: awarded|ends|from when 复核 is due|how far 复核 is.
    """

    tier: str
    awarded: str
    until: str
    state: str
    near: bool
    review: str
    term: str


class PairingRow(NamedTuple):
    """A pairing in the history: its `days` in words and as a `spell`, and the reason where it is known."""

    days: str
    spell: Spell
    person: Link
    reason: str


class Scope(NamedTuple):
    """What an enterprise is in the scheme from today or a later day on, until that changes.

    `level` is "" where it is not in scope; then `outside` says so and since when.
    `server` None: nobody yet, not in scope, or not public; `why` is the sentence for it. `office` is whom
    to call instead.
    `spell` None: nothing changes.
    """

    spell: Spell | None
    level: str
    outside: str
    server: Server | None
    why: str
    office: Contact | None


class EnterpriseView(NamedTuple):
    """An enterprise. `name_parts`: the h1 with <wbr> between them.

    `scopes`: what it is today, then what it will be. `helps` lead to resources and experts for it. `moves` and `pairings` are histories, empty where there is nothing to tell.
    """

    name: str
    name_parts: tuple[str, ...]
    code: str
    scopes: tuple[Scope, ...]
    crumb: Link | None
    place: str
    industry: str
    products: str
    former: tuple[str, ...]
    moves: tuple[str, ...]
    tiers: tuple[TierRow, ...]
    pairings: tuple[PairingRow, ...]
    policies: Link
    helps: tuple[Link, ...]
    edit: Edit
