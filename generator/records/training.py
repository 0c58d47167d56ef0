"""培训: sessions of a year (content/trainings/<year>.yml; rule 25)."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.records.base import Record
from generator.records.types import Date, Flag, Level, Slug, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSession(Record):
    """One session; the provincial one of a year covers the four fields of rule 25."""

    id: Slug
    level: Level
    date: Date
    topics: Annotated[tuple[Text, ...], Field(min_length=1)]
    host: Text
    sample: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFile(Record):
    """The sessions of one year."""

    sessions: tuple[TrainingSession, ...]
