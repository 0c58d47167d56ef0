"""What guides show from the data: the “四个一”, the trainings and the commendations; words of the scheme; codes, fields."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from generator.kinds import KINDS
from generator.learning import TAUGHT, untaught
from generator.page import Page
from generator.pages.addresses import experts_for
from generator.pages.deferred import Deferred
from generator.pages.due_days import due_view
from generator.pages.file_fields import fields_view
from generator.pages.four_view import (
    Commended,
    CommendedYear,
    Group,
    InsetView,
    TrainingYear,
    Unit,
)
from generator.pages.rules import rules_view
from generator.pages.scheme_words import scheme_words
from generator.pages.views import Link
from generator.pages.words import joined, prose_date
from generator.portal import Portal
from generator.records.province import Commendation, ContactGroup
from generator.records.types import Level

if TYPE_CHECKING:
    from generator.records.training import TrainingSession


@lru_cache(maxsize=1)
def insets(portal: Portal) -> Mapping[str, Page]:
    """What a guide may name in a comment `<!-- data: four -->`, by name; who puts it in gives the guide's path."""
    scheme = Deferred(partial(_view, portal))
    contexts = dict.fromkeys(("four", "trainings", "commendations"), scheme)
    contexts |= {"rules": Deferred(rules_view), "due": Deferred(partial(due_view, portal))}
    said = {f"scheme {name}": {"view": view} for name, view in scheme_words(portal).items()}
    contexts |= {f"fields {kind.name}": Deferred(partial(fields_view, kind)) for kind in KINDS}
    return {
        name: Page(
            path="", title="", description="", template=f"inset-{name.split()[0]}.html.j2", context=context
        )
        for name, context in (*contexts.items(), *said.items())
    }


def _view(portal: Portal) -> InsetView:
    dataset = portal.dataset
    force = next((entry.record for entry in dataset.task_forces), None)
    experts = [entry.record for entry in dataset.experts]
    counts = Counter(domain for record in experts for domain in record.domains)
    domains = dict.fromkeys([*portal.scheme.expert_domains, *counts])
    serving = sum(bool(facts.post and facts.serving) for facts in portal.roster.commissioners)
    return InsetView(
        commissioners=sum(facts.post is not None for facts in portal.roster.commissioners),
        serving=serving,
        enterprises=sum(facts.level is not None for facts in portal.roster.enterprises),
        force=force.name if force else "",
        leader=force.leader if force else "",
        office_unit=force.office_unit if force else "",
        members=tuple(Unit(unit=member.unit, role=member.role) for member in force.members) if force else (),
        experts=len(experts),
        domains=tuple((Link(path=experts_for(domain), words=domain), counts[domain]) for domain in domains),
        groups=tuple(_groups(portal)),
        trainings=tuple(_trainings(portal)),
        commended=tuple(_commended(portal)),
    )


def _groups(portal: Portal) -> Iterator[Group]:
    for entry in portal.dataset.contact_groups:
        record = entry.record
        yield Group(
            name=record.name,
            channel=record.channel.value,
            functions=joined(record.functions),
            offices=f"{joined(_cities(portal, record))}，共{len(record.offices)}个专员办",
        )


def _cities(portal: Portal, group: ContactGroup) -> tuple[str, ...]:
    """Where the offices of a group are, by city; the province's own office stands for itself."""
    regions = (portal.region_by_code[code] for code in group.offices)
    top = {None, portal.scheme.province}
    above = (
        region if region.parent in top else portal.region_by_code[region.parent or ""] for region in regions
    )
    return tuple(dict.fromkeys(region.name for region in above))


def _trainings(portal: Portal) -> Iterator[TrainingYear]:
    """The years, the newest first; sessions still to come are told as planned."""
    years: dict[int, list[TrainingSession]] = {}
    for entry in portal.dataset.sessions:
        years.setdefault(entry.record.date.year, []).append(entry.record)
    for year in sorted(years, reverse=True):
        provincial = sorted(
            (session for session in years[year] if session.level is Level.PROVINCIAL),
            key=lambda session: session.date,
        )
        missing = untaught(provincial)
        yield TrainingYear(
            year=year,
            sessions=tuple(
                f"{prose_date(session.date)}，{session.host}"
                + ("（计划）" if session.date > portal.as_of else "")
                for session in provincial
            ),
            topics=joined(topic for topic in TAUGHT if topic not in missing),
            missing=joined(missing),
            local=len(years[year]) - len(provincial),
        )


def _commended(portal: Portal) -> Iterator[CommendedYear]:
    years: dict[int, list[Commended]] = {}
    for entry in portal.dataset.commendations:
        years.setdefault(entry.record.year, []).append(_one_commended(portal, entry.record))
    for year in sorted(years, reverse=True):
        yield CommendedYear(year=year, rows=tuple(years[year]))


def _one_commended(portal: Portal, record: Commendation) -> Commended:
    """A unit by its name, a commissioner with the page."""
    facts = portal.roster.commissioner_by_id.get(record.commissioner or "")
    if facts is None:
        return Commended(who=record.unit or "", link=None, reason=record.for_)
    return Commended(who="", link=Link(path=facts.path, words=facts.record.name), reason=record.for_)
