"""What pages of the internal edition share that go through all offices: one page a city, on it a section an office."""

from typing import NamedTuple

from generator.pages.addresses import office_path
from generator.pages.views import Link
from generator.portal import Portal


class City(NamedTuple):
    """A city with its own office first and those of its counties; the province stands for its own office alone."""

    code: str
    name: str
    offices: tuple[str, ...]


class Count(NamedTuple):
    """A number with its unit and what it counts; `gap`: something is missing. `rows` is the anchor of what is counted."""

    number: int
    unit: str
    words: str
    rows: str = "cities"
    gap: bool = False


def cities(portal: Portal) -> tuple[City, ...]:
    """The province's own office, then the cities in the order of the file."""
    province = portal.province
    below = (City(city.code, city.name, portal.dataset.codes_within[city.code]) for city in portal.cities)
    return (City(province.code, f"{province.name}本级", (province.code,)), *below)


def office_link(portal: Portal, code: str) -> Link:
    """An office by its place; without a page where it has no office."""
    path = office_path(code) if code in portal.office_by_region else ""
    return Link(path=path, words=portal.place_names[code])


OTHERS = (
    Link(path="training/", words="培训"),
    Link(path="certificates/", words="证书"),
    Link(path="meetings/", words="例会"),
    Link(path="commendations/", words="表扬"),
)
"""The pages that lead to each other."""
