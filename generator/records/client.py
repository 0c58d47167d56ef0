"""What is known of an enterprise and not public: its people, its figures, what it applied for (private)."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.policy import BenefitRef, FactAnswer
from generator.records.types import CreditCode, Date, Mobile, Text, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Whom to call at an enterprise."""

    name: Text
    role: Text
    mobile: Mobile
    wechat: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts(Record):
    """The people of one enterprise (contacts.yml)."""

    enterprise: CreditCode
    people: Annotated[tuple[Person, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Record):
    """企业画像: facts of an enterprise as of a day, written as in the examples of a rule (profiles.yml)."""

    enterprise: CreditCode
    date: Date
    facts: Annotated[dict[str, FactAnswer], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptake(Record):
    """政策兑现情况: how far an enterprise has come with a benefit; `amount` in whole 元 (uptake.yml; rule 10)."""

    enterprise: CreditCode
    benefit: BenefitRef
    told_on: Date | None = None
    applied_on: Date | None = None
    granted_on: Date | None = None
    amount: Whole | None = None
    refused_because: Text | None = None
