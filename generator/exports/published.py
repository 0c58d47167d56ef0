"""Records as JSON values: the fields that are published, listed by hand, under the names that files use."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from generator.eligibility.conditions import All, AnyOf, Asks, AtLeast, Leaf, Not
from generator.records.activity import Activity, Held, Registration
from generator.records.base import Record
from generator.records.case import Case
from generator.records.commissioner import Commissioner, Deputy, Post
from generator.records.enterprise import Enterprise, FormerName, Located, Recognition
from generator.records.expert import Expert
from generator.records.fact import Fact
from generator.records.holiday import HolidayYear
from generator.records.office import Office
from generator.records.pairing import Pairing
from generator.records.policy import (
    Amount,
    Benefit,
    Checked,
    Contact,
    Exclusion,
    Helps,
    Material,
    Policy,
    Replacement,
    Window,
)
from generator.records.province import (
    Commendation,
    ContactGroup,
    Retired,
    TaskForce,
    TaskForceMember,
    Waiver,
)
from generator.records.region import MapPlace, Region
from generator.records.resource import Resource
from generator.records.training import TrainingSession

Json: TypeAlias = str | int | list["Json"] | dict[str, "Json"]

_OF_A_RULE = "text clause"

PUBLISHED: Mapping[type[Record], str] = MappingProxyType(
    {
        Policy: (
            "id title short_title doc_no issuers level regions kind written_on published_on effective_on ends_on"
            " ends_unknown topics summary replaces replaced_by amends based_on interprets source_url checked"
            " review_every sample aliases benefits"
        ),
        Replacement: "policy date except_",
        Checked: "date against",
        Benefit: (
            "id name what support claim amount windows conditions no_conditions_because materials how grants office"
            " contact url excludes helps"
        ),
        Amount: "fixed up_to rate text note",
        Window: "opens_on closes_on note regions",
        Material: "name from_ note trap",
        Contact: "unit work_phone",
        Exclusion: "benefit clause",
        Helps: "experts resources",
        All: f"all {_OF_A_RULE}",
        AnyOf: f"any {_OF_A_RULE}",
        Not: f"not_ {_OF_A_RULE}",
        AtLeast: f"at_least of {_OF_A_RULE}",
        Asks: "asks text clause",
        Leaf: (
            "fact ratio sum is_ in_ at_least more_than at_most less_than has_any has_all before after"
            f" years_at_least {_OF_A_RULE}"
        ),
        Office: "region unit division leader contact work_phone email address hours sample",
        Enterprise: "code name former_names industry products located recognitions aliases",
        FormerName: "name until",
        Located: "region since",
        Recognition: "tier awarded_on valid_until review",
        Commissioner: "id name posts strengths deputies aliases",
        Post: "unit unit_kind position work_phone since until",
        Deputy: "commissioner since until",
        Pairing: "enterprise commissioner since until reason",
        Expert: "id name institution institution_kind domains industries regions work_phone profile aliases",
        Resource: (
            "id name kinds supply provider domains themes industries regions what how contact fee valid_until"
            " sample aliases"
        ),
        Activity: "id name series held register place for_ how regions sample aliases",
        Held: "from_ to",
        Registration: "opens_on closes_on",
        Case: "id kind title region text policies date sample aliases",
        TrainingSession: "id level date topics host sample",
        TaskForce: "name leader office_unit members",
        TaskForceMember: "unit role",
        ContactGroup: "id name channel functions offices",
        Commendation: "year unit commissioner for_",
        Waiver: "rule region enterprise awarded_on until reason",
        Retired: "kind id",
        Region: "code name level parent slug zone tile",
        MapPlace: "row column",
        Fact: "key label kind unit values asked_as",
        HolidayYear: "year notice closed working provisional",
    }
)
"""The published fields of each record; what is not named here is not published."""

_FIELDS = {
    record: tuple((name, name.rstrip("_")) for name in names.split()) for record, names in PUBLISHED.items()
}


def published(value: object) -> Json:
    """A record, or a value of one, as JSON; what the record does not say is left out.

    Dates are YYYY-MM-DD, a percent is text as files write it (`3%`), yes and no are true and false.
    Raises `KeyError` for a record that is not published.
    """
    if isinstance(value, Record):
        return published_fields(value)
    if isinstance(value, tuple):
        return [published(item) for item in value]
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}%"
    if isinstance(value, int):
        return value
    raise TypeError(type(value))


def published_fields(record: Record) -> dict[str, Json]:
    """The fields of a record as `published` gives them."""
    fields = ((key, getattr(record, name)) for name, key in _FIELDS[type(record)])
    return {key: published(field) for key, field in fields if field is not None and field != ()}
