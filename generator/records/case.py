"""典型案例: what was done well (content/cases/<id>.yml)."""

from dataclasses import dataclass
from enum import StrEnum

from generator.records.base import Record
from generator.records.types import Date, Flag, RegionCode, Slug, Text


class CaseKind(StrEnum):
    """The three kinds of a case (rule 27)."""

    MODEL = "先进典型"
    PRACTICE = "经验做法"
    BENEFIT = "惠企案例"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """A case; `text` is Markdown in paragraphs, `policies` are those that it turns on."""

    id: Slug
    kind: CaseKind
    title: Text
    region: RegionCode
    text: Text
    policies: tuple[Slug, ...] = ()
    date: Date
    sample: Flag = False
    aliases: tuple[Slug, ...] = ()
