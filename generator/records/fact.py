"""The closed dictionary of enterprise facts that rules may ask for (content/facts.yml)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from generator.records.base import Record
from generator.records.types import Text

FactKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=64)]
"""The key of a fact, as rules and profiles write it."""


class FactKind(StrEnum):
    """What values a fact takes; money is whole 元, percent an exact decimal."""

    REGION = "region"
    ENUM = "enum"
    BOOL = "bool"
    DATE = "date"
    SET = "set"
    INT = "int"
    MONEY = "money"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """One fact: its key, its label, and how an enterprise finds its value (`asked_as`)."""

    key: FactKey
    label: Text
    kind: FactKind
    unit: Text | None = None
    values: tuple[Text, ...] = ()
    asked_as: Text | None = None
