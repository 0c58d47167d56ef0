"""问谁: who answers for each benefit."""

from collections.abc import Iterator

from generator.pages.addresses import office_path
from generator.pages.rows import tagged
from generator.pages.views import Contact
from generator.pages.words import joined, phone
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.office import Office


def contacts(portal: Portal, policy: PolicyFacts) -> tuple[Contact, ...]:
    """Each contact once; `about` names the benefits where it does not answer for all of them."""
    if not policy.benefits:
        return tuple(_default(portal, policy))
    answering: dict[Contact, list[str]] = {}
    for benefit in policy.benefits:
        for contact in _answering(portal, policy, benefit):
            answering.setdefault(contact, []).append(benefit.record.name)
    everyone = len(policy.benefits)
    return tuple(
        contact._replace(about=joined(names) if len(names) < everyone else "")
        for contact, names in answering.items()
    )


def office_contact(portal: Portal, code: str) -> Contact | None:
    """The office of a region, or of the nearest region above it that has one."""
    office = portal.office_over(code)
    return _office(office) if office else None


def _answering(portal: Portal, policy: PolicyFacts, benefit: BenefitFacts) -> Iterator[Contact]:
    record = benefit.record
    if record.contact is not None:
        yield Contact(
            about="",
            unit=record.contact.unit,
            division="",
            person="",
            phone=phone(record.contact.work_phone),
            hours="",
            path="",
            sample=tagged(record.contact.unit, sample=policy.record.sample),
        )
    elif record.office is not None:
        contact = office_contact(portal, record.office)
        if contact is not None:
            yield contact
    else:
        yield from _default(portal, policy)


def _default(portal: Portal, policy: PolicyFacts) -> Iterator[Contact]:
    """The offices of the policy's regions, else the province's."""
    for code in policy.record.regions or (portal.scheme.province,):
        contact = office_contact(portal, code)
        if contact is not None:
            yield contact


def _office(office: Office) -> Contact:
    return Contact(
        about="",
        unit=office.unit,
        division=office.division,
        person=office.contact,
        phone=phone(office.work_phone),
        hours=office.hours or "",
        path=office_path(office.region),
        sample=tagged(office.unit, sample=office.sample),
    )
