"""The size classes of 300号: what the vectors say, and open exactly where a missing fact can still change them."""

from decimal import Decimal
from itertools import product

import pytest
from test_evaluate import DICTIONARY
from test_vectors import FACTS, Case, by_id, cases

from generator.eligibility.facts import Facts, read_facts
from generator.eligibility.size import CLASSES, OPEN, Size, size, standard, with_size

INDUSTRIES = standard().industries
MEASURES = ("staff", "revenue_last_year", "total_assets")


def every_value(industry: str, key: str) -> list[Decimal]:
    """Values on both sides of each bound of a fact, or just one where the industry does not use it."""
    bounds = INDUSTRIES[industry].get(key, ())
    return [Decimal(0), *(bound + step for bound in bounds for step in (-1, 0))]


def by_definition(facts: Facts) -> str:
    """The class of complete facts, as the standard words it: the highest all of whose bounds are reached."""
    measures = INDUSTRIES[str(facts["industry"])]
    for place, name in enumerate(CLASSES[:-1]):
        values = {key: facts[key] for key in measures}
        if all(Decimal(str(values[key])) >= bounds[place] for key, bounds in measures.items()):
            return name
    return CLASSES[-1]


@pytest.mark.parametrize("vector", cases(sized=True), ids=by_id)
def test_size_and_needs_of_a_vector(vector: Case) -> None:
    facts, misfits = read_facts(vector["facts"], DICTIONARY, {})
    assert misfits == ()
    assert size(facts) == Size(vector["size"], tuple(vector["needs"]))


def test_every_industry_of_the_dictionary_has_its_bounds() -> None:
    assert list(INDUSTRIES) == FACTS["industry"]["values"]
    assert [*CLASSES] == FACTS["size_class"]["values"]
    for measures in INDUSTRIES.values():
        assert list(measures) == [key for key in MEASURES if key in measures]
        assert all(list(bounds) == sorted(set(bounds), reverse=True) for bounds in measures.values())
        assert {len(bounds) for bounds in measures.values()} == {3}


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_it_is_open_exactly_where_two_completions_differ(industry: str) -> None:
    choices = {key: every_value(industry, key) for key in MEASURES}
    for partial in product(*([None, *values] for values in choices.values())):
        known = {key: value for key, value in zip(MEASURES, partial, strict=True) if value is not None}
        facts: Facts = {"industry": industry, **known}
        completions = product(*([known[key]] if key in known else choices[key] for key in MEASURES))
        possible = {
            by_definition({"industry": industry, **dict(zip(MEASURES, values, strict=True))})
            for values in completions
        }
        missing = tuple(key for key in INDUSTRIES[industry] if key not in known)
        assert size(facts) == (Size(OPEN, missing) if len(possible) > 1 else Size(possible.pop()))


def test_the_class_is_added_only_where_it_is_decided_and_not_given() -> None:
    facts: Facts = {"industry": "其他未列明行业", "staff": Decimal(99)}
    assert with_size(facts) == {**facts, "size_class": "小型"}
    assert with_size({**facts, "size_class": "大型"})["size_class"] == "大型"
    assert "size_class" not in with_size({"industry": "工业"})
    assert "size_class" not in with_size({})
