"""The pages of the site: one module a section, each a function from a portal to pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.page import MadeFile, Page
from generator.pages.activities import activities
from generator.pages.aliases import aliases
from generator.pages.boards import boards
from generator.pages.cards import cards
from generator.pages.cases import cases
from generator.pages.certificates import certificates
from generator.pages.check import check
from generator.pages.check_index import check_index
from generator.pages.clerk_forms import clerk_form_files, clerk_forms
from generator.pages.commendations import commendations
from generator.pages.commissioners import commissioners
from generator.pages.data import data
from generator.pages.desks import desks
from generator.pages.dossiers import dossiers
from generator.pages.enterprises import enterprises
from generator.pages.experts import experts
from generator.pages.feeds import feeds
from generator.pages.handovers import handovers
from generator.pages.home import home, inner_home
from generator.pages.ledger_forms import ledger_form_files, ledger_forms
from generator.pages.meetings import meetings
from generator.pages.offices import offices
from generator.pages.people_index import people_index
from generator.pages.policies import policies
from generator.pages.policy import policy_pages
from generator.pages.policy_index import policy_index
from generator.pages.reports import reports
from generator.pages.resources import resources
from generator.pages.rights import rights
from generator.pages.rules import rules
from generator.pages.search import search
from generator.pages.training import training
from generator.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """An entry of the header: a section's address and its words."""

    path: str
    label: str


NAV: tuple[NavItem, ...] = (
    NavItem(path="policies/", label="找政策"),
    NavItem(path="check/", label="政策体检"),
    NavItem(path="commissioners/", label="找专员"),
    NavItem(path="resources/", label="找资源"),
    NavItem(path="rights/", label="权益保护"),
    NavItem(path="scheme/", label="制度与办法"),
)
"""The header of every page."""

SECTIONS: tuple[Callable[[Portal], Iterable[Page]], ...] = (
    home,
    policies,
    policy_pages,
    check,
    offices,
    commissioners,
    enterprises,
    experts,
    resources,
    activities,
    cases,
    rights,
    search,
    data,
    rules,
)
"""Everything that makes pages."""

INTERNAL_NAV = (NavItem(path="desk/", label="工作台"), NavItem(path="board/", label="专员办"), *NAV)
"""The header of the internal edition."""


def figures(portal: Portal) -> Iterator[Page]:
    """The pages that are made from figures over the whole ledger."""
    for section in (boards, reports, commendations):
        yield from (replace(page, figures=True) for page in section(portal))


_RICHER: Mapping[Callable[[Portal], Iterable[Page]], Callable[[Portal], Iterable[Page]]] = {
    home: inner_home,
    enterprises: dossiers,
}

INTERNAL_SECTIONS = (
    *(_RICHER.get(section, section) for section in SECTIONS),
    desks,
    handovers,
    figures,
    cards,
    ledger_forms,
    clerk_forms,
    training,
    certificates,
    meetings,
)
"""What the internal edition has: the public pages, those of enterprises with what the offices know, and its own."""

FILES: tuple[Callable[[Portal], Iterable[MadeFile]], ...] = (
    policy_index,
    check_index,
    people_index,
    aliases,
)
"""Everything that makes other files of the site, each made when it is written or asked for."""

INTERNAL_FILES = (
    *FILES,
    feeds,
    ledger_form_files,
    clerk_form_files,
)
"""What the internal edition has beside its pages."""
