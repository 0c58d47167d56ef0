"""The closed dictionary of enterprise facts that rules may ask for (content/facts.yml)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints
from pydantic_core import PydanticCustomError

from generator.records.base import Record
from generator.records.types import Text

FACT_KEY = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"

FactKey = Annotated[str, StringConstraints(pattern=FACT_KEY, max_length=64)]
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

    def __post_init__(self) -> None:
        """Hold that the kinds with a closed list have one, and no other."""
        if (self.kind in {FactKind.ENUM, FactKind.SET}) != bool(self.values):
            raise PydanticCustomError("fact_values", "values")
