"""Values of the pages below /certificates/ of the internal edition."""

from typing import NamedTuple

from generator.pages.by_city import Count
from generator.pages.views import Link


class CityRow(NamedTuple):
    """How many commissioners in office of a city have a certificate, and how many have none."""

    link: Link
    people: int
    certified: int
    without: int


class CertificatesView(NamedTuple):
    """All certificates, by city."""

    counts: tuple[Count, ...]
    cities: tuple[CityRow, ...]
    others: tuple[Link, ...]


class HolderRow(NamedTuple):
    """A commissioner with the page of the certificate, its number and day; without one, their own page and ""."""

    link: Link
    number: str
    day: str


class OfficeRow(NamedTuple):
    """The commissioners of an office; `left` hold a certificate and are not in office."""

    anchor: str
    office: Link
    summary: str
    without: tuple[HolderRow, ...]
    certified: tuple[HolderRow, ...]
    left: tuple[HolderRow, ...]


class CityCertificatesView(NamedTuple):
    """The register of a city, by office."""

    title: str
    offices: tuple[OfficeRow, ...]


class CertificateView(NamedTuple):
    """A certificate to print: `away` says that the commissioner is not in office any more, or ""."""

    name: str
    number: str
    unit: str
    issuer: str
    day: str
    away: str
    register: Link
