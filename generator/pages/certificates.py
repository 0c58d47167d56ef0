"""证书 of the internal edition: the register by city and office, who has none, and a sheet to print for each number."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypeAlias

from generator.page import Page
from generator.pages.by_city import OTHERS, City, Count, cities, office_link
from generator.pages.certificate_view import (
    CertificatesView,
    CertificateView,
    CityCertificatesView,
    CityRow,
    HolderRow,
    OfficeRow,
)
from generator.pages.deferred import Deferred
from generator.pages.people import person_link
from generator.pages.views import Link
from generator.pages.words import prose_date
from generator.portal import Portal
from generator.records.reporting import Certificate
from generator.roster import CommissionerFacts

PATH = "certificates/"

Register: TypeAlias = Mapping[str, Certificate]
"""The newest certificate of each commissioner, by id."""


def certificates(portal: Portal) -> Iterator[Page]:
    """The page /certificates/, one for each city that has commissioners, and one for each commissioner with a number."""
    register = _register(portal)
    yield Page(
        path=PATH,
        title="服务专员证书",
        description="服务专员证书的登记：谁有，编号是多少，谁还没有。",
        template="certificates.html.j2",
        context=Deferred(partial(_view, portal, register)),
    )
    for city in cities(portal):
        if any(_offices(portal, register, city)):
            yield Page(
                path=f"{PATH}{city.code}/",
                title=f"{city.name}专员的证书",
                description=f"{city.name}各专员办的服务专员的证书编号和发证日期。",
                template="certificates-city.html.j2",
                context=Deferred(partial(_city_view, portal, register, city)),
            )
    for facts in portal.roster.commissioners:
        if facts.record.id in register:
            yield Page(
                path=sheet_path(facts),
                title=f"{facts.record.name}的服务专员证书",
                description=f"{facts.record.name}的服务专员证书，横向A4纸打印。",
                template="certificate.html.j2",
                context=Deferred(partial(_sheet, portal, register, facts)),
            )


def sheet_path(facts: CommissionerFacts) -> str:
    """The page of a certificate to print."""
    return f"{PATH}{facts.record.id}/"


def _register(portal: Portal) -> Register:
    issued = sorted(portal.dataset.certificates, key=lambda entry: entry.record.issued_on)
    return {entry.record.commissioner: entry.record for entry in issued}


def _view(portal: Portal, register: Register) -> CertificatesView:
    rows = tuple(_city_row(portal, register, city) for city in cities(portal))
    certified, without = sum(row.certified for row in rows), sum(row.without for row in rows)
    return CertificatesView(
        counts=(
            Count(certified, "名", f"在任的{certified + without}名专员里有证书"),
            Count(without, "名", "还没有证书", gap=without > 0),
        ),
        cities=tuple(row for row in rows if row.people),
        others=tuple(link for link in OTHERS if link.path != PATH),
    )


def _city_row(portal: Portal, register: Register, city: City) -> CityRow:
    people = [facts for code in city.offices for facts in portal.roster.commissioners_of.get(code, ())]
    certified = sum(facts.record.id in register for facts in people)
    link = Link(path=f"{PATH}{city.code}/", words=city.name)
    return CityRow(link=link, people=len(people), certified=certified, without=len(people) - certified)


def _city_view(portal: Portal, register: Register, city: City) -> CityCertificatesView:
    return CityCertificatesView(
        title=f"{city.name}专员的证书", offices=tuple(_offices(portal, register, city))
    )


def _offices(portal: Portal, register: Register, city: City) -> Iterator[OfficeRow]:
    left: dict[str, list[HolderRow]] = {}
    for facts in portal.roster.commissioners:
        if facts.office in city.offices and not facts.post and facts.record.id in register:
            left.setdefault(facts.office, []).append(_holder(register, facts))
    for code in city.offices:
        here = [_holder(register, facts) for facts in portal.roster.commissioners_of.get(code, ())]
        if here or code in left:
            certified = tuple(row for row in here if row.number)
            without = tuple(row for row in here if not row.number)
            yield OfficeRow(
                anchor=code,
                office=office_link(portal, code),
                summary=f"{len(here)}名专员，{len(certified)}名有证书"
                + (f"，{len(without)}名还没有" if without else ""),
                without=without,
                certified=certified,
                left=tuple(left.get(code, ())),
            )


def _holder(register: Register, facts: CommissionerFacts) -> HolderRow:
    held = register.get(facts.record.id)
    if not held:
        return HolderRow(link=person_link(facts), number="", day="")
    link = Link(path=sheet_path(facts), words=facts.record.name)
    return HolderRow(link=link, number=held.number, day=held.issued_on.isoformat())


def _sheet(portal: Portal, register: Register, facts: CommissionerFacts) -> CertificateView:
    held = register[facts.record.id]
    issuer = portal.office_by_region.get(portal.scheme.province)
    posts = [post for post in facts.record.posts if post.holds_on(held.issued_on)] or [*facts.record.posts]
    city = next(city for city in cities(portal) if facts.office in city.offices)
    return CertificateView(
        name=facts.record.name,
        number=held.number,
        unit=posts[0].unit,
        issuer=issuer.unit if issuer else portal.scheme.site.publisher,
        day=prose_date(held.issued_on),
        away="" if facts.post else "现在不在任，证书只作存档。",
        register=Link(path=f"{PATH}{city.code}/#{facts.office}", words=f"{city.name}专员的证书"),
    )
