"""Under which places a policy is listed."""

from datetime import date
from pathlib import Path

import pytest
from test_help_pages import OTHER_CITY
from test_portal import portal_of

from generator.pages.reach import listed_under

OTHER_COUNTY = '- {code: "990103", name: 丁区, level: 县级, parent: "990100", slug: ding}\n'
REGIONS = {path: text + OTHER_COUNTY for path, text in OTHER_CITY.items()}
PLACES = ("990000", "990100", "990102", "990103", "990200")


@pytest.mark.parametrize(
    ("regions", "expected"),
    [
        ((), PLACES),
        (("990000",), PLACES),
        (("990100",), ("990100", "990102", "990103")),
        (("990102",), ("990100", "990102")),
        (("990103", "990200"), ("990100", "990103", "990200")),
        (("990100", "990102"), ("990100", "990102", "990103")),
    ],
)
def test_where_it_applies_and_the_cities_of_those(
    tmp_path: Path, as_of: date, regions: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    portal = portal_of(tmp_path, as_of, REGIONS)
    assert tuple(place for place in PLACES if listed_under(portal, regions, place)) == expected
